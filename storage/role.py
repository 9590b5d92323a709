"""A role: what a contact may be in an office. Read anew on every turn, so that a revoked one ends at once.

An owner needs no row here: who speaks for a business is in business_contact. A role holds inside one
office; only the admin's holds in all of them.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

FIELD_HELPER, OFFICER, HEAD, ADMIN = "field_helper", "officer", "head", "admin"
IN_OFFICE = (FIELD_HELPER, OFFICER, HEAD)
EVERYWHERE = 0
"""Stands for the office of an admin's role, so that a unique key can tell two of them apart."""


class Role(Base):
    __tablename__ = "role"
    __table_args__ = (
        Index(
            "uq_role_held",
            "contact_id",
            "office_id",
            "name",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        Index("ix_role_office", "office_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    office_id: Mapped[int]
    """The office, or EVERYWHERE. No foreign key, for that one is none."""
    name: Mapped[str] = mapped_column(String(16))
    person: Mapped[str] = mapped_column(String(80), default="")
    """Who it is, as the one who invited called the person."""
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    granted_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


async def held_by(db: AsyncSession, contact_id: int) -> list[Role]:
    """The roles that this contact holds now, oldest first."""
    rows = await db.scalars(
        select(Role).where(Role.contact_id == contact_id, Role.revoked_at.is_(None)).order_by(Role.id)
    )
    return list(rows)


async def in_office(db: AsyncSession, office_id: int) -> list[Role]:
    """All roles held now in this office (EVERYWHERE: the admins), oldest first."""
    rows = await db.scalars(
        select(Role).where(Role.office_id == office_id, Role.revoked_at.is_(None)).order_by(Role.id)
    )
    return list(rows)


async def person(db: AsyncSession, contact_id: int | None, office_id: int) -> str:
    """What somebody is called in this office, also after the role was taken back; nothing if unknown."""
    named = select(Role.person).where(
        Role.contact_id == contact_id, Role.office_id.in_((office_id, EVERYWHERE)), Role.person != ""
    )
    return await db.scalar(named.order_by(Role.id.desc()).limit(1)) or ""


async def by_id(db: AsyncSession, role_id: int) -> Role | None:
    """The role with this number, also one that was revoked."""
    return await db.get(Role, role_id)


async def grant(
    db: AsyncSession,
    *,
    contact_id: int,
    office_id: int,
    name: str,
    person: str,
    granted_by: int | None,
    now: datetime,
) -> Role:
    """The role, as it is held already or from now on."""
    held = select(Role).where(
        Role.contact_id == contact_id,
        Role.office_id == office_id,
        Role.name == name,
        Role.revoked_at.is_(None),
    )
    row: Role | None = await db.scalar(held)
    if row is None:
        row = Role(
            contact_id=contact_id,
            office_id=office_id,
            name=name,
            person=person,
            granted_by=granted_by,
            granted_at=now,
        )
        db.add(row)
        await db.flush()
    return row


async def revoke(db: AsyncSession, role_id: int, now: datetime) -> bool:
    """Take a role back; False if it was taken before, or is the last head's or admin's.

    One conditional UPDATE: of two that revoke the last two at once, one finds nothing to do.
    """
    role = await db.get_one(Role, role_id)
    others = (
        select(func.count())
        .where(
            Role.office_id == role.office_id,
            Role.name == role.name,
            Role.revoked_at.is_(None),
            Role.id != role_id,
        )
        .scalar_subquery()
    )
    taken = update(Role).where(Role.id == role_id, Role.revoked_at.is_(None))
    if role.name in {HEAD, ADMIN}:
        taken = taken.where(others > 0)
    done = await db.scalar(taken.values(revoked_at=now).returning(Role.id))
    return done is not None
