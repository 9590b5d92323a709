"""What is left to do when a list is saved, in short stretches so that nobody waits: its new records become
findable, then what was not saved is given back as a workbook, and all else of the list is forgotten."""

from typing import Any

from dialogue.listing.told import Outcome
from dialogue.message import Message
from dialogue.turn import Turn, Work
from storage import import_row, job, register_import, register_move
from storage.register_import import SAVED

KIND = "settle_list"
AT_ONCE = 2_000
"""Records made findable in one transaction: a few hundredths of a second."""


async def prepare(turn: Turn, import_id: int) -> dict[str, Any] | None:
    """Nothing has to be known, as long as the list is there."""
    listed = await register_import.by_id(turn.db, import_id)
    return {} if listed is not None and listed.state == SAVED else None


async def keep(turn: Turn, import_id: int, _result: bytes) -> list[Message]:
    """One stretch; the next one is a job of its own, which begins after this one's commit."""
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state != SAVED:
        return []
    if await register_move.make_findable(turn.db, listed, AT_ONCE):
        await job.add(turn.db, KIND, subject=listed.id, contact_id=turn.contact, now=turn.now)
    elif Outcome(await import_row.counts(turn.db, listed.id)).left:
        await job.add(turn.db, "returned", subject=listed.id, contact_id=turn.contact, now=turn.now)
    else:
        await register_import.forget(turn.db, listed)
    return []


JOBS = {KIND: Work(prepare, keep, is_long=True, has_child=False)}
