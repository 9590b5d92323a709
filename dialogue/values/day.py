"""Days, times and months: 24/11/2026, besok jam 2 siang, minggu depan, malam Jumat, Desember."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from dialogue.i18n import Shown, Text, _
from dialogue.values.amounts import understand
from dialogue.values.clock_time import clock
from dialogue.values.counts import read_count
from dialogue.values.dates import When, days_of
from dialogue.values.day_patterns import scan
from dialogue.values.meaning import Meaning
from dialogue.values.month import Month
from dialogue.values.noise import noise, says_none
from dialogue.values.number_words import in_parts, number_words
from dialogue.values.outcome import Invalid, Known, Nothing, Outcome, Span, Unclear
from dialogue.values.said import Said
from dialogue.values.tokens import normal, unusable

Moment: TypeAlias = date | datetime | Month
COUNTED = ("ones", "teen", "tens", "times", "belas")
SPLIT = re.compile(
    r"\s(?:sampai|sampe|sampek|smp|s\s?[/.]\s?d\.?|sd|hingga|-)\s|(?<=[a-z])-(?=[a-z])|(?<=\d{4})-(?=\d)|(?<=/\d)-(?=\d+/)|(?<=/\d\d)-(?=\d+/)"
)
TWO_THOUSAND = re.compile(r"\b2 ribu (\d{2})\b")
"""Dua ribu dua puluh enam, once its words below a hundred are digits."""
OR = re.compile(r"\s(?:atau|ato|atw)\s")
WHY_NO_DAY = _("No day could be read there. Please write it like 24/11/2026 or tomorrow.")
WHY_WORDS = _("Some of those words are not clear. Which day is it?")


def read_day(text: str, today: date) -> Outcome[Moment]:
    """The day; with its time as a naive local datetime if one was said, or a whole month."""
    refused = unusable(text)
    if refused:
        return refused
    if says_none([item.kind for item in understand(text, noise())]):
        return Nothing()
    plain = with_digits(normal(text))
    if not scan(plain).left_over:
        return _read(plain, today)
    sides = SPLIT.split(plain)
    if len(sides) == 2:
        outcome = _between(sides[0], sides[1], today)
        if outcome is not None:
            return outcome
    choices = OR.split(plain)
    if len(choices) == 2 and not re.search(r"\d\s(?:atau|ato|atw)\s\d", plain):
        return _either(choices, today)
    return _read(plain, today)


def with_digits(plain: str) -> str:
    """The text with its number words below a hundred in digits: tanggal lima, rong minggu."""
    words = plain.split(" ")
    lexicon = number_words()
    items = [_counted(lexicon.get(word.strip(",."), ()) or _compound(word)) for word in words]
    found: list[str] = []
    at = 0
    while at < len(words):
        run = next((end for end in range(at, len(words)) if not items[end]), len(words))
        flat = [meaning for item in items[at:run] for meaning in item]
        count, end = read_count(flat, 0) if flat else (None, 0)
        if count is not None and end == len(flat):
            found.append(str(count.bare[0]) + ("," if words[run - 1].endswith(",") else ""))
            at = run
        else:
            found.append(words[at])
            at += 1
    return TWO_THOUSAND.sub(r"20\1", " ".join(found))


def _counted(meanings: Sequence[Meaning]) -> Sequence[Meaning]:
    return meanings if all(meaning.kind in COUNTED for meaning in meanings) else ()


def _compound(word: str) -> Sequence[Meaning]:
    return in_parts(word) if len(word) > 5 else ()


def _between(left: str, right: str, today: date) -> Outcome[Moment] | None:
    """A range of two days; None if either side is not a day by itself."""
    if right.strip(" .") == "minggu" and scan(left).weekdays:
        right = "hari minggu"  # after another day it is no week
    low, high = _read(left, today), _read(right, today)
    if isinstance(low, Unclear | Known) and isinstance(high, Unclear | Known):
        if isinstance(low, Unclear) or isinstance(high, Unclear):
            return Unclear(_("From which day to which day is that?"))
        span = _span(low.value, high.value, scan(right))
        if span is None:
            return Unclear(_("The second day is before the first. Which days are they?"))
        return _approximate(span, low.approximate or high.approximate)
    return None


def _span(start: Moment, end: Moment, right: Said) -> Span[Moment] | None:
    """From one moment to a later one of the same sort; Rabu after Senin is the one that follows."""
    if isinstance(start, Month) and isinstance(end, Month):
        if end < start and not right.months[0][0]:
            end = Month(end.year + 1, end.month)
        return Span(start, end) if start < end else None
    if isinstance(start, Month) or isinstance(end, Month) or type(start) is not type(end):
        return None
    if right.weekdays and not right.dates and end <= start:
        end = end + timedelta(days=7)
    return Span(start, end) if start < end else None


def _either(choices: Sequence[str], today: date) -> Outcome[Moment]:
    outcomes = [_read(choice, today) for choice in choices]
    readings = tuple(one for one in outcomes if isinstance(one, Known | Span))
    if len(readings) < 2:
        return Unclear(WHY_WORDS, readings)
    return Unclear(_ask(readings), readings)


def _read(plain: str, today: date) -> Outcome[Moment]:
    said = scan(plain)
    when = days_of(said, today)
    if said.left_over:
        return _left_over(said, when)
    if isinstance(when, Invalid | Unclear):
        return when
    if said.clocks:
        return _at_times(said, when)
    if not when.readings:
        return Unclear(when.why, ()) if when.why else Invalid(WHY_NO_DAY)
    if len(when.readings) == 1 and when.sure:
        return _approximate(when.readings[0], said.approximate)
    return Unclear(when.why or _ask(when.readings), when.readings)


def _left_over(said: Said, when: When | Invalid | Unclear[Moment]) -> Outcome[Moment]:
    if isinstance(when, When) and when.readings:
        return Unclear(WHY_WORDS, when.readings if len(said.left_over) == 1 and not said.clocks else ())
    return Unclear(WHY_WORDS) if any(c.isdigit() for c in "".join(said.left_over)) else Invalid(WHY_NO_DAY)


def _approximate(one: Known[Moment] | Span[Moment], approximate: bool) -> Outcome[Moment]:
    if isinstance(one, Known):
        return Known(one.value, approximate or one.approximate)
    return Span(one.low, one.high, approximate or one.approximate)


def _at_times(said: Said, when: When) -> Outcome[Moment]:
    """The days with the times said."""
    part = said.parts[0] if said.parts else "night" if said.eves else ""
    if len(said.clocks) > 2 or len(set(said.parts)) > 1:
        return Unclear(_("More than one time was written. Which one is it?"))
    minutes = [clock(hour, minute, of_24, part).readings for hour, minute, of_24 in said.clocks]
    if any(hour > 24 or minute > 59 for hour, minute, _of in said.clocks):
        return Invalid(_("There is no such time on the clock."))
    if not all(minutes):
        return Unclear(_("That time and that part of the day do not go together. Which time is it?"))
    days = [one.value for one in when.readings if isinstance(one, Known) and type(one.value) is date]
    if len(days) != len(when.readings) or not days:
        return Unclear(_("On which day is that?"))
    readings = _timed(days, minutes)
    if len(readings) == 1 and when.sure:
        return _approximate(readings[0], said.approximate)
    return Unclear(_ask(readings) if readings else WHY_WORDS, readings)


def _timed(
    days: Sequence[date], minutes: Sequence[tuple[int, ...]]
) -> tuple[Known[Moment] | Span[Moment], ...]:
    """The readings of one time, or of two as a span."""
    if len(minutes) == 1:
        return tuple(Known(_moment(day, at)) for day in days for at in minutes[0])
    starts, ends = minutes
    pairs = [(start, end) for start in starts for end in ends if start < end <= start + 12 * 60]
    if len(starts) == len(ends) == 2:
        pairs = [(start, end) for start, end in pairs if end - start < 12 * 60 and start // 720 == end // 720]
    return tuple(Span(_moment(day, start), _moment(day, end)) for day in days for start, end in pairs)


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


@dataclass(frozen=True)
class _Say:
    """How a moment is shown in a question back."""

    moment: Moment

    def text(self) -> Shown:
        if isinstance(self.moment, Month):
            return f"{self.moment.month}/{self.moment.year}"
        if isinstance(self.moment, datetime):
            return _("{day} {time}", day=self.moment.date(), time=self.moment.strftime("%H.%M"))
        return self.moment


def shown(reading: Known[Moment] | Span[Moment]) -> Shown:
    """A day, time, month or range as it is said back."""
    if isinstance(reading, Known):
        return _Say(reading.value).text()
    return _("{low} to {high}", low=_Say(reading.low).text(), high=_Say(reading.high).text())


def _ask(readings: Sequence[Known[Moment] | Span[Moment]]) -> Text:
    if len(readings) > 1:
        return _("Is it {first} or {second}?", first=shown(readings[0]), second=shown(readings[1]))
    return _("Do you mean {value}?", value=shown(readings[0]))
