"""What an officer should know in the morning: what is new, what waits, what failed, what is due this week."""

from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.broadcast import Broadcast
from storage.business import SUBMITTED, Business
from storage.certificate import Certificate
from storage.delivery import Delivery
from storage.outbox import FAILED, Outbox
from storage.returned_field import IS_OPEN, ReturnedField

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Morning:
    new: int
    """Businesses that came in since the moment asked about."""
    waiting: int
    """Businesses to be checked."""
    failed: int
    """Copies of notices that could not be delivered since then."""
    expiring: int
    """Papers that expire within seven days."""
    returned: int
    """Answers given back that are waited for."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(astuple(self))


async def of_office(db: AsyncSession, office_id: int, since: datetime, today: date) -> Morning:
    """The office's morning, with what came since this moment."""
    here = (Business.office_id == office_id, Business.removed_at.is_(None), Business.number.is_not(None))
    new = select(func.count()).where(*here, Business.created_at >= since)
    waiting = select(func.count()).where(*here, Business.state == SUBMITTED)
    expiring = (
        select(func.count())
        .join_from(Certificate, Business)
        .where(
            *here,
            Certificate.is_held.is_(True),
            Certificate.removed_at.is_(None),
            Certificate.expires_on.between(today.isoformat(), (today + WEEK).isoformat()),
        )
    )
    returned = select(func.count()).join_from(ReturnedField, Business).where(*here, *IS_OPEN)
    return Morning(
        new=await db.scalar(new) or 0,
        waiting=await db.scalar(waiting) or 0,
        failed=await failed_notices(db, office_id, since),
        expiring=await db.scalar(expiring) or 0,
        returned=await db.scalar(returned) or 0,
    )


async def failed_notices(db: AsyncSession, office_id: int, since: datetime) -> int:
    """Copies of the office's notices that could not be delivered since this moment."""
    failed = (
        select(func.count())
        .select_from(Delivery)
        .join(Broadcast, Broadcast.id == Delivery.broadcast_id)
        .join(Outbox, Outbox.id == Delivery.outbox_id)
        .where(Broadcast.office_id == office_id, Outbox.state == FAILED, Outbox.ended_at >= since)
    )
    return await db.scalar(failed) or 0
