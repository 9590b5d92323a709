"""What of a sentence counts: its words, neighbouring words, and pieces of words.

Pieces make a misspelt word resemble the right one. Words are first brought to their usual spelling
(`spellings.txt`), and a greeting (`greetings.txt`) in front of something else is passed over.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LONGEST = 600
"""Letters that are read; what an owner wants stands in the first lines."""
SHORTEST_PIECE, LONGEST_PIECE = 3, 5
WORD = re.compile(r"[a-z]+(?:'[a-z]*)*|0")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
DRAWN_OUT = re.compile(r"([a-z])\1{2,}")


def features(text: str) -> set[str]:
    """The features of a text: `=word`, `word word`, and pieces with a space where the word ends."""
    words = usual_words(text)
    found = {f"={word}" for word in words}
    found |= {f"{first} {second}" for first, second in zip(["^", *words], [*words, "$"], strict=True)}
    for word in words:
        spaced = f" {word} "
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1):
            found |= {spaced[start : start + size] for start in range(len(spaced) - size + 1)}
    return found if words else set()


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
