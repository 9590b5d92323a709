"""Whose row it is: the same business in the register, or one that may be the same.

Names are compared as they sound, for a list writes Moh. Choirul where the register has H. Mohammad Khoirul.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from dialogue.i18n import Shown, Text, _
from dialogue.listing.row import Row
from dialogue.questionnaire.papers import KINDS

Entry = Mapping[str, Any]
"""A business of the register: id, number, its columns, `papers` with the number by kind, and `paper_words`
with what is kept as it is in place of one; `has_owner` and `has_withdrawn` (consent) of who speaks for it."""

BEFORE = (
    "h hj haji hajah ibu bu bapak bpk pak sdr sdri ny tn nyonya tuan ust ustadz kh rkh ra k drs dra ir dr"
)
BEHIND = "se sh st sp skom spd mm msi mpd amd ssos sag spdi"
HONOURS, DEGREES = frozenset(BEFORE.split()), frozenset(BEHIND.split())
"""What stands before a name, and behind it, and is none."""
TRADE_WORDS = "ud cv pt pd toko usaha ikm umkm kub"
TRADES = frozenset(TRADE_WORDS.split())
ONE_NAME = {
    "muhamad": """
        m moh mohd moch mochamad mochammad mohamad mohammad muh muhammad muhamad muchamad mohamed
        muhamed mohammed mochd mhd md
    """,
    "ahmad": "a akh ach achmad ahmad akhmad ahmat",
    "abdul": "abd abdul abdoel abdl",
    "siti": "st sitti siti",
}
FIRST = {spelling: name for name, spellings in ONE_NAME.items() for spelling in spellings.split()}
OLD = (
    ("oe", "u"), ("tj", "c"), ("dj", "j"), ("nj", "ny"), ("sj", "sy"), ("ch", "kh"), ("kh", "h"), ("sy", "s"),
    ("dh", "d"), ("th", "t"), ("dz", "z"), ("z", "s"), ("f", "p"), ("v", "p"), ("q", "k"), ("y", "i"),
)  # fmt: skip
"""Spellings of one sound; the later ones apply to what the earlier have made."""
DOUBLE = re.compile(r"(.)\1+")
LIKE, VERY_LIKE = 89, 94
"""Likeness (0-100) from which names may be one person's, and from which they mostly are."""


@cache
def sounded(name: str) -> str:
    """The name as it sounds: without titles and degrees, in one spelling."""
    words = re.sub(r"[^a-z\s]", " ", re.sub(r"['`’]", "", name.lower())).split()
    while len(words) > 1 and words[0] in HONOURS:
        words.pop(0)
    first = [FIRST.get(word, word) for word in words[:1]]
    rest = [FIRST.get(word, word) if len(word) > 1 else word for word in words[1:] if word not in DEGREES]
    return " ".join(DOUBLE.sub(r"\1", _old(word)) for word in (*first, *rest))


def _old(word: str) -> str:
    for old, new in OLD:
        word = word.replace(old, new)
    return word


@lru_cache(maxsize=100_000)
def alike(name: str, other: str) -> int:
    """How like two names sound, 0-100; the shorter may leave out words of the longer."""
    first, second = sounded(name), sounded(other)
    if not first or not second:
        return 0
    whole = fuzz.token_sort_ratio(first, second)
    if min(len(first.split()), len(second.split())) > 1:
        whole = max(whole, fuzz.token_set_ratio(first, second) - 4)
    return int(whole)


def _sound(entry: Entry) -> str:
    """The words of the owner's name as they sound, or of the business's, in order of the alphabet."""
    return " ".join(sorted(sounded(str(entry.get("owner_name") or entry.get("name") or "")).split()))


@cache
def _trade(name: str) -> str:
    return " ".join(word for word in re.sub(r"[^a-z0-9]", " ", name.lower()).split() if word not in TRADES)


BY_NUMBER, BY_NIB, BY_PHONE = _("the register number"), _("the same NIB"), _("the same phone number")
BY_NAME = _("a like name in the same village")


