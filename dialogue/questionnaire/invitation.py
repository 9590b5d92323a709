"""An invitation to a role: what the person will be, and what the person is called."""

from dialogue.fields import Choice, Words
from dialogue.form import Form
from dialogue.i18n import Text, _

ROLES: dict[str, Text] = {
    "field_helper": _("field helper"),
    "officer": _("officer"),
    "head": _("head of the office"),
    "admin": _("administrator"),
}
"""What each role is called, by its name in storage/role.py."""

INVITATION = Form(
    name="invitation",
    title=_("Invite somebody"),
    has_help=False,
    fields=(
        Choice(
            name="role",
            label=_("Task"),
            question=_("What will the person be?"),
            options=(
                ("officer", ROLES["officer"], _("sees and checks all IKM")),
                ("field_helper", ROLES["field_helper"], _("fills in for owners")),
                ("head", ROLES["head"], _("also invites people")),
            ),
            example=_("an officer of the dinas sees and checks all IKM"),
            visible=lambda answers: answers.get("role") != "admin",
        ),
        Words(
            name="person",
            label=_("Name"),
            question=_("Who is it for? Type the person's name."),
            example=_("Rina Wulandari"),
            most=80,
        ),
    ),
)
