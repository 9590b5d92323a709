"""What is to become of each row of a list: new, changed, the same, in doubt, or an error; with the action
that is proposed for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dialogue.i18n import Lines, Shown, _
from dialogue.listing.action import Action, Fate, Settling
from dialogue.listing.likeness import (
    Candidate,
    Changes,
    Entry,
    Match,
    Register,
    compare,
    same,
    words_kept,
)
from dialogue.listing.problem import FIELDS, Problem, Severity
from dialogue.listing.row import Row
from dialogue.listing.staging import AS_WRITTEN, QUESTION_OF, settled_by, words_changed

ROW = "row"
"""Under this name stands the row itself in the entry that is made of it."""


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBT = "doubt"
    ERROR = "error"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Verdict:
    """`row` has its settled doubts in its columns. `action` is what Tindakan proposes."""

    row: Row
    status: Status
    match: Entry | None = None
    changes: Changes | None = None
    candidates: tuple[Candidate, ...] = ()
    """Businesses of the register that it may be, still undecided."""
    twin: int = 0
    """The number of an earlier row of the same list that it repeats."""
    action: Action = field(default_factory=Action)
    notes: tuple[Shown, ...] = ()
    """What is to be said of the row as a whole."""
    is_withdrawn: bool = False
    """Whether its record may not be changed any more: the owner has withdrawn consent."""


def verdicts(rows: Iterable[Row], register: Register) -> Iterator[Verdict]:
    """The verdict of each row, in their order."""
    seen = Register(())
    for row in rows:
        settled = settle(row)
        verdict = _judged(settled, register.match(settled), _twin(settled, seen))
        seen.add(
            {
                **settled.business,
                "papers": settled.papers,
                "number": settled.register_number or None,
                ROW: settled.number,
            }
        )
        yield verdict


def settle(row: Row) -> Row:
    """The row with its doubts settled as Tindakan says, as far as it says so."""
    if row.action.settling is None or row.action.fate is Fate.SKIP:
        return row
    chosen = {problem.field: _chosen(problem, row.action) for problem in row.doubts}
    return settled_by(row, {name: at for name, at in chosen.items() if at is not None})


def _chosen(problem: Problem, action: Action) -> int | None:
    """The reading that Tindakan chooses, or that the words are kept; None if it chooses none."""
    if action.settling is Settling.AS_IS:
        return AS_WRITTEN
    return action.option - 1 if action.option else problem.chosen


def _twin(row: Row, seen: Register) -> int:
    """The number of an earlier row that this one repeats or mostly does; 0 if there is none."""
    if row.register_number:
        held = seen.by_number.get(row.register_number)
        return int(held[ROW]) if held else 0
    found = seen.like({**row.business, "papers": row.papers})
    likely = next((one.entry for one in found.candidates if one.is_likely), None)
    held = found.certain or likely
    return int(held[ROW]) if held else 0


def _judged(row: Row, match: Match, twin: int) -> Verdict:
    if row.action.fate is Fate.SKIP:
        return Verdict(row, Status.SKIPPED)
    if match.is_unknown_number:
        row = _numberless(row)
    if row.errors:
        return Verdict(row, Status.ERROR, action=Action(Fate.SKIP))
    known = _same_as(row, match)
    if known is not None:
        return Verdict(_without_settled(row, known), Status.SAME, known, {}, action=_update(known))
    is_decided = row.action.fate in (Fate.NEW, Fate.UPDATE, Fate.MERGE)
    certain = None if row.action.fate is Fate.NEW else match.certain
    if certain is not None:
        row = _without_settled(row, certain)
        kept_off = _kept_off(row, certain, is_decided)
        if kept_off is not None:
            return kept_off
    is_aimless = row.action.fate in (Fate.UPDATE, Fate.MERGE) and certain is None
    candidates = match.candidates if is_aimless or not (certain or is_decided) else ()
    repeated = 0 if is_decided else twin
    if row.doubts or candidates or repeated or is_aimless:
        return _doubtful(row, certain, candidates, repeated)
    if certain is None:
        return Verdict(row, Status.NEW, action=Action(Fate.NEW))
    return Verdict(row, Status.CHANGED, certain, compare(row, certain), action=_update(certain))


def against_owner(row: Row, entry: Entry) -> Candidate | None:
    """The record as one that is to be asked about, where the row says otherwise than an owner who looks
    after it herself: an old list does not write over her answers unless an officer says so; nor at all where
    she has withdrawn consent."""
    if entry.get("has_withdrawn"):
        return Candidate(entry, (_("its owner has withdrawn consent"),), True)
    if not entry.get("has_owner"):
        return None
    changes, kept = compare(row, entry), words_kept(entry)
    asked = {QUESTION_OF.get(key, key): old for key, (old, _new) in changes.items() if key != "flagged"}
    names = [name for name, old in asked.items() if old or name in kept]
    names += [name for name in words_changed(changes) if name in kept and name not in asked]
    if not names:
        return None
    labels = Lines(tuple(FIELDS[name].label for name in names), ", ")
    return Candidate(entry, (_("its owner has answered otherwise: {names}", names=labels),), True)


def _as_proposed(row: Row) -> Row:
    """The row with its doubts settled by the readings that are proposed."""
    return settled_by(row, {one.field: one.chosen for one in row.doubts if one.chosen is not None})


def _kept_off(row: Row, entry: Entry, is_decided: bool) -> Verdict | None:
    """What keeps the row from its record: an owner who has withdrawn consent, or has answered otherwise."""
    skip = Action(Fate.SKIP)
    if entry.get("has_withdrawn"):
        return Verdict(_withdrawn(row, entry), Status.ERROR, action=skip, is_withdrawn=True)
    against = None if is_decided else against_owner(_as_proposed(row), entry)
    if against is None:
        return None
    notes = _notes((against,), 0)
    return Verdict(row, Status.DOUBT, candidates=(against,), action=skip, notes=notes)


def _withdrawn(row: Row, entry: Entry) -> Row:
    """The row with the error that its record may not be changed any more (UU 27/2022 article 40)."""
    reason = _("Its owner has withdrawn consent; the data is not changed.")
    number = str(entry.get("number") or "")
    return replace(row, problems=(Problem("number", number, Severity.ERROR, reason), *row.problems))


def _numberless(row: Row) -> Row:
    """The row with the error that its register number is not of this office."""
    number = row.action.number or row.register_number
    reason = _("There is no {number} in this office's register.", number=number)
    return replace(row, problems=(Problem("number", number, Severity.ERROR, reason), *row.problems))


def _update(entry: Entry) -> Action:
    return Action(Fate.UPDATE, str(entry.get("number") or ""))


def _same_as(row: Row, match: Match) -> Entry | None:
    """The business of which the row tells nothing new, so that the same list again changes nothing."""
    among = [match.certain] if match.certain is not None else [one.entry for one in match.candidates]
    for entry in among:
        left = _without_settled(row, entry)
        if not left.doubts and not compare(left, entry):
            return entry
    return None


def _without_settled(row: Row, entry: Entry) -> Row:
    """The row without what the register has settled: by one of the readings, or by the words kept."""
    known, kept = {**entry, **(entry.get("papers") or {})}, words_kept(entry)
    open_ = tuple(
        problem
        for problem in row.problems
        if kept.get(problem.field) != problem.words
        and not any(
            all(same(key, value, known) for key, value in one.columns.items()) for one in problem.options
        )
    )
    return replace(row, problems=open_)


def _doubtful(row: Row, certain: Entry | None, candidates: tuple[Candidate, ...], repeated: int) -> Verdict:
    return Verdict(
        row,
        Status.DOUBT,
        certain,
        candidates=candidates,
        twin=repeated,
        action=_proposed(row, certain, candidates, repeated),
        notes=_notes(candidates, repeated),
    )


def _proposed(row: Row, certain: Entry | None, candidates: tuple[Candidate, ...], repeated: int) -> Action:
    """What is likeliest; nothing where no reading is likelier than another."""
    if repeated or any(one.is_likely and one.is_barred for one in candidates):
        return Action(Fate.SKIP)
    if any(problem.chosen is None for problem in row.doubts):
        return Action()
    settling = Settling.PROPOSED if row.doubts else None
    if certain is not None:
        return Action(Fate.UPDATE, str(certain.get("number") or ""), settling)
    likely = [one for one in candidates if one.is_likely]
    if len(likely) == 1 and likely[0].entry.get("number"):
        return Action(Fate.MERGE, str(likely[0].entry["number"]), settling)
    return Action() if len(likely) > 1 else Action(Fate.NEW, settling=settling)


def _notes(candidates: tuple[Candidate, ...], repeated: int) -> tuple[Shown, ...]:
    told: list[Shown] = [
        _(
            "It may be {name} ({number}): {reason}.",
            name=str(one.entry.get("owner_name") or one.entry.get("name") or ""),
            number=str(one.entry.get("number") or ""),
            reason=one.reasons[0],
        )
        for one in candidates[:3]
    ]
    told += [barred_note(one.entry) for one in candidates[:3] if one.is_barred]
    if repeated:
        told.append(_("It looks like row {number} of this list.", number=str(repeated)))
    return tuple(told)


def barred_note(entry: Entry) -> Shown:
    """Why a row cannot be merged with this record."""
    number = str(entry.get("number") or entry.get("owner_name") or "")
    return _("The owner of {number} has withdrawn consent: nothing can be written there.", number=number)
