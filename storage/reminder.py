"""A reminder: one step of what somebody is reminded of. Derived by query; a row is the memory that it was
given, or came too late, so that nobody gets the same one twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    Subquery,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from storage import outbox, topic
from storage.base import Base
from storage.contact import Contact

OUTBOX_KIND = "remind"
DAY = timedelta(days=1)
OWED, MISSED = "owed", "missed"
"""owed: handed to the outbox, whose row tells the rest; missed: its time had passed before it could be."""


class Reminder(Base):
    __tablename__ = "reminder"
    __table_args__ = (
        Index("uq_reminder_step", "contact_id", "kind", "subject", "anchor", "step", unique=True),
        Index("ix_reminder_again", "again_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    """Which line of the table of reminders."""
    subject: Mapped[int]
    """What it reminds of: a run, a business, a returned field, a certificate."""
    anchor: Mapped[date] = mapped_column(Date)
    """The local day from which the steps are counted; when that moves, the steps begin anew."""
    step: Mapped[int]
    """Days from the anchor; negative before it."""
    state: Mapped[str] = mapped_column(String(8))
    until: Mapped[datetime]
    """After this moment it is too late."""
    again_at: Mapped[datetime | None]
    """When it is to be said once more, by the person's own wish ("Ingatkan besok")."""
    asked: Mapped[str] = mapped_column(String(64), default="")
    """The question that its message held, as form.field; a reply to the message answers it."""
    made_at: Mapped[datetime]
    """When it was handed to the outbox last, or found to be missed."""


class ReminderStop(Base):
    """Somebody wants to be reminded of this no more ("Jangan ingatkan lagi")."""

    __tablename__ = "reminder_stop"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[datetime]


@dataclass(frozen=True)
class Step:
    """One of the days of a kind of reminder, as it stands today."""

    days: int
    last: date
    """It is due for whatever is anchored on this day or earlier."""
    passed: date | None
    """A later step is due already for whatever is anchored on this day or earlier."""


async def owe(
    db: AsyncSession,
    due: Select[int, int, date],
    *,
    kind: str,
    office_id: int,
    steps: Sequence[Step],
    until: Callable[[date], datetime],
    since: datetime,
    now: datetime,
    most: int,
) -> int:
    """Owe each person the step that is due of what is due, and note the steps that were missed; how many rows
    were looked at, at most so many, so that the database is held for a moment only.

    Nobody gets two reminders on one day, which began at `since`: what is left over is looked at again.
    """
    if not steps:
        return 0
    found = (await db.execute(_not_yet(due, kind, steps, since, most))).all()
    rows: list[dict[str, Any]] = []
    reminded: set[int] = set()
    for contact_id, subject, anchor, step, is_passed in found:
        end = until(anchor)
        is_missed = bool(is_passed) or end <= now
        if not is_missed and contact_id in reminded:
            continue
        state = MISSED if is_missed else OWED
        reminded |= set() if is_missed else {contact_id}
        of = {"office_id": office_id, "contact_id": contact_id, "kind": kind, "subject": subject}
        rows.append({**of, "anchor": anchor, "step": step, "state": state, "until": end, "made_at": now})
    await _add(db, rows, now)
    return len(found)


async def _add(db: AsyncSession, rows: Sequence[dict[str, Any]], now: datetime) -> None:
    if not rows:
        return
    added = await db.execute(
        insert(Reminder).returning(Reminder.id, Reminder.contact_id, Reminder.state), rows
    )
    owed = [(reminder_id, contact_id) for reminder_id, contact_id, state in added if state == OWED]
    await outbox.add(db, [_message(contact_id, reminder_id, "") for reminder_id, contact_id in owed], now)


def _message(contact_id: int, reminder_id: int, day: str) -> dict[str, Any]:
    about = {"lane": outbox.ANNOUNCED, "contact_id": contact_id, "kind": OUTBOX_KIND, "subject": reminder_id}
    return {**about, "dedupe": f"{OUTBOX_KIND}:{reminder_id}:{day}"}


