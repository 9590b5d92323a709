"""The audience of a broadcast: the people of its segment whom it may reach, each once.

Who switched its topic off, who withdrew consent, who blocked the bot and who is left out by a tick is left
out inside the query (UU 27/2022 articles 9 and 40).
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.broadcast import Broadcast, Exclusion
from storage.business import Business, BusinessContact
from storage.conditions import conditions
from storage.consent import has_refused
from storage.contact import Contact
from storage.delivery import FAILED_STATES, Delivery, had_enough, is_limited, of_week
from storage.known import together
from storage.outbox import SENT, UNKNOWN, Outbox
from storage.segment import Segment
from storage.topic import STATUTORY, is_off

FAILED, UNKNOWN_ONES, UNREAD = GROUPS = "failed", "unknown", "unread"
"""Groups of an earlier broadcast's people to whom it can be sent again."""


@dataclass(frozen=True)
class Somebody:
    """A person of the audience, as an officer sees her in the list."""

    contact_id: int
    owner_name: str | None
    business_name: str | None
    is_excluded: bool


def may_hear(topic: str) -> list[ColumnElement[bool]]:
    """What a contact must be for the bot to begin something about this topic: reachable, and willing."""
    wanted = [Contact.unreachable_at.is_(None), ~has_refused(Contact.id)]
    return wanted if topic == STATUTORY else [*wanted, ~is_off(topic)]


def people(
    row: Broadcast, *, with_excluded: bool = False, among: tuple[int, int] | None = None
) -> Select[int]:
    """The SELECT of the contacts whom the broadcast is meant for.

    `among` are a contact's number after which, and one up to which, they are looked for: what is asked for a
    stretch of them looks at no other business than theirs.
    """
    segment, is_stretch = Segment.from_dict(row.filter or {}), among is not None
    speaking = (
        select(BusinessContact.contact_id)
        .join(Business, Business.id == BusinessContact.business_id)
        .where(*conditions(segment, row.office_id, of_few=is_stretch))
    )
    if among is not None:
        speaking = speaking.where(
            BusinessContact.contact_id > among[0], BusinessContact.contact_id <= among[1]
        )
    meant = select(Contact.id).where(Contact.id.in_(speaking), *may_hear(row.topic or ""))
    if not with_excluded:
        meant = meant.where(Contact.id.not_in(_excluded(row.id)))
    return meant.where(Contact.id.in_(_group(row.of_id, row.of_group))) if row.of_id else meant


def _excluded(broadcast_id: int) -> Select[int]:
    return select(Exclusion.contact_id).where(Exclusion.broadcast_id == broadcast_id)


def _group(of_id: int, group: str) -> Select[int]:
    """The people of an earlier broadcast whom it did not reach, or who have not said that they read it."""
    theirs = select(Delivery.contact_id).join(Outbox, Outbox.id == Delivery.outbox_id)
    meant = {
        FAILED: Outbox.state.in_(FAILED_STATES),
        UNKNOWN_ONES: (Outbox.state == UNKNOWN) & Delivery.read_at.is_(None) & Delivery.opened_at.is_(None),
        UNREAD: (Outbox.state == SENT) & Delivery.read_at.is_(None),
    }[group]
    return theirs.where(Delivery.broadcast_id == of_id, meant)


async def count(db: AsyncSession, row: Broadcast) -> int:
    """How many people it would reach now."""
    return await db.scalar(select(func.count()).select_from(people(row).subquery())) or 0


async def count_full(db: AsyncSession, row: Broadcast, most: int, now: datetime) -> int:
    """How many of them it would be left out for now, as they had so many this week."""
    if not is_limited(row) or await of_week(db, row, now) < most:
        return 0
    full = people(row).where(Contact.id.in_(had_enough(row, most, now)))
    return await db.scalar(select(func.count()).select_from(full.subquery())) or 0


async def first(db: AsyncSession, row: Broadcast) -> int | None:
    """The first person by number whom it would reach now."""
    found: int | None = await db.scalar(people(row).order_by(Contact.id).limit(1))
    return found


async def groups(db: AsyncSession, row: Broadcast, most: int, now: datetime) -> dict[str, int]:
    """To how many people of each group it could be sent again; of those whom it has not reached only who may
    get one more this week, or it would be left out for them once more."""
    of = {"office_id": row.office_id, "topic": row.topic, "filter": row.filter, "of_id": row.id}
    found = {group: await count(db, Broadcast(**of, of_group=group)) for group in GROUPS}
    full = await count_full(db, Broadcast(**of, of_group=FAILED), most, now) if found[FAILED] else 0
    return {**found, FAILED: found[FAILED] - full}


