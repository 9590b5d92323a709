"""Consent, purpose by purpose, before the first personal question (UU 27/2022 articles 20-24, 56)."""

from dialogue.fields import Answers, YesNo
from dialogue.form import Form
from dialogue.i18n import _

VERSION = "1"
"""Goes up with every change of the words below; then everybody is asked anew."""
AGREE, DISAGREE = _("I agree"), _("I do not agree")


def _is_registering(answers: Answers) -> bool:
    return answers.get("register") is not False


CONSENT = Form(
    name="consent",
    title=_("Consent"),
    fields=(
        YesNo(
            name="register",
            label=_("Register of the office"),
            question=_(
                "May the office keep your name, phone number and business data in its *IKM register*, for "
                "guidance, programmes and reports? It is for adults (18 and over). The messages go through "
                "Telegram, whose servers are *abroad*. You may see, correct or withdraw it at any time."
            ),
            yes=AGREE,
            no=DISAGREE,
            example=_("the office can invite you to training"),
        ),
        YesNo(
            name="sharing",
            label=_("Shown to buyers"),
            question=_(
                "May the office show your business data to *large buyers and banks* that look for partners? "
                "Without it you stay in the register all the same."
            ),
            yes=AGREE,
            no=DISAGREE,
            visible=_is_registering,
            example=_("a factory looks for uniforms, and the office shows it your business"),
        ),
        YesNo(
            name="catalog",
            label=_("Public catalogue"),
            question=_(
                "May your business name and products appear in the *public catalogue*? "
                "Your phone number does not appear there."
            ),
            yes=AGREE,
            no=DISAGREE,
            visible=_is_registering,
            example=_("people who look for chips find yours in the catalogue"),
        ),
    ),
)
