"""What a row of figures says: one amount, a range, or something that must be asked about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogue.i18n import _
from dialogue.values import spans
from dialogue.values.figures import Element, Figure, elements
from dialogue.values.meaning import Lexicon, Meaning, meanings
from dialogue.values.number_words import in_parts
from dialogue.values.outcome import Known, Span
from dialogue.values.spans import Readings
from dialogue.values.tokens import normal, tokens

LINKS = ("range", "dash", "or", "to")
ENDINGS = (("an", (Meaning("an"),)), ("nya", ()), ("ne", ()))
"""Endings of words: ribuan is about so many thousand, harganya is harga."""
WHY_ODD = _("That number is written in an unusual way. Which number is it?")
WHY_WORDS = _("Some of those words could change the number.")
MAY_END_IN_AN = ("scale", "times", "belas", "tens", "ones", "teen", "unit", "people")


@dataclass(frozen=True)
class Amount:
    """What figures came to; not `sure` is a question, with the readings that may be offered."""

    readings: Readings
    sure: bool = True


UNREADABLE = Amount((), False)


def understand(text: str, lexicon: Lexicon) -> list[Meaning]:
    """A text in terms of a lexicon, with glued words and endings taken apart."""
    return meanings(tokens(normal(text)), lexicon, _unknown(lexicon))


def _unknown(lexicon: Mapping[str, tuple[Meaning, ...]]) -> Callable[[str], tuple[Meaning, ...]]:
    def taken_apart(word: str) -> tuple[Meaning, ...]:
        once = "".join(a for a, b in zip(word, f" {word}", strict=False) if a != b)
        for spelt in (word, once):
            if spelt in lexicon:
                return lexicon[spelt]
            for ending, meaning in ENDINGS:
                stem = spelt.removesuffix(ending) if spelt.endswith(ending) else ""
                meant = lexicon.get(stem) or in_parts(stem)
                if meant and (meaning == () or meant[-1].kind in MAY_END_IN_AN) and len(stem) > 1:
                    return meant + meaning
        return in_parts(word)

    return taken_apart


def without_noise(items: Sequence[Meaning]) -> tuple[list[Meaning], bool]:
    """The items with words that say nothing made breaks, and whether one made it approximate."""
    breaks = [Meaning("sep") if item.kind in ("noise", "about") else item for item in items]
    kept: list[Meaning] = []
    for item in breaks:
        if item.kind == "sep" and (not kept or kept[-1].kind in ("sep", *LINKS)):
            continue
        if item.kind in LINKS and kept and kept[-1].kind == "sep":
            kept.pop()
        kept.append(item)
    while kept and kept[-1].kind == "sep":
        kept.pop()
    return kept, any(item.kind == "about" for item in items)


def row(items: Sequence[Meaning]) -> list[Element]:
    """The figures and what else there is, "antara a dan b" made a range."""
    found = elements(items)
    if any(isinstance(one, Meaning) and one.kind == "between" for one in found):
        found = [Meaning("range") if _is(one, "and") else one for one in found if not _is(one, "between")]
    return [one for at, one in enumerate(found) if not (at == 0 and _is(one, "sep"))]


def _is(element: Element, kind: str) -> bool:
    return isinstance(element, Meaning) and element.kind == kind


def kinds(found: Sequence[Element]) -> list[str]:
    """The kinds of what there is; a figure is F."""
    return ["F" if isinstance(one, Figure) else one.kind for one in found]


def amount(found: Sequence[Element]) -> Amount:
    """What figures and the links between them say; unreadable if anything else is among them."""
    figures = [one for one in found if isinstance(one, Figure)]
    shape = kinds(found)
    if any(not figure.readings for figure in figures) or not figures:
        return UNREADABLE
    if shape == ["F"]:
        return Amount(spans.single(figures[0]), len(figures[0].readings) == 1)
    if len(shape) == 3 and shape[0] == shape[2] == "F" and shape[1] in LINKS:
        return _linked(figures[0], figures[1], shape[1])
    if shape == ["F", "F"]:
        return Amount(*spans.side_by_side(*figures))
    if shape == ["F", "plus", "F"]:
        return Amount(spans.total(*figures))
    if set(shape) <= {"F", "sep", "equals"} and len({figure.value for figure in figures} - {None}) == 1:
        return Amount(spans.single(figures[0]), all(figure.value is not None for figure in figures))
    return UNREADABLE


def _linked(left: Figure, right: Figure, link: str) -> Amount:
    if link == "or":
        return Amount(*spans.either(left, right))
    readings = spans.between(left, right)
    if readings:
        return Amount(readings, len(readings) == 1)
    return Amount(spans.guessed(left, right), False)


def mapped(readings: Readings, change: Callable[[Decimal], Decimal]) -> Readings:
    """The readings with another value each."""
    return tuple(
        Known(change(r.value), r.approximate)
        if isinstance(r, Known)
        else Span(change(r.low), change(r.high), r.approximate)
        for r in readings
    )


def marked(readings: Readings, approximate: bool) -> Readings:
    """The readings, approximate if something around them said so."""
    return tuple(
        Known(r.value, approximate or r.approximate)
        if isinstance(r, Known)
        else Span(r.low, r.high, approximate or r.approximate)
        for r in readings
    )


def tidy(value: Decimal) -> Decimal:
    """The same value, written with no more digits than it needs."""
    return Decimal(int(value)) if value % 1 == 0 else value.normalize()
