"""A day, as people write or say it: 24/11/2026, 24 Nopember, besok."""

from dataclasses import dataclass
from datetime import date, datetime

from dialogue.fields.base import Answers, Context, Field, Given, Offer, Reading, Value, Wrong, needs_words
from dialogue.fields.outcome import Columns, reading_of
from dialogue.i18n import Shown, _
from dialogue.values import Known, Month, Nothing, Span, read_day

NEVER = "never"
NO_END = _("It has no end date")
Read = date | datetime | Month


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """Kept as ISO text in the answers of a form, so that a run can be kept as JSON; a day that never comes
    is kept as an empty text."""

    keeps_odd: bool = True
    may_be_never: bool = False

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=(((NO_END, NEVER),),) if self.may_be_never else ())

    def read(self, given: Given, context: Context) -> Reading:
        words = given.value or given.text.strip()
        if not words:
            return needs_words()
        if self.may_be_never and (words == NEVER or "seumur hidup" in words.lower()):
            return Value({self.name: ""})
        outcome = read_day(words, context.today)
        if self.may_be_never and isinstance(outcome, Nothing):
            return Value({self.name: ""})
        return reading_of(outcome, self, self._columns)

    def _columns(self, read: Known[Read] | Span[Read]) -> Columns | Wrong:
        day = read.value if isinstance(read, Known) else None
        if isinstance(day, datetime):
            day = day.date()
        if not isinstance(day, date):
            return Wrong(_("Please write one day, with its month and year."))
        return {self.name: day.isoformat()}

    def shows(self, answers: Answers) -> Shown:
        return date.fromisoformat(answers[self.name]) if answers[self.name] else NO_END
