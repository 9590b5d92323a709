"""A form: a list of questions, and where a person is in it.

Position is derived: the first visible question without an answer. What is remembered of a run is only
what cannot be derived: skips, doubts, and the question under edit.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from zlib import crc32

from dialogue.fields.base import Answers, Field
from dialogue.i18n import Shown

REVIEW = "review"
"""Stands where a question's name stands, for the list of all answers before they are saved."""


@dataclass(frozen=True)
class Form:
    name: str
    title: Shown
    fields: tuple[Field, ...]
    review: Shown = ""
    """What is said over the list of all answers; without it the last answer ends the form."""
    has_help: bool = True
    """Whether each question offers an example and an officer."""
    is_reminded: bool = True
    """Whether somebody is reminded of what was skipped, and can fill it in later from the menu."""

    def field(self, name: str) -> Field | None:
        """The question of this name, if the form has it."""
        return next((field for field in self.fields if field.name == name), None)

    def visible(self, answers: Answers) -> list[Field]:
        """The questions that these answers call for."""
        return [field for field in self.fields if field.visible(answers)]

    def missing(self, answers: Answers) -> list[Field]:
        """The visible questions without an answer."""
        return [field for field in self.visible(answers) if not field.is_answered(answers)]

    def completeness(self, answers: Answers) -> int:
        """How much is answered, in whole per cent, rounded down."""
        done, count = self.count(answers)
        return 100 * done // count

    def count(self, answers: Answers) -> tuple[int, int]:
        """How many of the visible questions are answered, and how many there are."""
        count = len(self.visible(answers))
        return count - len(self.missing(answers)), count


@dataclass(frozen=True)
class Progress:
    """What a run remembers beside the answers."""

    asked: str = ""
    """The question last asked, or REVIEW; typed words answer it."""
    skipped: tuple[str, ...] = ()
    is_edit: bool = False
    """The question was opened from the review and returns to it."""
    is_single: bool = False
    """Only this question was opened; its answer ends the run."""
    doubt: dict[str, Any] | None = None
    """What was given, and the columns of each reading offered."""
    mistakes: int = 0
    tried: str = ""
    """The words last refused, kept for an officer."""
    page: int = 0
    to_officer: bool = False
    """The next words go to an officer."""
    used: str = ""
    """The button used last: pressing it again is the same answer."""
    explained: bool = False
    """An earlier question's button was explained since the last answer."""
    has_keys: bool = False
    """Keys are shown in place of the person's keyboard."""

    def as_dict(self) -> dict[str, Any]:
        """Only what differs from a fresh run."""
        return {name: value for name, value in vars(self).items() if value != getattr(FRESH, name)}

    @staticmethod
    def from_dict(kept: Mapping[str, Any]) -> "Progress":
        """The progress kept; what this program does not know is left out."""
        known = {field.name for field in fields(Progress)}
        values = {name: value for name, value in kept.items() if name in known}
        return Progress(**{**values, "skipped": tuple(values.get("skipped", ()))})


FRESH = Progress()


def current(form: Form, progress: Progress, answers: Answers) -> Field | None:
    """The question to ask now; None when it is time for the review or the end."""
    asked = form.field(progress.asked)
    if asked is not None and asked.visible(answers):
        return asked
    open_ = (field for field in form.fields if field.name not in progress.skipped)
    return next((field for field in open_ if field.visible(answers) and not field.is_answered(answers)), None)


def doubt_mark(options: list[dict[str, Any]]) -> str:
    """Tells the options of one doubt from those of another, so that an old button chooses nothing new."""
    return f"{crc32(json.dumps(options, sort_keys=True).encode()):08x}"


def opened(progress: Progress, field: str, *, is_single: bool) -> Progress:
    """The progress of a run that is opened at its next question, or at the one named.

    A single question ends the run with its answer; else the answer leads on, at the last to the review.
    """
    if not field:
        return replace(progress, to_officer=False)
    return replace(
        progress,
        asked=field,
        is_single=is_single,
        is_edit=not is_single,
        doubt=None,
        mistakes=0,
        tried="",
        page=0,
        to_officer=False,
    )
