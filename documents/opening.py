"""A file that an office sends in, opened: its sheets with their cells, or the sentence why it is not read.

Meant for a child process that `limit_process` has limited: a parser may still meet what nobody thought of.
"""

import io
import resource
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dialogue.listing.sheet import SheetCell
from documents.comma_separated import rows_of
from documents.container import looked_through
from documents.refused import (
    DAMAGED,
    LOCKED,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    NOT_A_LIST,
    NOTHING,
    OLD_KIND,
    TOO_LARGE,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    TOO_MANY_SHEETS,
    Refused,
)

MEMORY = 512 * 1024 * 1024
SECONDS = 20
MOST_SHEETS = 100
MOST_PLACES = 2 * MOST_ROWS * MOST_COLUMNS
"""Places from the first to the last cell, of all sheets together."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NO_LISTS = (
    b"MZ",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows from its first one on, empty ones too; cells that are empty at a row's end left out."""

    name: str
    rows: Sequence[Sequence[SheetCell]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """Cells that are one: row and column of the first and of the last, from 0."""


def limit_process(seconds: int = SECONDS) -> None:
    """Let this process have 512 MB and so many seconds of the processor, and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def opened(content: bytes) -> tuple[Sheet, ...]:
    """The visible sheets that hold anything; Refused with its reason if the file is not read."""
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    if not content.strip():
        raise Refused(NOTHING)
    if content.startswith(OLE):
        raise Refused(LOCKED if ENCRYPTED in content else OLD_KIND)
    if content.startswith(NO_LISTS):
        raise Refused(NOT_A_LIST)
    try:
        sheets = _workbook(content) if content.startswith(b"PK") else (Sheet("", _trimmed(rows_of(content))),)
    except MemoryError as error:
        raise Refused(TOO_LARGE) from error
    held = tuple(sheet for sheet in sheets if sheet.rows)
    if not held:
        raise Refused(NOTHING)
    return held


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    safe = looked_through(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(safe))
        names = [
            one.name
            for one in book.sheets_metadata
            if one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet
        ]
        if len(names) > MOST_SHEETS:
            raise Refused(TOO_MANY_SHEETS)
        return _sheets(book, names)
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise Refused(DAMAGED) from error


def _sheets(book: CalamineWorkbook, names: Sequence[str]) -> tuple[Sheet, ...]:
    sheets: list[Sheet] = []
    places = 0
    for name in names:
        sheet = book.get_sheet_by_name(name)
        last_row, last_column = sheet.end or (0, 0)
        if last_row >= MOST_ROWS:
            raise Refused(TOO_MANY_ROWS)
        if last_column >= MOST_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS)
        places += (last_row + 1) * (last_column + 1)
        if places > MOST_PLACES:
            raise Refused(TOO_MANY_SHEETS)
        before = ("",) * (sheet.start or (0, 0))[1]
        rows = _trimmed((*before, *row) for row in sheet.iter_rows())
        sheets.append(Sheet(name, rows, tuple(sheet.merged_cell_ranges or ())))
    return tuple(sheets)


def _trimmed(rows: Iterable[Sequence[SheetCell]]) -> list[tuple[SheetCell, ...]]:
    """The rows without the empty cells at their ends, and without the empty rows at the end of all."""
    kept: list[tuple[SheetCell, ...]] = []
    for row in rows:
        end = len(row)
        while end and row[end - 1] == "":
            end -= 1
        kept.append(tuple(row[:end]))
    while kept and not kept[-1]:
        kept.pop()
    return kept