@dataclass(frozen=True)
class Candidate:
    """A business that may be the same, why, and whether it mostly is."""

    entry: Entry
    reasons: tuple[Shown, ...]
    is_likely: bool

    @property
    def is_barred(self) -> bool:
        """Whether nothing may be written into it: its owner has withdrawn consent."""
        return bool(self.entry.get("has_withdrawn"))


@dataclass(frozen=True)
class Match:
    """The business that the row is surely about, or those that it may be about, the likeliest first."""

    certain: Entry | None = None
    candidates: tuple[Candidate, ...] = ()
    is_unknown_number: bool = False
    """The row has a register number that is not of this office."""


class Register:
    """The businesses of an office, to find by number, NIB, phone and village."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_number: dict[str, Entry] = {}
        self.by_nib: dict[str, list[Entry]] = defaultdict(list)
        self.by_phone: dict[str, list[Entry]] = defaultdict(list)
        self.by_area: dict[str, list[Entry]] = defaultdict(list)
        self.sounds: dict[str, list[str]] = defaultdict(list)
        """By village and by kecamatan: those in it, and their names as they sound."""
        self.by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Put one more in."""
        if entry.get("number"):
            self.by_number[str(entry["number"])] = entry
        keys = (
            (self.by_nib, _nib(entry)),
            (self.by_phone, entry.get("phone")),
        )
        for index, key in keys:
            if key:
                index[str(key)].append(entry)
        for area in filter(None, (entry.get("village"), entry.get("district"))):
            self.by_area[str(area)].append(entry)
            sound = _sound(entry)
            for word in set(sound.split()):
                self.by_word[str(area), word].append(len(self.sounds[str(area)]))
            self.sounds[str(area)].append(sound)

    def _near(self, told: Entry) -> list[Entry]:
        """Those in the same village with a like name."""
        area, sound = str(told.get("village") or told.get("district")), _sound(told)
        among = self.sounds.get(area, [])
        close = process.extract(sound, among, scorer=fuzz.ratio, score_cutoff=LIKE, limit=None)
        shared = Counter(at for word in set(sound.split()) for at in self.by_word.get((area, word), ()))
        found = {at for _name, _score, at in close} | {at for at, words in shared.items() if words > 1}
        near = (self.by_area[area][at] for at in sorted(found))
        return [one for one in near if _names(told, one) >= LIKE and _nibs_agree(told, one)]

    def match(self, row: Row) -> Match:
        """Whose row it is, as far as the register tells."""
        number = row.action.number or row.register_number
        if number:
            named = self.by_number.get(number.upper())
            return Match(named) if named else Match(is_unknown_number=True)
        return self.like(_likely(row))

    def like(self, told: Entry) -> Match:
        """The businesses that are like this one."""
        same_nib = self.by_nib.get(_nib(told), [])
        if len(same_nib) == 1 and _names(told, same_nib[0]) >= LIKE:
            return Match(same_nib[0])
        same_phone = self.by_phone.get(str(told.get("phone")), [])
        known = [one for one in same_phone if _names(told, one) >= LIKE and _nibs_agree(told, one)]
        if len(known) == 1 and not same_nib:
            return Match(known[0])
        return Match(candidates=self._candidates(told, same_nib, same_phone))

    def _candidates(
        self, told: Entry, same_nib: Sequence[Entry], same_phone: Sequence[Entry]
    ) -> tuple[Candidate, ...]:
        groups = ((same_nib, BY_NIB), (same_phone, BY_PHONE), (self._near(told), BY_NAME))
        found = {id(one): one for group, _reason in groups for one in group}
        return tuple(
            sorted(
                (
                    Candidate(one, _reasons(one, groups), _is_likely(told, one, _reasons(one, groups)))
                    for one in found.values()
                ),
                key=lambda candidate: (not candidate.is_likely, -len(candidate.reasons)),
            )
        )


