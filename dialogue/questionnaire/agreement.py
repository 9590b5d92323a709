"""How an owner without Telegram agreed, asked of whoever fills in for her, before anything of her is typed.

Bot:   Tolong bacakan kepada pemilik: “Dinas menyimpan nama, nomor HP, dan data usaha …” Apakah beliau setuju?
       [Ya, pemilik setuju] [Tidak setuju]

Only the register is agreed to in this way. Nobody outside the office sees the record until the owner has
claimed it, and then she is asked about each other purpose herself (UU 27/2022 articles 22-24).
"""

from dialogue.fields import Choice, Photo, YesNo
from dialogue.form import Form
from dialogue.i18n import _

PRESENT, BY_PHONE, ON_PAPER = "present", "phone", "paper"

AGREEMENT = Form(
    name="agreement",
    title=_("The owner's consent"),
    has_help=False,
    fields=(
        Choice(
            name="agreed_how",
            label=_("How the owner agrees"),
            question=_("How does the owner agree that the data is filled in?"),
            options=(
                (PRESENT, _("She or he is here"), ""),
                (BY_PHONE, _("By phone"), ""),
                (ON_PAPER, _("On paper"), _("signed")),
            ),
            example=_("the owner sits beside you"),
            reads_back=False,
        ),
        Photo(
            name="agreed_photo",
            label=_("Photo of the paper"),
            question=_("Please send a photo of the signed paper."),
            example=_("the whole page, with the signature"),
            visible=lambda answers: answers.get("agreed_how") == ON_PAPER,
        ),
        YesNo(
            name="agreed",
            label=_("Agreed"),
            question=_(
                "Please read to the owner: “The office keeps your name, phone number and business data in "
                "its *IKM register*, for guidance, programmes and reports. It is for adults (18 and over). "
                "The data goes through Telegram, whose servers are *abroad*. You may see, correct or "
                "withdraw it at any time.” Does the owner agree?"
            ),
            yes=_("Yes, the owner agrees"),
            no=_("No, not agreed"),
            example=_("read it slowly, and ask at the end"),
            reads_back=False,
        ),
    ),
)
