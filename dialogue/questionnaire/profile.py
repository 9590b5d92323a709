"""The owner and the business: what a register needs to know beside the least."""

import re

from dialogue.fields import Choice, Context, Number, Reading, Spot, Value, Words, Wrong
from dialogue.fields.base import Given
from dialogue.form import Form
from dialogue.i18n import _

LEGAL_FORMS = (
    ("none", _("Not a legal body yet"), ""),
    ("sole", _("Sole owner"), ""),
    ("ud", _("UD"), ""),
    ("cv", _("CV"), ""),
    ("pt", _("PT"), ""),
    ("pt_sole", _("PT of one person"), ""),
    ("cooperative", _("Cooperative"), ""),
    ("group", _("Business group (KUB)"), ""),
    ("firm", _("Firma"), ""),
    ("foundation", _("Foundation"), ""),
    ("unknown", _("I do not know yet"), ""),
)
GENDERS = (("female", _("Woman"), ""), ("male", _("Man"), ""))


YEAR = re.compile(r"(?:(?:sejak|dari|mulai|tahun|thn|th|taun)\b\.?\s*)*(\d{4})", re.IGNORECASE)


class Year(Number):
    """A year that has come already; words such as sejak tahun may stand before it."""

    def read(self, given: Given, context: Context) -> Reading:
        found = YEAR.fullmatch(given.text.strip())
        reading = super().read(Given(text=found[1]) if found else given, context)
        if isinstance(reading, Value) and reading.columns[self.name] > context.today.year:
            return Wrong(_("That year has not come yet."))
        return reading


PROFILE = Form(
    name="profile",
    title=_("Owner and business"),
    fields=(
        Choice(
            name="gender",
            label=_("Owner is"),
            question=_("Is the owner a woman or a man?"),
            options=GENDERS,
            example=_("press Woman or Man"),
            optional=True,
        ),
        Choice(
            name="legal_form",
            label=_("Form of the business"),
            question=_("What form does the business have?"),
            options=LEGAL_FORMS,
            example=_("most home businesses have none yet; that is fine"),
            optional=True,
        ),
        Year(
            name="year_established",
            label=_("Since the year"),
            question=_("Since what year has the business been running?"),
            least=1900,
            most=2100,
            is_grouped=False,
            keeps_odd=True,
            example="2015",
            optional=True,
        ),
        Words(
            name="brand",
            label=_("Brand"),
            question=_("Is there a brand on the product? What is it?"),
            example=_("Barokah. If there is none, press Skip."),
            optional=True,
        ),
        Words(
            name="street",
            label=_("Street and house"),
            question=_("What is the street, hamlet or RT/RW?"),
            example=_("Dusun Barat RT 02 RW 01, beside the mosque"),
            most=240,
            optional=True,
        ),
        Spot(
            name="spot",
            label=_("Place on the map"),
            question=_("Are you at the business now? Press *Share this place*, so that buyers can find it."),
            example=_("press the key while you are at the business"),
            optional=True,
        ),
    ),
)
