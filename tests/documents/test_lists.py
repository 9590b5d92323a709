"""A list as an office really keeps it, from the file to what would become of each row, and back again."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from dialogue.i18n import Voice
from dialogue.listing.action import Action, Fate
from dialogue.listing.likeness import Register
from dialogue.listing.verdict import Verdict
from documents.lists import judged, located, tell_sheets, told_notes
from documents.opening import opened
from documents.returned import named, write_returned

ROOT = Path(__file__).parents[2]
REGION, TODAY = "35.26", date(2026, 11, 24)
TOP = [
    "No", "Nama Pemilik", "Nama Usaha", "Alamat", "Kec.", "Desa/Kel", "No. HP/WA", "Jenis Produk", "Sektor",
    "Tenaga Kerja", "", "Kapasitas Produksi", "", "Nilai Investasi (Rp. 000)", "NIB", "P-IRT", "Th. Berdiri",
    "Keterangan",
]  # fmt: skip
UNDER = ["", "", "", "", "", "", "", "", "", "L", "P", "Jumlah/bln", "Satuan"]
PLAIN: list[Any] = [
    1, "Siti Aminah", "Keripik Bu Siti", "Dsn. Barat RT 02", "Kamal", "Banyuajuh", "081234567890", "keripik",
    "Agro", 1, 2, 500, "bks", 5000, "1202200012345", "belum", 2015,
]  # fmt: skip


def row(**changes: Any) -> list[Any]:
    """The plain row with some cells changed, by the title of their column, and a name of its own."""
    places = {title: at for at, title in enumerate(TOP) if title} | {"L": 9, "P": 10, "Satuan": 12}
    cells = [*PLAIN, ""]
    for title, cell in changes.items():
        cells[places[title]] = cell
    return cells


TRAPS: dict[str, list[Any]] = {
    "plain": row(),
    "phone as a number": row(**{"Nama Pemilik": "Moh. Hasan", "No. HP/WA": 81234567891, "NIB": ""}),
    "nib without zero": row(**{"Nama Pemilik": "Zaini", "NIB": 912000123456, "No. HP/WA": "0812-3456-7892"}),
    "kecamatan misspelt": row(**{"Nama Pemilik": "Rohmah", "Kec.": "Kamall", "NIB": "", "No. HP/WA": ""}),
    "kecamatan elsewhere": row(**{"Nama Pemilik": "Badrun", "Kec.": "Manyar", "Desa/Kel": "", "NIB": ""}),
    "quantity in words": row(
        **{
            "Nama Pemilik": "Sulastri",
            "Kapasitas Produksi": "lima",
            "Satuan": "kodi",
            "NIB": "",
            "No. HP/WA": "-",
        }
    ),
    "quantity with its own period": row(
        **{
            "Nama Pemilik": "Jamal",
            "Kapasitas Produksi": "3 kodi/minggu",
            "Satuan": "",
            "NIB": "",
            "No. HP/WA": "0",
        }
    ),
    "year as a date": row(
        **{
            "Nama Pemilik": "Wati",
            "Th. Berdiri": date(2012, 3, 4),
            "NIB": "",
            "No. HP/WA": "",
            "Sektor": "A",
        }
    ),
    "no name": row(**{"Nama Pemilik": "", "Nama Usaha": "", "NIB": "", "No. HP/WA": ""}),
    "formula": row(
        **{"Nama Pemilik": "=cmd|' /C calc'!A0", "Nama Usaha": "+SUM(1)", "NIB": "", "No. HP/WA": ""}
    ),
    "the first again": row(**{"Nama Pemilik": "Hj. St. Aminah"}),
    "odd phone": row(**{"Nama Pemilik": "Durahman", "No. HP/WA": "8.12E+10", "NIB": "12345"}),
}


def messy() -> bytes:
    """Headings, two rows of titles, a row of numbers, a heading among the rows, totals and a signature."""
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.add_worksheet("Sampul").write(0, 0, "Dinas Perindustrian")
    page = book.add_worksheet("Data IKM")
    page.merge_range(0, 0, 0, 17, "DAFTAR INDUSTRI KECIL MENENGAH KABUPATEN BANGKALAN")
    page.write(1, 0, "TAHUN 2026")
    page.write_row(3, 0, TOP)
    page.merge_range(3, 9, 3, 10, "Tenaga Kerja")
    page.merge_range(3, 11, 3, 12, "Kapasitas Produksi")
    page.write_row(4, 0, UNDER)
    page.write_row(5, 0, range(1, 19))
    at = 6
    for cells in TRAPS.values():
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(at, column, cell)
            else:
                page.write(at, column, cell)
        at += 1 + (at == 7)
    page.write_row(at + 1, 1, ["JUMLAH", "", "", "", "", "", "", "", 12, 24])
    page.write(at + 4, 13, "Bangkalan, 3 Maret 2026")
    page.write(at + 8, 13, "NIP. 19700101 199001 1 001")
    book.close()
    return whole.getvalue()


MESSY = messy()


def read(content: bytes, register: list[dict[str, Any]] | None = None) -> dict[str, Verdict]:
    """What would become of each row, by owner's name."""
    told = tell_sheets(content, "daftar.xlsx", REGION, "id")
    best = told["sheets"][told["best"]]
    mapping = {str(one["index"]): one["key"] for one in best["columns"]}
    held, table = located(opened(content), REGION, best["sheet"], best["header"], mapping, None)
    found = list(judged(held, table, REGION, TODAY, Register(register or [])))
    assert len(found) == best["rows"]
    notes = [told_notes(one, Voice("id")) for one in found]
    assert json.loads(json.dumps(notes)) == notes
    return {one.row.words.get("owner_name", ""): one for one in found}


