"""A period of production reports: a quarter, or a month where the office wants it so."""

from dataclasses import dataclass
from datetime import date, timedelta

from dialogue.i18n import Shown, _

MONTHS: tuple[Shown, ...] = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Period:
    """`key` is how it is kept: 2026-Q4 or 2026-11."""

    start: date
    months: int

    @property
    def key(self) -> str:
        if self.months == 1:
            return f"{self.start:%Y-%m}"
        return f"{self.start.year}-Q{self.start.month // 3 + 1}"

    @property
    def title(self) -> Shown:
        """What people call it: Triwulan IV 2026, or November 2026."""
        year = str(self.start.year)
        if self.months == 1:
            return _("{month} {year}", month=MONTHS[self.start.month - 1], year=year)
        return _("Quarter {number} {year}", number=ROMAN[self.start.month // 3], year=year)

    @property
    def span(self) -> Shown:
        """Its first and last month, or the only one."""
        first, last = MONTHS[self.start.month - 1], MONTHS[self.start.month + self.months - 2]
        return first if self.months == 1 else _("{low} to {high}", low=first, high=last)

    @property
    def last(self) -> date:
        """Its last day."""
        after = self.start + timedelta(days=31 * self.months)
        return after.replace(day=1) - timedelta(days=1)

    @property
    def before(self) -> "Period":
        """The period that ended the day before this one began."""
        return period_of(self.start - timedelta(days=1), "month" if self.months == 1 else "quarter")


def period_of(day: date, kind: str) -> Period:
    """The quarter or month (`kind`) that the day lies in."""
    months = 1 if kind == "month" else 3
    return Period(date(day.year, (day.month - 1) // months * months + 1, 1), months)


def period_named(key: str) -> Period:
    """The period kept as this key; ValueError if it is none."""
    year, _dash, part = key.partition("-")
    if part.startswith("Q"):
        return Period(date(int(year), 3 * int(part[1:]) - 2, 1), 3)
    return Period(date(int(year), int(part), 1), 1)
