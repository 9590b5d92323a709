"""What is not plain in a cell: what it says, why, and what it may mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dialogue.i18n import Shown
from dialogue.listing.columns import BY_KEY
from dialogue.questionnaire.activity import ACTIVITY
from dialogue.questionnaire.capital import CAPITAL
from dialogue.questionnaire.difficulties import DIFFICULTIES
from dialogue.questionnaire.papers import PAPERS
from dialogue.questionnaire.profile import PROFILE
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.questionnaire.work import WORK

FORMS = (REGISTRATION, PROFILE, ACTIVITY, PAPERS, WORK, CAPITAL, DIFFICULTIES)
FIELDS = {asked.name: asked for form in FORMS for asked in form.fields}
"""The question that each column answers."""


class Severity(StrEnum):
    ERROR = "error"
    """The row cannot be taken."""
    DOUBT = "doubt"
    """Two readings are fair, or one that should be confirmed."""
    KEPT = "kept"
    """The words are kept as they are, for an officer to read."""


@dataclass(frozen=True)
class Option:
    """One reading: what a button says of it, and the columns that it fills."""

    label: Shown
    columns: Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """`field` is the question's name; `chosen` the reading that is proposed, if one is likelier."""

    field: str
    words: str
    severity: Severity
    reason: Shown
    options: tuple[Option, ...] = ()
    chosen: int | None = None

    @property
    def title(self) -> Shown:
        """What the column is called."""
        if self.field in BY_KEY:
            return BY_KEY[self.field].title
        return FIELDS[self.field].label if self.field in FIELDS else self.field

    @property
    def example(self) -> Shown:
        """An answer that could be read."""
        return FIELDS[self.field].example if self.field in FIELDS else ""


@dataclass(frozen=True)
class Heard:
    """What a cell, or several that belong together, said: columns, and what is not plain about them."""

    columns: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def kept(name: str, words: str, reason: Shown) -> Heard:
    """The words are odd: nothing is read from them, and they are kept."""
    return Heard({}, (Problem(name, words, Severity.KEPT, reason),))


def doubted(name: str, words: str, reason: Shown, *options: Option, chosen: int | None = None) -> Heard:
    """The words may mean one of these."""
    return Heard({}, (Problem(name, words, Severity.DOUBT, reason, options, chosen),))
