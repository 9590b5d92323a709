"""Updates as nobody should send them: broken in their structure, and forged in their buttons."""

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
SENDER = {"id": 0, "is_bot": False, "first_name": "Penyerang", "language_code": "id"}
FILE = {"file_id": "AgAD_x", "file_unique_id": "x", "file_size": 1000}
PICTURE = {**FILE, "width": 90, "height": 90}
ORIGIN = {"type": "hidden_user", "date": 1_700_000_000, "sender_user_name": "Orang"}
CONTENTS: tuple[Json, ...] = (
    {"text": "Keripik Bu Penyerang"},
    {"text": "/start dari_sana", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
    {"contact": {"phone_number": "+6281300000000", "first_name": "X", "user_id": 1}},
    {"location": {"latitude": -7.0, "longitude": 112.7}},
    {"photo": [PICTURE, PICTURE], "caption": "foto"},
    {"photo": [PICTURE], "media_group_id": "777"},
    {"document": {**FILE, "file_name": "data.xlsx", "mime_type": "application/pdf"}},
    {"voice": {**FILE, "duration": 3}},
    {"sticker": {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False}},
    {"text": "diteruskan", "forward_origin": ORIGIN},
    {"new_chat_members": [SENDER]},
)
STRANGE: tuple[Callable[[], Any], ...] = (
    lambda: None,
    lambda: True,
    lambda: -1,
    lambda: 0,
    lambda: 2**31,
    lambda: 2**63,
    lambda: 10**300,
    lambda: 1.5,
    lambda: float("1e308"),
    lambda: "",
    lambda: "nol\x00nol",
    lambda: "separuh \ud800 pasangan",
    lambda: "\u202e\u0007<b>&amp;</i>" * 3,
    lambda: "A" * 5_000,
    list,
    dict,
    lambda: [None],
    lambda: {"id": {"id": {}}},
    lambda: nested(400),
)
CHAT_TYPES = ("group", "supergroup", "channel", "secret", "", None, 7)
PAYLOADS = ("f", "f:", "f:::", "f:{run}:name", "f:{run}:name:edit", "f:{run}:review:save", "f:{run}:name:=x")
FOREIGN = (
    *(f"{way}:{{business}}" for way in ("change", "card", "edit")),
    *("edit:{business}:name", "edit:{business}:photo", "f:{run}:owner_name:edit", "f:{run}:name:skip"),
    *("f:{run}:district:back", "f:{run}:capacity:option:0", "f:{run}:review:cancel", "f:{run}:name:officer"),
)
BROKEN = ("f:9999999999999999999:name:edit", "f:-1:name:edit", "f:٣:name:=1", "edit:-1", "edit:1e3:name", ":")


def nested(depth: int) -> Any:
    """A list in a list in a list."""
    value: Any = []
    for _level in range(depth):
        value = [value]
    return value


class Mutants:
    """An endless supply from one seed. `runs` and `businesses` are those of other people."""

    def __init__(
        self, chance: random.Random, senders: list[int], runs: list[int], businesses: list[int]
    ) -> None:
        self.chance, self.senders, self.runs, self.businesses = chance, senders, runs, businesses
        self._number = 10**6

    def __iter__(self) -> Iterator[Any]:
        while True:
            yield self._one()

    def _one(self) -> Any:
        kind = self.chance.random()
        if kind < 0.03:
            return self.chance.choice(STRANGE)()
        if kind < 0.35:
            return self._press()
        update = self._whole()
        for _wound in range(self.chance.choice((1, 1, 1, 2, 4))):
            self._wound(update)
        return update

    def _whole(self) -> Json:
        """A good update of any type, as yet."""
        message = self._message()
        kind = self.chance.choice(
            ("message",) * 5
            + ("edited_message", "channel_post", "callback_query", "my_chat_member", "poll", "inline_query")
        )
        if kind == "callback_query":
            return self._press()
        if kind == "my_chat_member":
            user = {"user": SENDER, "status": "member"}
            change = {"chat": message["chat"], "from": message["from"], "date": 1, "old_chat_member": user}
            status = self.chance.choice(("kicked", "member", "left"))
            return {kind: {**change, "new_chat_member": {**user, "status": status}}}
        return {kind: message}

    def _message(self) -> Json:
        self._number += 1
        sender = self.chance.choice(self.senders)
        chat = {"id": sender, "type": "private", "first_name": "Penyerang"}
        whole = {
            "message_id": self._number,
            "date": 1_700_000_000,
            "chat": chat,
            "from": {**SENDER, "id": sender},
        }
        return {**whole, **copy.deepcopy(self.chance.choice(CONTENTS))}

    def _press(self) -> Json:
        """A button that was never shown to this person, or never to anybody."""
        message = self._message()
        data = self.chance.choice((*PAYLOADS, *FOREIGN * 2, *BROKEN))
        data = data.format(run=self.chance.choice(self.runs), business=self.chance.choice(self.businesses))
        if self.chance.random() < 0.3:
            place = self.chance.randrange(len(data) + 1)
            data = data[:place] + self.chance.choice(("\x00", ":", "\ud800", "é", "9" * 40)) + data[place:]
        query = {"id": str(self.chance.randrange(10**12)), "from": message["from"], "message": message}
        return {"callback_query": {**query, "chat_instance": "1", "data": data}}

    def _wound(self, update: Json) -> None:
        """Delete a key, swap a type, or make a chat another kind, anywhere in the tree."""
        places = list(_places(update))
        if not places:
            return
        holder, key = self.chance.choice(places)
        if key == "id" and holder.get("type") == "private":
            return  # whose chat it is Telegram says, and no sender can forge
        if key == "type" and "id" in holder:
            holder[key] = self.chance.choice(CHAT_TYPES)
        elif self.chance.random() < 0.4:
            del holder[key]
        else:
            holder[key] = self.chance.choice(STRANGE)()


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield tree, key
            yield from _places(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _places(value)
