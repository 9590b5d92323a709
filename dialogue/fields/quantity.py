"""A quantity: so many of a unit, mostly in a period: 3 kodi seminggu, 1.500 bungkus sebulan, dua ton."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Reading, Value, Wrong, needs_words
from dialogue.fields.outcome import Columns, confirm, reading_of
from dialogue.i18n import Shown, _, lines
from dialogue.values import (
    Amount,
    Invalid,
    Known,
    Nothing,
    Outcome,
    Span,
    Unclear,
    read_number,
    read_quantity,
)

COMMON = ("pcs", "bungkus", "kg", "kodi", "lusin", "pasang", "lembar", "liter")
"""Units offered when none was said."""
NO_PERIOD = "-"
PERIODS: dict[str, Shown] = {
    "hari": _("a day"),
    "minggu": _("a week"),
    "bulan": _("a month"),
    "tahun": _("a year"),
}
WEEKS_A_MONTH = Decimal("4.33")
DAYS_A_MONTH = 25
"""Working days, where the owner told none."""


def monthly(quantity: Decimal, period: str, days: int) -> Decimal:
    """The quantity of one month; `days` are the working days of a month."""
    per = {"hari": Decimal(days), "minggu": WEEKS_A_MONTH, "tahun": Decimal(1) / 12}
    return quantity * per.get(period, Decimal(1))


@dataclass(frozen=True, kw_only=True)
class Quantity(Field):
    """`period` is the question's own, meant when none is said; empty for a quantity without one."""

    keeps_odd: bool = True
    completes: bool = True
    period: str = "bulan"
    may_be_none: bool = False
    """Whether nothing at all is a good answer."""
    most: int = 100_000_000
    large: int = 1_000_000
    """From here on the quantity is read back before it counts."""

    def columns(self) -> tuple[str, ...]:
        endings = ("", "_high", "_about", "_unit", *(("_period",) if self.period else ()))
        return tuple(f"{self.name}{ending}" for ending in endings)

    def is_readable(self, answers: Answers) -> bool:
        return answers.get(self.name) is not None and bool(answers.get(f"{self.name}_unit"))

    def read(self, given: Given, context: Context) -> Reading:
        if not given.text.strip():
            return needs_words()
        outcome = read_quantity(given.text)
        if self.may_be_none and self._is_none(given.text, outcome):
            return Value(self._zero())
        if isinstance(outcome, Nothing):
            outcome = Invalid(_("Please write how much, with its unit."))
        if isinstance(outcome, Unclear) and not outcome.readings:
            return self._of_what(given.text, outcome.why)
        reading = reading_of(outcome, self, self._columns)
        if isinstance(reading, Value) and reading.columns[self.name] >= self.large:
            return confirm(self, reading.columns)
        return reading

    def _is_none(self, words: str, outcome: Outcome[Amount]) -> bool:
        zero = isinstance(outcome, Known) and outcome.value.qty == 0
        return zero or isinstance(outcome, Nothing) or read_number(words) == Known(Decimal(0))

    def _zero(self) -> Columns:
        return dict(zip(self.columns(), (0.0, None, False, "pcs", self.period), strict=False))

    def _of_what(self, words: str, why: Shown) -> Reading:
        """Ask of what the number is, if only its unit is missing."""
        number = read_number(words)
        if not isinstance(number, Known) or number.value <= 0:
            return Wrong(why)
        among = [self._columns(Known(Amount(number.value, unit, NO_PERIOD))) for unit in COMMON]
        options = tuple(one for one in among if not isinstance(one, Wrong))
        question = _("{number} of what? Choose the unit, or type it.", number=float(number.value))
        return Doubt(question, options) if options else Wrong(why)

    def _columns(self, read: Known[Amount] | Span[Amount]) -> Columns | Wrong:
        low, high = (read.low, read.high) if isinstance(read, Span) else (read.value, None)
        most = high or low
        if not low.qty > 0 or most.qty > self.most:
            return Wrong(_("The number must be from {least} to {most}.", least=1, most=self.most))
        if not self.period and low.per != NO_PERIOD:
            return Wrong(_("Please write the number and the unit only, without a period."))
        period = self.period if low.per == NO_PERIOD else low.per
        kept = (float(low.qty), float(high.qty) if high else None, read.approximate, low.unit, period)
        return dict(zip(self.columns(), kept, strict=False))

    def shows(self, answers: Answers) -> Shown:
        low, high, about, unit = (answers.get(column) for column in self.columns()[:4])
        period = str(answers.get(f"{self.name}_period") or self.period)
        if low == 0:
            return _("nothing")
        number: Shown = float(low or 0)
        if high is not None:
            number = _("{low} to {high}", low=number, high=float(high))
        told: Shown = _("{number} {unit}", number=number, unit=str(unit))
        if period:
            told = _("{quantity} {period}", quantity=told, period=PERIODS.get(period, period))
        return _("about {amount}", amount=told) if about else told

    def names(self, option: Answers, among: Sequence[Answers]) -> Shown:
        unit = f"{self.name}_unit"
        if len(among) > 1 and len({one[unit] for one in among}) == len(among):
            return str(option[unit])
        return super().names(option, among)

    def notes(self, columns: Answers) -> Shown:
        noted = super().notes(columns)
        amount = self._amount(columns)
        if amount is None:
            return noted
        quantity, unit = amount.base or (amount.qty, amount.unit)
        period = amount.per if amount.per in PERIODS else ""
        if period in {"", "bulan"} and amount.base is None:
            return noted
        if not period:
            return lines(noted, _("That is {number} {unit}.", number=float(quantity), unit=unit))
        if period == "bulan":
            return lines(noted, _("That is {number} {unit} a month.", number=float(quantity), unit=unit))
        days = int(columns.get("days_per_month") or DAYS_A_MONTH)
        per_month = float(round(monthly(quantity, period, days), 0 if quantity >= 10 else 1))
        return lines(noted, _("That is about {number} {unit} a month.", number=per_month, unit=unit))

    def _amount(self, columns: Answers) -> Amount | None:
        if not columns.get(self.name) or columns.get(f"{self.name}_high") is not None:
            return None
        period = str(columns.get(f"{self.name}_period") or NO_PERIOD)
        return Amount(Decimal(str(columns[self.name])), str(columns[f"{self.name}_unit"]), period)
