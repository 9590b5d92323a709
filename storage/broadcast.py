"""A broadcast (a notice to many): what is said, to whom, when, and who agreed to it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, false, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.audit import digest_of
from storage.base import Base

DRAFT, ASKED, SCHEDULED, SENDING = "draft", "asked", "scheduled", "sending"
HELD, DONE, STOPPED, DROPPED = "held", "done", "stopped", "dropped"
"""draft: being written; asked: another person is to approve it; scheduled: goes out when it is due; sending;
held: was due, and somebody is asked again; done; stopped while it went out; dropped before it did."""
WEEKLY, MONTHLY = "weekly", "monthly"
GROWN = 1.1
"""More than so many times the count that was confirmed is asked about again."""
EDITABLE = (DRAFT, ASKED, SCHEDULED, HELD)
RELEASED = (SCHEDULED, SENDING, DONE)
LINK_PREFIX = "kabar_"
"""What the payload of a link to a broadcast begins with."""


class Broadcast(Base):
    __tablename__ = "broadcast"
    __table_args__ = (
        Index("ix_broadcast_due", "state", "due_at"),
        Index("ix_broadcast_office", "office_id", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(12), default=DRAFT)
    topic: Mapped[str | None] = mapped_column(String(16))
    """One of storage/topic.py, or statutory."""
    text: Mapped[str | None] = mapped_column(Text)
    marks: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """Bold, slanted and linked stretches of the text: [first character, length, kind, address]."""
    enclosure_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    is_picture: Mapped[bool | None]
    """Whether the enclosure goes out as a picture; else as a file."""
    filter: Mapped[dict[str, Any] | None]
    """A segment of the office's register."""
    of_id: Mapped[int | None] = mapped_column(ForeignKey("broadcast.id", ondelete="SET NULL"))
    of_group: Mapped[str] = mapped_column(String(12), default="")
    """Sent again to these people of an earlier one: failed, unknown or unread."""
    due_at: Mapped[datetime | None]
    """When it is to go out; empty for at once. While it is sending: until when it waits for a better hour."""
    repeats: Mapped[str] = mapped_column(String(8), default="")
    """weekly, monthly, or empty."""
    month_day: Mapped[int | None]
    """The day that a monthly one is meant for, when a shorter month has it go out before; empty if that is
    the day on which it is due."""
    counted: Mapped[int | None]
    """How many people it was to reach when it was confirmed."""
    digest: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the text, filter and time that were confirmed; any edit makes another."""
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    approved_at: Mapped[datetime | None]
    override_reason: Mapped[str | None] = mapped_column(String(200))
    """Why the head lets it go out in quiet hours and past the weekly budget."""
    override_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    given_back_for: Mapped[str | None] = mapped_column(String(200))
    """Why it was given back, the last time that somebody was asked to approve it; may be left unsaid."""
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    held_for: Mapped[str] = mapped_column(String(8), default="")
    """Why it did not go out when it was due: late, grown, role or clock; or did not go on: clock."""
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    stopped_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    last_contact: Mapped[int] = mapped_column(default=0, server_default="0")
    """Deliveries are made by the number of the contact; up to this one they are there."""
    are_made: Mapped[bool] = mapped_column(default=False, server_default=false())
    """All deliveries are there."""


class Exclusion(Base):
    """Somebody of the segment who is left out by a tick."""

    __tablename__ = "broadcast_exclusion"

    broadcast_id: Mapped[int] = mapped_column(
        ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, index=True
    )


async def start(
    db: AsyncSession, office_id: int, author_id: int, asked: dict[str, Any], now: datetime
) -> Broadcast:
    """A new draft to the people of a segment."""
    row = Broadcast(
        office_id=office_id, author_id=author_id, state=DRAFT, filter=asked, made_at=now, changed_at=now
    )
    db.add(row)
    await db.flush()
    return row


async def again(db: AsyncSession, row: Broadcast, author_id: int, group: str, now: datetime) -> Broadcast:
    """A draft with the same words, for those of the first one's people who are failed, unknown or unread; the
    one that this person is writing already, if there is one."""
    begun: Broadcast | None = await db.scalar(
        select(Broadcast).where(
            Broadcast.of_id == row.id,
            Broadcast.of_group == group,
            Broadcast.author_id == author_id,
            Broadcast.state == DRAFT,
        )
    )
    if begun is not None:
        return begun
    copied = _copy(row, now)
    copied.author_id, copied.of_id, copied.of_group = author_id, row.id, group
    db.add(copied)
    await db.flush()
    return copied


async def following(
    db: AsyncSession,
    row: Broadcast,
    due: datetime,
    month_day: int | None,
    asked: dict[str, Any],
    now: datetime,
) -> Broadcast:
    """The next one of a notice that repeats: released as this one was, due then, to a segment's people."""
    copied = _copy(row, now)
    copied.filter = asked
    copied.state, copied.due_at, copied.repeats, copied.month_day = SCHEDULED, due, row.repeats, month_day
    copied.counted, copied.approved_by, copied.approved_at = row.counted, row.approved_by, row.approved_at
    copied.override_reason, copied.override_by = row.override_reason, row.override_by
    db.add(copied)
    await db.flush()
    left_out = await excluded(db, row.id)
    db.add_all(Exclusion(broadcast_id=copied.id, contact_id=who) for who in left_out)
    copied.digest = await digest(db, copied)
    return copied


def _copy(row: Broadcast, now: datetime) -> Broadcast:
    kept = ("office_id", "author_id", "topic", "text", "marks", "enclosure_id", "is_picture", "filter")
    return Broadcast(state=DRAFT, made_at=now, changed_at=now, **{name: getattr(row, name) for name in kept})


