"""The words of a notice to many: what was typed, with its bold and links kept, and the variables in it.

Rina: Yth. {nama}, pelatihan untuk {usaha} dibuka **Senin** …
Siti: Yth. Siti Aminah, pelatihan untuk Keripik Bu Siti dibuka Senin …
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dialogue.i18n import Marked, Piece, Shown, Text, _

VARIABLES: dict[str, Text] = {
    "nama": _("the owner's name"),
    "usaha": _("the names of the owner's businesses"),
    "kecamatan": _("the kecamatan of the businesses"),
}
INSTEAD: dict[str, Text] = {
    "nama": _("Bapak/Ibu"),
    "usaha": _("your business"),
    "kecamatan": _("your kecamatan"),
}
"""What stands for somebody of whom it is not known."""
MOST, MOST_UNDER_A_FILE = 3000, 800
"""Letters of a text, and of one under a picture or file: Telegram takes 4,096 and 1,024, with names in it."""
_VARIABLE = re.compile(r"\{\s*([^{}\n]{1,30}?)\s*\}")

Mark = Sequence[Any]
"""First letter, how many, bold, italic or link, and the link's address."""


@dataclass(frozen=True)
class Draft:
    """A text as it was typed, with its marks."""

    text: str
    marks: tuple[Mark, ...] = ()


def unknown_in(text: str) -> list[str]:
    """What stands in braces and is no variable."""
    return [name for name in _VARIABLE.findall(text) if name.lower() not in VARIABLES]


def used_in(text: str) -> list[str]:
    """The variables in a text, each once, in the order of the list."""
    found = {name.lower() for name in _VARIABLE.findall(text)}
    return [name for name in VARIABLES if name in found]


def filled(draft: Draft, values: Mapping[str, Shown]) -> Marked:
    """The text with the values of one person in the place of the variables."""
    whole = draft.text
    holes = {found.start(): found for found in _VARIABLE.finditer(whole) if found[1].lower() in VARIABLES}
    inside = {at for found in holes.values() for at in range(found.start() + 1, found.end())}
    edges = {0, len(whole), *holes, *(found.end() for found in holes.values())}
    for start, length, *_rest in draft.marks:
        edges |= {at for at in (start, start + length) if at not in inside and 0 <= at <= len(whole)}
    cuts = sorted(edges)
    pieces = []
    for start, end in pairwise(cuts):
        hole = holes.get(start)
        shown = _value(hole[1].lower(), values) if hole else whole[start:end]
        pieces.append(_piece(shown, [mark for mark in draft.marks if mark[0] <= start < mark[0] + mark[1]]))
    return Marked(tuple(pieces))


def _value(name: str, values: Mapping[str, Shown]) -> Shown:
    return values.get(name) or INSTEAD[name]


def _piece(shown: Shown, marks: list[Mark]) -> Piece:
    kinds = {mark[2]: mark[3] for mark in marks}
    return Piece(shown, "bold" in kinds, "italic" in kinds, kinds.get("link", ""))
