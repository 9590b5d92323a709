"""What stands in a cell for a business, and the exact way back."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from dialogue import places
from dialogue.fields.base import Answers
from dialogue.fields.code import NOT_YET
from dialogue.i18n import LANGUAGES, Voice
from dialogue.listing.columns import BY_KEY, Column, Kind

Cell = str | int | float | date | None
SEPARATOR = "; "
RISKY = re.compile(r"'*(?:[=+\-@\t\r]|<r>)")
"""How words begin that a spreadsheet, or a list saved as CSV, may run as a formula, and words that
XlsxWriter takes for markup of its own."""
GUARDED = re.compile(r"'+(?:[=+\-@\t\r]|<r>)")
HOME = "+62"


def cell(column: Column, answers: Answers, voice: Voice) -> Cell:
    """What a workbook says of a business in this column, or None for an empty cell.

    `answers` has the business columns by key, and its papers by kind as `papers`: the number, or an empty
    text for "not yet". A choice is written with its label in the voice's language, a moment as the day it
    was in the voice's zone. Words that begin like a formula get an apostrophe before them, which
    `read_cell` takes off again.
    """
    return teller(column, voice)(answers)


def teller(column: Column, voice: Voice) -> Callable[[Answers], Cell]:
    """`cell` for one column of many businesses, which is faster."""
    write, key = _writer(column, voice), column.key

    def tell(answers: Answers) -> Cell:
        value = answers.get(key)
        return None if value is None else write(value)

    def tell_paper(answers: Answers) -> Cell:
        number = (answers.get("papers") or {}).get(key)
        return None if number is None else write(number)

    def tell_code(answers: Answers) -> Cell:
        return answers.get("village") or answers.get("district")

    return tell_code if key == "area_code" else tell_paper if column.is_paper else tell


def _writer(column: Column, voice: Voice) -> Callable[[Any], Cell]:
    """How a value of this column is written."""
    labels = _labels(column.key, voice.language)
    zone = ZoneInfo(voice.zone)
    not_yet = voice.say(NOT_YET) if column.is_paper else None
    writers: dict[Kind, Callable[[Any], Cell]] = {
        "text": lambda words: guarded(words) or None,
        "identifier": lambda number: guarded(number) or not_yet,
        "choice": lambda value: labels.get(value) or guarded(str(value)),
        "choices": lambda values: SEPARATOR.join(labels.get(one) or str(one) for one in values) or None,
        "area": places.name_of,
        "phone": dialled,
        "day": lambda moment: moment.astimezone(zone).date() if isinstance(moment, datetime) else moment,
    }
    return writers.get(column.kind, lambda number: number)


@cache
def _labels(key: str, language: str) -> Mapping[Any, str]:
    voice = Voice(language)
    return {value: voice.say(label) for value, label in BY_KEY[key].options}


@cache
def _values(key: str) -> Mapping[str, Any]:
    """The value that each label stands for, in any of the languages."""
    return {label: value for language in LANGUAGES for value, label in _labels(key, language).items()}


@cache
def _not_yet() -> frozenset[str]:
    return frozenset(Voice(language).say(NOT_YET) for language in LANGUAGES)


def guarded(words: str) -> str:
    """The words with an apostrophe before them if a spreadsheet may run them; `bare` gives them back."""
    return f"'{words}" if RISKY.match(words) else words


def bare(words: str) -> str:
    """The words as they were before `guarded`."""
    return words[1:] if GUARDED.match(words) else words


def dialled(phone: str) -> str:
    """+6281234567890 as 081234567890; another country's number as it is."""
    return f"0{phone[len(HOME) :]}" if phone.startswith(HOME) else guarded(phone)


def read_cell(column: Column, value: Cell) -> dict[str, Any] | None:
    """The columns that an exported cell stands for, in whichever language it was written.

    Exact for what `cell` writes, as a workbook gives it back (whole numbers as 5.0). Empty for an empty
    cell. None for what was not written that way, and for areas, which need their code (`read_area`). It
    tells what a cell says, not whether that is sensible: the question's own limits are not checked.
    """
    if value is None or value == "":
        return {}
    if isinstance(value, str):
        read = _read_words(column, value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        read = _read_number(column, value)
    else:
        read = None
    return None if read is None else {column.key: read}


def _read_words(column: Column, words: str) -> Any:
    if column.key == "area_code" or column.kind in ("area", "day", "integer", "decimal", "rupiah"):
        return None
    if column.is_paper and words in _not_yet():
        return ""
    if column.kind == "choice":
        return _values(column.key).get(words)
    if column.kind == "choices":
        values = [_values(column.key).get(one) for one in words.split(SEPARATOR)]
        return None if None in values else values
    if column.kind == "phone":
        return _read_phone(bare(words))
    read = bare(words)
    return read if read == " ".join(read.split()) else None


def _read_phone(words: str) -> str | None:
    if re.fullmatch(r"0[1-9]\d{6,13}", words):
        return f"{HOME}{words[1:]}"
    return words if re.fullmatch(r"\+[1-9]\d{6,14}", words) else None


def _read_number(column: Column, number: float) -> int | float | None:
    if column.kind == "decimal" and isfinite(number):
        return float(number)
    is_whole = column.kind in ("integer", "rupiah") and float(number).is_integer()
    return int(number) if is_whole else None


def read_area(district: Cell, village: Cell, code: Cell) -> dict[str, str] | None:
    """The codes of kecamatan and desa that three exported cells stand for.

    Only if the names are still those of the code: somebody who corrected a name may have left the code.
    None if they are not, or if there is no code.
    """
    if not isinstance(code, str) or not re.fullmatch(r"\d\d\.\d\d\.\d\d(?:\.\d{4})?", code):
        return None
    codes = {"district": code[:8], "village": code} if len(code) > 8 else {"district": code}
    written = {"district": district or "", "village": village or ""}
    named = {level: places.name_of(codes[level]) if level in codes else "" for level in written}
    return codes if named == written else None
