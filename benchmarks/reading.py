"""Reading values: each kind's own phrasings, beside Babel and phonenumbers, which read far fewer of them."""

from collections.abc import Iterable
from datetime import date
from decimal import InvalidOperation
from functools import partial
from pathlib import Path

import phonenumbers
from babel.dates import parse_date
from babel.numbers import NumberFormatError, parse_decimal

from benchmarks.timing import Call, Row, against
from dialogue.values.line import KINDS, read_line

PHRASINGS = Path(__file__).parent.parent / "tests" / "dialogue" / "phrasings.txt"
MONDAY = date(2026, 11, 23)
HOSTILE = ("1" * 4096, "1." * 2048, "juta " * 819, "-" * 4096, "satu " * 819, "Rp" * 2048, "🙂" * 4096)


def _decimal(text: str) -> object:
    try:
        return parse_decimal(text, locale="id", strict=True)
    except (NumberFormatError, InvalidOperation):
        return None


def _date(text: str) -> object:
    try:
        return parse_date(text, locale="id")
    except (ValueError, IndexError):
        return None


def _phone(text: str) -> object:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, "ID"))
    except phonenumbers.NumberParseException:
        return None


DECIMAL: tuple[str, Call] = ("Babel parse_decimal", _decimal)
PEERS: dict[str, tuple[str, Call]] = {"day": ("Babel parse_date", _date), "phone": ("phonenumbers", _phone)}


def readings() -> Iterable[Row]:
    """One row a kind of value, from text to the line that the command prints; and hostile texts."""
    lines = [line.split(" | ") for line in PHRASINGS.read_text().splitlines() if line and line[0] != "#"]
    for kind in KINDS:
        texts = [text for of_kind, text, _outcome in lines if of_kind == kind]
        yield against(
            f"read {kind}", partial(read_line, kind, today=MONDAY), *PEERS.get(kind, DECIMAL), texts
        )

    def of_every_kind(text: str) -> object:
        return [read_line(kind, text, MONDAY) for kind in KINDS]

    yield against("4,096 hostile characters, all kinds", of_every_kind, *DECIMAL, HOSTILE)
