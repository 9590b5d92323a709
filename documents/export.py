"""The register as a workbook: the list on the first sheet, a second one that explains it, and one for each
kind of thing that repeats in the records.

    write_register(sheets, "daftar.xlsx", office="Dinas …", area="Kabupaten Bangkalan", made_on=…, …)

Its header is the first row, so that an import finds it and a spreadsheet can sort and filter at once. Nothing
in it is a formula or a link: every word is written as a word, and words that begin like a formula have an
apostrophe before them (`dialogue/listing/cells.py`), which holds in a list saved as CSV too.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dialogue.i18n import Voice
from dialogue.listing.cells import Cell, guarded, teller
from dialogue.listing.columns import COLUMNS, Kind
from dialogue.listing.explanation import ABOUT, EXPLAINED, REGISTER, explain, introduce
from dialogue.listing.parts import PartSheet, part_sheets
from documents.many_rows import ManyRows

LIST = "business"
"""What the sheet of the list is called among the others."""
Rows = Iterable[Mapping[str, Any]]
MOST_ROWS = 1_048_575
"""What one sheet holds, without its header."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
AS_TEXT = "@"
NUMBERS: dict[Kind, str] = {
    "identifier": AS_TEXT,
    "phone": AS_TEXT,
    "integer": "0",
    "decimal": "#,##0.######",
    "rupiah": "[$Rp-421]#,##0",
    "day": "[$-421]d mmmm yyyy",
}
"""How a spreadsheet shows each kind; 421 is Indonesian, for the names of months and the sign of rupiah."""
WIDTHS: dict[Kind, int] = {"text": 28, "identifier": 20, "phone": 18, "area": 20, "choices": 34, "rupiah": 18}
WIDTH = 15


def write_register(
    sheets: Iterable[tuple[str, Rows]],
    file: Path | IO[bytes],
    *,
    office: str,
    area: str,
    made_on: date,
    filter_told: str,
    voice: Voice,
) -> int:
    """Write every row in the order in which it comes, and return how many businesses there were.

    The rows of the LIST come first; one has the business columns by key, and its papers by kind as `papers`.
    Those of each kind of part follow by its name (`dialogue/listing/parts.py`). Only one row at a time is
    held in memory. Raises ValueError if there are more rows than one sheet holds.
    """
    target = file if not isinstance(file, Path) else str(file)
    with Workbook(target, OPTIONS) as book:
        book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)})
        listed, explained = (book.add_worksheet(voice.say(title)) for title in (REGISTER, ABOUT))
        following = iter(sheets)
        _list, rows = next(following, (LIST, ()))
        count = _write_list(book, listed, rows, voice)
        lines = introduce(office, area, made_on, filter_told, count)
        _explain(book, explained, [voice.say(line) for line in lines], voice)
        of_parts = part_sheets(voice)
        for name, parts in following:
            _write_parts(book, of_parts[name], parts)
    return count


def write_sheet(file: IO[bytes], sheet: PartSheet, rows: Rows) -> None:
    """Write a workbook of this one sheet, with every row in the order in which it comes."""
    with Workbook(file, OPTIONS) as book:
        _write_parts(book, sheet, rows)


def _write_list(book: Workbook, sheet: Worksheet, rows: Rows, voice: Voice) -> int:
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in NUMBERS.items()}
    styles = [formats.get(column.kind) for column in COLUMNS]
    for index, (column, style) in enumerate(zip(COLUMNS, styles, strict=True)):
        sheet.set_column(index, index, WIDTHS.get(column.kind, WIDTH), style)
    _write_header(book, sheet, [(voice.say(column.title), column.is_read) for column in COLUMNS])
    return _write_rows(sheet, styles, [teller(column, voice) for column in COLUMNS], rows)


def _write_parts(book: Workbook, parts: PartSheet, rows: Rows) -> None:
    sheet, day = book.add_worksheet(parts.title), book.add_format({"num_format": NUMBERS["day"]})
    sheet.set_column(0, len(parts.columns) - 1, WIDTHS["text"])
    styles = [day if column.is_day else None for column in parts.columns]
    _write_header(book, sheet, [(column.title, False) for column in parts.columns])
    _write_rows(sheet, styles, [column.tell for column in parts.columns], rows)


def _write_rows(
    sheet: Worksheet, styles: list[Format | None], tellers: list[Callable[[Any], Cell]], rows: Rows
) -> int:
    """One line a row below the header; how many there were."""
    listed = ManyRows(sheet, styles)
    for row in rows:
        if listed.count == MOST_ROWS:
            raise ValueError("more rows than one sheet holds")
        listed.write([tell(row) for tell in tellers])
    sheet.autofilter(0, 0, listed.count, len(tellers) - 1)
    return listed.count


def _write_header(book: Workbook, sheet: Worksheet, titles: list[tuple[str, bool]]) -> None:
    """The titles, grey for those that an import does not take back."""
    look = {"bold": True, "text_wrap": True, "valign": "vcenter", "font_color": "white", "border": 1}
    heads = {is_read: book.add_format({**look, "bg_color": _color(is_read)}) for is_read in (True, False)}
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    for index, (title, is_read) in enumerate(titles):
        sheet.write_string(0, index, title, heads[is_read])


def _color(is_read: bool) -> str:
    return "#0f6b57" if is_read else "#5f6f69"


def _explain(book: Workbook, sheet: Worksheet, lines: list[str], voice: Voice) -> None:
    """What the list is, then one line a column: its title, what it holds, what a cell may say."""
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for index, width in enumerate((32, 60, 60, 18)):
        sheet.set_column(index, index, width, wrapped)
    for index, words in enumerate(lines):
        sheet.write_string(index, 0, guarded(words), None if index else bold)
    for index, title in enumerate(EXPLAINED):
        sheet.write_string(len(lines) + 1, index, voice.say(title), bold)
    for row, column in enumerate(COLUMNS, len(lines) + 2):
        about, labels, is_read = explain(column)
        said = ", ".join(voice.say(label) for label in labels)
        for index, words in enumerate((voice.say(column.title), voice.say(about), said, voice.say(is_read))):
            sheet.write_string(row, index, words, wrapped)