def _likely(row: Row) -> Entry:
    """What the row tells, its doubts taken by the likelier reading: enough to look for it, not to keep it."""
    read = [problem.options[problem.chosen or 0].columns for problem in row.doubts if problem.options]
    guessed = {key: value for columns in read for key, value in columns.items()}
    papers = {kind: guessed.pop(kind) for kind in KINDS if kind in guessed}
    return {**guessed, **row.business, "papers": {**papers, **row.papers}}


def _reasons(one: Entry, groups: Sequence[tuple[Sequence[Entry], Text]]) -> tuple[Text, ...]:
    return tuple(reason for group, reason in groups if any(other is one for other in group))


def _is_likely(told: Entry, one: Entry, reasons: Sequence[Text]) -> bool:
    return len(reasons) > 1 or BY_NIB in reasons or (BY_NAME in reasons and _names(told, one) >= VERY_LIKE)


def _nib(entry: Entry) -> str:
    return str((entry.get("papers") or {}).get("nib") or "")


def _nibs_agree(told: Entry, one: Entry) -> bool:
    """Two different NIB are two businesses, even of one owner."""
    return not _nib(told) or not _nib(one) or _nib(told) == _nib(one)


def _names(told: Entry, one: Entry) -> int:
    """How like the owners' names are; where one is missing, those of the businesses.

    Two businesses of one owner are two: their own names must not be wholly different.
    """
    owners = alike(str(told.get("owner_name") or ""), str(one.get("owner_name") or ""))
    first, second = _trade(str(told.get("name") or "")), _trade(str(one.get("name") or ""))
    trades = fuzz.token_set_ratio(first, second) if first and second else None
    if not told.get("owner_name") or not one.get("owner_name"):
        return int(trades or 0)
    return owners if trades is None or trades >= 50 or _same_product(told, one) else min(owners, LIKE - 1)


def _same_product(told: Entry, one: Entry) -> bool:
    first, second = (str(entry.get("main_product") or "").lower() for entry in (told, one))
    return bool(first and second) and fuzz.token_set_ratio(first, second) >= 80


Changes = dict[str, tuple[Any, Any]]


def compare(row: Row, entry: Entry) -> Changes:
    """The columns that the row would change: old and new. An empty cell changes nothing, nor do words that
    could not be read where the register has an answer; a paper "held" changes only one that is not yet, or by
    other words in place of its number."""
    changes = {
        key: (entry.get(key), value)
        for key, value in row.business.items()
        if key != "flagged" and not same(key, value, entry)
    }
    known, kept = entry.get("papers") or {}, entry.get("paper_words") or {}
    for kind, number in row.papers.items():
        held, said = known.get(kind), row.paper_words.get(kind)
        is_told = kind not in known or held == "" or (held is None and said not in (None, kept.get(kind)))
        if number is None and is_told:
            changes[kind] = (held, None)
        elif number is not None and number != held and not (number == "" and held):
            changes[kind] = (held, number)
    return changes | _flagged(row, entry)


def words_kept(entry: Entry) -> dict[str, Any]:
    """The words that the register keeps as they are, by question, those about papers too."""
    return {**(entry.get("flagged") or {}), **(entry.get("paper_words") or {})}


def _flagged(row: Row, entry: Entry) -> Changes:
    old = entry.get("flagged") or {}
    new = {
        name: words
        for name, words in (row.business.get("flagged") or {}).items()
        if old.get(name) != words and entry.get(name) is None
    }
    return {"flagged": (old or None, {**old, **new})} if new else {}


def same(key: str, value: Any, entry: Entry) -> bool:
    """Whether nothing would change; what an answer leaves open, such as an upper end, is no answer."""
    held = entry.get(key)
    if value in (None, False) and not held:
        return True
    if isinstance(value, float | int) and isinstance(held, float | int):
        return abs(float(value) - float(held)) < 1e-9 * max(1.0, abs(float(held)))
    if isinstance(value, str) and isinstance(held, str):
        return " ".join(value.split()) == " ".join(held.split())
    return bool(value == held)
