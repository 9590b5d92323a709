"""What is asked when an owner claims a record that the office has begun."""

from dialogue.fields import OwnPhone, Words
from dialogue.form import Form
from dialogue.i18n import _

OWN_NUMBER = Form(
    name="own_number",
    title=_("Check with my phone number"),
    has_help=False,
    fields=(
        OwnPhone(
            name="phone",
            label=_("Phone number"),
            question=_("Press *Share my number*; we look whether the list of the office has it."),
            example=_("the key is below, where you type"),
        ),
    ),
)
SLIP_CODE = Form(
    name="slip_code",
    title=_("Code of the slip"),
    has_help=False,
    fields=(
        Words(
            name="code",
            label=_("Code of the slip"),
            question=_("Type the code that stands on the slip from the officer."),
            example="K7PM-3XQD-9TWA",
            most=80,
            letters=0,
            reads_back=False,
        ),
    ),
)
REFUSAL = Form(
    name="refusal",
    title=_("Why not"),
    has_help=False,
    fields=(
        Words(
            name="reason",
            label=_("Reason"),
            question=_("Why can it not be confirmed? The person who asked reads this."),
            example=_("The owner is known to us under another number"),
            most=300,
            reads_back=False,
        ),
    ),
)
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of the code: no 0 and O, no 1, I and L, which look alike on paper."""
CODE_LENGTH = 12
"""59 random bits. A wrong code is limited to a few an hour, and a right one alone opens no record."""


def as_printed(code: str) -> str:
    """The code in groups of four, to be read and typed."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def as_kept(typed: str) -> str:
    """The code as it was made, from what was typed or scanned: a link, small letters, gaps."""
    word = typed.rpartition("slip_")[2]
    return "".join(letter for letter in word.upper() if letter in ALPHABET)
