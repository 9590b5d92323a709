"""NIB, the business number: 13 digits, kept as text because many begin with a zero."""

from dialogue.i18n import _
from dialogue.values.digits import Digits, read_digits
from dialogue.values.outcome import Invalid, Known, Outcome, Unclear

LENGTH = 13


def read_nib(text: str) -> Outcome[str]:
    """The 13 digits; 12 are asked about, because a spreadsheet drops a zero in front."""
    found = read_digits(text)
    if not isinstance(found, Digits):
        return found
    digits = found.text
    if len(digits) == LENGTH - 1:
        full = f"0{digits}"
        return Unclear(
            _("A NIB has 13 digits; this has 12. Is it {nib}, with 0 in front?", nib=full), (Known(full),)
        )
    if len(digits) != LENGTH:
        return Invalid(_("A NIB has 13 digits; this has {count}.", count=len(digits)))
    if not digits.strip("0"):
        return Invalid(_("A NIB does not have only zeros."))
    if found.has_words:
        return Unclear(_("Is {number} the number?", number=digits), (Known(digits),))
    return Known(digits)
