"""Yes, no, cancel, skip and back, as owners type them; what may mean either is asked about."""

import re

from dialogue.i18n import _
from dialogue.values import answer_words as words
from dialogue.values.outcome import Invalid, Known, Outcome, Unclear
from dialogue.values.tokens import normal, unusable

SETS = (
    ("cancel", words.CANCEL | words.NEVER_MIND),
    ("either", words.EITHER),
    ("skip", words.SKIP),
    ("back", words.BACK),
    ("no", words.NO),
    ("yes", words.YES),
)
MEANING = {word: meaning for meaning, known in reversed(SETS) for word in known}
THUMBS = {"👍": " ya ", "👌": " ya ", "✅": " ya ", "👎": " tidak ", "❌": " tidak "}
ACTIONS = ("cancel", "skip", "back")
LONGEST = 4
DOUBLE = re.compile(r"([a-z])\1")
"""A letter held too long, as in tidakk."""
WHY_EITHER = _("Is that yes, or no?")


def read_answer(text: str) -> Outcome[str]:
    """yes, no, cancel, skip or back; words that also say something else are no answer."""
    refused = unusable(text)
    if refused:
        return refused
    for thumb, word in THUMBS.items():
        text = text.replace(thumb, word)
    spoken = re.sub(r"[^\w\s]+|_+", " ", normal(text)).split()
    found = _meanings(spoken)
    if found is None:
        found = _meanings([DOUBLE.sub(r"\1", word) for word in spoken])
    if found is None:
        return Invalid(_("Please answer yes or no."))
    return _judged(found)


def _meanings(said: list[str]) -> list[str] | None:
    """What the words mean one after another; None if one of them is no answer."""
    found: list[str] = []
    at = 0
    while at < len(said):
        sizes = range(min(LONGEST, len(said) - at), 0, -1)
        phrases = ((size, MEANING.get(" ".join(said[at : at + size]), "")) for size in sizes)
        size, meaning = next(((s, m) for s, m in phrases if m), (1, ""))
        if not meaning and said[at] not in words.POLITE:
            return None
        if meaning:
            found.append(meaning)
        at += size
    return found


def _judged(found: list[str]) -> Outcome[str]:
    kinds = set(found)
    if not kinds:
        return Invalid(_("Please answer yes or no."))
    actions = kinds.intersection(ACTIONS)
    if len(kinds) == 1 and "either" not in kinds:
        return Known(found[0])
    if len(actions) == 1 and kinds <= {*actions, "yes"}:
        return Known(actions.pop())
    if actions:
        return Unclear(_("Shall that be done, or not?"))
    return Unclear(WHY_EITHER, (Known("yes"), Known("no")))
