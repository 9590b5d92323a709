"""A stand-in for the Bot API that answers as fast as Python can, and owners who answer a bot's questions.

It keeps no limits and checks nothing: the playground is the judge, this is the stopwatch. Owners are closed
loops: each answers only after the bot's reply came. First all of them are led to the first question, then the
answers are timed.

    python -m benchmarks.standin < script.json
"""

import asyncio
import json
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

FIRST = 1_000_000
"""The number of the first owner's chat."""
BATCH = 100
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
ME = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "ukur_bot"}
TRUE = b'{"ok":true,"result":true}'


@dataclass(frozen=True)
class Step:
    """What an owner says or presses, and the words of the reply that she waits for."""

    does: str
    until: str
    is_press: bool = False


@dataclass(frozen=True)
class Script:
    """What all owners do: at first, which is not timed, and then."""

    before: tuple[Step, ...]
    timed: tuple[Step, ...]
    owners: int
    at_once: int

    @staticmethod
    def of(told: dict[str, Any]) -> "Script":
        """From JSON."""
        before, timed = (tuple(Step(**step) for step in told[name]) for name in ("before", "timed"))
        return Script(before, timed, told["owners"], told["at_once"])


class Owner:
    """One chat, going through its steps."""

    def __init__(self, world: "World", number: int, script: Script) -> None:
        self.world, self.number = world, number
        self.steps = iter((*script.before, None, *script.timed, None))
        self.step: Step | None = None
        self.since = 0.0
        self.markup: dict[str, Any] = {}

    def goes_on(self) -> None:
        """Do the next thing; at the end of a stretch let another owner begin."""
        self.step = next(self.steps)
        if self.step is None:
            self.world.rests(self)
            return
        self.since = time.perf_counter()
        who = {"id": self.number, "is_bot": False, "first_name": "Siti"}
        chat = {"id": self.number, "type": "private"}
        message = {"message_id": 1, "date": 1_700_000_000, "chat": chat}
        if self.step.is_press:
            press = {"id": "1", "from": who, "chat_instance": "1", "message": {**message, "text": "?"}}
            self.world.tell({"callback_query": {**press, "data": self._button(self.step.does)}})
            return
        said: dict[str, Any] = {**message, "from": who, "text": self.step.does}
        if self.step.does.startswith("/"):
            said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(self.step.does)}]
        self.world.tell({"message": said})

    def _button(self, label: str) -> str:
        buttons = [one for row in self.markup["inline_keyboard"] for one in row]
        return next(str(one["callback_data"]) for one in buttons if one["text"] == label)

    def hears(self, text: str, markup: dict[str, Any]) -> None:
        """A message came; the reply she waits for makes her go on."""
        self.markup = markup
        if self.step is not None and self.step.until in text:
            self.world.seconds.append(time.perf_counter() - self.since)
            self.goes_on()


class World:
    """All owners, and the updates that the bot has not confirmed."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.owners = {number: Owner(self, number, script) for number in range(FIRST, FIRST + script.owners)}
        self.resting: deque[Owner] = deque()
        self.updates: deque[dict[str, Any]] = deque()
        self.last = 0
        self.arrived = asyncio.Event()
        self.ended = asyncio.Event()
        self.seconds: list[float] = []
        self._waiting: Iterator[Owner] = iter(())

    async def stretch(self) -> float:
        """Everybody goes through one stretch of the steps, so many at once; how many seconds it took."""
        self.seconds.clear()
        self.ended.clear()
        self.resting.clear()
        self._waiting = iter(self.owners.values())
        begun = time.perf_counter()
        for _place in range(self.script.at_once):
            next(self._waiting).goes_on()
        await self.ended.wait()
        return time.perf_counter() - begun

    def rests(self, owner: Owner) -> None:
        """This one is through; the next begins."""
        self.resting.append(owner)
        following = next(self._waiting, None)
        if following is not None:
            following.goes_on()
        elif len(self.resting) == len(self.owners):
            self.ended.set()

    def tell(self, update: dict[str, Any]) -> None:
        """Give this to the bot when it asks."""
        self.last += 1
        self.updates.append({"update_id": self.last, **update})
        self.arrived.set()

    async def get_updates(self, asked: dict[str, Any]) -> bytes:
        """What the bot has not confirmed, once there is something or its patience ends."""
        offset = int(asked.get("offset") or 0)
        while self.updates and self.updates[0]["update_id"] < offset:
            self.updates.popleft()
        if not self.updates:
            self.arrived.clear()
            try:
                await asyncio.wait_for(self.arrived.wait(), float(asked.get("timeout") or 0) or 0.001)
            except TimeoutError:
                return b'{"ok":true,"result":[]}'
        given = [update for _place, update in zip(range(BATCH), self.updates, strict=False)]
        return json.dumps({"ok": True, "result": given}).encode()

    def send_message(self, asked: dict[str, Any]) -> bytes:
        """Let the owner hear it, and say that it was sent."""
        number = int(asked["chat_id"])
        markup = asked.get("reply_markup") or {}
        self.owners[number].hears(asked["text"], json.loads(markup) if isinstance(markup, str) else markup)
        chat = {"id": number, "type": "private"}
        sent = {"message_id": 2, "date": 1_700_000_000, "chat": chat, "text": asked["text"]}
        return json.dumps({"ok": True, "result": sent}).encode()


class Connection(asyncio.Protocol):
    """HTTP/1.1 as bots speak it: one request after another, each with its length."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._got = b""
        self._asking: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._out = transport

    def connection_lost(self, error: Exception | None) -> None:
        if self._asking is not None:
            self._asking.cancel()

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, gap, body = self._got.partition(b"\r\n\r\n")
        if not gap:
            return
        lower = head.lower()
        length = 0
        if (place := lower.find(b"content-length:")) >= 0:
            length = int(lower[place + 15 :].split(b"\r\n", 1)[0])
        if len(body) < length:
            return
        self._got = body[length:]
        method = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].split(b"?")[0].decode()
        self._answer(method, _asked(body[:length].decode()))

    def _answer(self, method: str, asked: dict[str, Any]) -> None:
        if method == "getUpdates":
            self._asking = asyncio.create_task(self._poll(asked))
        elif method == "sendMessage":
            self._say(self.world.send_message(asked))
        elif method == "getMe":
            self._say(json.dumps({"ok": True, "result": ME}).encode())
        else:
            self._say(TRUE)

    async def _poll(self, asked: dict[str, str]) -> None:
        self._say(await self.world.get_updates(asked))

    def _say(self, answer: bytes) -> None:
        self._out.write(HEAD % (len(answer), answer))


def _asked(body: str) -> dict[str, Any]:
    """A call's parameters, from JSON or from a form."""
    if body.startswith("{"):
        return dict(json.loads(body))
    return {name: values[0] for name, values in parse_qs(body).items()}


async def main() -> None:
    """Tell the port; then, line by line, that the timed stretch begins, and what came of it."""
    world = World(Script.of(json.load(sys.stdin)))
    server = await asyncio.get_running_loop().create_server(lambda: Connection(world), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await world.stretch()
    print("begins", flush=True)
    took = await world.stretch()
    print(json.dumps({"took": took, "seconds": world.seconds}), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
