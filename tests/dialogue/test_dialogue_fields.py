"""Questions take what people give them: a plain value counts, any other is read back or asked about."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.activities import ACTIVITIES, activity_of, branch_of, is_industry, meaning, proposals
from dialogue.fields import (
    Activity,
    Area,
    Code,
    Context,
    Day,
    Doubt,
    Duration,
    Field,
    Given,
    Money,
    Number,
    Phone,
    Photo,
    Price,
    Quantity,
    Reading,
    Spot,
    Value,
    Words,
    Wrong,
)
from dialogue.fields.code import read_code
from dialogue.fields.quantity import COMMON
from dialogue.i18n import Voice, _
from dialogue.values import read_nib
from dialogue.values.phone import as_dialled
from dialogue.values.units import UNIT_OF
from dialogue.words import action_of

CONTEXT = Context("35.26", date(2026, 11, 23), {})
PLAIN: dict[str, Any] = {"label": "", "question": "", "example": ""}
NUMBER = Number(name="workers", unit="orang", most=10**15, large=10**16, **PLAIN)
QUANTITY = Quantity(name="capacity", most=10**15, large=10**15, **PLAIN)
MONEY = Money(name="price", **PLAIN)
PRICE = Price(name="price", **PLAIN)
PHONE = Phone(name="phone", **PLAIN)
NIB = Code(name="nib", reads=read_nib, help="", **PLAIN)
ID = Voice("id")


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def read(field: Field, text: str) -> Reading:
    return field.understand(Given(text=text), CONTEXT)


def shown(field: Field, reading: Reading) -> list[str]:
    """What is read back: of a value, or of each option of a doubt."""
    if isinstance(reading, Value):
        return [ID.say(field.tells(reading.columns))]
    return [ID.say(field.tells(option)) for option in reading.options] if isinstance(reading, Doubt) else []


@settings(max_examples=200, derandomize=True)
@given(number=st.integers(0, 10**15 - 1), unit=st.sampled_from(["", " orang", "orang", " ORANG "]))
def test_numbers_read_back_as_they_are_shown(number: int, unit: str) -> None:
    for words in (f"{number}{unit}", f"{dotted(number)}{unit}", f"  {dotted(number)}{unit}"):
        assert read(NUMBER, words) == Value({"workers": number})
    assert ID.say(NUMBER.shows({"workers": number})) == f"{dotted(number)} orang"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("dua", 2),
        ("loro", 2),
        ("3 orang", 3),
        ("bertiga", 3),
        ("selawe", 25),
        ("tidak ada", 0),
        ("kosong", 0),
    ],
)
def test_a_number_may_be_said(typed: str, number: int) -> None:
    assert read(Number(name="workers", unit="orang", **PLAIN), typed) == Value({"workers": number})


def test_a_range_is_no_number_and_each_end_is_offered() -> None:
    assert shown(NUMBER, read(NUMBER, "2-3")) == ["2 orang", "3 orang"]


def test_a_number_out_of_bounds_is_refused() -> None:
    workers = Number(name="workers", large=100, **PLAIN)
    for wrong in ("1.000", "9" * 15, "9" * 16, "", "banyak", "-2", "setengah"):
        assert isinstance(read(workers, wrong), Wrong), wrong
    assert read(workers, "99") == Value({"workers": 99})
    assert isinstance(read(workers, "100"), Doubt), "large for its kind"
    assert isinstance(read(Number(name="n", least=1, **PLAIN), "tidak ada"), Wrong)


@settings(max_examples=200, derandomize=True)
@given(
    number=st.integers(1, 10**8),
    unit=st.sampled_from(sorted(set(UNIT_OF.values()))),
    period=st.sampled_from(["", " sebulan", "/bulan", " per bulan", " / bulan", "/bln"]),
    upper=st.booleans(),
)
def test_quantities_keep_number_unit_and_month(number: int, unit: str, period: str, upper: bool) -> None:
    words = f"{dotted(number)} {unit}{period}"
    reading = read(QUANTITY, words.upper() if upper else words)
    assert isinstance(reading, Value), words
    kept = (reading.columns["capacity"], reading.columns["capacity_unit"], reading.columns["capacity_period"])
    assert kept == (number, unit, "bulan")
    assert shown(QUANTITY, reading) == [f"{dotted(number)} {unit} per bulan"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1.500", [f"1.500 {unit} per bulan" for unit in COMMON]),
        ("3 kodi seminggu", ["3 kodi per minggu"]),
        ("kurleb 100 biji sehari", ["kira-kira 100 pcs per hari"]),
        ("3-4 kodi seminggu", ["3 sampai 4 kodi per minggu"]),
        ("0,5 ton", ["0,5 ton per bulan"]),
        ("banyak", []),
        ("kodi", []),
        ("0 kg", []),
    ],
)
def test_quantities_are_read_back(typed: str, told: list[str]) -> None:
    assert shown(QUANTITY, read(QUANTITY, typed)) == told


def test_a_quantity_has_its_bounds() -> None:
    capacity = Quantity(name="capacity", **PLAIN)
    assert isinstance(read(capacity, "999.999 pcs"), Value)
    assert isinstance(read(capacity, "1.000.000 pcs"), Doubt)
    assert isinstance(read(capacity, "100.000.001 pcs"), Wrong)
    once = Quantity(name="minimum", period="", **PLAIN)
    assert shown(once, read(once, "2 lusin")) == ["2 lusin"]
    assert isinstance(read(once, "2 lusin sehari"), Wrong)
    made = Quantity(name="quantity", period="", may_be_none=True, **PLAIN)
    for nothing in ("0", "tidak ada", "nol"):
        assert shown(made, read(made, nothing)) == ["tidak ada"]


@pytest.mark.parametrize(
    ("columns", "noted"),
    [
        ((5.0, None, False, "kodi", "minggu"), "Itu kira-kira 433 pcs sebulan."),
        ((50.0, None, False, "bungkus", "hari"), "Itu kira-kira 1.250 bungkus sebulan."),
        ((2.0, None, False, "kuintal", "bulan"), "Itu 200 kg sebulan."),
        ((20.0, None, False, "kg", "bulan"), ""),
        ((2.0, 3.0, False, "kodi", "minggu"), ""),
    ],
)
def test_what_it_comes_to_in_a_month_is_told(columns: tuple[Any, ...], noted: str) -> None:
    told = ID.say(QUANTITY.notes(dict(zip(QUANTITY.columns(), columns, strict=True))))
    assert told.partition("\n")[2] == noted


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2,5 jt", ["Rp2.500.000"]),
        ("rong yuto", ["Rp2.000.000"]),
        ("20 jutaan", ["kira-kira Rp20.000.000"]),
        ("2-3 juta", ["Rp2.000.000 sampai Rp3.000.000"]),
        ("1 miliar", ["Rp1.000.000.000"]),
        ("tidak ada", ["Rp0"]),
        ("mahal", []),
    ],
)
def test_money_is_read_back(typed: str, told: list[str]) -> None:
    reading = read(MONEY, typed)
    assert shown(MONEY, reading) == told
    assert isinstance(reading, Value) == (typed in {"2,5 jt", "rong yuto", "tidak ada"})


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("15rb per bks", ["Rp15.000 per bungkus"]),
        ("Rp 15.000/bungkus", ["Rp15.000 per bungkus"]),
        ("sekodi 500rb", ["Rp500.000 per kodi"]),
        ("1 kg 20rb", ["Rp20.000 per kg"]),
        ("12-15 ribu per bungkus", ["Rp12.000 sampai Rp15.000 per bungkus"]),
        ("satu setengah juta per lembar", ["Rp1.500.000 per lembar"]),
        ("15.000", [f"Rp15.000 per {unit}" for unit in COMMON]),
        ("3 bungkus 10rb", []),
        ("10rb per bungkus atau 90rb per dus", []),
    ],
)
def test_a_price_is_of_one_unit(typed: str, told: list[str]) -> None:
    assert shown(PRICE, read(PRICE, typed)) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1234567890123", ["1234567890123"]),
        ("123456789012", ["0123456789012", "“123456789012” (nanti dilihat petugas)"]),
        ("12345", ["“12345” (nanti dilihat petugas)"]),
        ("belum punya", ["Belum punya"]),
        ("ga ada bu", ["Belum punya"]),
        ("apa itu", []),
    ],
)
def test_a_code_is_kept_asked_about_or_not_there_yet(typed: str, told: list[str]) -> None:
    assert shown(NIB, read(NIB, typed)) == told


def test_an_odd_code_is_flagged_beside_what_is_flagged_already() -> None:
    context = Context("35.26", CONTEXT.today, {"flagged": {"npwp": "12"}})
    reading = NIB.understand(Given(text="12345"), context)
    assert isinstance(reading, Doubt)
    assert reading.options == ({"nib": None, "flagged": {"npwp": "12", "nib": "12345"}},)
    assert NIB.is_answered(reading.options[0]) and not NIB.is_readable(reading.options[0])


def test_a_code_of_a_shape() -> None:
    halal = Code(name="halal", reads=read_code(r"ID\d{14,17}", _("No")), help="", **PLAIN)
    assert read(halal, "id 3511 0000 1234 50421") == Value({"halal": "id 3511 0000 1234 50421"})
    assert isinstance(read(halal, "KH-123456"), Doubt)


@pytest.mark.parametrize(
    ("typed", "days"), [("3 hari", 3), ("seminggu", 7), ("rong minggu", 14), ("sebulan", 30), ("1 mgg", 7)]
)
def test_a_duration_is_kept_as_days(typed: str, days: int) -> None:
    field = Duration(name="lead_days", **PLAIN)
    assert read(field, typed) == Value({"lead_days": days})
    assert isinstance(read(field, "cepat"), Wrong) and isinstance(read(field, "3"), Wrong)
    assert shown(field, read(field, "2-3 hari")) == ["3 hari"], "of a range its longer end"


def test_a_day_is_one_day() -> None:
    field = Day(name="expires_on", may_be_never=True, **PLAIN)
    assert read(field, "31/12/2027") == Value({"expires_on": "2027-12-31"})
    assert read(field, "31 desember 2027") == Value({"expires_on": "2027-12-31"})
    assert read(field, "seumur hidup") == Value({"expires_on": ""})
    assert isinstance(read(field, "2027"), Wrong | Doubt) and isinstance(read(field, "31/02/2027"), Wrong)
    assert ID.say(field.shows({"expires_on": ""})) == "Tidak ada batasnya"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("kab. bangkalan", ["Kabupaten Bangkalan"]),
        ("surabya", ["Kota Surabaya"]),
        ("bogor", ["Kabupaten Bogor", "Kota Bogor"]),
        ("jawa tengah", ["Jawa Tengah"]),
        ("malaysia", ["Malaysia"]),
        ("nasional", ["Seluruh Indonesia"]),
        ("atlantis raya", []),
    ],
)
def test_where_it_is_sold(typed: str, told: list[str]) -> None:
    field = Area(name="area", **PLAIN)
    assert sorted(shown(field, read(field, typed))) == told


def test_a_spot_is_in_indonesia() -> None:
    field = Spot(name="spot", **PLAIN)
    here = field.read(Given(latitude=-7.04551234, longitude=112.7351), CONTEXT)
    assert here == Value({"latitude": -7.045512, "longitude": 112.7351})
    assert isinstance(field.read(Given(latitude=52.5, longitude=13.4), CONTEXT), Wrong)
    assert isinstance(read(field, "di rumah"), Wrong)


ACTIVITY = Activity(name="kbli", **PLAIN)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("bikin kripik", [("10794", "2025"), ("10792", "2025"), ("10796", "2025")]),
        ("konveksi seragam", [("14111", "2025"), ("14120", "2025"), ("14131", "2025")]),
        ("32907", [("32907", "2025"), ("32907", "2020")]),
        ("10772", [("10772", "2025"), ("10772", "2020")]),
        ("10391", [("10391", "2020")]),
        ("10.794", [("10794", "2025")]),
        ("47111", []),
        ("menjual pulsa", []),
        ("tidak tahu", [("", "")]),
    ],
)
def test_the_activity_by_words_or_code(typed: str, codes: list[tuple[str, str]]) -> None:
    reading = read(ACTIVITY, typed)
    options = reading.options if isinstance(reading, Doubt) else [getattr(reading, "columns", {})]
    assert [(one["kbli"], one["kbli_edition"]) for one in options if one] == codes


def test_a_code_means_what_its_edition_says() -> None:
    assert meaning("32907", "2020") != meaning("32907", "2025")
    assert meaning("10794", "2020") == meaning("10794", "2025")
    assert meaning("99999", "2025") is None
    assert not is_industry("09999") and not is_industry("34000") and is_industry("33111")


@pytest.mark.parametrize(
    ("code", "branch"),
    [
        ("10794", "food"),
        ("13133", "textile"),
        ("32904", "textile"),
        ("16291", "crafts"),
        ("23921", "chemical"),
    ],
)
def test_the_branch_is_proposed_by_the_division(code: str, branch: str) -> None:
    assert branch_of(code) == branch


def test_misspelt_products_still_propose() -> None:
    assert [one.kbli_2025 for one in proposals("krupk ikan")][:1] == ["10794"]
    assert len(proposals("roti, batik, sabun, knalpot")) == 3


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("081234567890", "+6281234567890"),
        ("0812-3456-7890", "+6281234567890"),
        ("0812 3456 7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("WA 0812.3456.7890", "+6281234567890"),
        ("(0353) 881234", "+62353881234"),
        ("+60 12-345 6789", "+60123456789"),
    ],
)
def test_phones_are_read_as_they_are_written(typed: str, number: str) -> None:
    assert read(PHONE, typed) == Value({"phone": number})
    assert read(PHONE, as_dialled(number)) == Value({"phone": number}), "as it is read back"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0812",
        "nomor saya",
        "0812345678901234",
        "0812 3456 nanti",
        "12345",
        "+1",
    ],
)
def test_what_is_no_whole_phone_number_is_asked_again(typed: str) -> None:
    assert isinstance(read(PHONE, typed), Wrong)


def test_two_phone_numbers_are_asked_about() -> None:
    told = shown(PHONE, read(PHONE, "08123456789 / 08139876543"))
    assert told == ["0812-3456-789", "0813-9876-543"]


def test_the_phone_of_another_is_asked_about() -> None:
    mine = PHONE.read(Given(phone="6281234567890", phone_is_own=True), CONTEXT)
    assert mine == Value({"phone": "+6281234567890"})
    other = PHONE.read(Given(phone="6281234567890"), CONTEXT)
    assert isinstance(other, Doubt)
    assert other.options == ({"phone": "+6281234567890"},)


def test_words_are_kept_without_double_spaces() -> None:
    field = Words(name="name", most=20, **PLAIN)
    assert read(field, "  Keripik \n Bu  Siti ") == Value({"name": "Keripik Bu Siti"})
    for wrong in ("", "   ", "7", "a", "!!!", "x" * 21):
        assert isinstance(read(field, wrong), Wrong)
    assert read(field, "x" * 20) == Value({"name": "x" * 20})


def test_a_photo_is_a_photo() -> None:
    field = Photo(name="photo", **PLAIN)
    assert field.read(Given(attachment=7, text="caption"), CONTEXT) == Value({"photo_id": 7})
    assert isinstance(field.read(Given(text="tidak ada"), CONTEXT), Wrong)


WORDS = [(word, activity) for activity in ACTIVITIES for word in activity.words]


@pytest.mark.parametrize(("word", "activity"), WORDS, ids=[word for word, _activity in WORDS])
def test_every_word_of_the_table_finds_its_activity(word: str, activity: object) -> None:
    assert activity_of(word) is activity
    assert activity_of(f"Usaha {word.upper()}, rumahan") is activity


def test_no_word_stands_for_two_activities() -> None:
    assert len({word for word, _activity in WORDS}) == len(WORDS)
    for activity in ACTIVITIES:
        assert re.fullmatch(r"\d{5}", activity.kbli_2020)
        assert re.fullmatch(r"\d{5}", activity.kbli_2025)
        assert activity.sector in {"agro", "non_agro"}


@pytest.mark.parametrize(
    ("product", "sector"),
    [
        ("keripik singkong", "agro"),
        ("mebel kayu jati", "agro"),
        ("besek dan tikar", "agro"),
        ("batik gentongan", "non_agro"),
        ("baju seragam", "non_agro"),
        ("celurit", "non_agro"),
        ("bata merah", "non_agro"),
    ],
)
def test_the_sector_follows_the_product(product: str, sector: str) -> None:
    found = activity_of(product)
    assert found is not None
    assert found.sector == sector


@pytest.mark.parametrize("product", ["", "jasa konsultan", "tempel ban", "kuehnel", "batikan"])
def test_a_word_inside_another_is_no_product(product: str) -> None:
    assert activity_of(product) is None


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("Kembali", "back"),
        ("kembali.", "back"),
        ("BACK", "back"),
        (" balik ", "back"),
        ("Lewati, ingatkan nanti", "skip"),
        ("Skip, remind me later", "skip"),
        ("lewati", "skip"),
        ("skip", "skip"),
        ("Berhenti dulu", "cancel"),
        ("Stop for now", "cancel"),
        ("batal", "cancel"),
        ("cancel", "cancel"),
        ("Tidak jadi", "cancel"),
        ("Never mind", "cancel"),
        ("Contoh?", "example"),
        ("Example?", "example"),
        ("Tanya petugas", "officer"),
        ("Ask an officer", "officer"),
        ("Nama lainnya", "more"),
        ("More names", "more"),
        ("Tetap", "keep"),
        ("Keep it", "keep"),
        ("Simpan", "save"),
        ("Save", "save"),
        ("Keripik Bu Siti", ""),
        ("kembali ke toko", ""),
        ("Batalyon", ""),
        ("", ""),
    ],
)
def test_steering_words_are_understood_in_both_languages(typed: str, action: str) -> None:
    assert action_of(typed) == action
