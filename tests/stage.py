"""The stage that scenarios play on: the playground, the real machine on a real database, and its people.

Everything a person does goes through the playground's HTTP. `settle` waits until the machine has nothing
left to do, so that what a person sees can be told without waiting.
"""

import asyncio
import re
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import text

from bot.clock import TICKS, Clock
from bot.house import House
from bot.settings import Settings
from playground.limits import Limits
from playground.server import Playground

SETTLE_SECONDS = 60.0
BY_THE_CALENDAR = ("remind", "morning", "summary")
"""Ticks that a scenario calls itself: what people see must not hang on the day on which the tests run."""
LOOK_SECONDS = 0.004
SCREEN = 40
"""Messages that a person has before her eyes; to show more of them costs each turn more."""
OPEN_WORK = """
SELECT (SELECT count(*) FROM inbox WHERE state = 'open')
     + (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')
        AND (due_at <= :now OR (due_at <= :soon AND kind <> 'board')))
     + (SELECT count(*) FROM job WHERE state IN ('waiting', 'running') AND NOT (kind = 'progress'
        AND EXISTS (SELECT 1 FROM outbox WHERE kind = 'broadcast' AND state = 'waiting' AND due_at > :soon)))
"""
"""A bar that stands still until copies fall due is no work that ends by itself."""


def settings_for(url: str, token: str, folder: Path, **changes: Any) -> Settings:
    """Settings of a bot against the playground, with limits that a test need not wait for."""
    quick: dict[str, Any] = {
        "messages_per_second": 1000,
        "chat_per_second": 1000,
        "chat_burst": 1000,
        "user_per_second": 1000,
        "user_burst": 1000,
        "poll_seconds": 10,
        "job_nice": 1,  # or the tests beside would starve the children
        "office_phone": "+62811000000",
    }
    return Settings(
        _env_file=None,
        bot_token=token,
        bot_api_url=url,
        **{"database_url": f"sqlite:///{folder / 'wadah.db'}", **quick, **changes},
    )


class Stage:
    """One playground and one bot, which can be killed and opened again."""

    def __init__(self, folder: Path, *, restarts: bool = False, **settings: Any) -> None:
        self.folder, self.restarts, self._changes = folder, restarts, settings
        self.playground = Playground(limits=Limits(enabled=False))
        self.clock = Clock()
        self._eyes: sqlite3.Connection | None = None

    async def open(self) -> "Stage":
        await self.playground.start()
        self.http = aiohttp.ClientSession(self.playground.url)
        self.settings = settings_for(self.playground.url, self.playground.token, self.folder, **self._changes)
        await self.start_bot()
        return self

    async def close(self) -> None:
        await self.stop_bot()
        if self._eyes is not None:
            self._eyes.close()
        await self.http.close()
        await self.playground.stop()

    async def start_bot(self) -> None:
        self.house = House(self.settings, self.clock)
        await self.house.open()
        self.house.ticker.ticks = tuple(tick for tick in TICKS if tick.name not in BY_THE_CALENDAR)
        self._running = asyncio.create_task(self.house.run())

    async def stop_bot(self) -> None:
        self.house.signals.stopping.set()
        await self._running
        await self.house.close()

    async def kill_bot(self) -> None:
        """End it where it stands: nothing is drained, what was under way is cut off.

        Each task is cut off once: a second time would leave SQLAlchemy waiting for a connection for ever.
        """
        self._running.cancel()  # it cuts off its own tasks
        for send in self.house.sender.under_way.values():
            send.cancel()
        await asyncio.gather(self._running, *self.house.tasks, return_exceptions=True)
        await self.house.close()

    async def reopen(self) -> None:
        """Kill the bot and start it again."""
        await self.kill_bot()
        await self.start_bot()

    async def post(self, path: str, body: Any) -> Any:
        async with self.http.post(f"/play/{path}", json=body) as answer:
            told = await answer.json()
            assert answer.status < 300, told
            return told

    async def get(self, path: str) -> Any:
        async with self.http.get(f"/play/{path}") as answer:
            assert answer.status < 300, await answer.text()
            return await answer.json()

    async def person(self, name: str, phone: str = "+6281233445566") -> "Person":
        told = await self.post("people", {"name": name, "phone": phone})
        return Person(self, told["id"], name)

    async def query(self, sql: str, **values: Any) -> list[Any]:
        """Rows straight from the database, to look at what is remembered."""
        async with self.house.store.reading() as db:
            return list(await db.execute(text(sql), values))

    async def settle(self) -> None:
        """Wait until every update is taken, answered and sent.

        One quiet look is enough, because it goes the way that the work goes: what the playground keeps no
        more was committed to the inbox before, and each commit that ends a piece of work holds the next.
        """
        async with asyncio.timeout(SETTLE_SECONDS):
            while len(self.playground.world.updates) or await self._open_work():
                if self._running.done():
                    self._running.result()
                await asyncio.sleep(LOOK_SECONDS)

    async def _open_work(self) -> int:
        """Read SQLite from outside of the machine, so that looking costs it nothing."""
        now = self.clock.now().replace(tzinfo=None)
        soon = now + timedelta(seconds=10)
        if not self.house.store.is_sqlite:
            return int((await self.query(OPEN_WORK, now=now, soon=soon))[0][0])
        if self._eyes is None:
            self._eyes = sqlite3.connect(self.folder / "wadah.db")
        found = self._eyes.execute(OPEN_WORK, {"now": str(now), "soon": str(soon)})
        return int(found.fetchone()[0])


