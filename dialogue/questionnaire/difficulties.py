"""What stands in the way, and what help is wanted."""

from dialogue.fields import Many, Words
from dialogue.form import Form
from dialogue.i18n import _

CONSTRAINTS = (
    ("material", _("Raw material")),
    ("capital", _("Capital")),
    ("marketing", _("Marketing")),
    ("equipment", _("Tools")),
    ("people", _("Skilled people")),
    ("licensing", _("Licences")),
    ("packaging", _("Packaging")),
    ("energy", _("Electricity and fuel")),
    ("transport", _("Transport")),
    ("none", _("No difficulty")),
    ("other", _("Something else")),
)
HELP = (
    ("training", _("Training")),
    ("financing", _("Financing")),
    ("equipment", _("Aid in tools")),
    ("licensing", _("Help with licences")),
    ("marketing", _("Help to sell")),
    ("none", _("None for now")),
)

DIFFICULTIES = Form(
    name="difficulties",
    title=_("Difficulties"),
    fields=(
        Many(
            name="constraints",
            label=_("Difficulties"),
            question=_("What is difficult in the business now? More than one is fine."),
            options=CONSTRAINTS,
            alone="none",
            example=_("raw material and packaging"),
            optional=True,
        ),
        Words(
            name="constraint_note",
            label=_("In your own words"),
            question=_("Would you tell a little more about it?"),
            example=_("cassava is dear in the dry months"),
            most=500,
            optional=True,
        ),
        Many(
            name="help_wanted",
            label=_("Help wanted"),
            question=_("What help would be the most useful?"),
            options=HELP,
            alone="none",
            example=_("training and aid in tools"),
            optional=True,
        ),
    ),
)
