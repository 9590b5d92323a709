"""A part of a business's record that repeats: a product, a machine, a raw material, a market, a certificate,
a production report. Every part stands in a table of its own; these are its common columns and queries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, columns_of
from storage.business import Business
from storage.known import Question


class Part(Base):
    """What every part has."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"), index=True)
    flagged: Mapped[dict[str, Any] | None]
    """Answers kept in the owner's own words for an officer to read, by question."""
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


P = TypeVar("P", bound=Part)


async def add(db: AsyncSession, table: type[P], business_id: int, now: datetime, **columns: Any) -> P:
    """A new part of this business."""
    row = table(business_id=business_id, created_at=now, **columns)
    db.add(row)
    await db.flush()
    return row


async def of_business(db: AsyncSession, table: type[P], business_id: int) -> Sequence[P]:
    """The parts of this kind that stand in the record, oldest first."""
    return (await of_businesses(db, table, [business_id]))[business_id]


@cache
def _standing(table: type[P]) -> Question[P]:
    return Question(select(table).where(table.removed_at.is_(None)).order_by(table.id), table.business_id)


async def of_businesses(
    db: AsyncSession, table: type[P], business_ids: Collection[int]
) -> dict[int, list[P]]:
    """The same of several businesses, with one query."""
    rows = await _standing(table).of_all(db, business_ids)
    return {one: [row for row in rows[one] if row.removed_at is None] for one in business_ids}


async def held_by(db: AsyncSession, table: type[P], business_id: int, part_id: int) -> P | None:
    """The part, if it stands in this business's record; what is another's is not found."""
    row = await db.get(table, part_id)
    return row if row is not None and row.business_id == business_id and row.removed_at is None else None


async def answers_of(db: AsyncSession, row: Part) -> dict[str, Any]:
    """What is told of the part, and the office of its business, which hears what is asked about it."""
    held = await db.get_one(Business, row.business_id)
    return {**columns_of(row), "office_id": held.office_id}


async def by_id(db: AsyncSession, table: type[P], part_id: int) -> P | None:
    """The part with this number, also one that was removed."""
    return await db.get(table, part_id)
