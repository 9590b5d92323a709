"""An event: what one person did on a channel, in words that no channel owns."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    TEXT = "text"
    BUTTON = "button"
    PHONE = "phone"
    PLACE = "place"
    PHOTO = "photo"
    FILE = "file"
    VOICE = "voice"
    STICKER = "sticker"
    EDITED = "edited"
    BLOCKED = "blocked"
    """The person stopped the bot; nothing may be answered."""
    RETURNED = "returned"
    """The person let the bot in again."""
    GROUP = "group"
    """Somebody called the bot in a group."""
    IGNORED = "ignored"
    """Nothing that asks for an answer: a group's chatter, a channel post, a service message."""


@dataclass(frozen=True)
class File:
    """A picture or file as the channel names it; `size` in bytes."""

    handle: str
    name: str = ""
    size: int = 0
    is_photo: bool = False
    """Sent as a photo; a picture sent as a file is a file to the channel."""


@dataclass(frozen=True)
class Event:
    kind: Kind
    chat: str
    """The channel's address of the person (or the group)."""
    text: str = ""
    """Words typed, a caption, or what a button carries."""
    marks: tuple[tuple[int, int, str, str], ...] = ()
    """What is bold, italic or a link in the text: first letter, how many, which, and the link's address."""
    press: str = ""
    """The channel's number of a button press, which wants an answer."""
    message: int = 0
    """The message that was sent, or whose button was pressed."""
    phone: str = ""
    phone_is_own: bool = False
    latitude: float = 0.0
    longitude: float = 0.0
    file: File | None = None
    album: str = ""
    reply_to: int = 0
    """The message that these words are a reply to, if they are one."""
    is_forwarded: bool = False
    is_command: bool = False
    """The text is a command: never of a forwarded or edited message."""
