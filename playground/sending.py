"""What the bot sends: messages, photos, documents, and "typing…"."""

from __future__ import annotations

from typing import Any

from playground import keyboards, markup
from playground.errors import BadRequest, BotError, Forbidden
from playground.files import PHOTO, File, picture_size
from playground.params import Params
from playground.world import Chat, Json, Message, World

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024


def send_message(world: World, params: Params) -> Json:
    chat = reachable(world, params)
    text, entities = formatted_text(params)
    return _send(world, chat, params, {"text": text} | ({"entities": entities} if entities else {}))


def send_photo(world: World, params: Params) -> Json:
    chat = reachable(world, params)
    caption = formatted_caption(params)
    file = _file(world, params, "photo")
    return _send(world, chat, params, {"photo": world.files.photo_sizes(file)} | caption)


def send_document(world: World, params: Params) -> Json:
    chat = reachable(world, params)
    caption = formatted_caption(params)
    file = _file(world, params, "document")
    document = file.described() | {"file_name": file.name, "mime_type": file.mime}
    return _send(world, chat, params, {"document": document} | caption)


def send_chat_action(world: World, params: Params) -> bool:
    chat = reachable(world, params)
    if not params.text("action"):
        raise BadRequest("wrong parameter action in request")
    if chat.person is not None:
        world.events.add("typing", chat.id)
    return True


def chat_named(world: World, params: Params) -> Chat:
    """The chat of `chat_id`, migrated ones refused with the address they moved to."""
    given = params.text("chat_id")
    if not given:
        raise BadRequest("chat_id is empty")
    chat = world.chats.get(int(given)) if given.lstrip("-").isdecimal() else _by_username(world, given)
    if chat is None:
        raise BadRequest("chat not found")
    if chat.migrated_to is not None:
        raise BadRequest("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    return chat


def _by_username(world: World, name: str) -> Chat | None:
    named = (c for c in world.chats.values() if c.is_group and f"@{c.raw.get('username')}" == name)
    return next(named, None)


def reachable(world: World, params: Params) -> Chat:
    """The chat, if the bot may write there."""
    chat = chat_named(world, params)
    if chat.person is None:
        return chat
    if chat.person.deactivated:
        raise Forbidden("user is deactivated")
    if chat.person.blocked:
        raise Forbidden("bot was blocked by the user")
    if not chat.person.started:
        raise Forbidden("bot can't initiate conversation with a user")
    return chat


def formatted_text(params: Params) -> tuple[str, list[Json]]:
    """Text and entities of `text`, within Telegram's limits."""
    given = params.json("entities", "message entities")
    text, entities = markup.read(params.text("text"), params.text("parse_mode"), given)
    if not text:
        raise BadRequest("message text is empty")
    if markup.units(text) > LONGEST_TEXT:
        raise BadRequest("message is too long")
    return text, entities


def formatted_caption(params: Params) -> Json:
    """The caption's part of a message, empty when there is none."""
    given = params.json("caption_entities", "message caption entities")
    text, entities = markup.read(params.text("caption"), params.text("parse_mode"), given)
    if markup.units(text) > LONGEST_CAPTION:
        raise BadRequest("message caption is too long")
    return ({"caption": text} if text else {}) | ({"caption_entities": entities} if text and entities else {})


def spend(world: World, chat: Chat | None) -> None:
    """Takes one message out of the limits, or says how long to wait."""
    wait = world.meter.wait(chat.id if chat else None, chat is not None and chat.is_group)
    if wait:
        raise BotError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


def _send(world: World, chat: Chat, params: Params, content: Json) -> Json:
    keyboard = keyboards.read(params.json("reply_markup", "reply keyboard markup"))
    reply = _replied_to(chat, params)
    spend(world, chat)
    raw = {
        "message_id": world.message_number(),
        "from": world.bot.user,
        "chat": chat.raw,
        "date": int(world.now()),
        **reply,
        **content,
    }
    inline = keyboard is not None and "inline_keyboard" in keyboard
    if inline:
        raw["reply_markup"] = keyboard
    chat.keep(Message(raw, from_bot=True, fixed=keyboard is not None and not inline))
    if chat.person is not None:
        if keyboard is not None and not inline:
            _hang_up(chat, keyboard, raw["message_id"])
        world.events.add("message", chat.id)
    world.sent += 1
    return raw


def _hang_up(chat: Chat, keyboard: Json, message_id: int) -> None:
    """The keyboard under the writing line: a new one replaces the old."""
    assert chat.person is not None
    if "keyboard" in keyboard:
        chat.person.reply_keyboard = keyboard
    elif keyboard.get("remove_keyboard"):
        chat.person.reply_keyboard = None
    elif keyboard.get("force_reply"):
        chat.person.force_reply = message_id


def _replied_to(chat: Chat, params: Params) -> Json:
    given = params.json("reply_parameters", "reply parameters") or {}
    number = given.get("message_id") or params.number("reply_to_message_id")
    if not number:
        return {}
    message = chat.messages.get(int(number))
    if message is not None:
        return {"reply_to_message": {k: v for k, v in message.raw.items() if k != "reply_to_message"}}
    if given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise BadRequest("message to be replied not found")


def _file(world: World, params: Params, kind: str) -> File:
    """The file of a send: one that comes with the call, or one known by its file_id."""
    value = params.text(kind)
    upload = params.uploads.get(value.removeprefix("attach://") if value else kind)
    if upload is not None:
        if not upload.body:
            raise BadRequest("file must be non-empty")
        if kind == "photo":
            _check_photo(upload.body)
        return world.files.keep(upload.body, kind, upload.name, upload.mime)
    if not value:
        raise BadRequest(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):
        raise BadRequest("failed to get HTTP URL content")  # the playground calls nobody
    file = world.files.find(value)
    if file is None:
        raise BadRequest("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise BadRequest(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _check_photo(body: bytes) -> None:
    if len(body) > PHOTO:
        raise BadRequest(
            f"file of size {len(body)} bytes is too big for a photo; the maximum size is {PHOTO} bytes"
        )
    size = picture_size(body)
    if size is None:
        raise BadRequest("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or max(size) > 20 * min(size):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")


METHODS: dict[str, Any] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendChatAction": send_chat_action,
}
