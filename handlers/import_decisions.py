"""What an officer says to a row in doubt, for it alone or for all rows that ask the same.

Rina: [Kecamatan Burneh]
Bot:  Masih ada 3 baris dengan “Brneh”. Disamakan semuanya?
"""

from dialogue.i18n import _
from dialogue.indicative import branch_for
from dialogue.listing.doubtful import AT_ONCE, alike, is_barred, likely, open_fate, open_problem, same_choice
from dialogue.listing.likeness import Candidate, Entry, Match, Register, compare
from dialogue.listing.row import Row
from dialogue.listing.staging import (
    AS_WRITTEN,
    Said,
    candidate_told,
    changes_of,
    flagged_after,
    notes_after,
    papers_of,
    read_said,
    row_of,
    settled_by,
)
from dialogue.listing.verdict import against_owner
from dialogue.message import Button, Go, Message, Say, column
from dialogue.turn import Route, Turn
from storage import authority, import_row, register_entry, register_import
from storage.import_row import ADD, DOUBT, GIVEN, MERGE, SKIP, UNDECIDED, ImportRow
from storage.register_import import RegisterImport


async def _ready(turn: Turn) -> RegisterImport | None:
    """The list that the button is about, if its rows can still be decided."""
    return await register_import.in_preview(turn.db, turn.office, turn.number(0))


def _elsewhere(turn: Turn) -> list[Message]:
    return [Go("import", (turn.number(0),))]


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
        return _again(listed, row)
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
        return _again(listed, row)
    if not await _say(turn, listed, row, Said({}, action, business)):
        words = _("Another row is merged with that record already. Leave one of them out.")
        if is_barred(row.notes or {}, business):
            words = _("The owner of that record has withdrawn consent: nothing can be written there.")
        return [Say(words), *_again(listed, row)]
    return await _after(turn, listed, row, "")


def _again(listed: RegisterImport, row: ImportRow) -> list[Message]:
    """Ask of this row once more."""
    return [Go("importdoubt", (listed.id, row.row - 1))]


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
        return _again(listed, row)
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
    one that would be the second to go into the same record, or into one that may not be written to."""
    into, notes = new.business, staged.notes or {}
    if into and (
        is_barred(notes, into) or await import_row.merged_into(turn.db, listed.id, into, staged.row)
    ):
        return False
    held = read_said(notes.get("said"))
    said = Said({**held.chosen, **new.chosen}, new.action or held.action, new.business or held.business)
    row = settled_by(row_of(staged.row, staged.given, staged.words or {}, notes), new.chosen)
    for name in GIVEN:
        setattr(staged, name, row.business.get(name))
    staged.notes = notes_after(notes, row, said)
    if said.action == SKIP:
        await import_row.decide(turn.db, staged, SKIP, None, [], [])
    elif not (open_problem(staged.notes) or open_fate(staged.notes)):
        await _settle(turn, listed, staged, row, said)
    return True


async def _settle(turn: Turn, listed: RegisterImport, staged: ImportRow, row: Row, said: Said) -> None:
    """Decide a row of which nothing is open, unless what is clear now tells of a record to ask about."""
    into, asked = await _entry(turn, listed, staged, row, said)
    if asked:
        told = [candidate_told(one, turn.voice) for one in asked]
        staged.notes = {**(staged.notes or {}), "candidates": told}
    else:
        await _decide(turn, staged, row, into)


async def _entry(
    turn: Turn, listed: RegisterImport, staged: ImportRow, row: Row, said: Said
) -> tuple[Entry | None, tuple[Candidate, ...]]:
    """The record that the row goes into, or those that are to be asked about first. A number that is clear
    only now may tell of one."""
    if said.action == ADD:
        return None, ()
    known = said.business or (staged.notes or {}).get("match")
    nib, phone = row.papers.get("nib"), row.business.get("phone")
    ids = [known] if known else await register_entry.with_same(turn.db, listed.office_id, nib, phone)
    entries = await register_entry.by_id(turn.db, listed.office_id, ids)
    if said.business:
        return entries.get(said.business), ()
    like = Register(entries.values()).like({**row.business, "papers": row.papers})
    match = Match(entries.get(known)) if known else like
    if match.certain is None:
        return None, match.candidates
    against = against_owner(row, match.certain)
    if against is None and await import_row.merged_into(turn.db, listed.id, match.certain["id"], staged.row):
        against = Candidate(match.certain, (_("another row is merged with it already"),), True)
    return (None, (against,)) if against else (match.certain, ())


async def _decide(turn: Turn, staged: ImportRow, row: Row, entry: Entry | None) -> None:
    if entry is None:
        staged.branch = branch_for(row.business)
        await import_row.decide(turn.db, staged, ADD, None, papers_of(row), [])
        return
    changes = compare(row, entry)
    staged.flagged = flagged_after(entry, changes)
    papers, old = papers_of(row, changes), changes_of(row, entry, changes)
    await import_row.decide(turn.db, staged, MERGE, entry["id"], papers, old)


ROUTES = (
    Route("importchoose", choose, right=authority.IMPORT),
    Route("importfate", fate, right=authority.IMPORT),
    Route("importsimilar", similar, right=authority.IMPORT),
    Route("importall", accept, right=authority.IMPORT),
)
