"""A returned field: one answer that an officer gave back with a reason, until the owner answers it again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, Text, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

PAPERS = "papers"
"""The form that asks of the business, while each of its answers stands in a certificate of its own."""


class ReturnedField(Base):
    __tablename__ = "returned_field"

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"), index=True)
    thing: Mapped[str] = mapped_column(String(24))
    """Where its answer stands, as history calls it: business, product, certificate …"""
    form: Mapped[str] = mapped_column(String(32))
    subject: Mapped[int]
    """Id of what the form asks about: the business, or one of its parts."""
    field: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text, default="")
    """Empty while the officer has chosen the field and not yet said why: nothing is returned so far."""
    returned_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    returned_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


IS_OPEN = (ReturnedField.reason != "", ReturnedField.answered_at.is_(None))


async def choose(
    db: AsyncSession,
    *,
    business_id: int,
    thing: str,
    form: str,
    subject: int,
    field: str,
    by: int,
    now: datetime,
) -> ReturnedField:
    """The field that an officer is about to return, still without a reason."""
    chosen = ReturnedField(
        business_id=business_id,
        thing=thing,
        form=form,
        subject=subject,
        field=field,
        reason="",
        returned_by=by,
        returned_at=now,
    )
    db.add(chosen)
    await db.flush()
    return chosen


async def by_id(db: AsyncSession, returned_id: int) -> ReturnedField | None:
    """The returned field with this number, answered or not."""
    return await db.get(ReturnedField, returned_id)


async def open_of(db: AsyncSession, business_ids: Collection[int]) -> dict[int, list[ReturnedField]]:
    """What waits for an answer in these businesses' records, oldest first."""
    rows = await db.scalars(
        select(ReturnedField)
        .where(ReturnedField.business_id.in_(business_ids), *IS_OPEN)
        .order_by(ReturnedField.id)
    )
    found: dict[int, list[ReturnedField]] = {business_id: [] for business_id in business_ids}
    for row in rows:
        found[row.business_id].append(row)
    return found


async def answer(
    db: AsyncSession, business_id: int, thing: str, row_id: int, field: str | None, now: datetime
) -> bool:
    """The answer in this row was given again (None: all of the row's); whether no other is waited for."""
    stands_alone = and_(ReturnedField.form != PAPERS, ReturnedField.subject == row_id)
    number = and_(ReturnedField.form == PAPERS, ReturnedField.subject == business_id)
    about: list[ColumnElement[bool]] = [ReturnedField.thing == thing, stands_alone]
    if field is not None:
        about = [ReturnedField.thing == thing, ReturnedField.field == field, or_(stands_alone, number)]
    given = update(ReturnedField).where(ReturnedField.business_id == business_id, *IS_OPEN, *about)
    await db.execute(given.values(answered_at=now))
    return await is_settled(db, business_id)


async def is_settled(db: AsyncSession, business_id: int) -> bool:
    """Whether no answer of this record is waited for."""
    waits = select(ReturnedField.id).where(ReturnedField.business_id == business_id, *IS_OPEN)
    return await db.scalar(waits.limit(1)) is None


async def is_answered_now(db: AsyncSession, business_id: int, now: datetime) -> bool:
    """Whether a returned answer of this record was given again in the turn of this moment."""
    again = select(ReturnedField.id).where(
        ReturnedField.business_id == business_id, ReturnedField.reason != "", ReturnedField.answered_at == now
    )
    return await db.scalar(again.limit(1)) is not None


async def close(
    db: AsyncSession, business_id: int, now: datetime, *, same_as: ReturnedField | None = None
) -> None:
    """Wait no more for any answer of the record, or for the one that is returned anew."""
    waiting = update(ReturnedField).where(ReturnedField.business_id == business_id, *IS_OPEN)
    if same_as is not None:
        waiting = waiting.where(
            ReturnedField.id != same_as.id,
            ReturnedField.form == same_as.form,
            ReturnedField.subject == same_as.subject,
            ReturnedField.field == same_as.field,
        )
    await db.execute(waiting.values(answered_at=now))


async def newest_at(db: AsyncSession, business_id: int) -> datetime | None:
    """When an answer of the record was returned last."""
    moment: datetime | None = await db.scalar(
        select(ReturnedField.returned_at)
        .where(ReturnedField.business_id == business_id, ReturnedField.reason != "")
        .order_by(ReturnedField.returned_at.desc())
        .limit(1)
    )
    return moment
