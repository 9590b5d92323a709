"""An office: where it is, what it is called, and how it is reached.

Bot:   Kantor untuk kabupaten atau kota mana?
Admin: Tuban
Bot:   Dicatat: Kabupaten Tuban.
       1 dari 6. Apa nama kantornya?
"""

from dialogue.fields import Choice, Hours, Number, Phone, Regency, Words
from dialogue.form import Form
from dialogue.i18n import _
from dialogue.zones import ZONES

FOUNDING = Form(
    name="founding",
    title=_("A new office"),
    has_help=False,
    fields=(
        Regency(
            name="region",
            label=_("Kabupaten or kota"),
            question=_("Which kabupaten or kota is the office for? Type its name."),
            example=_("Kabupaten Tuban, or Kota Mataram"),
        ),
    ),
)
NAME = Words(
    name="name",
    label=_("Office's name"),
    question=_("What is the office called? Owners read this name in the first message."),
    example=_("Dinas Perindustrian Kabupaten Tuban"),
    letters=5,
)
REACHED = (
    Words(
        name="contact_name",
        label=_("Contact person"),
        question=_("Who answers when owners call?"),
        example=_("Rina Wulandari"),
        most=80,
        optional=True,
    ),
    Phone(
        name="phone",
        label=_("Office's number"),
        question=_("What number can owners call? Type it, or skip."),
        example="0812 3456 7890",
        optional=True,
    ),
    Hours(
        name="works",
        label=_("Working hours"),
        question=_("From when to when is the office open?"),
        example="07.30-16.00",
    ),
    Hours(
        name="quiet",
        label=_("Quiet hours"),
        question=_("From when to when shall the bot begin nothing by itself?"),
        example="20.00-07.00",
        is_overnight=True,
    ),
)
NOTIFYING = (
    Number(
        name="weekly_notices",
        label=_("Notices a week"),
        question=_("How many notices may one owner get in a week, over all who send?"),
        example="3",
        least=1,
        most=50,
    ),
    Number(
        name="approve_above",
        label=_("Approval above"),
        question=_("To more than how many people shall a notice be approved by another person?"),
        example="200",
        most=999_999,
    ),
)
ZONE = Choice(
    name="zone",
    label=_("Time"),
    question=_("Which time does the office keep?"),
    options=ZONES,
    example=_("Madura keeps WIB, Lombok keeps WITA"),
)
OFFICE = Form(
    name="office",
    title=_("A new office"),
    review=_("*Please check once more.* With Save the office opens for owners."),
    has_help=False,
    is_reminded=False,
    fields=(NAME, *REACHED, ZONE),
)
"""All that an admin says of an office; hours and time are proposed, and stand in the review."""
REACHING = Form(
    name="reaching",
    title=_("About the office"),
    has_help=False,
    is_reminded=False,
    fields=(*REACHED, *NOTIFYING),
)
"""What the head of an office may change too."""
