"""A raw material: how much of it, from where, and what is difficult."""

from dialogue.fields import Choice, Quantity, Words
from dialogue.form import Form
from dialogue.i18n import _

SOURCES = (
    ("local", _("From this kabupaten"), ""),
    ("elsewhere", _("From another kabupaten"), ""),
    ("import", _("From abroad"), ""),
)

MATERIAL = Form(
    name="material",
    title=_("Raw materials"),
    fields=(
        Words(
            name="name",
            label=_("Raw material"),
            question=_("Which raw material do you need? One at a time."),
            example=_("cassava"),
        ),
        Words(
            name="grade",
            label=_("Kind or grade"),
            question=_("What kind or grade of it?"),
            example=_("mori primissima, or grade A"),
            optional=True,
        ),
        Quantity(
            name="quantity",
            label=_("Needed"),
            question=_("How much of it do you need in a month? Per day or week is fine too."),
            example=_("2 kuintal seminggu"),
            optional=True,
        ),
        Choice(
            name="source",
            label=_("It comes from"),
            question=_("Where does it come from?"),
            options=SOURCES,
            example=_("from this kabupaten, if you buy it from a neighbour"),
            optional=True,
        ),
        Words(
            name="problem",
            label=_("Difficulty"),
            question=_("Is there a difficulty with it?"),
            example=_("dear before Lebaran, or often late"),
            most=300,
            optional=True,
        ),
    ),
)
