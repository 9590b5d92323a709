"""Money: whole rupiah, as people write or say it: 2,5 jt, 500rb, Rp 15.000, rong yuto."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dialogue.fields.base import (
    Answers,
    Context,
    Doubt,
    Field,
    Given,
    Reading,
    Value,
    Wrong,
    needs_words,
)
from dialogue.fields.outcome import Columns, confirm, reading_of
from dialogue.fields.quantity import COMMON
from dialogue.i18n import Shown, _
from dialogue.values import Known, Nothing, Span, read_money
from dialogue.values.units import UNIT_OF


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    keeps_odd: bool = True
    completes: bool = True
    least: int = 0
    most: int = 10_000_000_000_000
    large: int = 1_000_000_000
    """From here on the amount is read back before it counts. Rupiah."""

    def columns(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}_high", f"{self.name}_about")

    def is_readable(self, answers: Answers) -> bool:
        return answers.get(self.name) is not None

    def read(self, given: Given, context: Context) -> Reading:
        if not given.text.strip():
            return needs_words()
        outcome = read_money(given.text)
        if isinstance(outcome, Nothing) and self.least == 0:
            outcome = Known(0)
        reading = reading_of(outcome, self, self._columns)
        if isinstance(reading, Value) and reading.columns[self.name] >= self.large:
            return confirm(self, reading.columns)
        return reading

    def _columns(self, read: Known[int] | Span[int]) -> Columns | Wrong:
        low, high = (read.low, read.high) if isinstance(read, Span) else (read.value, None)
        if not self.least <= low or (high or low) > self.most:
            ends = {"least": self.least, "most": self.most}
            return Wrong(_("The amount must be from {least} to {most} rupiah.", **ends))
        return dict(zip(self.columns(), (low, high, read.approximate), strict=False))

    def shows(self, answers: Answers) -> Shown:
        low, high, about = (answers.get(column) for column in self.columns()[:3])
        amount: Shown = _("Rp{amount}", amount=low or 0)
        if high is not None:
            amount = _("{low} to {high}", low=amount, high=_("Rp{amount}", amount=high))
        return _("about {amount}", amount=amount) if about else amount


UNIT_WORDS = sorted((word for word in UNIT_OF if len(word) > 1), key=len, reverse=True)
"""Without single letters: M is a miliar here, not a meter."""
A_UNIT = re.compile(rf"\b({'|'.join(map(re.escape, UNIT_WORDS))})\b")
PER_UNIT = re.compile(rf"(?:(?:per|tiap|setiap|satu|\b1|@|/)\s*-?\s*)?{A_UNIT.pattern}")
ONE = re.compile(rf"\bse({'|'.join(map(re.escape, UNIT_WORDS))})\b")
METER = re.compile(r"\s*(?:/|\bper)\s*m\b")
"""Behind per, M is a meter, not a miliar."""
MANY = re.compile(rf"(?!\b1\b)\b\d+\s*{A_UNIT.pattern}")


@dataclass(frozen=True, kw_only=True)
class Price(Money):
    """The price of one unit; without a unit it is asked of what."""

    least: int = 1
    large: int = 10_000_000

    def columns(self) -> tuple[str, ...]:
        return (*super().columns(), f"{self.name}_unit")

    def is_readable(self, answers: Answers) -> bool:
        return super().is_readable(answers) and bool(answers.get(f"{self.name}_unit"))

    def read(self, given: Given, context: Context) -> Reading:
        words = METER.sub(" per meter", ONE.sub(r"per \1", given.text.lower()))
        units = {UNIT_OF[word] for word in A_UNIT.findall(words)}
        if len(units) > 1 or MANY.search(words):
            return Wrong(_("Please write the price of one unit only."))
        bare = PER_UNIT.sub(" ", words) if units else given.text
        reading = super().read(Given(text=bare), context)
        return self._of_unit(reading, units.pop()) if units else self._of_what(reading)

    def _of_unit(self, reading: Reading, unit: str) -> Reading:
        if isinstance(reading, Value):
            return Value(self._priced(reading.columns, unit))
        if not isinstance(reading, Doubt):
            return reading
        options = tuple(self._priced(option, unit) for option in reading.options)
        return confirm(self, options[0]) if len(options) == 1 else Doubt(reading.question, options)

    def _of_what(self, reading: Reading) -> Reading:
        if isinstance(reading, Doubt) and len(reading.options) > 1:
            return Wrong(_("Please write the price with ribu or juta, and of what."))
        if not isinstance(reading, Value | Doubt):
            return reading
        columns = reading.columns if isinstance(reading, Value) else reading.options[0]
        options = tuple(self._priced(columns, unit) for unit in COMMON)
        return Doubt(_("*{amount}* for one what?", amount=super().shows(columns)), options)

    def names(self, option: Answers, among: Sequence[Answers]) -> Shown:
        if len(among) > 1 and len({one[self.name] for one in among}) == 1:
            return str(option[f"{self.name}_unit"])
        return super().names(option, among)

    def _priced(self, columns: Columns, unit: str) -> Columns:
        return {**columns, f"{self.name}_unit": unit}

    def shows(self, answers: Answers) -> Shown:
        unit = answers.get(f"{self.name}_unit")
        amount = super().shows(answers)
        return _("{amount} per {unit}", amount=amount, unit=str(unit)) if unit else amount
