"""An invite: a link or code that lets one person in, once. Only the hash of its secret is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base
from storage.role import ADMIN, EVERYWHERE

BUSINESS, ROLE, CLAIM = "business", "role", "claim"
LASTS = {BUSINESS: timedelta(hours=72), ROLE: timedelta(hours=72), CLAIM: timedelta(days=90)}
LINK_PREFIX, ROLE_PREFIX, SLIP_PREFIX = "usaha_", "tugas_", "slip_"
"""What the payload of a link begins with: to a business, to a role, and from the slip of a record."""


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
    role: Mapped[str | None] = mapped_column(String(16))
    """What the person will be in the office; the subject is the office, or EVERYWHERE."""
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    used_at: Mapped[datetime | None]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def add(db: AsyncSession, secret: str, kind: str, subject: int, invited_by: int, now: datetime) -> None:
    """An invite that opens with this secret."""
    db.add(
        Invite(
            digest=_digest(secret),
            kind=kind,
            subject=subject,
            invited_by=invited_by,
            expires_at=now + LASTS[kind],
        )
    )


async def draft_role(db: AsyncSession, office_id: int, invited_by: int, now: datetime) -> Invite:
    """An invite to a role that this contact is still filling in; nothing opens it yet."""
    drafts = select(Invite).where(
        Invite.kind == ROLE,
        Invite.subject == office_id,
        Invite.invited_by == invited_by,
        Invite.person.is_(None),
        Invite.used_at.is_(None),
    )
    draft: Invite | None = await db.scalar(drafts.order_by(Invite.id.desc()).limit(1))
    if draft is None:
        nothing = _digest(secrets.token_urlsafe())
        draft = Invite(digest=nothing, kind=ROLE, subject=office_id, invited_by=invited_by, expires_at=now)
        db.add(draft)
        await db.flush()
    return draft


def issue(row: Invite, secret: str, now: datetime) -> None:
    """From now on this secret opens it, and no other."""
    row.digest, row.expires_at = _digest(secret), now + LASTS[ROLE]


async def add_admin(db: AsyncSession, secret: str, now: datetime) -> None:
    """An invite to be an admin, made on the machine itself."""
    row = Invite(kind=ROLE, subject=EVERYWHERE, role=ADMIN, person="", expires_at=now, digest="")
    issue(row, secret, now)
    db.add(row)


async def waiting(db: AsyncSession, office_id: int, now: datetime) -> list[Invite]:
    """The invites to a role in this office that can still be used, oldest first."""
    rows = await db.scalars(
        select(Invite)
        .where(
            Invite.kind == ROLE,
            Invite.subject == office_id,
            Invite.used_at.is_(None),
            Invite.expires_at > now,
        )
        .order_by(Invite.id)
    )
    return list(rows)


async def take_back(db: AsyncSession, invite_id: int, now: datetime) -> bool:
    """Nobody can use it any more; False if somebody did."""
    ended = await db.scalar(
        update(Invite)
        .where(Invite.id == invite_id, Invite.used_at.is_(None), Invite.expires_at > now)
        .values(expires_at=now)
        .returning(Invite.id)
    )
    return ended is not None


async def end(db: AsyncSession, kind: str, subject: int, now: datetime) -> None:
    """Whatever was handed out for this thing opens nothing any more."""
    open_ = (Invite.kind == kind, Invite.subject == subject, Invite.used_at.is_(None))
    await db.execute(update(Invite).where(*open_, Invite.expires_at > now).values(expires_at=now))


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
