"""Words: a name or a description, in the person's own words."""

from dataclasses import dataclass

from dialogue.fields.base import (
    Answers,
    Context,
    Field,
    Given,
    Offer,
    Reading,
    Value,
    Wrong,
    needs_words,
)
from dialogue.i18n import Shown, Text, _


@dataclass(frozen=True, kw_only=True)
class Words(Field):
    most: int = 120
    """Characters at the most."""
    letters: int = 2
    """Letters at the least; a number on paper may have none."""
    quick: tuple[tuple[str, Text], ...] = ()
    """What is often said, to be pressed instead: the value that is kept, and its words."""

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=tuple(((label, value),) for value, label in self.quick))

    def shows(self, answers: Answers) -> Shown:
        return dict(self.quick).get(answers[self.name], str(answers[self.name]))

    def read(self, given: Given, context: Context) -> Reading:
        if given.value in dict(self.quick):
            return Value({self.name: given.value})
        words = " ".join(given.text.split())
        if not words:
            return needs_words()
        if sum(letter.isalpha() for letter in words) < self.letters:
            return Wrong(_("This needs at least two letters."))
        if len(words) > self.most:
            return Wrong(
                _("That is {count} letters; at most {most} fit here.", count=len(words), most=self.most)
            )
        return Value({self.name: words})
