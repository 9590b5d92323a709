"""A message, and a person, as the page shows them."""

from __future__ import annotations

from typing import Any

from playground import markup
from playground.world import Chat, Json, Message, Person, World

SHORT = 80
PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
WORDS = {
    "photo": "Foto",
    "document": "Berkas",
    "contact": "Kontak",
    "location": "Lokasi",
    "voice": "Pesan suara",
    "sticker": "Stiker",
}


def bubble(message: Message) -> Json:
    """Everything the page needs to draw one message."""
    raw = message.raw
    text, entities = raw.get("text"), raw.get("entities", [])
    if text is None:
        text, entities = raw.get("caption"), raw.get("caption_entities", [])
    return {
        "message_id": message.id,
        "from": "bot" if message.from_bot else "me",
        "date": raw["date"],
        "text": raw.get("text"),
        "caption": raw.get("caption"),
        "html": markup.shown(text, entities) if text else None,
        "photo": _photo(raw),
        "document": _document(raw),
        "contact": raw.get("contact"),
        "location": raw.get("location"),
        "voice": "voice" in raw,
        "sticker": "sticker" in raw,
        "keyboard": [[_button(button) for button in row] for row in message.buttons] or None,
        "edited": "edit_date" in raw,
        "forwarded": "forward_origin" in raw,
        "reply_to": _quoted(raw.get("reply_to_message")),
        "media_group_id": raw.get("media_group_id"),
    }


def _photo(raw: Json) -> Json | None:
    if not raw.get("photo"):
        return None
    largest = raw["photo"][-1]
    url = f"/play/files/{largest['file_id']}"
    return {"url": url, "width": largest["width"], "height": largest["height"]}


def _document(raw: Json) -> Json | None:
    document = raw.get("document")
    if document is None:
        return None
    url = f"/play/files/{document['file_id']}"
    return {"name": document.get("file_name", ""), "size": document["file_size"], "url": url}


def _button(button: Json) -> Json:
    shown: dict[str, Any] = {"text": button["text"], "data": button.get("callback_data")}
    return shown | ({"url": button["url"]} if "url" in button else {})


def _quoted(raw: Json | None) -> Json | None:
    return None if raw is None else {"message_id": raw["message_id"], "text": summary(raw)}


def summary(raw: Json) -> str:
    """A message in a few words, for the list of people and for quotes."""
    words = raw.get("text") or raw.get("caption")
    if not words:
        words = next((word for name, word in WORDS.items() if name in raw), "")
    return " ".join(str(words).split())[:SHORT]


def listed(world: World, person: Person) -> Json:
    """A person, as in the list of people one can be."""
    chat = world.chat_of(person)
    newest = next(reversed(chat.messages.values()), None)
    return {
        "id": person.id,
        "name": person.name,
        "username": person.user.get("username"),
        "first_name": person.user["first_name"],
        "last_name": person.user.get("last_name"),
        "language_code": person.user["language_code"],
        "phone": person.phone,
        "note": person.note,
        "started": person.started,
        "aside": person.aside,
        "blocked": person.blocked,
        "deactivated": person.deactivated,
        "unread": unread(chat, person),
        "last": None
        if newest is None
        else {"text": summary(newest.raw), "from_bot": newest.from_bot, "date": newest.raw["date"]},
    }


def unread(chat: Chat, person: Person) -> int:
    count = 0
    for message in reversed(chat.messages.values()):
        if message.id <= person.read_up_to:
            break
        count += message.from_bot
    return count


def picture_kind(body: bytes) -> str | None:
    return next((kind for start, kind in PICTURES.items() if body.startswith(start)), None)
