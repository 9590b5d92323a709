"""Finding the list on a sheet: where its titles stand, what each column holds, and which rows are of it.

Above the titles stand headings; the titles may take several rows, with one over a group of columns; under
them may stand a row of 1, 2, 3; totals and signatures end it. What is found is only proposed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dialogue import places
from dialogue.listing.sheet import SheetCell, text_of
from dialogue.listing.titles import PER, UNUSED, Title, read_title
from dialogue.listing.words import PHONE_LIKE, says_gender, says_sector

LOOKED_AT = 40
"""Rows from the top among which the titles stand."""
MOST_HIGH = 3
SAMPLED = 200
"""Rows whose cells tell what a column without a known title holds."""
SAMPLES = 3
TOTAL = re.compile(r"(?:sub ?|grand ?)?(?:jumlah|total)\b(?!.*\d{5})|rekapitulasi\b", re.IGNORECASE)
SECTION = re.compile(r"\W*(?:[ivx\d]+\W+)?kec(?:amatan)?\b[\s.:]*(.+)", re.IGNORECASE)
SIGNED = re.compile(
    r"mengetahui|kepala (?:dinas|bidang|seksi)|nip\b|\w[\w ]+, *\d* *\w+ 20\d\d$", re.IGNORECASE
)
FEWEST = 3
"""Cells that a row without a name holds at the least, and columns that a list has."""
Rows = Sequence[Sequence[SheetCell]]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True)
class Proposed:
    """A column of the sheet and what it seems to hold; `says.key` is empty for one that is left out."""

    index: int
    title: str
    says: Title
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Where the list stands on a sheet: its first row of titles, how many there are, and its columns."""

    first: int
    height: int
    columns: tuple[Proposed, ...]

    @property
    def below(self) -> int:
        """The first row under the titles."""
        return self.first + self.height

    def mapped(self, keys: Mapping[int, str], periods: Mapping[str, str] | None = None) -> "Table":
        """The same with other keys for some columns, and periods that were asked for, by key."""
        said = periods or {}
        columns: list[Proposed] = []
        for one in self.columns:
            key = keys.get(one.index, one.says.key)
            period = said.get(key, one.says.period)
            columns.append(replace(one, says=replace(one.says, key=key, period=period)))
        return replace(self, columns=tuple(columns))

    @property
    def asks_period(self) -> bool:
        """Whether nothing on the sheet tells in what time the capacity is made, so that it is to be asked."""
        held = self.used.get("capacity")
        if held is None or held.says.period or "capacity_period" in self.used:
            return False
        return not any(PER.search(sample.lower()) for sample in held.samples)

    @property
    def used(self) -> dict[str, Proposed]:
        """The columns that are read, by key."""
        return {one.says.key: one for one in self.columns if one.says.key != UNUSED}

    @property
    def sureness(self) -> int:
        """How much of it is known; to choose among sheets."""
        return len(self.used)


def find_table(rows: Rows, region: str, merged: Merged = ()) -> Table:
    """The likeliest place of the list on a sheet, and what its columns hold."""
    titles = _Titles(rows, merged)
    spans = [(first, height) for first in range(min(len(rows), LOOKED_AT)) for height in (1, 2, 3)]
    found = max(spans, key=lambda span: (titles.known(*span), -span[1], -span[0]), default=(0, 0))
    if titles.known(*found) < 2:
        found = (0, 0)
    return table_at(rows, region, *found, merged)


def table_at(rows: Rows, region: str, first: int, height: int, merged: Merged = ()) -> Table:
    """The list under titles that stand there; height 0 for a list without titles."""
    names = _Titles(rows, merged).of(first, height)
    below = rows[first + height : first + height + SAMPLED]
    sampled = [row for row in below if any(row) and not _counts_columns([t for t in map(text_of, row) if t])]
    width = max((len(row) for row in (*sampled, names)), default=0)
    columns = [
        _proposed(index, names[index] if index < len(names) else "", sampled) for index in range(width)
    ]
    return Table(first, height, tuple(_by_look(_each_once(columns, sampled), sampled, region)))


