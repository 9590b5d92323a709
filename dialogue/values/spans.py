"""Ranges: "2-3 juta" shares its scale, "dua tiga juta" is a range in speech, "500-1jt" is asked about."""

from decimal import Decimal
from itertools import product

from dialogue.values.figures import Figure
from dialogue.values.outcome import Known, Span

Readings = tuple[Known[Decimal] | Span[Decimal], ...]
LEAST_UNSHARED = 1000
"""A number below this, before one with a scale, is not fairly meant without that scale."""
CLOSE = 2
"""How many times the first the second may be for "or" to mean a range, as in 2 atau 3 juta."""


def single(figure: Figure) -> Readings:
    """The readings of one figure."""
    return tuple(Known(value, figure.approximate) for value in figure.readings)


def between(left: Figure, right: Figure) -> Readings:
    """The fair readings of a range from one figure to another; none if it runs backwards."""
    approximate = left.approximate or right.approximate
    pairs = _shared(left, right) + _plain(left, right)
    return tuple(Span(low, high, approximate) for low, high in dict.fromkeys(pairs))


def _shared(left: Figure, right: Figure) -> list[tuple[Decimal, Decimal]]:
    """Both with the scale of the right one: 2-3 juta, and dua sampai tiga ratus ribu."""
    if not (left.is_bare and left.is_single and right.is_single):
        return []
    pairs = []
    for low, high in product(left.count.scaled, right.count.scaled):
        multiple = right.count.multiple
        if multiple > 1 and low < 10 and low * multiple < high:
            pairs.append((low * multiple, high))
        elif low < high and right.scale:
            pairs.append((low, high))
    return [(low.scaleb(right.scale), high.scaleb(right.scale)) for low, high in pairs]


def _plain(left: Figure, right: Figure) -> list[tuple[Decimal, Decimal]]:
    """Each as it was said."""
    if right.is_bare and not left.is_bare and any(value < LEAST_UNSHARED for value in right.readings):
        return []
    if left.is_bare and not right.is_bare and any(value < LEAST_UNSHARED for value in left.readings):
        return []
    return [(low, high) for low, high in product(left.readings, right.readings) if low < high]


def total(left: Figure, right: Figure) -> Readings:
    """The sum of two figures, 2jt + 500rb; none if a scale may have been left out."""
    if left.value is None or right.value is None:
        return ()
    if any(figure.is_bare and figure.readings[0] < LEAST_UNSHARED for figure in (left, right)):
        return ()
    return (Known(left.value + right.value, left.approximate or right.approximate),)


def guessed(left: Figure, right: Figure) -> Readings:
    """What may be offered for a range that is not clear: 500-1jt, 2 juta-3, 3-2 juta."""
    low, high = left.value, right.value
    if low is None or high is None or not (left.is_single and right.is_single):
        return ()
    if left.is_bare and not right.is_bare:
        low = low.scaleb(3) if low < LEAST_UNSHARED else low
    elif right.is_bare and not left.is_bare and high < LEAST_UNSHARED:
        high = high.scaleb(left.scale)
    if low == high:
        return (Known(low, True),)
    return (Span(min(low, high), max(low, high)),)


def either(left: Figure, right: Figure) -> tuple[Readings, bool]:
    """The readings of "a atau b", and whether they are sure: neighbours are a range, others a choice."""
    spans = between(left, right)
    first = spans[0] if len(spans) == 1 else None
    if isinstance(first, Span) and first.high <= CLOSE * first.low:
        return spans, True
    if isinstance(first, Span):
        return (Known(first.low), Known(first.high)), False
    return spans, False


def side_by_side(left: Figure, right: Figure) -> tuple[Readings, bool]:
    """The readings of two figures with nothing between them: "dua tiga juta" is a range in speech."""
    if not (left.is_bare and left.is_single and right.is_single and left.count.is_small):
        return between(left, right) if left.is_bare and left.is_single else (), False
    if len(right.count.scaled) != 1:
        return (), False
    multiple = right.count.multiple
    next_one = right.count.scaled[0] / multiple == left.count.bare[0] + 1
    if not next_one:
        return (), False
    unit = Decimal(multiple).scaleb(right.scale)
    low, high = left.count.bare[0] * unit, right.count.scaled[0].scaleb(right.scale)
    return (Span(low, high, left.approximate or right.approximate),), True
