"""What reaches the bot though no app of Telegram's makes it: injected updates, and groups that move."""

from __future__ import annotations

from playground.errors import Refused
from playground.updates import kind_of
from playground.world import Chat, Json, Message, World

KEPT_KINDS = {"message", "channel_post"}


def inject(world: World, body: Json) -> Json:
    """Queues {"update": {…}}, {"updates": […]} or {"raw": anything}; chats and people in it become known."""
    if isinstance(body.get("updates"), list):
        return {"update_ids": [inject(world, {"update": one})["update_id"] for one in body["updates"]]}
    if "raw" in body:
        return {"update_id": world.updates.inject(body["raw"])}
    update = body.get("update", body)
    if not isinstance(update, dict):
        raise Refused(400, 'give {"update": {…}}, {"updates": […]} or {"raw": anything}')
    _introduce(world, update)
    return {"update_id": world.updates.inject(update)}


def _introduce(world: World, update: Json) -> None:
    """Lets the bot answer where the update came from."""
    kind = kind_of(update)
    content = update.get(kind) if kind else None
    if not isinstance(content, dict):
        return
    within = content.get("message", content)
    chat = within.get("chat") if isinstance(within, dict) else None
    if not isinstance(chat, dict) or not _is_chat(chat):
        return
    if chat["type"] == "private":
        sender = content.get("from")
        about: Json = sender if isinstance(sender, dict) else {}
        if chat["id"] not in world.people:
            names: Json = {k: str(about[k]) for k in ("first_name", "last_name", "username") if k in about}
            world.add_person({"id": chat["id"], **names})
        world.people[chat["id"]].started = True
    else:
        world.add_chat(chat)
    if kind in KEPT_KINDS:
        _keep(world, world.chats[chat["id"]], content)


def _is_chat(chat: Json) -> bool:
    number = chat.get("id")
    known = chat.get("type") in ("private", "group", "supergroup", "channel")
    return known and isinstance(number, int) and not isinstance(number, bool) and number != 0


def _keep(world: World, chat: Chat, content: Json) -> None:
    """Well-formed messages appear in the chat, so that they can be replied to."""
    number, text = content.get("message_id"), content.get("text", "")
    if isinstance(number, int) and isinstance(text, str) and isinstance(content.get("date"), int):
        known = ("message_id", "from", "chat", "date", "text")
        chat.keep(Message({k: content[k] for k in known if k in content}, from_bot=False))
        if chat.person is not None:
            world.events.add("message", chat.id)


def migrate(world: World, chat_id: int, to: int | None = None) -> Json:
    """The group becomes a supergroup with another id; both chats tell the bot."""
    old = world.chats.get(chat_id)
    if old is None:
        raise Refused(404, f"there is no chat {chat_id}")
    new_id = to or -1_000_000_000_000 - abs(chat_id)
    new = world.add_chat({"id": new_id, "type": "supergroup", "title": old.raw.get("title", "Grup")})
    old.migrated_to = new_id
    for chat, moved in ((old, {"migrate_to_chat_id": new_id}), (new, {"migrate_from_chat_id": chat_id})):
        service = {"message_id": world.message_number(), "chat": chat.raw, "date": int(world.now()), **moved}
        world.updates.add("message", service)
    return {"id": new_id}
