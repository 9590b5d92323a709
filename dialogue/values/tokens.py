"""A text as tokens: numbers as they are written, words, marks. Nothing that was typed is lost or joined:
what is not known here breaks the text, so that digits on both sides never become one number."""

import re
import unicodedata
from dataclasses import dataclass

from dialogue.i18n import _
from dialogue.values.outcome import Invalid

LONGEST = 200
"""Characters that one value may take; more is a story, not a value."""
TOO_LONG = Invalid(_("That is too long for one answer. Please write only the answer."))
EMPTY = Invalid(_("Nothing was written there."))
FRACTIONS = {"½": " 1/2 ", "¼": " 1/4 ", "¾": " 3/4 "}
KEPT = {"±": "±", "≈": "~", "∼": "~", "−": "-", "×": " x ", "\u2044": "/", "₂": "�"}
KEPT |= dict.fromkeys("‐‑‒–—―", "-") | dict.fromkeys("'`´‘’ʼ\"“”", "'")
ASCII_MARKS = set("-+/%$=<>@~.,:;()!?&#*_^|[]{}\\")
DOUBLED = re.compile(r"\b([a-z]{2,})-\1\b")
DOUBLED_WITH_TWO = re.compile(r"\b(kira|rata|kadang|masing|laki|mudah|kurang|sama)2\b")
LOOSE_GROUP = re.compile(r"(?<=\d\.\d{3})(?:\s\.\s?|\.\s)(?=000(?!\d))")
"""The last dot of 2.500. 000: no other number begins with three zeros."""
TO_WITH = re.compile(r"\b(sampai|sampe|sampek)\s(?:dengan|dgn|dg)\b")
PER_DASH = re.compile(r"\b(per|tiap|se)-(?=[a-z])")
TOKEN = re.compile(
    r"(?P<end>(?<=\d)[.,]\s?(?:-+|=)(?![\d=-])|(?:(?<=[a-z])|(?<=\d\s))[.,]\s?(?:-+|=)(?!\s?[\d=-]))"
    r"|(?P<fraction>(?<![\d/.,])[1-9]/[1-9](?![\d/]|[.,]\d))"
    r"|(?P<number>(?:(?<![\w.,])[.,])?\d+(?:[.,]\d+)*)"
    r"|(?P<range>(?<![a-z])s\s?[./]\s?d\b\.?)"
    r"|(?P<about>\+\s?/?\s?-|[~±])"
    r"|(?P<word>[^\W\d_]+|�)"
    r"|(?P<mark>[-+/%$€£¥=<>@:])"
    r"|(?P<sep>\S)"
)


@dataclass(frozen=True)
class Token:
    """`kind` says what it is, `text` how it was typed; `glued` that no space was before it."""

    kind: str
    text: str
    glued: bool = False


def normal(text: str) -> str:
    """Small letters without accents, plain digits, plain dashes, single spaces."""
    plain = "".join(_normal_sign(sign) for sign in text)
    plain = re.sub(r"(?<=[a-z])'+|'+(?=[a-z])", "", plain).replace("'", " , ")
    plain = re.sub(r"(?<=[\da-z])\s?-\s?an\b", " an", plain)
    plain = LOOSE_GROUP.sub(".", plain)
    plain = TO_WITH.sub(r"\1", PER_DASH.sub(r"\1 ", plain))
    plain = DOUBLED.sub(r"\1 \1", re.sub(r"([a-z])\1{2,}", r"\1", plain))
    plain = DOUBLED_WITH_TWO.sub(r"\1 \1", plain)
    return " ".join(plain.split())


def _normal_sign(sign: str) -> str:
    if sign in FRACTIONS:
        return FRACTIONS[sign]
    if sign in KEPT:
        return KEPT[sign]
    if sign.isascii():
        return sign.lower() if sign.isprintable() else " "
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category[0] == "L" or category == "Sc":
        return "".join(s for s in unicodedata.normalize("NFKD", sign).lower() if not unicodedata.combining(s))
    return _normal_mark(sign, category)


def _normal_mark(sign: str, category: str) -> str:
    if category[0] == "M" or category == "Cf":
        return ""  # accents, joiners, the frames of emoji
    if category[0] in "ZC":
        return " "
    if category == "No":
        return "�"  # ² and ① must not become digits of the number beside them
    wide = unicodedata.normalize("NFKC", sign)
    return wide if wide in ASCII_MARKS else " , "


def tokens(plain: str) -> list[Token]:
    """The tokens of a text that `normal` has made plain."""
    found: list[Token] = []
    end = -1
    for match in TOKEN.finditer(plain):
        kind = match.lastgroup or "sep"
        found.append(Token(kind, match[0], match.start() == end))
        end = match.end()
    return found


def unusable(text: str) -> Invalid | None:
    """Why a text cannot hold one value at all: empty, or far too long."""
    length = len(" ".join(text.split()))
    if length > LONGEST:
        return TOO_LONG
    return None if length else EMPTY
