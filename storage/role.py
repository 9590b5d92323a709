"""A role: what a contact may be in an office. Read anew on every turn, so that a revoked one ends at once.

An owner needs no row here: who speaks for a business is in business_contact. A role holds inside one
office; only the admin's holds in all of them.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, String, false, func, select, text, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base
from storage.business import Business
from storage.known import Question

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
    has_morning: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Wants the morning summary."""
    by_setting: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Held only as long as the setting ADMIN_IDS names the person."""


_HELD = Question(select(Role).where(Role.revoked_at.is_(None)).order_by(Role.id), Role.contact_id)


async def held_by(db: AsyncSession, contact_id: int) -> list[Role]:
    """The roles that this contact holds now, oldest first."""
    return [one for one in await _HELD.of(db, contact_id) if one.revoked_at is None]


async def in_office(db: AsyncSession, office_id: int) -> list[Role]:
    """All roles held now in this office (EVERYWHERE: the admins), oldest first."""
    rows = await db.scalars(
        select(Role).where(Role.office_id == office_id, Role.revoked_at.is_(None)).order_by(Role.id)
    )
    return list(rows)


async def keepers(db: AsyncSession) -> list[int]:
    """Who looks after the service: the admins; where there is none, the heads of all offices."""
    rows = await db.execute(
        select(Role.contact_id, Role.name).where(Role.name.in_((ADMIN, HEAD)), Role.revoked_at.is_(None))
    )
    held = [(contact_id, name) for contact_id, name in rows]
    wanted = ADMIN if any(name == ADMIN for _who, name in held) else HEAD
    return sorted({contact_id for contact_id, name in held if name == wanted})


async def person(db: AsyncSession, contact_id: int | None, office_id: int) -> str:
    """What somebody is called in this office, also after the role was taken back; nothing if unknown."""
    return (await people(db, office_id)).get(contact_id or 0, "")


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
    by_setting: bool = False,
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
            by_setting=by_setting,
        )
        db.add(row)
        await db.flush()
    row.by_setting = row.by_setting and by_setting
    return row


async def people(db: AsyncSession, office_id: int) -> dict[int, str]:
    """What everybody is called who holds or held a role in this office or in all, by contact."""
    rows = await db.execute(
        select(Role.contact_id, Role.person)
        .where(Role.office_id.in_((office_id, EVERYWHERE)), Role.person != "")
        .order_by(Role.id)
    )
    return {contact_id: person for contact_id, person in rows}


async def settle_admins(db: AsyncSession, contacts: Collection[int], now: datetime) -> None:
    """Make these the admins of the setting, and no others; an admin by a link stays one.

    Here the last one may go: whoever keeps the setting can make another.
    """
    for contact_id in contacts:
        await grant_admin(db, contact_id, now)
    gone = update(Role).where(Role.by_setting, Role.revoked_at.is_(None), Role.contact_id.not_in(contacts))
    await db.execute(gone.values(revoked_at=now))


async def grant_admin(db: AsyncSession, contact_id: int, now: datetime) -> None:
    """This contact is an admin because the setting ADMIN_IDS says so."""
    if any(one.name == ADMIN for one in await held_by(db, contact_id)):
        return
    await grant(
        db,
        contact_id=contact_id,
        office_id=EVERYWHERE,
        name=ADMIN,
        person="",
        granted_by=None,
        now=now,
        by_setting=True,
    )


async def revoke(db: AsyncSession, role_id: int, now: datetime) -> bool:
    """Take a role back, and what was looked after by it; False if it was taken before, or is the last head's
    or admin's.

    One conditional UPDATE, with all who hold the role locked: of two that revoke the last two at once, one
    finds nothing to do.
    """
    role = await db.get_one(Role, role_id)
    alike = select(Role.id).where(Role.office_id == role.office_id, Role.name == role.name)
    await db.execute(alike.where(Role.revoked_at.is_(None)).order_by(Role.id).with_for_update())
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
    if done is not None:
        await _let_go(db, role)
    return done is not None


async def morning_of(db: AsyncSession, contact_id: int, office_id: int) -> bool | None:
    """Whether this officer or head of the office wants the morning summary; None for anybody else."""
    wants = select(Role.has_morning).where(*_sees_mornings(contact_id, office_id))
    wanted: bool | None = await db.scalar(wants.order_by(Role.id).limit(1))
    return wanted


async def want_morning(db: AsyncSession, contact_id: int, office_id: int, wanted: bool) -> None:
    """Switch the morning summary of this officer or head on or off."""
    await db.execute(update(Role).where(*_sees_mornings(contact_id, office_id)).values(has_morning=wanted))


def _sees_mornings(contact_id: int, office_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Role.contact_id == contact_id,
        Role.office_id == office_id,
        Role.name.in_((OFFICER, HEAD)),
        Role.revoked_at.is_(None),
    )


async def _let_go(db: AsyncSession, taken: Role) -> None:
    """Who is neither officer nor head of an office any more looks after none of its businesses."""
    still = select(Role.id).where(
        Role.contact_id == taken.contact_id,
        Role.office_id == taken.office_id,
        Role.name.in_((OFFICER, HEAD)),
        Role.revoked_at.is_(None),
    )
    looked_after = update(Business).where(
        Business.office_id == taken.office_id, Business.assigned_to == taken.contact_id, ~still.exists()
    )
    await db.execute(looked_after.values(assigned_to=None))
