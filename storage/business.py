"""A business (usaha): what the register holds of it, and whose it is."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, by_key, index_of_few
from storage.business_answers import BusinessAnswers
from storage.contact import Contact
from storage.known import Question, expect

DRAFT, SUBMITTED, VERIFIED, RETURNED = "draft", "submitted", "verified", "returned"
BY_OWNER, BY_IMPORT, ASSISTED = "owner", "import", "assisted"


class Business(BusinessAnswers, Base):
    __tablename__ = "business"
    __table_args__ = (
        Index("ix_business_office_state", "office_id", "state", "submitted_at"),
        Index("ix_business_office_district", "office_id", "district"),
        Index("ix_business_phone", "phone"),
        Index("ix_business_import", "import_id", "import_row"),
        Index("ix_business_search", "office_id", "search"),
        *(index_of_few("business", name) for name in ("photo_id", "card_id", "entered_by", "assigned_to")),
        Index(
            "ix_business_unmeasured",
            "id",
            sqlite_where=text("completeness IS NULL"),
            postgresql_where=text("completeness IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    """Such as IKM-3526-00042; given when it is saved for the first time."""
    state: Mapped[str] = mapped_column(String(12), default=DRAFT)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    card_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    """The newest business card, as a picture."""
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    """When it came into the queue of the office last."""
    changed_at: Mapped[datetime | None]
    """When an answer in it changed last."""
    origin: Mapped[str] = mapped_column(String(12), default=BY_OWNER, server_default=BY_OWNER)
    """How it came into the register: owner, import or assisted."""
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    """Who began it for an owner without Telegram."""
    agreed_how: Mapped[str | None] = mapped_column(String(8))
    """How an absent owner agreed: present, phone or paper."""
    agreed_at: Mapped[datetime | None]
    agreed_version: Mapped[str | None] = mapped_column(String(16))
    """Which version of the words was read aloud: those about the register only. The other purposes are
    asked of the owner herself when she claims the record; till then it is shown to nobody else."""
    agreed_photo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    claimed_at: Mapped[datetime | None]
    """When its owner took over a record that the office had begun; of two at once only one can set it."""
    slip_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    """The newest slip with which it can be claimed, as a picture; gone once it is."""
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    """The officer who looks after it."""
    size_class: Mapped[str | None] = mapped_column(String(8))
    """small, medium or large, as an officer confirmed it (Permenperin 64/2016)."""
    level: Mapped[str | None] = mapped_column(String(16))
    """pre_independent, intermediate or independent."""
    completeness: Mapped[int | None]
    """Per cent of the whole record, measured by the clock; empty while that is to be done again."""
    search: Mapped[str | None] = mapped_column(Text)
    """What it is found by (storage/searchable.py); whole again when the clock has measured the record."""
    removed_at: Mapped[datetime | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("register_import.id", ondelete="SET NULL"))
    import_row: Mapped[int | None]
    """The list that it came from, and its row in the sheet there."""


class BusinessContact(Base):
    """Who may speak for a business: husband and wife, or one person for two businesses."""

    __tablename__ = "business_contact"

    business_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime]
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    """Who let this person in; empty for the one who began the record, its owner."""


async def start(db: AsyncSession, office_id: int, contact_id: int, now: datetime) -> Business:
    """A new draft that this contact speaks for."""
    row = Business(office_id=office_id, state=DRAFT, created_at=now)
    db.add(row)
    await db.flush()
    db.add(BusinessContact(business_id=row.id, contact_id=contact_id, since=now))
    await db.flush()
    return row


async def begin_for(db: AsyncSession, office_id: int, contact_id: int, now: datetime) -> Business:
    """A new draft for an owner without Telegram: this contact fills it in, and nobody speaks for it yet."""
    row = Business(office_id=office_id, state=DRAFT, created_at=now, origin=ASSISTED, entered_by=contact_id)
    db.add(row)
    await db.flush()
    return row


_SPOKEN_FOR = Question(
    select(Business).join(BusinessContact).order_by(Business.id), BusinessContact.contact_id
)
_SPEAKERS = Question(select(BusinessContact).order_by(BusinessContact.since), BusinessContact.business_id)


async def expect_all(db: AsyncSession, contacts: Iterable[int]) -> None:
    """What is asked of one of these contacts, or of a business they speak for, is asked for all at once."""
    everybody = set(contacts)
    expect(db, BusinessContact.contact_id.key, everybody)
    held = [one.id for contact_id in everybody for one in await of_contact(db, contact_id)]
    expect(db, BusinessContact.business_id.key, held)


async def of_contact(db: AsyncSession, contact_id: int) -> list[Business]:
    """All businesses that this contact speaks for, oldest first."""
    return list(await _SPOKEN_FOR.of(db, contact_id))


async def speaks_for(db: AsyncSession, contact_id: int, business_id: int) -> bool:
    """Whether this contact speaks for the business."""
    return any(one.contact_id == contact_id for one in await _SPEAKERS.of(db, business_id))


async def join(db: AsyncSession, business_id: int, contact_id: int, invited_by: int, now: datetime) -> None:
    """Let another person speak for the business too."""
    if not await speaks_for(db, contact_id, business_id):
        speaker = BusinessContact(
            business_id=business_id, contact_id=contact_id, invited_by=invited_by, since=now
        )
        db.add(speaker)
        await db.flush()


async def speakers(db: AsyncSession, business_id: int) -> list[int]:
    """The contacts that speak for the business."""
    return [one.contact_id for one in await _SPEAKERS.of(db, business_id)]


async def reachable(db: AsyncSession, business_id: int) -> list[int]:
    """The contacts that speak for the business and can be written to, its owner first."""
    rows = await db.scalars(
        select(BusinessContact.contact_id)
        .join(Contact, Contact.id == BusinessContact.contact_id)
        .where(BusinessContact.business_id == business_id, Contact.unreachable_at.is_(None))
        .order_by(BusinessContact.invited_by.is_not(None), BusinessContact.since)
    )
    return list(rows)


async def owner(db: AsyncSession, business_id: int) -> int | None:
    """The contact that began the record of the business."""
    speaking = await _SPEAKERS.of(db, business_id)
    return next((one.contact_id for one in speaking if one.invited_by is None), None)


async def begun_by(db: AsyncSession, contact_id: int) -> list[Business]:
    """The businesses whose record this contact began, oldest first."""
    rows = await db.scalars(
        select(Business)
        .join(BusinessContact)
        .where(BusinessContact.contact_id == contact_id, BusinessContact.invited_by.is_(None))
        .order_by(Business.id)
    )
    return list(rows)


async def helpers(db: AsyncSession, business_id: int) -> list[tuple[int, datetime]]:
    """The contacts that were let in to the business, each with since when."""
    speaking = await _SPEAKERS.of(db, business_id)
    return [(one.contact_id, one.since) for one in speaking if one.invited_by is not None]


async def leave(db: AsyncSession, business_id: int, contact_id: int) -> None:
    """A person who was let in speaks for the business no more; its owner cannot leave this way."""
    speaker = await db.get(BusinessContact, (business_id, contact_id))
    if speaker is not None and speaker.invited_by is not None:
        await db.delete(speaker)
        await db.flush()


async def by_id(db: AsyncSession, business_id: int) -> Business | None:
    """The business with this id, whosoever it is; only for who was let in to it."""
    return await by_key(db, Business, business_id)


async def numbers(db: AsyncSession, office_id: int, ids: Iterable[int]) -> dict[int, str]:
    """The numbers of these businesses of the office, by id; of a draft none."""
    rows = await db.execute(
        select(Business.id, Business.number).where(
            Business.id.in_(set(ids)), Business.office_id == office_id, Business.number.is_not(None)
        )
    )
    return {business_id: number for business_id, number in rows if number}


async def held_by(db: AsyncSession, contact_id: int, business_id: int) -> Business | None:
    """The business, if this contact speaks for it; what is another's is not found."""
    return await by_id(db, business_id) if await speaks_for(db, contact_id, business_id) else None


def submit(business: Business, number: str, now: datetime) -> None:
    """The owner saved it: it counts as registered."""
    business.number, business.state, business.submitted_at = number, SUBMITTED, now
    line = business.search or " "
    if f" {number.lower()} " not in line:
        business.search = f"{line}{number.lower()} "


async def unmeasured(db: AsyncSession, most: int) -> list[Business]:
    """Businesses whose completeness is to be measured, oldest first."""
    wanted = select(Business).where(Business.completeness.is_(None)).order_by(Business.id).limit(most)
    return list(await db.scalars(wanted))


async def keep_measures(db: AsyncSession, measured: list[dict[str, Any]]) -> None:
    """Write what was measured, with one statement: rows of id, completeness and search."""
    if measured:
        await db.execute(update(Business), measured)
