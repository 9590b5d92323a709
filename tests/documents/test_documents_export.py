"""The workbook of the register: every row as it was given, nothing that runs, and a sheet that explains."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

import documents.export
from dialogue.i18n import Voice
from dialogue.listing.cells import cell, read_cell
from dialogue.listing.columns import BY_KEY, COLUMNS
from documents.export import LIST, write_register

VOICE = Voice("id")
SITI: dict[str, Any] = {
    "number": "IKM-3526-00042",
    "state": "submitted",
    "owner_name": "Siti Aminah",
    "phone": "+6281234567890",
    "name": "Keripik Bu Siti",
    "district": "35.26.01",
    "village": "35.26.01.2003",
    "latitude": -6.890123456789012,
    "workers_female": 3,
    "capacity": 0.1 + 0.2,
    "capacity_about": False,
    "investment": 12_345_678_901,
    "help_wanted": ["training", "equipment"],
    "submitted_at": datetime(2026, 11, 3, 2, 0, tzinfo=UTC),
    "papers": {"nib": "0123456789012", "npwp": ""},
}


def workbook(*rows: dict[str, Any], filter_told: str = "Semua usaha") -> bytes:
    file = io.BytesIO()
    about = {"office": "Dinas Perindustrian", "area": "Kabupaten Bangkalan"}
    made_on = date(2026, 11, 28)
    count = write_register(
        [(LIST, rows)], file, **about, made_on=made_on, filter_told=filter_told, voice=VOICE
    )
    assert count == len(rows)
    return file.getvalue()


def sheets(made: bytes) -> list[list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return [book.get_sheet_by_index(index).to_python() for index in range(len(book.sheet_names))]


def listed(made: bytes) -> list[dict[str, Any]]:
    """The rows of the list, by key."""
    header, *rows = sheets(made)[0]
    assert header == [VOICE.say(column.title) for column in COLUMNS]
    return [dict(zip(BY_KEY, row, strict=True)) for row in rows]


def xml(made: bytes, number: int = 1) -> str:
    return zipfile.ZipFile(io.BytesIO(made)).read(f"xl/worksheets/sheet{number}.xml").decode()


def test_each_cell_is_what_the_listing_says() -> None:
    (row,) = listed(workbook(SITI))
    for key, column in BY_KEY.items():
        assert row[key] == (cell(column, SITI, VOICE) or ""), key
    assert isinstance(row["nib"], str)
    assert isinstance(row["submitted_at"], date)
    assert isinstance(row["investment"], float)


def test_the_rows_keep_their_order_and_number() -> None:
    made = workbook(*({"name": f"Usaha {number}"} for number in range(300)))
    assert [row["name"] for row in listed(made)] == [f"Usaha {number}" for number in range(300)]
    assert '<dimension ref="A1:' in xml(made)
    assert '<autoFilter ref="A1:' in xml(made)
    assert "301" in re.findall(r'<autoFilter ref="A1:(\w+)"', xml(made))[0]


def test_an_empty_list_is_a_workbook_too() -> None:
    made = workbook()
    assert listed(made) == []
    assert sheets(made)[1][0][0] == "Dinas Perindustrian"


@settings(max_examples=25)
@given(
    text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff"), min_size=1)
    | st.sampled_from(
        ["=1+1", "_x0041_", "a&<b>", " a ", "<r><t>x</t></r>", "http://a.example", "\x01", "]]>"]
    )
)
def test_any_words_come_back_from_the_file(text: str) -> None:
    (row,) = listed(workbook({"constraint_note": text}))
    assert row["constraint_note"] == cell(BY_KEY["constraint_note"], {"constraint_note": text}, VOICE)


def test_words_no_file_can_hold_break_nothing() -> None:
    assert len(listed(workbook({"name": "a\ud83d\uffff"}, SITI))) == 2


def test_numbers_come_back_to_the_last_digit() -> None:
    (row,) = listed(workbook(SITI))
    for key in ("latitude", "capacity", "investment"):
        assert read_cell(BY_KEY[key], row[key]) == {key: SITI[key]}


def test_nothing_in_it_runs() -> None:
    formula = '=HYPERLINK("http://a.example","x")'
    made = workbook({"name": formula, "brand": "@SUM(1)", "street": "http://a.example"}, filter_told=formula)
    files = zipfile.ZipFile(io.BytesIO(made))
    assert not any(b"<f>" in files.read(name) for name in files.namelist())
    assert not any("hyperlink" in name for name in files.namelist())
    assert "<hyperlink" not in xml(made) + xml(made, 2)
    assert formula not in {cell for sheet in sheets(made) for row in sheet for cell in row}


def test_the_second_sheet_explains_every_column() -> None:
    told = sheets(workbook(SITI))[1]
    words = [str(cell) for row in told for cell in row]
    for column in COLUMNS:
        assert VOICE.say(column.title) in words
        assert VOICE.say(column.about) in words
    assert {"Dinas Perindustrian", "Kabupaten Bangkalan", "Semua usaha"} <= set(words)
    assert any("28 November 2026" in one for one in words)


def test_rows_are_taken_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents.export, "MOST_ROWS", 3)
    taken: list[int] = []

    def endless() -> Any:
        while True:
            taken.append(1)
            yield SITI

    with pytest.raises(ValueError, match="more rows"):
        write_register(
            [(LIST, endless())],
            io.BytesIO(),
            office="",
            area="",
            made_on=date(2026, 1, 1),
            filter_told="",
            voice=VOICE,
        )
    assert len(taken) == 4


OF_SITI = {"of_number": "IKM-3526-00042", "of_name": "Keripik Bu Siti", "of_owner": "Siti Aminah"}
EMPTY = {"price": None, "price_high": None, "price_about": None, "price_unit": None, "flagged": None}


def test_what_repeats_has_sheets_of_its_own() -> None:
    parts: list[tuple[str, list[dict[str, Any]]]] = [
        ("product", [{**OF_SITI, **EMPTY, "name": "=Keripik", "price": 15_000, "price_unit": "bungkus"}]),
        ("machine", [{**OF_SITI, "name": "Wajan", "count": 3, "power": "gas", "flagged": None}]),
        (
            "certificate",
            [
                {
                    **OF_SITI,
                    "kind": "halal",
                    "number": "ID35",
                    "name": None,
                    "expires_on": "2027-03-01",
                    "flagged": None,
                }
            ],
        ),
        ("production", [{**OF_SITI, "period": "2026-Q4", "quantity": 0, "flagged": None}]),
    ]
    file = io.BytesIO()
    about = {"office": "Dinas", "area": "Bangkalan", "filter_told": "", "made_on": date(2026, 11, 28)}
    assert write_register([(LIST, [SITI]), *parts], file, voice=VOICE, **about) == 1
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))
    told = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names[2:]}
    assert [row[:3] for sheet in told.values() for row in sheet[1:]] == [list(OF_SITI.values())] * 4
    products, machines, papers, reports = (
        [dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]] for sheet in told.values()
    )
    assert products[0]["Nama produk"] == "'=Keripik" and products[0]["Harga"] == "Rp15.000 per bungkus"
    assert machines[0]["Jumlah"] == 3 and machines[0]["Sumber tenaga"] == "Gas"
    assert {date(2027, 3, 1), "ID35"} <= set(papers[0].values()) and "Sertifikat halal" in papers[0].values()
    assert "Triwulan IV 2026" in reports[0].values()
