"""An office's answers: hours of the day, its kabupaten by name, and the time that its province keeps."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue import places
from dialogue.fields import Hours, Regency
from dialogue.fields.base import Context, Doubt, Given, Reading, Value, Wrong
from dialogue.i18n import Voice
from dialogue.record import head
from dialogue.zones import PROVINCES, ZONES, zone_of

CONTEXT = Context("35.26", date(2026, 11, 23), {})
WORKS = Hours(name="works", label="", question="", example="")
QUIET = Hours(name="quiet", label="", question="", example="", is_overnight=True)
REGENCY = Regency(name="region", label="", question="", example="")


def told(field: Hours, reading: Reading) -> str:
    """The hours read; in brackets if they are asked back first."""
    if isinstance(reading, Value):
        return str(field.shows(reading.columns))
    return f"({field.shows(reading.options[0])})" if isinstance(reading, Doubt) else "no"


@pytest.mark.parametrize(
    ("typed", "works", "quiet"),
    [
        ("07.30-16.00", "07.30-16.00", "(19.30-16.00)"),
        ("7:30 sampai 15:00", "07.30-15.00", "no"),
        ("8 sampai 4", "(08.00-16.00)", "(20.00-04.00)"),
        ("jam 8 pagi sampai jam 4 sore", "(08.00-16.00)", "(20.00-04.00)"),
        ("20.00-07.00", "no", "20.00-07.00"),
        ("9 malam sampai 6 pagi", "(09.00-18.00)", "(21.00-06.00)"),
        ("pagi sampai sore", "no", "no"),
        ("7", "no", "no"),
        ("25 sampai 30", "no", "no"),
        ("07.75-16.00", "no", "no"),
        ("1 2 3", "no", "no"),
    ],
)
def test_hours_are_read_or_asked_back(typed: str, works: str, quiet: str) -> None:
    assert told(WORKS, WORKS.read(Given(text=typed), CONTEXT)) == works
    if quiet != "(19.30-16.00)":
        assert told(QUIET, QUIET.read(Given(text=typed), CONTEXT)) == quiet


@settings(max_examples=50)
@given(st.integers(0, 1439), st.integers(0, 1439))
def test_what_is_shown_is_read_again(begin: int, end: int) -> None:
    typed = f"{begin // 60:02}.{begin % 60:02}-{end // 60:02}.{end % 60:02}"
    reading = WORKS.read(Given(text=typed), CONTEXT)
    if begin < end:
        assert isinstance(reading, Value) and WORKS.shows(reading.columns) == typed
    else:
        assert not isinstance(reading, Value), "hours that end before they begin are never taken silently"


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_no_words_break_a_field(typed: str) -> None:
    for field in (WORKS, QUIET, REGENCY):
        assert isinstance(field.read(Given(text=typed), CONTEXT), Value | Doubt | Wrong)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Kabupaten Tuban", "35.23"), ("tuban", "35.23"), ("kota mataram", "52.71"), ("Bangkalan", "35.26")],
)
def test_a_kabupaten_is_found_by_name(typed: str, code: str) -> None:
    assert REGENCY.read(Given(text=typed), CONTEXT) == Value({"region": code})


def test_a_name_of_two_is_asked_back() -> None:
    reading = REGENCY.read(Given(text="tegal"), CONTEXT)
    assert isinstance(reading, Doubt)
    assert {option["region"] for option in reading.options} == {"33.28", "33.76"}
    assert isinstance(REGENCY.read(Given(text="Jawa Timur"), CONTEXT), Wrong | Doubt)


@pytest.mark.parametrize(
    ("region", "zone"),
    [
        ("35.26", "Asia/Jakarta"),
        ("52.71", "Asia/Makassar"),
        ("61.71", "Asia/Pontianak"),
        ("92.71", "Asia/Jayapura"),
    ],
)
def test_the_time_of_a_province(region: str, zone: str) -> None:
    assert zone_of(region) == zone


def test_each_province_keeps_one_time() -> None:
    codes = [int(place.code.partition(".")[0]) for place in places.regencies()]
    assert set(PROVINCES) | {"Asia/Jakarta"} == {zone for zone, _name, _where in ZONES}
    for code in set(codes):
        assert sum(code in held for held in PROVINCES.values()) <= 1


def test_a_record_without_a_name_begins_with_its_number() -> None:
    told = Voice().say(head({"name": None, "number": "IKM-3526-00042", "state": "submitted"}))
    assert told.startswith("IKM-3526-00042 · ")
