"""What every question has: a name, words, and how an answer is read, kept and read back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dialogue.event import File
from dialogue.i18n import Shown, _
from dialogue.message import Key

Answers = Mapping[str, Any]
"""Columns of the thing that a form is about, by name."""


@dataclass(frozen=True)
class Given:
    """What a person gave to a question: words, the value of a button, a phone number, a place or a file."""

    text: str = ""
    marks: tuple[tuple[int, int, str, str], ...] = ()
    value: str = ""
    phone: str = ""
    phone_is_own: bool = False
    latitude: float = 0.0
    longitude: float = 0.0
    file: File | None = None
    attachment: int = 0
    """Id under which the file is kept."""


@dataclass(frozen=True)
class Context:
    """What a question may depend on."""

    region: str
    """Kemendagri code of the office's kabupaten or kota."""
    today: date
    answers: Answers
    old_words: str = ""
    """What was typed for an answer that can no longer be read."""
    before: Answers = field(default_factory=dict)
    """The answers of the last time, such as last quarter's report."""
    is_of_office: bool = False
    """Somebody of the office answers, for an owner as a rule, and is not sent to an officer."""


@dataclass(frozen=True)
class Value:
    """An answer that was understood, as columns."""

    columns: dict[str, Any]


@dataclass(frozen=True)
class Partial:
    """Part of an answer: written at once, but the question stays open."""

    columns: dict[str, Any]


@dataclass(frozen=True)
class Doubt:
    """More than one reading is fair, or one that should be confirmed: the person chooses."""

    question: Shown
    options: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Wrong:
    """Not an answer to this question, and why, in words for the person."""

    reason: Shown


Reading = Value | Partial | Doubt | Wrong


@dataclass(frozen=True)
class Offer:
    """What may be chosen: buttons of label and value, or keys in place of the person's keyboard."""

    buttons: tuple[tuple[tuple[Shown, str], ...], ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()
    has_more: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """A question of a form. `name` is the column it answers, and its name in history."""

    name: str
    label: Shown
    question: Shown | Callable[[Context], Shown]
    example: Shown
    optional: bool = False
    reads_back: bool = True
    """Whether an accepted answer is read back before the next question."""
    keeps_odd: bool = False
    """Whether words that cannot be read may be kept as they are, flagged for an officer."""
    joins: bool = True
    """Whether words typed after a doubt are also read together with those that were doubted."""
    yes_is_first: bool = False
    """Whether a yes to several options means the first of them."""
    completes: bool = False
    """Whether words that complete a doubted answer, such as its unit, choose what was offered."""
    visible: Callable[[Answers], bool] = lambda answers: True
    doubts: Callable[[Answers], Shown | None] = lambda answers: None
    """A question about an answer that is odd beside the others, given all answers with the new one."""

    def columns(self) -> tuple[str, ...]:
        """The columns that an answer fills."""
        return (self.name,)

    def is_flagged(self, answers: Answers) -> bool:
        """Whether the answer is kept in the person's own words, for an officer."""
        return self.name in (answers.get("flagged") or {})

    def is_answered(self, answers: Answers) -> bool:
        """Whether there is an answer: one that can still be read, or one in the person's own words."""
        return self.is_flagged(answers) or self.is_readable(answers)

    def is_readable(self, answers: Answers) -> bool:
        """Whether the stored answer is there and can still be read."""
        return None not in map(answers.get, self.columns())

    def asks(self, context: Context) -> Shown:
        """The question as it stands for these answers."""
        return self.question(context) if callable(self.question) else self.question

    def exemplifies(self, context: Context) -> Shown:
        """An example that fits these answers."""
        return self.example

    def notes(self, columns: Answers) -> Shown:
        """What is said of an accepted answer."""
        return _("Noted: {answer}", answer=self.tells(columns)) if self.reads_back else ""

    def offers(self, context: Context, page: int) -> Offer:
        """What may be chosen instead of typing."""
        return Offer()

    def understand(self, given: Given, context: Context) -> Reading:
        """Read what was given, and doubt it if it is odd beside the other answers."""
        reading = self.read(given, context)
        options = reading.options if isinstance(reading, Doubt) else ()
        only = reading.columns if isinstance(reading, Value) else options[0] if len(options) == 1 else None
        question = self.doubts({**context.answers, **only}) if only is not None else None
        return Doubt(question, (only,)) if question and only is not None else reading

    def read(self, given: Given, context: Context) -> Reading:
        """Read what was given; never guesses."""
        raise NotImplementedError

    def names(self, option: Answers, among: Sequence[Answers]) -> Shown:
        """What tells one option of a doubt from the others."""
        return self.tells(option)

    def tells(self, answers: Answers) -> Shown:
        """The answer, or the words kept in its place."""
        if self.is_flagged(answers):
            return _("“{words}” (an officer will look at it)", words=answers["flagged"][self.name])
        return self.shows(answers)

    def shows(self, answers: Answers) -> Shown:
        """The answer, read back."""
        return str(answers[self.name])


def needs_words() -> Wrong:
    """For a picture or a place where words were asked for."""
    return Wrong(_("Please type the answer in words."))
