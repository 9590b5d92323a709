"""What an owner wants, understood from free text.

"mw dftr ikm bwt suami sy"  →  register_business, and sure of it.
"bantuan"                   →  help? assistance? … not sure: the one who asks offers these as buttons.

The sentences are plain files in `sentences/`, one a line. `make intents` learns `weights.json` from them with
scikit-learn; applying the weights needs no library and takes a fraction of a millisecond.
"""

from dataclasses import dataclass
from functools import cache

from dialogue.intents.features import features
from dialogue.intents.weights import FILE, INTENTS, Weights

__all__ = ["INTENTS", "Understood", "understand", "warm_up"]

SURE_LEAD = 0.75
"""By how much the best must lead. In cross-validation 75 % of all sentences were sure at this lead, and 1.7 %
sure and wrong; at 0.65 it is 78 % and 1.9 %, at 0.5 it is 83 % and 2.7 %."""


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
    scores = weights.scores(features(text))
    if scores is None:
        return NOTHING
    best, second, third = sorted(scores, key=lambda intent: scores[intent], reverse=True)[:3]
    return Understood((best, second, third), scores[best] - scores[second] >= SURE_LEAD)


def warm_up() -> None:
    """Read the weights now (tens of milliseconds), so that the first owner need not wait for it."""
    _weights()


@cache
def _weights() -> Weights:
    return Weights.read(FILE)
