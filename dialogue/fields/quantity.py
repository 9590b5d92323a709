"""A quantity: so many of a unit in a period, such as 1.500 bungkus a month."""

import re
from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Reading, Value, Wrong, needs_words
from dialogue.fields.number import WHOLE, whole
from dialogue.i18n import Shown, _
from dialogue.values.units import UNIT_OF

COMMON = ("pcs", "bungkus", "kg", "kodi", "lusin", "pasang", "lembar", "liter")
"""Units offered when none was said."""
MONTH = "bulan"


@dataclass(frozen=True, kw_only=True)
class Quantity(Field):
    """A whole quantity in a month; the period is the question's own."""

    most: int = 100_000_000

    def columns(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}_unit", f"{self.name}_period")

    def read(self, given: Given, context: Context) -> Reading:
        words = given.text.strip().lower()
        if not words:
            return needs_words()
        found = re.fullmatch(rf"({WHOLE})\s*([a-z]+)?\s*(?:(?:per|/|se)\s*{MONTH}|/\s*bln)?", words)
        if not found or (found[2] and found[2] not in UNIT_OF):
            return Wrong(_("Please write a whole number and its unit, for one month."))
        count = whole(found[1])
        if not 1 <= count <= self.most:
            return Wrong(_("The number must be from {least} to {most}.", least=1, most=self.most))
        if not found[2]:
            options = tuple(self._columns(count, unit) for unit in COMMON)
            return Doubt(_("{number} of what? Choose the unit, or type it.", number=count), options)
        return Value(self._columns(count, UNIT_OF[found[2]]))

    def _columns(self, count: int, unit: str) -> dict[str, str | int]:
        return dict(zip(self.columns(), (count, unit, MONTH), strict=True))

    def shows(self, answers: Answers) -> Shown:
        count, unit, _period = (answers[column] for column in self.columns())
        return _("{number} {unit} a month", number=count, unit=str(unit))
