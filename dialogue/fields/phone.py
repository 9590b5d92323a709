"""A phone number: shared with one press, or typed."""

from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Offer, Reading, Value, Wrong
from dialogue.fields.outcome import Columns, reading_of
from dialogue.i18n import Shown, _
from dialogue.message import Asks, Key
from dialogue.values import Known, Nothing, Span, read_phone
from dialogue.values.phone import as_dialled

TYPISTS_PHONE = "typists_phone"
"""Among the answers where somebody of the office fills in for an owner: that person's own number, or nothing
if it is not known. It is the owner's number that is asked for."""
HAS_NONE = "none"
NO_PHONE = _("The owner has no phone")


@dataclass(frozen=True, kw_only=True)
class Phone(Field):
    def asks(self, context: Context) -> Shown:
        if TYPISTS_PHONE in context.answers:
            return _("What is the *owner's* phone number? Please not your own.")
        return super().asks(context)

    def offers(self, context: Context, page: int) -> Offer:
        if TYPISTS_PHONE in context.answers:
            return Offer(buttons=(((NO_PHONE, HAS_NONE),),))
        return Offer(keys=((Key(_("Share my number"), Asks.PHONE),),))

    def read(self, given: Given, context: Context) -> Reading:
        if TYPISTS_PHONE in context.answers:
            return self._read_for_another(given, context)
        reading = self._read_number(given)
        if isinstance(reading, Value) and given.phone and not given.phone_is_own:
            return Doubt(_("This is somebody else's number. Shall it be used?"), (reading.columns,))
        return reading

    def _read_for_another(self, given: Given, context: Context) -> Reading:
        """An owner without a phone stays without one, so that no typist lends her a number."""
        if given.value == HAS_NONE:
            flagged = {**(context.answers.get("flagged") or {}), self.name: "tidak punya HP"}
            return Value({self.name: None, "flagged": flagged})
        reading = self._read_number(given)
        is_own = given.phone_is_own or (
            isinstance(reading, Value) and reading.columns[self.name] == context.answers[TYPISTS_PHONE]
        )
        if isinstance(reading, Value) and is_own:
            return Doubt(_("That is your own number. Is it really the owner's?"), (reading.columns,))
        return reading

    def _read_number(self, given: Given) -> Reading:
        outcome = read_phone(given.phone or given.text)
        if isinstance(outcome, Nothing):
            return Wrong(_("That is not a complete phone number."))
        return reading_of(outcome, self, self._columns)

    def _columns(self, read: Known[str] | Span[str]) -> Columns | Wrong:
        assert isinstance(read, Known)
        return {self.name: read.value}

    def shows(self, answers: Answers) -> Shown:
        return as_dialled(answers[self.name])


@dataclass(frozen=True, kw_only=True)
class OwnPhone(Phone):
    """One's own number, as proof: only what the channel says is the sender's, never a typed number."""

    def read(self, given: Given, context: Context) -> Reading:
        if not (given.phone and given.phone_is_own):
            return Wrong(_("Only your own number counts here: press *Share my number*."))
        return self._read_number(given)