class Person:
    """Somebody with Telegram on a phone."""

    def __init__(self, stage: Stage, number: int, name: str) -> None:
        self.stage, self.number, self.name = stage, number, name
        self.messages: list[dict[str, Any]] = []
        self.screen: dict[str, Any] = {}
        self._before = 0

    async def act(self, what: str, **body: Any) -> None:
        """Do something, wait for what follows, and look at the screen."""
        self._before = max((m["message_id"] for m in self.messages), default=0)
        await self.stage.post(f"people/{self.number}/{what}", body)
        await self._see()

    async def _see(self) -> None:
        if self.stage.restarts:
            await self.stage.settle()
            await self.stage.reopen()
        await self.looks()

    async def looks(self, back: int = SCREEN) -> None:
        """Look at the screen once everything has settled, so many messages back."""
        await self.stage.settle()
        self.screen = await self.stage.get(f"people/{self.number}/messages?limit={back}")
        self.messages = self.screen["messages"]

    async def starts(self, payload: str = "") -> None:
        await self.act("start", **({"payload": payload} if payload else {}))

    async def says(self, words: str) -> None:
        await self.act("text", text=words)

    async def taps(self, label: str) -> None:
        """Press what is nearest at hand: the newest message's button, else a key, else a button above."""
        keys = [_label(key) for row in self._keys() for key in row]
        is_key = label in keys and self.messages and not self.question.get("keyboard")
        await self.act("key" if is_key else "tap", label=label)

    def _keys(self) -> list[list[Any]]:
        keyboard: list[list[Any]] = (self.screen.get("reply_keyboard") or {}).get("keyboard", [])
        return keyboard

    async def presses_again(self, message: dict[str, Any], label: str) -> None:
        """Press a button of a message that is further up."""
        await self.act("press", message_id=message["message_id"], label=label)

    async def shares_contact(self, **body: Any) -> None:
        await self.act("contact", **body)

    async def sends_photo(self, caption: str = "") -> None:
        await self.act("photo", **({"caption": caption} if caption else {}))

    async def sends_file(self, name: str, content: bytes) -> None:
        form = aiohttp.FormData()
        form.add_field("file", content, filename=name, content_type="application/octet-stream")
        self._before = max((m["message_id"] for m in self.messages), default=0)
        async with self.stage.http.post(f"/play/people/{self.number}/document", data=form) as answer:
            assert answer.status < 300, await answer.text()
        await self._see()

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What the bot said since this person's last act."""
        return [m for m in self.messages if m["from"] == "bot" and m["message_id"] > self._before]

    @property
    def question(self) -> dict[str, Any]:
        """The bot's newest message."""
        return next(m for m in reversed(self.messages) if m["from"] == "bot")

    def sees(self, words: str) -> bool:
        """Whether the bot said this since the last act."""
        return any(words in self.words(message) for message in self.answers)

    def said(self) -> str:
        """All that the bot said since the last act."""
        return "\n---\n".join(self.words(message) for message in self.answers)

    def words(self, message: dict[str, Any]) -> str:
        return str(message.get("text") or message.get("caption") or "")

    def buttons(self) -> list[str]:
        """All labels that can be pressed under the newest message, and the keys."""
        inline = [b["text"] for row in self.question.get("keyboard") or [] for b in row]
        return inline + [_label(key) for row in self._keys() for key in row]

    def place(self) -> tuple[int, int]:
        """Where one is in a form: (3, 11) for "3 dari 11"."""
        found = re.search(r"(\d+) dari (\d+)", self.words(self.question))
        assert found, self.said()
        return int(found[1]), int(found[2])


def _label(key: Any) -> str:
    return str(key["text"] if isinstance(key, dict) else key)
