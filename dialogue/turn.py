"""A turn: one event and all that its handler may know and touch."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogue.event import Event
from dialogue.form import Form
from dialogue.i18n import Shown, Voice
from dialogue.message import Message, Moot, Wait


@dataclass(frozen=True)
class Turn:
    """Handlers read and write through `db`, which is storage's and is handed on unopened."""

    event: Event
    db: Any
    contact: int
    """Id of the contact whose event this is."""
    office: int
    """Id of the office that the contact belongs to."""
    now: datetime
    voice: Voice
    bot: str
    """The bot's own name on the channel, for links to it."""
    args: tuple[str, ...] = ()
    """What the pressed button or the command carries."""

    @property
    def today(self) -> date:
        """The day where the office is."""
        return self.now.astimezone(ZoneInfo(self.voice.zone)).date()

    def number(self, place: int) -> int:
        """The number that a button carries at this place; 0 for anything else."""
        given = self.args[place] if len(self.args) > place else ""
        return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0


Handler = Callable[[Turn], Awaitable[list[Message]]]


@dataclass(frozen=True)
class Route:
    """One way in. `right` says who may: everyone; a word of storage/authority.py, such as import, which is
    asked of the office that the person works in; or such a word and business, such as view business, which
    is asked of the business that the first argument names. To edit one takes its owner's consent as well."""

    name: str
    handler: Handler
    right: str
    commands: tuple[str, ...] = ()
    words: tuple[Shown, ...] = ()
    """Menu words that lead here when typed, in every language."""
    about: Shown = ""
    """What the command list says of it."""
    replies_to: str = ""
    """The kind of owed message that is answered here by a reply to it; its subject is the argument."""
    is_secret: bool = False
    """What was sent is forgotten with the turn itself."""
    beats_forms: bool = False
    """Its command is not taken for a word that steers the open form, though it may be one."""
    before_office: bool = False
    """May be taken by an owner who has not said yet which of several offices is hers."""


@dataclass(frozen=True)
class FormRoute:
    """A form and what it is about: how the thing's answers are read, written and finished."""

    form: Form
    bar: Callable[[Turn, int], Awaitable[list[Message]]]
    """What stands in the way: said instead of a question about what is not this contact's, or lacks
    consent. Asked at every turn, not only when the form is opened."""
    answers: Callable[[Turn, int], Awaitable[dict[str, Any]]]
    """The columns answered so far; `office_id` among them is the office that hears what is asked here."""
    write: Callable[[Turn, int, str, dict[str, Any], str], Awaitable[None]]
    """Store one accepted answer: subject, field, columns, and the words it was given in."""
    finish: Callable[[Turn, int], Awaitable[list[Message]]]
    """What follows when the last question is answered."""
    before: Callable[[Turn, int], Awaitable[dict[str, Any]]] | None = None
    """The answers of the last time, for what is asked again and again."""
    thing: str = ""
    """The name in history of what the form is about, if it keeps history."""
    when_answered: dict[str, Callable[[Turn, int], Awaitable[list[Message]]]] = field(default_factory=dict)
    """What runs, with the subject, when a question of this name is answered."""
    right: str = ""
    """What the bar asks for, in a route's words; a test holds the bar to it."""


@dataclass(frozen=True)
class Later:
    """What the work needs is not there yet: it is asked again in a second, others go first meanwhile."""


LATER = Later()
Said = Callable[[Turn, int], Awaitable[list[Message]]]
Each = Callable[[Turn, int, dict[str, Any]], Awaitable[list[Message]]]


@dataclass(frozen=True)
class Work:
    """A kind of job: what the child process is asked, and what its result becomes.

    Each step is given a turn and the subject. A job that is cut off (kill -9, a stop, a lost database) begins
    anew at the next start, from `prepare` and the first line: what was kept of the last time is to be
    cleared with the first line of this time. What the child refuses (a hostile file) it says in its result;
    only a child that crashes or is killed has failed, and its job is tried again.
    """

    prepare: Callable[[Turn, int], Awaitable[dict[str, Any] | Later | None]]
    """The request, of plain values; None if there is nothing to do any more. It reads and cannot write."""
    keep: Callable[[Turn, int, bytes], Awaitable[list[Message]]]
    """Store the result and say what is to be sent, in the transaction that ends the job. The result is what
    the child wrote; nothing if `each` was given it; without a child, the request as JSON."""
    each: Each | None = None
    """For a result in parts, each a JSON object on a line of its own: store one of them, in under 100 ms for
    it holds up every turn, and say what is to be sent, such as a board. One line, one transaction; none
    follows once the job is cancelled."""
    is_long: bool = False
    """It may take more than a few seconds: long jobs wait for each other, and no short one waits for them."""
    seconds: float = 60.0
    """What takes longer is killed, and has failed."""
    tries: int = 3
    has_child: bool = True
    """False for work that is only queries: what was read is handed on as it is."""
    on_failure: Said | None = None
    """What is said after the last try failed, instead of the general apology."""


Notice = Callable[[Turn, int], Awaitable[Message | Moot | Wait]]
"""Writes a message of lane 1 or 2 about its subject at the moment it is sent, or says that it is moot or has
to wait."""
