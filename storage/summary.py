"""The head's summary: once a week, what is new in the office, what waits, and where the audit ends."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import audit, outbox
from storage.business import SUBMITTED, Business
from storage.office import Office
from storage.register_import import SAVED, RegisterImport
from storage.role import HEAD, Role

KIND = "summary"
AT = time(7, 30)
"""On Mondays, where the office is."""
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Summary:
    new: int
    """Businesses that came in within seven days."""
    waiting: int
    """Businesses to be checked."""
    imports: int
    """Lists that were brought in within seven days."""
    chain_end: str


async def owe(db: AsyncSession, now: datetime) -> None:
    """Owe every head this week's summary, from Monday 07.30 on; the week's key adds no second one.

    A head who came later in the week begins with the next one.
    """
    heads = await db.execute(
        select(Role.contact_id, Role.granted_at, Role.office_id, Office.zone)
        .join(Office, Office.id == Role.office_id)
        .where(Office.is_open, Role.name == HEAD, Role.revoked_at.is_(None))
    )
    rows = []
    for contact_id, granted_at, office_id, zone in heads:
        due = last_due(now, zone)
        if granted_at < due:
            week = due.astimezone(ZoneInfo(zone)).date()
            row = {"lane": outbox.OWED, "contact_id": contact_id, "kind": KIND, "subject": office_id}
            rows.append({**row, "dedupe": f"summary:{office_id}:{contact_id}:{week}"})
    await outbox.add_once(db, rows, now)


def last_due(now: datetime, zone: str) -> datetime:
    """The newest Monday 07.30 of that zone that is not ahead."""
    local = now.astimezone(ZoneInfo(zone))
    monday = datetime.combine(local.date() - timedelta(days=local.weekday()), AT, local.tzinfo)
    return monday if monday <= local else monday - WEEK


async def of_office(db: AsyncSession, office_id: int, now: datetime) -> Summary:
    """The office's week up to now."""
    since = now - WEEK
    here = (Business.office_id == office_id, Business.removed_at.is_(None))
    new = select(func.count()).where(*here, Business.number.is_not(None), Business.created_at >= since)
    waiting = select(func.count()).where(*here, Business.state == SUBMITTED)
    imports = select(func.count()).where(
        RegisterImport.office_id == office_id,
        RegisterImport.state == SAVED,
        RegisterImport.ended_at >= since,
    )
    return Summary(
        await db.scalar(new) or 0,
        await db.scalar(waiting) or 0,
        await db.scalar(imports) or 0,
        await audit.end(db),
    )
