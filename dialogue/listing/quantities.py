"""A quantity whose number, unit and period may stand in one cell, in several, or in the title."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from dialogue.fields.quantity import PERIODS
from dialogue.i18n import _
from dialogue.listing.cells import read_cell
from dialogue.listing.columns import BY_KEY
from dialogue.listing.problem import Heard, Option, doubted, kept
from dialogue.listing.sheet import SheetCell, text_of
from dialogue.listing.words import is_none, meant
from dialogue.values import (
    Amount,
    Invalid,
    Known,
    Nothing,
    Outcome,
    Span,
    Unclear,
    read_number,
    read_quantity,
)
from dialogue.values.units import MEASURES, UNIT_OF
from dialogue.words import plain

NO_PERIOD = "-"
MOST, LARGE = 100_000_000, 1_000_000
"""As the question about the capacity has them."""
PLAIN = re.compile(r"[\d.,]+")
COUNTED = re.compile(r"([1-9][0-9]{0,5})( ?[a-z][a-z /.]*)", re.IGNORECASE)
YES = frozenset({"ya", "yes"})


@dataclass(frozen=True)
class Cells:
    """The cells of one quantity; `unit` and `period` are those of the title where there is no cell."""

    amount: SheetCell = ""
    unit: str = ""
    period: str = ""
    high: SheetCell = ""
    about: str = ""


def read_amount(key: str, held: Cells) -> Heard:
    """The quantity's columns; a period that nothing tells is asked for."""
    text = text_of(held.amount)
    if is_none(text):
        return Heard()
    words = f"{text} {held.unit}".strip()
    number = _number(held.amount, text)
    unit = UNIT_OF.get(plain(held.unit))
    ours = read_cell(BY_KEY["capacity_period"], held.period) or {}
    period = ours.get("capacity_period") or meant("capacity_period", held.period) or ""
    if number is not None and unit and (number == number.to_integral_value() or unit in MEASURES):
        high = _number(held.high, text_of(held.high))
        if 0 < number <= MOST:
            about = plain(held.about) in YES
            return _dated(key, words, _columns(key, Amount(number, unit), high, about, period), period)
    outcome = _read(text)
    if not isinstance(outcome, Known | Span) and held.unit:
        outcome = read_quantity(f"{text} {held.unit}")
    return _heard(key, words, outcome, period)


def _number(cell: SheetCell, text: str) -> Decimal | None:
    """The plain number of a cell."""
    if isinstance(cell, float | int):
        return Decimal(str(cell))
    if not PLAIN.fullmatch(text):
        return None
    if text.isdecimal():
        return Decimal(text)
    read = read_number(text)
    return read.value if isinstance(read, Known) and not read.approximate else None


def _read(text: str) -> Outcome[Amount]:
    """The quantity; what follows a plain number is read once for all rows that have the same."""
    found = COUNTED.fullmatch(text)
    like = _like(found[2]) if found else None
    if not found or not isinstance(like, Known) or like.value.qty != 7 or like.approximate:
        return read_quantity(text)
    return Known(Amount(Decimal(found[1]), like.value.unit, like.value.per))


@cache
def _like(rest: str) -> Outcome[Amount]:
    return read_quantity(f"7{rest}")


def _heard(key: str, words: str, outcome: Outcome[Amount], period: str) -> Heard:
    if isinstance(outcome, Nothing):
        return Heard()
    if isinstance(outcome, Invalid):
        return kept(key, words, outcome.why)
    if isinstance(outcome, Unclear):
        return _asked(key, words, outcome, period)
    columns = _of(key, outcome, period)
    if not _is_fair(key, columns):
        return kept(key, words, _("That quantity is too large to be right."))
    return _dated(key, words, columns, columns[f"{key}_period"])


def _asked(key: str, words: str, outcome: Unclear[Amount], period: str) -> Heard:
    options = [one for one in (_of(key, read, period) for read in outcome.readings) if _is_fair(key, one)]
    if not options or len(options) > 3:
        return kept(key, words, outcome.why)
    dated = [{**one, f"{key}_period": one[f"{key}_period"] or "bulan"} for one in options]
    chosen = 0 if len(dated) == 1 else None
    return doubted(key, words, outcome.why, *(Option(_told(key, one), one) for one in dated), chosen=chosen)


def _of(key: str, read: Known[Amount] | Span[Amount], period: str) -> dict[str, Any]:
    low, high = (read.low, read.high.qty) if isinstance(read, Span) else (read.value, None)
    return _columns(key, low, high, read.approximate, low.per if low.per != NO_PERIOD else period)


def _columns(key: str, low: Amount, high: Decimal | None, about: bool, period: str) -> dict[str, Any]:
    return {
        key: float(low.qty),
        f"{key}_high": None if high is None else float(high),
        f"{key}_about": about,
        f"{key}_unit": low.unit,
        f"{key}_period": period,
    }


def _is_fair(key: str, columns: dict[str, Any]) -> bool:
    return 0 < columns[key] <= MOST and (columns[f"{key}_high"] or 0) <= MOST


def _dated(key: str, words: str, columns: dict[str, Any], period: str) -> Heard:
    """The columns, if the period is known and the number is no great one; else it is asked about."""
    if not period:
        both = [{**columns, f"{key}_period": one} for one in ("bulan", "tahun")]
        options = (Option(_told(key, one), one) for one in both)
        return doubted(key, words, _("Is that in a month, or in a year?"), *options)
    if columns[key] >= LARGE:
        reason = _("That is a large quantity. Is it right?")
        return doubted(key, words, reason, Option(_told(key, columns), columns), chosen=0)
    return Heard(columns)


def _told(key: str, columns: dict[str, Any]) -> Any:
    quantity = _("{number} {unit}", number=columns[key], unit=columns[f"{key}_unit"])
    return _("{quantity} {period}", quantity=quantity, period=PERIODS[columns[f"{key}_period"]])
