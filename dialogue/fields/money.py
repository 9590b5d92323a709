"""Money: whole rupiah, written 15.000 or Rp 15.000."""

import re
from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Field, Given, Reading, Value, Wrong, needs_words
from dialogue.fields.number import WHOLE, whole
from dialogue.i18n import Shown, _


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    most: int = 1_000_000_000_000
    """Rupiah."""

    def read(self, given: Given, context: Context) -> Reading:
        words = given.text.strip().lower()
        if not words:
            return needs_words()
        found = re.fullmatch(rf"(?:rp\.?\s*)?({WHOLE})(?:,-)?", words)
        if not found:
            return Wrong(_("That could not be read as an amount in rupiah."))
        amount = whole(found[1])
        if amount > self.most:
            return Wrong(_("The amount must be from {least} to {most} rupiah.", least=0, most=self.most))
        return Value({self.name: amount})

    def shows(self, answers: Answers) -> Shown:
        amount: int = answers[self.name]
        return _("Rp{amount}", amount=amount)
