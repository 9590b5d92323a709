"""What a list would do to the register: read row by row, shown in numbers, and saved all at once.

Bot:  daftar.xlsx: 160 baris. 131 baru, 9 berubah, 4 sama, 14 perlu keputusan, 2 salah.
Rina: [Simpan] [Ya, simpan]
Bot:  Tersimpan: 131 baru (IKM-3526-01514 sampai IKM-3526-01644), 9 diperbarui.
"""

from typing import Any

from dialogue.i18n import Lines, Shown, _, lines
from dialogue.listing.told import (
    MENU,
    Outcome,
    answer,
    field_name,
    not_found,
    preview_message,
    progress,
)
from dialogue.message import Button, Edit, Go, Message, Say, column
from dialogue.questionnaire.papers import KINDS
from dialogue.turn import Route, Turn, Work
from storage import audit, authority, import_row, job, office, register_import, register_move
from storage.import_row import ImportChange, ImportRow
from storage.register_import import PREVIEW, READING, REFUSED, SAVED, RegisterImport

CHANGES_SHOWN = 6
SECONDS = 300.0


async def prepare(turn: Turn, import_id: int) -> dict[str, Any] | None:
    """Which list is to be read, and how."""
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state != READING:
        return None
    here = await office.by_id(turn.db, listed.office_id)
    return listed.asked(here.region, (listed.sheets or {}).get("said") or {}, turn.today, turn.voice.language)


async def each(turn: Turn, import_id: int, part: dict[str, Any]) -> list[Message]:
    """Stage one chunk; the first one clears what an interrupted reading left."""
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state != READING:
        return []
    if "refused" in part:
        return await _failed(turn, listed, part["refused"])
    if part["done"] == len(part["rows"]):
        await import_row.clear(turn.db, listed.id)
    await import_row.stage(turn.db, listed.id, part["rows"], part["papers"], part["changes"])
    listed.done, listed.rows = part["done"], part["of"]
    if part["done"] == part["of"]:
        listed.sheets = {**(listed.sheets or {}), "kept": part["kept"], "withdrawn": part["withdrawn"]}
    return [progress(listed.board, listed.id, listed.done, listed.rows)]


async def keep(turn: Turn, import_id: int, _result: bytes) -> list[Message]:
    """Every row is staged: the preview."""
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state != READING:
        return []
    await register_import.move(turn.db, listed.id, READING, PREVIEW, turn.now)
    listed.sheets = {**(listed.sheets or {}), "said": {}}
    if not await authority.may(turn.db, turn.contact, authority.IMPORT, listed.office_id):
        return []
    return [await _preview(turn, listed)]


async def failed(turn: Turn, import_id: int) -> list[Message]:
    """The child came to grief, or used up what it may. What was read before is not given up for that."""
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state != READING:
        return []
    if "kept" in (listed.sheets or {}):
        await register_import.step_back(turn.db, listed, turn.now)
        words = _("The list could not be compared this time. Nothing was saved, what you decided is kept.")
        again = Button(_("Compare again"), "importread", (listed.id,))
        return [Say(words, column(again, Button(_("Cancel"), "importstop", (listed.id,))))]
    words = _("The list could not be read to its end. Please send it again in smaller parts.")
    return await _failed(turn, listed, turn.voice.say(words))


async def _failed(turn: Turn, listed: RegisterImport, reason: str) -> list[Message]:
    await register_import.move(turn.db, listed.id, READING, REFUSED, turn.now)
    await register_import.forget(turn.db, listed)
    nothing = _("Nothing was saved.")
    return [Say(lines(reason, nothing), column(Button(_("How to send a list"), "imports"), MENU))]


async def _preview(turn: Turn, listed: RegisterImport) -> Say:
    fields = await import_row.changed_fields(turn.db, listed.id)
    return preview_message(listed.id, listed.name, await _outcome(turn, listed), fields, listed.sheets or {})


async def _outcome(turn: Turn, listed: RegisterImport) -> Outcome:
    return Outcome(await import_row.counts(turn.db, listed.id))


async def _ready(turn: Turn) -> RegisterImport | None:
    """The list that the button is about, if it waits to be saved."""
    return await register_import.in_preview(turn.db, turn.office, turn.number(0))


def _elsewhere(turn: Turn) -> list[Message]:
    return [Go("import", (turn.number(0),))]


async def preview(turn: Turn) -> list[Message]:
    """What the list would do, as it stands now."""
    listed = await _ready(turn)
    return [await _preview(turn, listed)] if listed else not_found()


