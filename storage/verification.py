"""Verification: the queue of an office, and what an officer decides about a record.

A record goes draft, submitted, verified; a returned one is submitted again by its owner's answer
(storage/answer.py). Each decision is one conditional UPDATE: of two officers, the second changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import audit, history, returned_field
from storage.business import RETURNED, SUBMITTED, VERIFIED, Business
from storage.history import History
from storage.returned_field import ReturnedField


def _in_state(office_id: int, state: str) -> tuple[ColumnElement[bool], ...]:
    return Business.office_id == office_id, Business.state == state, Business.removed_at.is_(None)


async def counts(db: AsyncSession, office_id: int) -> tuple[int, int]:
    """How many records of the office wait to be checked, and how many wait for their owners."""
    found = await db.execute(
        select(Business.state, func.count())
        .where(
            Business.office_id == office_id,
            Business.state.in_((SUBMITTED, RETURNED)),
            Business.removed_at.is_(None),
        )
        .group_by(Business.state)
    )
    by_state = {state: count for state, count in found}
    return by_state.get(SUBMITTED, 0), by_state.get(RETURNED, 0)


async def oldest(db: AsyncSession, office_id: int, after: Business | None = None) -> Business | None:
    """The record that waits longest; `after` one: the next, or the longest again behind the last."""
    waiting = select(Business).where(*_in_state(office_id, SUBMITTED))
    ordered = waiting.order_by(Business.submitted_at, Business.id).limit(1)
    if after is not None:
        ordered = ordered.where(Business.id != after.id)
        since = after.submitted_at
        behind = or_(
            Business.submitted_at > since,
            and_(Business.submitted_at == since, Business.id > after.id),
        )
        found: Business | None = await db.scalar(ordered.where(behind)) if since else None
        if found is not None:
            return found
    first: Business | None = await db.scalar(ordered)
    return first


async def returned(db: AsyncSession, office_id: int, offset: int, most: int) -> list[Business]:
    """Records that wait for their owners' answers, those that came in first, first."""
    rows = await db.scalars(
        select(Business)
        .where(*_in_state(office_id, RETURNED))
        .order_by(Business.submitted_at, Business.id)
        .offset(offset)
        .limit(most)
    )
    return list(rows)


async def verify(db: AsyncSession, held: Business, by: int, now: datetime) -> bool:
    """The record is right as it stands; False if it is verified already.

    What was returned and not yet answered is waited for no more: the officer has seen to it.
    """
    before = held.state
    done = await db.scalar(
        update(Business)
        .where(
            Business.id == held.id,
            Business.state != VERIFIED,
            Business.number.is_not(None),
            Business.removed_at.is_(None),
        )
        .values(state=VERIFIED, verified_at=now, verified_by=by)
        .returning(Business.id)
    )
    if done is None:
        return False
    await db.refresh(held)
    await returned_field.close(db, held.id, now)
    _remember(db, held, "verified", before, VERIFIED, by, now)
    return True


async def give_back(
    db: AsyncSession, held: Business, chosen: ReturnedField, reason: str, by: int, now: datetime
) -> bool:
    """Return the field that was chosen; False if another verified the record since it was chosen."""
    before = held.state
    was_verified = and_(Business.state == VERIFIED, Business.verified_at > chosen.returned_at)
    done = await db.scalar(
        update(Business)
        .where(Business.id == held.id, ~func.coalesce(was_verified, False), Business.removed_at.is_(None))
        .values(state=RETURNED)
        .returning(Business.id)
    )
    if done is None:
        return False
    await db.refresh(held)
    chosen.reason, chosen.returned_by, chosen.returned_at = reason, by, now
    await db.flush()
    await returned_field.close(db, held.id, now, same_as=chosen)
    _remember(db, held, "returned", before, RETURNED, by, now)
    return True


def _remember(
    db: AsyncSession, held: Business, action: str, before: str, after: str, by: int, now: datetime
) -> None:
    history.note(db, "business", held.id, "state", old={"state": before}, words=after, contact_id=by, now=now)
    audit.note(db, action, "business", held.id, contact_id=by, office_id=held.office_id, now=now)


async def settle(
    db: AsyncSession, held: Business, field: str, value: str | int | None, words: str, by: int, now: datetime
) -> bool:
    """What only the office says of a business: size_class, level or assigned_to; whether it is another."""
    is_changed = history.change(
        db, held, "business", field, {field: value}, words=words, contact_id=by, now=now
    )
    if is_changed:
        audit.note(db, field, "business", held.id, contact_id=by, office_id=held.office_id, now=now)
    return is_changed


async def settled(db: AsyncSession, business_id: int, field: str) -> list[History]:
    """What the office said of a business before, oldest first; `words` holds the value."""
    rows = await db.scalars(
        select(History)
        .where(History.thing == "business", History.thing_id == business_id, History.field == field)
        .order_by(History.id)
    )
    return list(rows)


async def last_check(db: AsyncSession, held: Business) -> datetime | None:
    """When the record was verified or returned last."""
    moments = (held.verified_at, await returned_field.newest_at(db, held.id))
    return max((moment for moment in moments if moment), default=None)


async def changed_since(
    db: AsyncSession, things: Mapping[str, Collection[int]], since: datetime, most: int
) -> Sequence[History]:
    """The changes of these things (kind and ids) after this moment, oldest first."""
    among = [and_(History.thing == thing, History.thing_id.in_(ids)) for thing, ids in things.items()]
    rows = await db.scalars(
        select(History).where(or_(*among), History.at > since).order_by(History.id).limit(most)
    )
    return rows.all()
