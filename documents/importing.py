"""Reading a list that an office sent in, beside its register: each step a child process under limits, which
reads the file and the register from the database itself.

1. `sheets`: what the file holds, and what its columns seem to be.
2. `rows`: what would become of each row, as it is to be staged.
3. `returned`: the list again, with what is wrong and what shall be done.

A file that is not read answers with {"refused": sentence}.
"""

import asyncio
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dialogue.i18n import Voice, _
from dialogue.indicative import branch_for
from dialogue.listing.headers import Table, lines_of
from dialogue.listing.likeness import Entry, Register
from dialogue.listing.problem import Severity
from dialogue.listing.staging import (
    Said,
    changes_of,
    flagged_after,
    name_for,
    papers_of,
    read_said,
)
from dialogue.listing.verdict import Status, Verdict
from dialogue.questionnaire.sections import percent, record_of
from documents.lists import judged, located, tell_sheets, told_notes
from documents.opening import Sheet, limit_process, opened
from documents.refused import Refused
from documents.returned import write_returned
from storage import attachment, import_row, register_entry
from storage.import_row import ADD, GIVEN, MERGE, SKIP, UNDECIDED
from storage.searchable import search_text
from storage.store import Store

NOT_FETCHED = _("The file could not be fetched. Please send it again.")
MOST_SHEETS = 8
SAMPLE, TITLE = 40, 80
"""Letters that are shown of a cell and of a title."""
CHUNK = 250
"""Rows staged at once: a few hundredths of a second."""
LONG_SECONDS = 120
"""Of the processor, for a list and the register beside it; that the file itself is read in 20 s, the first
step has shown."""
Told = dict[str, Any]
STATUS = {
    Status.NEW: (import_row.NEW, ADD),
    Status.CHANGED: (import_row.CHANGED, MERGE),
    Status.SAME: (import_row.SAME, SKIP),
    Status.DOUBT: (import_row.DOUBT, UNDECIDED),
    Status.ERROR: (import_row.ERROR, SKIP),
    Status.SKIPPED: (import_row.DOUBT, SKIP),
}


def sheets(attachment_id: int, name: str, region: str, language: str) -> bytes:
    """The likeliest sheets with their columns as proposed, the one that is `chosen` by its place among them,
    and the file's digest; as JSON."""
    limit_process()
    content = asyncio.run(_content(attachment_id))
    if content is None:
        return json.dumps({"refused": Voice(language).say(NOT_FETCHED)}).encode()
    told = tell_sheets(content, name, region, language)
    if "sheets" in told:
        digest = hashlib.sha256(content).hexdigest()
        told = {**_likeliest(told["sheets"], told["best"]), "digest": digest}
    return json.dumps(told).encode()


def _likeliest(sheets: list[Told], best: int) -> Told:
    """As many sheets as can be chosen from by buttons, in the order of the file."""
    order = sorted(sheets, key=lambda sheet: (sheet["sheet"] != best, -sheet["rows"]))[:MOST_SHEETS]
    kept = sorted(order, key=lambda sheet: sheet["sheet"])
    for one in (column for sheet in kept for column in sheet["columns"]):
        one["samples"] = [sample[:SAMPLE] for sample in one["samples"]]
        one["title"] = one["title"][:TITLE]
    return {"sheets": kept, "chosen": [sheet["sheet"] for sheet in kept].index(best)}


def rows(**asked: Any) -> Iterator[Told]:
    """The rows as they are to be staged, in chunks, each with how many are done and of how many."""
    limit_process(LONG_SECONDS)
    try:
        work = _Work(**asked)
    except Refused as refused:
        yield {"refused": Voice(asked["language"]).say(refused.reason)}
        return
    yield from work.chunks()


def returned(**asked: Any) -> bytes:
    """The list again as a workbook; takes what `rows` takes."""
    limit_process(LONG_SECONDS)
    work = _Work(**asked)
    return write_returned(work.sheet, work.table, work.verdicts(), asked["language"])


async def _content(attachment_id: int) -> bytes | None:
    store = Store(os.environ["DATABASE_URL"])
    try:
        async with store.reading() as db:
            return await attachment.content(db, attachment_id)
    finally:
        await store.close()


async def _register(office_id: int) -> list[dict[str, Any]]:
    store = Store(os.environ["DATABASE_URL"])
    try:
        async with store.reading() as db:
            return await register_entry.entries(db, office_id)
    finally:
        await store.close()