async def of_office(db: AsyncSession, broadcast_id: int, office_id: int) -> Broadcast | None:
    """The broadcast of this number, if it is this office's."""
    row = await db.get(Broadcast, broadcast_id)
    return row if row is not None and row.office_id == office_id and row.state != DROPPED else None


async def written_by(db: AsyncSession, broadcast_id: int, office_id: int, author_id: int) -> Broadcast | None:
    """The broadcast of this number, if this person writes it and it can be changed still."""
    row = await of_office(db, broadcast_id, office_id)
    return row if row is not None and row.author_id == author_id and row.state in EDITABLE else None


async def by_id(db: AsyncSession, broadcast_id: int) -> Broadcast | None:
    """The broadcast of this number, whosesoever it is."""
    return await db.get(Broadcast, broadcast_id)


def payload(row: Broadcast) -> str:
    """What a link to it carries. It is the same as long as the broadcast is there, whatever is edited; it
    holds the instant in which the broadcast was begun, so that nobody guesses the links of others."""
    return f"{LINK_PREFIX}{row.id}-{digest_of([row.id, row.made_at.isoformat()])[:8]}"


async def linked(db: AsyncSession, given: str) -> Broadcast | None:
    """The broadcast of such a link, once it is released; not one that was stopped or taken back."""
    number = given.removeprefix(LINK_PREFIX).partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    row = await db.get(Broadcast, int(number))
    return row if row is not None and row.state in RELEASED and payload(row) == given else None


async def page(db: AsyncSession, office_id: int, most: int, offset: int = 0) -> list[Broadcast]:
    """The office's broadcasts, the one changed last first."""
    rows = await db.scalars(
        select(Broadcast)
        .where(Broadcast.office_id == office_id, Broadcast.state != DROPPED, Broadcast.text.is_not(None))
        .order_by(Broadcast.changed_at.desc(), Broadcast.id.desc())
        .limit(most)
        .offset(offset)
    )
    return list(rows)


async def drafts(db: AsyncSession, office_id: int, author_id: int, most: int) -> list[Broadcast]:
    """What this person is writing, the newest first."""
    rows = await db.scalars(
        select(Broadcast)
        .where(
            Broadcast.office_id == office_id,
            Broadcast.author_id == author_id,
            Broadcast.state == DRAFT,
            Broadcast.text.is_not(None),
        )
        .order_by(Broadcast.changed_at.desc())
        .limit(most)
    )
    return list(rows)


def edit(row: Broadcast, now: datetime, **values: Any) -> None:
    """Change what is said, to whom or when: what was confirmed or approved before is void."""
    moment = row.due_at, row.repeats
    for name, value in values.items():
        setattr(row, name, value)
    if (row.due_at, row.repeats) != moment:
        row.month_day = None
    row.state, row.changed_at = DRAFT, now
    row.digest = row.counted = row.approved_by = row.approved_at = None


async def excluded(db: AsyncSession, broadcast_id: int) -> list[int]:
    """The contacts that are left out, in order."""
    rows = await db.scalars(
        select(Exclusion.contact_id)
        .where(Exclusion.broadcast_id == broadcast_id)
        .order_by(Exclusion.contact_id)
    )
    return list(rows)


async def exclude(db: AsyncSession, row: Broadcast, contact_id: int, now: datetime) -> None:
    """Leave this person out, or take her in again."""
    held = await db.get(Exclusion, (row.id, contact_id))
    if held is None:
        db.add(Exclusion(broadcast_id=row.id, contact_id=contact_id))
    else:
        await db.delete(held)
    await db.flush()
    edit(row, now)


async def digest(db: AsyncSession, row: Broadcast) -> str:
    """SHA-256 of exactly this text, these people and this time."""
    said = {name: getattr(row, name) for name in ("topic", "text", "marks", "enclosure_id", "is_picture")}
    due = row.due_at.isoformat() if row.due_at else ""
    meant = {"filter": row.filter, "of": [row.of_id, row.of_group], "without": await excluded(db, row.id)}
    return digest_of({**said, **meant, "due": due, "repeats": row.repeats, "override": row.override_reason})


async def move(db: AsyncSession, broadcast_id: int, states: Collection[str], **values: Any) -> bool:
    """Bring it from one of these states into another; False if somebody else was first."""
    done = await db.execute(
        update(Broadcast)
        .where(Broadcast.id == broadcast_id, Broadcast.state.in_(states))
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]


async def due(db: AsyncSession, now: datetime) -> list[Broadcast]:
    """Those that are to go out now."""
    rows = await db.scalars(
        select(Broadcast)
        .where(Broadcast.state == SCHEDULED, Broadcast.due_at <= now)
        .order_by(Broadcast.due_at, Broadcast.id)
    )
    return list(rows)


async def stop_waiting(db: AsyncSession, before: datetime, now: datetime) -> None:
    """Stop those on their way that wait for an hour between these two: the clock jumped over it."""
    waiting = update(Broadcast).where(
        Broadcast.state == SENDING, Broadcast.due_at > before, Broadcast.due_at <= now
    )
    stopped = {"state": STOPPED, "held_for": "clock", "due_at": now, "changed_at": now}
    await db.execute(waiting.values(**stopped).execution_options(synchronize_session="fetch"))


async def under_way(db: AsyncSession, now: datetime) -> list[Broadcast]:
    """Those that are going out, or were stopped and are not wound up yet; not what waits for a later hour."""
    rows = await db.scalars(
        select(Broadcast).where(
            Broadcast.state.in_((SENDING, STOPPED)),
            Broadcast.ended_at.is_(None),
            Broadcast.due_at <= now,
        )
    )
    return list(rows)
