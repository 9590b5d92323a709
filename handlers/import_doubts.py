"""The rows of a list in doubt, decided one by one, or all that ask the same at once.

Bot:  Baris 14. Kecamatan: “Brneh”. Kecamatan mana yang dimaksud?
Rina: [Kecamatan Burneh]
Bot:  Masih ada 3 baris dengan “Brneh”. Disamakan semuanya?
"""

from collections.abc import Sequence
from typing import Any

from dialogue.i18n import Shown, _, lines
from dialogue.listing.doubtful import (
    MOST_CANDIDATES,
    alike,
    asks_fate,
    asks_value,
    described,
    likely,
    open_fate,
    open_problem,
    same_choice,
)
from dialogue.listing.likeness import Entry, Register, compare
from dialogue.listing.row import Row
from dialogue.listing.staging import (
    AS_WRITTEN,
    Said,
    changes_of,
    flagged_after,
    notes_after,
    papers_of,
    read_said,
    row_of,
    settled_by,
)
from dialogue.listing.told import Outcome
from dialogue.message import Button, Go, Message, Say, column
from dialogue.turn import Route, Turn
from storage import audit, authority, import_row, register_entry, register_import
from storage.import_row import ADD, DOUBT, GIVEN, MERGE, SKIP, UNDECIDED, ImportRow
from storage.register_import import PREVIEW, RegisterImport

AT_ONCE = 300
"""Rows that one press decides; more take another press, so that nobody waits for them."""


async def _ready(turn: Turn) -> RegisterImport | None:
    """The list that the button is about, if its rows can still be decided."""
    listed = await register_import.in_office(turn.db, turn.office, turn.number(0))
    return listed if listed is not None and listed.state == PREVIEW else None


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
    entries = await _entries(turn, listed, [one["id"] for one in candidates])
    others = [
        (entry := {**entries[one["id"]], "reasons": one["reasons"]}, described(entry, _nib(entry)))
        for one in candidates
        if one["id"] in entries
    ]
    for entry, _shown in others:
        by = {"contact_id": turn.contact, "office_id": listed.office_id}
        audit.note(turn.db, authority.VIEW, "business", entry["id"], now=turn.now, about="importdoubt", **by)
    mine = described(_given(row), (notes.get("papers") or {}).get("nib"))
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