def _not_yet(
    due: Select[int, int, date], kind: str, steps: Sequence[Step], since: datetime, most: int
) -> Select[int, int, date, int, bool]:
    """Each due step that has no row, for people who may be reminded today."""
    of, step = due.subquery("due"), _table_of(steps)
    had, known, stopped = aliased(Reminder, name="had"), aliased(Reminder, name="known"), ReminderStop
    is_known = select(known.id).where(
        known.contact_id == of.c.contact_id,
        known.kind == kind,
        known.subject == of.c.subject,
        known.anchor == of.c.anchor,
        known.step == step.c.days,
    )
    had_today = select(had.id).where(
        had.contact_id == of.c.contact_id, had.state == OWED, had.made_at >= since, had.made_at < since + DAY
    )
    is_stopped = select(stopped.since).where(
        stopped.contact_id == of.c.contact_id, stopped.kind == kind, stopped.subject == of.c.subject
    )
    return (
        select(
            of.c.contact_id,
            of.c.subject,
            of.c.anchor,
            step.c.days,
            (of.c.anchor <= step.c.passed).label("passed"),
        )
        .join(Contact, Contact.id == of.c.contact_id)
        .join(step, of.c.anchor <= step.c.last)
        .where(Contact.unreachable_at.is_(None), ~topic.is_off(topic.REMINDERS))
        .where(~is_known.exists(), ~had_today.exists(), ~is_stopped.exists())
        .order_by(of.c.anchor, of.c.subject, of.c.contact_id, step.c.days)
        .limit(most)
    )


def _table_of(steps: Sequence[Step]) -> Subquery:
    rows = [
        select(
            literal(step.days).label("days"),
            literal(step.last, Date).label("last"),
            literal(step.passed, Date).label("passed"),
        )
        for step in steps
    ]
    return union_all(*rows).subquery("step")


async def say_again(db: AsyncSession, office_id: int, now: datetime, today: date) -> None:
    """Owe anew what people wanted to be reminded of by now; of one reminder, once a day."""
    wanted = update(Reminder).where(Reminder.office_id == office_id, Reminder.again_at <= now)
    taken = await db.execute(
        wanted.values(again_at=None, made_at=now)
        .returning(Reminder.id, Reminder.contact_id)
        .execution_options(synchronize_session=False)
    )
    await outbox.add_once(db, [_message(who, number, str(today)) for number, who in taken], now)


async def by_id(db: AsyncSession, reminder_id: int) -> Reminder | None:
    """The reminder with this number."""
    return await db.get(Reminder, reminder_id)


async def anchor_of(db: AsyncSession, due: Select[int, int, date], row: Reminder) -> date | None:
    """The day from which this reminder's subject is counted now; None if nothing is to be done any more."""
    of = due.subquery("due")
    found = select(of.c.anchor).where(of.c.contact_id == row.contact_id, of.c.subject == row.subject)
    anchor: date | None = await db.scalar(found.limit(1))
    return anchor


async def put_off(db: AsyncSession, reminder_id: int, at: datetime) -> bool:
    """Say it once more then; False if that was wanted already."""
    wanted = update(Reminder).where(Reminder.id == reminder_id, Reminder.again_at.is_(None))
    return await db.scalar(wanted.values(again_at=at).returning(Reminder.id)) is not None


async def stop(db: AsyncSession, row: Reminder, now: datetime) -> None:
    """Remind this person of this no more."""
    key = (row.contact_id, row.kind, row.subject)
    if await db.get(ReminderStop, key) is None:
        db.add(ReminderStop(contact_id=row.contact_id, kind=row.kind, subject=row.subject, since=now))
    row.again_at = None
    await db.flush()


async def is_stopped(db: AsyncSession, row: Reminder) -> bool:
    """Whether this person wants to be reminded of this no more."""
    return await db.get(ReminderStop, (row.contact_id, row.kind, row.subject)) is not None


async def count_stopped(db: AsyncSession, contact_id: int) -> int:
    """Of how many things this person wants to be reminded no more."""
    counted = select(func.count()).select_from(ReminderStop).where(ReminderStop.contact_id == contact_id)
    return await db.scalar(counted) or 0


async def resume(db: AsyncSession, contact_id: int) -> None:
    """Remind this person of everything again."""
    await db.execute(delete(ReminderStop).where(ReminderStop.contact_id == contact_id))
