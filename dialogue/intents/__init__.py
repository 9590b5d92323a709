"""What an owner wants, understood from free text.

"mw dftr ikm bwt suami sy"  →  register_business, and sure of it.
"bantuan"                   →  help? assistance? … not sure: the one who asks offers these as buttons.

The sentences are plain files in `sentences/`, one a line. `make intents` learns `weights.json` from them with
scikit-learn; applying the weights needs no library and takes a fraction of a millisecond.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dialogue.intents.features import features_by_word, features_of, usual_words
from dialogue.intents.weights import FILE, INTENTS, Found, Weights

__all__ = ["INTENTS", "Understood", "is_courtesy", "understand", "warm_up"]

PASSAGE, STEP = 7, 3
"""Words of a passage of a long text, and words to the next passage."""

SHARE_OF_PASSAGE = 0.8
"""What the strongest passage counts beside the whole text."""

TALK = ("help", "out_of_scope")
"""Intents that any passage of small talk resembles: these are judged by the whole text only."""

SURE_LEAD = 0.8
"""By how much the best must lead. In cross-validation 76 % of all sentences were sure at this lead, and 1.3 %
sure and wrong; at 0.7 it is 79 % and 1.8 %, at 0.6 it is 82 % and 2.4 %."""


@dataclass(frozen=True)
class Understood:
    """The three likeliest intents, best first, and whether the best may be followed without asking."""

    intents: tuple[str, str, str]
    sure: bool


NOTHING = Understood(("out_of_scope", "help", "contact_officer"), sure=False)
"""For what holds no word that we know."""


def understand(text: str) -> Understood:
    """What the text asks for. It never raises; what holds no known word is never sure."""
    return understood_with(_weights(), text)


def understood_with(weights: Weights, text: str) -> Understood:
    """The same, by weights learnt from other sentences."""
    words = usual_words(text)
    scores = _scores(weights, words)
    if scores is None:
        return NOTHING
    best, second, third = sorted(scores, key=lambda intent: scores[intent], reverse=True)[:3]
    leads = scores[best] - scores[second] >= SURE_LEAD
    return Understood((best, second, third), leads and not _is_vague(words))


def _scores(weights: Weights, words: list[str]) -> dict[str, float] | None:
    """Each intent's score. Who tells a story asks in one passage of it: the strongest counts most."""
    whole = weights.scores(features_of(words))
    if whole is None or len(words) <= PASSAGE + 1:
        return whole
    found = [weights.found(features) for features in features_by_word(words)]
    starts = range(0, len(words) - PASSAGE + STEP, STEP)
    passages = [weights.scores_of(Found.together(found[start : start + PASSAGE])) for start in starts]
    known = [passage for passage in passages if passage is not None]
    return {intent: _of_story(intent, score, known) for intent, score in whole.items()}


def _of_story(intent: str, whole: float, passages: list[dict[str, float]]) -> float:
    strongest = max((passage[intent] for passage in passages), default=whole)
    return whole if intent in TALK else max(whole, whole + SHARE_OF_PASSAGE * (strongest - whole))


def is_courtesy(text: str) -> bool:
    """Whether it is only thanks, consent or refusal ("terima kasih ya", "ok siap"): it asks for nothing."""
    words = usual_words(text)
    return bool(words) and _words("thanks.txt").issuperset(words)


def warm_up() -> None:
    """Read the weights now (tens of milliseconds), so that the first owner need not wait for it."""
    _weights()


@cache
def _weights() -> Weights:
    return Weights.read(FILE)


def _is_vague(words: list[str]) -> bool:
    """Whether it is thanks or consent ("terima kasih", "ok siap"), or one word of many meanings ("data")."""
    return _words("thanks.txt").issuperset(words) or (len(words) == 1 and words[0] in _words("vague.txt"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset((Path(__file__).parent / name).read_text(encoding="utf-8").split())
