"""A delivery: one person's copy of a broadcast, what became of it, and what that person did with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVarTuple

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import broadcast, outbox
from storage.base import Base
from storage.broadcast import HELD, SCHEDULED, Broadcast
from storage.known import together
from storage.outbox import CLOSED, FAILED, OWED, SENDING, SENT, UNKNOWN, WAITING, Outbox
from storage.topic import STATUTORY

Columns = TypeVarTuple("Columns")
KIND = "broadcast"
FAILED_STATES = (FAILED, CLOSED)
"""It did not arrive, and is not tried again by itself: refused, or owed no more when its turn came."""
STRETCH = 1000
"""People in one transaction: well under 200 ms."""
WEEK = timedelta(days=7)


class Delivery(Base):
    __tablename__ = "delivery"

    broadcast_id: Mapped[int] = mapped_column(
        ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"), index=True)
    """Its message, whose state says what became of it."""
    read_at: Mapped[datetime | None]
    """When "Sudah baca" was pressed; Telegram itself tells nobody what was read."""
    opened_at: Mapped[datetime | None]
    """When another of its buttons was pressed first."""


async def by_id(db: AsyncSession, broadcast_id: int, contact_id: int) -> Delivery | None:
    """This person's copy, if there is one."""
    return await db.get(Delivery, (broadcast_id, contact_id))


def _copies(broadcast_id: int) -> Select[int]:
    return select(Delivery.outbox_id).where(Delivery.broadcast_id == broadcast_id)


async def hold(db: AsyncSession, row: Broadcast, why: str, now: datetime) -> None:
    """Let it not go out by itself, and owe its author the reason."""
    held = {"state": HELD, "held_for": why, "changed_at": now}
    if await broadcast.move(db, row.id, (SCHEDULED,), **held):
        news = {"lane": OWED, "contact_id": row.author_id, "kind": "noticenews", "subject": row.id}
        await outbox.add(db, [news], now)


async def put_off(db: AsyncSession, row: Broadcast, until: datetime) -> None:
    """All that still waits of it waits until then. Each copy may ask for that; the first is heard."""
    if row.due_at == until:
        return
    row.due_at = until
    waiting = update(Outbox).where(Outbox.id.in_(_copies(row.id)), Outbox.state == WAITING)
    await db.execute(waiting.values(due_at=until).execution_options(synchronize_session=False))


async def close_some(db: AsyncSession, broadcast_id: int, reason: str, now: datetime) -> bool:
    """Owe the next of those that wait no more; whether none is left."""
    some = (
        select(Outbox.id)
        .where(Outbox.id.in_(_copies(broadcast_id)), Outbox.state == WAITING)
        .limit(2 * STRETCH)
    )
    closed = update(Outbox).where(Outbox.id.in_(some.scalar_subquery()))
    done = await db.execute(
        closed.values(state=CLOSED, reason=reason, ended_at=now).execution_options(synchronize_session=False)
    )
    return bool(done.rowcount < 2 * STRETCH)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Counts:
    """How many copies are in each state; reasons of those that failed or were closed."""

    states: dict[str, int]
    reasons: dict[tuple[str, str], int]
    read: int
    opened: int

    @property
    def all(self) -> int:
        return sum(self.states.values())

    def of(self, *states: str) -> int:
        """How many are in one of these states."""
        return sum(self.states.get(state, 0) for state in states)

    @property
    def left(self) -> int:
        """How many have no end yet."""
        return self.of(WAITING, SENDING)


async def counts(db: AsyncSession, broadcast_id: int) -> Counts:
    """What became of all copies up to now, with one query."""
    rows = await db.execute(
        select(
            Outbox.state,
            Outbox.reason,
            func.count(),
            func.count(Delivery.read_at),
            func.count(Delivery.opened_at),
        )
        .join(Outbox, Outbox.id == Delivery.outbox_id)
        .where(Delivery.broadcast_id == broadcast_id)
        .group_by(Outbox.state, Outbox.reason)
    )
    states: dict[str, int] = {}
    reasons: dict[tuple[str, str], int] = {}
    read = opened = 0
    for state, reason, number, were_read, were_opened in rows:
        states[state] = states.get(state, 0) + number
        if state in FAILED_STATES:
            reasons[(state, reason)] = number
        read, opened = read + were_read, opened + were_opened
    return Counts(states, reasons, read, opened)


def may_have_come() -> ColumnElement[bool]:
    """In a query over messages: it arrived, or may have or may yet."""
    return Outbox.state.in_((SENT, SENDING, UNKNOWN))


def is_limited(row: Broadcast) -> bool:
    """Whether it counts how many a person had this week: what is a duty, or cannot wait, does not."""
    return row.topic != STATUTORY and not row.override_reason


def _within_week(row: Broadcast, now: datetime) -> list[ColumnElement[bool]]:
    return [
        Delivery.broadcast_id != row.id,
        or_(Delivery.broadcast_id != (row.of_id or 0), Outbox.state != UNKNOWN),
        Broadcast.office_id == row.office_id,
        Broadcast.topic != STATUTORY,
        or_(Broadcast.ended_at.is_(None), Broadcast.ended_at > now - WEEK),  # few, found first
        may_have_come(),
        or_(Outbox.ended_at.is_(None), Outbox.ended_at > now - WEEK),
    ]


def _joined(found: Select[*Columns]) -> Select[*Columns]:
    copies = found.select_from(Delivery).join(Outbox, Outbox.id == Delivery.outbox_id)
    return copies.join(Broadcast, Broadcast.id == Delivery.broadcast_id)


async def within_week(db: AsyncSession, row: Broadcast, contact_id: int, now: datetime) -> int:
    """How many other broadcasts of the office this person got, or may have got, within seven days.

    What is sent again takes the place of the copy of which it is not known whether it arrived.
    """
    return await together(db, ("week", row.id), contact_id, partial(_counted, db, row, now)) or 0


async def _counted(
    db: AsyncSession, row: Broadcast, now: datetime, contacts: Collection[int]
) -> dict[int, int]:
    got = _joined(select(Delivery.contact_id, func.count()))
    theirs = got.where(Delivery.contact_id.in_(contacts), *_within_week(row, now))
    return {who: number for who, number in await db.execute(theirs.group_by(Delivery.contact_id))}


async def of_week(db: AsyncSession, row: Broadcast, now: datetime) -> int:
    """How many other broadcasts of the office, but the statutory ones, went out within seven days."""
    others = select(func.count()).where(
        Broadcast.id != row.id,
        Broadcast.office_id == row.office_id,
        Broadcast.topic != STATUTORY,
        Broadcast.started_at.is_not(None),
        or_(Broadcast.ended_at.is_(None), Broadcast.ended_at > now - WEEK),
    )
    return await db.scalar(others) or 0


def had_enough(row: Broadcast, most: int, now: datetime) -> Select[int]:
    """Those who got so many within seven days, counted as for one person."""
    got = _joined(select(Delivery.contact_id)).where(*_within_week(row, now))
    return got.group_by(Delivery.contact_id).having(func.count() >= most)
