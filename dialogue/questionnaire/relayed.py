"""Messages that the bot carries between the office and an owner: one message typed, whichever way it goes."""

from dialogue.fields import Words
from dialogue.form import Form
from dialogue.i18n import Shown, Text, _

MOST = 2000


def _form(name: str, title: Text, question: Shown, example: Shown) -> Form:
    words = Words(
        name="text",
        label=_("Message"),
        question=question,
        example=example,
        most=MOST,
        letters=1,
        reads_back=False,
    )
    return Form(name=name, title=title, has_help=False, fields=(words,))


LETTER = _form(
    "letter",
    _("Write to the owner"),
    _("What shall we pass on to the owner? Type it in one message."),
    _("May we visit on Tuesday at 9?"),
)
ANSWER = _form(
    "answer",
    _("Answer a question"),
    _("Type the answer in one message; we pass it on."),
    _("Yes, family members count too."),
)
REPLY = _form(
    "reply",
    _("Reply"),
    _("Type the reply in one message; we pass it on."),
    _("Yes, on Tuesday I am at home."),
)
