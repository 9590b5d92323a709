"""Words that steer a conversation, understood in every language whatever language is set."""

import re
from functools import cache

from dialogue.i18n import LANGUAGES, Text, Voice, _
from dialogue.values import answer_words
from dialogue.values.answer_words import NO, YES

BACK = _("Back")
SKIP = _("Skip, remind me later")
JUST_SKIP = _("Skip")
CANCEL = _("Stop for now")
NEVER_MIND = _("Never mind")
GO_ON = _("Go on filling in")
EXAMPLE = _("Example?")
OFFICER = _("Ask an officer")
MORE = _("More names")
SAVE = _("Save")
KEEP = _("Keep it")
AS_IS = _("Note it as I wrote it")

__all__ = ["ACTIONS", "NO", "YES", "action_of", "means", "plain", "same_words", "spellings"]

ACTIONS: tuple[tuple[str, Text, frozenset[str]], ...] = (
    ("back", BACK, answer_words.BACK),
    ("skip", SKIP, answer_words.SKIP),
    ("cancel", CANCEL, answer_words.CANCEL),
    ("cancel", NEVER_MIND, answer_words.NEVER_MIND),
    ("resume", GO_ON, frozenset({"lanjut", "lanjutkan", "terus", "go on"})),
    ("example", EXAMPLE, frozenset({"contoh", "contoh?", "misal", "misalnya", "example"})),
    ("officer", OFFICER, frozenset({"petugas", "tanya", "tanya petugas"})),
    ("more", MORE, frozenset({"berikutnya", "selanjutnya", "lainnya", "more", "next"})),
    ("keep", KEEP, frozenset({"tetap"})),
    ("asis", AS_IS, frozenset({"catat saja", "catat apa adanya"})),
    ("same", _("Same as last time"), frozenset({"sama seperti lalu", "sama seperti kemarin", "sama"})),
    ("save", SAVE, frozenset({"simpan", "save", "selesai"})),
)
"""What a word does in a form: its button's label, and what else people type for it."""


def plain(words: str) -> str:
    """Words without capitals, outer marks, hyphens and double spaces."""
    return re.sub(r"[\s-]+", " ", words.lower()).strip(" .!?,")


@cache
def spellings(label: Text) -> frozenset[str]:
    """A label in every language."""
    return frozenset(plain(Voice(language).say(label)) for language in LANGUAGES)


def same_words(typed: str, label: Text) -> bool:
    """Whether a label was typed, in whatever language."""
    return plain(typed) in spellings(label)


def means(typed: str, words: frozenset[str]) -> bool:
    """Whether the words typed are one of these."""
    return plain(typed) in words


def action_of(typed: str) -> str:
    """What the words do in a form: back, skip, cancel, example, officer, more, keep or save; else nothing."""
    return _actions().get(plain(typed), "")


@cache
def _actions() -> dict[str, str]:
    """Every spelling of every action; of two that share one, the first has it."""
    actions: dict[str, str] = {}
    for action, label, words in ACTIONS:
        for spelling in (*spellings(label), *words):
            actions.setdefault(spelling, action)
    return actions
