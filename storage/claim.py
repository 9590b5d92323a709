"""A claim: an owner who says that a record of the office is hers, until it is settled."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import attachment, audit, business, history, invite, role, unclaimed
from storage.base import Base
from storage.business import Business
from storage.contact import Contact

OPENED, WAITING, CONFIRMED, REFUSED = "opened", "waiting", "confirmed", "refused"
LIVE = (OPENED, WAITING)
BY_PHONE, BY_SLIP = "phone", "slip"
NUMBER_HOLDS = timedelta(days=1)
"""How long a shared number proves anything: prepaid numbers change hands."""
_IS_LIVE = text("state IN ('opened', 'waiting')")


class Claim(Base):
    __tablename__ = "claim"
    __table_args__ = (
        Index(
            "uq_claim_live",
            "business_id",
            "contact_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    how: Mapped[str] = mapped_column(String(8))
    """By what it was found: phone or slip."""
    state: Mapped[str] = mapped_column(String(12), default=WAITING)
    """Opened: by the slip or the shared number; nobody has asked anything of the office yet."""
    made_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    """The officer who settled it; empty where the owner's own number did."""
    settled_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why an officer refused it."""
    checked_at: Mapped[datetime | None]
    """When the owner had looked at every answer that was typed for her."""


async def live(db: AsyncSession, contact_id: int) -> Claim | None:
    """What this contact claims and is not settled, the newest."""
    found: Claim | None = await db.scalar(
        select(Claim)
        .where(Claim.contact_id == contact_id, Claim.state.in_(LIVE))
        .order_by(Claim.id.desc())
        .limit(1)
    )
    return found


async def may_be_listed(db: AsyncSession, contact_id: int, office_id: int) -> bool:
    """Whether a record of the office may be this contact's: she claims one, or there are some to claim."""
    return await live(db, contact_id) is not None or await unclaimed.any_in(db, office_id)


async def live_of(db: AsyncSession, business_id: int, contact_id: int) -> Claim | None:
    """This contact's claim to this record, if it is not settled."""
    mine = (Claim.business_id == business_id, Claim.contact_id == contact_id)
    found: Claim | None = await db.scalar(select(Claim).where(*mine, Claim.state.in_(LIVE)))
    return found


async def begin(
    db: AsyncSession, business_id: int, contact_id: int, *, how: str, state: str, now: datetime
) -> Claim:
    """This contact's claim to the record, waiting or only opened; one that waits already goes on waiting,
    and one that is opened again is as good as new."""
    row = await live_of(db, business_id, contact_id)
    if row is None:
        row = Claim(business_id=business_id, contact_id=contact_id, how=how, state=state, made_at=now)
        db.add(row)
    elif state == WAITING:
        row.state = WAITING
    elif row.state == OPENED:
        row.how, row.made_at = how, now
    await db.flush()
    return row


async def is_numbered(db: AsyncSession, business_id: int, contact_id: int, now: datetime) -> bool:
    """Whether this contact's own number, shared within the last day, has opened just this record."""
    row = await live_of(db, business_id, contact_id)
    if row is None or row.state != OPENED or row.how != BY_PHONE:
        return False
    return now - row.made_at < NUMBER_HOLDS


async def drop_opened(db: AsyncSession, contact_id: int) -> None:
    """What was only opened is not this contact's business."""
    await db.execute(delete(Claim).where(Claim.contact_id == contact_id, Claim.state == OPENED))


async def waiting_in(
    db: AsyncSession, office_id: int, *, skip: int = 0, most: int
) -> list[tuple[Claim, Business]]:
    """The claims to records of this office that wait for an officer, oldest first."""
    rows = await db.execute(
        select(Claim, Business)
        .join(Business, Business.id == Claim.business_id)
        .where(Business.office_id == office_id, Business.removed_at.is_(None), Claim.state == WAITING)
        .order_by(Claim.id)
        .offset(skip)
        .limit(most)
    )
    return [(claim, held) for claim, held in rows]


