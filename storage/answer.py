"""An accepted answer: written at once, with its history, and with what follows from it for the record."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import audit, history, searchable
from storage.business import RETURNED, SUBMITTED, VERIFIED, Business, BusinessContact
from storage.returned_field import ReturnedField

CHECKED = frozenset({"business", "certificate"})
"""What an officer checks: a verified record in which one of these changes is to be checked again."""


async def keep(
    db: AsyncSession,
    row: Any,
    thing: str,
    field: str,
    values: dict[str, Any],
    *,
    words: str,
    business_id: int,
    contact_id: int,
    now: datetime,
) -> None:
    """Write one answer into a row of this business's record.

    What another than the owner typed is marked so and audited. A returned answer that is given again
    brings the record back into the office's queue.
    """
    on_behalf = await db.get(BusinessContact, (business_id, contact_id)) is None
    is_changed = history.change(
        db, row, thing, field, values, words=words, contact_id=contact_id, on_behalf=on_behalf, now=now
    )
    held = await db.get_one(Business, business_id)
    if held.state == RETURNED:
        await _given_again(db, held, field, row.id, now)
    if not is_changed:
        return
    held.changed_at, held.completeness = now, None
    if searchable.is_searched(thing, field):
        held.search = await searchable.line_of(db, held)
    if held.state == VERIFIED and thing in CHECKED:
        held.state, held.submitted_at = SUBMITTED, now
    if on_behalf:
        by_whom = {"contact_id": contact_id, "office_id": held.office_id}
        audit.note(db, "edit", "business", held.id, now=now, about=[thing, row.id, field], **by_whom)


async def _given_again(db: AsyncSession, held: Business, field: str, subject: int, now: datetime) -> None:
    """An answer that was kept as it is counts too: the owner looked at it again."""
    open_ = (ReturnedField.business_id == held.id, ReturnedField.answered_at.is_(None))
    given = update(ReturnedField).where(*open_, ReturnedField.field == field)
    await db.execute(given.where(ReturnedField.subject.in_((subject, held.id))).values(answered_at=now))
    if await db.scalar(select(ReturnedField.id).where(*open_).limit(1)) is None:
        held.state, held.submitted_at = SUBMITTED, now
