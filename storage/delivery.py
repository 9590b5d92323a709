"""A delivery: one person's copy of a broadcast, what became of it, and what that person did with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Select,
    String,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Utc
from storage.broadcast import Broadcast
from storage.business import BusinessContact
from storage.outbox import ANNOUNCED, CLOSED, FAILED, SENDING, SENT, UNKNOWN, WAITING, Outbox
from storage.topic import STATUTORY

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


async def make(db: AsyncSession, row: Broadcast, people: Select[int], now: datetime) -> bool:
    """Owe the next stretch of people their copies; whether all have theirs now.

    By the numbers of the contacts: a stretch looks at few of them, however many there are.
    """
    some = (
        select(BusinessContact.contact_id)
        .where(BusinessContact.contact_id > row.last_contact)
        .distinct()
        .order_by(BusinessContact.contact_id)
        .limit(STRETCH)
        .subquery()
    )
    upto = await db.scalar(select(func.max(some.c.contact_id)))
    if upto is None:
        row.are_made = True
        return True
    newest = await db.scalar(select(func.max(Outbox.id))) or 0
    meant = people.where(_id(people) > row.last_contact, _id(people) <= upto).subquery()
    owed = {
        "lane": literal(ANNOUNCED),
        "contact_id": meant.c.id,
        "kind": literal(KIND),
        "subject": literal(row.id),
        "body": null(),
        "revision": literal(0),
        "dedupe": null(),
        "state": literal(WAITING),
        "reason": literal("", String),
        "attempts": literal(0),
        "due_at": literal(now, Utc()),
        "created_at": literal(now, Utc()),
    }
    await db.execute(
        insert(Outbox).from_select(
            list(owed), select(*owed.values()).order_by(meant.c.id), include_defaults=False
        )
    )
    copies = select(literal(row.id), Outbox.contact_id, Outbox.id).where(
        Outbox.id > newest, Outbox.kind == KIND, Outbox.subject == row.id
    )
    await db.execute(
        insert(Delivery).from_select(
            ["broadcast_id", "contact_id", "outbox_id"], copies, include_defaults=False
        )
    )
    row.last_contact = upto
    return False


def _id(people: Select[int]) -> Any:
    return people.selected_columns[0]


async def by_id(db: AsyncSession, broadcast_id: int, contact_id: int) -> Delivery | None:
    """This person's copy, if there is one."""
    return await db.get(Delivery, (broadcast_id, contact_id))


def _copies(broadcast_id: int) -> Select[int]:
    return select(Delivery.outbox_id).where(Delivery.broadcast_id == broadcast_id)


async def put_off(db: AsyncSession, row: Broadcast, until: datetime) -> None:
    """All that still waits of it waits until then."""
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


async def within_week(db: AsyncSession, row: Broadcast, contact_id: int, now: datetime) -> int:
    """How many other broadcasts of the office this person got, or may have got, within seven days."""
    got = (
        select(func.count())
        .select_from(Delivery)
        .join(Outbox, Outbox.id == Delivery.outbox_id)
        .join(Broadcast, Broadcast.id == Delivery.broadcast_id)
        .where(
            Delivery.contact_id == contact_id,
            Delivery.broadcast_id != row.id,
            Broadcast.office_id == row.office_id,
            Broadcast.topic != STATUTORY,
            Outbox.state.in_((SENT, SENDING, UNKNOWN)),
            or_(Outbox.ended_at.is_(None), Outbox.ended_at > now - WEEK),
        )
    )
    return await db.scalar(got) or 0
