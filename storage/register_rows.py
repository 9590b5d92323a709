"""The rows of a segment for a workbook, read in chunks: plain values, no objects, one snapshot."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.business import Business
from storage.certificate import Certificate
from storage.conditions import conditions, reach, size_class
from storage.part import Part
from storage.production_report import ProductionReport
from storage.record import PARTS, is_named
from storage.segment import Segment

CHUNK = 2_000
NOT_LISTED = frozenset({"search", "flagged", "size_class"})
Row = dict[str, Any]


async def chunks(
    db: AsyncSession, segment: Segment, office_id: int, size: int = CHUNK
) -> AsyncIterator[list[Row]]:
    """All businesses of the segment in the office, in the order in which they came into the register.

    A row has the columns of a business by name, `reach`, the `size_class` that is confirmed or else
    indicative, and its papers by kind as `papers`: the number, or an empty text for one that is not held.
    """
    columns = [column for column in Business.__table__.columns if column.key not in NOT_LISTED]
    names = [*(column.key for column in columns), "reach", "size_class"]
    wanted = select(*columns, reach(), size_class()).where(*conditions(segment, office_id))
    last = 0
    while True:
        found = await db.execute(wanted.where(Business.id > last).order_by(Business.id).limit(size))
        rows: list[Row] = [dict(zip(names, row, strict=True)) for row in found]
        if not rows:
            return
        first, last = rows[0]["id"], rows[-1]["id"]
        papers = await _papers(db, office_id, first, last)
        for row in rows:
            row["papers"] = papers.get(row["id"], {})
        yield rows
        if len(rows) < size:
            return


async def part_chunks(
    db: AsyncSession, segment: Segment, office_id: int, size: int = CHUNK
) -> AsyncIterator[tuple[str, list[Row]]]:
    """The parts of those businesses, kind after kind, each with the kind's name.

    A row has the part's columns by name, and the number, the name and the owner of its business as
    `of_number`, `of_name` and `of_owner`. Papers that are not held and reports that were not handed in are
    left out, and so is what was begun and has no name.
    """
    tables: dict[str, type[Part]] = {**PARTS, "production": ProductionReport}
    for kind, table in tables.items():
        wanted = _of_kind(table, segment, office_id)
        last = 0
        while found := (await db.execute(wanted.where(table.id > last).limit(size))).mappings().all():
            last = found[-1]["id"]
            yield kind, [dict(row) for row in found if kind == "production" or is_named(kind, dict(row))]


def _of_kind(table: type[Part], segment: Segment, office_id: int) -> Select[Any]:
    of = (Business.number.label("of_number"), Business.name.label("of_name"))
    wanted = (
        select(*table.__table__.columns, *of, Business.owner_name.label("of_owner"))
        .join(Business, Business.id == table.business_id)
        .where(*conditions(segment, office_id), table.removed_at.is_(None))
        .order_by(table.id)
    )
    if table is Certificate:
        return wanted.where(Certificate.is_held)
    return wanted.where(ProductionReport.submitted_at.is_not(None)) if table is ProductionReport else wanted


async def _papers(db: AsyncSession, office_id: int, first: int, last: int) -> dict[int, dict[str, str]]:
    """The papers of the office's businesses between two ids, both included."""
    rows = await db.execute(
        select(Certificate.business_id, Certificate.kind, Certificate.number, Certificate.is_held)
        .join(Business, Business.id == Certificate.business_id)
        .where(
            Certificate.business_id.between(first, last),
            Certificate.removed_at.is_(None),
            Business.office_id == office_id,
        )
        .order_by(Certificate.id)
    )
    found: dict[int, dict[str, str]] = {}
    for business_id, kind, number, is_held in rows:
        if is_held is False:
            found.setdefault(business_id, {})[kind] = ""
        elif number:
            found.setdefault(business_id, {})[kind] = number
    return found
