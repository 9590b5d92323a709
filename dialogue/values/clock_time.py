"""Times of the day: jam 2 siang is 14.00, setengah 3 sore is 14.30; jam 2 alone is asked about."""

from dataclasses import dataclass

MIDNIGHT_OR_LATER = (0, 1, 2, 3)


@dataclass(frozen=True)
class Clock:
    """Minutes after midnight of the day that was said, one for each fair reading; none if there is none."""

    readings: tuple[int, ...]


def clock(hour: int, minute: int, of_24: bool, part: str) -> Clock:
    """The fair readings of a time and the part of the day said with it."""
    if hour > 23 or minute > 59:
        return Clock((24 * 60,) if (hour, minute) == (24, 0) else ())
    if hour >= 13 or hour == 0:
        hours = _late(hour, part)
    elif not part:
        hours = (hour,) if of_24 else (hour % 12, hour % 12 + 12)
    else:
        hours = _in_part(hour, minute, part)
    return Clock(tuple(60 * h + minute for h in hours))


def _late(hour: int, part: str) -> tuple[int, ...]:
    """An hour that only a clock of 24 hours has; siang and 20.00 do not go together."""
    fits = {"noon": range(13, 16), "afternoon": range(14, 20), "night": (*range(18, 24), 0), "dawn": (0,)}
    if not part or hour in fits.get(part, ()):
        return (24,) if part == "night" and hour == 0 else (hour,)
    return ()


def _in_part(hour: int, minute: int, part: str) -> tuple[int, ...]:
    if part == "dawn":
        return (hour,) if hour <= 5 else ()
    if part == "morning":
        return (hour,) if hour <= 11 else ()
    if part == "noon":
        return (hour,) if 10 <= hour <= 12 else (hour + 12,) if hour <= 3 else ()
    if part == "afternoon":
        return (hour + 12,) if 2 <= hour <= 6 else ()
    if hour == 12:
        return (24, 0)  # the midnight at the end of that day, or at its beginning
    if hour in MIDNIGHT_OR_LATER:
        return (hour + 24, hour)
    return (hour + 12,) if 6 <= hour <= 11 else ()
