"""How a list on its way into the register looks in the chat: its columns, its progress, what it would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialogue.asking import shown
from dialogue.i18n import Lines, Shown, Text, _, lines
from dialogue.listing.columns import BY_KEY
from dialogue.listing.problem import FIELDS
from dialogue.listing.titles import ACTION, NOTE, PER, UNUSED, WORKERS, is_ours
from dialogue.message import Board, Button, Buttons, Message, Say, column
from dialogue.questionnaire.papers import KINDS

MENU = Button(_("Main menu"), "menu")
OTHERS: dict[str, Text] = {
    WORKERS: _("Workers in all"),
    ACTION: _("Action"),
    NOTE: _("Notes"),
    UNUSED: _("Not used"),
}
MEANINGS: tuple[str, ...] = (
    *(key for key, column in BY_KEY.items() if column.is_read),
    WORKERS,
    ACTION,
)
"""All that a column of a list may hold, in the order of the register."""
NAMES = ("owner_name", "name")
SHOWN_COLUMNS = 40
BAR = 10
"""Signs in the bar of progress."""
Meant = Mapping[str, str]
"""Key of the register by the place of the column, as text."""


def not_found() -> list[Message]:
    """For a list that is not of this office, or is gone."""
    words = _("That list is not here any more.")
    return [Say(words, column(Button(_("Bring in a list"), "imports"), MENU))]


def how_to_send() -> Shown:
    """What may be sent, with an example."""
    return lines(
        _("Send the Excel file (.xlsx or .csv) here, with the paperclip. At most 5 MB."),
        _("Each business has a row; above stand titles such as Nama Pemilik, Alamat, No. HP, Jenis Produk."),
        _("Nothing is saved before you press *Save*."),
    )


def meaning(key: str) -> Text:
    """What a column of this key holds."""
    return OTHERS[key] if key in OTHERS else BY_KEY[key].title


def proposal(name: str, sheet: Mapping[str, Any], mapping: Meant) -> Lines:
    """Which sheet and rows are taken for the list, and what each column is taken for."""
    first, height = sheet["header"]
    head = _(
        "*{name}*, sheet “{sheet}”: {rows} rows, titles in row {title}.",
        name=name,
        sheet=sheet["name"],
        rows=sheet["rows"],
        title=first + height,
    )
    if not height:
        head = _(
            "*{name}*, sheet “{sheet}”: {rows} rows, no titles.",
            name=name,
            sheet=sheet["name"],
            rows=sheet["rows"],
        )
    taken = [one for one in sheet["columns"] if mapping.get(str(one["index"]), UNUSED) != UNUSED]
    unused = [one for one in sheet["columns"] if one not in taken and one["title"]]
    ours = [one for one in taken if is_ours(one["title"], mapping[str(one["index"])])]
    others = [one for one in taken if one not in ours]
    told: list[Shown] = [column_line(one, mapping) for one in others[:SHOWN_COLUMNS]]
    if len(others) > SHOWN_COLUMNS:
        told.append(_("and {count} columns more", count=len(others) - SHOWN_COLUMNS))
    if ours:
        told.append(_("{count} columns have the titles of the register.", count=len(ours)))
    left = None
    if unused:
        names: list[Shown] = [one["title"][:40] for one in unused[:8]]
        left = _("Not used: {names}", names=Lines((*names, *(["…"] if len(unused) > 8 else [])), ", "))
    return lines(head, *told, left, _("Is that right?"))


def column_line(one: Mapping[str, Any], mapping: Meant) -> Shown:
    """A column with what it is taken for: “Jenis Produk” → Produk utama."""
    key = mapping.get(str(one["index"]), UNUSED)
    told: Shown = meaning(key)
    if one["scale"] > 1 and key in ("investment", "land_building"):
        unit = _("in thousands of rupiah") if one["scale"] == 1000 else _("in millions of rupiah")
        told = _("{meaning}, {unit}", meaning=told, unit=unit)
    return _("“{title}” → {meaning}", title=titled(one), meaning=told)


def titled(one: Mapping[str, Any]) -> str:
    """The column's title; without one, its letter as a spreadsheet has it."""
    return str(one["title"])[:60] or letter(one["index"])


