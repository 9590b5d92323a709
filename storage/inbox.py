"""The inbox: every update that a channel gave us, on disk before the channel is told so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

_OPEN = text("inbox.state = 'open'")
"""Said letter by letter as the index says it, or a database would not use it."""
_ODD = text("state NOT IN ('open', 'done')")
OPEN, FINISHED, QUARANTINED, PARKED = "open", "done", "quarantined", "parked"


class Inbox(Base):
    """One update. Its own number is its order; its key is channel, event id and a hash of the payload,
    because a channel repeats updates and may renumber them (Bot API, `update_id`)."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "event_id", "digest"),
        Index("ix_inbox_odd", "state", sqlite_where=_ODD, postgresql_where=_ODD),
        Index(
            "ix_inbox_open",
            "id",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    event_id: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(32))
    chat: Mapped[str] = mapped_column(String(64))
    payload: Mapped[str | None] = mapped_column(Text)
    """The raw JSON, emptied after seven days, or with the turn itself if its route is secret."""
    state: Mapped[str] = mapped_column(String(12))
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(80), default="")
    received_at: Mapped[datetime] = mapped_column(index=True)
    done_at: Mapped[datetime | None]


class Throttled(Base):
    """How many updates of one chat were dropped as a flood, and when it was last told."""

    __tablename__ = "throttled"

    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    chat: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    warned_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Arrival:
    """An update as it came; `fault` says why it cannot be read, if it cannot."""

    event_id: str
    digest: str
    chat: str
    payload: str
    fault: str = ""


@dataclass(frozen=True)
class Waiting:
    """An open row, as the worker takes it."""

    id: int
    chat: str
    payload: str | None
    attempts: int = 0
    """How often it was begun and did not end."""


async def unknown(db: AsyncSession, channel: str, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Those not stored yet, each once, in their order."""
    event_ids = {arrival.event_id for arrival in arrivals}
    rows = await db.execute(
        select(Inbox.event_id, Inbox.digest).where(Inbox.channel == channel, Inbox.event_id.in_(event_ids))
    )
    seen = {(row.event_id, row.digest) for row in rows}
    fresh = []
    for arrival in arrivals:
        key = (arrival.event_id, arrival.digest)
        if key not in seen:
            seen.add(key)
            fresh.append(arrival)
    return fresh


async def receive(db: AsyncSession, channel: str, arrivals: Sequence[Arrival], now: datetime) -> None:
    """Store arrivals: open, or quarantined if they could not be read."""
    if not arrivals:
        return
    await db.execute(
        insert(Inbox),
        [
            {
                "channel": channel,
                "event_id": arrival.event_id,
                "digest": arrival.digest,
                "chat": arrival.chat,
                "payload": arrival.payload,
                "state": QUARANTINED if arrival.fault else OPEN,
                "attempts": 0,
                "error": arrival.fault,
                "received_at": now,
            }
            for arrival in arrivals
        ],
    )


async def count_throttled(
    db: AsyncSession, channel: str, chat: str, count: int, now: datetime, warn_every: float
) -> bool:
    """Add to the count of dropped updates; True if the chat is to be warned now (at most so often, s)."""
    row = await db.get(Throttled, (channel, chat))
    if row is None:
        row = Throttled(channel=channel, chat=chat, count=0)
        db.add(row)
    row.count += count
    due = row.warned_at is None or (now - row.warned_at).total_seconds() >= warn_every
    if due:
        row.warned_at = now
    return due


async def oldest_open(db: AsyncSession, limit: int, per_chat: int) -> list[Waiting]:
    """The oldest open rows in their order, at most so many of one chat."""
    rows = await db.execute(_OLDEST_OPEN, {"per_chat": per_chat, "most": limit})
    return [Waiting(*row) for row in rows]


_PLACES = (
    select(
        Inbox.id,
        func.row_number().over(partition_by=(Inbox.channel, Inbox.chat), order_by=Inbox.id).label("place"),
    )
    .where(_OPEN)
    .subquery()
)
_OLDEST_OPEN = (
    select(Inbox.id, Inbox.chat, Inbox.payload, Inbox.attempts)
    .join(_PLACES, Inbox.id == _PLACES.c.id)
    .where(_PLACES.c.place <= bindparam("per_chat"))
    .order_by(Inbox.id)
    .limit(bindparam("most", type_=Integer))
)
"""Built once, for building it takes longer than running it."""


async def has_open(db: AsyncSession) -> bool:
    """Whether any update waits to be taken."""
    return await db.scalar(select(Inbox.id).where(_OPEN).limit(1)) is not None


async def count_attempt(db: AsyncSession, inbox_id: int) -> int:
    """One more attempt at this row; the new count."""
    count = await db.scalar(
        update(Inbox)
        .where(Inbox.id == inbox_id)
        .values(attempts=Inbox.attempts + 1)
        .returning(Inbox.attempts)
    )
    return int(count or 0)


async def finish(db: AsyncSession, inbox_ids: Sequence[int], now: datetime) -> None:
    """These are done."""
    await _close(db, inbox_ids, FINISHED, "", now)


async def park(db: AsyncSession, inbox_id: int, error: str, now: datetime) -> None:
    """Give this one up after its last attempt; a person may look at it."""
    await _close(db, [inbox_id], PARKED, error, now)


async def quarantine(db: AsyncSession, inbox_id: int, error: str, now: datetime) -> None:
    """Set this one aside: it cannot be read."""
    await _close(db, [inbox_id], QUARANTINED, error, now)


async def forget(db: AsyncSession, inbox_ids: Sequence[int]) -> None:
    """Empty the payloads of secret turns at once."""
    await db.execute(
        update(Inbox)
        .where(Inbox.id.in_(inbox_ids))
        .values(payload=None)
        .execution_options(synchronize_session=False)
    )


async def empty_old(db: AsyncSession, before: datetime) -> None:
    """Empty the payloads of closed rows that came before this moment."""
    await db.execute(
        update(Inbox)
        .where(Inbox.received_at < before, Inbox.state != OPEN, Inbox.payload.is_not(None))
        .values(payload=None)
        .execution_options(synchronize_session=False)
    )


async def _close(db: AsyncSession, inbox_ids: Sequence[int], state: str, error: str, now: datetime) -> None:
    await db.execute(
        update(Inbox)
        .where(Inbox.id.in_(inbox_ids))
        .values(state=state, error=error, done_at=now)
        .execution_options(synchronize_session=False)
    )
