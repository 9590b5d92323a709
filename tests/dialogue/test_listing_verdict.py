"""What becomes of a row beside its record: an owner's own answers, words kept, consent withdrawn."""

from datetime import date
from typing import Any

import pytest

from dialogue.i18n import Voice
from dialogue.listing.action import Action, Fate
from dialogue.listing.headers import find_table, lines_of
from dialogue.listing.likeness import Entry, Register, compare
from dialogue.listing.row import Row, RowReader
from dialogue.listing.staging import changes_of, flagged_after, papers_of
from dialogue.listing.told import proposal
from dialogue.listing.verdict import Status, Verdict, verdicts

REGION, TODAY = "35.26", date(2026, 11, 24)
SITI: dict[str, Any] = {
    "id": 7,
    "number": "IKM-3526-00042",
    "owner_name": "Siti Aminah",
    "phone": "+6281234567890",
    "district": "35.26.04",
}
CELLS = {"Nama Pemilik": "Siti Aminah", "No. HP": "081234567890"}


def row_of(cells: dict[str, str]) -> Row:
    """The row of a list that has these cells."""
    rows = [list(cells), list(cells.values())]
    table = find_table(rows, REGION)
    (line,) = lines_of(rows, table, REGION)
    return RowReader(table, REGION, TODAY).read(line)


def judged(cells: dict[str, str], entry: Entry) -> Verdict:
    (verdict,) = verdicts([row_of({**CELLS, **cells})], Register([entry]))
    return verdict


def test_nothing_is_written_where_the_owner_has_withdrawn_consent() -> None:
    hers = {**SITI, "has_owner": True, "has_withdrawn": True}
    found = judged({"Merek": "Barokah"}, hers)
    assert (found.status, found.is_withdrawn, found.action) == (Status.ERROR, True, Action(Fate.SKIP))
    (problem,) = found.row.problems
    said = Voice("id").say(problem.reason)
    assert (problem.words, said) == (
        "IKM-3526-00042",
        "Pemilik telah menarik persetujuan; data tidak diubah.",
    )
    assert judged({}, hers).status is Status.SAME, "a row that changes nothing is no error"


def test_a_record_that_it_may_be_is_not_proposed_once_consent_is_withdrawn() -> None:
    cells = {"Nama Pemilik": "Siti Amina", "No. HP": "", "Kec.": "Kamal"}
    assert judged(cells, SITI).action == Action(Fate.MERGE, "IKM-3526-00042")
    found = judged(cells, {**SITI, "has_withdrawn": True})
    assert (found.status, found.action) == (Status.DOUBT, Action(Fate.SKIP))
    assert "menarik persetujuan" in Voice("id").say(found.notes[-1])


@pytest.mark.parametrize(
    ("cells", "hers"),
    [
        ({"Kec.": "Kamall"}, {"district": "35.26.01"}),
        ({"NIB": "1202200012345"}, {"papers": {"nib": None}, "paper_words": {"nib": "12345"}}),
        ({"Kapasitas": "entah"}, {"flagged": {"capacity": "kira-kira segini"}}),
        ({"Kapasitas": "5 kg/hari"}, {"flagged": {"capacity": "kira-kira segini"}}),
    ],
)
def test_what_an_owner_told_in_any_way_is_not_written_over_without_a_question(
    cells: dict[str, str], hers: dict[str, Any]
) -> None:
    found = judged(cells, {**SITI, "has_owner": True, **hers})
    assert (found.status, found.action) == (Status.DOUBT, Action(Fate.SKIP)), found
    assert "its owner has answered otherwise" in Voice("xx").say(found.candidates[0].reasons[0])


def test_the_same_words_again_change_nothing_and_say_nothing() -> None:
    kept = {"flagged": {"capacity": "entah"}, "paper_words": {"nib": "12345"}, "papers": {"nib": None}}
    found = judged({"Kapasitas": "entah", "NIB": "12345", "Kec.": "Kamall"}, {**SITI, **kept})
    assert (found.status, found.row.problems) == (Status.SAME, ())


def test_words_that_could_not_be_read_are_told_of_their_own_question() -> None:
    row, entry = row_of({**CELLS, "Kec.": "Kamal", "Desa": "Entahlah", "NIB": "12345"}), SITI
    changes = changes_of(row, entry, compare(row, entry))
    assert [(one["field"], one["old"], one["words"]) for one in changes] == [
        ("nib", {"number": None}, "12345"),
        ("village", {"village": None}, "Entahlah"),
    ]
    assert flagged_after(entry, compare(row, entry)) == {"village": "Entahlah"}


@pytest.mark.parametrize(
    ("hers", "changed"),
    [
        ({}, True),
        ({"papers": {"nib": ""}}, True),
        ({"papers": {"nib": None}}, True),
        ({"papers": {"nib": None}, "paper_words": {"nib": "1234"}}, True),
        ({"papers": {"nib": None}, "paper_words": {"nib": "12345"}}, False),
        ({"papers": {"nib": "0256010045123"}}, False),
    ],
)
def test_words_of_a_paper_go_with_the_paper_unless_its_number_is_known(
    hers: dict[str, Any], changed: bool
) -> None:
    row, entry = row_of({**CELLS, "NIB": "12345"}), {**SITI, **hers}
    changes = compare(row, entry)
    paper = {"row": 2, "kind": "nib", "is_held": True, "number": None, "flagged": {"number": "12345"}}
    assert papers_of(row, changes) == ([paper] if changed else [])
    assert not row.business.get("flagged") and flagged_after(entry, changes) is None


def test_a_number_in_doubt_that_is_noted_as_written_goes_with_the_paper() -> None:
    verdict = judged({"NIB": "912000123456", "Tindakan": "Simpan baru; Catat apa adanya"}, SITI)
    (paper,) = papers_of(verdict.row)
    assert (verdict.status, paper["number"], paper["flagged"]) == (
        Status.NEW,
        None,
        {"number": "912000123456"},
    )


def test_words_that_were_kept_stand_in_history_when_an_answer_takes_their_place() -> None:
    entry = {
        **SITI,
        "flagged": {"capacity": "banyak", "brand": "?"},
        "papers": {"nib": None},
        "paper_words": {"nib": "12345"},
    }
    row = row_of({**CELLS, "Kapasitas": "5 kg/hari", "NIB": "1202200012345"})
    changes = compare(row, entry)
    old = {one["field"]: one["old"] for one in changes_of(row, entry, changes)}
    assert old["nib"] == {"number": None, "flagged": {"number": "12345"}}
    assert old["capacity"]["flagged"] == entry["flagged"]
    assert flagged_after(entry, changes) == {"brand": "?"}


def test_titles_of_our_own_are_told_in_one_line() -> None:
    titles = ("Nama pemilik", "Kecamatan", "Jenis Produk")
    columns = [{"index": at, "title": title, "scale": 1} for at, title in enumerate(titles)]
    sheet = {"header": [0, 1], "name": "Data", "rows": 2, "columns": columns}
    mapping = {"0": "owner_name", "1": "district", "2": "main_product"}
    told = Voice("id").say(proposal("daftar.xlsx", sheet, mapping))
    assert "2 kolom dikenali apa adanya" in told
    assert "“Jenis Produk” → Produk utama" in told and "“Kecamatan”" not in told
