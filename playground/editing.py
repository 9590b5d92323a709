"""What the bot does to messages that are there: edits, deletes, and answers to pressed buttons."""

from __future__ import annotations

from typing import Any

from playground import keyboards
from playground.errors import BadRequest
from playground.params import Params
from playground.sending import chat_named, formatted_caption, formatted_text, spend
from playground.world import QUERY_LIVES, Chat, Json, Message, World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
LONGEST_TOAST = 200


def edit_message_text(world: World, params: Params) -> Json:
    chat, message = _editable(world, params)
    text, entities = formatted_text(params)
    if "text" not in message.raw:
        raise BadRequest("there is no text in the message to edit")
    return _edit(world, chat, message, params, {"text": text, "entities": entities or None})


def edit_message_caption(world: World, params: Params) -> Json:
    chat, message = _editable(world, params)
    if "photo" not in message.raw and "document" not in message.raw:
        raise BadRequest("there is no caption in the message to edit")
    return _edit(
        world, chat, message, params, {"caption": None, "caption_entities": None} | formatted_caption(params)
    )


def edit_message_reply_markup(world: World, params: Params) -> Json:
    chat, message = _editable(world, params)
    return _edit(world, chat, message, params, {})


def delete_message(world: World, params: Params) -> bool:
    chat = chat_named(world, params)
    if chat.messages.pop(params.number("message_id"), None) is None:
        raise BadRequest("message to delete not found")
    if chat.person is not None:
        world.events.add("deleted", chat.id)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    query = world.queries.get(params.text("callback_query_id"))
    text = params.text("text")
    if query is None or query.answered or world.now() - query.at > QUERY_LIVES:
        raise BadRequest(OLD_QUERY)
    if len(text) > LONGEST_TOAST:
        raise BadRequest("MESSAGE_TOO_LONG")
    query.answered = True
    world.answered += 1
    person = world.people.get(query.person)
    if person is not None:
        toast = {"text": text, "alert": params.flag("show_alert"), "at": world.now()}
        if text:
            person.toasts.append(toast | query.shown() | {"at": toast["at"]})
        world.events.add("answered", person.id)
    return True


def _editable(world: World, params: Params) -> tuple[Chat, Message]:
    chat = chat_named(world, params)
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise BadRequest("message to edit not found")
    if not message.from_bot or message.fixed:
        raise BadRequest("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Message, params: Params, changes: dict[str, Any]) -> Json:
    """Puts the changes in place (None takes a part away). An edit without a keyboard removes the old one."""
    keyboard = keyboards.read(params.json("reply_markup", "reply keyboard markup"))
    if keyboard is not None and "inline_keyboard" not in keyboard:
        raise BadRequest("inline keyboard expected")
    changes = {**changes, "reply_markup": keyboard}
    if all(message.raw.get(name) == value for name, value in changes.items()):
        raise BadRequest(SAME)
    spend(world, None)
    kept = {name: value for name, value in message.raw.items() if name not in changes}
    message.raw = kept | {name: value for name, value in changes.items() if value is not None}
    if set(changes) != {"reply_markup"}:  # a change of the buttons alone shows no "edited"
        message.raw["edit_date"] = int(world.now())
    if chat.person is not None:
        world.events.add("edited", chat.id)
    return message.raw


METHODS: dict[str, Any] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
}
