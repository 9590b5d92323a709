"""What of a sentence counts: its words, neighbouring words, pieces of words, and words without their vowels.

Pieces make a misspelt word resemble the right one, and without vowels "prdksi" is "produksi". Words are first
brought to their usual spelling (`spellings.txt`), and a greeting (`greetings.txt`) in front of something else
is passed over.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

HERE = Path(__file__).parent
LONGEST = 600
"""Letters that are read; what an owner wants stands in the first lines."""
SHORTEST_PIECE, LONGEST_PIECE = 3, 5
WORD = re.compile(r"[a-z]+(?:'[a-z]*)*|0")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
VOWELS = re.compile(r"(?<=.)[aiueo']")
DOUBLED = re.compile(r"(.)\1+")


def features(text: str) -> set[str]:
    """The features of a text."""
    return features_of(usual_words(text))


def features_of(words: list[str]) -> set[str]:
    """The features of words in their usual spelling."""
    return set().union([f"^ {words[0]}"], *features_by_word(words)) if words else set()


def features_by_word(words: list[str]) -> list[set[str]]:
    """Of each word `=word`, `word next`, `~wrd`, and its pieces with a space where the word ends."""
    return [
        {f"={word}", f"{word} {following}", *_shape(word)}
        for word, following in zip(words, [*words[1:], "$"], strict=True)
    ]


@lru_cache(maxsize=4096)
def _shape(word: str) -> frozenset[str]:
    spaced, consonants = f" {word} ", DOUBLED.sub(r"\1", VOWELS.sub("", word))
    sizes = range(SHORTEST_PIECE, LONGEST_PIECE + 1)
    pieces = {spaced[start : start + size] for size in sizes for start in range(len(spaced) - size + 1)}
    return frozenset(pieces | ({f"~{consonants}"} if len(consonants) > 2 else set()))


def usual_words(text: str) -> list[str]:
    """The words in small letters and usual spelling, any number as 0, without a greeting in front."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).lower().replace("p-irt", "pirt").replace("’", "'")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    typed = WORD.findall(NUMBER.sub(" 0 ", DRAWN_OUT.sub(r"\1", plain)))
    usual = _usual_spellings()
    return _without_greeting([word for each in typed for word in usual.get(each, each).split()])


def _without_greeting(words: list[str]) -> list[str]:
    """The words after a greeting, unless hardly anything else was said."""
    greetings, start = _greetings(), 0
    while start < len(words) and (words[start] in greetings or words[start : start + 2] == ["mau", "tanya"]):
        start += 1
    return words[start:] if len(words) - start >= 2 else words


@cache
def _greetings() -> frozenset[str]:
    return frozenset((HERE / "greetings.txt").read_text(encoding="utf-8").split())


@cache
def _usual_spellings() -> dict[str, str]:
    usual: dict[str, str] = {}
    for line in (HERE / "spellings.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, _colon, typed = line.partition(":")
            usual |= {each: word for each in typed.split()}
    return usual
