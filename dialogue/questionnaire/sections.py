"""The complete record: short sections in the order in which they are asked, each with its own completeness.

A section is either one form about the business itself, or a list of things that repeat, each with a form
of its own: products, materials, machines, markets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dialogue.fields.base import Answers
from dialogue.form import Form
from dialogue.i18n import Text, _
from dialogue.questionnaire.activity import ACTIVITY
from dialogue.questionnaire.capital import CAPITAL
from dialogue.questionnaire.difficulties import DIFFICULTIES
from dialogue.questionnaire.machine import MACHINE
from dialogue.questionnaire.market import MARKET
from dialogue.questionnaire.material import MATERIAL
from dialogue.questionnaire.papers import CERTIFICATE, PAPERS, papers_of
from dialogue.questionnaire.product import PRODUCT
from dialogue.questionnaire.profile import PROFILE
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.questionnaire.work import WORK


@dataclass(frozen=True)
class Record:
    """All that is stored of one business: its own answers, its papers by kind, and its parts by form."""

    business: Answers
    papers: Answers = field(default_factory=dict)
    parts: Mapping[str, Sequence[Answers]] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """One part of the record; `form` is asked once, or of each thing if the section repeats."""

    title: Text
    form: Form
    none: Text | None = None
    """What is pressed when there are none of these things; only a section that repeats has it."""

    @property
    def name(self) -> str:
        return self.form.name

    @property
    def repeats(self) -> bool:
        return self.none is not None

    def count(self, record: Record) -> tuple[int, int]:
        """How many questions are answered, and how many there are."""
        if self.repeats:
            return self._count_parts(record)
        if self.form is PAPERS:
            return _count_papers(record)
        return self.form.count(record.business)

    def _count_parts(self, record: Record) -> tuple[int, int]:
        if self.name in (record.business.get("without") or ()):
            return 1, 1
        counts = [self.form.count(part) for part in record.parts.get(self.name, ())]
        return (
            (sum(done for done, _all in counts), sum(count for _done, count in counts)) if counts else (0, 1)
        )

    def percent(self, record: Record) -> int:
        """How much of it is answered, in whole per cent, rounded down."""
        done, count = self.count(record)
        return 100 * done // count


def _count_papers(record: Record) -> tuple[int, int]:
    """The questions about papers, and for each paper that is held, those about it."""
    done, count = PAPERS.count({**record.business, **record.papers})
    for paper in record.parts.get(CERTIFICATE.name, ()):
        if paper.get("is_held"):
            of_paper = CERTIFICATE.count(paper)
            done, count = done + of_paper[0], count + of_paper[1]
    return done, count


SECTIONS = (
    Section(_("Basic data"), REGISTRATION),
    Section(_("Owner and business"), PROFILE),
    Section(_("What the business does"), ACTIVITY),
    Section(_("Business papers"), PAPERS),
    Section(_("Products"), PRODUCT, none=_("No product to list")),
    Section(_("Workers and capacity"), WORK),
    Section(_("Machines and tools"), MACHINE, none=_("No machine or tool")),
    Section(_("Raw materials"), MATERIAL, none=_("No raw material is bought")),
    Section(_("Where it is sold"), MARKET, none=_("Nothing is sold yet")),
    Section(_("Capital"), CAPITAL),
    Section(_("Difficulties"), DIFFICULTIES),
)
BY_NAME = {section.name: section for section in SECTIONS}


def record_of(business: Answers, parts: Mapping[str, Sequence[Answers]]) -> Record:
    """The record, from what is stored."""
    return Record(business, papers_of(parts.get(CERTIFICATE.name, ())), parts)


def percent(record: Record) -> int:
    """How much of the whole record is answered, in whole per cent, rounded down.

    A question that stands in two sections counts once.
    """
    lists = [section for section in SECTIONS if section.repeats or section.form is PAPERS]
    counts = [section.count(record) for section in lists]
    asked = {
        field.name: field.is_answered(record.business)
        for section in SECTIONS
        if section not in lists
        for field in section.form.visible(record.business)
    }
    done = sum(asked.values()) + sum(done for done, _all in counts)
    return 100 * done // (len(asked) + sum(count for _done, count in counts))


def following(record: Record, after: str = "") -> Section | None:
    """The next section that is not complete, after this one and round to it again; None if all are."""
    names = [section.name for section in SECTIONS]
    start = names.index(after) + 1 if after in names else 0
    ordered = [*SECTIONS[start:], *SECTIONS[:start]]
    return next((s for s in ordered if s.percent(record) < 100 and s.name != after), None)