async def in_office(db: AsyncSession, office_id: int, claim_id: int) -> tuple[Claim, Business] | None:
    """The claim with its record, if that is one of this office and the claim still waits."""
    found = await db.execute(
        select(Claim, Business)
        .join(Business, Business.id == Claim.business_id)
        .where(
            Claim.id == claim_id,
            Claim.state == WAITING,
            Business.office_id == office_id,
            Business.removed_at.is_(None),
        )
    )
    row = found.first()
    return (row[0], row[1]) if row else None


async def by_id(db: AsyncSession, claim_id: int) -> Claim | None:
    """The claim with this number."""
    return await db.get(Claim, claim_id)


async def settle(
    db: AsyncSession, held: Business, person: Contact, *, how: str, settled_by: int | None, now: datetime
) -> Claim | None:
    """The record is this contact's from now on; None if somebody was quicker.

    Its slips open nothing more.
    """
    if not await unclaimed.take(db, held.id, person.id, now):
        return None
    row = await begin(db, held.id, person.id, how=how, state=WAITING, now=now)
    row.state, row.settled_by, row.settled_at = CONFIRMED, settled_by, now
    await invite.end(db, invite.CLAIM, held.id, now)
    if held.slip_id is not None:
        await attachment.remove(db, held.slip_id)
        held.slip_id = None
    await place(db, person, held)
    held.changed_at = now
    history.note(db, "business", held.id, "owner", old={}, words="", contact_id=person.id, now=now)
    by = {"contact_id": settled_by or person.id, "office_id": held.office_id}
    audit.note(db, "claim", "business", held.id, now=now, about=[row.id, how, person.id], **by)
    return row


async def place(db: AsyncSession, person: Contact, held: Business) -> None:
    """The contact belongs to the record's office from now on, whichever it named before, unless a role or
    another registered business ties it to one: what she asks, and what she withdraws, is heard there."""
    mine = await business.of_contact(db, person.id)
    if await role.held_by(db, person.id) or any(one.number for one in mine if one.id != held.id):
        return
    person.office_id, person.office_chosen = held.office_id, True


async def refuse(
    db: AsyncSession, claim_id: int, *, settled_by: int | None, reason: str, now: datetime
) -> bool:
    """The claim is not confirmed; False if it does not wait any more."""
    waits = update(Claim).where(Claim.id == claim_id, Claim.state == WAITING)
    values = {"state": REFUSED, "settled_by": settled_by, "settled_at": now, "reason": reason}
    return await db.scalar(waits.values(**values).returning(Claim.id)) is not None


async def was_refused(db: AsyncSession, business_id: int, contact_id: int) -> bool:
    """Whether an officer has looked at this contact's claim to this record and refused it."""
    mine = (Claim.business_id == business_id, Claim.contact_id == contact_id)
    refused = select(Claim.id).where(*mine, Claim.state == REFUSED, Claim.settled_by.is_not(None))
    return await db.scalar(refused.limit(1)) is not None


async def refuse_others(db: AsyncSession, business_id: int, now: datetime) -> list[tuple[int, int]]:
    """All other claims to a record that was claimed; id and contact of those that had waited."""
    mine = (Claim.business_id == business_id,)
    await db.execute(delete(Claim).where(*mine, Claim.state == OPENED))
    waited = update(Claim).where(*mine, Claim.state == WAITING).values(state=REFUSED, settled_at=now)
    return [
        (row.id, row.contact_id) for row in await db.execute(waited.returning(Claim.id, Claim.contact_id))
    ]


async def unchecked(db: AsyncSession, business_id: int, contact_id: int) -> Claim | None:
    """The claim by which this contact got the record, until every answer in it was looked at."""
    mine = (Claim.business_id == business_id, Claim.contact_id == contact_id)
    found: Claim | None = await db.scalar(
        select(Claim).where(*mine, Claim.state == CONFIRMED, Claim.checked_at.is_(None)).limit(1)
    )
    return found


async def unchecked_by(db: AsyncSession, contact_id: int) -> list[int]:
    """The businesses that this contact claimed and has not looked through yet."""
    open_ = (Claim.state == CONFIRMED, Claim.checked_at.is_(None))
    rows = await db.scalars(select(Claim.business_id).where(Claim.contact_id == contact_id, *open_))
    return list(rows)
