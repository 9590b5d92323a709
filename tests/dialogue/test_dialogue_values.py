"""Values are read as they are meant, or asked about; never as another number."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.activities import ACTIVITIES, activity_of
from dialogue.fields import (
    Context,
    Doubt,
    Given,
    Number,
    Phone,
    Photo,
    Quantity,
    Reading,
    Value,
    Words,
    Wrong,
)
from dialogue.fields.phone import as_dialled, e164
from dialogue.fields.quantity import COMMON, UNIT_OF
from dialogue.i18n import Voice
from dialogue.words import action_of

CONTEXT = Context("35.26", date(2026, 1, 5), {})
PLAIN = {"label": "", "question": "", "example": ""}
NUMBER = Number(name="workers", unit="orang", most=10**15, **PLAIN)
QUANTITY = Quantity(name="capacity", most=10**15, **PLAIN)
PHONE = Phone(name="phone", **PLAIN)
typed_numbers = st.one_of(
    st.text("0123456789.,  -+", max_size=14),
    st.from_regex(r"0{0,2}\d{1,4}([.,  ]\d{1,4}){0,3} ?(kg|jt|rb|ton|pcs|k|orang|e3)?", fullmatch=True),
    st.text(max_size=12),
)


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def read(field: Number | Quantity | Phone | Words, text: str) -> Reading:
    return field.read(Given(text=text), CONTEXT)


def assert_is_what_was_typed(number: int, typed: str) -> None:
    """The digits typed are this number: bare, or with a dot before each three."""
    digits = re.match(r"[\d.]*", typed.strip())
    assert digits is not None
    head = "".join(str(int(sign)) if sign != "." else "." for sign in digits[0])
    assert head == dotted(number) or ("." not in head and int(head) == number), typed


@settings(max_examples=200, deadline=None, derandomize=True)
@given(number=st.integers(0, 10**15 - 1), unit=st.sampled_from(["", " orang", "orang", " ORANG "]))
def test_numbers_read_back_as_they_are_shown(number: int, unit: str) -> None:
    for words in (f"{number}{unit}", f"{dotted(number)}{unit}", f"  {dotted(number)}{unit}"):
        assert read(NUMBER, words) == Value({"workers": number})
    assert Voice("id").say(NUMBER.shows({"workers": number})) == f"{dotted(number)} orang"


@settings(max_examples=500, deadline=None, derandomize=True)
@given(typed=typed_numbers)
def test_nothing_is_read_as_a_different_number(typed: str) -> None:
    reading = read(NUMBER, typed)
    assert isinstance(reading, Value | Wrong)
    if isinstance(reading, Value):
        assert_is_what_was_typed(reading.columns["workers"], typed)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(typed=typed_numbers)
def test_nothing_is_read_as_a_different_quantity(typed: str) -> None:
    reading = read(QUANTITY, typed)
    if isinstance(reading, Value):
        assert_is_what_was_typed(reading.columns["capacity"], typed)
    elif isinstance(reading, Doubt):
        assert len({option["capacity"] for option in reading.options}) == 1
        assert_is_what_was_typed(reading.options[0]["capacity"], typed)


@pytest.mark.parametrize(
    "typed", ["0.500", "00.500", "01.500", "1.50", "1.5", "1,5", "1.500.00", "1e3", "-2", "1 500"]
)
def test_what_could_be_a_fraction_or_a_slip_is_asked_again(typed: str) -> None:
    assert isinstance(read(NUMBER, typed), Wrong)
    assert isinstance(read(QUANTITY, f"{typed} ton"), Wrong)


def test_a_number_out_of_bounds_is_refused() -> None:
    workers = Number(name="workers", **PLAIN)
    assert isinstance(read(workers, "1.000"), Wrong)
    assert read(workers, "999") == Value({"workers": 999})
    assert isinstance(read(workers, "9" * 15), Wrong)
    assert isinstance(read(workers, "9" * 16), Wrong)
    assert isinstance(read(workers, ""), Wrong)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    number=st.integers(1, 10**8),
    word=st.sampled_from(sorted(UNIT_OF)),
    period=st.sampled_from(["", " sebulan", "/bulan", " per bulan", " / bulan", "/bln"]),
    upper=st.booleans(),
)
def test_quantities_keep_number_unit_and_month(number: int, word: str, period: str, upper: bool) -> None:
    words = f"{dotted(number)} {word}{period}"
    wanted = {"capacity": number, "capacity_unit": UNIT_OF[word], "capacity_period": "bulan"}
    assert read(QUANTITY, words.upper() if upper else words) == Value(wanted)
    assert Voice("id").say(QUANTITY.shows(wanted)) == f"{dotted(number)} {UNIT_OF[word]} per bulan"


def test_a_quantity_without_a_unit_asks_for_it() -> None:
    reading = read(QUANTITY, "1.500")
    assert isinstance(reading, Doubt)
    assert [option["capacity_unit"] for option in reading.options] == list(COMMON)
    assert {option["capacity"] for option in reading.options} == {1500}


@pytest.mark.parametrize(
    "typed", ["", "banyak", "1500 anu", "kg 5", "0 kg", "5 kg seminggu", "5 kg sehari", "5-6 kg"]
)
def test_a_quantity_that_is_not_clear_is_asked_again(typed: str) -> None:
    assert isinstance(read(QUANTITY, typed), Wrong)


def test_a_quantity_has_its_bounds() -> None:
    capacity = Quantity(name="capacity", **PLAIN)
    assert isinstance(read(capacity, "100.000.000 pcs"), Value)
    assert isinstance(read(capacity, "100.000.001 pcs"), Wrong)


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
        "0812345678 pak",
        "0812 3456 nanti",
        "08123456789 / 08139876543",
        "08123456789 ext 5",
        "12345",
        "+1",
    ],
)
def test_what_is_no_whole_phone_number_is_asked_again(typed: str) -> None:
    assert isinstance(read(PHONE, typed), Wrong)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    typed=st.one_of(
        st.from_regex(
            r"(\+?62|0)8[1-9]\d{1,3}([ .\-]?\d{2,4}){1,3}( ?[a-z/#,;]{0,5} ?\d{0,4})?", fullmatch=True
        ),
        st.text("0123456789+-() abcxt", max_size=20),
        st.text(max_size=20),
    )
)
def test_a_phone_number_has_the_digits_that_were_typed(typed: str) -> None:
    number = e164(typed)
    if number is None:
        return
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    assert any(digits in (number[1:], f"0{number[3:]}", number[3:], f"62{number[3:]}") for _ in "1"), number
    assert e164(number) == number
    assert e164(as_dialled(number)) == number


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
