"""The columns of a list: what each is taken for, to be confirmed or corrected by buttons.

Bot:  daftar.xlsx, lembar “Daftar IKM”: 160 baris, judul di baris 6. “Jenis Produk” → Produk utama …
Rina: [Benar, lanjut]
"""

import json
from typing import Any

from dialogue.fields.quantity import PERIODS
from dialogue.i18n import Lines, _, lines
from dialogue.listing.titles import UNUSED
from dialogue.listing.told import (
    MEANINGS,
    MENU,
    asks_period,
    column_line,
    how_to_send,
    lacks_names,
    meaning,
    not_found,
    paged,
    progress,
    proposal_message,
    proposed,
    titled,
)
from dialogue.message import Button, Edit, Go, Message, Say, column
from dialogue.turn import LATER, Later, Route, Turn, Work
from storage import authority, job, office, register_import
from storage.register_import import CHOOSING, FETCHING, REFUSED, RegisterImport

COLUMNS_SHOWN, MEANINGS_SHOWN = 10, 16
NOTHING_SAID = "none"
"""On the button of a column that is not used, and of a capacity whose period nobody knows."""
SECONDS = 30.0


async def prepare(turn: Turn, import_id: int) -> dict[str, Any] | Later | None:
    """Which file is to be looked through, once it is here."""
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state != FETCHING or listed.attachment_id is None:
        return None
    if await job.is_open(turn.db, "fetch", listed.attachment_id):
        return LATER
    here = await office.by_id(turn.db, listed.office_id)
    asked = {"name": listed.name, "region": here.region, "language": turn.voice.language}
    return {"attachment_id": listed.attachment_id, **asked}


async def keep(turn: Turn, import_id: int, result: bytes) -> list[Message]:
    """What the file seems to hold, or why it is not read."""
    told = json.loads(result)
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state != FETCHING:
        return []
    if "refused" in told:
        return await _refused(turn, listed, told["refused"])
    if not await authority.may(turn.db, turn.contact, authority.IMPORT, listed.office_id):
        await _refused(turn, listed, "")
        return []
    await register_import.move(turn.db, listed.id, FETCHING, CHOOSING, turn.now)
    _take_sheet(listed, told, told["chosen"])
    return [_proposal(listed)]


async def failed(turn: Turn, import_id: int) -> list[Message]:
    """The child came to grief over the file, or used up what it may."""
    listed = await register_import.by_id(turn.db, import_id)
    if listed is None or listed.state != FETCHING:
        return []
    words = _("The file could not be read. Please copy the list to a new Excel file, and send that.")
    return await _refused(turn, listed, turn.voice.say(words))


async def _refused(turn: Turn, listed: RegisterImport, reason: str) -> list[Message]:
    await register_import.move(turn.db, listed.id, FETCHING, REFUSED, turn.now)
    await register_import.forget(turn.db, listed)
    return [Say(lines(reason, how_to_send()), column(MENU))]


def _take_sheet(listed: RegisterImport, told: dict[str, Any], at: int) -> None:
    """From now on the list is this sheet, with its columns as proposed."""
    sheet = told["sheets"][at]
    listed.sheets = {**told, "chosen": at, "periods": {}, "said": {}}
    listed.sheet, listed.header = sheet["name"][:120], sum(sheet["header"])
    listed.rows, listed.mapping = sheet["rows"], proposed(sheet)


def _proposal(listed: RegisterImport) -> Say:
    return proposal_message(listed.id, listed.name, listed.sheets or {}, listed.mapping or {})


async def _choosing(turn: Turn) -> RegisterImport | None:
    """The list that the button is about, if its columns can still be chosen."""
    listed = await register_import.in_office(turn.db, turn.office, turn.number(0))
    return listed if listed is not None and listed.state == CHOOSING else None


def _elsewhere(turn: Turn) -> list[Message]:
    return [Go("import", (turn.number(0),))]


async def looks(turn: Turn) -> list[Message]:
    """The proposal again, as it stands now."""
    listed = await _choosing(turn)
    return [_proposal(listed)] if listed else not_found()


async def sheets(turn: Turn) -> list[Message]:
    """Choose another sheet of the file."""
    listed = await _choosing(turn)
    if listed is None:
        return _elsewhere(turn)
    told = listed.sheets or {}
    if len(turn.args) > 1:
        _take_sheet(listed, told, min(turn.number(1), len(told["sheets"]) - 1))
        return [_proposal(listed)]
    ways = [
        Button(
            _("{name}: {rows} rows", name=sheet["name"][:40], rows=sheet["rows"]),
            "importsheets",
            (listed.id, at),
        )
        for at, sheet in enumerate(told["sheets"])
    ]
    return [Edit(_("On which sheet is the list?"), column(*ways, _back(listed)))]


def _back(listed: RegisterImport) -> Button:
    return Button(_("Back"), "importcolumn", (listed.id,))


