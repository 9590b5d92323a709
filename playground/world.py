"""The world that the bot lives in: people, chats, their messages, and one clock."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from playground.calls import Calls
from playground.errors import Refused
from playground.events import Events
from playground.faults import Faults
from playground.files import Files
from playground.limits import Limits, Meter
from playground.updates import Updates

Json = dict[str, Any]
KEPT_MESSAGES = 5000  # of each chat
KEPT_QUERIES = 20_000
QUERY_LIVES = 900.0  # seconds in which a button press can be answered


@dataclass
class Message:
    """One message. `raw` is Telegram's Message object, kept up to date by edits."""

    raw: Json
    from_bot: bool
    fixed: bool = False  # it carried a reply keyboard, so Telegram lets nobody edit it

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def buttons(self) -> list[list[Json]]:
        rows: list[list[Json]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows


@dataclass
class Chat:
    """A chat as Telegram describes it in `raw`, and everything said in it."""

    raw: Json
    messages: dict[int, Message] = field(default_factory=dict)
    migrated_to: int | None = None
    person: Person | None = None

    @property
    def id(self) -> int:
        return int(self.raw["id"])

    @property
    def is_group(self) -> bool:
        return self.raw["type"] in ("group", "supergroup", "channel")

    def keep(self, message: Message) -> None:
        self.messages[message.id] = message
        if len(self.messages) > KEPT_MESSAGES:
            del self.messages[next(iter(self.messages))]


@dataclass
class Person:
    user: Json
    phone: str
    note: str = ""
    started: bool = False
    aside: bool = False  # the page lists this one only when looked for, until somebody plays him or her
    blocked: bool = False
    deactivated: bool = False
    reply_keyboard: Json | None = None
    force_reply: int | None = None  # the message that asks for a reply to itself
    read_up_to: int = 0
    toasts: deque[Json] = field(default_factory=lambda: deque(maxlen=200))

    @property
    def id(self) -> int:
        return int(self.user["id"])

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.user["first_name"], self.user.get("last_name"))))


@dataclass
class Query:
    """A press of an inline button, which spins until the bot answers it."""

    id: str
    person: int
    chat: int
    message: int
    data: str
    at: float
    answered: bool = False

    def shown(self) -> Json:
        return {
            "id": self.id,
            "person": self.person,
            "message_id": self.message,
            "data": self.data,
            "at": self.at,
        }


@dataclass
class BotProfile:
    user: Json
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)  # by scope and language
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)


class World:
    def __init__(self, bot: Json, limits: Limits) -> None:
        self.bot = BotProfile(bot)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.files = Files()
        self.events = Events()
        self.faults = Faults()
        self.updates = Updates(self.faults)
        self.meter = Meter(limits)
        self.calls = Calls()
        self.clock_offset = 0.0
        self.sent = 0
        self.answered = 0
        self._next_message = 1
        self._next_person = 200_000_001

    def now(self) -> float:
        return time.time() + self.clock_offset

    def person(self, person_id: int) -> Person:
        if person_id not in self.people:
            raise Refused(404, f"there is no person {person_id}")
        return self.people[person_id]

    def chat_of(self, person: Person) -> Chat:
        return self.chats[person.id]

    def add_person(self, about: Json) -> Person:
        """A new person, who has not yet written to the bot unless `about` says so; it may fix the id, too."""
        person_id = int(about.get("id") or self._free_id())
        if person_id in self.people:
            raise Refused(409, f"person {person_id} is there already")
        first = str(about.get("name") or about.get("first_name") or f"Orang {person_id}")
        user: Json = {"id": person_id, "is_bot": False, "first_name": first}
        user |= {name: str(about[name]) for name in ("last_name", "username") if about.get(name)}
        user["language_code"] = about.get("language_code") or "id"
        phone = str(about.get("phone") or f"62812{person_id % 100_000_000:08d}")
        person = Person(user, phone, str(about.get("note") or ""))
        person.started, person.aside = bool(about.get("started")), bool(about.get("aside"))
        self.people[person_id] = person
        names: Json = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
        self.chats[person_id] = Chat({"id": person_id, "type": "private", **names}, person=person)
        self.events.add("person", person_id)
        return person

    def _free_id(self) -> int:
        while self._next_person in self.people:
            self._next_person += 1
        return self._next_person

    def add_chat(self, raw: Json) -> Chat:
        chat = self.chats.get(int(raw["id"]))
        if chat is None:
            chat = self.chats[int(raw["id"])] = Chat(dict(raw))
        return chat

    def message_number(self) -> int:
        self._next_message += 1
        return self._next_message - 1

    def said(self, person: Person, content: Json) -> Json:
        """A person's message reaches the chat and the bot. Returns what the control API shows of it."""
        if person.deactivated:
            raise Refused(409, f"{person.name} has deleted the account")
        if person.blocked:
            raise Refused(409, f"{person.name} has blocked the bot")
        chat = self.chat_of(person)
        raw = {
            "message_id": self.message_number(),
            "from": person.user,
            "chat": chat.raw,
            "date": int(self.now()),
            **content,
        }
        chat.keep(Message(raw, from_bot=False))
        person.started, person.force_reply = True, None
        update = self.updates.add("message", dict(raw))
        self.events.add("message", person.id)
        return {"message_id": raw["message_id"], "update_id": update}

    def ask(self, person: Person, message: Message, data: str) -> Query:
        """A pressed inline button, kept until it is answered."""
        query = Query(
            id=str(random.getrandbits(62)),
            person=person.id,
            chat=int(message.raw["chat"]["id"]),
            message=message.id,
            data=data,
            at=self.now(),
        )
        self.queries[query.id] = query
        if len(self.queries) > KEPT_QUERIES:
            del self.queries[next(iter(self.queries))]
        return query

    def unanswered(self) -> Iterable[Query]:
        oldest = self.now() - QUERY_LIVES
        return (query for query in self.queries.values() if not query.answered and query.at > oldest)
