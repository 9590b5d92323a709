"""A question to an officer, asked outside of any other form."""

from dialogue.fields import Words
from dialogue.form import Form
from dialogue.i18n import _

OFFICER = Form(
    name="officer",
    title=_("Ask an officer"),
    has_help=False,
    fields=(
        Words(
            name="question",
            label=_("Question"),
            question=_("What would you like to ask? Write it in one message; an officer will answer."),
            example=_("How do I get a NIB?"),
            most=2000,
            reads_back=False,
        ),
    ),
)
