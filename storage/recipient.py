"""The recipients of a broadcast, person by person: what became of each copy, in the groups of the report."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from storage.broadcast import Broadcast
from storage.business import Business, BusinessContact
from storage.conditions import conditions
from storage.consent import has_refused
from storage.contact import Contact
from storage.delivery import Counts, Delivery
from storage.outbox import CLOSED, FAILED, SENDING, SENT, UNKNOWN, WAITING, Outbox
from storage.segment import Segment

BLOCKED = "blocked"
"""The reason of a copy for somebody who blocked the bot."""
EVERYBODY, UNANSWERED = "everybody", "unanswered"
_IS_BLOCKED = (Outbox.state == FAILED) & (Outbox.reason == BLOCKED)
_IS_OVER = Outbox.state.not_in((WAITING, SENDING))
GROUPS: dict[str, ColumnElement[bool]] = {
    "accepted": Outbox.state == SENT,
    "read": Delivery.read_at.is_not(None),
    "opened": Delivery.opened_at.is_not(None),
    "blocked": _IS_BLOCKED,
    "failed": (Outbox.state == FAILED) & ~_IS_BLOCKED,
    "unknown": Outbox.state == UNKNOWN,
    "left_out": Outbox.state == CLOSED,
    "waiting": Outbox.state.in_((WAITING, SENDING)),
    UNANSWERED: _IS_OVER & Delivery.read_at.is_(None),
    EVERYBODY: true(),
}
"""What a report tells apart; whom it did not reach or who has not said that she read it; and all."""
CHUNK = 1000
Copies = Select[int, str, str, datetime | None, datetime | None, datetime | None, str | None]


def grouped(found: Counts) -> dict[str, int]:
    """How many there are in each of the first eight groups."""
    blocked = found.reasons.get((FAILED, BLOCKED), 0)
    return {
        "accepted": found.of(SENT),
        "read": found.read,
        "opened": found.opened,
        "blocked": blocked,
        "failed": found.of(FAILED) - blocked,
        "unknown": found.of(UNKNOWN),
        "left_out": found.of(CLOSED),
        "waiting": found.left,
    }


@dataclass(frozen=True)
class Recipient:
    """One person, with her businesses in the office, and what became of her copy."""

    contact_id: int
    owner_name: str | None
    businesses: tuple[str, ...]
    phone: str | None
    district: str | None
    village: str | None
    state: str
    reason: str
    ended_at: datetime | None
    read_at: datetime | None
    opened_at: datetime | None


def _of_group(row: Broadcast, group: str) -> Copies:
    columns = (Outbox.state, Outbox.reason, Outbox.ended_at, Delivery.read_at, Delivery.opened_at)
    return (
        select(Delivery.contact_id, *columns, Contact.phone)
        .join(Outbox, Outbox.id == Delivery.outbox_id)
        .join(Contact, Contact.id == Delivery.contact_id)
        .where(Delivery.broadcast_id == row.id, GROUPS[group])
    )


async def count(db: AsyncSession, row: Broadcast, group: str) -> int:
    """How many there are in a group."""
    return await db.scalar(select(func.count()).select_from(_of_group(row, group).subquery())) or 0


async def page(db: AsyncSession, row: Broadcast, group: str, most: int, after: int = 0) -> list[Recipient]:
    """Those of a group with the next numbers after this contact's.

    Of who withdrew consent nothing is told but what became of the copy.
    """
    wanted = _of_group(row, group).where(Delivery.contact_id > after).order_by(Delivery.contact_id)
    found = (await db.execute(wanted.limit(most))).all()
    held: dict[int, list[Any]] = {}
    columns = (Business.owner_name, Business.name, Business.phone, Business.district, Business.village)
    for one in await db.execute(
        select(BusinessContact.contact_id, *columns)
        .join(Business, Business.id == BusinessContact.business_id)
        .where(
            BusinessContact.contact_id.in_([one.contact_id for one in found]),
            ~has_refused(BusinessContact.contact_id),
            *conditions(Segment(drafts=True), row.office_id, of_few=True),
        )
        .order_by(Business.id)
    ):
        held.setdefault(one.contact_id, []).append(one)
    return [_recipient(held.get(copy.contact_id, []), *copy) for copy in found]


def _recipient(
    held: list[Any],
    contact_id: int,
    state: str,
    reason: str,
    ended_at: datetime | None,
    read_at: datetime | None,
    opened_at: datetime | None,
    phone: str | None,
) -> Recipient:
    def first(column: str) -> str | None:
        return next((value for one in held if (value := getattr(one, column))), None)

    return Recipient(
        contact_id=contact_id,
        owner_name=first("owner_name"),
        businesses=tuple(one.name for one in held if one.name),
        phone=first("phone") or (phone if held else None),
        district=first("district"),
        village=first("village"),
        state=state,
        reason=reason,
        ended_at=ended_at,
        read_at=read_at,
        opened_at=opened_at,
    )


async def chunks(db: AsyncSession, row: Broadcast, group: str) -> AsyncIterator[list[Recipient]]:
    """All of a group, a thousand at a time."""
    last = 0
    while found := await page(db, row, group, CHUNK, last):
        yield found
        last = found[-1].contact_id
