"""Numbers in digits. A dot stands before each three digits and a comma before a fraction: 1.500 is one
thousand five hundred. What could be read in two ways keeps both readings."""

import re
from dataclasses import dataclass
from decimal import Decimal

DOTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
DOTS_FRACTION = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d{1,2}")
COMMAS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d{1,2})?")
COMMA_AND_DOT = re.compile(r"[1-9]\d{0,2},\d{3}\.\d{1,2}")
ONE_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
FRACTION = re.compile(r"(?:0|[1-9]\d*),\d+")
DOTTED = re.compile(r"[1-9]\d*\.\d{1,2}")
ZERO_DOTTED = re.compile(r"0\.\d{1,2}")
LONGEST = 24
"""Digits and marks of a number that still may be one: 100.000.000.000.000,00."""


@dataclass(frozen=True)
class Written:
    """The fair readings of a number, the likeliest first: `bare` when it stands alone, `scaled` when a word
    such as juta follows. No reading: it is written as no number is."""

    bare: tuple[Decimal, ...] = ()
    scaled: tuple[Decimal, ...] = ()
    is_dotted: bool = False
    """Written 1.5: a fraction before a measure, else a slip."""


def written(digits: str) -> Written:
    """The readings of digits with their dots and commas."""
    if len(digits) > LONGEST:
        return Written()
    if digits.isdecimal():
        return _whole(digits)
    if DOTS.fullmatch(digits):
        whole = Decimal(digits.replace(".", ""))
        others = (whole / 1000,) if digits.count(".") == 1 else ()
        return Written((whole,), (whole, *others))
    if DOTS_FRACTION.fullmatch(digits):
        return _same(digits.replace(".", "").replace(",", "."))
    if COMMAS.fullmatch(digits) or COMMA_AND_DOT.fullmatch(digits):
        return _same(digits.replace(",", ""))
    if ONE_COMMA.fullmatch(digits):
        whole, fraction = Decimal(digits.replace(",", "")), Decimal(digits.replace(",", "."))
        return Written((whole, fraction), (fraction, whole))
    return _fraction(digits)


def _whole(digits: str) -> Written:
    if digits[0] == "0" and len(digits) > 4:
        return Written()  # a phone number or an identity number, not an amount
    return _same(digits)


def _same(digits: str) -> Written:
    value = Decimal(digits)
    return Written((value,), (value,))


def _fraction(digits: str) -> Written:
    if FRACTION.fullmatch(digits):
        return _same(digits.replace(",", "."))
    if ZERO_DOTTED.fullmatch(digits):
        return _same(digits)
    if DOTTED.fullmatch(digits):
        value, joined = Decimal(digits), Decimal(digits.replace(".", ""))
        return Written((value, joined), (value,), is_dotted=True)
    return Written()
