"""What a person does in the chat: write, press, share, block. Each act becomes an update for the bot."""

from __future__ import annotations

import random
import re
from typing import Any

from playground import markup
from playground.errors import Refused
from playground.files import drawn_picture
from playground.params import Upload
from playground.world import Json, Message, Person, World

A_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def start(world: World, person: Person, payload: str = "") -> Json:
    """Opens the bot's link and presses START."""
    if not A_PAYLOAD.fullmatch(payload):
        raise Refused(400, "a deep link carries at most 64 of A-Z a-z 0-9 _ -")
    return write(world, person, f"/start {payload}".strip())


def write(
    world: World, person: Person, text: str, reply_to: int | None = None, forwarded: bool = False
) -> Json:
    if not text.strip():
        raise Refused(400, "nothing to send")
    if markup.units(text) > 4096:
        raise Refused(400, "the text is longer than 4096 characters; Telegram's apps would cut it in pieces")
    return world.said(person, _words(text) | _context(world, person, reply_to, forwarded))


def _words(text: str) -> Json:
    kept, entities = markup.read(*markup.typed(text))
    return {"text": kept} | ({"entities": entities} if entities else {})


def _context(world: World, person: Person, reply_to: int | None, forwarded: bool) -> Json:
    """The parts that say that a message is a reply, or comes from elsewhere."""
    context: Json = {}
    if reply_to is not None:
        quoted = _message(world, person, reply_to).raw
        context["reply_to_message"] = {k: v for k, v in quoted.items() if k != "reply_to_message"}
    if forwarded:
        sender = {"id": 777000, "is_bot": False, "first_name": "Orang lain"}
        date = int(world.now()) - 3600
        context["forward_origin"] = {"type": "user", "date": date, "sender_user": sender}
    return context


def _message(world: World, person: Person, message_id: int) -> Message:
    message = world.chat_of(person).messages.get(message_id)
    if message is None:
        raise Refused(404, f"there is no message {message_id} in this chat")
    return message


def edit(world: World, person: Person, message_id: int, text: str) -> Json:
    message = _message(world, person, message_id)
    if message.from_bot or "text" not in message.raw:
        raise Refused(403, "only one's own texts can be edited")
    kept = {k: v for k, v in message.raw.items() if k != "entities"}
    message.raw = kept | _words(text) | {"edit_date": int(world.now())}
    update = world.updates.add("edited_message", dict(message.raw))
    world.events.add("edited", person.id)
    return {"message_id": message_id, "update_id": update}


def press(
    world: World,
    person: Person,
    message_id: int,
    data: str | None = None,
    label: str | None = None,
    forge: bool = False,
) -> Json:
    """An inline button, found by its data or its label; `forge` sends any data, as a modified app would."""
    message = _message(world, person, message_id)
    if not forge:
        button = _button(message, data, label)
        if "callback_data" not in button:
            return {"url": button.get("url")}
        data = button["callback_data"]
    if person.blocked or person.deactivated:
        raise Refused(409, f"{person.name} has blocked the bot or is gone")
    query = world.ask(person, message, data or "")
    pressed = {"id": query.id, "from": person.user, "message": message.raw}
    pressed |= {"chat_instance": str(person.id * 7919), "data": data or ""}
    update = world.updates.add("callback_query", pressed)
    world.events.add("pressed", person.id)
    return {"callback_query_id": query.id, "update_id": update}


def _button(message: Message, data: str | None, label: str | None) -> Json:
    """The button with this data and this label, as far as each is given."""
    buttons = [button for row in message.buttons for button in row]
    for button in buttons if (data, label) != (None, None) else ():
        if data in (None, button.get("callback_data")) and label in (None, button["text"]):
            return button
    raise Refused(404, "that message has no such button", labels=[button["text"] for button in buttons])


def share_contact(
    world: World,
    person: Person,
    phone: str | None = None,
    user_id: int | None = None,
    name: str | None = None,
) -> Json:
    """One's own contact, unless another phone or person is given: then it names nobody, or that one."""
    own = phone is None and user_id is None and name is None
    contact: Json = {"phone_number": phone or person.phone, "first_name": name or person.user["first_name"]}
    if own or user_id == person.id:
        contact |= {"last_name": person.user["last_name"]} if "last_name" in person.user else {}
    if own or user_id is not None:
        contact["user_id"] = person.id if user_id is None else user_id
    return world.said(person, {"contact": contact})


def share_location(world: World, person: Person, latitude: float, longitude: float) -> Json:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused(400, "there is no such place on earth")
    return world.said(person, {"location": {"latitude": latitude, "longitude": longitude}})


def send_photo(
    world: World,
    person: Person,
    upload: Upload | None = None,
    caption: str = "",
    forwarded: bool = False,
    **group: Any,
) -> Json:
    body = upload.body if upload else drawn_picture(random.randrange(9))
    file = world.files.keep(body, "photo")
    content = {"photo": world.files.photo_sizes(file)} | _caption(caption) | group
    return world.said(person, content | _context(world, person, None, forwarded))


def send_document(world: World, person: Person, upload: Upload, caption: str = "") -> Json:
    file = world.files.keep(upload.body, "document", upload.name, upload.mime)
    document = file.described() | {"file_name": file.name, "mime_type": file.mime}
    return world.said(person, {"document": document} | _caption(caption))


def _caption(caption: str) -> Json:
    return {"caption": caption.strip()} if caption.strip() else {}


def send_voice(world: World, person: Person) -> Json:
    file = world.files.keep(b"OggS stand-in for three seconds of speech", "voice")
    return world.said(person, {"voice": file.described() | {"duration": 3, "mime_type": "audio/ogg"}})


def send_sticker(world: World, person: Person) -> Json:
    file = world.files.keep(b"RIFF stand-in for a sticker", "sticker")
    kind = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return world.said(person, {"sticker": file.described() | kind | {"emoji": "👍"}})


def send_album(world: World, person: Person, count: int = 3, caption: str = "") -> Json:
    """Several photos at once: one update for each, held together by their media_group_id."""
    if not 2 <= count <= 10:
        raise Refused(400, "an album has 2 to 10 photos")
    group = str(random.getrandbits(53))
    sent = [
        send_photo(world, person, caption=caption if number == 0 else "", media_group_id=group)
        for number in range(count)
    ]
    return {"messages": sent, "media_group_id": group}


def block(world: World, person: Person, blocked: bool) -> Json:
    """Stops the bot, or lets it write again. Telegram tells the bot at once."""
    if person.blocked == blocked:
        return {"update_id": None}
    person.blocked = blocked
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    change = {
        "chat": world.chat_of(person).raw,
        "from": person.user,
        "date": int(world.now()),
        "old_chat_member": _membership(world, before),
        "new_chat_member": _membership(world, after),
    }
    update = world.updates.add("my_chat_member", change)
    world.events.add("person", person.id)
    return {"update_id": update}


def _membership(world: World, status: str) -> Json:
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": world.bot.user, "status": status} | until


def deactivate(world: World, person: Person) -> Json:
    person.deactivated = True
    world.events.add("person", person.id)
    return {}
