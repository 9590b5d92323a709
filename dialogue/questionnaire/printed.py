"""The questionnaire on paper: every question as it is asked, and every other text, for an office to sign."""

from collections.abc import Iterable
from datetime import date

from dialogue.fields import Choice, Context, Field, Many, YesNo
from dialogue.form import Form
from dialogue.i18n import Shown, Voice, _, catalog
from dialogue.questionnaire.consent import CONSENT
from dialogue.questionnaire.papers import CERTIFICATE
from dialogue.questionnaire.production import PRODUCTION
from dialogue.questionnaire.sections import SECTIONS

FORMS: tuple[tuple[Shown, Form], ...] = (
    (_("Consent"), CONSENT),
    *((section.title, section.form) for section in SECTIONS),
    (_("For each paper that is held"), CERTIFICATE),
    (_("Production report"), PRODUCTION),
)
INTRODUCTION = _(
    "Every question and every text of the service, as the owners read them. It is made from the program "
    "itself, so what stands here is what is asked."
)
SIGNED = _("Checked and agreed by: ______________________ on: ____________")
TITLE, TEXTS = _("Questionnaire"), _("All texts")
ANSWERS, EXAMPLE, OPTIONAL = _("Answers"), _("Example"), _("may be left out")


def printed(language: str, region: str, today: date) -> str:
    """The whole questionnaire as Markdown in one language, for an office of this region."""
    voice = Voice(language)
    context = Context(region, today, {})
    asked = [line for title, form in FORMS for line in _form(voice, context, title, form)]
    texts = [f"- {text}" for text in sorted(set(catalog(language).values()), key=str.lower)]
    head = [f"# {voice.say(TITLE)}", "", voice.say(INTRODUCTION), "", voice.say(SIGNED), ""]
    return "\n".join([*head, *asked, f"## {voice.say(TEXTS)}", "", *texts, ""])


def _form(voice: Voice, context: Context, title: Shown, form: Form) -> Iterable[str]:
    yield f"## {voice.say(title)}"
    yield ""
    for number, field in enumerate(form.fields, 1):
        mark = f" ({voice.say(OPTIONAL)})" if field.optional else ""
        yield f"{number}. **{voice.say(field.label)}**{mark}. {voice.say(field.asks(context))}"
        options = [voice.say(label) for label in _options(field)]
        if options:
            yield f"   - {voice.say(ANSWERS)}: {' / '.join(options)}"
        yield f"   - {voice.say(EXAMPLE)}: {voice.say(field.example)}"
    yield ""


def _options(field: Field) -> list[Shown]:
    if isinstance(field, Choice):
        return [label for _value, label, _detail in field.options]
    if isinstance(field, Many):
        return [label for _value, label in field.options]
    return [field.yes, field.no] if isinstance(field, YesNo) else []
