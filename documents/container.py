"""The container of a workbook, looked through before anything parses it.

A workbook is a zip of XML. Its parts are unpacked here under a limit, whatever its directory says of their
sizes, and packed anew without pictures and the like, so that what is parsed is just what was looked at.
"""

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from xml.parsers import expat

from documents.refused import (
    DAMAGED,
    FOREIGN,
    LOCKED,
    MACROS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNPACKED,
    NOT_A_LIST,
    OLD_KIND,
    TOO_LARGE_UNPACKED,
    TOO_LONG,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    Refused,
)

MOST_PARTS = 2000
MOST_TEXT = 100 * 1024 * 1024
"""Bytes that all cells hold together; they share texts, so a small file can hold very many."""
DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
FAR = re.compile(
    rb"""\br\s*=\s*["'](?:[A-Za-z]{3,}\d+|(?:[H-Zh-z][A-Za-z]|[Gg][S-Zs-z])\d+"""
    rb"""|[A-Za-z]{0,2}(?:[5-9]\d{4}|\d{6,}))["']"""
)
"""The place of a row or cell at or past the 50,000th row or the 200th column (GR)."""
SHARED = re.compile(rb"<v>(\d+)</v>")
TEXT = re.compile(rb"<si\b.*?</si>|<si/>", re.DOTALL)
CELLS = re.compile(rb"<(?:\w+:)?c[\s>/]")
LOCAL_HEADER = struct.Struct("<4s22xHH")


def looked_through(content: bytes) -> bytes:
    """The workbook again, holding only parts that may be parsed; Refused for what may not."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_directory(packed.infolist())
            parts = _unpacked(content, packed.infolist())
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, NotImplementedError) as error:
        raise Refused(DAMAGED) from error
    _check_parts(parts)
    return _packed(parts)


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused(MACROS)
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise Refused(OLD_KIND)
    if not any(name.endswith("workbook.xml") for name in names):
        raise Refused(NOT_A_LIST)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(LOCKED)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(TOO_LARGE_UNPACKED)
    if len(entries) > MOST_PARTS or len(set(names)) < len(names):
        raise Refused(FOREIGN)


def _unpacked(content: bytes, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """The parts that are XML, each by its name."""
    parts: dict[str, bytes] = {}
    room = MOST_UNPACKED
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            parts[entry.filename] = _inflated(content, entry, room)
            room -= len(parts[entry.filename])
    return parts


def _inflated(content: bytes, entry: zipfile.ZipInfo, room: int) -> bytes:
    """One part, by what is really packed and not by what is said of it; at most so many bytes."""
    signature, name, extra = LOCAL_HEADER.unpack_from(content, entry.header_offset)
    if signature != b"PK\3\4":
        raise Refused(DAMAGED)
    start = entry.header_offset + LOCAL_HEADER.size + name + extra
    packed = content[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        data = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        data = inflate.decompress(packed, room + 1)
        if len(data) <= room and not inflate.eof:
            raise Refused(DAMAGED)
    else:
        raise Refused(FOREIGN)
    if len(data) > room:
        raise Refused(TOO_LARGE_UNPACKED)
    if zlib.crc32(data) != entry.CRC:
        raise Refused(DAMAGED)
    return data


def _check_parts(parts: dict[str, bytes]) -> None:
    if any(b"macroEnabled" in data for name, data in parts.items() if name.startswith("[Content_Types]")):
        raise Refused(MACROS)
    for data in parts.values():
        if b"\0" in data[:200] or data[:2] in (b"\xff\xfe", b"\xfe\xff") or DECLARES.search(data):
            raise Refused(FOREIGN)
        if FAR.search(data):
            _check_places(data)
    _check_texts(parts)


def _check_places(data: bytes) -> None:
    """Far cells may be formatted, when a whole column was; only those that hold anything count."""
    places = _Places()
    reader = expat.ParserCreate(namespace_separator="|")
    reader.StartElementHandler = places.begin
    try:
        reader.Parse(data, True)
    except expat.ExpatError as error:
        raise Refused(DAMAGED) from error
    if places.last_row > MOST_ROWS:
        raise Refused(TOO_MANY_ROWS)
    if places.last_column > MOST_COLUMNS:
        raise Refused(TOO_MANY_COLUMNS)


class _Places:
    """Where the last row and column are that hold anything."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition("|")[2]
        if kind == "row":
            number = attributes.get("r", "")
            self.row, self.column = int(number) if number.isdecimal() else self.row + 1, 0
        elif kind == "c":
            self.column += 1
            place = re.fullmatch(r"([A-Za-z]+)(\d+)", attributes.get("r", ""))
            if place:
                self.column, self.row = _column(place[1]), int(place[2])
        elif kind in ("v", "is", "f"):
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)


def _column(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _check_texts(parts: dict[str, bytes]) -> None:
    """Cells share their texts: a long one that many cells name would fill the memory."""
    shared = next((data for name, data in parts.items() if name.lower().endswith("sharedstrings.xml")), b"")
    sizes = [found.end() - found.start() for found in TEXT.finditer(shared)]
    sheets = [data for name, data in parts.items() if not name.lower().endswith("sharedstrings.xml")]
    cells = sum(1 for data in sheets for _found in CELLS.finditer(data)) if sizes else 0
    if cells * max(sizes, default=0) <= MOST_TEXT:
        return
    named = Counter(found[1] for data in sheets for found in SHARED.finditer(data))
    held = sum(
        sizes[int(index)] * times
        for index, times in named.items()
        if len(index) < 8 and int(index) < len(sizes)
    )
    if held > MOST_TEXT:
        raise Refused(TOO_LONG)


def _packed(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as packed:
        for name, data in parts.items():
            packed.writestr(zipfile.ZipInfo(name), data)
    return whole.getvalue()
