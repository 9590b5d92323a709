"""A contact: one address on one channel (a person's Telegram chat), and who is behind it."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ForeignKey, String, UniqueConstraint, false, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, the

MOST_WRONG, WRONG_FOR = 5, timedelta(hours=1)
Found = TypeVar("Found")


class Contact(Base):
    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("channel", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    address: Mapped[str] = mapped_column(String(64))
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    language: Mapped[str] = mapped_column(String(8), default="id")
    phone: Mapped[str | None] = mapped_column(String(20))
    """The number this contact shared as its own, E.164; never a typed one."""
    came_by: Mapped[str] = mapped_column(String(64), default="")
    """The payload of the last deep link that was opened."""
    active_run_id: Mapped[int | None]
    """The run that typed words go to now. No foreign key: run points here already."""
    album: Mapped[str] = mapped_column(String(40), default="")
    """The album last seen: its other pictures belong to the same answer."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    unreachable_at: Mapped[datetime | None]
    unreachable_reason: Mapped[str] = mapped_column(String(40), default="")
    office_chosen: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the office is the one the person named, not the first of several."""
    wrong_links: Mapped[int] = mapped_column(default=0, server_default="0")
    wrong_since: Mapped[datetime | None]
    """Secrets of invites and slips that opened nothing, and since when they are counted."""


async def by_addresses(db: AsyncSession, channel: str, addresses: Iterable[str]) -> dict[str, Contact]:
    """The known contacts among these addresses, by address."""
    rows = await db.scalars(
        select(Contact).where(Contact.channel == channel, Contact.address.in_(set(addresses)))
    )
    return {row.address: row for row in rows}


async def by_id(db: AsyncSession, contact_id: int) -> Contact:
    """The contact with this id; it must exist."""
    return await the(db, Contact, contact_id)


async def preload(db: AsyncSession, contacts: Collection[int]) -> None:
    """Bring these contacts into the session with one query."""
    await db.scalars(select(Contact).where(Contact.id.in_(contacts)))


async def following(db: AsyncSession, after: int, count: int) -> int | None:
    """The last of so many contacts that come after this number; None if none does."""
    numbers = select(Contact.id).where(Contact.id > after).order_by(Contact.id).limit(count).subquery()
    last: int | None = await db.scalar(select(func.max(numbers.c.id)))
    return last


async def add(db: AsyncSession, channel: str, address: str, office_id: int, now: datetime) -> Contact:
    """A new contact, as first seen now."""
    row = Contact(
        channel=channel,
        address=address,
        office_id=office_id,
        language="id",
        came_by="",
        album="",
        created_at=now,
        seen_at=now,
        unreachable_reason="",
    )
    db.add(row)
    await db.flush()
    return row


async def hear(db: AsyncSession, contacts: Collection[int], now: datetime) -> None:
    """These wrote or pressed something."""
    if contacts:
        heard = update(Contact).where(Contact.id.in_(contacts)).values(seen_at=now)
        await db.execute(heard.execution_options(synchronize_session=False))


def must_wait(person: Contact, now: datetime) -> bool:
    """Whether this contact tried so many wrong secrets that even a right one opens nothing for a while."""
    is_counting = person.wrong_since is not None and now - person.wrong_since < WRONG_FOR
    return is_counting and person.wrong_links >= MOST_WRONG


def tried(person: Contact, found: Found | None, now: datetime) -> Found | None:
    """What a secret opened for this contact, of an invite or a slip; a wrong one is counted.

    After 5 wrong ones within an hour nothing opens, until that hour is over.
    """
    if must_wait(person, now):
        return None
    if found is None:
        if person.wrong_since is None or now - person.wrong_since >= WRONG_FOR:
            person.wrong_since, person.wrong_links = now, 0
        person.wrong_links += 1
    return found


async def mark_unreachable(db: AsyncSession, contact_id: int, reason: str, now: datetime) -> None:
    """Remember that the contact cannot be written to; its next word takes this back."""
    await db.execute(
        update(Contact).where(Contact.id == contact_id).values(unreachable_at=now, unreachable_reason=reason)
    )
