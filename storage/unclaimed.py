"""Records of the office that no owner has claimed yet: typed by an officer or field helper, or imported.

Nobody outside the office sees one; the queries here serve the claim itself, and those who filled it in.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import attachment, role
from storage.business import BY_IMPORT, BY_OWNER, Business, BusinessContact
from storage.contact import Contact
from storage.office import Office
from storage.role import Role

HAS_SPEAKER = select(BusinessContact.contact_id).where(BusinessContact.business_id == Business.id).exists()
CLAIMABLE: tuple[ColumnElement[bool], ...] = (
    Business.origin != BY_OWNER,
    Business.claimed_at.is_(None),
    Business.removed_at.is_(None),
    or_(Business.number.is_not(None), Business.origin == BY_IMPORT),
    ~HAS_SPEAKER,
)
"""A draft that somebody is still filling in is not among them."""


async def any_in(db: AsyncSession, office_id: int) -> bool:
    """Whether the office has any record that an owner could claim."""
    found = select(Business.id).where(Business.office_id == office_id, *CLAIMABLE)
    return await db.scalar(found.limit(1)) is not None


async def by_phone(db: AsyncSession, office_id: int, phone: str) -> list[Business]:
    """The records of this office with this number that can be claimed, oldest first."""
    rows = await db.scalars(
        select(Business)
        .where(Business.office_id == office_id, Business.phone == phone, *CLAIMABLE)
        .order_by(Business.id)
    )
    return list(rows)


async def claimable(db: AsyncSession, business_id: int) -> Business | None:
    """The record with this id, if an owner could claim it."""
    row: Business | None = await db.scalar(select(Business).where(Business.id == business_id, *CLAIMABLE))
    return row


async def opens(db: AsyncSession, person: Contact, held: Business) -> bool:
    """Whether the number that this contact shared as its own is enough to claim the record.

    Prepaid numbers change hands, and officers type their own number for owners without one: a number that
    another record of whatever office holds too, or that belongs to an office or to somebody who works or
    worked in one, opens nothing.
    """
    if not person.phone or person.phone != held.phone or held.entered_by == person.id:
        return False
    holders = select(func.count()).where(Business.phone == person.phone, Business.removed_at.is_(None))
    if await db.scalar(holders) != 1:
        return False
    return not await role.held_by(db, person.id) and not await _is_of_staff(db, person.phone)


async def _is_of_staff(db: AsyncSession, phone: str) -> bool:
    """Also of who has left the office: what was typed with that number then is on the list still."""
    of_staff = select(Role.id).join(Contact, Contact.id == Role.contact_id).where(Contact.phone == phone)
    if await db.scalar(of_staff.limit(1)) is not None:
        return True
    return await db.scalar(select(Office.id).where(Office.phone == phone).limit(1)) is not None


async def take(db: AsyncSession, business_id: int, contact_id: int, now: datetime) -> bool:
    """Make the contact the owner of the record; False if somebody was quicker.

    The conditional UPDATE decides: of two at once the second finds `claimed_at` set.
    """
    taken = update(Business).where(Business.id == business_id, *CLAIMABLE)
    if await db.scalar(taken.values(claimed_at=now).returning(Business.id)) is None:
        return False
    db.add(BusinessContact(business_id=business_id, contact_id=contact_id, since=now))
    await db.flush()
    return True


async def entered_by(
    db: AsyncSession, office_id: int, contact_id: int, *, skip: int = 0, most: int
) -> list[Business]:
    """What this contact filled in for owners who have not claimed it, drafts too, newest first."""
    rows = await db.scalars(
        select(Business)
        .where(
            Business.office_id == office_id,
            Business.entered_by == contact_id,
            Business.claimed_at.is_(None),
            Business.removed_at.is_(None),
            ~HAS_SPEAKER,
        )
        .order_by(Business.id.desc())
        .offset(skip)
        .limit(most)
    )
    return list(rows)


async def not_agreed(db: AsyncSession, office_id: int, contact_id: int) -> Business | None:
    """A record that this contact began and its owner has not agreed to, so that it holds nothing yet."""
    row: Business | None = await db.scalar(
        select(Business)
        .where(
            Business.office_id == office_id,
            Business.entered_by == contact_id,
            Business.agreed_at.is_(None),
            Business.number.is_(None),
            Business.removed_at.is_(None),
            ~HAS_SPEAKER,
        )
        .limit(1)
    )
    return row


async def forget(db: AsyncSession, held: Business) -> None:
    """Remove a record that its owner did not agree to, with the paper that was sent."""
    if held.agreed_photo_id is not None:
        await attachment.remove(db, held.agreed_photo_id)
    await db.delete(held)
    await db.flush()
