"""The list given back: the same workbook, with what is wrong in each row and what shall be done with it.

Rina: [Kirim daftar kesalahan (Excel)]
Bot:  [daftar-catatan.xlsx]
"""

from pathlib import PurePath
from typing import Any

from dialogue.i18n import _, lines
from dialogue.listing.told import MENU, not_found
from dialogue.message import Button, Document, Message, Moot, Owed, Say, column
from dialogue.turn import Notice, Route, Turn, Work
from storage import attachment, audit, authority, import_row, job, office, register_import
from storage.register_import import PREVIEW, SAVED

SECONDS = 300.0


async def send(turn: Turn) -> list[Message]:
    """Have the workbook written."""
    listed = await register_import.in_office(turn.db, turn.office, turn.number(0))
    if listed is None or listed.state != PREVIEW:
        return not_found()
    await job.add(turn.db, "returned", subject=listed.id, contact_id=turn.contact, now=turn.now)
    return [Say(_("The Excel file with the notes is being written, one moment."))]


async def prepare(turn: Turn, import_id: int) -> dict[str, Any] | None:
    """Which list is to be given back, with what was decided so far."""
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state not in (PREVIEW, SAVED) or listed.attachment_id is None:
        return None
    here = await office.by_id(turn.db, listed.office_id)
    said = await import_row.said(turn.db, listed.id)
    return listed.asked(here.region, said, turn.today, turn.voice.language)


async def keep(turn: Turn, import_id: int, workbook: bytes) -> list[Message]:
    """Owe the workbook to who asked for it; of a list that is saved, nothing else is kept."""
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state not in (PREVIEW, SAVED):
        return []
    name = f"{PurePath(listed.name).stem.removesuffix('-catatan')[:100]}-catatan.xlsx"
    made = await attachment.add(
        turn.db, contact_id=turn.contact, name=name, content=workbook, size=len(workbook), now=turn.now
    )
    if listed.state == SAVED:
        await register_import.forget(turn.db, listed)
        listed.attachment_id = made.id
    else:
        await register_import.keep_returned(turn.db, listed, made.id)
    by = {"contact_id": turn.contact, "office_id": listed.office_id}
    audit.note(turn.db, authority.EXPORT, "register_import", listed.id, now=turn.now, **by)
    return [Owed("list_notes", made.id)]


async def failed(turn: Turn, import_id: int) -> list[Message]:
    """The workbook could not be written; the rows are told of in the chat as before."""
    words = _(
        "The Excel file could not be written. Please decide the rows one by one, or send the list anew."
    )
    return [Say(words, column(Button(_("Bring in a list"), "imports"), MENU))]


async def notice(turn: Turn, attachment_id: int) -> Message | Moot:
    """The workbook, if it is still there and still this person's to see."""
    made = await attachment.by_id(turn.db, attachment_id)
    if made is None or made.contact_id != turn.contact:
        return Moot("gone")
    if not await authority.may(turn.db, turn.contact, authority.IMPORT, turn.office):
        return Moot("no role")
    words = lines(
        _("Your list with notes. *Notes* says what is wrong in a row, *Action* what will be done with it."),
        _("Correct the cells or choose another action, then send the file here again."),
    )
    return Document(attachment_id, words)


ROUTES = (Route("importreturn", send, right=authority.IMPORT),)
JOBS = {"returned": Work(prepare, keep, is_long=True, seconds=SECONDS, tries=2, on_failure=failed)}
NOTICES: dict[str, Notice] = {"list_notes": notice}
