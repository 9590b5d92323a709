"""Learning the weights: `make intents`. Needs scikit-learn, which the running bot does not."""

from collections import Counter
from random import Random

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from dialogue.intents import corpus
from dialogue.intents.corpus import Sentence
from dialogue.intents.features import features
from dialogue.intents.weights import FILE, INTENTS, Weights

SEED = 20261122
STRICTNESS = 1.0
SEEN_IN = 2
"""Sentences that a pair or piece of words must occur in; single words need only one."""


def learn(sentences: list[Sentence]) -> Weights:
    """Weights that tell the sentences' intents apart; the same for the same sentences."""
    texts, intents = zip(*(sentences + _in_company(sentences)), strict=True)
    vectorizer = TfidfVectorizer(analyzer=features, vocabulary=_vocabulary(sentences), binary=True)
    judge = LinearSVC(C=STRICTNESS, random_state=SEED)
    judge.fit(vectorizer.fit_transform(texts), [INTENTS.index(intent) for intent in intents])
    table = judge.coef_.T * vectorizer.idf_[:, None]
    step = float(abs(table).max()) / 127
    rows_of = {str(feature): row for row, feature in enumerate(vectorizer.get_feature_names_out())}
    rarities = [round(float(rarity), 2) for rarity in vectorizer.idf_]
    rows = numpy.rint(table / step).astype("int8").tobytes()
    starts = [round(float(start), 4) for start in judge.intercept_]
    return Weights(corpus.digest(), step, starts, rows_of, rarities, rows)


def _in_company(sentences: list[Sentence]) -> list[Sentence]:
    """Every sentence once more behind a greeting, an introduction or before thanks: these must not sway."""
    chance = Random(SEED)
    openings, closings = corpus.lines("openings.txt"), corpus.lines("closings.txt")
    return [
        (f"{chance.choice(openings)} {words} {chance.choice(['', *closings])}", intent)
        for words, intent in sentences
        if intent != "help"
    ]


def _vocabulary(sentences: list[Sentence]) -> list[str]:
    seen = Counter(feature for words, _intent in sentences for feature in features(words))
    return sorted(feature for feature, times in seen.items() if times >= SEEN_IN or feature.startswith("="))


if __name__ == "__main__":
    learn(corpus.learnt() + corpus.held_out()).write(FILE)