async def page(db: AsyncSession, row: Broadcast, most: int, offset: int = 0) -> list[Somebody]:
    """People of the audience by number, those left out by a tick among them, with a name to know each by."""
    ids = list(
        await db.scalars(people(row, with_excluded=True).order_by(Contact.id).limit(most).offset(offset))
    )
    left_out = set(await db.scalars(_excluded(row.id)))
    named: dict[int, tuple[str | None, str | None]] = {}
    for contact_id, owner_name, name in await db.execute(
        select(BusinessContact.contact_id, Business.owner_name, Business.name)
        .join(Business, Business.id == BusinessContact.business_id)
        .where(
            BusinessContact.contact_id.in_(ids),
            *conditions(Segment.from_dict(row.filter or {}), row.office_id, of_few=True),
        )
        .order_by(Business.id)
    ):
        named.setdefault(contact_id, (owner_name, name))
    return [Somebody(one, *named.get(one, (None, None)), one in left_out) for one in ids]


async def without(db: AsyncSession, row: Broadcast, variables: Sequence[str]) -> dict[str, int]:
    """Of how many people each of these variables is not known; only those of which it is for some."""
    columns = {"nama": Business.owner_name, "usaha": Business.name, "kecamatan": Business.district}
    lacking = {}
    for name in variables:
        known = (
            select(BusinessContact.contact_id)
            .join(Business, Business.id == BusinessContact.business_id)
            .where(
                columns[name].is_not(None),
                *conditions(Segment.from_dict(row.filter or {}), row.office_id),
            )
        )
        meant = people(row).where(Contact.id.not_in(known))
        number = await db.scalar(select(func.count()).select_from(meant.subquery())) or 0
        if number:
            lacking[name] = number
    return lacking


@dataclass(frozen=True)
class Told:
    """What is filled in for one person: of all her businesses in the segment."""

    names: tuple[str, ...]
    businesses: tuple[str, ...]
    districts: tuple[str, ...]


async def told(db: AsyncSession, row: Broadcast, contact_id: int) -> Told | None:
    """What is known of this person for the broadcast; None if she is not meant, or not any more."""
    return await together(db, ("told", row.id), contact_id, partial(_told, db, row))


async def _told(db: AsyncSession, row: Broadcast, contacts: Collection[int]) -> dict[int, Told]:
    asked = json.dumps(row.filter or {}, sort_keys=True)
    query = _of_some(asked, row.office_id, row.topic or "")
    found: dict[int, list[tuple[Any, ...]]] = {}
    for who, *known in await db.execute(query, {"contacts": [*contacts], "broadcast": row.id}):
        found.setdefault(who, []).append(tuple(known))
    return {who: Told(*(_each(values) for values in zip(*rows, strict=True))) for who, rows in found.items()}


def _each(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


@lru_cache(maxsize=64)
def _of_some(asked: str, office_id: int, topic: str) -> Select[Any, Any, Any, Any]:
    """The query of `told`, built once for a broadcast: that takes longer than to run it."""
    left_out = select(Exclusion.contact_id).where(Exclusion.broadcast_id == bindparam("broadcast"))
    return (
        select(BusinessContact.contact_id, Business.owner_name, Business.name, Business.district)
        .join(BusinessContact, BusinessContact.business_id == Business.id)
        .join(Contact, Contact.id == BusinessContact.contact_id)
        .where(
            BusinessContact.contact_id.in_(bindparam("contacts", expanding=True)),
            *conditions(Segment.from_dict(json.loads(asked)), office_id, of_few=True),
            *may_hear(topic),
            Contact.id.not_in(left_out),
        )
        .order_by(Business.id)
    )


async def unreached(db: AsyncSession, row: Broadcast) -> list[Any]:
    """The businesses of the segment whose people the bot cannot write to: name, owner, phone, kecamatan and
    desa, for a list to call or to write to by WhatsApp. Those with a number first."""
    reachable = select(BusinessContact.business_id).join(Contact, Contact.id == BusinessContact.contact_id)
    wanted = (
        select(Business.name, Business.owner_name, Business.phone, Business.district, Business.village)
        .where(
            *conditions(Segment.from_dict(row.filter or {}), row.office_id),
            Business.id.not_in(reachable.where(Contact.unreachable_at.is_(None))),
        )
        .order_by(Business.phone.is_(None), Business.district, Business.name)
    )
    return list((await db.execute(wanted)).all())


async def is_among(db: AsyncSession, row: Broadcast, contact_id: int) -> bool:
    """Whether this person is in the audience, left out by a tick or not."""
    found = people(row, with_excluded=True).where(Contact.id == contact_id)
    return await db.scalar(found) is not None
