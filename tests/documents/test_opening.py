"""Files that an office sends in: what is read, and what is refused with its sentence, quickly."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter

from dialogue.i18n import Text
from documents import refused
from documents.opening import Sheet, opened
from documents.refused import Refused


def workbook(fill: Callable[..., None]) -> bytes:
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True})
    fill(book)
    book.close()
    return whole.getvalue()


def small(book: xlsxwriter.Workbook) -> None:
    page = book.add_worksheet("Data")
    page.write_row(1, 1, ["Nama", "NIB", "Tanggal"])
    page.write_row(2, 1, ["Siti", "0123456789012"])
    page.write_datetime(2, 3, date(2026, 3, 4), book.add_format({"num_format": "dd/mm/yyyy"}))
    page.write_formula(3, 1, "=1/0", None, "#DIV/0!")
    page.write_formula(3, 2, "=CHAR(65)", None, "A")
    book.add_worksheet("Sembunyi").hide()
    book.add_worksheet("Kosong")


PLAIN = workbook(small)


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed or added."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = [entry.filename for entry in old.infolist()]
        for name in names:
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
        if part not in names:
            new.writestr(part, change(b""))
    return whole.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def in_sheet(old: bytes, new: bytes) -> bytes:
    assert old in zipfile.ZipFile(io.BytesIO(PLAIN)).read(SHEET)
    return changed(PLAIN, SHEET, lambda data: data.replace(old, new, 1))


def far_cell(place: str) -> bytes:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return in_sheet(b"</sheetData>", f'<row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode())


def lying_bomb() -> bytes:
    """A part of 200 MB whose directory says that it is small."""
    bomb = changed(PLAIN, "xl/theme/theme2.xml", lambda _old: b"<a>" + b" " * 60_000_000)
    with zipfile.ZipFile(io.BytesIO(bomb)) as packed:
        size = packed.getinfo("xl/theme/theme2.xml").file_size
    return bomb.replace(struct.pack("<I", size), struct.pack("<I", 1000))


def overlapping() -> bytes:
    """Many names for the same packed megabytes, each below the limit."""
    whole = bytearray(PLAIN)
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    blank = b" " * 4_000_000
    data = raw.compress(blank) + raw.flush()
    at = len(whole)
    end = whole.rindex(b"PK\5\6")
    count, size, start = struct.unpack("<HII", bytes(whole[end + 10 : end + 20]))
    local = struct.pack("<4sHHHIIIIHH", b"PK\3\4", 20, 0, 8, 0, zlib.crc32(blank), len(data), 1000, 5, 0)
    entries = bytes(whole[start : start + size])
    for index in range(30):
        name = f"{index:02d}".encode() + b".xml"
        entries += (
            struct.pack(
                "<4sHHHHIIIIHHHHHII",
                b"PK\1\2", 20, 20, 0, 8, 0, zlib.crc32(blank), len(data), 1000, len(name), 0, 0, 0, 0, 0, at,
            )
            + name
        )  # fmt: skip
    body = bytes(whole) + local + b"a.xml" + data
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count + 30, count + 30, len(entries), len(body), 0)
    return body + entries + tail


def flipped() -> bytes:
    at = PLAIN.index(SHEET.encode()) + 150
    return PLAIN[:at] + bytes([PLAIN[at] ^ 255]) + PLAIN[at + 1 :]


def with_macro_type() -> bytes:
    return changed(
        PLAIN, "[Content_Types].xml", lambda data: data.replace(b"sheet.main", b"sheet.macroEnabled")
    )


def with_texts(data: bytes) -> bytes:
    return changed(PLAIN, "xl/sharedStrings.xml", lambda _old: data)


def long_texts() -> bytes:
    """One text of 30,000 letters, named by many cells."""
    cells = b"".join(b'<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' for _row in range(20_000))
    book = changed(
        PLAIN, "xl/sharedStrings.xml", lambda _old: b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    )
    return changed(book, SHEET, lambda data: data.replace(b"</sheetData>", cells + b"</sheetData>"))


LAUGHS = (
    b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>"""
)
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>"""
HOSTILE: dict[str, tuple[Callable[[], bytes], Text]] = {
    "empty": (lambda: b"", refused.NOTHING),
    "blank": (lambda: b" \n\n ", refused.NOTHING),
    "no cells": (lambda: workbook(lambda book: book.add_worksheet()), refused.NOTHING),
    "too large": (lambda: b"PK" + b"x" * refused.MOST_BYTES, refused.TOO_LARGE),
    "program": (lambda: b"MZ\x90\0" + bytes(range(256)) * 40, refused.NOT_A_LIST),
    "bytes": (lambda: bytes(range(256)) * 40, refused.NOT_A_LIST),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 100, refused.NOT_A_LIST),
    "page": (lambda: b"<html><table><tr><td>Nama</td></tr></table>", refused.NOT_A_LIST),
    "other zip": (lambda: changed(b"PK\5\6" + bytes(18), "a.txt", lambda _old: b"a"), refused.NOT_A_LIST),
    "macros": (lambda: changed(PLAIN, "xl/vbaProject.bin", lambda _old: b"x"), refused.MACROS),
    "macros by type": (with_macro_type, refused.MACROS),
    "binary workbook": (lambda: changed(PLAIN, "xl/workbook.bin", lambda _old: b"x"), refused.OLD_KIND),
    "old kind": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook" * 99, refused.OLD_KIND),
    "password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        refused.LOCKED,
    ),
    "truncated": (lambda: PLAIN[: len(PLAIN) // 2], refused.DAMAGED),
    "end only": (lambda: PLAIN[len(PLAIN) // 2 :], refused.NOT_A_LIST),
    "bit flipped": (flipped, refused.DAMAGED),
    "no xml": (lambda: changed(PLAIN, SHEET, lambda _old: b"<worksheet><sheetData><row"), refused.DAMAGED),
    "bomb": (
        lambda: changed(PLAIN, "xl/theme/theme2.xml", lambda _old: b" " * 60_000_000),
        refused.TOO_LARGE_UNPACKED,
    ),
    "lying bomb": (lying_bomb, refused.TOO_LARGE_UNPACKED),
    "overlapping bomb": (overlapping, refused.TOO_LARGE_UNPACKED),
    "billion laughs": (lambda: with_texts(LAUGHS), refused.FOREIGN),
    "external entity": (lambda: with_texts(OUTSIDE), refused.FOREIGN),
    "doctype in utf-16": (
        lambda: with_texts(LAUGHS.decode().encode("utf-16")),
        refused.FOREIGN,
    ),
    "last row": (lambda: far_cell("A1048576"), refused.TOO_MANY_ROWS),
    "row 50,001": (lambda: far_cell("A50001"), refused.TOO_MANY_ROWS),
    "last column": (lambda: far_cell("XFD5"), refused.TOO_MANY_COLUMNS),
    "column 201": (lambda: far_cell("GS5"), refused.TOO_MANY_COLUMNS),
    "last place": (lambda: far_cell("XFD1048576"), refused.TOO_MANY_ROWS),
    "row without places": (
        lambda: in_sheet(b"</sheetData>", b'<row r="1048576"><c><v>1</v></c></row></sheetData>'),
        refused.TOO_MANY_ROWS,
    ),
    "long texts": (long_texts, refused.TOO_LONG),
    "many sheets": (
        lambda: workbook(lambda book: [book.add_worksheet().write(0, 0, "x") for _page in range(120)]),
        refused.TOO_MANY_SHEETS,
    ),
    "wide csv": (lambda: b"a;" * 300, refused.TOO_MANY_COLUMNS),
    "long csv": (lambda: b"a;b\n" * 50_001, refused.TOO_MANY_ROWS),
    "long cell": (lambda: b"a;" + b"x" * 40_000, refused.TOO_LONG),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_hostile_or_broken_is_refused_with_its_sentence(case: str) -> None:
    make, sentence = HOSTILE[case]
    content = make()
    began = time.perf_counter()
    with pytest.raises(Refused) as caught:
        opened(content)
    assert caught.value.reason == sentence
    assert time.perf_counter() - began < 10


def test_a_workbook_is_read_with_its_empty_rows_and_columns() -> None:
    (sheet,) = opened(PLAIN)
    assert sheet == Sheet(
        "Data",
        [
            (),
            ("", "Nama", "NIB", "Tanggal"),
            ("", "Siti", "0123456789012", date(2026, 3, 4)),
            ("", "", "A"),
        ],
    )


def test_huge_dimensions_and_formatted_columns_do_no_harm() -> None:
    told = in_sheet(b'<dimension ref="B2:D4"/>', b'<dimension ref="A1:XFD1048576"/>')
    blank = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    formatted = changed(told, SHEET, lambda data: data.replace(b"</sheetData>", blank))
    assert opened(formatted) == opened(PLAIN)


def test_the_limits_themselves_are_allowed() -> None:
    (sheet,) = opened(far_cell("GR50000"))
    assert (len(sheet.rows), len(sheet.rows[-1])) == (50_000, 200)


CSV = "Nama;Alamat\nSiti;Dusun “Barat”\nBudi;\n"


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("cp1252"),
        CSV.encode("utf-16"),
        CSV.replace(";", ",").encode(),
        CSV.replace(";", "\t").encode(),
        b"sep=;\n" + CSV.encode(),
        CSV.replace("\n", "\r\n").encode(),
    ],
)
def test_a_list_as_text_is_read_in_the_ways_that_offices_save_it(content: bytes) -> None:
    (sheet,) = opened(content)
    assert sheet.rows == [("Nama", "Alamat"), ("Siti", "Dusun “Barat”"), ("Budi",)]


@pytest.mark.parametrize("size", range(0, len(PLAIN), 97))
def test_no_cut_breaks_it(size: int) -> None:
    with pytest.raises(Refused):
        opened(PLAIN[:size])
