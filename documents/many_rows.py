"""Rows of a sheet by the ten thousand.

XlsxWriter makes an object of every cell, which takes 100 s for 100,000 businesses. Here a row is written as
one string into the file in which XlsxWriter keeps the rows of a sheet in its mode of constant memory; all
else of the workbook is left to it.

This touches three private parts of XlsxWriter: the file, the row that is held back, and the number of a
format. The public way, a call for each cell in the same mode, took 6.3 and 7.2 s of the processor for 10,000
rows of 57 columns, and this 1.3 and 1.5 s. Tests read back what is written, and so see a release that changes
them.
"""

import re
from collections.abc import Sequence
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar."""
MARKED = re.compile(r"[&<>\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class ManyRows:
    """Writes rows below a header; `styles` has the format of each column, or None."""

    def __init__(self, sheet: Worksheet, styles: Sequence[Format | None]) -> None:
        self.sheet = sheet
        self.count = 0
        self._columns = tuple(
            (xl_col_to_name(index), f' s="{style._get_xf_index()}"' if style else "")
            for index, style in enumerate(styles)
        )
        sheet._write_single_row(1)  # the header, which is still held back

    def write(self, row: Sequence[str | float | date | None]) -> None:
        """Write the next row; words as words, whatever they begin with, and None as an empty cell."""
        self.count += 1
        line = self.count + 1
        cells = [
            _cell(f'<c r="{letters}{line}"{style}', value)
            for (letters, style), value in zip(self._columns, row, strict=True)
            if value is not None
        ]
        self.sheet.fh.write(f'<row r="{line}">{"".join(cells)}</row>')
        self.sheet.dim_rowmax = self.count


def _cell(opening: str, value: str | float | date) -> str:
    if isinstance(value, str):
        words = MARKED.sub(_entity, value) if MARKED.search(value) else value
        kept = ' xml:space="preserve"' if words != words.strip() else ""
        return f'{opening} t="inlineStr"><is><t{kept}>{words}</t></is></c>'
    number = (value - FIRST_DAY).days if isinstance(value, date) else value
    return f"{opening}><v>{number!r}</v></c>"


def _entity(found: re.Match[str]) -> str:
    """What XML cannot hold is written as _x0001_; for words that look like that, the _ is escaped."""
    return ENTITIES.get(found[0]) or f"_x{ord(found[0]):04X}_"
