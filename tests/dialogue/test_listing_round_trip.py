"""What an export says of a record, an import reads again: the same values, and nothing else."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue import places
from dialogue.activities import ACTIVITIES
from dialogue.i18n import LANGUAGES, Voice
from dialogue.listing.cells import teller
from dialogue.listing.columns import BY_KEY, COLUMNS
from dialogue.listing.headers import find_table, lines_of
from dialogue.listing.likeness import compare
from dialogue.listing.row import RowReader

REGION, TODAY = "35.26", date(2026, 11, 24)
VILLAGES = [village.code for district in places.inside(REGION) for village in places.inside(district.code)]
WORD = st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
ODD = st.builds("{}{}".format, st.sampled_from(["", "", "'", "=", "+", "-", "@", "<r>"]), WORDS)
DIGITS = {"nib": 13, "npwp": 16, "pirt": 15}


def paper(kind: str) -> st.SearchStrategy[str]:
    number = st.from_regex(rf"[1-9][0-9]{{{DIGITS[kind] - 1}}}", fullmatch=True)
    return st.just("") | number


def choice(key: str) -> st.SearchStrategy[Any]:
    return st.sampled_from([value for value, _label in BY_KEY[key].options])


def choices(key: str) -> st.SearchStrategy[list[Any]]:
    return st.lists(choice(key), unique=True, min_size=1, max_size=4)


def amount(key: str, low: int, most: int) -> st.SearchStrategy[dict[str, Any]]:
    """An amount or a range, with its unit and period if it is a quantity."""
    kind = int if BY_KEY[key].kind == "rupiah" else float
    told = st.builds(
        lambda amount, more, about: {
            key: kind(amount),
            f"{key}_high": kind(amount + more) if more else None,
            f"{key}_about": about,
        },
        st.integers(low, most),
        st.sampled_from([0, 0, 10]),
        st.booleans(),
    )
    if f"{key}_unit" not in BY_KEY:
        return told
    measure = st.fixed_dictionaries({f"{key}_{one}": choice(f"{key}_{one}") for one in ("unit", "period")})
    return st.builds(dict.__or__, told, measure)


def activity() -> st.SearchStrategy[dict[str, Any]]:
    codes = [{"kbli": one.kbli_2025, "kbli_edition": "2025"} for one in ACTIVITIES]
    return st.sampled_from(codes)


SINGLE: dict[str, st.SearchStrategy[Any]] = {
    "owner_name": ODD,
    "name": ODD,
    "brand": ODD,
    "main_product": ODD,
    "constraint_note": ODD,
    "gender": choice("gender"),
    "legal_form": choice("legal_form"),
    "sector": choice("sector"),
    "branch": choice("branch"),
    "phone": st.from_regex(r"\+628[1-35-9][0-9]{8}", fullmatch=True),
    "year_established": st.integers(1950, 2026),
    "workers_male": st.integers(0, 99),
    "workers_female": st.integers(0, 99),
    "days_per_month": st.integers(1, 31),
    "capital_sources": choices("capital_sources"),
    "constraints": choices("constraints"),
    "help_wanted": choices("help_wanted"),
}
TOGETHER = (
    st.sampled_from(VILLAGES).map(lambda code: {"district": code.rpartition(".")[0], "village": code}),
    st.builds(
        lambda south, east: {"latitude": south, "longitude": east},
        st.floats(-8, -6).map(lambda degrees: round(degrees, 6)),
        st.floats(111, 114).map(lambda degrees: round(degrees, 6)),
    ),
    activity(),
    amount("capacity", 1, 99_000),
    amount("installed", 1, 99_000),
    amount("investment", 1_000, 900_000_000),
    amount("land_building", 1_000, 900_000_000),
    st.fixed_dictionaries({}, optional={kind: paper(kind) for kind in DIGITS}).map(
        lambda papers: {"papers": papers}
    ),
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A record of the register, with any of its questions answered."""
    record = {
        "number": "IKM-3526-00042",
        "owner_name": draw(ODD),
        **draw(st.fixed_dictionaries({}, optional=SINGLE)),
    }
    for together in TOGETHER:
        record |= draw(st.just({}) | together)
    return record


@settings(max_examples=60)
@given(record=records(), language=st.sampled_from(list(LANGUAGES)))
def test_a_row_of_an_export_says_the_same_to_an_import(record: dict[str, Any], language: str) -> None:
    voice = Voice(language)
    cells = [teller(column, voice)(record) for column in COLUMNS]
    as_read: list[Any] = [
        "" if cell is None else float(cell) if isinstance(cell, int) else cell for cell in cells
    ]
    titles = [voice.say(column.title) for column in COLUMNS]
    rows = [titles, as_read, ["", *as_read[1:]]]
    table = find_table(rows, REGION)
    line, *_others = lines_of(rows, table, REGION)
    row = RowReader(table, REGION, TODAY).read(line)
    assert not row.problems
    assert compare(row, record) == {}
    lost = {
        key for key, value in record.items() if value not in (None, False) and key not in ("number", "papers")
    } - set(row.business)
    assert not lost
    assert dict(row.papers) == record.get("papers", {})
