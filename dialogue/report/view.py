"""What of the report is on the screen: which list, split by what, and of which period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogue.i18n import Shown, Text, _
from dialogue.period import period_named, period_of

WHOLE = ""
AXES: dict[str, Text] = {
    WHOLE: _("all together"),
    "districts": _("by kecamatan"),
    "sector": _("by sector"),
    "branch": _("by branch"),
}
"""What a list is split by, as storage/report.py names it."""
LISTS: dict[str, Text] = {
    "count": _("1. How many IKM"),
    "made": _("2. What they make"),
    "capacity": _("3. How much they can make in a month"),
    "production": _("3. How much they reported"),
    "sold_in": _("4. Where they sell"),
    "sold_by": _("4. How they sell"),
    "help": _("5. What help they ask for"),
    "constraints": _("5. What is difficult for them"),
    "materials": _("5. Which raw materials they need"),
}
"""The five data sets, in lists that a phone can show."""
SETS: dict[str, Text] = {
    "count": _("How many IKM"),
    "made": _("What they make"),
    "capacity": _("How much"),
    "sold_in": _("Where they sell"),
    "help": _("What is asked for"),
}
"""The first list of each data set."""
EVERY = "all"


@dataclass(frozen=True)
class Span:
    """A period of the report; `key` is 2026, 2026-Q4, 2026-11, or empty for all that there is."""

    key: str
    start: date | None
    end: date | None
    """The day after its last one."""
    reports: tuple[str, ...]
    """The keys of the production reports that belong to it."""

    @property
    def title(self) -> Shown:
        if not self.key:
            return _("everything so far")
        return _("the year {year}", year=self.key) if len(self.key) == 4 else period_named(self.key).title

    def start_in(self, zone: str) -> datetime | None:
        """The moment in which it begins there; None for all that there is."""
        return datetime.combine(self.start, time(), ZoneInfo(zone)) if self.start else None

    def end_in(self, zone: str) -> datetime | None:
        """The moment in which it is over there."""
        return datetime.combine(self.end, time(), ZoneInfo(zone)) if self.end else None


def span_named(key: str) -> Span:
    """The period of this key; ValueError if it is none."""
    if not key:
        return Span("", None, None, (EVERY,))
    if len(key) == 4 and key.isascii() and key.isdecimal():
        start = date(int(key), 1, 1)
        quarters = [f"{key}-Q{number}" for number in range(1, 5)]
        months = [f"{key}-{number:02d}" for number in range(1, 13)]
        return Span(key, start, date(int(key) + 1, 1, 1), (*quarters, *months))
    period = period_named(key)
    if period.key != key:
        raise ValueError("not a period")
    end = (period.start + timedelta(days=31 * period.months)).replace(day=1)
    months = [f"{period.start:%Y}-{period.start.month + number:02d}" for number in range(period.months)]
    return Span(key, period.start, end, (key, *(month for month in months if month != key)))


def spans(today: date, report_period: str) -> list[Span]:
    """The periods that are offered: this one and those before, this year and the last, and all."""
    period, keys = period_of(today, report_period), []
    for _step in range(5):
        keys.append(period.key)
        period = period.before
    return [span_named(key) for key in (*keys, str(today.year), str(today.year - 1), "")]


@dataclass(frozen=True)
class View:
    list: str = "count"
    axis: str = "districts"
    span: str = ""
    page: int = 0

    @staticmethod
    def of(args: Sequence[str]) -> "View":
        """The view that a button names; what makes no sense in it is left as it is at first."""
        name, axis, span, page = (*args, *("",) * 4)[:4]
        try:
            span_named(span)
        except ValueError:
            span = ""
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 0
        known = name if name in LISTS or name == EVERY else "count"
        return View(known, axis if axis in AXES else WHOLE, span, number)

    @property
    def period(self) -> Span:
        return span_named(self.span)

    @property
    def args(self) -> tuple[str | int, ...]:
        """What its button carries."""
        return self.list, self.axis, self.span, self.page

    def to(self, **changes: str | int) -> "View":
        """Another view beside it, from its first page."""
        return replace(self, **{"page": 0, **changes})  # type: ignore[arg-type]

    @property
    def next(self) -> "View | None":
        """The list after this one."""
        names = [*LISTS]
        place = names.index(self.list) + 1
        return self.to(list=names[place]) if place < len(names) else None
