"""A day, written day, month, year: 24/11/2026."""

import re
from dataclasses import dataclass
from datetime import date

from dialogue.fields.base import Answers, Context, Field, Given, Reading, Value, Wrong, needs_words
from dialogue.i18n import Shown, _

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """Kept as ISO text in the answers of a form, so that a run can be kept as JSON."""

    def read(self, given: Given, context: Context) -> Reading:
        words = given.text.strip()
        if not words:
            return needs_words()
        found = DAY.fullmatch(words)
        if not found:
            return Wrong(_("Please write day, month and year in numbers."))
        day, month, year = (int(part) for part in found.groups())
        try:
            return Value({self.name: date(year, month, day).isoformat()})
        except ValueError:
            return Wrong(_("There is no such day in the calendar."))

    def shows(self, answers: Answers) -> Shown:
        return date.fromisoformat(answers[self.name])
