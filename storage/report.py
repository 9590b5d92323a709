"""The five data sets that a regent asked for, counted by the database: how many IKM, what they make, how
much, where they sell, and what is asked for.

Each function counts the businesses of a segment in one office, by an axis: kecamatan, sector, branch, or ""
for all together. What is not told is counted too, as None: the parts of every axis make the whole.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, null, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.business import Business
from storage.conditions import conditions, group_of
from storage.market import Market
from storage.part_conditions import activity, capacity_unit, handed_in, needs, sells, ticks
from storage.production_report import ProductionReport
from storage.segment import Segment

WHOLE = ""
AXES = ("districts", "sector", "branch")
"""Parts of a segment that the report is split by."""
DAYS_A_MONTH = 25
"""Working days, where the owner told none."""


@dataclass(frozen=True)
class Cell:
    """So many businesses of a group (None: not told) with this answer (None: not told)."""

    group: str | None
    what: Any
    count: int


@dataclass(frozen=True)
class Capacity:
    """What the businesses of a group that count in the same unit and period make, from low to high.

    unit None: it is not told. `days`: working days of a month, where a day's production is told."""

    group: str | None
    unit: str | None
    period: str | None
    days: int
    count: int
    low: float
    high: float


@dataclass(frozen=True)
class Reported:
    """What was reported of a period by a group in one unit: the number of reports, the quantity, and the
    rupiah that it sells for, from low to high; `valued` of the reports tell those."""

    group: str | None
    unit: str | None
    reports: int
    quantity: float
    quantity_high: float
    valued: int
    value: int
    value_high: int


def _group(axis: str) -> ColumnElement[Any]:
    return (null() if axis == WHOLE else group_of(axis)).label("grp")


async def how_many(db: AsyncSession, segment: Segment, office_id: int, axis: str = WHOLE) -> list[Cell]:
    """How many there are in each group."""
    rows = await db.execute(_counted(segment, office_id, axis, []))
    return [Cell(group, None, count) for group, count in rows]


async def made(db: AsyncSession, segment: Segment, office_id: int, axis: str = WHOLE) -> list[Cell]:
    """What they make: a pair of KBLI code and edition, words of the main product where there is no code."""
    rows = await db.execute(_counted(segment, office_id, axis, [*activity()]))
    return [
        Cell(group, (code, edition) if code is not None else words, count)
        for group, code, edition, words, count in rows
    ]


async def capacities(db: AsyncSession, segment: Segment, office_id: int, axis: str = WHOLE) -> list[Capacity]:
    """How much they can make, as it was told."""
    unit, per = capacity_unit(), func.coalesce(Business.capacity_period, "bulan")
    days = func.coalesce(func.nullif(Business.days_per_month, 0), DAYS_A_MONTH)
    parts = [unit, case((unit.is_not(None), per)), case((per == "hari", days), else_=DAYS_A_MONTH)]
    high = func.coalesce(func.nullif(Business.capacity_high, 0), Business.capacity)
    sums = [func.coalesce(func.sum(told), 0.0) for told in (Business.capacity, high)]
    rows = await db.execute(_counted(segment, office_id, axis, parts, sums))
    return [Capacity(*row) for row in rows]


async def reported(
    db: AsyncSession, segment: Segment, office_id: int, periods: Sequence[str], axis: str = WHOLE
) -> list[Reported]:
    """What was handed in for these periods ("all": for any), by unit."""
    by, report = _group(axis), ProductionReport
    amounts = [
        report.quantity,
        func.coalesce(func.nullif(report.quantity_high, 0), report.quantity),
    ]
    values = [report.value, func.coalesce(func.nullif(report.value_high, 0), report.value)]
    unit = report.quantity_unit.label("unit")
    rows = await db.execute(
        select(
            by,
            unit,
            func.count(),
            *(func.coalesce(func.sum(amount), 0.0) for amount in amounts),
            func.count(report.value),
            *(func.coalesce(func.sum(value), 0) for value in values),
        )
        .join(Business, Business.id == report.business_id)
        .where(*conditions(segment, office_id), *handed_in(tuple(periods)))
        .group_by(*_named(axis), "unit")
    )
    return [
        Reported(group, name, reports, low, high, valued, int(value), int(top))
        for group, name, reports, low, high, valued, value, top in rows
    ]


