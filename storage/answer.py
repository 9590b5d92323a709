"""An accepted answer: written at once, with its history, and with what follows from it for the record."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage import audit, business, history, returned_field, searchable
from storage.base import the
from storage.business import RETURNED, SUBMITTED, VERIFIED, Business

REMOVED = "removed"
"""The field of a part that was taken out of the record."""
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
    brings the record back into the office's queue, also one that was kept as it is: it was looked at again.
    """
    on_behalf = not await business.speaks_for(db, contact_id, business_id)
    is_changed = history.change(
        db, row, thing, field, values, words=words, contact_id=contact_id, on_behalf=on_behalf, now=now
    )
    held = await the(db, Business, business_id)
    if held.state == RETURNED:
        again = None if field == REMOVED else field  # what was taken out cannot be answered any more
        if await returned_field.answer(db, held.id, thing, row.id, again, now):
            held.state, held.submitted_at = SUBMITTED, now
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
