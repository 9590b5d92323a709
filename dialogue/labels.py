"""What each answer in history is called."""

from dialogue.i18n import Shown
from dialogue.questionnaire.papers import CERTIFICATE, PAPERS
from dialogue.questionnaire.production import PRODUCTION
from dialogue.questionnaire.sections import SECTIONS

_ASKED_OF = (
    *(("business" if not one.repeats else one.name, one.form) for one in SECTIONS if one.form is not PAPERS),
    ("certificate", PAPERS),
    ("certificate", CERTIFICATE),
    ("production_report", PRODUCTION),
)
LABELS: dict[tuple[str, str], Shown] = {
    (thing, field.name): field.label for thing, form in _ASKED_OF for field in form.fields
}
"""By the thing and the question."""
FORMS = {form.name: form for _thing, form in _ASKED_OF}
"""The forms that a record is made of, by name."""


def short(words: str) -> str:
    """Words as given, cut where a list would grow too long."""
    return words if len(words) <= 60 else f"{words[:59]}…"
