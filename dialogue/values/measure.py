"""Figures with their units: one of each, ranges over a unit, and sums such as 1 ton 200 kg."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dialogue.values.amounts import LINKS, amount, kinds, mapped
from dialogue.values.counts import Count
from dialogue.values.figures import Element, Figure
from dialogue.values.meaning import Meaning
from dialogue.values.outcome import Known
from dialogue.values.spans import Readings
from dialogue.values.units import MEASURES, WHOLE_ONLY, Amount, ratio

CUT = frozenset({"kodi", "lusin", "gross", "rim"})
"""Counting units of which 1.5 is fairly one and a half too."""


@dataclass(frozen=True)
class Measured:
    """The readings in one unit; no unit if it cannot be told."""

    readings: Readings = ()
    unit: str = ""
    sure: bool = True


def measured(found: list[Element]) -> Measured:
    """What figures and units say together."""
    shape = kinds(found)
    units = [one.name for one in found if isinstance(one, Meaning) and one.kind == "unit"]
    if shape in (["unit", "F"], ["unit", "sep", "F"]):
        return replace(_single([found[-1]], units[0]), sure=True)
    if shape[:2] == ["F", "unit"] and len(shape) == 3 and _is_part(found[2]):
        return _and_a_half(found, units[0])
    if len(units) == 1 and shape[-1] == "unit":
        return _single(found[:-1], units[0])
    if len(units) == 2 and shape[1] == shape[-1] == "unit":
        return _two(found, units)
    return Measured()


def _is_part(element: Element) -> bool:
    return isinstance(element, Figure) and element.count.is_part


def _and_a_half(found: Sequence[Element], unit: str) -> Measured:
    """2 kodi setengah."""
    whole, part = found[0], found[2]
    if not (isinstance(whole, Figure) and isinstance(part, Figure)) or unit in WHOLE_ONLY:
        return Measured()
    if whole.value is None or part.value is None or whole.value % 1 or not whole.is_bare:
        return Measured()
    return Measured((Known(whole.value + part.value, whole.approximate or part.approximate),), unit)


def _single(figures: list[Element], unit: str) -> Measured:
    read = amount([_fitted(one, unit) for one in figures])
    if not read.readings:
        return Measured()
    return Measured(read.readings, unit, read.sure and not _is_cut(read.readings, unit))


def _fitted(one: Element, unit: str) -> Element:
    """A figure as the unit reads it: 1.5 ton is one and a half, 1.5 pcs may be a slip for 15."""
    if not isinstance(one, Figure):
        return one
    if one.count.is_dotted and one.is_bare and one.is_single and unit in MEASURES | CUT:
        value = one.count.scaled[0]
        return replace(one, readings=(value,), count=Count((value,), (value,), in_digits=True))
    return one


def _is_cut(readings: Readings, unit: str) -> bool:
    """Whether it is a part of a thing that is not cut."""
    values = [v for r in readings for v in ((r.value,) if isinstance(r, Known) else (r.low, r.high))]
    return unit in WHOLE_ONLY and any(value % 1 for value in values)


def _two(found: list[Element], units: list[str]) -> Measured:
    """Two quantities: a range, the same said twice, or a sum of a larger and a smaller unit."""
    shape, (first, second) = kinds(found), units
    times = ratio(first, second)
    left, right = found[0], found[-2]
    if times is None or not (isinstance(left, Figure) and isinstance(right, Figure)):
        return Measured()
    if len(shape) == 5 and shape[2] in LINKS:
        return _range(left, right, found[2], units, times)
    left_value, right_value = _value(left, first), _value(right, second)
    if left_value is None or right_value is None:
        return Measured()
    is_approximate = left.approximate or right.approximate
    if len(shape) == 5 and shape[2] in ("sep", "equals") and left_value * times == right_value:
        return Measured((Known(left_value, is_approximate),), first)
    links = ("plus",) if times % 1 else ("plus", "and")  # 5 kodi dan 3 lusin may be of two things
    is_sum = len(shape) == 4 or (len(shape) == 5 and shape[2] in links)
    if is_sum and first != second and left_value % 1 == 0:
        return _sum(Amount(left_value, first), Amount(right_value, second), times, is_approximate)
    return Measured()


def _sum(larger: Amount, smaller: Amount, times: Decimal, approximate: bool) -> Measured:
    """1 ton 2 kuintal in kuintal; 3 kodi 2 lusin in pieces, for a kodi is no whole number of dozens."""
    if times > 1 and times % 1 and larger.base and smaller.base and smaller.base[0] < larger.base[0]:
        return Measured((Known(larger.base[0] + smaller.base[0], approximate),), larger.base[1])
    if times % 1 or smaller.qty >= times:
        return Measured()
    return Measured((Known(larger.qty * times + smaller.qty, approximate),), smaller.unit)


def _value(figure: Figure, unit: str) -> Decimal | None:
    fitted = _fitted(figure, unit)
    return fitted.value if isinstance(fitted, Figure) else None


def _range(left: Figure, right: Figure, link: Element, units: list[str], times: Decimal) -> Measured:
    """3 kodi sampai 5 kodi; 8 ons sampai 1 kg in the smaller unit; 5 kodi atau 100 pcs is the same twice."""
    left_value, right_value = _value(left, units[0]), _value(right, units[1])
    if units[0] == units[1]:
        return _single([left, link, right], units[0])
    if left_value is None or right_value is None:
        return Measured()
    if left_value * times == right_value:
        return Measured((Known(left_value, left.approximate or right.approximate),), units[0])
    if isinstance(link, Meaning) and link.kind == "or":
        return Measured()
    if times % 1 and 1 / times % 1:
        return Measured()  # a kodi is no whole number of dozens
    smaller, scale = (units[1], Decimal(1)) if times >= 1 else (units[0], 1 / times)
    low = left_value * times * scale if times >= 1 else left_value
    high = right_value * scale
    read = amount([_as(left, low), link, _as(right, high)])
    return Measured(mapped(read.readings, lambda value: value), smaller, read.sure)


def _as(figure: Figure, value: Decimal) -> Figure:
    return Figure((value,), Count((value,), (value,)), approximate=figure.approximate)