async def reporters(
    db: AsyncSession, segment: Segment, office_id: int, periods: Sequence[str], axis: str = WHOLE
) -> list[Cell]:
    """How many have handed in a report of these periods (what: True) and how many have not (None)."""
    told = select(ProductionReport.business_id).where(*handed_in(tuple(periods)))
    has = case((Business.id.in_(told), 1))
    rows = await db.execute(_counted(segment, office_id, axis, [has]))
    return [Cell(group, True if one else None, count) for group, one, count in rows]


async def sold_in(db: AsyncSession, segment: Segment, office_id: int, axis: str = WHOLE) -> list[Cell]:
    """Where they sell; one business may sell in several places."""
    return await _of_parts(db, segment, office_id, axis, sells(Market.area))


async def sold_by(db: AsyncSession, segment: Segment, office_id: int, axis: str = WHOLE) -> list[Cell]:
    """By which channels they sell; one business may use several."""
    return await _of_parts(db, segment, office_id, axis, sells(Market.channel))


async def materials(db: AsyncSession, segment: Segment, office_id: int, axis: str = WHOLE) -> list[Cell]:
    """Which raw materials they need; one business may need several."""
    return await _of_parts(db, segment, office_id, axis, needs())


async def help_wanted(db: AsyncSession, segment: Segment, office_id: int, axis: str = WHOLE) -> list[Cell]:
    """Which help they want; one business may want several kinds."""
    return await _of_ticks(db, segment, office_id, axis, Business.help_wanted)


async def constraints(db: AsyncSession, segment: Segment, office_id: int, axis: str = WHOLE) -> list[Cell]:
    """Which difficulties they have; one business may have several."""
    return await _of_ticks(db, segment, office_id, axis, Business.constraints)


def _named(axis: str) -> list[str]:
    return [] if axis == WHOLE else ["grp"]


def _counted(
    segment: Segment,
    office_id: int,
    axis: str,
    parts: Sequence[ColumnElement[Any]],
    sums: Sequence[ColumnElement[Any]] = (),
) -> Select[Any]:
    """Group, parts, the number of businesses, and sums, for each group and parts."""
    named = [part.label(f"part{index}") for index, part in enumerate(parts)]
    keys = [*_named(axis), *(label.name for label in named)]
    wanted = select(_group(axis), *named, func.count(), *sums).where(*conditions(segment, office_id))
    return wanted.group_by(*keys) if keys else wanted


async def _of_parts(
    db: AsyncSession, segment: Segment, office_id: int, axis: str, parts: Select[Any]
) -> list[Cell]:
    """Businesses by what their parts say, and those without such a part as None."""
    told = parts.subquery()
    wanted = select(_group(axis), told.c.what, func.count(told.c.business_id.distinct()))
    rows = await db.execute(
        wanted.join(Business, Business.id == told.c.business_id)
        .where(*conditions(segment, office_id))
        .group_by(*_named(axis), told.c.what)
    )
    has = case((Business.id.in_(select(told.c.business_id)), 1))
    others = await db.execute(_counted(segment, office_id, axis, [has]))
    cells = [Cell(group, what, count) for group, what, count in rows]
    return [*cells, *(Cell(group, None, count) for group, is_told, count in others if not is_told)]


async def _of_ticks(db: AsyncSession, segment: Segment, office_id: int, axis: str, column: Any) -> list[Cell]:
    """Businesses by each value that they ticked, and those that ticked none as None."""
    rows = await db.execute(_counted(segment, office_id, axis, [ticks(column)]))
    counted: Counter[tuple[str | None, str | None]] = Counter()
    for group, ticked, count in rows:
        for value in json.loads(ticked) if ticked else [None]:
            counted[group, value] += count
    return [Cell(group, what, count) for (group, what), count in counted.items()]


COUNTED = {
    "made": made,
    "sold_in": sold_in,
    "sold_by": sold_by,
    "help": help_wanted,
    "constraints": constraints,
    "materials": materials,
}
"""The lists in which businesses are counted by what they answered."""


async def growth(
    db: AsyncSession, segment: Segment, office_id: int, moments: Sequence[datetime]
) -> list[int]:
    """How many there were at each of these moments, of those that are there still; with one query."""
    before = [
        func.coalesce(func.sum(case((Business.created_at < moment, 1), else_=0)), 0) for moment in moments
    ]
    rows = await db.execute(select(*before).where(*conditions(segment, office_id)))
    return [int(count) for count in rows.one()]