def letter(index: int) -> str:
    """A for the first column, AA for the 27th."""
    before = letter(index // 26 - 1) if index >= 26 else ""
    return before + chr(ord("A") + index % 26)


def lacks_names(mapping: Meant) -> bool:
    """Whether no column holds a name, so that nothing can be brought in."""
    return not set(NAMES) & set(mapping.values())


def asks_period(sheet: Mapping[str, Any], mapping: Meant) -> bool:
    """Whether nothing tells in what time the capacity is made."""
    held = next((one for one in sheet["columns"] if mapping.get(str(one["index"])) == "capacity"), None)
    if held is None or held["period"] or "capacity_period" in mapping.values():
        return False
    return not any(PER.search(sample.lower()) for sample in held["samples"])


def bar(done: int, of: int) -> str:
    """▓▓▓▓░░░░░░"""
    full = BAR * done // of if of else BAR
    return "▓" * full + "░" * (BAR - full)


def progress(subject: str, import_id: int, done: int, of: int) -> Board:
    """The board while the list is read; at its end it has no button any more."""
    if done >= of:
        return Board(subject, _("Reading the list: {bar} all {count} rows", bar=bar(1, 1), count=of))
    words = _("Reading the list: {bar} {done} of {count}", bar=bar(done, of), done=done, count=of)
    return Board(subject, words, column(Button(_("Cancel"), "importstop", (import_id,))))


def field_name(name: str) -> Shown:
    """What a question or a column of the register is called."""
    if name in KINDS:
        return KINDS[name]
    if name in BY_KEY:
        return BY_KEY[name].title
    return FIELDS[name].label


def answer(name: str, answers: Mapping[str, Any]) -> Shown:
    """What the register or the list says to a question."""
    if name in KINDS:
        said = answers.get("number") or (answers.get("flagged") or {}).get("number")
        return str(said) if said else _("not filled in yet")
    return shown(FIELDS[name], answers)


def paged(rows: Sequence[Sequence[Button]], *below: Button | None) -> Buttons:
    """Rows of buttons, and single ones under them."""
    return Buttons((*(tuple(row) for row in rows), *((one,) for one in below if one is not None)))


def proposal_message(import_id: int, name: str, told: Mapping[str, Any], mapping: Meant) -> Say:
    """What the file seems to hold, to be confirmed or corrected."""
    sheet = told["sheets"][told["chosen"]]
    ways = (
        Button(_("Right, go on"), "importread", (import_id,)),
        Button(_("Change a column"), "importcolumns", (import_id,)),
        Button(_("Another sheet"), "importsheets", (import_id,)) if len(told["sheets"]) > 1 else None,
        Button(_("Cancel"), "importstop", (import_id,)),
    )
    return Say(proposal(name, sheet, mapping), column(*ways))


def proposed(sheet: Mapping[str, Any]) -> dict[str, str]:
    """What each column of a sheet seems to hold."""
    return {str(one["index"]): one["key"] for one in sheet["columns"]}


@dataclass(frozen=True)
class Outcome:
    """How many rows there are of each status (new, changed, same, doubt, error) and action (add, merge,
    skip, or an empty text while undecided)."""

    counts: Mapping[tuple[str, str], int]

    def of(self, status: str = "", action: str | None = None) -> int:
        """How many of a status and an action, as far as each is given."""
        return sum(
            count
            for (held, done), count in self.counts.items()
            if status in ("", held) and action in (None, done)
        )

    @property
    def added(self) -> int:
        return self.of(action="add")

    @property
    def merged(self) -> int:
        return self.of(action="merge")

    @property
    def open(self) -> int:
        return self.of(action="")

    @property
    def left(self) -> int:
        """Rows that are not saved although nobody said so."""
        return self.open + self.of("error")


MOST_FIELDS = 6


def preview_message(
    import_id: int, name: str, out: Outcome, fields: Mapping[str, int], told: Mapping[str, Any]
) -> Say:
    """What the list would do to the register, and what can be done about it."""
    head = _("*{name}*: {count} rows.", name=name, count=out.of())
    numbers = _(
        "{new} new, {changed} changed, {same} the same, {open} to be decided, {wrong} wrong.",
        new=out.of("new"),
        changed=out.of("changed"),
        same=out.of("same"),
        open=out.open,
        wrong=out.of("error"),
    )
    has_any = bool(out.added or out.merged)
    none = None if has_any or out.left else _("The register has all of this already.")
    ways = (
        Button(_("Save"), "importsave", (import_id,)) if has_any else None,
        Button(_("See what changes"), "importchanges", (import_id,)) if out.merged else None,
        Button(_("Decide the doubtful ones ({count})", count=out.open), "importdoubts", (import_id,))
        if out.open
        else None,
        Button(_("Change a decision"), "importsaid", (import_id, 0)) if _decided(out) else None,
        Button(_("Send the list of errors (Excel)"), "importreturn", (import_id,)) if out.left else None,
        Button(_("Cancel") if has_any or out.left else _("Close"), "importstop", (import_id, *_yes(out))),
    )
    beside = (_withdrawn(told.get("withdrawn", 0)), _kept(told.get("kept", 0)))
    said = (head, numbers, _decided(out), _fields(fields), *beside, none)
    return Say(lines(*said), column(*ways))


def _yes(out: Outcome) -> tuple[str, ...]:
    """Where nothing is lost, nothing is asked."""
    return () if out.added or out.merged or out.left else ("yes",)


def _decided(out: Outcome) -> Shown | None:
    added, merged, skipped = (out.of("doubt", action) for action in ("add", "merge", "skip"))
    if not (added or merged or skipped):
        return None
    return _(
        "Decided: {added} saved as new, {merged} merged, {skipped} left out.",
        added=added,
        merged=merged,
        skipped=skipped,
    )


def _fields(fields: Mapping[str, int]) -> Shown | None:
    if not fields:
        return None
    first = list(fields.items())[:MOST_FIELDS]
    told: list[Shown] = [_("{field} {count}", field=field_name(name), count=often) for name, often in first]
    told += ["…"] if len(fields) > MOST_FIELDS else []
    return _("Changes: {fields}.", fields=Lines(tuple(told), ", "))


def _withdrawn(count: int) -> Shown | None:
    if not count:
        return None
    return _("Of {count} rows the owners have withdrawn consent: their data is not changed.", count=count)


def _kept(kept: int) -> Shown | None:
    if not kept:
        return None
    return _("In {count} rows something could not be read: its words are kept for an officer.", count=kept)
