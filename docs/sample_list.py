"""Makes docs/contoh-daftar-ikm.xlsx: a list of IKM as an office keeps it, to be imported in the demo.

    .venv/bin/python -m docs.sample_list

Titles over several cells, heads in two rows, a row of numbers, rows left empty, a total, who signs, and a
second sheet that is something else. What stands in the rows: docs/sample_rows.py.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from docs.sample_rows import CAPACITY, MEN, NIB, NOW, NUMBER, SECTOR, SECTORS, WOMEN, Cell, Listed, listed

LIST = Path(__file__).with_name("contoh-daftar-ikm.xlsx")
HEADS = (
    *("No", "Nama Pemilik", "Nama Usaha", "Alamat", "Desa/Kel", "Kec.", "No. HP", "Jenis Produk"),
    *("Sektor", "NIB", "L", "P", "Kap. Produksi/bln", "Nilai Investasi (Rp)", "Tahun Berdiri", "Ket."),
)
WIDTHS = (5, 24, 24, 26, 16, 14, 16, 28, 16, 18, 5, 5, 20, 18, 12, 16)
TITLES = (
    "DAFTAR INDUSTRI KECIL DAN MENENGAH (IKM)",
    "DINAS PERINDUSTRIAN DAN TENAGA KERJA KABUPATEN BANGKALAN",
    "KEADAAN SAMPAI DENGAN OKTOBER 2026",
)
SIGNED = (
    "Bangkalan, 30 Oktober 2026",
    "Kepala Bidang Perindustrian",
    "",
    "(............................)",
    "NIP. .......................",
)
GAPS = (23, 24, 61, 118)
"""After these rows there is an empty one."""


def write(path: Path = LIST) -> None:
    """Write the workbook: the list, and a second sheet that is something else."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": "Daftar IKM (contoh)", "created": NOW.replace(tzinfo=None)})
    rows = listed()
    _write_list(book, book.add_worksheet("Daftar IKM"), rows)
    _write_summary(book.add_worksheet("Rekap"), rows)
    book.close()


def _write_list(book: Any, sheet: Any, rows: Sequence[Listed]) -> None:
    title = book.add_format({"bold": True, "align": "center"})
    head = book.add_format(
        {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}
    )
    formats = {
        "cell": book.add_format({"border": 1}),
        "day": book.add_format({"border": 1, "num_format": "dd/mm/yyyy"}),
    }
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for line, words in enumerate(TITLES):
        sheet.merge_range(line, 0, line, len(HEADS) - 1, words, title)
    _write_heads(sheet, len(TITLES) + 1, head)
    line = len(TITLES) + 4
    for row in rows:
        _write_row(sheet, line, row.cells, formats)
        line += 2 if row.cells[NUMBER] in GAPS else 1
    _write_end(sheet, line, rows, head)


def _write_heads(sheet: Any, line: int, head: Any) -> None:
    """Two rows of names, one of the numbers of the columns."""
    for column, name in enumerate(HEADS):
        if column in {MEN, WOMEN}:
            sheet.write(line + 1, column, name, head)
        else:
            sheet.merge_range(line, column, line + 1, column, name, head)
        sheet.write(line + 2, column, column + 1, head)
    sheet.merge_range(line, MEN, line, WOMEN, "Tenaga Kerja", head)


def _write_row(sheet: Any, line: int, cells: Sequence[Cell], formats: dict[str, Any]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), formats["day"])  # noqa: DTZ001
        elif isinstance(cell, str):
            sheet.write_string(line, column, cell, formats["cell"])
        else:
            sheet.write(line, column, cell, formats["cell"])


def _write_end(sheet: Any, line: int, rows: Sequence[Listed], head: Any) -> None:
    """The totals, and who signs."""
    sheet.merge_range(line, 0, line, NIB, "Jumlah", head)
    for column in (MEN, WOMEN):
        sheet.write(line, column, sum(_count(row.cells[column]) for row in rows), head)
    for below, words in enumerate(SIGNED, start=2):
        sheet.write(line + below, CAPACITY, words)


def _count(cell: Cell) -> int:
    return int("".join(filter(str.isdigit, str(cell)))[:2] or 0) if cell != "3-4 org" else 3


def _write_summary(sheet: Any, rows: Sequence[Listed]) -> None:
    """How many of each sector: what a head of the office looks at."""
    sheet.write_row(0, 0, ("REKAPITULASI IKM MENURUT SEKTOR",))
    sheet.write_row(2, 0, ("Sektor", "Jumlah"))
    counted = {
        sector: sum(row.cells[SECTOR] in written for row in rows) for sector, written in SECTORS.items()
    }
    sheet.write_row(3, 0, ("Agro", counted["agro"]))
    sheet.write_row(4, 0, ("Non Agro", counted["non_agro"]))
    sheet.write_row(5, 0, ("Jumlah", sum(counted.values())))


if __name__ == "__main__":
    write()
