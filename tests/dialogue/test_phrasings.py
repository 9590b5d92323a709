"""Every phrasing of phrasings.txt gives the value beside it, and none takes longer than a blink."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dialogue.values import (
    Amount,
    Invalid,
    Known,
    Month,
    Nothing,
    Outcome,
    Span,
    Unclear,
    read_answer,
    read_day,
    read_money,
    read_nib,
    read_npwp,
    read_number,
    read_phone,
    read_quantity,
)

TODAY = date(2026, 11, 23)
"""A Monday."""
READERS: dict[str, Callable[[str], Outcome[Any]]] = {
    "money": read_money,
    "quantity": read_quantity,
    "number": read_number,
    "day": partial(read_day, today=TODAY),
    "phone": read_phone,
    "nib": read_nib,
    "npwp": read_npwp,
    "answer": read_answer,
}
TABLE = Path(__file__).with_name("phrasings.txt")


def phrasings() -> list[tuple[str, str, str]]:
    """Kind, phrasing and outcome of each line of the table."""
    rows = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return [(kind, phrase, outcome) for kind, phrase, outcome in (row.split(" | ") for row in rows)]


def short(outcome: Outcome[Any]) -> str:
    """An outcome as the table has it."""
    if isinstance(outcome, Known):
        return ("~" if outcome.approximate else "") + plain(outcome.value)
    if isinstance(outcome, Span):
        return ("~" if outcome.approximate else "") + f"{plain(outcome.low)} .. {plain(outcome.high)}"
    return {Unclear: "ask", Invalid: "invalid", Nothing: "none"}[type(outcome)]


def plain(value: object) -> str:
    """A value as the table has it: 3 kodi/minggu, 2026-11-24T14:00, 2026-12."""
    if isinstance(value, Amount):
        return f"{value.qty} {value.unit}" + (f"/{value.per}" if value.per != "-" else "")
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date | Month) else str(value)


ROWS = phrasings()


@pytest.mark.parametrize("kind", READERS)
def test_each_phrasing_gives_its_value(kind: str) -> None:
    read = [(phrase, short(READERS[kind](phrase)), wanted) for of, phrase, wanted in ROWS if of == kind]
    assert [row for row in read if row[1] != row[2]] == []


def test_the_table_is_broad() -> None:
    assert len(ROWS) >= 350
    assert len({(kind, phrase) for kind, phrase, _wanted in ROWS}) == len(ROWS)
    assert {kind for kind, _phrase, _wanted in ROWS} == set(READERS)


@pytest.mark.parametrize(
    ("amount", "base"),
    [
        (Amount(Decimal(5), "kodi", "minggu"), (100, "pcs")),
        (Amount(Decimal(2), "lusin"), (24, "pcs")),
        (Amount(Decimal(3), "gross"), (432, "pcs")),
        (Amount(Decimal(2), "rim"), (1000, "lembar")),
        (Amount(Decimal(5), "ons"), (500, "gram")),
        (Amount(Decimal("1.5"), "kuintal"), (150, "kg")),
        (Amount(Decimal(2), "ton"), (2000, "kg")),
        (Amount(Decimal(7), "pak"), None),
        (Amount(Decimal(7), "pasang"), None),
        (Amount(Decimal(7), "lembar"), None),
    ],
)
def test_counting_units_have_a_base(amount: Amount, base: tuple[int, str] | None) -> None:
    assert amount.base == base


@pytest.mark.parametrize(
    ("read", "typed", "readings"),
    [
        (read_money, "15", [15_000, 15]),
        (read_money, "1,500", [1_500, 1_500_000]),
        (read_money, "1.500 juta", [1_500_000_000, 1_500_000]),
        (read_money, "2jt5", [2_500_000, 2_005_000]),
        (read_number, "1.5", [Decimal("1.5"), Decimal(15)]),
        (read_nib, "912345678901", ["0912345678901"]),
        (READERS["day"], "jam 2", [datetime.combine(TODAY, time(hour)) for hour in (2, 14)]),
        (READERS["day"], "senin", [date(2026, 11, 23), date(2026, 11, 30)]),
    ],
)
def test_a_question_offers_the_fair_readings(
    read: Callable[[str], Outcome[Any]], typed: str, readings: list[Any]
) -> None:
    outcome = read(typed)
    assert isinstance(outcome, Unclear)
    assert list(outcome.readings) == [Known(reading) for reading in readings]
