"""When the bot may begin something by itself: not at night, on a day of rest, on a holiday, at Friday noon,
or when the fast is broken. What somebody asked for is answered at any hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import holidays

DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = frozenset(range(5))
FRIDAY = 4
FRIDAY_NOON = (time(11, 15), time(13))
BREAKING_FAST = (time(17), time(19, 30))
IDULFITRI = "Hari Raya Idul Fitri"
RAMADAN = timedelta(days=30)
FARTHEST = 60
"""Days that are looked at; the longest closing of all, around Idulfitri, is a quarter of that."""

Stretch = tuple[datetime, datetime]


class Keeps(Protocol):
    """An office, as far as its hours go."""

    zone: Any
    quiet_from: Any
    quiet_to: Any


@dataclass(frozen=True)
class Quiet:
    """The quiet of one office, in its own zone. Moments are UTC, in and out."""

    zone: str
    quiet_from: str = "20:00"
    quiet_to: str = "07:00"
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    """Days of the week on which the bot may begin something; 0 is Monday."""

    @staticmethod
    def of(office: Keeps) -> "Quiet":
        """The quiet that an office keeps."""
        return Quiet(office.zone, office.quiet_from, office.quiet_to)

    def is_open(self, moment: datetime) -> bool:
        """Whether the bot may begin something at this moment."""
        return any(start <= moment < end for start, end in _stretches(self, self.day_of(moment)))

    def open_at(self, moment: datetime, deadline: datetime | None = None) -> datetime:
        """The first moment from this one on that is allowed; this one itself, if waiting would pass the
        deadline, or if an office leaves no hour at all."""
        ends = (stretch for stretch in self._from(self.day_of(moment)) if moment < stretch[1])
        found = max(moment, next(ends, (moment, moment))[0])
        return moment if deadline is not None and found > deadline else found

    def before(self, moment: datetime) -> datetime:
        """The same hour on the last earlier day on which it is allowed, to bring forward what cannot wait;
        this moment itself, if the hour never is."""
        earlier = (moment - DAY * days for days in range(1, FARTHEST))
        return next((one for one in earlier if self.is_open(one)), moment)

    def at(self, day: date, hour: str) -> datetime:
        """The moment of this hour, such as 09:00, on a day where the office is."""
        return _utc(day, time.fromisoformat(hour), self.zone)

    def day_of(self, moment: datetime) -> date:
        """The day where the office is."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def is_working_day(self, day: date) -> bool:
        """Whether it is neither a day of rest nor a public holiday or common leave (cuti bersama)."""
        return day.weekday() in self.weekdays and day not in _holidays(day.year)

    def working_day_before(self, day: date) -> date:
        """The last earlier working day; the day before, if there is none."""
        earlier = (day - DAY * days for days in range(1, FARTHEST))
        return next((one for one in earlier if self.is_working_day(one)), day - DAY)

    def _from(self, day: date) -> Iterator[Stretch]:
        for days in range(FARTHEST):
            yield from _stretches(self, day + DAY * days)


@lru_cache(maxsize=4096)
def _stretches(quiet: Quiet, day: date) -> tuple[Stretch, ...]:
    """When the bot may begin something on this local day, in order."""
    if not quiet.is_working_day(day):
        return ()
    begins, ends = _utc(day, time.min, quiet.zone), _utc(day + DAY, time.min, quiet.zone)
    found = []
    for closes, opens in _closed(quiet, day):
        if begins < (shut := _utc(day, closes, quiet.zone)):
            found.append((begins, shut))
        begins = max(begins, ends if opens == time.max else _utc(day, opens, quiet.zone))
    return (*found, (begins, ends)) if begins < ends else tuple(found)


def _closed(quiet: Quiet, day: date) -> list[tuple[time, time]]:
    """The quiet spans of a working day, by their beginning; `time.max` is its end."""
    quiet_from, quiet_to = time.fromisoformat(quiet.quiet_from), time.fromisoformat(quiet.quiet_to)
    spans = (
        [(quiet_from, quiet_to)] if quiet_from <= quiet_to else [(time.min, quiet_to), (quiet_from, time.max)]
    )
    if day.weekday() == FRIDAY:
        spans.append(FRIDAY_NOON)
    if _is_ramadan(day):
        spans.append(BREAKING_FAST)
    return sorted(spans)


@lru_cache(maxsize=32)
def _holidays(year: int) -> dict[date, str]:
    """Public holidays and common leave of a year, with what they are called."""
    kinds = ("public", "government")
    return dict(holidays.country_holidays("ID", years=year, categories=kinds, language="id"))


def _is_ramadan(day: date) -> bool:
    """The thirty days before Idulfitri; in years to come that day is an estimate."""
    return any(feast - RAMADAN <= day < feast for year in (day.year, day.year + 1) for feast in _feasts(year))


@lru_cache(maxsize=32)
def _feasts(year: int) -> tuple[date, ...]:
    """First days of Idulfitri in a year: one, or now and then two."""
    return tuple(
        day for day, name in _holidays(year).items() if name.removesuffix(" (perkiraan)") == IDULFITRI
    )


def _utc(day: date, hour: time, zone: str) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)
