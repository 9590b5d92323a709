"""What the business does, in the words of the classification, and the branch it is counted in."""

from dialogue.activities import branch_of
from dialogue.fields import Activity, Choice, Context
from dialogue.form import Form
from dialogue.i18n import Shown, _
from dialogue.questionnaire.registration import MAIN_PRODUCT, SECTOR

BRANCHES = (
    ("food", _("Food"), _("food, drinks, tobacco")),
    ("textile", _("Clothing and leather"), _("cloth, clothes, shoes, bags")),
    ("chemical", _("Chemicals and building materials"), _("soap, bricks, printing")),
    ("metal", _("Metal and electronics"), _("knives, workshops, spare parts")),
    ("crafts", _("General crafts"), _("wood, woven goods, jewellery")),
)


def _proposed_branch(context: Context) -> str | None:
    code = str(context.answers.get("kbli") or "")
    return branch_of(code) if code else None


def _ask_branch(context: Context) -> Shown:
    branch = _proposed_branch(context)
    label = next((label for value, label, _detail in BRANCHES if value == branch), None)
    if label is None:
        return _("Which branch does it belong to?")
    return _("This is usually counted under *{branch}*. Is that right?", branch=label)


ACTIVITY = Form(
    name="activity",
    title=_("What the business does"),
    fields=(
        MAIN_PRODUCT,
        Activity(
            name="kbli",
            label=_("Activity"),
            question=_("Which one fits best what you do? An officer checks it later."),
            example=_("choose what is made most"),
            optional=True,
        ),
        SECTOR,
        Choice(
            name="branch",
            label=_("Branch"),
            question=_ask_branch,
            options=BRANCHES,
            proposes=_proposed_branch,
            example=_("chips are food; batik is clothing"),
            optional=True,
        ),
    ),
)
