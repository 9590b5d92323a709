"""A list as plain text, its columns set apart by commas, semicolons or tabs."""

import csv
import io
import re

from documents.refused import (
    FOREIGN,
    MOST_COLUMNS,
    MOST_ROWS,
    NOT_A_LIST,
    TOO_LONG,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    Refused,
)

MARKS = (";", "\t", ",", "|")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
SAYS_MARK = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
LONGEST = 32_767
"""Letters that a cell of a spreadsheet holds."""


def rows_of(content: bytes) -> list[list[str]]:
    """The rows; Refused for what is not text or no list."""
    words = _decoded(content)
    if CONTROL.search(words) or words.lstrip().startswith(("<", "%PDF", "{")):
        raise Refused(NOT_A_LIST)
    said = SAYS_MARK.match(words)
    mark = said[1] if said else _mark(words)
    csv.field_size_limit(LONGEST)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(words[said.end() if said else 0 :], newline=""), delimiter=mark):
            rows.append(row)
            if len(row) > MOST_COLUMNS:
                raise Refused(TOO_MANY_COLUMNS)
            if len(rows) > MOST_ROWS:
                raise Refused(TOO_MANY_ROWS)
    except csv.Error as error:
        raise Refused(TOO_LONG if "field larger" in str(error) else FOREIGN) from error
    return rows


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or Windows-1252, as Excel saves it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _mark(words: str) -> str:
    """The mark that sets most lines of the beginning apart into the same number of columns."""
    lines = [line for line in words[:20_000].splitlines()[:40] if line.strip()]

    def agreement(mark: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark)]
        wide = [count for count in counts if count > 1]
        most = max(set(wide), key=wide.count, default=0)
        return wide.count(most) if wide else 0, most

    return max(MARKS, key=agreement)
