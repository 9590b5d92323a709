"""The questionnaire on paper: every question as it is asked, the activities that are proposed, and every
other text, for an office to sign."""

import re
from collections.abc import Iterable
from datetime import date

from dialogue.activities import ACTIVITIES, EDITIONS, Activity
from dialogue.fields import Choice, Code, Context, Day, Field, Many, YesNo
from dialogue.fields.code import NOT_YET
from dialogue.fields.day import NO_END
from dialogue.form import Form
from dialogue.i18n import Shown, Text, Voice, _, catalog
from dialogue.questionnaire.consent import CONSENT
from dialogue.questionnaire.papers import CERTIFICATE
from dialogue.questionnaire.production import PRODUCTION
from dialogue.questionnaire.sections import SECTIONS

FORMS: tuple[tuple[Shown, Form, Shown | None], ...] = (
    (_("Consent"), CONSENT, None),
    *((section.title, section.form, section.none) for section in SECTIONS),
    (_("For each paper that is held"), CERTIFICATE, None),
    (_("Production report"), PRODUCTION, None),
)
"""What stands over it, the form, and the answer that there is none of what it asks about."""
INTRODUCTION = _(
    "Every question and every text of the service, as the owners read them. It is made from the program "
    "itself, so what stands here is what is asked."
)
SIGNED = _("Checked and agreed by: ______________________ on: ____________")
TITLE, PROPOSED, TEXTS = _("Questionnaire"), _("Activities that are proposed"), _("All texts")
ANSWERS, EXAMPLE = _("Answers"), _("Example")
OPTIONAL, FITTING = _("may be left out"), _("only where it fits")
PLACEHOLDER = re.compile(r"\{\w+\}")


def printed(language: str, region: str, today: date) -> str:
    """The whole questionnaire as Markdown in one language, for an office of this region."""
    voice = Voice(language)
    context = Context(region, today, {})
    asked = [line for title, form, none in FORMS for line in _form(voice, context, title, form, none)]
    proposed = [f"- {activity.title}: {_codes(voice, activity)}" for activity in ACTIVITIES]
    head = [f"# {voice.say(TITLE)}", "", voice.say(INTRODUCTION), "", voice.say(SIGNED), ""]
    activities = [f"## {voice.say(PROPOSED)}", "", *proposed, ""]
    return "\n".join([*head, *asked, *activities, f"## {voice.say(TEXTS)}", "", *_texts(language), ""])


def _codes(voice: Voice, activity: Activity) -> str:
    codes = zip((activity.kbli_2025, activity.kbli_2020), EDITIONS, strict=True)
    return ", ".join(
        voice.say(_("KBLI {code} of {edition}", code=code, edition=year)) for code, year in codes
    )


def _texts(language: str) -> list[str]:
    """All other texts; what is filled in is shown as dots."""
    texts = {PLACEHOLDER.sub("…", text) for text in catalog(language).values()}
    ordered = sorted(texts, key=lambda text: (text.lower(), text))
    return [f"- {text}" for text in ordered if re.search(r"[^\W\d_]", text)]


def _form(voice: Voice, context: Context, title: Shown, form: Form, none: Shown | None) -> Iterable[str]:
    yield f"## {voice.say(title)}"
    yield ""
    if none:
        yield f"{voice.say(ANSWERS)}: {voice.say(_('Add one'))} / {voice.say(none)}"
        yield ""
    for number, field in enumerate(form.fields, 1):
        fits = FITTING if field.visible is not Field.visible else None
        marks = ", ".join(voice.say(mark) for mark in (OPTIONAL if field.optional else None, fits) if mark)
        mark = f" ({marks})" if marks else ""
        yield f"{number}. **{voice.say(field.label)}**{mark}. {voice.say(_open(field.asks(context)))}"
        options = [voice.say(label) for label in _options(field)]
        if options:
            yield f"   - {voice.say(ANSWERS)}: {' / '.join(options)}"
        yield f"   - {voice.say(EXAMPLE)}: {voice.say(field.example)}"
    yield ""


def _open(asked: Shown) -> Shown:
    """The question with dots for what is filled in, so that it is the same on every day."""
    return (
        Text(asked.msgid, tuple((name, "…") for name, _value in asked.args))
        if isinstance(asked, Text)
        else asked
    )


def _options(field: Field) -> list[Shown]:
    if isinstance(field, Choice):
        return [label for _value, label, _detail in field.options]
    if isinstance(field, Many):
        return [label for _value, label in field.options]
    if isinstance(field, Code):
        return [NOT_YET]
    if isinstance(field, Day) and field.may_be_never:
        return [NO_END]
    return [field.yes, field.no] if isinstance(field, YesNo) else []
