"""A machine or tool."""

from dialogue.fields import Choice, Number, Words
from dialogue.form import Form
from dialogue.i18n import _
from dialogue.questionnaire.profile import Year

POWERS = (
    ("hand", _("By hand"), ""),
    ("electricity", _("Electricity"), ""),
    ("diesel", _("Petrol or diesel"), ""),
    ("gas", _("Gas"), ""),
    ("wood", _("Firewood"), ""),
    ("other", _("Something else"), ""),
)

MACHINE = Form(
    name="machine",
    title=_("Machines and tools"),
    fields=(
        Words(
            name="name",
            label=_("Machine or tool"),
            question=_("Which machine or tool? One at a time."),
            example=_("slicing machine"),
        ),
        Number(
            name="count",
            label=_("How many"),
            question=_("How many of it are there?"),
            least=1,
            most=10_000,
            large=200,
            quick=(1, 2, 3, 4, 5),
            keeps_odd=True,
            example="2",
            optional=True,
        ),
        Year(
            name="year",
            label=_("Year"),
            question=_("What year was it made or bought?"),
            least=1900,
            most=2100,
            is_grouped=False,
            keeps_odd=True,
            example="2019",
            optional=True,
        ),
        Choice(
            name="power",
            label=_("Runs on"),
            question=_("What does it run on?"),
            options=POWERS,
            example=_("a loom runs by hand"),
            optional=True,
        ),
    ),
)
