"""The way back from what was said to rows in doubt: one of them, or all, are asked about again.

Rina: [Ubah keputusan] [Baris 14, Siti Aminah: tidak ikut]
Bot:  Ditanyakan lagi. Membaca daftar: ▓▓▓▓░░░░░░
"""

from dialogue.i18n import Shown, _
from dialogue.listing.told import paged, progress
from dialogue.message import Button, Edit, Go, Message, Say, column
from dialogue.turn import Route, Turn
from storage import authority, import_row, register_import
from storage.import_row import ADD, MERGE, SKIP, UNDECIDED, ImportRow
from storage.register_import import PREVIEW, RegisterImport

SHOWN = 8
ALL, YES = "all", "yes"
FATES: dict[str, Shown] = {
    ADD: _("saved as new"),
    MERGE: _("merged"),
    SKIP: _("left out"),
    UNDECIDED: _("to be decided"),
}


async def _ready(turn: Turn) -> RegisterImport | None:
    """The list that the button is about, if its rows can still be decided."""
    return await register_import.in_preview(turn.db, turn.office, turn.number(0))


def _elsewhere(turn: Turn) -> list[Message]:
    return [Go("import", (turn.number(0),))]


async def said(turn: Turn) -> list[Message]:
    """The rows to which something was said, to choose from by pages."""
    listed = await _ready(turn)
    if listed is None:
        return _elsewhere(turn)
    back = Button(_("Back to the list"), "importpreview", (listed.id,))
    rows = await import_row.said_to(turn.db, listed.id, turn.number(1), SHOWN + 1)
    if not rows:
        words = _("This was decided in the Excel file. Change the column *Action* there, and send it again.")
        return [Edit(words, column(back))]
    ways = [[Button(_line(row), "importagain", (listed.id, row.row))] for row in rows[:SHOWN]]
    more = None
    if len(rows) > SHOWN:
        more = Button(_("More"), "importsaid", (listed.id, rows[SHOWN - 1].row))
    every = Button(_("Ask all of them again"), "importagain", (listed.id, ALL))
    return [Edit(_("Which row shall be asked about again?"), paged(ways, more, every, back))]


def _line(row: ImportRow) -> Shown:
    words = row.words or {}
    name = words.get("owner_name") or words.get("name") or ""
    return _("Row {row}, {name}: {fate}", row=str(row.row), name=name[:30], fate=FATES[row.action])


async def again(turn: Turn) -> list[Message]:
    """Forget what was said, and compare the list anew: only then is it known what the row asks."""
    listed = await _ready(turn)
    if listed is None:
        return _elsewhere(turn)
    rows = list(await import_row.said(turn.db, listed.id))
    if turn.args[1:] == (ALL,):
        words = _("Forget what you decided for {count} rows? They are asked about again.", count=len(rows))
        yes = Button(_("Yes, ask again"), "importagain", (listed.id, ALL, YES))
        return [Edit(words, column(yes, Button(_("Back"), "importsaid", (listed.id, 0))))]
    forgotten = rows if turn.args[1:] == (ALL, YES) else [turn.number(1)]
    if not set(forgotten) & set(rows):
        return _elsewhere(turn)
    await register_import.compare(turn.db, listed, PREVIEW, turn.contact, turn.now, forgotten=forgotten)
    words = _("It will be asked again, after a short look through the list.")
    return [Say(words), progress(listed.board, listed.id, 0, listed.rows)]


ROUTES = (
    Route("importsaid", said, right=authority.IMPORT),
    Route("importagain", again, right=authority.IMPORT),
)
