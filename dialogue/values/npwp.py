"""NPWP, the tax number: 16 digits; an old one has 15 and gets a zero in front."""

from dialogue.i18n import _
from dialogue.values.digits import Digits, read_digits
from dialogue.values.outcome import Invalid, Known, Outcome, Unclear

LENGTH, OLD_LENGTH, BRANCH_LENGTH = 16, 15, 22


def read_npwp(text: str) -> Outcome[str]:
    """The 16 digits, an old number of 15 with its zero in front."""
    found = read_digits(text)
    if not isinstance(found, Digits):
        return found
    digits = f"0{found.text}" if len(found.text) == OLD_LENGTH else found.text
    if len(digits) == BRANCH_LENGTH:
        return Invalid(_("That is a NITKU, the number of a place of business. An NPWP has 16 digits."))
    if len(digits) != LENGTH:
        return Invalid(_("An NPWP has 16 digits, an old one 15; this has {count}.", count=len(digits)))
    if not digits.strip("0"):
        return Invalid(_("An NPWP does not have only zeros."))
    if found.has_words:
        return Unclear(_("Is {number} the number?", number=digits), (Known(digits),))
    return Known(digits)
