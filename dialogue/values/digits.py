"""Identity numbers: their digits, with the marks between them, and what else was written."""

import re
from dataclasses import dataclass
from functools import cache

from dialogue.i18n import _
from dialogue.values.amounts import understand
from dialogue.values.meaning import Lexicon, of
from dialogue.values.noise import NOT, noise, says_none
from dialogue.values.outcome import Invalid, Nothing
from dialogue.values.tokens import normal, unusable

RUN = re.compile(r"\d(?:[\s.\-]*\d)*")
LETTER = re.compile(r"\d[\s.-]?[a-z�][\s.-]?\d|\b[olisb]\d{3}|\d{3}[olisb]\b")
LIKENESS = re.compile(r"(?<=\d)[oli]+(?![a-z])|(?<![a-z])[oli]+(?=\d)")
LIKE = {"o": "0", "l": "1", "i": "1"}
WHY_LETTER = _("There is a letter among the digits. Please write the number with digits only.")
WORDS = """
    nomor nomer no nmr nib npwp nik ktp induk berusaha usaha wajib pajak pokok saya punya adalah ini
    itu yaitu milik pribadi badan pt cv ud atas nama kependudukan nomornya
"""


@dataclass(frozen=True)
class Digits:
    """The digits of the number, and whether it is to be asked about: because unknown words stand by it, or a
    letter was taken for a digit."""

    text: str
    has_words: bool = False


NOT_DONE = (
    "urus ngurus diurus mengurus bikin buat membuat daftar terdaftar mendaftar terbit jadi keluar dibuat"
)
UNDER_WAY = "proses diproses diurus urus ngurus pengurusan pembuatan"
STILL = "masih msh sedang sdg lagi dalam dlm tengah sek isih"


@cache
def _lexicon() -> Lexicon:
    words = noise() | {word: (of("noise"),) for word in WORDS.split()}
    words |= {f"{no} {done}": (of("none"),) for no in NOT.split() for done in NOT_DONE.split()}
    words |= {f"{still} {way}": (of("none"),) for still in STILL.split() for way in UNDER_WAY.split()}
    return words | {f"masih dalam {way}": (of("none"),) for way in UNDER_WAY.split()}


def with_likely_digits(plain: str) -> str:
    """The text with 0 for an o and 1 for an l or i that stand at a digit."""
    return LIKENESS.sub(lambda m: "".join(LIKE[sign] for sign in m[0]), plain)


def read_digits(text: str) -> Digits | Invalid | Nothing:
    """The digits of the one number in a text."""
    refused = unusable(text)
    if refused:
        return refused
    if says_none([item.kind for item in understand(text, _lexicon())]):
        return Nothing()
    plain = normal(text).replace(" , ", " ")
    is_guessed = LETTER.search(plain) is not None
    plain = with_likely_digits(plain)
    if LETTER.search(plain):
        return Invalid(WHY_LETTER)
    runs = RUN.findall(plain.replace("/", "-"))
    if not runs:
        return Invalid(_("No number could be read there."))
    rest = understand(RUN.sub(" ", plain.replace("/", "-")), _lexicon())
    has_words = is_guessed or len(runs) > 1 or any(item.kind not in ("noise", "sep", "dash") for item in rest)
    longest = max(runs, key=lambda run: sum(sign.isdigit() for sign in run))
    return Digits(re.sub(r"\D", "", longest), has_words)
