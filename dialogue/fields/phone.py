"""A phone number: shared with one press, or typed."""

from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat

from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Offer, Reading, Value, Wrong
from dialogue.fields.outcome import Columns, reading_of
from dialogue.i18n import Shown, _
from dialogue.message import Asks, Key
from dialogue.values import Known, Nothing, Span, read_phone


def as_dialled(number: str) -> str:
    """A stored number as people write it: 0812-3456-7890."""
    parsed = phonenumbers.parse(number)
    form = PhoneNumberFormat.NATIONAL if parsed.country_code == 62 else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


@dataclass(frozen=True, kw_only=True)
class Phone(Field):
    def offers(self, context: Context, page: int) -> Offer:
        return Offer(keys=((Key(_("Share my number"), Asks.PHONE),),))

    def read(self, given: Given, context: Context) -> Reading:
        outcome = read_phone(given.phone or given.text)
        if isinstance(outcome, Nothing):
            return Wrong(_("That is not a complete phone number."))
        reading = reading_of(outcome, self, self._columns)
        if isinstance(reading, Value) and given.phone and not given.phone_is_own:
            return Doubt(_("This is somebody else's number. Shall it be used?"), (reading.columns,))
        return reading

    def _columns(self, read: Known[str] | Span[str]) -> Columns | Wrong:
        assert isinstance(read, Known)
        return {self.name: read.value}

    def shows(self, answers: Answers) -> Shown:
        return as_dialled(answers[self.name])
