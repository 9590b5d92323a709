"""How much is made: amounts of one month in units that can be added, never of unlike things together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from dialogue.fields.quantity import monthly
from dialogue.i18n import Lines, Shown, _
from dialogue.report.lines import NOT_TOLD, UNTOLD, Line, group_asked, group_name, ordered
from dialogue.values.units import BASES, COUNTS, VOLUMES, WEIGHTS, ratio

TOP = 2


class Capacity(Protocol):
    """What businesses of a group make in the same unit and period, from low to high; unit None: not told."""

    @property
    def group(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def period(self) -> str | None: ...
    @property
    def days(self) -> int: ...
    @property
    def count(self) -> int: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


class Reported(Protocol):
    """What a group reported in one unit."""

    @property
    def group(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def reports(self) -> int: ...
    @property
    def quantity(self) -> float: ...
    @property
    def quantity_high(self) -> float: ...
    @property
    def valued(self) -> int: ...
    @property
    def value(self) -> int: ...
    @property
    def value_high(self) -> int: ...


@dataclass(frozen=True)
class Sum:
    """So much of a unit, from low to high, of so many businesses or reports, told in these units."""

    unit: str | None
    count: int
    low: Decimal
    high: Decimal
    value: int
    value_high: int
    units: tuple[str, ...]


def base_of(unit: str) -> tuple[str, Decimal]:
    """The unit in which amounts of this one are added, and how many of it one comes to."""
    for family, base in ((WEIGHTS, "kg"), (COUNTS, "pcs"), (VOLUMES, "liter")):
        times = ratio(unit, base) if unit in family else None
        if times is not None:
            return base, times
    if unit in BASES:
        times, base = Decimal(BASES[unit][0]), BASES[unit][1]
        return base, times
    return unit, Decimal(1)


def added(parts: Iterable[tuple[str | None, int, Decimal, Decimal, int, int]]) -> list[Sum]:
    """Amounts (unit, count, low, high, rupiah from, to) added by unit, the most frequent first."""
    by_base: dict[str | None, list[tuple[str | None, int, Decimal, Decimal, int, int]]] = defaultdict(list)
    for unit, count, low, high, value, value_high in parts:
        base, times = base_of(unit) if unit else (None, Decimal(1))
        by_base[base].append((unit, count, low * times, high * times, value, value_high))
    sums = [
        Sum(
            base,
            sum(one[1] for one in same),
            sum((one[2] for one in same), Decimal(0)),
            sum((one[3] for one in same), Decimal(0)),
            sum(one[4] for one in same),
            sum(one[5] for one in same),
            tuple(sorted({one[0] or UNTOLD for one in same})),
        )
        for base, same in by_base.items()
    ]
    return sorted(sums, key=lambda one: (one.unit is None, -one.count, one.unit or ""))


def monthly_sums(capacities: Iterable[Capacity]) -> list[Sum]:
    """What is made in a month, by unit; of those that tell nothing, only how many they are."""
    return added(
        (one.unit, one.count, _month(one, one.low), _month(one, one.high), 0, 0) for one in capacities
    )


def _month(one: Capacity, amount: float) -> Decimal:
    return monthly(Decimal(str(amount)), one.period or "bulan", one.days) if one.unit else Decimal(0)


def reported_sums(reports: Iterable[Reported]) -> list[Sum]:
    """What was reported, by unit."""
    return added(
        (
            one.unit,
            one.reports,
            Decimal(str(one.quantity)),
            Decimal(str(one.quantity_high)),
            one.value,
            one.value_high,
        )
        for one in reports
    )


def rounded(amount: Decimal) -> int | float:
    """Whole from 100 on, else with one digit."""
    if amount >= 100 or amount == amount.to_integral_value():
        return int(amount.to_integral_value())
    return float(round(amount, 1))


def told_amount(one: Sum) -> Shown:
    """So much of the unit, or from so much to so much."""
    unit = one.unit or ""
    low, high = rounded(one.low), rounded(one.high)
    if low == high:
        return _("{amount} {unit}", amount=low, unit=unit)
    return _("{low} to {high} {unit}", low=low, high=high, unit=unit)


def told_value(low: int, high: int) -> Shown:
    """Rupiah, or from so much to so much."""
    if low == high:
        return _("Rp{value}", value=low)
    return _("Rp{low} to Rp{high}", low=low, high=high)


def capacity_lines(capacities: Iterable[Capacity]) -> list[Line]:
    """A line for each unit."""
    return [
        Line(NOT_TOLD, one.count, {"units": [UNTOLD]}, is_told=False)
        if one.unit is None
        else Line(
            one.unit,
            one.count,
            {"units": list(one.units)},
            told=_("{amount} from {count} IKM", amount=told_amount(one), count=one.count),
        )
        for one in monthly_sums(capacities)
    ]


def production_lines(reports: Iterable[Reported], periods: Sequence[str]) -> list[Line]:
    """A line for each unit, with what it sells for; `count` is that of the reports."""
    asked = {"reported": list(periods)}
    found = []
    for one in reported_sums(reports):
        amount = NOT_TOLD if one.unit is None else told_amount(one)
        told = _("{amount} from {count} reports", amount=amount, count=one.count)
        value = told_value(one.value, one.value_high)
        found.append(
            Line(
                one.unit or NOT_TOLD,
                one.count,
                {**asked, "reported_units": list(one.units)},
                told=Lines((told, value), ", ") if one.value else told,
                is_told=one.unit is not None,
            )
        )
    return found


def group_lines(
    axis: str, sizes: Sequence[tuple[str | None, int]], sums: dict[str | None, list[Sum]]
) -> list[Line]:
    """A line for each group (name and number of businesses), with the most frequent of its amounts."""
    found = []
    for group, count in sizes:
        told = [one for one in sums.get(group, []) if one.unit is not None]
        value = sum(one.value for one in told), sum(one.value_high for one in told)
        parts: list[Shown] = [_("{count} IKM", count=count), *(told_amount(one) for one in told[:TOP])]
        if value[0]:
            parts.append(told_value(*value))
        if len(told) > TOP:
            parts.append(_("{count} more units", count=len(told) - TOP))
        found.append(
            Line(
                group_name(axis, group),
                count,
                group_asked(axis, group),
                told=Lines(tuple(parts), ", "),
                is_told=group is not None,
            )
        )
    return ordered(found)
