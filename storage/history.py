"""History: what a field held before, the words that were typed, and by whom."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import later
from storage.base import Base


class History(Base):
    __tablename__ = "history"
    __table_args__ = (Index("ix_history_thing", "thing", "thing_id", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thing: Mapped[str] = mapped_column(String(24))
    thing_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(40))
    old: Mapped[dict[str, Any]]
    """The columns as they were, by name."""
    words: Mapped[str] = mapped_column(Text)
    """What was typed or pressed for the new value."""
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    on_behalf: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Typed by somebody of the office for the owner."""
    at: Mapped[datetime]


def note(
    db: AsyncSession,
    thing: str,
    thing_id: int,
    field: str,
    *,
    old: dict[str, Any],
    words: str,
    contact_id: int,
    on_behalf: bool = False,
    now: datetime,
) -> None:
    """Keep the old value and the words of the new one."""
    about = {"thing": thing, "thing_id": thing_id, "field": field, "old": old, "words": words}
    later.add(db, History, [{**about, "contact_id": contact_id, "on_behalf": on_behalf, "at": now}])


def change(
    db: AsyncSession,
    row: Any,
    thing: str,
    field: str,
    values: dict[str, Any],
    *,
    words: str,
    contact_id: int,
    on_behalf: bool = False,
    now: datetime,
) -> bool:
    """Write one accepted answer into a row, and keep what stood there before; whether it is another."""
    old = {name: getattr(row, name) for name in values}
    if old == values:
        return False
    for name, value in values.items():
        setattr(row, name, value)
    note(
        db,
        thing,
        row.id,
        field,
        old=old,
        words=words,
        contact_id=contact_id,
        on_behalf=on_behalf,
        now=now,
    )
    return True


async def last_words(db: AsyncSession, thing: str, thing_id: int, field: str) -> str:
    """The words in which a field was answered last, or nothing."""
    newest = select(History.words).where(
        History.thing == thing, History.thing_id == thing_id, History.field == field
    )
    return await db.scalar(newest.order_by(History.id.desc()).limit(1)) or ""


async def newest(db: AsyncSession, things: Mapping[str, Collection[int]], most: int) -> list[History]:
    """The newest changes of these things (kind and ids), newest first."""
    among = [and_(History.thing == thing, History.thing_id.in_(ids)) for thing, ids in things.items()]
    rows = await db.scalars(select(History).where(or_(*among)).order_by(History.id.desc()).limit(most))
    return list(rows)


async def typed_on_behalf(
    db: AsyncSession, things: Mapping[str, Collection[int]]
) -> dict[tuple[str, int, str], bool]:
    """Whether the newest answer to each field was typed by somebody of the office; by thing, id and field."""
    among = [and_(History.thing == thing, History.thing_id.in_(ids)) for thing, ids in things.items()]
    rows = await db.execute(
        select(History.thing, History.thing_id, History.field, History.on_behalf)
        .where(or_(*among))
        .order_by(History.id)
    )
    return {(row.thing, row.thing_id, row.field): row.on_behalf for row in rows}
