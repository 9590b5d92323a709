"""A business (usaha): what the register holds of it, and whose it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import history
from storage.base import Base

DRAFT, SUBMITTED = "draft", "submitted"


class Business(Base):
    __tablename__ = "business"
    __table_args__ = (Index("ix_business_office_state", "office_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    """Such as IKM-3526-00042; given when it is saved for the first time."""
    state: Mapped[str] = mapped_column(String(12), default=DRAFT)
    owner_name: Mapped[str | None] = mapped_column(String(160))
    phone: Mapped[str | None] = mapped_column(String(20))
    """E.164."""
    name: Mapped[str | None] = mapped_column(String(160))
    district: Mapped[str | None] = mapped_column(String(13))
    village: Mapped[str | None] = mapped_column(String(13))
    """Kemendagri codes, such as 35.26.01 and 35.26.01.2003."""
    main_product: Mapped[str | None] = mapped_column(Text)
    sector: Mapped[str | None] = mapped_column(String(12))
    """agro or non_agro."""
    workers_male: Mapped[int | None]
    workers_female: Mapped[int | None]
    """Owner and family included."""
    capacity: Mapped[int | None] = mapped_column(BigInteger)
    capacity_unit: Mapped[str | None] = mapped_column(String(16))
    capacity_period: Mapped[str | None] = mapped_column(String(8))
    """What is made in one period, with unit and period as dialogue/fields/quantity.py keeps them."""
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    card_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    """The newest business card, as a picture."""
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]


class BusinessContact(Base):
    """Who may speak for a business: husband and wife, or one person for two businesses."""

    __tablename__ = "business_contact"

    business_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime]


async def start(db: AsyncSession, office_id: int, contact_id: int, now: datetime) -> Business:
    """A new draft that this contact speaks for."""
    row = Business(office_id=office_id, state=DRAFT, created_at=now)
    db.add(row)
    await db.flush()
    db.add(BusinessContact(business_id=row.id, contact_id=contact_id, since=now))
    await db.flush()
    return row


async def of_contact(db: AsyncSession, contact_id: int) -> list[Business]:
    """All businesses that this contact speaks for, oldest first."""
    rows = await db.scalars(
        select(Business)
        .join(BusinessContact)
        .where(BusinessContact.contact_id == contact_id)
        .order_by(Business.id)
    )
    return list(rows)


async def held_by(db: AsyncSession, contact_id: int, business_id: int) -> Business | None:
    """The business, if this contact speaks for it; what is another's is not found."""
    if await db.get(BusinessContact, (business_id, contact_id)) is None:
        return None
    return await db.get(Business, business_id)


def answers(business: Business) -> dict[str, Any]:
    """Every column of the business, by name."""
    return {column.key: getattr(business, column.key) for column in Business.__table__.columns}


def answer(
    db: AsyncSession,
    business: Business,
    field: str,
    values: dict[str, Any],
    *,
    words: str,
    contact_id: int,
    now: datetime,
) -> None:
    """Write one accepted answer at once, and keep what stood there before."""
    old = {name: getattr(business, name) for name in values}
    if old == values:
        return
    for name, value in values.items():
        setattr(business, name, value)
    history.note(db, "business", business.id, field, old=old, words=words, contact_id=contact_id, now=now)


def submit(business: Business, number: str, now: datetime) -> None:
    """The owner saved it: it counts as registered."""
    business.number, business.state, business.submitted_at = number, SUBMITTED, now
