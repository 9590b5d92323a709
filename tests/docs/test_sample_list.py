"""The sample list is what its script makes, and is as clean and as odd as the script says."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bot.invented import register
from dialogue import places
from dialogue.values import Invalid, Known, Unclear, read_money, read_nib, read_phone, read_quantity
from docs.sample_list import LIST, write
from docs.sample_rows import (
    CAPACITY,
    DISTRICT,
    MONEY,
    NIB,
    NOW,
    ODD,
    OWNER,
    PHONE,
    PRODUCT,
    REGION,
    VILLAGE,
    WOMEN,
    listed,
)

ROWS = listed()
READS: dict[int, Callable[[str], object]] = {
    PHONE: read_phone,
    NIB: read_nib,
    CAPACITY: read_quantity,
    MONEY: read_money,
}
REGISTER = register(REGION, NOW)


def cells(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_file_is_what_the_script_makes(tmp_path: Path) -> None:
    """If this fails: .venv/bin/python -m docs.sample_list"""
    write(tmp_path / "list.xlsx")
    assert cells(tmp_path / "list.xlsx") == cells(LIST)


def test_it_looks_like_a_list_of_an_office() -> None:
    sheets = cells(LIST)
    assert list(sheets) == ["Daftar IKM", "Rekap"]
    lines = sheets["Daftar IKM"]
    firsts = [line[0] for line in lines]
    assert "Jumlah" in firsts and firsts.count("") > 10
    numbered = [line for line in lines[7:] if isinstance(line[0], float)]
    assert len(numbered) == len(ROWS) == 160
    kinds = {type(line[-2]) for line in numbered}
    assert kinds == {float, str, date}, "years in three styles"


def test_so_many_rows_are_odd_known_or_twice() -> None:
    assert Counter((bool(row.odd), row.known, row.twice) for row in ROWS) == {
        (False, "", False): 124,
        (True, "", False): len(ODD),
        (False, "", True): 4,
        **{(False, known, False): 4 for known in ("same", "changed", "respelt")},
    }


def test_a_clean_row_can_be_read() -> None:
    for said in (row.cells for row in ROWS if not row.odd):
        assert said[OWNER] and said[PRODUCT]
        found = places.find(str(said[DISTRICT]), places.inside(REGION))
        assert len(found.places) == 1, said[DISTRICT]
        assert places.find(str(said[VILLAGE]), places.inside(found.places[0].code)).is_exact, said[VILLAGE]
        for column, reads in READS.items():
            if said[column] not in {None, "-", "belum ada"}:
                assert isinstance(reads(str(said[column])), Known), said[column]


@pytest.mark.parametrize(("column", "cell", "why"), [odd for odd in ODD if odd[0] in READS])
def test_an_odd_value_cannot_just_be_read(column: int, cell: str | int, why: str) -> None:
    assert isinstance(READS[column](str(cell)), Unclear | Invalid), why


def test_what_stands_in_the_register_is_found_there_and_nothing_else() -> None:
    phones = {record["phone"]: record for record in REGISTER if record["phone"]}
    nibs = {record["papers"]["nib"] for record in REGISTER if record["papers"].get("nib")}
    for row in ROWS:
        record = phones.get(getattr(read_phone(str(row.cells[PHONE])), "value", None))
        assert (record is not None) == (row.known in {"same", "changed"})
        assert (str(row.cells[NIB]) in nibs) == (row.known in {"same", "changed"})
        if record is not None:
            women = int("".join(filter(str.isdigit, str(row.cells[WOMEN]))))
            assert (women == record["workers_female"]) == (row.known == "same")
    villages = {(record["owner_name"], places.name_of(record["village"]).lower()) for record in REGISTER}
    for row in (row for row in ROWS if row.known == "respelt"):
        assert (row.cells[OWNER], str(row.cells[VILLAGE]).removeprefix("Ds. ").lower()) not in villages
