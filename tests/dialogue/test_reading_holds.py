"""What holds for any value: it is read back as written, noise never changes it, no text takes long."""

import json
import time
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.values import (
    Amount,
    Known,
    Outcome,
    Span,
    read_day,
    read_money,
    read_number,
    read_quantity,
)
from dialogue.values.line import KINDS, read_line
from dialogue.values.units import UNIT_OF
from tests.dialogue.test_phrasings import READERS, ROWS, TODAY

QUICK = settings(max_examples=150, derandomize=True)
MOST_SECONDS = 0.5
"""Ten times what is promised, because the machines of tests are shared."""
BEFORE = ("", "kurang lebih ", "sekitar ", "  ", "bu, ", "KIRA-KIRA ", "ya ", "~", "harga ", "(", "\n")
AFTER = (
    "",
    " ya bu",
    " pak",
    ".",
    "!!",
    "  ",
    " lah",
    " kurang lebih",
    " 🙏",
    " , terima kasih",
    ")",
    "\x00",
)
HOSTILE = (
    "1" * 4096,
    "1." * 2048,
    "1," * 2048,
    "juta " * 800,
    "-" * 4096,
    "satu " * 800,
    "😀" * 4096,
    " " * 4096,
    "\x00" * 4096,
    "Rp" * 2048,
    "1/" * 2048,
    "se" * 2048,
    "setengah " * 450,
    "koma " * 800,
    "dua puluh " * 400,
    "seratus" * 580,
    "s/d" * 1300,
    "24/11/" * 680,
    "jam " * 1000,
    "(" * 4096,
    "'" * 4096,
    "a" * 4096,
    "²" * 4096,
    "ﷺ" * 4096,
    "0812" * 1000,
    "\u202e" * 4096,
    "senin " * 680,
    "ya " * 1300,
    "1 " * 2048,
    "k" * 4096,
    "½" * 4096,
    "1" * 199,
    "1." * 99,
    "juta " * 39,
    "-" * 199,
    "satu " * 39,
    "seratus" * 28,
    "24/11/" * 33,
    "1 - " * 49,
    "1 000 " * 33,
    "dua" * 66,
    "jam 1 " * 33,
    "ya " * 66,
    "lima koma " * 19,
)


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@QUICK
@given(st.integers(1000, 10**15))
def test_an_amount_is_read_back_as_it_is_written(amount: int) -> None:
    for typed in (
        f"Rp{dotted(amount)}",
        f"Rp {dotted(amount)},-",
        f"{dotted(amount)},00",
        f"{amount} rupiah",
    ):
        assert read_money(typed) == Known(amount), typed
    assert read_money(str(amount)) == Known(amount)


@QUICK
@given(
    st.integers(1, 999), st.integers(0, 9), st.sampled_from([("rb", 3), ("ribu", 3), ("jt", 6), ("juta", 6)])
)
def test_tenths_of_a_scale_are_tenths(whole: int, tenths: int, scale: tuple[str, int]) -> None:
    word, power = scale
    amount = (whole * 10 + tenths) * 10 ** (power - 1)
    for typed in (
        f"{whole},{tenths}{word}",
        f"{whole}.{tenths} {word}",
        f"Rp {whole},{tenths} {word.upper()}",
    ):
        assert read_money(typed) == Known(amount), typed


@QUICK
@given(st.integers(0, 10**12))
def test_a_number_is_read_back_as_it_is_written(number: int) -> None:
    assert read_number(dotted(number)) == Known(Decimal(number))
    assert read_number(f"{dotted(number)},5") == Known(Decimal(number) + Decimal("0.5"))


@QUICK
@given(
    st.integers(1, 10**8),
    st.sampled_from(sorted(UNIT_OF)),
    st.sampled_from(
        [("", "-"), ("/hr", "hari"), (" seminggu", "minggu"), (" per bulan", "bulan"), ("/thn", "tahun")]
    ),
)
def test_a_quantity_is_read_back_as_it_is_written(number: int, unit: str, period: tuple[str, str]) -> None:
    said, per = period
    wanted = Amount(Decimal(number), UNIT_OF[unit], per)
    assert read_quantity(f"{dotted(number)} {unit}{said}") == Known(wanted)
    assert read_quantity(f"{number}{unit.upper()}{said}") == Known(wanted)


