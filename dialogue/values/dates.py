"""Which days the pieces of a text come to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogue.i18n import Text, _
from dialogue.values.calendar_words import UNIT_DAYS, UNIT_MONTHS
from dialogue.values.month import Month
from dialogue.values.outcome import Invalid, Known, Span, Unclear
from dialogue.values.said import Said

Readings = tuple[Known[date | datetime | Month] | Span[date | datetime | Month], ...]
HALF_YEAR = 183
SUNDAY = 6
FIRST_YEAR, LAST_YEAR = 1900, 2100
LEGI = date(1945, 8, 17)
NO_DAY = Invalid(_("There is no such day in the calendar."))
WHICH_DAY = _("More than one day was written. Which one is it?")
WHY_CLASH = _("That weekday and that date do not go together. Which day is it?")


@dataclass(frozen=True)
class When:
    """The fair readings of the day; `why` is the question if they are not sure or none."""

    readings: Readings = ()
    sure: bool = True
    why: Text | None = None


Days = When | Invalid | Unclear[date | datetime | Month]


def days_of(said: Said, today: date) -> Days:
    """The day, month or days that were said; today's if there was only a time or a part of the day."""
    if any(
        len(set(pieces)) > 1
        for pieces in (said.dates, said.weekdays, said.offsets, said.month_days, said.eves)
    ):
        return Unclear(WHICH_DAY)
    if said.edges:
        return _edge(said, today)
    if said.day_span:
        return _day_span(said, today)
    base = _base(said, today)
    if isinstance(base, When) and base.readings:
        return _checked(said, base, today)
    if isinstance(base, When) and not base.why and (said.clocks or said.parts):
        return When((Known(today),))
    return base


def _base(said: Said, today: date) -> Days:
    """The day by the most exact piece."""
    if said.dates:
        return _dated(*said.dates[0], said, today)
    if said.month_days:
        return _day_of_month(said.month_days[0], said, today)
    if said.ahead:
        return _ahead(*said.ahead[0], today)
    if said.offsets:
        return When((Known(today + timedelta(days=said.offsets[0])),))
    if said.pasaran:
        return _pasaran(said, today)
    if said.eves:
        return _eve(said.eves[0], today)
    if said.weekdays:
        return _weekday(*said.weekdays[0], said, today)
    return _longer(said, today)


def _dated(year: int, month: int, day: int, said: Said, today: date) -> Days:
    if said.years:
        year = said.years[0]
    if said.year_shifts:
        year = today.year + said.year_shifts[0]
    if month > 12 >= day and month <= 31 and year:
        swapped = date(year, day, min(month, Month(year, day).length)) if day else None
        readings: Readings = (Known(swapped),) if swapped else ()
        return When(readings, False, _("Day comes first, then month. Which day is it?"))
    if year and not FIRST_YEAR <= year <= LAST_YEAR:
        return NO_DAY
    if year:
        return When((Known(date(year, month, day)),)) if _exists(year, month, day) else NO_DAY
    candidates = [date(y, month, day) for y in (today.year, today.year + 1) if _exists(y, month, day)]
    if not candidates and (month, day) == (2, 29):
        return When((), False, _("Which year is that?"))
    if not candidates:
        return NO_DAY
    return _nearest(candidates, today, HALF_YEAR)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= Month(year, month).length


def _nearest(candidates: list[date], today: date, most: int) -> When:
    """The next of the days, unless it is so far that the one just past may be meant."""
    future = [day for day in candidates if day >= today]
    past = [day for day in candidates if day < today]
    if future and (not past or (future[0] - today).days <= most):
        return When((Known(future[0]),))
    return When(tuple(Known(day) for day in (*past[-1:], *future[:1])), False)


def _day_of_month(day: int, said: Said, today: date) -> Days:
    this = Month(today.year, today.month)
    if said.months:
        year, month = said.months[0]
        return _dated(year, month, day, said, today)
    if said.month_shifts:
        month_ = this.shifted(said.month_shifts[0])
        return When((Known(month_.day(day)),)) if 1 <= day <= month_.length else NO_DAY
    if not 1 <= day <= 31:
        return NO_DAY
    months = [month for month in (this, this.shifted(1), this.shifted(2)) if day <= month.length]
    candidates = [month.day(day) for month in months]
    future = [one for one in candidates if one >= today]
    is_near = candidates[0] >= today or (future[0] - today) < (today - candidates[0])
    return When((Known(future[0]),)) if is_near else When((Known(future[0]), Known(candidates[0])), False)


def _ahead(low: int, high: int, unit: str, today: date) -> Days:
    start, end = _later(low, unit, today), _later(high, unit, today)
    if start is None or end is None:
        return NO_DAY
    if start == end:
        return When((Known(start),))
    return When((Span(start, end),)) if start < end else Unclear(WHICH_DAY)


def _later(count: int, unit: str, today: date) -> date | None:
    if unit in UNIT_DAYS:
        return today + timedelta(days=count * UNIT_DAYS[unit])
    months = count * UNIT_MONTHS[unit]
    if abs(months) > 1200:
        return None
    return Month(today.year, today.month).shifted(months).day(today.day)


