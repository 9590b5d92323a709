"""Consent, purpose by purpose, before the first personal question (UU 27/2022 articles 20-24, 56)."""

from dataclasses import replace

from dialogue.fields import Answers, Context, Given, Offer, Reading, Wrong, YesNo
from dialogue.form import Form
from dialogue.i18n import _

VERSION = "1"
"""Goes up with every change of the words below; then everybody is asked anew."""
AGREE, DISAGREE = _("I agree"), _("I do not agree")


class Purpose(YesNo):
    """Yes or no to the words of one version; a button of older words answers nothing."""

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=(((self.yes, f"yes-{VERSION}"), (self.no, f"no-{VERSION}")),))

    def read(self, given: Given, context: Context) -> Reading:
        answer, _dash, version = given.value.partition("-")
        if given.value and version != VERSION:
            return Wrong(_("The words have changed; please read them once more."))
        return super().read(replace(given, value=answer), context)


def _is_registering(answers: Answers) -> bool:
    return answers.get("register") is not False


CONSENT = Form(
    name="consent",
    title=_("Consent"),
    fields=(
        Purpose(
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
        Purpose(
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
        Purpose(
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
