"""A list that an office sent in: what its sheets hold, whose each row is, and what would become of it. A file
that is not read answers with {"refused": sentence}."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dialogue.i18n import Voice
from dialogue.listing.headers import Proposed, Table, find_table, lines_of, table_at
from dialogue.listing.likeness import Register
from dialogue.listing.problem import Problem
from dialogue.listing.row import RowReader
from dialogue.listing.staging import Said, candidate_told, decided
from dialogue.listing.verdict import Status, Verdict, verdicts
from documents.opening import Sheet, opened
from documents.refused import DAMAGED, Refused
from documents.returned import note_of

Told = dict[str, Any]


def tell_sheets(content: bytes, name: str, region: str, language: str) -> Told:
    """What is on the file, or why it is not read."""
    voice = Voice(language)
    try:
        found = opened(content)
    except Refused as refused:
        return {"refused": voice.say(refused.reason)}
    tables = [find_table(sheet.rows, region, sheet.merged) for sheet in found]
    best = max(range(len(found)), key=lambda at: (tables[at].sureness, len(found[at].rows), -at))
    told = [
        _told_sheet(at, sheet, table, name, region)
        for at, (sheet, table) in enumerate(zip(found, tables, strict=True))
    ]
    return {"best": best, "sheets": told}


def _told_sheet(at: int, sheet: Sheet, table: Table, name: str, region: str) -> Told:
    return {
        "sheet": at,
        "name": sheet.name or name,
        "header": [table.first, table.height],
        "rows": sum(1 for _line in lines_of(sheet.rows, table, region)),
        "asks_period": table.asks_period,
        "columns": [_told_column(column) for column in table.columns],
    }


def _told_column(column: Proposed) -> Told:
    says = column.says
    return {
        "index": column.index,
        "title": column.title,
        "key": says.key,
        "likeness": says.likeness,
        "scale": says.scale,
        "unit": says.unit,
        "period": says.period,
        "samples": list(column.samples),
    }


def located(
    found: Sequence[Sheet],
    region: str,
    sheet: int,
    header: Sequence[int],
    mapping: Mapping[str, str],
    periods: Mapping[str, str] | None,
) -> tuple[Sheet, Table]:
    """The sheet, and the list on it with the columns that were chosen."""
    if not 0 <= sheet < len(found):
        raise Refused(DAMAGED)
    held = found[sheet]
    table = table_at(held.rows, region, header[0], header[1], held.merged)
    return held, table.mapped({int(index): key for index, key in mapping.items()}, periods)


def judged(
    sheet: Sheet,
    table: Table,
    region: str,
    today: date,
    register: Register,
    said: Mapping[int, Said] | None = None,
) -> Iterator[Verdict]:
    """The verdict of each row of the list, after what was said to some by their numbers."""
    reader, known = RowReader(table, region, today), said or {}
    read = (reader.read(line) for line in lines_of(sheet.rows, table, region))
    settled = (decided(row, known[row.number]) if row.number in known else row for row in read)
    return verdicts(settled, register)


def told_notes(verdict: Verdict, voice: Voice) -> Told:
    """What is kept of a row beside its columns; texts in the voice's language."""
    row = verdict.row
    told: Told = {
        "problems": [_told_problem(problem, voice) for problem in row.problems],
        "notes": [voice.say(note) for note in note_of(verdict)],
    }
    if verdict.status is Status.DOUBT:
        told |= {
            "papers": dict(row.papers),
            "paper_words": dict(row.paper_words),
            "match": verdict.match["id"] if verdict.match else None,
            "candidates": [candidate_told(one, voice) for one in verdict.candidates],
            "twin": verdict.twin,
        }
    return {key: one for key, one in told.items() if one}


def _told_problem(problem: Problem, voice: Voice) -> Told:
    return {
        "field": problem.field,
        "title": voice.say(problem.title),
        "words": problem.words,
        "severity": str(problem.severity),
        "reason": voice.say(problem.reason),
        "example": voice.say(problem.example),
        "options": [
            {"label": voice.say(option.label), "columns": dict(option.columns)} for option in problem.options
        ],
        "chosen": problem.chosen,
    }
