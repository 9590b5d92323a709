"""Our own sentences: one file an intent, one sentence a line; every fifth is held out for the test."""

from hashlib import sha256
from pathlib import Path

from dialogue.intents.weights import INTENTS

HERE = Path(__file__).parent
FIFTH = 5

Sentence = tuple[str, str]
"""The words, and the intent that they have."""


def learnt() -> list[Sentence]:
    """The four fifths from which the test's weights are learnt."""
    return [each for intent in INTENTS for number, each in enumerate(of(intent), 1) if number % FIFTH]


def held_out() -> list[Sentence]:
    """The fifth that weights learnt from the others have not seen."""
    return [each for intent in INTENTS for number, each in enumerate(of(intent), 1) if not number % FIFTH]


def of(intent: str) -> list[Sentence]:
    """All sentences of an intent."""
    return [(words, intent) for words in lines(f"sentences/{intent}.txt")]


def lines(name: str) -> list[str]:
    """The lines of one of our files."""
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def digest() -> str:
    """Changes whenever the weights ought to be learnt anew."""
    names = [
        *(f"sentences/{intent}.txt" for intent in INTENTS),
        "openings.txt",
        "closings.txt",
        "spellings.txt",
    ]
    contents = [
        (HERE / name).read_bytes()
        for name in (*names, "spellings.txt", "greetings.txt", "features.py", "learn.py")
    ]
    return sha256(b"\0".join(contents)).hexdigest()
