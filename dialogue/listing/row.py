"""What one row of a list says of a business. An owner is never turned away for a number that is missing or
odd: the column is left empty and its words are kept for an officer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from dialogue.activities import EDITIONS
from dialogue.i18n import _
from dialogue.listing.action import Action, read_action
from dialogue.listing.area import Written, read_place
from dialogue.listing.cells import bare
from dialogue.listing.columns import BY_KEY
from dialogue.listing.headers import Line, Table
from dialogue.listing.problem import Heard, Problem, Severity, kept
from dialogue.listing.quantities import Cells, read_amount
from dialogue.listing.sheet import SheetCell, text_of
from dialogue.listing.single import read_rupiah, read_single
from dialogue.listing.titles import ACTION, NOTE, WORKERS
from dialogue.listing.words import is_none
from dialogue.questionnaire.papers import KINDS
from dialogue.values import Known, read_number
from dialogue.words import plain

TOGETHER = frozenset(
    {"district", "village", "area_code", "street", "number", WORKERS, "workers_male", "workers_female"}
    | {ACTION, NOTE, "kbli_edition", "investment", "land_building"}
    | {
        f"{key}{end}"
        for key in ("capacity", "installed")
        for end in ("", "_unit", "_period", "_high", "_about")
    }
    | {f"{key}{end}" for key in ("investment", "land_building") for end in ("_high", "_about")}
)
"""Columns that are read beside others, or in a way of their own."""
ORDER = {key: at for at, key in enumerate(BY_KEY)}


@dataclass(frozen=True)
class Row:
    """A business as a row tells it. `number` is the row's on the sheet, from 1."""

    number: int
    business: Mapping[str, Any]
    """Columns of the business; `flagged` holds the words of those that are kept as they are."""
    papers: Mapping[str, str | None]
    """The number by kind; an empty text for "not yet", None for one held whose number is not told."""
    words: Mapping[str, str]
    """What the cells say, by key."""
    problems: tuple[Problem, ...] = ()
    register_number: str = ""
    action: Action = field(default_factory=Action)
    """What the column Tindakan says."""
    paper_words: Mapping[str, str] = field(default_factory=dict)
    """By kind, the words kept as they are in place of a number; `papers` tells that such a paper is held."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.severity is Severity.DOUBT)


class RowReader:
    """Reads the rows of one list. What was read of a cell is remembered, for lists repeat themselves."""

    def __init__(self, table: Table, region: str, today: date) -> None:
        self.used, self.region, self.today = table.used, region, today
        self.places = {key: held.index for key, held in self.used.items()}
        self.singles = [key for key in self.used if key in BY_KEY and key not in TOGETHER]
        remembered = lru_cache(maxsize=None, typed=True)
        self._single = remembered(lambda key, cell: read_single(key, cell, today))
        self._rupiah = remembered(lambda key, cell, scale: read_rupiah(key, cell, scale, today))
        self._amount = remembered(lambda key, held: read_amount(key, held))
        self._place = remembered(lambda written: read_place(written, region))

    def read(self, line: Line) -> Row:
        """The row; its problems are in the order of the columns of the register."""
        words = {key: line.texts[at] for key, at in self.places.items() if at < len(line.texts)}
        heard = [self._single(key, cell) for key in self.singles if (cell := self._cell(line, key)) != ""]
        heard += [self._money(line, key) for key in ("investment", "land_building") if words.get(key)]
        heard += [self._quantity(line, key) for key in ("capacity", "installed") if words.get(key)]
        heard += [self._workers(line), self._where(words, line.district)]
        columns = {key: value for one in heard for key, value in one.columns.items()}
        problems = [problem for one in heard for problem in one.problems]
        if not any(columns.get(key) or words.get(key) for key in ("owner_name", "name")):
            reason = _("There is no name in this row, of an owner or of a business.")
            problems.insert(0, Problem("owner_name", "", Severity.ERROR, reason))
        told = _of_edition(words.get("kbli_edition", ""), columns, problems)
        return _row(line, {**columns, **told}, [one for one in problems if one.field not in told], words)

    def _cell(self, line: Line, key: str) -> SheetCell:
        at = self.places.get(key)
        return line.cells[at] if at is not None and at < len(line.cells) else ""

    def _money(self, line: Line, key: str) -> Heard:
        cell = self._cell(line, key)
        heard: Heard = self._rupiah(key, cell, self.used[key].says.scale)
        high, about = self._cell(line, f"{key}_high"), self._cell(line, f"{key}_about")
        if not heard.columns or (high == "" and about == ""):
            return heard
        upper = round(high) if isinstance(high, float | int) else None
        is_about = meant_yes(text_of(about))
        return Heard({**heard.columns, f"{key}_high": upper, f"{key}_about": is_about})

    def _quantity(self, line: Line, key: str) -> Heard:
        cell, title = self._cell(line, key), self.used[key].says
        held = Cells(
            amount=cell,
            unit=text_of(self._cell(line, f"{key}_unit")) or title.unit,
            period=text_of(self._cell(line, f"{key}_period")) or title.period,
            high=self._cell(line, f"{key}_high"),
            about=text_of(self._cell(line, f"{key}_about")),
        )
        heard: Heard = self._amount(key, held)
        return heard

    def _where(self, words: Mapping[str, str], heading: str) -> Heard:
        told = (words.get(key, "") for key in ("district", "village", "area_code", "street"))
        district, village, code, street = told
        heard: Heard = self._place(Written(district or heading, village, code, bare(street)))
        return heard

    def _workers(self, line: Line) -> Heard:
        """Men and women; all together only tells the one if the other is known."""
        cells = {key: self._cell(line, key) for key in (WORKERS, "workers_male", "workers_female")}
        texts = {key: text_of(cell) for key, cell in cells.items()}
        told = [key for key in ("workers_male", "workers_female") if not is_none(texts[key])]
        heard = [self._single(key, cells[key]) for key in told]
        columns = {key: value for one in heard for key, value in one.columns.items()}
        problems = tuple(problem for one in heard for problem in one.problems)
        if len(told) == 1:
            other = "workers_female" if told == ["workers_male"] else "workers_male"
            columns |= self._other(texts, columns.get(told[0]), other)
        if not told and not is_none(texts[WORKERS]):
            reason = _("It is not told how many are men and how many are women.")
            return kept("workers_male", texts[WORKERS], reason)
        return Heard(columns, problems)

    def _other(self, texts: Mapping[str, str], known: int | None, other: str) -> dict[str, int]:
        """The workers of the other sex: none where a dash stands beside a number, or what is left of all."""
        if texts[other]:
            return {other: 0}
        total = read_number(texts[WORKERS]) if texts[WORKERS] else None
        if not isinstance(total, Known) or known is None or not known <= total.value <= 999:
            return {}
        return {other: int(total.value) - known}


def meant_yes(text: str) -> bool:
    """Whether a cell says yes."""
    return plain(text) in ("ya", "yes")


def _of_edition(edition: str, columns: Mapping[str, Any], problems: Sequence[Problem]) -> Mapping[str, Any]:
    """The KBLI code with the edition that the row tells; it settles a code that the editions share."""
    if edition not in EDITIONS:
        return {}
    coded = [one for one in problems if one.field == "kbli" and one.words.isdecimal()]
    codes = {columns.get("kbli"), *(read.columns["kbli"] for one in coded for read in one.options)} - {
        None,
        "",
    }
    return {"kbli": codes.pop(), "kbli_edition": edition} if len(codes) == 1 else {}


def _row(line: Line, columns: dict[str, Any], problems: Sequence[Problem], words: Mapping[str, str]) -> Row:
    ordered = sorted(problems, key=lambda one: (one.severity is not Severity.ERROR, ORDER.get(one.field, 99)))
    flagged = {one.field: one.words for one in ordered if one.severity is Severity.KEPT and one.words}
    paper_words = {kind: flagged.pop(kind) for kind in KINDS if kind in flagged}
    papers = {key: columns.pop(key) for key in KINDS if key in columns} | dict.fromkeys(paper_words)
    if flagged:
        columns["flagged"] = flagged
    return Row(
        number=line.index + 1,
        business=columns,
        papers=papers,
        words={key: text for key, text in words.items() if text},
        problems=tuple(ordered),
        register_number=words.get("number", ""),
        action=read_action(words.get(ACTION, "")),
        paper_words=paper_words,
    )
