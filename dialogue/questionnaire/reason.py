"""Why an officer gives an answer back: typed, or one of the reasons that are given most."""

from dialogue.fields import Words
from dialogue.form import Form
from dialogue.i18n import Shown, _

REASON = Form(
    name="reason",
    title=_("Give an answer back"),
    has_help=False,
    fields=(
        Words(
            name="reason",
            label=_("Reason"),
            question=_("What is wrong with it? Press a reason, or type it; the owner reads it as it stands."),
            example=_("The number has 12 digits, a NIB has 13"),
            quick=(
                ("unclear", _("The answer is not clear")),
                ("mistaken", _("The number seems to be mistaken")),
                ("contradicts", _("It does not fit another answer")),
                ("incomplete", _("It is not complete yet")),
                ("blurred", _("The photo cannot be read")),
            ),
            most=300,
            reads_back=False,
        ),
    ),
)


def tell_reason(reason: str) -> Shown:
    """The reason as it is read by the owner."""
    return REASON.fields[0].shows({"reason": reason})