@QUICK
@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_a_day_is_read_back_as_it_is_written(day: date, hour: int, minute: int) -> None:
    for typed in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"tgl {day:%d.%m.%Y}",
    ):
        assert read_day(typed, TODAY) == Known(day), typed
    moment = datetime.combine(day, clock_time(hour, minute))
    assert read_day(f"{day:%d/%m/%Y} pukul {hour:02}.{minute:02}", TODAY) == Known(moment)
    assert read_day(moment.isoformat(timespec="minutes"), TODAY) == Known(moment)


def sizes(outcome: Outcome[Any]) -> list[Any]:
    """The values of an outcome, without what was said of their exactness."""
    if isinstance(outcome, Known):
        return [outcome.value]
    return [outcome.low, outcome.high] if isinstance(outcome, Span) else []


NOISY = [(kind, phrase) for kind, phrase, _wanted in ROWS if kind in ("money", "quantity", "number")]


@settings(max_examples=600, derandomize=True)
@given(st.sampled_from(NOISY), st.sampled_from(BEFORE), st.sampled_from(AFTER), st.booleans())
def test_noise_never_changes_a_size(row: tuple[str, str], before: str, after: str, upper: bool) -> None:
    kind, phrase = row
    if (kind != "money" and before == "harga ") or (kind == "quantity" and after == " pak"):
        return  # 20 pak are packs
    typed = f"{before}{phrase}{after}"
    plain, noisy = READERS[kind](phrase), READERS[kind](typed.upper() if upper else typed)
    if sizes(noisy):
        assert sizes(noisy) == sizes(plain), typed
    if sizes(plain):
        assert sizes(noisy), typed


@QUICK
@given(
    st.integers(1, 999),
    st.integers(1, 999),
    st.sampled_from(["-", " - ", " sampai ", " s/d ", " sd ", " hingga "]),
    st.sampled_from(["rb", " ribu", " jt", "juta"]),
)
def test_a_range_is_never_a_sum(first: int, second: int, link: str, scale: str) -> None:
    outcome = read_money(f"{first}{link}{second}{scale}")
    if first < second:
        power = 3 if "r" in scale else 6
        assert outcome == Span(first * 10**power, second * 10**power)
    else:
        assert not sizes(outcome), "a range that runs backwards is asked about"


@settings(max_examples=400, derandomize=True)
@given(st.sampled_from(sorted(READERS)), st.text(max_size=40))
def test_no_text_breaks_a_reader(kind: str, text: str) -> None:
    json.loads(read_line(kind, text, TODAY))


@settings(max_examples=600, derandomize=True)
@given(
    st.sampled_from(sorted(READERS)),
    st.lists(
        st.sampled_from(sorted({word for _k, phrase, _w in ROWS for word in phrase.split()})), max_size=7
    ),
)
def test_no_mixture_of_words_breaks_a_reader(kind: str, words: list[str]) -> None:
    json.loads(read_line(kind, " ".join(words), TODAY))


@settings(max_examples=400, derandomize=True)
@given(st.text("0123456789.,", min_size=1, max_size=12))
def test_digits_with_marks_are_never_another_number(typed: str) -> None:
    """A sure reading has the digits that were typed, in their order."""
    outcome = read_money(typed)
    if isinstance(outcome, Known):
        whole = typed.strip(".,")
        digits = "".join(sign for sign in whole if sign.isdigit())
        assert str(outcome.value) in (digits.lstrip("0") or "0", (digits[:-2]).lstrip("0"), digits[:-1]), (
            typed
        )
        if not set(whole) & {",", "."}:
            assert outcome.value == int(digits)


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_takes_long(kind: str) -> None:
    for text in HOSTILE:
        start = time.perf_counter()
        line = json.loads(read_line(kind, text, TODAY))
        assert time.perf_counter() - start < MOST_SECONDS, text[:20]
        assert "value" not in line or len(text) < 4000 or kind == "answer", text[:20]


def test_the_days_ahead_follow_the_calendar() -> None:
    for ahead in range(400):
        today = TODAY + timedelta(days=ahead)
        assert read_day("besok", today) == Known(today + timedelta(days=1))
        week = read_day("minggu depan", today)
        assert isinstance(week, Span) and isinstance(week.low, date) and isinstance(week.high, date)
        assert (week.low.weekday(), week.high.weekday()) == (0, 6)
        assert timedelta(0) < week.low - today <= timedelta(days=7)
        eve = read_day("malam Jumat", today)
        assert isinstance(eve, Known) and isinstance(eve.value, date)
        assert eve.value.weekday() == 3
        assert today <= eve.value < today + timedelta(days=7)
