"""Announcing: the copies of a broadcast that its people are owed, made a stretch at a time."""

from datetime import datetime

from sqlalchemy import String, func, insert, literal, null, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.audience import people
from storage.base import Utc
from storage.broadcast import Broadcast
from storage.business import BusinessContact
from storage.delivery import KIND, STRETCH, Delivery
from storage.outbox import ANNOUNCED, WAITING, Outbox


async def make(db: AsyncSession, row: Broadcast, now: datetime) -> bool:
    """Owe the next stretch of people their copies; whether all have theirs now.

    By the numbers of the contacts: a stretch looks at few of them, however many there are.
    """
    some = (
        select(BusinessContact.contact_id)
        .where(BusinessContact.contact_id > row.last_contact)
        .distinct()
        .order_by(BusinessContact.contact_id)
        .limit(STRETCH)
        .subquery()
    )
    upto = await db.scalar(select(func.max(some.c.contact_id)))
    if upto is None:
        row.are_made = True
        return True
    newest = await db.scalar(select(func.max(Outbox.id))) or 0
    meant = people(row, among=(row.last_contact, upto)).subquery()
    owed = {
        "lane": literal(ANNOUNCED),
        "contact_id": meant.c.id,
        "kind": literal(KIND),
        "subject": literal(row.id),
        "body": null(),
        "revision": literal(0),
        "dedupe": null(),
        "state": literal(WAITING),
        "reason": literal("", String),
        "attempts": literal(0),
        "due_at": literal(max(now, row.due_at or now), Utc()),  # it may wait for a better hour already
        "created_at": literal(now, Utc()),
    }
    await db.execute(
        insert(Outbox).from_select(
            list(owed), select(*owed.values()).order_by(meant.c.id), include_defaults=False
        )
    )
    copies = select(literal(row.id), Outbox.contact_id, Outbox.id).where(
        Outbox.id > newest, Outbox.kind == KIND, Outbox.subject == row.id
    )
    await db.execute(
        insert(Delivery).from_select(
            ["broadcast_id", "contact_id", "outbox_id"], copies, include_defaults=False
        )
    )
    row.last_contact = upto
    return False