async def _entries(turn: Turn, listed: RegisterImport, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    found = await register_entry.entries(turn.db, listed.office_id, ids) if ids else []
    return {entry["id"]: entry for entry in found}


def _nib(entry: Entry) -> str | None:
    return (entry.get("papers") or {}).get("nib")


def _given(row: ImportRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in GIVEN if getattr(row, name) is not None}


async def choose(turn: Turn) -> list[Message]:
    """One reading of a doubtful cell."""
    listed = await _ready(turn)
    row = await _open_row(turn, listed)
    if listed is None or row is None:
        return await _gone(turn)
    field, option = (*turn.args[2:4], "", "")[:2]
    problem = open_problem(row.notes or {})
    at = AS_WRITTEN if option == "asis" else turn.number(3)
    is_there = option == "asis" or (
        problem is not None and option.isdecimal() and at < len(problem["options"])
    )
    if problem is None or problem["field"] != field or not is_there:
        return [await _asked(turn, listed, row)]
    await _say(turn, listed, row, Said({field: at}))
    return await _after(turn, listed, row, field)


async def fate(turn: Turn) -> list[Message]:
    """What becomes of the row: merged with a record, saved beside it, or left out."""
    listed = await _ready(turn)
    row = await _open_row(turn, listed)
    if listed is None or row is None:
        return await _gone(turn)
    action, business = turn.args[2] if len(turn.args) > 2 else "", turn.number(3)
    known = [one["id"] for one in (row.notes or {}).get("candidates") or ()]
    if action not in (ADD, MERGE, SKIP) or (action == MERGE and business not in known):
        return [await _asked(turn, listed, row)]
    if not await _say(turn, listed, row, Said({}, action, business)):
        words = _("Another row is merged with that record already. Leave one of them out.")
        return [Say(words), await _asked(turn, listed, row)]
    return await _after(turn, listed, row, "")


async def _open_row(turn: Turn, listed: RegisterImport | None) -> ImportRow | None:
    """The row that the button names, if it is still undecided."""
    row = await import_row.one(turn.db, listed.id, turn.number(1)) if listed else None
    return row if row is not None and row.status == DOUBT and row.action == UNDECIDED else None


async def _gone(turn: Turn) -> list[Message]:
    """The row was decided already: the next one."""
    return [Go("importdoubt", (turn.number(0), turn.number(1)))]


async def _after(turn: Turn, listed: RegisterImport, row: ImportRow, field: str) -> list[Message]:
    """Offer the same for all that ask the same; else go on."""
    count = len(await _alike(turn, listed, row, field))
    if not count:
        return [Go("importdoubt", (listed.id, row.row - 1))]
    words = _("{count} more rows ask the same. Decide them all like this one?", count=count)
    ways = (
        Button(_("Yes, all {count}", count=count), "importsimilar", (listed.id, row.row, field or "row")),
        Button(_("No, one by one"), "importdoubt", (listed.id, row.row - 1)),
    )
    return [Say(words, column(*ways))]


async def _alike(
    turn: Turn, listed: RegisterImport, row: ImportRow, field: str
) -> list[tuple[ImportRow, Said]]:
    """The undecided rows that ask the same as this one did, each with what would be said to it."""
    notes = row.notes or {}
    said = read_said(notes.get("said"))
    same: list[tuple[ImportRow, Said]] = []
    for other in await import_row.undecided(turn.db, listed.id, AT_ONCE):
        told = other.notes or {}
        at = same_choice(notes, told, field, said.chosen[field]) if field else None
        if other.row == row.row:
            continue
        if at is not None:
            same.append((other, Said({field: at})))
        elif not field and alike(notes, told) and (said.action != MERGE or likely(told)):
            same.append((other, Said({}, said.action, likely(told) if said.action == MERGE else 0)))
    return same


async def similar(turn: Turn) -> list[Message]:
    """The same for all rows that ask the same."""
    listed = await _ready(turn)
    row = await import_row.one(turn.db, listed.id, turn.number(1)) if listed else None
    field = turn.args[2] if turn.args[2:] not in ((), ("row",)) else ""
    said = read_said((row.notes or {}).get("said")) if row else Said()
    if listed is None or row is None or (field not in said.chosen if field else not said.action):
        return _elsewhere(turn)
    same = await _alike(turn, listed, row, field)
    done = [await _say(turn, listed, other, new) for other, new in same]
    return [Say(_("{count} rows decided.", count=sum(done))), Go("importdoubt", (listed.id, 0))]


async def accept(turn: Turn) -> list[Message]:
    """What is proposed, for every row that has a proposal."""
    listed = await _ready(turn)
    if listed is None:
        return _elsewhere(turn)
    rows = await import_row.undecided(turn.db, listed.id, AT_ONCE)
    proposals = [(row, read_said((row.notes or {}).get("proposed"))) for row in rows]
    done = [await _say(turn, listed, row, proposed) for row, proposed in proposals if proposed.action]
    return [Say(_("{count} rows decided.", count=sum(done))), Go("importpreview", (listed.id,))]


async def _say(turn: Turn, listed: RegisterImport, staged: ImportRow, new: Said) -> bool:
    """Keep what was said to a row, and decide it if nothing is left open; False, and nothing is kept, for
    one that would be the second to go into the same record."""
    into = new.business
    if into and await import_row.merged_into(turn.db, listed.id, into, staged.row):
        return False
    notes = staged.notes or {}
    held = read_said(notes.get("said"))
    said = Said({**held.chosen, **new.chosen}, new.action or held.action, new.business or held.business)
    row = settled_by(row_of(staged.row, _given(staged), staged.words or {}, notes), new.chosen)
    for name in GIVEN:
        setattr(staged, name, row.business.get(name))
    staged.notes = notes_after(notes, row, said)
    if said.action == SKIP:
        await import_row.decide(turn.db, staged, SKIP, None, [], [])
        return True
    if not (open_problem(staged.notes) or open_fate(staged.notes)):
        entry = await _entry(turn, listed, staged, row, said)
        if not open_fate(staged.notes or {}):
            await _decide(turn, staged, row, entry)
    return True


async def _entry(turn: Turn, listed: RegisterImport, staged: ImportRow, row: Row, said: Said) -> Entry | None:
    """The record that the row goes into. A number that is clear only now may tell of one."""
    notes = staged.notes or {}
    if said.action == ADD:
        return None
    known = said.business or notes.get("match")
    if known:
        return (await _entries(turn, listed, [known])).get(known)
    nib, phone = row.papers.get("nib"), row.business.get("phone")
    ids = await register_entry.with_same(turn.db, listed.office_id, nib, phone)
    match = Register((await _entries(turn, listed, ids)).values()).like(
        {**row.business, "papers": row.papers}
    )
    if match.certain is None and match.candidates:
        found = [
            {
                "id": one.entry["id"],
                "reasons": [turn.voice.say(reason) for reason in one.reasons],
                "is_likely": one.is_likely,
            }
            for one in match.candidates
        ]
        staged.notes = {**notes, "candidates": found}
    return match.certain


async def _decide(turn: Turn, staged: ImportRow, row: Row, entry: Entry | None) -> None:
    if entry is None:
        await import_row.decide(turn.db, staged, ADD, None, papers_of(row), [])
        return
    changes = compare(row, entry)
    staged.flagged = flagged_after(entry, changes)
    papers, old = papers_of(row, changes), changes_of(row, entry, changes)
    await import_row.decide(turn.db, staged, MERGE, entry["id"], papers, old)


ROUTES = (
    Route("importdoubts", doubts, right=authority.IMPORT),
    Route("importdoubt", doubt, right=authority.IMPORT),
    Route("importchoose", choose, right=authority.IMPORT),
    Route("importfate", fate, right=authority.IMPORT),
    Route("importsimilar", similar, right=authority.IMPORT),
    Route("importall", accept, right=authority.IMPORT),
)