class _Titles:
    """The titles that rows would give, with those over a group written over each of its columns."""

    def __init__(self, rows: Rows, merged: Merged) -> None:
        self.rows = [[text_of(cell) for cell in row] for row in rows[: LOOKED_AT + MOST_HIGH]]
        self.over: dict[tuple[int, int], tuple[int, int]] = {}
        for (top, left), (bottom, right) in merged:
            for row in range(top, min(bottom, len(self.rows)) + 1):
                self.over |= {(row, column): (top, left) for column in range(left, min(right, 300) + 1)}

    def of(self, first: int, height: int) -> list[str]:
        """The title of each column, from the topmost row to the lowest."""
        block = self.rows[first : first + height]
        width = max((len(row) for row in block), default=0)
        parts = [[self._at(first, row, column, height) for row in range(height)] for column in range(width)]
        return [" ".join(dict.fromkeys(part for part in named if part)) for named in parts]

    def _at(self, first: int, row: int, column: int, height: int) -> str:
        """The text there, or that of the merged cell or group that it lies in."""
        top, left = self.over.get((first + row, column), (first + row, column))
        found = self._text(top, left) if top >= first else ""
        if found or row == height - 1 or self.over or not self._text(first + height - 1, column):
            return found
        while left > 0 and not self._text(first + row, left):
            left -= 1
        is_group = all(self._text(first + height - 1, between) for between in range(left, column))
        return self._text(first + row, left) if is_group else ""

    def _text(self, row: int, column: int) -> str:
        line = self.rows[row] if row < len(self.rows) else []
        return line[column] if column < len(line) else ""

    def known(self, first: int, height: int) -> int:
        """How many different things the titles of these rows name, surely or nearly."""
        if first + height > len(self.rows) or not any(self.rows[first]):
            return 0
        if any(re.search(r"\d{5}", text) for row in self.rows[first : first + height] for text in row):
            return 0
        read = [read_title(title) for title in self.of(first, height) if 0 < len(title) < 80]
        used = {title.key for title in read if title.key != UNUSED}
        unused = sum(title.likeness == 100 for title in read if title.key == UNUSED)
        return (
            100 * len(used) + 10 * unused + sum(title.likeness for title in read) // max(1, len(read)) // 12
        )


def _proposed(index: int, title: str, sampled: Rows) -> Proposed:
    texts = (text for row in sampled if (text := text_of(row[index]) if index < len(row) else ""))
    samples = tuple(text for text, _nth in zip(texts, range(SAMPLES), strict=False))
    return Proposed(index, title, read_title(title) if title else Title(UNUSED, 0), samples)


def _each_once(columns: list[Proposed], sampled: Rows) -> list[Proposed]:
    """Each thing is read from one column: the likeliest, and of equals the one with more in it."""
    best: dict[str, Proposed] = {}
    for one in columns:
        held = best.get(one.says.key)
        if held is None or _strength(one, sampled) > _strength(held, sampled):
            best[one.says.key] = one
    return [one if best[one.says.key] is one else replace(one, says=Title(UNUSED, 0)) for one in columns]


def _strength(one: Proposed, sampled: Rows) -> tuple[int, int]:
    return one.says.likeness, sum(1 for row in sampled if one.index < len(row) and row[one.index] != "")


def _by_look(columns: list[Proposed], sampled: Rows, region: str) -> list[Proposed]:
    """What columns without a known title hold, by the look of their cells."""
    taken = {one.says.key for one in columns}
    seen: list[Proposed] = []
    for one in columns:
        key = UNUSED
        if one.says.likeness == 0:
            key = _look([text_of(row[one.index]) for row in sampled if one.index < len(row)], region)
        if key != UNUSED and key not in taken:
            taken.add(key)
            one = replace(one, says=replace(one.says, key=key))
        seen.append(one)
    return seen


