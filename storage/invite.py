"""An invite: a link that lets one person in, once, for three days. Only the hash of its secret is kept."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

LASTS = timedelta(hours=72)
BUSINESS = "business"
LINK_PREFIX = "usaha_"
"""What the payload of a link to a business begins with."""


class Invite(Base):
    __tablename__ = "invite"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the secret that the link carries."""
    kind: Mapped[str] = mapped_column(String(16))
    """What one is let in to."""
    subject: Mapped[int]
    """Id of that thing."""
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    """Empty for one that the command line made."""
    person: Mapped[str | None] = mapped_column(String(80))
    """Whom it is for, as the one who invites calls the person."""
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    used_at: Mapped[datetime | None]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def add(db: AsyncSession, secret: str, kind: str, subject: int, invited_by: int, now: datetime) -> None:
    """An invite that opens with this secret."""
    db.add(
        Invite(
            digest=_digest(secret), kind=kind, subject=subject, invited_by=invited_by, expires_at=now + LASTS
        )
    )


async def opened_by(db: AsyncSession, secret: str, kind: str, now: datetime) -> Invite | None:
    """The invite of this kind that the secret opens, if it is neither used nor too old."""
    invite: Invite | None = await db.scalar(
        select(Invite).where(
            Invite.digest == _digest(secret),
            Invite.kind == kind,
            Invite.used_at.is_(None),
            Invite.expires_at > now,
        )
    )
    return invite


async def use(db: AsyncSession, invite_id: int, contact_id: int, now: datetime) -> bool:
    """Use it up; False if somebody was quicker."""
    used = await db.scalar(
        update(Invite)
        .where(Invite.id == invite_id, Invite.used_at.is_(None), Invite.expires_at > now)
        .values(used_by=contact_id, used_at=now)
        .returning(Invite.id)
    )
    return used is not None


async def by_id(db: AsyncSession, invite_id: int) -> Invite | None:
    """The invite with this number."""
    return await db.get(Invite, invite_id)
