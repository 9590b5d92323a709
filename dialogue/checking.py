"""Checking a record: every answer that can be looked at, the odd ones among them, and what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialogue.fields.base import Answers, Field
from dialogue.i18n import Shown, Text, _
from dialogue.indicative import CLASSES
from dialogue.period import period_named
from dialogue.questionnaire.papers import CERTIFICATE, PAPERS
from dialogue.questionnaire.production import PRODUCTION
from dialogue.questionnaire.sections import SECTIONS, Record, Section
from dialogue.record import first_shown, paper_name
from dialogue.standing import LEVELS

SETTLED: dict[str, dict[str, Text]] = {"size_class": CLASSES, "level": LEVELS}
"""What only an officer says of a business, by column."""


@dataclass(frozen=True)
class Asked:
    """One answer of a record: in which form it is asked, of what, and all answers beside it."""

    form: str
    thing: str
    subject: int
    field: Field
    answers: Answers
    of: Shown = ""
    """What the part is called, or nothing for the business itself."""

    @property
    def label(self) -> Shown:
        """The question, and of which part."""
        if not self.of:
            return self.field.label
        return _("{question} ({part})", question=self.field.label, part=self.of)

    @property
    def told(self) -> Shown:
        """The question with its answer."""
        answer = self.field.tells(self.answers) if self.is_answered else _("not filled in yet")
        return _("{label}: *{answer}*", label=self.label, answer=answer)

    @property
    def is_answered(self) -> bool:
        return self.field.is_answered(self.answers)


def asked_of(record: Record, reports: Sequence[Answers]) -> list[Asked]:
    """Every answer that these answers call for, in the order of the questionnaire; reports come last."""
    found: list[Asked] = []
    for section in SECTIONS:
        found += _of_section(section, record)
    for report in reports:
        period = period_named(report["period"]).title
        found += _of_thing(PRODUCTION.name, "production_report", PRODUCTION.visible(report), report, period)
    return found


def _of_section(section: Section, record: Record) -> list[Asked]:
    if section.form is PAPERS:
        known = {**record.business, **record.papers}
        return _of_thing(PAPERS.name, "certificate", PAPERS.visible(known), known) + [
            asked
            for paper in record.parts.get(CERTIFICATE.name, ())
            if paper["is_held"]
            for asked in _of_thing(
                CERTIFICATE.name, "certificate", CERTIFICATE.visible(paper), paper, paper_name(paper)
            )
        ]
    if section.repeats:
        return [
            asked
            for part in record.parts.get(section.name, ())
            for asked in _of_thing(
                section.name, section.name, section.form.visible(part), part, first_shown(section.form, part)
            )
        ]
    visible = section.form.visible(record.business)
    return _of_thing(section.name, "business", visible, record.business)


def _of_thing(
    form: str, thing: str, fields: Sequence[Field], answers: Answers, of: Shown = ""
) -> list[Asked]:
    return [Asked(form, thing, answers["id"], field, answers, of) for field in fields]


def odd(asked: Sequence[Asked]) -> list[Asked]:
    """The answers kept in the owner's own words; a question of two sections counts once."""
    found = {
        (one.thing, one.subject, one.field.name): one for one in asked if one.field.is_flagged(one.answers)
    }
    return list(found.values())


def find(asked: Sequence[Asked], form: str, subject: int, field: str) -> Asked | None:
    """The answer of this question, if the record has it."""
    return next(
        (one for one in asked if (one.form, one.subject, one.field.name) == (form, subject, field)), None
    )