def _pasaran(said: Said, today: date) -> Days:
    """The next Jumat Kliwon: weekday and market day meet every 35 days."""
    wanted = said.weekdays[0][0] if said.weekdays else said.eves[0] if said.eves else None
    before = timedelta(days=1 if said.eves else 0)
    days = (today + before + timedelta(days=ahead) for ahead in range(35))
    fits = [d for d in days if (d - LEGI).days % 5 == said.pasaran[0] and wanted in (None, d.weekday())]
    first = fits[0] - before
    if first == today:
        return When((Known(today), Known(today + timedelta(days=5 if wanted is None else 35))), False)
    return When((Known(first),))


def _eve(weekday: int, today: date) -> Days:
    """Malam Jumat is the night of Thursday."""
    ahead = (weekday - 1 - today.weekday()) % 7
    return When((Known(today + timedelta(days=ahead)),))


def _weekday(number: int, how: str, said: Said, today: date) -> Days:
    monday = today - timedelta(days=today.weekday())
    this = monday + timedelta(days=number)
    if how == "week" or said.weeks:
        shift = 1 if how == "week" else said.weeks[0]
        return When((Known(this + timedelta(weeks=shift)),))
    if how == "ini":
        return (
            When((Known(this),))
            if this >= today
            else When((Known(this), Known(this + timedelta(weeks=1))), False)
        )
    if how == "depan":
        following = this + timedelta(weeks=1)
        return When((Known(following),)) if this <= today else When((Known(this), Known(following)), False)
    if how == "lalu":
        before = this - timedelta(weeks=1)
        return When((Known(before),)) if this >= today else When((Known(this), Known(before)), False)
    if this == today:
        return When((Known(today), Known(today + timedelta(weeks=1))), False)
    return When((Known(this if this > today else this + timedelta(weeks=1)),))


def _longer(said: Said, today: date) -> Days:
    """Weeks, months and years."""
    this = Month(today.year, today.month)
    if said.weeks:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=said.weeks[0])
        return When((Span(monday, monday + timedelta(days=6)),))
    if said.months:
        return _month(*said.months[0], said, this)
    if said.month_shifts:
        return When((Known(this.shifted(said.month_shifts[0])),))
    if said.years or said.year_shifts:
        return When(why=_("Which month of that year?"))
    if said.loose_week:
        return When(why=_("Do you mean Sunday, or a week?"))
    return When()


def _month(year: int, month: int, said: Said, this: Month) -> Days:
    if said.years:
        year = said.years[0]
    if said.year_shifts:
        year = this.year + said.year_shifts[0]
    if not 1 <= month <= 12 or (year and not FIRST_YEAR <= year <= LAST_YEAR):
        return NO_DAY
    if year:
        return When((Known(Month(year, month)),))
    if month >= this.month:
        return When((Known(Month(this.year, month)),))
    past, following = Month(this.year, month), Month(this.year + 1, month)
    if (month - this.month) % 12 <= 6:
        return When((Known(following),))
    return When((Known(past), Known(following)), False)


def _checked(said: Said, when: When, today: date) -> Days:
    """The day, if the weekday said with it is its own."""
    days = [one.value for one in when.readings if isinstance(one, Known) and type(one.value) is date]
    exact = said.dates or said.month_days or said.offsets or said.ahead
    if not exact or not days:
        return when
    if said.loose_week and not said.weekdays and all(day.weekday() != SUNDAY for day in days):
        return When(when.readings, False, WHY_CLASH)  # minggu besok
    if said.weekdays:
        fits = tuple(day for day in days if day.weekday() == said.weekdays[0][0])
        if not fits:
            coming = _weekday(*said.weekdays[0], said, today)
            others = coming.readings if isinstance(coming, When) and said.offsets else ()
            return When((*when.readings, *others), False, WHY_CLASH)
        return When(tuple(Known(day) for day in fits), len(fits) == 1)
    if said.eves and all((day.weekday() + 1) % 7 != said.eves[0] for day in days):
        return When(when.readings, False, WHY_CLASH)
    if said.offsets and (said.dates or said.month_days):
        fits = tuple(day for day in days if day == today + timedelta(days=said.offsets[0]))
        return When(tuple(Known(day) for day in fits)) if fits else When(when.readings, False, WHY_CLASH)
    return when


def _day_span(said: Said, today: date) -> Days:
    low, high = said.day_span or (0, 0)
    first = _day_of_month(low, said, today)
    if not isinstance(first, When) or len(first.readings) != 1:
        return first
    start = first.readings[0]
    if not isinstance(start, Known) or not isinstance(start.value, date):
        return first
    month = Month(start.value.year, start.value.month)
    if low >= high:
        return Unclear(WHICH_DAY)
    return When((Span(start.value, month.day(high)),)) if high <= month.length else NO_DAY


def _edge(said: Said, today: date) -> Days:
    """The beginning or end of a month or a week is no exact day: ask, and offer the days."""
    longer = _longer(said, today) if said.weeks or said.months or said.month_shifts else None
    one = longer.readings[0] if isinstance(longer, When) and longer.readings else None
    month = one.value if isinstance(one, Known) and isinstance(one.value, Month) else None
    if longer is None and not said.loose_week:
        month = Month(today.year, today.month)
    why = _("Which date is that?")
    if month is None or len(said.edges) > 1 or said.edges[0] in ("year", "week"):
        return When((), False, why)
    spans = {"awal": (1, 10), "akhir": (21, 31), "akir": (21, 31)}
    low, high = spans.get(said.edges[0], (11, 20))
    return When((Span(month.day(low), month.day(high)),), False, why)
