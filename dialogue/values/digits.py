"""Identity numbers: their digits, with the marks between them, and what else was written."""

import re
from dataclasses import dataclass
from functools import cache

from dialogue.i18n import _
from dialogue.values.amounts import understand
from dialogue.values.meaning import Lexicon, of
from dialogue.values.noise import noise, says_none
from dialogue.values.outcome import Invalid, Nothing
from dialogue.values.tokens import normal, unusable

RUN = re.compile(r"\d(?:[\s.\-]*\d)*")
LETTER = re.compile(r"\d[\s.-]?[a-z�][\s.-]?\d|\b[olisb]\d{3}|\d{3}[olisb]\b")
WORDS = """
    nomor nomer no nmr nib npwp nik ktp induk berusaha usaha wajib pajak pokok saya punya adalah ini
    itu yaitu milik pribadi badan pt cv ud atas nama kependudukan nomornya
"""


@dataclass(frozen=True)
class Digits:
    """The digits of the number, and whether words stand by it that are not known."""

    text: str
    has_words: bool = False


@cache
def _lexicon() -> Lexicon:
    return noise() | {word: (of("noise"),) for word in WORDS.split()}


def read_digits(text: str) -> Digits | Invalid | Nothing:
    """The digits of the one number in a text."""
    refused = unusable(text)
    if refused:
        return refused
    if says_none([item.kind for item in understand(text, _lexicon())]):
        return Nothing()
    plain = normal(text).replace(" , ", " ")
    if LETTER.search(plain):
        return Invalid(_("There is a letter among the digits. Please write the number with digits only."))
    runs = RUN.findall(plain.replace("/", "-"))
    if not runs:
        return Invalid(_("No number could be read there."))
    rest = understand(RUN.sub(" ", plain.replace("/", "-")), _lexicon())
    has_words = len(runs) > 1 or any(item.kind not in ("noise", "sep", "dash") for item in rest)
    longest = max(runs, key=lambda run: sum(sign.isdigit() for sign in run))
    return Digits(re.sub(r"\D", "", longest), has_words)
