"""Telegram's updates, read strictly into events. What has another shape than the Bot API says is refused.

`Update.de_json` accepts a number where a text should be; a handler would then fail on it again and again.
"""

from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dialogue.event import Event, File, Kind

CHANNEL = "telegram"
TYPES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The kinds of update that are asked for (Bot API, `allowed_updates`)."""

LARGEST = 2**31 - 1
"""What the database keeps of a file's size; nothing near it is ever fetched."""


class Unreadable(Exception):
    """Not an update of a shape that the Bot API names."""


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _Chat(_Part):
    id: int = Field(ge=-(2**63), lt=2**63)
    type: str


class _User(_Part):
    id: int = Field(ge=0, lt=2**63)


class _Contact(_Part):
    phone_number: str
    user_id: int | None = None


class _Location(_Part):
    latitude: float
    longitude: float


class _File(_Part):
    file_id: str = Field(max_length=255)
    file_size: int = Field(0, ge=0)
    file_name: str = ""
    mime_type: str = ""


class _Quoted(_Part):
    message_id: int = Field(ge=0, lt=2**63)


class _Entity(_Part):
    type: str
    offset: int = Field(ge=0, lt=2**31)
    length: int = Field(ge=0, lt=2**31)
    url: str = ""


class _Message(_Part):
    message_id: int = Field(ge=0, lt=2**63)
    chat: _Chat
    sender: _User | None = Field(None, alias="from")
    text: str = ""
    caption: str = ""
    entities: list[_Entity] = []
    caption_entities: list[_Entity] = []
    contact: _Contact | None = None
    location: _Location | None = None
    photo: list[_File] = []
    document: _File | None = None
    voice: _File | None = None
    audio: _File | None = None
    video: _File | None = None
    video_note: _File | None = None
    sticker: _File | None = None
    media_group_id: str = Field("", max_length=40)
    reply_to_message: _Quoted | None = None
    forward_origin: dict[str, Any] | None = None
    forward_date: int | None = None


class _Callback(_Part):
    id: str
    sender: _User = Field(alias="from")
    message: _Message | None = None
    data: str = ""


class _Member(_Part):
    status: str


class _MemberChange(_Part):
    chat: _Chat
    sender: _User = Field(alias="from")
    new_chat_member: _Member


class _Update(_Part):
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Callback | None = None
    my_chat_member: _MemberChange | None = None


def read_update(raw: Any) -> Event:
    """The event behind a raw update; Unreadable for another shape."""
    try:
        update = _Update.model_validate(raw)
    except ValidationError:
        raise Unreadable from None
    if update.callback_query:
        return _press(update.callback_query)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    if update.edited_message:
        return _message(update.edited_message, is_edited=True)
    if update.message:
        return _message(update.message, is_edited=False)
    return Event(Kind.IGNORED, chat="")


def _press(query: _Callback) -> Event:
    if query.message is None or query.message.chat.type != "private":
        return Event(Kind.IGNORED, chat=str(query.sender.id), press=_clean(query.id))
    return Event(
        Kind.BUTTON,
        chat=str(query.message.chat.id),
        text=_clean(query.data),
        press=_clean(query.id),
        message=query.message.message_id,
    )


def _membership(change: _MemberChange) -> Event:
    chat = str(change.chat.id)
    if change.chat.type != "private":
        return Event(Kind.IGNORED, chat=chat)
    is_gone = change.new_chat_member.status in {"kicked", "left"}
    return Event(Kind.BLOCKED if is_gone else Kind.RETURNED, chat=chat)


def _message(message: _Message, *, is_edited: bool) -> Event:
    chat = str(message.chat.id)
    is_command = message.text.startswith("/")
    if message.chat.type != "private":
        called = message.chat.type in {"group", "supergroup"} and is_command and not is_edited
        return Event(Kind.GROUP if called else Kind.IGNORED, chat=chat)
    is_forwarded = message.forward_origin is not None or message.forward_date is not None
    kind, file = _kind(message)
    if is_edited and message.location:
        return Event(Kind.IGNORED, chat=chat)  # a live location moves every few seconds
    contact = message.contact
    return Event(
        Kind.EDITED if is_edited else kind,
        chat=chat,
        text=_clean(message.text or message.caption),
        marks=_marks(message),
        message=message.message_id,
        phone=_clean(contact.phone_number) if contact else "",
        phone_is_own=bool(contact and message.sender and contact.user_id == message.sender.id),
        latitude=message.location.latitude if message.location else 0.0,
        longitude=message.location.longitude if message.location else 0.0,
        file=file,
        album=_clean(message.media_group_id),
        reply_to=message.reply_to_message.message_id if message.reply_to_message else 0,
        is_forwarded=is_forwarded,
        is_command=is_command and not is_edited and not is_forwarded,
    )


MARKS = {"bold": "bold", "italic": "italic", "text_link": "link"}
"""The formatting that is kept (Bot API, MessageEntity)."""


def _marks(message: _Message) -> tuple[tuple[int, int, str, str], ...]:
    """What is bold, slanted or linked, counted in letters: Telegram counts in UTF-16 units."""
    text = message.text or message.caption
    entities = [one for one in message.entities or message.caption_entities if one.type in MARKS]
    if not entities or len(text) != len(_clean(text)):
        return ()
    units = text.encode("utf-16-le", "surrogatepass")
    marks = []
    for one in entities:
        start = len(units[: 2 * one.offset].decode("utf-16-le", "replace"))
        length = len(units[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le", "replace"))
        if one.type != "text_link" or one.url.startswith(("http://", "https://")):
            marks.append((start, length, MARKS[one.type], _clean(one.url)))
    return tuple(marks)


def _kind(message: _Message) -> tuple[Kind, File | None]:
    if message.text:
        return Kind.TEXT, None
    if message.contact:
        return Kind.PHONE, None
    if message.location:
        return Kind.PLACE, None
    if message.photo:
        return Kind.PHOTO, replace(_file(message.photo[-1], "foto.jpg"), is_photo=True)
    if message.document:
        is_picture = message.document.mime_type in {"image/jpeg", "image/png", "image/webp"}
        return Kind.PHOTO if is_picture else Kind.FILE, _file(message.document)
    if message.voice or message.audio or message.video or message.video_note:
        return Kind.VOICE, None
    return (Kind.STICKER if message.sticker else Kind.IGNORED), None


def _file(file: _File, name: str = "") -> File:
    size = min(file.file_size, LARGEST)
    return File(_clean(file.file_id), _clean(file.file_name)[-120:] or name, size)


def _clean(text: str) -> str:
    """Without what no database keeps: NUL, and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
