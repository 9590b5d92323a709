"""The one question that a reminder asks: the first that is missing and can be answered without a form."""

from dialogue.fields import Many, Photo
from dialogue.fields.base import Answers, Context, Field
from dialogue.form import Form
from dialogue.questionnaire.papers import PAPERS
from dialogue.questionnaire.sections import BY_NAME, SECTIONS, Record

NEEDS_A_FORM = (Many, Photo)
"""Ticks are pressed one after the other; a picture cannot be sent as a button."""


def first_missing(record: Record, context: Context) -> tuple[Form, Field] | None:
    """The first missing answer about the business itself that one press or a few words can give."""
    for section in SECTIONS:
        if section.repeats:
            continue
        for field in section.form.missing(known(section.form, record)):
            if not isinstance(field, NEEDS_A_FORM) and not field.offers(context, 0).keys:
                return section.form, field
    return None


def named(asked: str) -> tuple[Form, Field] | None:
    """The question kept as form.field, if there still is one of that name."""
    form, _dot, name = asked.partition(".")
    field = BY_NAME[form].form.field(name) if form in BY_NAME else None
    return (BY_NAME[form].form, field) if field else None


def is_missing(form: Form, field: Field, record: Record) -> bool:
    """Whether the record still calls for this answer."""
    return field in form.missing(known(form, record))


def known(form: Form, record: Record) -> Answers:
    """The answers that a form about the business goes by."""
    return {**record.business, **record.papers} if form is PAPERS else record.business
