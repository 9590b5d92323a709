"""How a record that somebody else began is told: before it is claimed almost nothing, then who typed what."""

from collections.abc import Callable, Iterator

from rapidfuzz import fuzz

from dialogue import places
from dialogue.asking import shown
from dialogue.fields.base import Answers, Field
from dialogue.form import Form
from dialogue.i18n import Lines, Shown, Text, _, lines
from dialogue.questionnaire.papers import PAPERS
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.questionnaire.sections import SECTIONS, Record, Section
from dialogue.record import section_told

ALIKE = 85
"""Per cent of likeness from which two names may be one, spelt differently."""
Writer = Callable[[str], Shown]
"""Says who typed the answer to the question of this name."""


def hint(business: Answers) -> Text:
    """All that is shown of a record to one who is not known to own it: the village and the first letter."""
    name = str(business.get("name") or business.get("owner_name") or "?")
    letter = name.strip()[:1].upper()
    village, district = business.get("village"), business.get("district")
    if village is None and district is None:
        return _("{letter}…", letter=letter)
    if village is None:
        return _("{letter}… in Kec. {district}", letter=letter, district=places.name_of(str(district)))
    named = {"letter": letter, "village": places.name_of(str(village))}
    is_urban = str(village).rpartition(".")[2].startswith("1")
    return (
        _("{letter}… in kelurahan {village}", **named)
        if is_urban
        else _("{letter}… in desa {village}", **named)
    )


def is_alike(typed: str, name: str | None) -> bool:
    """Whether a typed name may be this one."""
    return bool(name) and fuzz.token_set_ratio(typed.lower(), str(name).lower()) >= ALIKE


def doubtful(business: Answers) -> list[Field]:
    """The basic questions that the owner should look at: without an answer, or with one that is odd."""
    return [
        field
        for field in REGISTRATION.visible(business)
        if field.is_flagged(business) or not (field.is_answered(business) or field.optional)
    ]


def told_by(record: Record, writer: Writer) -> Lines:
    """Every answer that stands in the record; of the business's own with who typed it."""
    blocks = [_section(section, record, writer) for section in SECTIONS]
    return Lines(tuple(block for block in blocks if block is not None), "\n\n")


def _section(section: Section, record: Record, writer: Writer) -> Shown | None:
    if section.form is PAPERS or section.repeats:
        return section_told(section, record) if section.count(record)[0] else None
    told = tuple(_answers(section.form, record.business, writer))
    return lines(_("*{title}*", title=section.title), *told) if told else None


def _answers(form: Form, business: Answers, writer: Writer) -> Iterator[Shown]:
    for field in form.visible(business):
        if field.is_answered(business):
            by = writer(field.name)
            yield _("{label}: *{answer}* ({by})", label=field.label, answer=shown(field, business), by=by)
        elif form is REGISTRATION:
            yield _("{label}: *{answer}*", label=field.label, answer=shown(field, business))
