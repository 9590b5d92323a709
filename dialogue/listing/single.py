"""What one cell says, for columns that stand for themselves."""

import re
from datetime import date
from decimal import Decimal

from dialogue.fields.base import Context, Doubt, Field, Given, Value, Wrong
from dialogue.fields.choice import Choice
from dialogue.i18n import Shown, _
from dialogue.listing import cells
from dialogue.listing.columns import BY_KEY
from dialogue.listing.problem import FIELDS, Heard, Option, doubted, kept
from dialogue.listing.sheet import SheetCell, is_rounded, text_of
from dialogue.listing.words import HELD, is_none, meant
from dialogue.values import Known, Span, read_money, read_number
from dialogue.words import plain

ROUNDED = _("The sheet kept only the first 15 digits of this number. Please write it as text.")
SHORTENED = _("The sheet shortened this number, so its digits are lost. Please write it as text.")
UNKNOWN_WORD = _("This is none of the words known here.")
SCIENTIFIC = re.compile(r"\d[.,]?\d*e\+?\d+", re.IGNORECASE)
NUMBERS = frozenset({"phone", "nib", "npwp", "pirt", "halal", "sni", "trademark"})
MOBILE = re.compile(r"0?(8[1-35-9][0-9]{8,9})")
DIGITS = re.compile(r"[\d.,]+")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SHAPES = {"nib": re.compile(r"[0-9]{13}"), "npwp": re.compile(r"[0-9]{16}")}
"""Numbers that need no reading, for speed: what is read of them is the same."""
BORN = re.compile(r"0[1-9](?:0[1-9]|1[0-2])\d\d")
"""How a NIB with its zero begins: day, month and year of its issue."""
MOST_OPTIONS = 3


def read_single(key: str, cell: SheetCell, today: date) -> Heard:
    """The columns that a cell stands for, or what is not plain about it; nothing for an empty one."""
    text = text_of(cell)
    column = BY_KEY[key]
    is_answer = column.is_paper or (column.kind == "choice" and meant(key, text) is not None)
    if not text or (not is_answer and is_none(text)):
        return Heard()
    if key in NUMBERS:
        return _numbered(key, cell, text, today)
    if column.kind in ("choice", "choices"):
        return _chosen(key, text, today)
    if key == "year_established":
        years = [str(cell.year)] if isinstance(cell, date) else YEAR.findall(text)
        text = years[0] if len(set(years)) == 1 else text
    if column.kind == "decimal":
        return _decimal(key, text)
    if key in ("owner_name", "name", "brand", "main_product", "constraint_note"):
        text = cells.bare(text)
    return by_field(FIELDS[key], text, today)


def by_field(field: Field, text: str, today: date) -> Heard:
    """What the question itself makes of the words."""
    reading = field.understand(Given(text=text), Context("", today, {}))
    if isinstance(reading, Value):
        return Heard(reading.columns)
    if isinstance(reading, Doubt):
        fair = [one for one in reading.options if "flagged" not in one]
        if 0 < len(fair) <= MOST_OPTIONS:
            options = tuple(Option(field.names(one, fair), one) for one in fair)
            return doubted(field.name, text, reading.question, *options, chosen=0 if len(fair) == 1 else None)
        return kept(field.name, text, _first_line(reading.question))
    return kept(field.name, text, reading.reason if isinstance(reading, Wrong) else UNKNOWN_WORD)


def _first_line(question: Shown) -> Shown:
    """The reason alone, without the question that follows it."""
    return question.parts[0] if hasattr(question, "parts") else question


def _numbered(key: str, cell: SheetCell, text: str, today: date) -> Heard:
    """A phone number, or the number of a paper."""
    if is_rounded(cell) and key != "phone":
        return kept(key, text, ROUNDED)
    if SCIENTIFIC.fullmatch(text):
        return kept(key, text, SHORTENED)
    if key == "phone":
        if not text.strip("0"):
            return Heard()
        mobile = MOBILE.fullmatch(text)
        return Heard({key: f"+62{mobile[1]}"}) if mobile else by_field(FIELDS[key], text, today)
    shape = SHAPES.get(key)
    if shape and shape.fullmatch(text) and text.strip("0"):
        return Heard({key: text})
    if is_none(text) or cells.read_cell(BY_KEY[key], text) == {key: ""}:
        return Heard({key: ""})
    if plain(text) in HELD:
        return Heard({key: None})
    heard = by_field(FIELDS[key], text, today)
    return _with_zero(heard) if key == "nib" else heard


def _with_zero(heard: Heard) -> Heard:
    """A NIB of 12 digits: the zero in front is proposed only if it then begins with a day, as they do."""
    for problem in heard.problems:
        if problem.options and not BORN.match(str(problem.options[0].columns["nib"])):
            return doubted("nib", problem.words, problem.reason, *problem.options)
    return heard


def _chosen(key: str, text: str, today: date) -> Heard:
    exact = cells.read_cell(BY_KEY[key], text)
    if exact:
        return Heard(exact)
    found = meant(key, text)
    if found is not None:
        return Heard({key: found})
    field = FIELDS.get(key)
    if field is None:
        return Heard()
    return kept(key, text, UNKNOWN_WORD) if isinstance(field, Choice) else by_field(field, text, today)


def _decimal(key: str, text: str) -> Heard:
    """A latitude or longitude in degrees."""
    words = text.replace(",", ".").rstrip("°")
    if re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", words):
        degrees = float(words)
        if abs(degrees) <= (90 if key == "latitude" else 180):
            return Heard({key: degrees})
    return kept("spot", text, _("Degrees could not be read there."))


def read_rupiah(key: str, cell: SheetCell, scale: int, today: date) -> Heard:
    """Money, where one of the column stands for so many rupiah."""
    text = text_of(cell)
    if is_none(text):
        return Heard()
    field = FIELDS[key]
    if scale > 1 and DIGITS.fullmatch(text):
        number = Known(Decimal(text)) if text.isdecimal() else read_number(text)
        if isinstance(number, Known):
            return _scaled(key, text, float(number.value), scale)
    if isinstance(cell, float | int) and cell >= 1000:
        return _amount(key, text, round(cell))
    outcome = read_money(text)
    if isinstance(outcome, Known | Span):
        low, high = (outcome.low, outcome.high) if isinstance(outcome, Span) else (outcome.value, None)
        columns = {key: low, f"{key}_high": high, f"{key}_about": outcome.approximate}
        return Heard(columns) if (high or low) < LARGE else by_field(field, text, today)
    return by_field(field, text, today)


LARGE = 1_000_000_000
"""Rupiah from which an amount is asked about."""


def _amount(key: str, text: str, rupiah: int) -> Heard:
    columns = _columns(key, rupiah)
    if rupiah < LARGE:
        return Heard(columns)
    reason = _("That is a large amount. Is it right?")
    return doubted(key, text, reason, Option(_("Rp{amount}", amount=rupiah), columns), chosen=0)


def _scaled(key: str, text: str, number: float, scale: int) -> Heard:
    """Under a title such as (Rp. 000) some cells hold whole rupiah all the same: so much is asked about."""
    rupiah = round(number * scale)
    if rupiah < LARGE:
        return Heard(_columns(key, rupiah))
    readings = (round(number), rupiah)
    options = tuple(Option(_("Rp{amount}", amount=one), _columns(key, one)) for one in readings)
    return doubted(
        key, text, _("With the unit of the title that is very much. Which one is meant?"), *options
    )


def _columns(key: str, rupiah: int) -> dict[str, int | bool | None]:
    return {key: rupiah, f"{key}_high": None, f"{key}_about": False}
