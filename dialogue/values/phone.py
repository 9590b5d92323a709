"""Phone numbers as E.164: 0812…, 62812…, 812…, (0353) 881234, +60 12-345 6789."""

import re
from functools import cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from dialogue.i18n import _
from dialogue.values.amounts import understand
from dialogue.values.digits import LETTER, WHY_LETTER, with_likely_digits
from dialogue.values.meaning import Lexicon, of
from dialogue.values.noise import noise, says_none
from dialogue.values.outcome import Invalid, Known, Nothing, Outcome, Unclear
from dialogue.values.tokens import normal, unusable

ABOUT_PHONES = """
    wa whatsapp whatsap watsap watshap wasap hp hape handphone telp telpon telepon telephone tlp tel
    phone nomor nomer nomernya nomornya no nmr nope saya hubungi kontak contact ini itu adalah aktif
    rumah kantor punya sms bisa atas nama sim card fax ke di http https me api send phone
"""
NUMBER = re.compile(r"\+?\s?\(?\+?\d[\d\s().\-]*")
SLASHES = re.compile(r"(?<=\d)/(?=\d{3,4}(?!\d))")
"""As in 0857/1234/5678; what stands behind them is too short to be a number by itself."""
AREA_SLASH = re.compile(r"(?<!\d)(0\d{2,3})/(?=\d{6,8}(?!\d))")
"""As in 031/5678901."""
LONGEST = 15
"""Digits of the longest number there is."""


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


def read_phone(text: str) -> Outcome[str]:
    """The one phone number in a text, as E.164; letters are never dialled."""
    refused = unusable(text)
    if refused:
        return refused
    if says_none([item.kind for item in understand(text, _lexicon())]):
        return Nothing()
    plain = AREA_SLASH.sub(r"\1-", SLASHES.sub("-", normal(text)))
    if LETTER.search(plain):
        return _likely(plain)
    written = [found[0].strip(" .-") for found in NUMBER.finditer(plain)]
    numbers = [number for part in written for number in _apart(part)]
    if len(numbers) > 1:
        known = tuple(Known(one) for one in dict.fromkeys(map(_dialled, numbers)) if one)
        if len(known) == 1 and all(_dialled(number) for number in numbers):
            return known[0]
        return Unclear(_("More than one number was written. Which one is it?"), known)
    return _one(numbers, plain)


def _likely(plain: str) -> Outcome[str]:
    """The number with its O and l as digits, to be asked about; letters that are no digits are refused."""
    likely = with_likely_digits(plain)
    written = NUMBER.findall(likely)
    number = _dialled(written[0].strip(" .-")) if len(written) == 1 else None
    if number is None or LETTER.search(likely):
        return Invalid(WHY_LETTER)
    return Unclear(_("Is {number} the number?", number=as_dialled(number)), (Known(number),))


@cache
def _lexicon() -> Lexicon:
    return noise() | {word: (of("noise"),) for word in ABOUT_PHONES.split()}


def _apart(written: str) -> list[str]:
    """Two numbers with only a space between them; else the number as it is."""
    if sum(sign.isdigit() for sign in written) <= LONGEST:
        return [written]
    parts = [part for part in written.split(" ") if part]
    return parts if len(parts) > 1 and all(_dialled(part) for part in parts) else [written]


def _dialled(number: str) -> str | None:
    """A number in the ways that people write its country: 0062812…, +62 0812…, (+62)812…."""
    digits = re.sub(r"[^\d+]", "", number)
    digits = re.sub(r"^(?:\+|00)?620?(?=8)", "+62", digits)
    digits = re.sub(r"^(?:\+|00)?62(?=[1-79])|^\+?620(?=[1-79])", "+62", digits)
    return e164(digits)


def _one(numbers: list[str], plain: str) -> Outcome[str]:
    count = sum(sign.isdigit() for sign in numbers[0]) if numbers else 0
    if not count:
        return Invalid(_("No phone number could be read there."))
    number = _dialled(numbers[0])
    if number is None:
        return Invalid(_("That is not a complete phone number: it has {count} digits.", count=count))
    rest = understand(plain.replace(numbers[0], " "), _lexicon())
    if all(item.kind in ("noise", "sep", "dash", "slash") for item in rest):
        return Known(number)
    return Unclear(_("Is {number} the number?", number=as_dialled(number)), (Known(number),))
