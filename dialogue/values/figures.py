"""Figures: counts with their scales, such as "2 juta 250 ribu", and what else a text is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from dialogue.values.counts import Count, read_count
from dialogue.values.meaning import Meaning

THOUSAND, MILLION = 3, 6
LARGEST = 17
"""Power of ten of the largest number that is reckoned with."""
SUSPICIOUS = 10_000
"""A count from which a scale behind it may be a slip: 15000rb."""


@dataclass(frozen=True)
class Figure:
    """A number that was said, and its fair readings, the likeliest first; none if it is no number."""

    readings: tuple[Decimal, ...]
    count: Count
    """What was said first: two figures of a range may share a scale that is said only once."""
    scale: int = 0
    """Power of ten of the last scale that was said; 0 if none was, 1 if a smaller part came after one."""
    is_single: bool = True
    """Whether it is one count with one scale at most."""
    is_spoken: bool = False
    """Whether it ends as in speech: dua juta lima ratus, with ribu left out."""
    approximate: bool = False

    @property
    def is_bare(self) -> bool:
        """No scale was said."""
        return self.scale == 0

    @property
    def value(self) -> Decimal | None:
        """The value, if it has just one reading."""
        return self.readings[0] if len(self.readings) == 1 else None


Element: TypeAlias = Figure | Meaning


@dataclass(frozen=True)
class _Term:
    count: Count
    scale: int
    half: Decimal
    approximate: bool

    def readings(self) -> tuple[Decimal, ...]:
        if any(count.adjusted() + self.scale > LARGEST for count in self.count.scaled):
            return ()  # no amount that anybody means, and too long to reckon with
        if not self.scale:
            return self.count.bare
        values = [(count + self.half).scaleb(self.scale) for count in self.count.scaled]
        if self.count.in_digits and self._is_suspicious():
            values += [count for count in self.count.scaled if count >= 1000]
        return tuple(dict.fromkeys(values))

    def _is_suspicious(self) -> bool:
        """Whether the number may have been written in full, with a scale too many: 15000rb."""
        return len(self.count.scaled) == 1 and self.count.scaled[0] >= SUSPICIOUS


def elements(items: Sequence[Meaning]) -> list[Element]:
    """The text with every number in it made a figure."""
    found: list[Element] = []
    at = 0
    while at < len(items):
        figure, end = _figure(items, at)
        found.append(items[at] if figure is None else figure)
        at = at + 1 if figure is None else end
    return found


def _figure(items: Sequence[Meaning], at: int) -> tuple[Figure | None, int]:
    term, at = _term(items, at)
    if term is None:
        return None, at
    figure = Figure(term.readings(), term.count, term.scale, approximate=term.approximate)
    is_whole = not term.half and all(count % 1 == 0 for count in term.count.scaled)
    while is_whole and figure.scale and at < len(items):
        term, end = _term(items, at)
        joined = _join(figure, term) if term and not _is_one_thing(items, term, end) else None
        if joined is None or term is None:
            break
        figure, at, is_whole = joined, end, term.scale > 0 and not term.half
    return figure, at


def _term(items: Sequence[Meaning], at: int) -> tuple[_Term | None, int]:
    count, at = read_count(items, at)
    if count is None:
        return None, at
    approximate, at = _an(items, at)
    scale, half = 0, Decimal(0)
    if at < len(items) and items[at].kind == "scale":
        scale, at = int(items[at].value), at + 1
        again, at = _an(items, at)
        approximate = approximate or again
        if at < len(items) and items[at].kind == "half" and count.is_small and not _scaled(items, at + 1):
            half, at = items[at].value, at + 1
    return _Term(count, scale, half, approximate), at


def _is_one_thing(items: Sequence[Meaning], term: _Term, end: int) -> bool:
    """Whether "satu kodi" stands here: 150 ribu satu kodi is a price, not 150.001."""
    follows = items[end].kind if end < len(items) else ""
    return not term.scale and term.count.bare == (Decimal(1),) and follows in ("unit", "days", "thing")


def _an(items: Sequence[Meaning], at: int) -> tuple[bool, int]:
    """Whether the ending -an, which makes it approximate, stands here."""
    is_an = at < len(items) and items[at].kind == "an"
    return is_an, at + is_an


def _scaled(items: Sequence[Meaning], at: int) -> bool:
    return at < len(items) and items[at].kind == "scale"


def _join(figure: Figure, term: _Term) -> Figure | None:
    """A figure and the smaller term said right behind it; None if they do not belong together."""
    total, values = figure.value, term.readings()
    if total is None or term.scale >= figure.scale or len(values) != 1:
        return None
    value = values[0]
    if value >= Decimal(10) ** figure.scale or value == 0:
        return None
    approximate = figure.approximate or term.approximate
    if term.scale or value >= 1000:
        return Figure((total + value,), figure.count, max(term.scale, 1), False, False, approximate)
    if term.count.is_part or value % 1:
        return None
    readings = _tail(total, figure.scale, term.count)
    is_spoken = figure.scale >= MILLION and (value >= 100 or (value >= 10 and not term.count.in_digits))
    return Figure(readings, figure.count, 1, False, is_spoken, approximate)


def _tail(total: Decimal, scale: int, count: Count) -> tuple[Decimal, ...]:
    """What a count without a scale means behind one: "15 ribu 500" is plain, "dua juta lima ratus" and "dua
    juta lima puluh" leave ribu out in speech, and "2jt5" may be either."""
    value = count.bare[0]
    literal = total + value
    if scale == THOUSAND and (value >= 100 or not count.in_digits):
        return (literal,)
    if value >= 100 or (value >= 10 and not count.in_digits):
        return total + value.scaleb(scale - 3), literal
    next_scale = total + value.scaleb(scale - 3)
    tenths = total + value.scaleb(scale - (1 if value < 10 else 2))
    return tuple(dict.fromkeys((tenths, next_scale)))
