"""When an office reminds its owners: the hour, and the days of each kind of reminder.

Bot:     Berapa hari sesudahnya kami mengingatkan? Pengingat: Isian yang belum selesai.
Pak Hadi: 1, 3, 7
"""

from dialogue.fields import Days, Hour
from dialogue.form import Form
from dialogue.i18n import _
from dialogue.reminding import REMINDERS, Reminding


def _days_of(one: Reminding) -> Days:
    after = _("*{what}*: after how many days shall the owner be reminded?", what=one.title)
    before = _("*{what}*: how many days before shall the owner be reminded?", what=one.title)
    return Days(
        name=one.kind,
        label=one.title,
        question=before if one.is_before else after,
        example=", ".join(str(abs(day)) for day in one.days),
    )


REMINDING = Form(
    name="reminding",
    title=_("Reminders"),
    has_help=False,
    fields=(
        Hour(
            name="reminder_hour",
            label=_("Hour of reminders"),
            question=_("At what hour shall owners be reminded?"),
            example="09.00",
        ),
        *(_days_of(one) for one in REMINDERS),
    ),
)
"""Only single questions of it are asked; each has an answer from the beginning."""
