"""Counts below the word for a thousand: digits, words such as dua ratus lima puluh, halves, koma."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dialogue.values.meaning import Meaning
from dialogue.values.numerals import Written, written

HALF = Decimal("0.5")
KNOWN_FRACTIONS = {"1/2": HALF, "1/4": Decimal("0.25"), "3/4": Decimal("0.75")}


@dataclass(frozen=True)
class Count:
    """The fair readings of a count: alone, and before a scale such as juta."""

    bare: tuple[Decimal, ...]
    scaled: tuple[Decimal, ...]
    in_digits: bool = False
    is_dotted: bool = False
    is_part: bool = False
    """A fraction alone: setengah."""
    multiple: int = 1
    """100 or 10 when the words end in ratus or puluh, which words before them may share."""

    @property
    def is_small(self) -> bool:
        """One of 1 to 9: what "satu setengah" and "dua tiga" are made of."""
        return len(self.bare) == 1 and self.bare[0] in range(1, 10)


def exact(value: Decimal, multiple: int = 1, is_part: bool = False) -> Count:
    """A count with one reading, said in words."""
    return Count((value,), (value,), multiple=multiple, is_part=is_part)


def read_count(items: Sequence[Meaning], at: int) -> tuple[Count | None, int]:
    """The count that begins here, and where it ends; None if there is none."""
    kind = items[at].kind
    if kind == "half":
        return exact(items[at].value, is_part=True), at + 1
    if kind == "fraction":
        return _fraction(items[at].text), at + 1
    if kind == "ones" and _kind(items, at + 1) == "quarter":
        return exact(items[at].value / 4, is_part=True), at + 2
    count, end = _digits(items, at) if kind == "number" else _words(items, at)
    if count is None:
        return None, at
    return _with_fraction(items, count, end)


def _kind(items: Sequence[Meaning], at: int) -> str:
    return items[at].kind if at < len(items) else ""


def _fraction(text: str) -> Count:
    if text in KNOWN_FRACTIONS:
        return replace(exact(KNOWN_FRACTIONS[text], is_part=True), in_digits=True)
    return Count((), (), in_digits=True)  # 2/3 may be two thirds, or two or three


def _digits(items: Sequence[Meaning], at: int) -> tuple[Count | None, int]:
    text = items[at].text
    if len(text) == 1 and _kind(items, at + 1) in ("times", "belas"):
        return _words(items, at)
    groups, end = [text], at + 1
    while _is_group(items, end) and len(text) <= 3 and text.isdecimal() and text[0] != "0":
        groups.append(items[end].text)
        end += 1
    if len(groups) > 1 and groups[-1] == "000":
        return _of(written("".join(groups))), end
    return _of(written(text)), at + 1


def _is_group(items: Sequence[Meaning], at: int) -> bool:
    """Whether three digits stand here after a space: 1 500 000."""
    return _kind(items, at) == "number" and len(items[at].text) == 3 and items[at].text.isdecimal()


def _of(number: Written) -> Count:
    return Count(number.bare, number.scaled, in_digits=True, is_dotted=number.is_dotted)


def _words(items: Sequence[Meaning], at: int) -> tuple[Count | None, int]:
    total, room, multiple, start = Decimal(0), Decimal(1000), 1, at
    while at < len(items) and room > 1:
        value, length, times = _part(items, at)
        if not length or value >= room or (at > start and (value == 0 or items[at].kind == "one")):
            break
        total, at, multiple = total + value, at + length, times
        room = Decimal(_room(value, times))
    return (exact(total, multiple) if at > start else None), at


def _room(value: Decimal, times: int) -> int:
    """What may be added in words: after hundreds less than 100, after tens less than 10."""
    if times == 10 and value < 20:
        return 0
    return times if times > 1 else 0


def _part(items: Sequence[Meaning], at: int) -> tuple[Decimal, int, int]:
    """Value, length and multiple of one part of a count: dua ratus, lima puluh, belas, tiga."""
    item, following = items[at], items[at + 1] if at + 1 < len(items) else Meaning("")
    value = item.value
    if item.kind == "number" and item.text.isdecimal() and len(item.text) < 3:
        value = Decimal(item.text)
    elif item.kind == "one" and following.kind in ("times", "belas", "scale"):
        value = Decimal(1)
    elif item.kind in ("teen", "tens"):
        return value, 1, 10 if item.kind == "tens" else 1
    elif item.kind != "ones":
        return value, 0, 1
    if following.kind == "times" and 0 < value < 10:
        return value * following.value, 2, int(following.value)
    if following.kind == "belas" and 0 < value < 10:
        return value + 10, 2, 1
    return value, 1, 1


def _with_fraction(items: Sequence[Meaning], count: Count, at: int) -> tuple[Count, int]:
    """A count with "koma lima", "setengah" or "1/2" behind it."""
    kind = _kind(items, at)
    if kind == "point" and len(count.bare) == 1 and count.bare[0] % 1 == 0:
        decimals, end = _decimals(items, at + 1)
        if decimals:
            value = count.bare[0] + Decimal(f"0.{decimals}")
            return replace(count, bare=(value,), scaled=(value,), multiple=1), end
    if kind == "half" and count.is_small:
        return _plus(count, items[at].value), at + 1
    if kind == "fraction" and count.is_small and items[at].text in KNOWN_FRACTIONS:
        return _plus(count, KNOWN_FRACTIONS[items[at].text]), at + 1
    if kind == "ones" and _kind(items, at + 1) == "quarter" and count.is_small:
        return _plus(count, items[at].value / 4), at + 2
    return count, at


def _plus(count: Count, fraction: Decimal) -> Count:
    value = count.bare[0] + fraction
    return replace(count, bare=(value,), scaled=(value,), multiple=1)


def _decimals(items: Sequence[Meaning], at: int) -> tuple[str, int]:
    """Digits after the word koma: lima, nol lima, dua lima, dua puluh lima, 25."""
    if _kind(items, at) == "number":
        return (items[at].text, at + 1) if items[at].text.isdecimal() else ("", at)
    digits = ""
    while _kind(items, at) == "ones" and _kind(items, at + 1) not in ("times", "belas", "quarter"):
        digits += str(items[at].value)
        at += 1
    if digits:
        return digits, at
    count, end = _words(items, at) if at < len(items) else (None, at)
    if count is None or not 10 <= count.bare[0] < 100:
        return "", at
    return str(count.bare[0]), end
