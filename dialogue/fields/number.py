"""A whole number as Indonesians write it: 1.500 is one thousand five hundred."""

import re
from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Field, Given, Offer, Reading, Value, Wrong, needs_words
from dialogue.i18n import Shown, _

WHOLE = r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d{1,15})"
"""Digits, alone or with a dot before each three; 0.500 is no way to write five hundred."""


def whole(digits: str) -> int:
    """The number behind digits that match WHOLE."""
    return int(digits.replace(".", ""))


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    least: int = 0
    most: int = 999
    unit: str = ""
    """A word that may stand behind the number, such as orang."""
    quick: tuple[int, ...] = ()
    """Numbers to offer as buttons."""

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=(tuple((number, str(number)) for number in self.quick),) if self.quick else ())

    def read(self, given: Given, context: Context) -> Reading:
        words = given.value or given.text.strip().lower()
        if not words:
            return needs_words()
        found = re.fullmatch(
            rf"({WHOLE})(?:\s*{re.escape(self.unit)})?" if self.unit else rf"({WHOLE})", words
        )
        if not found:
            return Wrong(_("That could not be read as a whole number."))
        number = whole(found[1])
        if not self.least <= number <= self.most:
            return Wrong(_("The number must be from {least} to {most}.", least=self.least, most=self.most))
        return Value({self.name: number})

    def shows(self, answers: Answers) -> Shown:
        number: int = answers[self.name]
        return _("{number} {unit}", number=number, unit=self.unit) if self.unit else number
