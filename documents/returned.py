"""The list that was sent in, given back: the same cells, with a column that says what is wrong in each row
and one for what shall be done with it, pre-filled. Sent in again, it settles the doubts."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter

from dialogue.i18n import Lines, Shown, Voice, _
from dialogue.listing.action import Action, Fate, Settling
from dialogue.listing.cells import guarded
from dialogue.listing.headers import Table
from dialogue.listing.problem import Problem, Severity
from dialogue.listing.sheet import SheetCell
from dialogue.listing.titles import ACTION, NOTE, OURS
from dialogue.listing.verdict import Status, Verdict
from documents.opening import Sheet

LONGEST = 32_767
"""Letters that a cell holds."""
MOST_LISTED = 255
"""Letters of all choices of a cell together."""
LONGEST_NAME = 31
"""Letters that a sheet's name holds."""
NOT_IN_A_NAME = re.compile(r"[][:*?/\\]")
HARMLESS = re.compile(r"[-+]?[\d\s.()-]*")
COLOURS = {Severity.ERROR: "#F8CBAD", Severity.DOUBT: "#FFE699", Severity.KEPT: "#DDEBF7"}


def write_returned(sheet: Sheet, table: Table, found: Iterable[Verdict], language: str) -> bytes:
    """The workbook as bytes of an .xlsx."""
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True})
    writer = _Writer(book, sheet, table, Voice(language))
    writer.write({verdict.row.number - 1: verdict for verdict in found})
    book.close()
    return whole.getvalue()


def named(name: str) -> str:
    """The sheet's name as a spreadsheet allows it, or an empty text for a name of its own."""
    return NOT_IN_A_NAME.sub(" ", name).strip("' ")[:LONGEST_NAME].rstrip("' ")


class _Writer:
    def __init__(self, book: Any, sheet: Sheet, table: Table, voice: Voice) -> None:
        self.page = book.add_worksheet(named(sheet.name))
        self.sheet, self.table, self.voice = sheet, table, voice
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = {"": book.add_format({"num_format": "dd/mm/yyyy"})}
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self.hour = book.add_format({"num_format": "hh:mm"})
        self.marked = {one: book.add_format({"bg_color": colour}) for one, colour in COLOURS.items()}
        self.marked_day = {
            one: book.add_format({"bg_color": colour, "num_format": "dd/mm/yyyy"})
            for one, colour in COLOURS.items()
        }
        width = max(len(row) for row in sheet.rows)
        used = table.used
        self.note = used[NOTE].index if NOTE in used else width
        self.action = used[ACTION].index if ACTION in used else max(width, self.note + 1)

    def write(self, verdicts: Mapping[int, Verdict]) -> None:
        """Every row where it was; without titles of its own the list gets a row of them above."""
        down = 0 if self.table.height else 1
        for index, row in enumerate(self.sheet.rows):
            verdict = verdicts.get(index)
            marks = self._marks(verdict) if verdict else {}
            for column, cell in enumerate(row):
                if column not in (self.note, self.action) or not verdict:
                    self._cell(index + down, column, cell, marks.get(column))
            if verdict:
                self._verdict(index + down, verdict)
        self._titles(down)
        self.page.set_column(self.note, self.note, 60)
        self.page.set_column(self.action, self.action, 28)
        self.page.freeze_panes(self.table.below + down, 0)

    def _titles(self, down: int) -> None:
        at = self.table.below - 1 + down
        if down:
            for key, one in self.table.used.items():
                self._string(at, one.index, self._said(Problem(key, "", Severity.KEPT, "").title), self.bold)
        self._string(at, self.note, self._said(OURS[NOTE]), self.bold)
        self._string(at, self.action, self._said(OURS[ACTION]), self.bold)

    def _marks(self, verdict: Verdict) -> dict[int, Severity]:
        """The columns that something is to be said of, with the gravest of it."""
        marks: dict[int, Severity] = {}
        for problem in reversed(verdict.row.problems):
            field = "latitude" if problem.field == "spot" else problem.field
            held = self.table.used.get(field) or (
                self.table.used.get("street") if field in ("district", "village") else None
            )
            if held:
                marks[held.index] = problem.severity
        return marks

    def _verdict(self, row: int, verdict: Verdict) -> None:
        notes = note_of(verdict)
        self._string(row, self.note, self._said(Lines(notes)) if notes else "", self.wrapped)
        if verdict.status not in (Status.DOUBT, Status.ERROR, Status.SKIPPED):
            self._string(row, self.action, "", self.wrapped)
            return
        action = Action(Fate.SKIP) if verdict.status is Status.SKIPPED else verdict.action
        self._string(row, self.action, self._said(action.shown()), self.wrapped)
        choices = _fitting([self._said(one.shown()) for one in choices_of(verdict)])
        self.page.data_validation(
            row, self.action, row, self.action, {"validate": "list", "source": choices, "show_error": False}
        )

    def _said(self, shown: Shown) -> str:
        return self.voice.say(shown)

    def _string(self, row: int, column: int, text: str, form: Any = None) -> None:
        safe = text if HARMLESS.fullmatch(text) else guarded(text)
        if safe:
            self.page.write_string(row, column, safe[:LONGEST], form)
        elif form:
            self.page.write_blank(row, column, None, form)

    def _cell(self, row: int, column: int, cell: SheetCell, mark: Severity | None) -> None:
        """The cell as it was: text stays text, so that nothing runs and no leading zero is lost."""
        form = self.marked[mark] if mark else None
        if isinstance(cell, str):
            self._string(row, column, cell, form)
        elif isinstance(cell, bool):
            self.page.write_boolean(row, column, cell, form)
        elif isinstance(cell, int | float):
            self.page.write_number(row, column, cell, form)
        elif isinstance(cell, date):
            self._moment(row, column, cell, mark)
        elif isinstance(cell, time | timedelta):
            self.page.write_datetime(row, column, cell, self.hour)

    def _moment(self, row: int, column: int, cell: date, mark: Severity | None) -> None:
        if isinstance(cell, datetime) and cell.time() != time():
            self.page.write_datetime(row, column, cell, self.moment)
        else:
            self.page.write_datetime(row, column, cell, self.marked_day[mark] if mark else self.day[""])


