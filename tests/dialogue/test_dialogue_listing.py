"""The columns of the register in a workbook: what a cell says, and that it is read back exactly."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue import places
from dialogue.i18n import LANGUAGES, Voice
from dialogue.listing.cells import bare, cell, guarded, read_area, read_cell
from dialogue.listing.columns import BY_KEY, COLUMNS, Column

VOICES = st.sampled_from([Voice(language) for language in LANGUAGES])
RISKY = tuple("=+-@\t\r")
words = st.text(st.characters(exclude_categories=("Cs", "Cn")), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
risky = st.builds("{}{}{}".format, st.sampled_from(["", "'", "''"]), st.sampled_from("=+-@'"), words)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": (words | risky).filter(bool),
    "identifier": st.from_regex(r"[0-9A-Z=+@'-][0-9 .-]{0,14}[0-9]", fullmatch=True).map(
        lambda text: " ".join(text.split())
    ),
    "phone": st.from_regex(r"\+(62[1-9]|60[1-9])[0-9]{7,10}", fullmatch=True),
    "integer": st.integers(0, 2100),
    "rupiah": st.integers(0, 10**13),
    "decimal": st.floats(-180, 1e8, allow_nan=False),
}


def values(column: Column) -> st.SearchStrategy[Any]:
    """Values that a business may have in this column."""
    options = [value for value, _label in column.options]
    if column.kind == "choice":
        return st.sampled_from(options)
    if column.kind == "choices":
        return st.lists(st.sampled_from(options), unique=True, min_size=1)
    return (VALUES[column.kind] | st.just("")) if column.is_paper else VALUES[column.kind]


def as_read(written: Any) -> Any:
    """A cell as a workbook gives it back: every number is a float."""
    return float(written) if isinstance(written, int | float) else written


IN_CELLS = [
    column for column in COLUMNS if column.is_read and column.kind != "area" and column.key != "area_code"
]


@settings(max_examples=15)
@given(data=st.data(), voice=VOICES)
@pytest.mark.parametrize("column", IN_CELLS, ids=lambda column: column.key)
def test_a_cell_is_read_back_exactly(column: Column, data: st.DataObject, voice: Voice) -> None:
    value = data.draw(values(column))
    answers = {"papers": {column.key: value}} if column.is_paper else {column.key: value}
    assert read_cell(column, as_read(cell(column, answers, voice))) == {column.key: value}


@given(text=st.text(max_size=12) | risky)
def test_no_written_words_begin_like_a_formula(text: str) -> None:
    assert not guarded(text).startswith(RISKY)
    assert bare(guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+628", "-", "@a", "\tx", "\r=", "=cmd|' /C calc'!A0", "'=1"])
def test_what_a_spreadsheet_would_run_is_disarmed(text: str) -> None:
    assert cell(BY_KEY["name"], {"name": text}, Voice("id")) == f"'{text}"


def test_a_name_that_begins_with_an_apostrophe_stays_as_it_is() -> None:
    assert cell(BY_KEY["name"], {"name": "'Aisyiyah"}, Voice("id")) == "'Aisyiyah"
    assert read_cell(BY_KEY["name"], "'Aisyiyah") == {"name": "'Aisyiyah"}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_nothing_is_an_empty_cell(column: Column) -> None:
    assert cell(column, {}, Voice("id")) is None
    assert read_cell(column, None) == read_cell(column, "") == {}


def test_a_cell_says_what_people_say() -> None:
    voice = Voice("id", "Asia/Makassar")
    answers = {
        "phone": "+6281234567890",
        "gender": "female",
        "district": "35.26.01",
        "village": "35.26.01.2003",
        "capacity": 1500.0,
        "help_wanted": ["training", "equipment"],
        "submitted_at": datetime(2026, 11, 3, 17, 0, tzinfo=UTC),
        "papers": {"nib": "0123456789012", "npwp": ""},
    }
    said = {key: cell(BY_KEY[key], answers, voice) for key in (*answers, "nib", "npwp") if key != "papers"}
    assert said == {
        "phone": "081234567890",
        "gender": "Perempuan",
        "district": places.name_of("35.26.01"),
        "village": places.name_of("35.26.01.2003"),
        "capacity": 1500.0,
        "help_wanted": "Pelatihan; Bantuan alat",
        "submitted_at": date(2026, 11, 4),
        "nib": "0123456789012",
        "npwp": "Belum punya",
    }


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("gender", "wanita"),
        ("nib", 123456789012.0),
        ("phone", 81234567890.0),
        ("phone", "0812-3456-7890"),
        ("workers_male", 2.5),
        ("workers_male", "dua"),
        ("workers_male", True),
        ("investment", "15 juta"),
        ("capacity", float("inf")),
        ("name", "  Keripik "),
        ("name", date(2026, 1, 2)),
        ("help_wanted", "Pelatihan, modal"),
        ("district", "Tanjung Bumi"),
    ],
)
def test_what_an_export_would_not_write_is_left_to_the_reader_of_lists(key: str, written: Any) -> None:
    assert read_cell(BY_KEY[key], written) is None


def area_cells(answers: dict[str, str]) -> list[Any]:
    return [cell(BY_KEY[key], answers, Voice("id")) for key in ("district", "village", "area_code")]


@pytest.mark.parametrize("region", ["35.26", "35.23", "52.71"])
def test_every_desa_is_read_back_though_names_repeat(region: str) -> None:
    for district in places.inside(region):
        assert read_area(*area_cells({"district": district.code})) == {"district": district.code}
        for village in places.inside(district.code):
            codes = {"district": district.code, "village": village.code}
            assert read_area(*area_cells(codes)) == codes


def test_a_corrected_name_is_not_overruled_by_its_old_code() -> None:
    district, village, code = area_cells({"district": "35.26.01", "village": "35.26.01.2003"})
    assert read_area(district, "Paseseh Baru", code) is None
    assert read_area("Socah", village, code) is None
    assert read_area(district, village, None) is None
    assert read_area(district, village, "35.26") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_and_no_two_answers_are_called_the_same(language: str) -> None:
    voice = Voice(language)
    titles = [voice.say(column.title) for column in COLUMNS]
    assert len({title.lower() for title in titles}) == len(titles) == len(BY_KEY)
    for column in COLUMNS:
        labels = [voice.say(label) for _value, label in column.options]
        assert len(set(labels)) == len(labels), column.key
        assert not any(";" in label for label in labels), column.key


def test_a_label_means_the_same_in_every_language() -> None:
    for column in COLUMNS:
        meant: dict[str, Any] = {}
        for language in LANGUAGES:
            for value, label in column.options:
                assert meant.setdefault(Voice(language).say(label), value) == value