def give_back(content: bytes, register: list[dict[str, Any]] | None = None) -> bytes:
    told = tell_sheets(content, "daftar.xlsx", REGION, "id")
    best = told["sheets"][told["best"]]
    held, table = located(opened(content), REGION, best["sheet"], best["header"], {}, None)
    return write_returned(held, table, judged(held, table, REGION, TODAY, Register(register or [])), "id")


def saved(rows: dict[str, Verdict]) -> list[dict[str, Any]]:
    """The register, once every row that may be taken was."""
    taken = [one.row for one in rows.values() if one.status in ("new", "changed", "same")]
    return [
        {**one.business, "papers": one.papers, "paper_words": one.paper_words, "id": at, "number": number}
        for at, one in enumerate(taken, 1)
        for number in [f"IKM-3526-{at:05d}"]
    ]


def test_the_list_comes_back_as_the_sheet_it_was_in_indonesian() -> None:
    [sheet] = opened(give_back(MESSY))
    assert sheet.name == "Data IKM"
    notes = " ".join(str(one[-2]) for one in sheet.rows if len(one) > len(TOP))
    assert "Contoh: " in notes
    assert "Example" not in notes and "Proposal" not in notes


@pytest.mark.parametrize(
    ("name", "allowed"), [("Data: [2026]", "Data   2026"), ("'", ""), ("D" * 40, "D" * 31), ("", "")]
)
def test_a_sheet_has_a_name_that_a_spreadsheet_allows(name: str, allowed: str) -> None:
    assert named(name) == allowed


def test_the_list_is_found_and_its_columns_are_known() -> None:
    told = tell_sheets(MESSY, "daftar.xlsx", REGION, "id")
    best = told["sheets"][told["best"]]
    assert (best["name"], best["header"], best["rows"]) == ("Data IKM", [3, 2], len(TRAPS))
    keys = [column["key"] for column in best["columns"]]
    assert keys == [
        "", "owner_name", "name", "street", "district", "village", "phone", "main_product", "sector",
        "workers_male", "workers_female", "capacity", "capacity_unit", "investment", "nib", "pirt",
        "year_established", "",
    ]  # fmt: skip
    assert best["columns"][13]["scale"] == 1000
    assert best["columns"][11]["period"] == "bulan"


def test_each_trap_is_read_as_an_officer_would() -> None:
    rows = read(MESSY)
    plain = rows["Siti Aminah"]
    assert plain.status == "new"
    assert plain.row.papers == {"nib": "1202200012345", "pirt": ""}
    assert plain.row.business["investment"] == 5_000_000
    assert plain.row.business["village"] == "35.26.04.2002"
    capacity = ("capacity", "capacity_unit", "capacity_period")
    assert [plain.row.business[key] for key in capacity] == [500.0, "bungkus", "bulan"]
    assert rows["Moh. Hasan"].row.business["phone"] == "+6281234567891"
    assert [rows["Sulastri"].row.business[key] for key in capacity] == [5.0, "kodi", "bulan"]
    assert [rows["Jamal"].row.business[key] for key in capacity] == [3.0, "kodi", "minggu"]
    assert rows["Wati"].row.business["year_established"] == 2012
    assert rows["Wati"].row.business["sector"] == "agro"
    assert rows["Durahman"].row.business["flagged"] == {"phone": "8.12E+10"}
    assert rows["Durahman"].row.paper_words == {"nib": "12345"}
    assert rows["Durahman"].status == "new", "an odd number turns nobody away"


