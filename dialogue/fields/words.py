"""Words: a name or a description, in the person's own words."""

from dataclasses import dataclass

from dialogue.fields.base import Context, Field, Given, Reading, Value, Wrong, needs_words
from dialogue.i18n import _


@dataclass(frozen=True, kw_only=True)
class Words(Field):
    most: int = 120
    """Characters at the most."""
    letters: int = 2
    """Letters at the least; a number on paper may have none."""

    def read(self, given: Given, context: Context) -> Reading:
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
