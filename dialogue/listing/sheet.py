"""What stands in the cells of a sheet that was sent in, as a person would type it."""

import re
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

SheetCell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta
"""What a cell holds; an empty one holds an empty text."""

MARKS = re.compile(r"[\s\u00a0\u200b\u200e\u200f\u202a-\u202e\ufeff]+")
"""Blanks of every sort, and signs that turn or hide letters and show nothing themselves."""
NUMBERS_MARK = re.compile(r"^'(?=[\d+=(-])")
"""The apostrophe that a spreadsheet wants before digits that are text."""
TOLD_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; it turns all that follow into zeros."""


def text_of(cell: SheetCell) -> str:
    """The cell's words; a whole number without point, another with a comma, a day as 31/12/2026."""
    if isinstance(cell, str):
        words = cell if cell.isascii() else MARKS.sub(" ", cell)
        words = " ".join(words.split())
        return NUMBERS_MARK.sub("", words) if words[:1] == "'" else words
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def _number(cell: float) -> str:
    if cell.is_integer() and abs(cell) < 1e18:
        return str(int(cell))
    return f"{cell:.{TOLD_DIGITS}g}".replace(".", ",")


def is_rounded(cell: SheetCell) -> bool:
    """Whether a number has more digits than a spreadsheet keeps, so that its last ones are lost."""
    return isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= 10**TOLD_DIGITS
