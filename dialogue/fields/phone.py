"""A phone number: shared with one press, or typed."""

from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Offer, Reading, Value, Wrong
from dialogue.i18n import Shown, _
from dialogue.message import Asks, Key
from dialogue.values.phone import as_dialled, e164

__all__ = ["Phone", "as_dialled", "e164"]


@dataclass(frozen=True, kw_only=True)
class Phone(Field):
    def offers(self, context: Context, page: int) -> Offer:
        return Offer(keys=((Key(_("Share my number"), Asks.PHONE),),))

    def read(self, given: Given, context: Context) -> Reading:
        number = e164(given.phone or given.text)
        if number is None:
            return Wrong(_("That is not a complete phone number."))
        if given.phone and not given.phone_is_own:
            return Doubt(_("This is somebody else's number. Shall it be used?"), ({self.name: number},))
        return Value({self.name: number})

    def shows(self, answers: Answers) -> Shown:
        return as_dialled(answers[self.name])