async def columns(turn: Turn) -> list[Message]:
    """Choose the column to change, by pages."""
    listed = await _choosing(turn)
    if listed is None:
        return _elsewhere(turn)
    every = _sheet(listed)["columns"]
    first = turn.number(1) * COLUMNS_SHOWN
    ways = [
        [Button(column_line(one, listed.mapping or {}), "importmeanings", (listed.id, one["index"]))]
        for one in every[first : first + COLUMNS_SHOWN]
    ]
    more = None
    if first + COLUMNS_SHOWN < len(every):
        more = Button(_("More columns"), "importcolumns", (listed.id, turn.number(1) + 1))
    return [Edit(_("Which column is taken for the wrong thing?"), paged(ways, more, _back(listed)))]


def _sheet(listed: RegisterImport) -> dict[str, Any]:
    told = listed.sheets or {}
    sheet: dict[str, Any] = told["sheets"][told["chosen"]]
    return sheet


def _column(turn: Turn, listed: RegisterImport) -> dict[str, Any] | None:
    """The column that the button names."""
    at = turn.number(1)
    return next((one for one in _sheet(listed)["columns"] if one["index"] == at), None)


async def meanings(turn: Turn) -> list[Message]:
    """What the column holds: its first cells, and all that it may be taken for, by pages."""
    listed = await _choosing(turn)
    one = _column(turn, listed) if listed else None
    if listed is None or one is None:
        return _elsewhere(turn)
    page = turn.number(2)
    shown = MEANINGS[page * MEANINGS_SHOWN : (page + 1) * MEANINGS_SHOWN]
    ways = [Button(meaning(key), "importmean", (listed.id, one["index"], key)) for key in shown]
    rows = [ways[at : at + 2] for at in range(0, len(ways), 2)]
    unused = Button(_("Not used"), "importmean", (listed.id, one["index"], NOTHING_SAID))
    more = None
    if (page + 1) * MEANINGS_SHOWN < len(MEANINGS):
        more = Button(_("More choices"), "importmeanings", (listed.id, one["index"], page + 1))
    samples = Lines(tuple(one["samples"]), "; ")
    words = lines(
        _("What does column “{title}” hold?", title=titled(one)),
        _("For example: {samples}", samples=samples) if one["samples"] else None,
    )
    return [Edit(words, paged(rows, more, unused, Button(_("Back"), "importcolumns", (listed.id,))))]


async def mean(turn: Turn) -> list[Message]:
    """The column holds this from now on, and no other column does."""
    listed = await _choosing(turn)
    one = _column(turn, listed) if listed else None
    key = turn.args[2] if len(turn.args) > 2 else ""
    if listed is None or one is None or key not in (*MEANINGS, NOTHING_SAID):
        return _elsewhere(turn)
    key = UNUSED if key == NOTHING_SAID else key
    others = {at: UNUSED if held == key else held for at, held in (listed.mapping or {}).items()}
    listed.mapping = {**others, str(one["index"]): key}
    return [_proposal(listed)]


async def period(turn: Turn) -> list[Message]:
    """In what time the capacity of the list is made, as nothing in it tells."""
    listed = await _choosing(turn)
    said = turn.args[1] if len(turn.args) > 1 else ""
    if listed is None or said not in (*PERIODS, NOTHING_SAID):
        return _elsewhere(turn)
    listed.sheets = {**(listed.sheets or {}), "periods": {"capacity": "" if said == NOTHING_SAID else said}}
    return await read(turn)


async def read(turn: Turn) -> list[Message]:
    """The columns are right: read every row, and compare it with the register."""
    listed = await _choosing(turn)
    if listed is None:
        return _elsewhere(turn)
    told, mapping = listed.sheets or {}, listed.mapping or {}
    if lacks_names(mapping):
        words = _("No column holds the owner's name or the name of the business. Please show which one does.")
        return [
            Say(words, column(Button(_("Change a column"), "importcolumns", (listed.id,)), _back(listed)))
        ]
    if asks_period(_sheet(listed), mapping) and "capacity" not in told.get("periods", {}):
        ways = [Button(label, "importperiod", (listed.id, name)) for name, label in PERIODS.items()]
        unknown = Button(_("The list does not say"), "importperiod", (listed.id, NOTHING_SAID))
        words = _("In what time is the production capacity of this list made?")
        return [Say(words, column(*ways, unknown, _back(listed)))]
    if not await register_import.compare(turn.db, listed, CHOOSING, turn.contact, turn.now):
        return _elsewhere(turn)
    return [progress(listed.board, listed.id, 0, listed.rows)]


ROUTES = (
    Route("importcolumn", looks, right=authority.IMPORT),
    Route("importsheets", sheets, right=authority.IMPORT),
    Route("importcolumns", columns, right=authority.IMPORT),
    Route("importmeanings", meanings, right=authority.IMPORT),
    Route("importmean", mean, right=authority.IMPORT),
    Route("importperiod", period, right=authority.IMPORT),
    Route("importread", read, right=authority.IMPORT),
)
JOBS = {"sheets": Work(prepare, keep, seconds=SECONDS, tries=1, on_failure=failed)}
