"""How a row in doubt looks, side by side with the records that it may be about; and which rows are alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from dialogue import places
from dialogue.i18n import Lines, Shown, _, lines
from dialogue.listing.told import field_name
from dialogue.listing.verdict import barred_note
from dialogue.message import Button, Say, column

MOST_OPTIONS = 8
MOST_CANDIDATES = 3
AT_ONCE = 300
"""Rows that one press decides; more take another press, so that nobody waits for them."""
Told = Mapping[str, Any]


def open_problem(notes: Told) -> Told | None:
    """The first cell of the row that is still in doubt."""
    return next((one for one in notes.get("problems", ()) if one["severity"] == "doubt"), None)


def open_fate(notes: Told) -> bool:
    """Whether it is still open what becomes of the row as a whole."""
    is_said = bool((notes.get("said") or {}).get("action"))
    return bool(notes.get("candidates") or notes.get("twin")) and not is_said


def asks_value(import_id: int, row: int, head: Shown, problem: Told) -> Say:
    """A doubtful cell, with its readings as buttons."""
    words = lines(
        head,
        _("{title}: “{words}”", title=field_name(problem["field"]), words=problem["words"][:200]),
        problem["reason"],
    )
    options = [
        Button(option["label"][:60], "importchoose", (import_id, row, problem["field"], at))
        for at, option in enumerate(problem["options"][:MOST_OPTIONS])
    ]
    as_is = Button(_("Note it as written"), "importchoose", (import_id, row, problem["field"], "asis"))
    return Say(words, column(*options, as_is, *_others(import_id, row)))


def asks_fate(
    import_id: int,
    row: int,
    head: Shown,
    mine: Shown,
    others: Sequence[tuple[Told, Shown]],
    twin: Shown | None,
) -> Say:
    """The row and the records that it may be about, or the earlier row that it repeats."""
    known = [
        _(
            "*{number}*: {told}. Alike: {reasons}",
            number=entry.get("number") or _("not saved yet"),
            told=told,
            reasons=Lines(tuple(entry["reasons"]), ", "),
        )
        for entry, told in others
    ]
    barred = [barred_note(entry) for entry, _shown in others if entry.get("has_withdrawn")]
    words = lines(head, _("*In the list*: {told}", told=mine), *known, *barred, twin)
    merges = [
        Button(
            _("Merge with {number}", number=entry.get("number") or entry.get("owner_name") or ""),
            "importfate",
            (import_id, row, "merge", entry["id"]),
        )
        for entry, _shown in others
        if not entry.get("has_withdrawn")
    ]
    both = Button(_("Save both"), "importfate", (import_id, row, "add"))
    return Say(words, column(*merges, both, *_others(import_id, row)))


def _others(import_id: int, row: int) -> tuple[Button, ...]:
    return (
        Button(_("Leave this row out"), "importfate", (import_id, row, "skip")),
        Button(_("Later"), "importdoubt", (import_id, row)),
        Button(_("Back to the list"), "importpreview", (import_id,)),
    )


def described(answers: Told, nib: str | None) -> Shown:
    """Name, village, the phone's last digits, NIB and product, as far as they are known."""
    phone, place = answers.get("phone"), answers.get("village") or answers.get("district")
    parts: list[Shown | None] = [
        answers.get("owner_name"),
        answers.get("name"),
        places.name_of(place) if place else None,
        _("phone …{digits}", digits=phone[-4:]) if phone else None,
        _("NIB {nib}", nib=nib) if nib else None,
        answers.get("main_product"),
    ]
    return Lines(tuple(part for part in parts if part), ", ")


def same_choice(one: Told, other: Told, field: str, at: int) -> int | None:
    """Which reading of the other row's cell is the same answer as this reading of this row's; None if the
    other asks something else. The proposed or only reading is the same as the other's."""
    first, second = _problem(one, field), _problem(other, field)
    if first is None or second is None or second["severity"] != "doubt":
        return None
    if at < 0 or _asked(first) == _asked(second):
        return at
    return _proposed(second) if at == _proposed(first) else None


def _proposed(problem: Told) -> int | None:
    """The reading that is proposed, or the only one."""
    return 0 if len(problem["options"]) == 1 else problem["chosen"]


def alike(one: Told, other: Told) -> bool:
    """Whether of both rows only this is open, what becomes of them, for the same sort of likeness."""
    return open_problem(other) is None and open_fate(other) and _likeness(one) == _likeness(other)


def _problem(notes: Told, field: str) -> Told | None:
    asked = [*notes.get("settled", ()), *notes.get("problems", ())]
    return next((one for one in asked if one["field"] == field and one["options"]), None)


def _asked(problem: Told) -> tuple[Any, ...]:
    return problem["words"].casefold(), tuple(option["label"] for option in problem["options"])


def _likeness(notes: Told) -> tuple[bool, tuple[str, ...]]:
    candidates = notes.get("candidates") or ()
    return bool(notes.get("twin")), tuple(candidates[0]["reasons"]) if candidates else ()


def likely(notes: Told) -> int:
    """The one record that the row is mostly about; 0 if there is none, or more than one."""
    among = [one["id"] for one in notes.get("candidates") or () if one["is_likely"]]
    return int(among[0]) if len(among) == 1 and not is_barred(notes, among[0]) else 0


def is_barred(notes: Told, business: int) -> bool:
    """Whether nothing may be written into this record that the row may be about."""
    return any(one["id"] == business and one.get("is_barred") for one in notes.get("candidates") or ())
