"""One value read, as a line of JSON: what `python -m bot read` prints."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dialogue.i18n import Voice
from dialogue.values.answer import read_answer
from dialogue.values.day import read_day
from dialogue.values.money import read_money
from dialogue.values.month import Month
from dialogue.values.nib import read_nib
from dialogue.values.npwp import read_npwp
from dialogue.values.number import read_number
from dialogue.values.outcome import Invalid, Known, Nothing, Outcome, Span, Unclear
from dialogue.values.phone import read_phone
from dialogue.values.quantity import read_quantity
from dialogue.values.units import Amount

READERS: Mapping[str, Callable[[str], Outcome[Any]]] = {
    "money": read_money,
    "quantity": read_quantity,
    "number": read_number,
    "phone": read_phone,
    "nib": read_nib,
    "npwp": read_npwp,
    "answer": read_answer,
}
KINDS = (*READERS, "day")


def read_line(kind: str, text: str, today: date, voice: Voice | None = None) -> str:
    """What a text says as a value of a kind, as one line of JSON; the reasons are Indonesian."""
    outcome: Outcome[Any] = read_day(text, today) if kind == "day" else READERS[kind](text)
    return json.dumps(_line(outcome, voice or Voice("id")), ensure_ascii=False)


def _line(outcome: Outcome[Any], voice: Voice) -> dict[str, Any]:
    if isinstance(outcome, Nothing):
        return {"none": True}
    if isinstance(outcome, Invalid):
        return {"invalid": voice.say(outcome.why)}
    if isinstance(outcome, Unclear):
        return {"ask": voice.say(outcome.why)}
    said = _known(outcome.value) if isinstance(outcome, Known) else _span(outcome)
    return said | ({"approximate": True} if outcome.approximate else {})


def _known(value: Any) -> dict[str, Any]:
    if not isinstance(value, Amount):
        return {"value": _plain(value)}
    line: dict[str, Any] = {"qty": _plain(value.qty), "unit": value.unit, "per": value.per}
    if value.base:
        qty, unit = value.base
        line["base"] = f"{_plain(qty)} {unit}"
    return line


def _span(span: Span[Any]) -> dict[str, Any]:
    if not isinstance(span.low, Amount):
        return {"low": _plain(span.low), "high": _plain(span.high)}
    line = {"low": _plain(span.low.qty), "high": _plain(span.high.qty)}
    return line | {"unit": span.low.unit, "per": span.low.per}


def _plain(value: Any) -> Any:
    """A value as JSON has it: whole numbers whole, days as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value % 1 == 0 else float(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date | Month):
        return value.isoformat()
    return value
