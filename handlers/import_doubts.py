"""The rows of a list in doubt, one by one: what is not plain about each, beside the records it may be about.

Bot:  Baris 14. Kecamatan: “Brneh”. Kecamatan mana yang dimaksud?
Rina: [Kecamatan Burneh]
"""

from dialogue.i18n import Shown, _, lines
from dialogue.listing.doubtful import (
    AT_ONCE,
    MOST_CANDIDATES,
    asks_fate,
    asks_value,
    described,
    open_problem,
)
from dialogue.listing.likeness import Entry
from dialogue.listing.told import Outcome
from dialogue.message import Button, Go, Message, Say, column
from dialogue.turn import Route, Turn
from storage import audit, authority, import_row, register_entry, register_import
from storage.import_row import ImportRow
from storage.register_import import RegisterImport


async def _ready(turn: Turn) -> RegisterImport | None:
    """The list that the button is about, if its rows can still be decided."""
    return await register_import.in_preview(turn.db, turn.office, turn.number(0))


def _elsewhere(turn: Turn) -> list[Message]:
    return [Go("import", (turn.number(0),))]


async def doubts(turn: Turn) -> list[Message]:
    """How many rows are to be decided, and the ways to do it."""
    listed = await _ready(turn)
    if listed is None:
        return _elsewhere(turn)
    count = Outcome(await import_row.counts(turn.db, listed.id)).open
    rows = await import_row.undecided(turn.db, listed.id, AT_ONCE)
    proposed = sum(1 for row in rows if (row.notes or {}).get("proposed"))
    words = lines(
        _("*{count} rows* are to be decided.", count=count),
        _("What stays undecided is not saved; you get it back as an Excel file."),
    )
    ways = (
        Button(_("One by one"), "importdoubt", (listed.id, 0)),
        Button(_("Use the proposal for {count} rows", count=proposed), "importall", (listed.id,))
        if proposed
        else None,
        Button(_("As an Excel file"), "importreturn", (listed.id,)),
        Button(_("Back to the list"), "importpreview", (listed.id,)),
    )
    return [Say(words, column(*ways))]


async def doubt(turn: Turn) -> list[Message]:
    """The next row in doubt after the one that the button names."""
    listed = await _ready(turn)
    if listed is None:
        return _elsewhere(turn)
    after = turn.number(1)
    rows = await import_row.undecided(turn.db, listed.id, 1, after)
    if not rows and after:
        rows = await import_row.undecided(turn.db, listed.id, 1)
    if not rows:
        return [Go("importpreview", (listed.id,))]
    return [await _asked(turn, listed, rows[0])]


async def _asked(turn: Turn, listed: RegisterImport, row: ImportRow) -> Say:
    """What is in doubt about the row: its cells first, then whose it is."""
    notes, words = row.notes or {}, row.words or {}
    name = words.get("owner_name") or words.get("name") or ""
    count = Outcome(await import_row.counts(turn.db, listed.id)).open
    head = _("*Row {row}*, {name} ({count} to be decided)", row=str(row.row), name=name, count=count)
    problem = open_problem(notes)
    if problem is not None:
        return asks_value(listed.id, row.row, head, problem)
    candidates = (notes.get("candidates") or [])[:MOST_CANDIDATES]
    entries = await register_entry.by_id(turn.db, listed.office_id, [one["id"] for one in candidates])
    others = [
        (entry := {**entries[one["id"]], "reasons": one["reasons"]}, described(entry, _nib(entry)))
        for one in candidates
        if one["id"] in entries
    ]
    for entry, _shown in others:
        by = {"contact_id": turn.contact, "office_id": listed.office_id}
        audit.note(turn.db, authority.VIEW, "business", entry["id"], now=turn.now, about="importdoubt", **by)
    mine = described(row.given, (notes.get("papers") or {}).get("nib"))
    twin = await _twin(turn, listed, notes.get("twin") or 0)
    return asks_fate(listed.id, row.row, head, mine, others, twin)


async def _twin(turn: Turn, listed: RegisterImport, earlier: int) -> Shown | None:
    """The earlier row that this one repeats."""
    row = await import_row.one(turn.db, listed.id, earlier) if earlier else None
    if row is None:
        return None
    words = row.words or {}
    told = {key: words.get(key) for key in ("owner_name", "name", "phone", "main_product")}
    return _("*Row {row}* of this list: {told}", row=str(row.row), told=described(told, words.get("nib")))


def _nib(entry: Entry) -> str | None:
    return (entry.get("papers") or {}).get("nib")


ROUTES = (
    Route("importdoubts", doubts, right=authority.IMPORT),
    Route("importdoubt", doubt, right=authority.IMPORT),
)
