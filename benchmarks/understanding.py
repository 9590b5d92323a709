"""Understanding a sentence, beside the nearest of all known sentences by rapidfuzz."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from benchmarks.timing import Row, against
from dialogue.intents import INTENTS, understand
from dialogue.intents.corpus import of

EVERY = 40
"""One sentence in so many is asked for; the peer searches all."""


def understandings() -> Iterable[Row]:
    """One row: from a text to the best three intents."""
    known = [words for intent in INTENTS for words, _intent in of(intent)]

    def nearest(text: str) -> object:
        return process.extractOne(text, known, scorer=fuzz.token_set_ratio)

    yield against("understand", understand, "rapidfuzz nearest", nearest, known[::EVERY])
