"""Who works there, and how much could be made."""

from dialogue.fields import Number, Quantity
from dialogue.form import Form
from dialogue.i18n import _
from dialogue.questionnaire.registration import CAPACITY, WORKERS_FEMALE, WORKERS_MALE

WORK = Form(
    name="work",
    title=_("Workers and capacity"),
    fields=(
        WORKERS_MALE,
        WORKERS_FEMALE,
        Number(
            name="days_per_month",
            label=_("Working days a month"),
            question=_("How many days a month do you work, as a rule?"),
            least=1,
            most=31,
            unit="hari",
            quick=(15, 20, 25, 26, 30),
            keeps_odd=True,
            example="25",
            optional=True,
        ),
        CAPACITY,
        Quantity(
            name="installed",
            label=_("The most that can be made"),
            question=_("With all hands and machines at work, how much could be made at the most?"),
            example=_("3,000 packs a month"),
            optional=True,
        ),
    ),
)
