"""Tables of the report as a small workbook: a sheet for each list, with what it is above and sums below."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dialogue.listing.cells import guarded

WIDTHS = (14, 26, 42, 14, 18, 18, 20, 20)


def write_tables(*, sheets: Sequence[Mapping[str, Any]]) -> bytes:
    """The workbook. A sheet has title, about (lines above), head, rows, and is_sum: which rows are sums."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "font_color": "white", "bg_color": "#0f6b57", "border": 1}
        )
        plain, summed = (book.add_format({"num_format": "#,##0.##", **more}) for more in ({}, {"bold": True}))
        for sheet in sheets:
            _write(book.add_worksheet(sheet["title"]), sheet, (bold, head, plain, summed))
    return file.getvalue()


def _write(page: Worksheet, sheet: Mapping[str, Any], styles: tuple[Format, Format, Format, Format]) -> None:
    bold, head, plain, summed = styles
    for index, width in enumerate(WIDTHS[: len(sheet["head"])]):
        page.set_column(index, index, width)
    for line, words in enumerate(sheet["about"]):
        page.write_string(line, 0, guarded(words), bold if line == 0 else None)
    top = len(sheet["about"]) + 1
    for place, title in enumerate(sheet["head"]):
        page.write_string(top, place, title, head)
    page.freeze_panes(top + 1, 0)
    for line, (row, is_sum) in enumerate(zip(sheet["rows"], sheet["is_sum"], strict=True), top + 1):
        for place, cell in enumerate(row):
            style = summed if is_sum else plain
            if isinstance(cell, str):
                page.write_string(line, place, guarded(cell), style)
            elif cell is not None:
                page.write_number(line, place, cell, style)