async def changes(turn: Turn) -> list[Message]:
    """What would change in the records that are there already, by pages."""
    listed = await _ready(turn)
    if listed is None:
        return _elsewhere(turn)
    rows = await import_row.merging(turn.db, listed.id, turn.number(1), CHANGES_SHOWN + 1)
    shown = rows[:CHANGES_SHOWN]
    by_row: dict[int, list[ImportChange]] = {row.row: [] for row in shown}
    for change in await import_row.changes(turn.db, listed.id, list(by_row)):
        by_row[change.row].append(change)
    papers = await import_row.papers(turn.db, listed.id, list(by_row))
    by = {"contact_id": turn.contact, "office_id": listed.office_id, "count": len(shown)}
    seen = [row.business_id for row in shown]
    audit.note(turn.db, authority.VIEW, "business", None, now=turn.now, about=seen, **by)
    told = [_told(row, by_row[row.row], papers) for row in shown]
    more = None
    if len(rows) > CHANGES_SHOWN:
        more = Button(_("More"), "importchanges", (listed.id, shown[-1].row))
    back = Button(_("Back"), "importpreview", (listed.id,))
    return [Edit(lines(_("*What changes*"), *told), column(more, back))]


def _told(row: ImportRow, changed: list[ImportChange], papers: dict[tuple[int, str], str]) -> Shown:
    """A row of the list: whose it is, and each answer as it was and as it will be."""
    parts = [
        _(
            "{field}: {old} → {new}",
            field=field_name(change.field),
            old=answer(change.field, change.old),
            new=_new(change, row, papers.get((row.row, change.field), "")),
        )
        for change in changed
    ]
    words = row.words or {}
    name = words.get("owner_name") or words.get("name") or ""
    return _("Row {row}, {name}: {changes}", row=str(row.row), name=name, changes=Lines(tuple(parts), "; "))


def _new(change: ImportChange, row: ImportRow, number: str) -> Shown:
    """The answer as it will be; of a paper without a number, what the list says of it."""
    if change.field in KINDS:
        return number or change.words
    return answer(change.field, {**change.old, "flagged": None, **row.given})


async def ask_to_save(turn: Turn) -> list[Message]:
    """What will be saved and what will not, before it is."""
    listed = await _ready(turn)
    if listed is None:
        return _elsewhere(turn)
    out = await _outcome(turn, listed)
    words = _("Save {added} new and {merged} changed businesses?", added=out.added, merged=out.merged)
    left = None
    if out.left:
        left = _(
            "{count} rows are not saved: you get them back as an Excel file with the reasons.", count=out.left
        )
    yes = Button(_("Yes, save"), "importkeep", (listed.id,))
    return [Edit(lines(words, left), column(yes, Button(_("Back"), "importpreview", (listed.id,))))]


async def save(turn: Turn) -> list[Message]:
    """Move the list into the register, unless the register has changed under it meanwhile."""
    listed = await _ready(turn)
    if listed is None:
        return _elsewhere(turn)
    changed = await register_move.changed_since(turn.db, listed)
    if changed:
        await register_import.compare(turn.db, listed, PREVIEW, turn.contact, turn.now)
        words = _(
            "{count} records have changed meanwhile, so the list is compared anew. What you decided is kept.",
            count=changed,
        )
        return [Say(words), progress(listed.board, listed.id, 0, listed.rows)]
    if not await register_import.move(turn.db, listed.id, PREVIEW, SAVED, turn.now):
        return _elsewhere(turn)
    return await _saved(turn, listed)


async def _saved(turn: Turn, listed: RegisterImport) -> list[Message]:
    left = (await _outcome(turn, listed)).left
    added, merged = await register_move.save(turn.db, listed, turn.now)
    audit.note(
        turn.db,
        authority.IMPORT,
        "register_import",
        listed.id,
        now=turn.now,
        contact_id=turn.contact,
        office_id=listed.office_id,
        count=added + merged,
        about=(listed.sheets or {}).get("digest"),
    )
    first, last = await register_move.numbers_of(turn.db, listed)
    await job.add(turn.db, "settle_list", subject=listed.id, contact_id=turn.contact, now=turn.now)
    words = lines(
        _("Saved: {added} new, {merged} brought up to date.", added=added, merged=merged),
        _("Numbers {first} to {last}.", first=first, last=last) if added else None,
        _("{count} rows were not saved, they come back as an Excel file.", count=left) if left else None,
    )
    ways = (Button(_("List of IKM"), "browse"), Button(_("Another list"), "imports"), MENU)
    return [Say(words, column(*ways))]


ROUTES = (
    Route("importpreview", preview, right=authority.IMPORT),
    Route("importchanges", changes, right=authority.IMPORT),
    Route("importsave", ask_to_save, right=authority.IMPORT),
    Route("importkeep", save, right=authority.IMPORT),
)
JOBS = {
    "rows": Work(prepare, keep, each=each, is_long=True, seconds=SECONDS, tries=1, on_failure=failed),
}
