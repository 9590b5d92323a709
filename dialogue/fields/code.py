"""A registration number such as NIB or NPWP, or the good answer that there is none yet.

An odd number never turns an owner away: it can be kept as she wrote it, flagged for an officer.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dialogue.fields.base import (
    Answers,
    Context,
    Doubt,
    Field,
    Given,
    Offer,
    Reading,
    Value,
    Wrong,
    needs_words,
)
from dialogue.fields.outcome import Columns
from dialogue.i18n import Shown, Text, _, lines
from dialogue.values import Invalid, Known, Nothing, Outcome, Unclear, read_answer
from dialogue.words import AS_IS

NONE = "none"
NOT_YET = _("Not yet")


def read_code(pattern: str, why: Text) -> Callable[[str], Outcome[str]]:
    """Reads a number of this shape (a pattern over its capital letters and digits), or says why not."""

    def read(text: str) -> Outcome[str]:
        bare = re.sub(r"[^A-Z0-9]", "", text.upper())
        return Known(" ".join(text.split())) if re.fullmatch(pattern, bare) else Invalid(why)

    return read


@dataclass(frozen=True, kw_only=True)
class Code(Field):
    """Kept as text; an empty text means that there is none yet."""

    reads: Callable[[str], Outcome[str]]
    help: Shown
    """What is said to somebody who has none yet."""
    keeps_odd: bool = True
    yes_is_first: bool = True
    most: int = 80

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=(((NOT_YET, NONE),),))

    def read(self, given: Given, context: Context) -> Reading:
        words = " ".join(given.text.split())
        if given.value == NONE or (words and self._is_none(words)):
            return Value({self.name: ""})
        if not words:
            return needs_words()
        if len(words) > self.most:
            return Wrong(_("That is too long for one answer. Please write only the answer."))
        outcome = self.reads(words)
        if isinstance(outcome, Known):
            return Value({self.name: outcome.value})
        if isinstance(outcome, Unclear) and outcome.readings:
            options = tuple({self.name: one.value} for one in outcome.readings if isinstance(one, Known))
            return Doubt(outcome.why, (*options, self._odd(words, context)))
        why = outcome.why if isinstance(outcome, Invalid | Unclear) else self.label
        if sum(letter.isdigit() for letter in words) < 3:
            return Wrong(why)
        return Doubt(lines(why, _("Shall it be noted as you wrote it?")), (self._odd(words, context),))

    def _is_none(self, words: str) -> bool:
        if isinstance(self.reads(words), Nothing):
            return True
        answer = read_answer(words)
        return isinstance(answer, Nothing) or (isinstance(answer, Known) and answer.value == "no")

    def _odd(self, words: str, context: Context) -> Columns:
        flagged = {**(context.answers.get("flagged") or {}), self.name: words}
        return {self.name: None, "flagged": flagged}

    def names(self, option: Answers, among: Sequence[Answers]) -> Shown:
        return AS_IS if self.is_flagged(option) else super().names(option, among)

    def notes(self, columns: Answers) -> Shown:
        if columns.get(self.name) == "":
            return lines(_("All right, not yet."), self.help)
        return super().notes(columns)

    def shows(self, answers: Answers) -> Shown:
        return str(answers[self.name]) or NOT_YET
