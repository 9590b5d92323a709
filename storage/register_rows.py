"""The rows of a segment for a workbook, read in chunks: plain values, no objects, one snapshot."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.business import Business
from storage.certificate import Certificate
from storage.conditions import conditions, reach, size_class
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
