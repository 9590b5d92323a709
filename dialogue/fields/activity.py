"""What the business does, as its KBLI code: proposed by the product's words, told in plain words.

The code is never shown first. Five digits typed by somebody who knows them are taken too, of the edition
in which they mean what she does.
"""

import re
from dataclasses import dataclass

from dialogue import activities
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
from dialogue.i18n import Shown, Text, _
from dialogue.words import means, same_words

OTHER, UNKNOWN = "other", "unknown"
NOT_THESE = _("None of these")
DO_NOT_KNOW = _("I do not know")
UNKNOWING = frozenset({"tidak tahu", "gak tahu", "ga tau", "gak tau", "ndak tahu", "kurang tahu", "entah"})


@dataclass(frozen=True, kw_only=True)
class Activity(Field):
    """Kept as code and edition; both are empty texts where the owner does not know."""

    product: str = "main_product"
    """The column whose words propose."""

    def columns(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}_edition")

    def offers(self, context: Context, page: int) -> Offer:
        found = activities.proposals(str(context.answers.get(self.product) or ""))
        proposed = [((one.title, one.kbli_2025),) for one in found]
        return Offer(buttons=(*proposed, ((NOT_THESE, OTHER),), ((DO_NOT_KNOW, UNKNOWN),)))

    def read(self, given: Given, context: Context) -> Reading:
        words = given.text.strip()
        if given.value == UNKNOWN or same_words(words, DO_NOT_KNOW) or means(words, UNKNOWING):
            return Value(self._columns("", ""))
        if given.value == OTHER or same_words(words, NOT_THESE) or means(words, frozenset({"bukan ini"})):
            return Wrong(_("What do you make or do there? Type it in your own words."))
        code = given.value or re.sub(r"[\s.]", "", words)
        if activities.is_industry(code):
            return self._coded(code, is_pressed=bool(given.value))
        return self._described(words) if words else needs_words()

    def _coded(self, code: str, *, is_pressed: bool) -> Reading:
        newest = self._columns(code, activities.NEWEST)
        if is_pressed:
            return Value(newest)
        meant = [edition for edition in activities.EDITIONS if activities.meaning(code, edition)]
        if len({activities.meaning(code, edition) for edition in meant}) > 1:
            question = _("That number means different things in KBLI 2020 and 2025. Which one is it?")
            return Doubt(question, tuple(self._columns(code, edition) for edition in meant))
        return Value(self._columns(code, meant[0]) if meant else newest)

    def _described(self, words: str) -> Reading:
        found = activities.proposals(words)
        if not found:
            return Wrong(_("We do not know that one yet. Say it in other words, or press *I do not know*."))
        options = tuple(self._columns(one.kbli_2025, activities.NEWEST) for one in found)
        return Doubt(_("Which one comes closest?"), options)

    def _columns(self, code: str, edition: str) -> dict[str, str]:
        return dict(zip(self.columns(), (code, edition), strict=True))

    def shows(self, answers: Answers) -> Shown:
        code, edition = (str(answers[column]) for column in self.columns())
        if not code:
            return DO_NOT_KNOW
        title = activities.meaning(code, edition)
        number: Text = _("KBLI {code} of {edition}", code=code, edition=edition)
        return _("{title} ({number})", title=title, number=number) if title else number
