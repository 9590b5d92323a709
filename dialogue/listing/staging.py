"""A row on its way into the register: what is staged of it, and what was said to its doubts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dialogue.i18n import Voice
from dialogue.listing.action import Action, Fate
from dialogue.listing.likeness import Candidate, Changes, Entry, words_kept
from dialogue.listing.problem import FIELDS, Option, Problem, Severity
from dialogue.listing.row import Row
from dialogue.questionnaire.papers import KINDS

AS_WRITTEN = -1
"""Chosen instead of a reading: the words are kept as they are."""
QUESTION_OF = {column: question.name for question in FIELDS.values() for column in question.columns()}
Staged = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What an officer said to a row in doubt: the reading of each doubtful cell, and what becomes of the row
    (add, merge, skip, or nothing yet), if it is merged into which business."""

    chosen: Mapping[str, int] = field(default_factory=dict)
    action: str = ""
    business: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {"chosen": dict(self.chosen), "action": self.action, "business": self.business}


def read_said(told: Mapping[str, Any] | None) -> Said:
    """What was kept of it."""
    held = told or {}
    return Said(held.get("chosen") or {}, held.get("action") or "", held.get("business") or 0)


def name_for(business: int) -> str:
    """What a business is called by Tindakan that may have no register number yet."""
    return f"#{business}"


def decided(row: Row, said: Said) -> Row:
    """The row as it is after what was said to it."""
    settled = settled_by(row, said.chosen)
    actions = {
        "add": Action(Fate.NEW),
        "merge": Action(Fate.MERGE, name_for(said.business)),
        "skip": Action(Fate.SKIP),
    }
    return replace(settled, action=actions[said.action]) if said.action in actions else settled


def settled_by(row: Row, chosen: Mapping[str, int]) -> Row:
    """The row with these readings in its columns, by the name of the question; the rest stays in doubt."""
    business, papers, paper_words = dict(row.business), dict(row.papers), dict(row.paper_words)
    left: list[Problem] = []
    for problem in row.problems:
        at = chosen.get(problem.field)
        if problem.severity is not Severity.DOUBT or at is None or at >= len(problem.options):
            left.append(problem)
        elif at < 0:
            if problem.field in KINDS:
                papers[problem.field], paper_words[problem.field] = None, problem.words
            else:
                business["flagged"] = {**(business.get("flagged") or {}), problem.field: problem.words}
            left.append(replace(problem, severity=Severity.KEPT, options=(), chosen=None))
        else:
            columns = problem.options[at].columns
            papers |= {key: value for key, value in columns.items() if key in KINDS}
            business |= {key: value for key, value in columns.items() if key not in KINDS}
    return replace(row, business=business, papers=papers, paper_words=paper_words, problems=tuple(left))


def papers_of(row: Row, kinds: Collection[str] | None = None) -> list[Staged]:
    """The papers that the row tells of, or those of these kinds."""
    return [
        _paper(row, kind, number) for kind, number in row.papers.items() if kinds is None or kind in kinds
    ]


def _paper(row: Row, kind: str, number: str | None) -> Staged:
    said = row.paper_words.get(kind)
    told = {"is_held": number != "", "number": number or None, "flagged": {"number": said} if said else None}
    return {"row": row.number, "kind": kind, **told}


def changes_of(row: Row, entry: Entry, changes: Changes) -> list[Staged]:
    """What stood in the register before, by question, for the history of the business and its papers."""
    words: dict[str, str] = {}
    for key, (_old, new) in changes.items():
        if key != "flagged":
            name = QUESTION_OF.get(key, key)
            words[name] = words.get(name) or _words(row, key, new)
    words |= words_changed(changes)
    return [
        {"row": row.number, "field": name, "old": _stood(name, entry), "words": said}
        for name, said in words.items()
    ]


def words_changed(changes: Changes) -> dict[str, str]:
    """The words that are to be kept of the business as they are, by question, as far as they are not kept
    already."""
    old, new = changes.get("flagged", ({}, {}))
    return {name: str(said) for name, said in new.items() if (old or {}).get(name) != said}


def _stood(name: str, entry: Entry) -> Staged:
    """What the register held for a question; with the words kept in its place, where it held such."""
    flagged = entry.get("flagged") or None
    if name in KINDS:
        said = words_kept(entry).get(name)
        number = {"number": (entry.get("papers") or {}).get(name) or None}
        return {**number, "flagged": {"number": said}} if said else number
    stood = {key: entry.get(key) for key in FIELDS[name].columns()}
    return {**stood, "flagged": flagged} if flagged and name in flagged else stood


def _words(row: Row, key: str, new: Any) -> str:
    """What the list says of it; a kecamatan may stand in the address."""
    return row.words.get(key) or row.words.get("street" if key in ("district", "village") else "", str(new))


def flagged_after(entry: Entry, changes: Changes) -> dict[str, Any] | None:
    """The words kept in the register once the row is merged: none for what is answered now; None if they
    stay what they are."""
    old = dict(entry.get("flagged") or {})
    new = dict(changes["flagged"][1]) if "flagged" in changes else old
    answered = {QUESTION_OF.get(key, key) for key in changes if key != "flagged"}
    left = {name: words for name, words in new.items() if name not in answered}
    return left if left != old else None


def candidate_told(one: Candidate, voice: Voice) -> Staged:
    """A record that a row may be about, as it is kept with the row."""
    reasons = [voice.say(reason) for reason in one.reasons]
    told = {"id": one.entry["id"], "reasons": reasons, "is_likely": one.is_likely}
    return {**told, "is_barred": True} if one.is_barred else told


def row_of(
    number: int, business: Mapping[str, Any], words: Mapping[str, str], told: Mapping[str, Any]
) -> Row:
    """A staged row, as it was read: its columns, the words of its cells, and what was told of it."""
    columns = {key: value for key, value in business.items() if value is not None}
    problems = tuple(_problem(one) for one in told.get("problems", ()))
    papers, paper_words = told.get("papers") or {}, told.get("paper_words") or {}
    return Row(number, columns, papers, words, problems, paper_words=paper_words)


def _problem(told: Mapping[str, Any]) -> Problem:
    options = tuple(Option(option["label"], option["columns"]) for option in told["options"])
    severity = Severity(told["severity"])
    return Problem(told["field"], told["words"], severity, told["reason"], options, told["chosen"])


def notes_after(notes: Mapping[str, Any], row: Row, said: Said) -> dict[str, Any]:
    """What was told of a row, now that this was said to it; `settled` keeps the doubts that are over."""
    left = {problem.field: problem for problem in row.problems}
    problems: list[Staged] = []
    settled: list[Staged] = list(notes.get("settled") or ())
    for one in notes.get("problems", ()):
        still = left.get(one["field"])
        if still is not None and str(still.severity) == one["severity"]:
            problems.append(one)
            continue
        settled.append(one)
        if still is not None:
            problems.append({**one, "severity": str(still.severity), "options": [], "chosen": None})
    papers = {"papers": dict(row.papers), "paper_words": dict(row.paper_words)}
    return {**notes, **papers, "problems": problems, "settled": settled, "said": said.as_dict()}