def note_of(verdict: Verdict) -> tuple[Shown, ...]:
    """What is to be said of the row: each problem with its cell, the reason and an example, one a line."""
    return (*map(_told, verdict.row.problems), *verdict.notes)


def _told(problem: Problem) -> Shown:
    parts: list[Shown] = [_("{title}: “{words}”.", title=problem.title, words=problem.words), problem.reason]
    if len(problem.options) == 1:
        parts.append(_("Proposal: {answer}.", answer=problem.options[0].label))
    elif problem.options:
        numbered = tuple(
            _("{number} = {answer}", number=number, answer=option.label)
            for number, option in enumerate(problem.options, 1)
        )
        parts.append(_("Proposals: {answers}.", answers=Lines(numbered, "; ")))
    elif problem.example:
        parts.append(_("For example: {example}", example=problem.example))
    return Lines(tuple(parts), " ")


def choices_of(verdict: Verdict) -> list[Action]:
    """What may be chosen for the row, the proposed first."""
    doubts = verdict.row.doubts
    most = max((len(problem.options) for problem in doubts), default=0)
    choices = [verdict.action] if verdict.action.fate or verdict.action.settling else []
    if verdict.status is not Status.ERROR:
        settlings = (
            [Action(settling=Settling.PROPOSED, option=at + 1) for at in range(most)] if most > 1 else []
        )
        settlings += [Action(settling=Settling.PROPOSED)] if most == 1 else []
        settlings += [Action(settling=Settling.AS_IS)] if doubts else []
        fates = [
            Action(Fate.MERGE, str(one.entry["number"]))
            for one in verdict.candidates
            if one.entry.get("number") and not one.is_barred
        ]
        choices += [*settlings, *fates[:3]]
        choices += [Action(Fate.NEW)] if verdict.candidates or verdict.twin else []
    return list(dict.fromkeys((*choices, Action(Fate.SKIP))))


def _fitting(labels: Sequence[str]) -> list[str]:
    """As many of the choices as a cell can list."""
    kept: list[str] = []
    for label in labels:
        if len(",".join((*kept, label))) <= MOST_LISTED:
            kept.append(label)
    return kept
