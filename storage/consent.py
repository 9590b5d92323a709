"""Consent: what a person agreed to, purpose by purpose, with the words that were shown.

UU 27/2022 (PDP) articles 22-24: separate, in plain language, recorded, and provable.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, String, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from storage import business
from storage.base import Base, the
from storage.known import Question


class Consent(Base):
    """One answer to one purpose; rows are only ever added."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_contact_purpose", "contact_id", "purpose", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(24))
    version: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    """The words shown, in the language they were shown in."""
    given: Mapped[bool]
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


def record(
    db: AsyncSession,
    *,
    contact_id: int,
    address: str,
    purpose: str,
    version: str,
    text: str,
    given: bool,
    now: datetime,
) -> None:
    """Add an answer; the newest of a purpose is the one in force."""
    db.add(
        Consent(
            contact_id=contact_id,
            purpose=purpose,
            version=version,
            text=text,
            given=given,
            address=address,
            at=now,
        )
    )


_ANSWERS = Question(select(Consent).order_by(Consent.id), Consent.contact_id)


async def in_force(db: AsyncSession, contact_id: int, version: str) -> dict[str, bool]:
    """The newest answer to each purpose that was asked in this version of the text."""
    return {row.purpose: row.given for row in await _ANSWERS.of(db, contact_id) if row.version == version}


def _refusals() -> Select[int]:
    newer = aliased(Consent)
    later = select(newer.id).where(
        newer.contact_id == Consent.contact_id, newer.purpose == Consent.purpose, newer.id > Consent.id
    )
    refused = select(Consent.contact_id).where(Consent.purpose == "register", Consent.given.is_(False))
    return refused.where(~later.exists())


def has_refused(contact_id: Any) -> ColumnElement[bool]:
    """In a query: this contact said no to the register, or no more."""
    said_no: ColumnElement[bool] = _refusals().where(Consent.contact_id == contact_id).exists()
    return said_no


def is_withdrawn() -> ColumnElement[bool]:
    """In a query over businesses: the one who began the record said no to the register, or no more."""
    begun = select(business.BusinessContact.business_id).where(
        business.BusinessContact.invited_by.is_(None), business.BusinessContact.contact_id.in_(_refusals())
    )
    return business.Business.id.in_(begun)


def was_withdrawn() -> ColumnElement[bool]:
    """The same, for a query over few businesses: asked of each."""
    speaker = aliased(business.BusinessContact)
    return (
        select(speaker.business_id)
        .where(
            speaker.business_id == business.Business.id,
            speaker.invited_by.is_(None),
            has_refused(speaker.contact_id),
        )
        .exists()
    )


async def lacking(db: AsyncSession, contact_id: int, business_id: int, version: str) -> str:
    """What consent a change of this business lacks: own, the owner's, her agreement to have it filled in, or
    nothing (empty).

    A withdrawal of the owner stops those who help to fill in and the office, too (UU 27/2022 article 40).
    """
    held = await the(db, business.Business, business_id)
    if held.origin == business.ASSISTED and held.claimed_at is None and held.agreed_at is None:
        return "agreement"
    speaks = await business.speaks_for(db, contact_id, business_id)
    if speaks and not (await in_force(db, contact_id, version)).get("register"):
        return "own"
    began = await business.owner(db, business_id)
    if began in (None, contact_id) or (await in_force(db, began, version)).get("register"):
        return ""
    return "owner"
