"""The control API under /play: everything that the page and the tests do.

GET  /play/bot                                  who the bot is, its commands and descriptions
GET  /play/people           POST {name, id?, username?, phone?, language_code?, note?, started?, aside?}
GET  /play/people/{id}      one person as in the list
GET  /play/people/{id}/messages?after=0&limit=  what is on that person's screen
POST /play/people/{id}/{act}                    start, text, edit, press, tap, key, contact, location, photo,
                                                document, voice, sticker, album, block, unblock,
                                                deactivate, read
POST /play/updates {"update": {…}}, {"updates": […]} or {"raw": …}: anything at all, as the bot's next update
DELETE /play/updates                            drops what waits, as Telegram does after 24 hours
POST /play/chats/{id}/migrate {to?}             a group becomes a supergroup
GET  /play/events?since=N&timeout=25            waits for changes
GET  /play/state · /play/calls?after=N&chat=&method=&limit=
GET, POST /play/limits · /play/clock · /play/line            GET, POST, DELETE /play/faults
GET  /play/levers           POST /play/levers/{name}     what whoever runs the bot lets the page do with it
GET  /play/gauges/{name}                                 and see of it
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from aiohttp import web

from playground import acts, bubbles, hostile, params, tapping
from playground.errors import BotError, Refused
from playground.params import Params
from playground.wire import json_object, number, said
from playground.world import Json, Person, World

LONGEST_WAIT = 60.0


def _read(world: World, person: Person) -> Json:
    """Everything in the chat has been seen."""
    person.read_up_to = max(world.chat_of(person).messages, default=0)
    world.events.add("read", person.id)
    return {"read_up_to": person.read_up_to}


ACTS: Mapping[str, Callable[..., Json]] = {
    "start": acts.start,
    "text": acts.write,
    "edit": acts.edit,
    "press": acts.press,
    "tap": tapping.tap,
    "key": tapping.press_reply_button,
    "contact": acts.share_contact,
    "location": acts.share_location,
    "photo": acts.send_photo,
    "document": acts.send_document,
    "voice": acts.send_voice,
    "sticker": acts.send_sticker,
    "album": acts.send_album,
    "block": lambda world, person: acts.block(world, person, True),
    "unblock": lambda world, person: acts.block(world, person, False),
    "deactivate": acts.deactivate,
    "read": _read,
}


class Control:
    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/play/bot", self.bot),
            web.get("/play/people", self.people),
            web.post("/play/people", self.new_person),
            web.get("/play/people/{id:-?[0-9]+}", self.one_person),
            web.get("/play/people/{id:-?[0-9]+}/messages", self.messages),
            web.post("/play/people/{id:-?[0-9]+}/{act}", self.act),
            web.post("/play/updates", self.inject),
            web.delete("/play/updates", self.drop),
            web.post("/play/chats/{id:-?[0-9]+}/migrate", self.migrate),
            web.get("/play/events", self.events),
            web.get("/play/state", self.state),
            web.get("/play/calls", self.calls),
            web.get("/play/files/{id}", self.file),
        ]

    def _person(self, request: web.Request) -> Person:
        return self.world.person(int(request.match_info["id"]))

    async def bot(self, request: web.Request) -> web.Response:
        bot = self.world.bot
        language = request.query.get("language", "")
        commands = bot.commands.get(("default", language)) or bot.commands.get(("default", ""), [])
        user = {"id": bot.user["id"], "username": bot.user["username"], "name": bot.user["first_name"]}
        description = bot.descriptions.get(language) or bot.descriptions.get("", "")
        short = bot.short_descriptions.get(language) or bot.short_descriptions.get("", "")
        return said(user | {"commands": commands, "description": description, "short_description": short})

    async def people(self, request: web.Request) -> web.Response:
        return said([bubbles.listed(self.world, person) for person in self.world.people.values()])

    async def new_person(self, request: web.Request) -> web.Response:
        person = self.world.add_person(await json_object(request))
        return said(bubbles.listed(self.world, person), 201)

    async def one_person(self, request: web.Request) -> web.Response:
        return said(bubbles.listed(self.world, self._person(request)))

    async def messages(self, request: web.Request) -> web.Response:
        """The chat as that person sees it; `limit` keeps the newest ones only."""
        person = self._person(request)
        after, limit = number(request, "after"), number(request, "limit")
        kept = [m for m in self.world.chat_of(person).messages.values() if m.id > after]
        spinning = [q.shown() for q in self.world.unanswered() if q.person == person.id]
        return said(
            {
                "messages": [bubbles.bubble(message) for message in (kept[-limit:] if limit else kept)],
                "reply_keyboard": person.reply_keyboard,
                "force_reply": person.force_reply,
                "toasts": list(person.toasts),
                "unanswered": spinning,
                "version": self.world.events.version,
            }
        )

    async def act(self, request: web.Request) -> web.Response:
        """Something that a person does; the body holds the act's own words."""
        person = self._person(request)
        act = ACTS.get(request.match_info["act"])
        if act is None:
            raise Refused(404, f"nobody can {request.match_info['act']}", acts=sorted(ACTS))
        given: Params = await params.read(request)
        if "file" in given.uploads:
            given.values["upload"] = given.uploads["file"]
        try:
            bound = inspect.signature(act).bind(self.world, person, **given.values)
        except TypeError as error:
            raise Refused(400, f"{request.match_info['act']}: {error}") from None
        person.aside = False
        return said(act(*bound.args, **bound.kwargs))

    async def inject(self, request: web.Request) -> web.Response:
        return said(hostile.inject(self.world, await json_object(request)))

    async def drop(self, request: web.Request) -> web.Response:
        """As Telegram does with what nobody fetched for 24 hours."""
        dropped = len(self.world.updates)
        self.world.updates.forget()
        return said({"dropped": dropped})

    async def migrate(self, request: web.Request) -> web.Response:
        given = (await json_object(request)).get("to")
        return said(hostile.migrate(self.world, int(request.match_info["id"]), given))

    async def events(self, request: web.Request) -> web.Response:
        events, since = self.world.events, number(request, "since")
        wait = float(request.query.get("timeout", 25))
        await events.wait(since, min(wait, LONGEST_WAIT))
        return said({"version": events.version, "events": events.since(since)})

    async def state(self, request: web.Request) -> web.Response:
        world = self.world
        return said(
            {
                "pending": len(world.updates),
                "polling": world.updates.polling,
                "answered": world.answered,
                "unanswered": [query.shown() for query in world.unanswered()],
                "calls": world.calls.total,
                "sent": world.sent,
            }
        )

    async def calls(self, request: web.Request) -> web.Response:
        chat = number(request, "chat") if "chat" in request.query else None
        calls = self.world.calls.after(number(request, "after"), chat, request.query.get("method"))
        return said(calls[: number(request, "limit") or None])

    async def file(self, request: web.Request) -> web.Response:
        """A picture to look at; anything else only to download, so that no file of a bot runs as a page."""
        file = self.world.files.find(request.match_info["id"])
        if file is None:
            raise Refused(404, "there is no such file")
        kind = bubbles.picture_kind(file.body)
        answer = web.Response(body=file.body, content_type=kind or "application/octet-stream")
        if kind is None or file.kind == "document":
            name = quote(file.name or "berkas")
            answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return answer


@web.middleware
async def explain(request: web.Request, handler: Any) -> web.StreamResponse:
    """Turns a refusal into JSON, and lets in only who came to this address itself."""
    try:
        if request.path.startswith("/play") and not _at_home(request):
            raise Refused(403, "the playground answers only its own page and programs on this machine")
        answer: web.StreamResponse = await handler(request)
        return answer
    except Refused as refused:
        return said(refused.body, refused.status)
    except BotError as error:
        return said({"error": error.description}, error.code)


def _at_home(request: web.Request) -> bool:
    """A web page of another host, open in the same browser, must not play with the bot's process."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"http://{request.host}"
