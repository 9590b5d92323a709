"""What words mean: a lexicon for each kind of value, and the tokens of a text in its terms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from dialogue.values.tokens import Token

ZERO = Decimal(0)
LONGEST_PHRASE = 4
"""Words."""


@dataclass(frozen=True)
class Meaning:
    """A token as the reader of a kind of value sees it: `kind`, and a number or a name with it."""

    kind: str
    value: Decimal = ZERO
    name: str = ""
    text: str = ""
    glued: bool = False


Lexicon = dict[str, tuple[Meaning, ...]]
"""Words, or several with spaces between, to what they mean."""


def of(kind: str, value: int = 0, name: str = "") -> Meaning:
    """A meaning with a whole number."""
    return Meaning(kind, Decimal(value), name)


def meanings(
    found: list[Token],
    lexicon: Mapping[str, tuple[Meaning, ...]],
    other: Callable[[str], tuple[Meaning, ...]],
) -> list[Meaning]:
    """The tokens in terms of a lexicon, the longest phrase first; `other` is asked about unknown words."""
    result: list[Meaning] = []
    at = 0
    while at < len(found):
        length, meant = _phrase(found, at, lexicon)
        if not length:
            length, meant = 1, _single(found[at], other)
        text = " ".join(token.text for token in found[at : at + length])
        glued = (found[at].glued, *[True] * len(meant))
        result += [replace(m, text=text, glued=g) for m, g in zip(meant, glued, strict=False)]
        at += length
    return result


def _phrase(
    found: list[Token], at: int, lexicon: Mapping[str, tuple[Meaning, ...]]
) -> tuple[int, tuple[Meaning, ...]]:
    """How many tokens from here are in the lexicon, and what they mean."""
    words = [token.text for token in found[at : at + LONGEST_PHRASE]]
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        if phrase in lexicon and found[at].kind not in ("number", "fraction"):
            return length, lexicon[phrase]
    return 0, ()


def _single(token: Token, other: Callable[[str], tuple[Meaning, ...]]) -> tuple[Meaning, ...]:
    if token.kind != "word":
        return (Meaning(token.kind if token.kind != "end" else "sep"),)
    return other(token.text) or (Meaning("word"),)
