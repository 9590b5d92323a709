"""What repeats in the records, as sheets of their own beside the register: products, machines, materials,
markets, papers with their days, and production reports. Told to people; an import does not read them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dialogue.fields import Day, Number, Photo
from dialogue.fields.base import Answers, Field
from dialogue.form import Form
from dialogue.i18n import Shown, Text, Voice, _
from dialogue.listing.cells import Cell, guarded
from dialogue.period import period_named
from dialogue.questionnaire.papers import CERTIFICATE
from dialogue.questionnaire.production import PRODUCTION
from dialogue.questionnaire.sections import SECTIONS
from dialogue.record import paper_name

Tell = Callable[[Answers], Cell]
LIKENESSES = 4096


@dataclass(frozen=True)
class PartColumn:
    title: str
    tell: Tell
    """What its cell says of one part."""
    is_day: bool = False


@dataclass(frozen=True)
class PartSheet:
    title: str
    columns: tuple[PartColumn, ...]


OF_BUSINESS: tuple[tuple[Text, str], ...] = (
    (_("Register number"), "of_number"),
    (_("Business name"), "of_name"),
    (_("Owner"), "of_owner"),
)
"""Which business a part belongs to: the title of the column, and what a row calls it."""
Names = Callable[[Answers], Shown]
NAMING: dict[str, tuple[Text, Names]] = {
    "certificate": (_("Paper"), paper_name),
    "production": (_("Period"), lambda report: period_named(report["period"]).title),
}
"""The parts that are not named by their form's first question."""


def part_sheets(voice: Voice) -> dict[str, PartSheet]:
    """The sheet of each kind of part, by the name of its form."""
    repeats = (section for section in SECTIONS if section.repeats)
    repeated = {section.name: _sheet(section.title, section.form, voice) for section in repeats}
    papers, reports = (_sheet(form.title, form, voice) for form in (CERTIFICATE, PRODUCTION))
    return {**repeated, "certificate": papers, "production": reports}


def _sheet(title: Shown, form: Form, voice: Voice) -> PartSheet:
    columns = [PartColumn(voice.say(head), _plain(key)) for head, key in OF_BUSINESS]
    fields = [field for field in form.fields if not isinstance(field, Photo)]
    if form.name in NAMING:
        head, names = NAMING[form.name]
        columns.append(PartColumn(voice.say(head), _named(names, voice)))
        fields = [field for field in fields if field.name != "name"]
    asked = (PartColumn(voice.say(one.label), _teller(one, voice), isinstance(one, Day)) for one in fields)
    return PartSheet(voice.say(title), (*columns, *asked))


def _named(names: Names, voice: Voice) -> Tell:
    return lambda part: guarded(voice.say(names(part)))


def _plain(key: str) -> Tell:
    return lambda part: guarded(str(part[key])) if part[key] else None


def _teller(field: Field, voice: Voice) -> Tell:
    """A whole number and a day as such, so that a spreadsheet can count with them; all else in words, which
    are made once for answers that are alike: to write an amount takes as long as the rest of its row."""
    columns = field.columns()

    @lru_cache(maxsize=LIKENESSES)
    def words(*answers: Any) -> str:
        return guarded(voice.say(field.shows(dict(zip(columns, answers, strict=True)))))

    def tell(part: Answers) -> Cell:
        if not field.is_answered(part):
            return None
        value = part.get(field.name)
        if isinstance(field, Day) and value:
            return date.fromisoformat(value)
        if isinstance(field, Number) and value is not None:
            return int(value)
        if field.is_flagged(part):
            return guarded(voice.say(field.tells(part)))
        return words(*(part[column] for column in columns))

    return tell