class _Work:
    """A list whose columns are known, the register beside it, and what was said to its rows before."""

    def __init__(
        self,
        attachment_id: int,
        office_id: int,
        region: str,
        sheet: int,
        header: list[int],
        mapping: Mapping[str, str],
        periods: Mapping[str, str],
        said: Mapping[str, Any],
        today: str,
        language: str,
    ) -> None:
        content = asyncio.run(_content(attachment_id)) or b""
        self.sheet: Sheet
        self.table: Table
        self.sheet, self.table = located(opened(content), region, sheet, header, mapping, periods)
        self.region, self.today, self.voice = region, date.fromisoformat(today), Voice(language)
        self.said: dict[int, Said] = {int(row): read_said(told) for row, told in said.items()}
        entries = asyncio.run(_register(office_id))
        self.register = Register(entries)
        self._name_the_chosen(entries)

    def _name_the_chosen(self, entries: Sequence[Entry]) -> None:
        """Let those that rows are to be merged into be found by id; what is gone is asked about again."""
        chosen = {one.business for one in self.said.values() if one.action == MERGE}
        found = {entry["id"]: entry for entry in entries if entry["id"] in chosen}
        self.register.by_number |= {name_for(business): entry for business, entry in found.items()}
        for row, one in self.said.items():
            if one.action == MERGE and one.business not in found:
                self.said[row] = Said(one.chosen)

    def verdicts(self) -> Iterator[Verdict]:
        """What would become of each row."""
        return judged(self.sheet, self.table, self.region, self.today, self.register, self.said)

    def chunks(self) -> Iterator[Told]:
        """The staged rows; the last chunk has as many done as there are."""
        count = sum(1 for _line in lines_of(self.sheet.rows, self.table, self.region))
        chunk, done, seen = _empty(), 0, {"kept": 0, "withdrawn": 0}
        for done, verdict in enumerate(self.verdicts(), 1):
            self._stage(verdict, chunk)
            seen["kept"] += any(problem.severity is Severity.KEPT for problem in verdict.row.problems)
            seen["withdrawn"] += verdict.is_withdrawn
            if len(chunk["rows"]) == CHUNK:
                yield {"done": done, "of": count, **seen, **chunk}
                chunk = _empty()
        if chunk["rows"] or not count:
            yield {"done": done, "of": count, **seen, **chunk}

    def _stage(self, verdict: Verdict, chunk: dict[str, list[Told]]) -> None:
        row, entry = verdict.row, verdict.match or {}
        status, action = STATUS[verdict.status]
        said = self.said.get(row.number)
        if said is not None and status != import_row.ERROR:
            status = import_row.DOUBT
            action = MERGE if said.action == MERGE and action == SKIP else action
        columns: dict[str, Any] = {}
        if verdict.status is Status.CHANGED and verdict.changes is not None:
            columns = {key: new for key, (_old, new) in verdict.changes.items()}
            columns["flagged"] = flagged_after(entry, verdict.changes)
            chunk["papers"] += papers_of(row, verdict.changes)
            chunk["changes"] += changes_of(row, entry, verdict.changes)
        elif verdict.status in (Status.NEW, Status.DOUBT):
            columns = dict(row.business)
        measures: Told = {}
        if verdict.status is Status.NEW:
            columns["branch"] = branch_for(columns)
            papers = papers_of(row)
            measures = _measured(columns, papers)
            chunk["papers"] += papers
        staged = {
            "row": row.number,
            "status": status,
            "action": action,
            "business_id": entry.get("id"),
            "words": dict(row.words),
            "notes": self._notes(verdict, said),
            **measures,
        }
        chunk["rows"].append({**{key: columns[key] for key in columns if key in GIVEN}, **staged})

    def _notes(self, verdict: Verdict, said: Said | None) -> Told | None:
        notes = told_notes(verdict, self.voice)
        if verdict.status is Status.DOUBT:
            notes["proposed"] = self._proposed(verdict)
        if said is not None:
            notes["said"] = said.as_dict()
        return notes or None

    def _proposed(self, verdict: Verdict) -> Told:
        """What the verdict proposes, as it would be said by a button; nothing where nothing is likelier."""
        fate = str(verdict.action.fate or "")
        if not fate:
            return {}
        chosen = {problem.field: problem.chosen for problem in verdict.row.doubts}
        likely = [one.entry for one in verdict.candidates if one.is_likely]
        into: Entry = verdict.match or (likely[0] if likely else {})
        action = {"new": ADD, "skip": SKIP}.get(fate, MERGE)
        return {"chosen": chosen, "action": action, "business": into.get("id", 0) if action == MERGE else 0}


def _measured(columns: Told, papers: Sequence[Told]) -> Told:
    """How complete the record of a new row will be, and what it is found by, so that it is found as soon as
    it is saved."""
    found_by = search_text(columns, papers=(paper["number"] or "" for paper in papers))
    return {"completeness": percent(record_of(columns, {"certificate": papers})), "search": found_by}


def _empty() -> dict[str, list[Told]]:
    return {"rows": [], "papers": [], "changes": []}
