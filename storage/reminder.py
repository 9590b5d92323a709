"""A reminder: one step of what somebody is reminded of. Derived by query; a row is the memory that it was
given, or came too late, so that nobody gets the same one twice."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

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


Given = tuple[int, str, int, date, int]
"""What tells one reminder from all others: contact, kind, subject, anchor and step."""


async def found(db: AsyncSession, due: Select[int, int, Any]) -> Sequence[tuple[int, int, Any]]:
    """What is due of one kind: contact, subject and anchor, in the order of the anchors."""
    rows = [(who, subject, since) for who, subject, since in await db.execute(due)]
    return sorted(rows, key=lambda row: (str(row[2]), row[1], row[0]))


async def may_be_reminded(db: AsyncSession, after: int, to: int) -> set[int]:
    """The contacts among these numbers who can be written to and let the bot remind them."""
    wanted = select(Contact.id).where(
        Contact.id > after,
        Contact.id <= to,
        Contact.unreachable_at.is_(None),
        ~topic.is_off(topic.REMINDERS),
    )
    return set(await db.scalars(wanted))


async def given(db: AsyncSession, after: int, to: int, since: date) -> set[Given]:
    """The reminders of these contacts that were given or missed already, anchored on this day or later."""
    rows = await db.execute(
        select(Reminder.contact_id, Reminder.kind, Reminder.subject, Reminder.anchor, Reminder.step).where(
            Reminder.contact_id > after, Reminder.contact_id <= to, Reminder.anchor >= since
        )
    )
    return {(who, kind, subject, anchor, step) for who, kind, subject, anchor, step in rows}


async def reminded(db: AsyncSession, after: int, to: int, midnight: datetime) -> set[int]:
    """Those of these contacts who were reminded of something on the day that began at midnight."""
    on_the_day = (Reminder.made_at >= midnight, Reminder.made_at < midnight + DAY, Reminder.state == OWED)
    among = (Reminder.contact_id > after, Reminder.contact_id <= to)
    return set(await db.scalars(select(Reminder.contact_id).where(*among, *on_the_day)))


async def stopped(db: AsyncSession, after: int, to: int) -> set[tuple[int, str, int]]:
    """What these contacts want to be reminded of no more: contact, kind and subject."""
    rows = await db.execute(
        select(ReminderStop.contact_id, ReminderStop.kind, ReminderStop.subject).where(
            ReminderStop.contact_id > after, ReminderStop.contact_id <= to
        )
    )
    return {(who, kind, subject) for who, kind, subject in rows}


async def add(db: AsyncSession, rows: Sequence[dict[str, Any]], now: datetime) -> None:
    """Remember these reminders, and hand those that are owed to the outbox."""
    if not rows:
        return
    made = [{**row, "made_at": now} for row in rows]
    added = await db.execute(
        insert(Reminder).returning(Reminder.id, Reminder.contact_id, Reminder.state), made
    )
    owed = [(reminder_id, contact_id) for reminder_id, contact_id, state in added if state == OWED]
    await outbox.add(db, [_message(contact_id, reminder_id, "") for reminder_id, contact_id in owed], now)


def _message(contact_id: int, reminder_id: int, day: str) -> dict[str, Any]:
    about = {"lane": outbox.ANNOUNCED, "contact_id": contact_id, "kind": OUTBOX_KIND, "subject": reminder_id}
    return {**about, "dedupe": f"{OUTBOX_KIND}:{reminder_id}:{day}"}


async def say_again(db: AsyncSession, office_id: int, now: datetime, today: date) -> None:
    """Owe anew what people wanted to be reminded of by now; of one reminder, once a day."""
    is_here = Reminder.office_id + 0 == office_id  # or SQLite begins with all of the office
    wanted = update(Reminder).where(is_here, Reminder.again_at <= now)
    taken = await db.execute(
        wanted.values(again_at=None, made_at=now)
        .returning(Reminder.id, Reminder.contact_id)
        .execution_options(synchronize_session=False)
    )
    again = [_message(who, number, str(today)) for number, who in taken]
    if again:
        await outbox.add_once(db, again, now)


async def by_id(db: AsyncSession, reminder_id: int) -> Reminder | None:
    """The reminder with this number."""
    return await db.get(Reminder, reminder_id)


async def asked_since(db: AsyncSession, contact_id: int, since: datetime) -> Reminder | None:
    """The newest reminder that asked this person a question from this moment on."""
    asked = select(Reminder).where(
        Reminder.contact_id == contact_id, Reminder.asked != "", Reminder.made_at > since
    )
    newest: Reminder | None = await db.scalar(asked.order_by(Reminder.made_at.desc()).limit(1))
    return newest


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