def _look(texts: Sequence[str], region: str) -> str:
    """What most of the cells look like; empty if they look like nothing that is known."""
    told = [text for text in texts if text]
    if len(told) < 2:
        return UNUSED
    looks = {
        "number": lambda text: re.fullmatch(r"IKM-\d{4}-\d{5,}", text) is not None,
        "nib": lambda text: re.fullmatch(r"\d{12,13}", text) is not None and not PHONE_LIKE.fullmatch(text),
        "phone": lambda text: PHONE_LIKE.fullmatch(re.sub(r"[\s.-]", "", text)) is not None,
        "district": lambda text: places.normal(text) in _names(region),
        "village": lambda text: places.normal(text) in _village_names(region),
        "gender": says_gender,
        "sector": says_sector,
    }
    counts = {key: sum(map(looks_so, told)) for key, looks_so in looks.items()}
    best = max(counts, key=lambda key: counts[key])
    return best if counts[best] * 10 >= len(told) * 6 else UNUSED


def _names(region: str) -> frozenset[str]:
    return frozenset(places.normal(place.name) for place in places.inside(region))


def _village_names(region: str) -> frozenset[str]:
    return frozenset().union(*(_names(district.code) for district in places.inside(region)))


@dataclass(frozen=True)
class Line:
    """One row of the list: its index on the sheet, and the kecamatan of the heading that it stands under."""

    index: int
    cells: Sequence[SheetCell]
    texts: Sequence[str]
    district: str = ""


def lines_of(rows: Rows, table: Table, region: str) -> Iterator[Line]:
    """The rows of the list, without empty ones, headings, numbers of columns, totals and signatures."""
    named = [table.used[key].index for key in ("owner_name", "name") if key in table.used]
    end = _end(rows, table, named)
    titles = {tuple(text_of(cell) for cell in row) for row in rows[table.first : table.below]}
    district = ""
    for index in range(table.below, end):
        row = rows[index]
        texts = tuple(text_of(cell) for cell in row)
        told = [text for text in texts if text]
        if not told or texts in titles or _counts_columns(told) or _is_total(texts, named):
            continue
        heading = SECTION.fullmatch(told[0]) if len(told) == 1 else None
        if heading:
            found = places.find(heading[1], places.inside(region))
            district = found.places[0].name if found.is_exact else heading[1].strip()
        elif len(told) > 1 or len(table.used) < FEWEST:
            yield Line(index, row, texts, district)


def _end(rows: Rows, table: Table, named: Sequence[int]) -> int:
    """The row after the last of the list: with a name, and with more cells than a signature has."""
    used = [one.index for one in table.used.values()]
    for index in range(len(rows) - 1, table.below - 1, -1):
        texts = tuple(text_of(cell) for cell in rows[index])
        told = sum(1 for at in used if at < len(texts) and texts[at])
        has_name = not named or any(at < len(texts) and texts[at] for at in named)
        if _is_total(texts, named) or any(map(SIGNED.match, texts)):
            continue
        if told >= min(2 if has_name else FEWEST, len(used)) and (has_name or told > len(used) // 2):
            return index + 1
    return table.below


def _counts_columns(told: Sequence[str]) -> bool:
    """Whether it is the row of 1, 2, 3 under the titles."""
    numbers = [text.strip("().") for text in told]
    return len(told) > 2 and numbers == [str(number) for number in range(1, len(told) + 1)]


def _is_total(texts: Sequence[str], named: Sequence[int]) -> bool:
    """Whether the row sums the others up: it says so, and names nobody else."""
    told = [text for text in texts if text]
    says = [text for text in told[:2] if TOTAL.match(text)]
    names = [texts[at] for at in named if at < len(texts) and texts[at] and texts[at] not in says]
    return bool(says) and not names
