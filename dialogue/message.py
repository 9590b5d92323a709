"""Messages: what the bot answers, as plain values that no channel owns. A message has one keyboard."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogue.i18n import Shown

WIRE_LIMIT = 64
"""Bytes that a button may carry (Bot API, `callback_data`)."""


@dataclass(frozen=True)
class Button:
    """A button under a message: it names a route and the route's arguments."""

    label: Shown
    route: str
    args: tuple[str | int, ...] = ()

    def wire(self) -> str:
        """What the button carries; ValueError past 64 bytes."""
        wire = ":".join([self.route, *map(str, self.args)])
        if len(wire.encode()) > WIRE_LIMIT:
            raise ValueError(f"a button of route {self.route} is too long for the wire")
        return wire


@dataclass(frozen=True)
class Link:
    """A button that opens an address."""

    label: Shown
    url: str


class Asks(StrEnum):
    """What a key asks the phone for."""

    WORDS = "words"
    PHONE = "phone"
    PLACE = "place"


@dataclass(frozen=True)
class Key:
    """A key in place of the person's keyboard: it types its label, or shares a phone number or place."""

    label: Shown
    asks: Asks = Asks.WORDS


@dataclass(frozen=True)
class Buttons:
    rows: tuple[tuple[Button | Link, ...], ...]


@dataclass(frozen=True)
class Keys:
    rows: tuple[tuple[Key, ...], ...]


@dataclass(frozen=True)
class NoKeys:
    """Takes the keys away."""


Keyboard = Buttons | Keys | NoKeys


@dataclass(frozen=True)
class Say:
    text: Shown
    keyboard: Keyboard | None = None


@dataclass(frozen=True)
class Edit:
    """New words in the message whose button was pressed; sent anew if it cannot be edited."""

    text: Shown
    keyboard: Buttons | None = None


@dataclass(frozen=True)
class Toast:
    """A short word over the chat, which may never be seen."""

    text: Shown


@dataclass(frozen=True)
class Photo:
    attachment: int
    caption: Shown = ""
    keyboard: Keyboard | None = None


@dataclass(frozen=True)
class Document:
    attachment: int
    caption: Shown = ""
    keyboard: Keyboard | None = None


@dataclass(frozen=True)
class Board:
    """One message per subject that always shows its newest words, such as the progress of a job."""

    subject: str
    text: Shown
    keyboard: Buttons | None = None


@dataclass(frozen=True)
class Ask:
    """Go on with a form: open it about a subject, at its next question or at the one named."""

    form: str
    subject: int
    field: str = ""
    is_single: bool = True
    """Only the named question: its answer ends the form."""
    words: str = ""
    value: str = ""
    """What was answered to the named question already, in words or by a button of another message."""


@dataclass(frozen=True)
class Go:
    """Go on with another route, as if its button had been pressed; its right is asked for too."""

    route: str
    args: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Owed:
    """A message of lane 1: whom and about what; its words are written when it is sent."""

    kind: str
    subject: int
    to: int = 0
    """The contact it is owed to; 0 for the one whose turn it is."""


@dataclass(frozen=True)
class Moot:
    """Instead of an owed message: it is not to be sent any more, and why."""

    reason: str


@dataclass(frozen=True)
class Wait:
    """Instead of an owed message: it may not be sent now, and from when it may. It is asked again then."""

    until: datetime


Message = Say | Edit | Toast | Photo | Document | Board | Ask | Go | Owed


def column(*buttons: Button | Link | None) -> Buttons:
    """Buttons below each other, as wide as the message; None is left out."""
    return Buttons(tuple((button,) for button in buttons if button is not None))