def test_what_is_not_plain_is_asked_and_never_guessed() -> None:
    rows = read(MESSY)
    nib = rows["Zaini"]
    assert (nib.status, nib.row.problems[0].words) == ("doubt", "912000123456")
    assert nib.row.problems[0].options[0].columns == {"nib": "0912000123456"}
    assert "nib" not in nib.row.papers
    misspelt = rows["Rohmah"].row.problems[0]
    assert (misspelt.severity, misspelt.chosen) == ("doubt", 0)
    assert misspelt.options[0].columns == {"district": "35.26.04", "village": "35.26.04.2002"}
    assert rows["Badrun"].status == rows[""].status == "error"
    assert (rows["Hj. St. Aminah"].status, rows["Hj. St. Aminah"].twin) == ("doubt", 7)


def test_the_list_given_back_settles_its_doubts() -> None:
    back = give_back(MESSY)
    rows = read(back)
    assert rows["Zaini"].status == "new"
    assert rows["Zaini"].row.papers["nib"] == "0912000123456"
    assert rows["Rohmah"].row.business["district"] == "35.26.04"
    assert rows["Hj. St. Aminah"].status == "skipped"
    assert {one.status for one in rows.values()} == {"new", "skipped"}
    assert give_back(back), "and again"


def test_the_list_given_back_holds_the_same_cells_and_runs_nothing() -> None:
    before = next(sheet for sheet in opened(MESSY) if sheet.name == "Data IKM")
    (after,) = opened(give_back(MESSY))
    for index, cells in enumerate(before.rows):
        kept = [cell.removeprefix("'") if isinstance(cell, str) else cell for cell in after.rows[index]]
        width = min(18, len(cells))
        assert kept[:width] == list(cells)[:width]
    assert b"<f>" not in give_back(MESSY)
    assert read(give_back(MESSY))["=cmd|' /C calc'!A0"].row.business["owner_name"] == "=cmd|' /C calc'!A0"


def test_the_same_list_again_changes_nothing() -> None:
    rows = read(give_back(MESSY))
    register = saved(rows)
    again = read(MESSY, register)
    skipped = {"Hj. St. Aminah", "Badrun", ""}
    assert {again[name].status for name in again if name not in skipped} == {"same"}
    back = give_back(MESSY, register)
    assert {read(back, register)[name].status for name in ("Zaini", "Wati")} == {"same"}
    (sheet,) = opened(back)
    noted = {row[1] for row in sheet.rows[6:] if len(row) > len(TOP) and row[len(TOP)]}
    assert noted == {"Hj. St. Aminah", "Badrun", ""}, "nothing is said of a row that changes nothing"


def test_what_changed_is_told_column_by_column() -> None:
    register = saved(read(MESSY))
    changed = [
        {**one, "workers_male": 7, "phone": None} if one["owner_name"] == "Siti Aminah" else one
        for one in register
    ]
    again = read(MESSY, changed)["Siti Aminah"]
    assert again.status == "changed"
    assert again.changes == {"workers_male": (7, 1), "phone": (None, "+6281234567890")}


def test_what_an_owner_answered_herself_is_not_written_over_without_a_question() -> None:
    hers = [
        {**one, "workers_male": 7, "workers_female": None, "has_owner": True}
        for one in saved(read(MESSY))
        if one["owner_name"] == "Siti Aminah"
    ]
    again = read(MESSY, hers)["Siti Aminah"]
    assert (again.status, again.action) == ("doubt", Action(Fate.SKIP)), again
    (reason,) = again.candidates[0].reasons
    assert Voice("id").say(reason).endswith(": Pekerja laki-laki"), reason
    only_new = [{**one, "workers_male": None} for one in hers]
    assert read(MESSY, only_new)["Siti Aminah"].status == "changed", "what is missing may be filled in"
