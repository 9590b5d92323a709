"""A phone number: shared with one press, or typed."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Offer, Reading, Value, Wrong
from dialogue.i18n import Shown, _
from dialogue.message import Asks, Key


def e164(typed: str) -> str | None:
    """The number as +62812…, or None if it is no Indonesian number nor one with its country code."""
    if re.search(r"\d.*[^\W\d_]", typed, re.DOTALL):
        return None  # phonenumbers would dial the letters: pak is 725
    digits = typed.strip()
    if digits.startswith("62"):
        digits = f"+{digits}"
    elif digits.startswith("8"):
        digits = f"0{digits}"
    try:
        number = phonenumbers.parse(digits, "ID")
    except NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def as_dialled(number: str) -> str:
    """A stored number as people write it: 0812-3456-7890."""
    parsed = phonenumbers.parse(number)
    form = PhoneNumberFormat.NATIONAL if parsed.country_code == 62 else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


@dataclass(frozen=True, kw_only=True)
class Phone(Field):
    def offers(self, context: Context, page: int) -> Offer:
        return Offer(keys=((Key(_("Share my number"), Asks.PHONE),),))

    def read(self, given: Given, context: Context) -> Reading:
        number = e164(given.phone or given.text)
        if number is None:
            return Wrong(_("That is not a complete phone number."))
        if given.phone and not given.phone_is_own:
            return Doubt(_("This is somebody else's number. Shall it be used?"), ({self.name: number},))
        return Value({self.name: number})

    def shows(self, answers: Answers) -> Shown:
        return as_dialled(answers[self.name])
