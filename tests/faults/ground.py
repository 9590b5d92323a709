"""The ground that a fault is tried on: a playground, a bot process, and the histories that are judged after.

The playground is told everything by HTTP, as the bot is, so that the judge knows only what both can see.
"""

import asyncio
import random
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from playground.limits import Limits
from playground.server import Playground
from tests.faults.checker import Violation
from tests.faults.launch import Arm
from tests.faults.process import BotProcess

OPEN_WORK = """
SELECT (SELECT count(*) FROM inbox WHERE state = 'open')
     + (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending'))
"""
READY_SECONDS = 30.0


@dataclass(frozen=True)
class Dose:
    """How much of a fault: so many times, for at most so many seconds, from this seed."""

    count: int
    seconds: float
    seed: int = 1
    owners: int = 20


@dataclass
class Outcome:
    """What a row of the table came to; it is green if nothing was violated and the whole dose was given."""

    row: str
    wanted: int
    done: int = 0
    kills: int = 0
    updates: int = 0
    repeats: int = 0
    seconds: float = 0.0
    violations: list[Violation] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many violations are of this kind: lost, doubled, reordered."""
        return sum(violation.kind == kind for violation in self.violations)

    @property
    def is_green(self) -> bool:
        return not self.violations and self.done >= self.wanted


class Ground:
    """One playground and one bot process on a fresh database."""

    bot: BotProcess
    http: aiohttp.ClientSession

    def __init__(self, folder: Path, dose: Dose, **settings: object) -> None:
        self.folder, self.dose, self.settings = folder, dose, settings
        self.chance = random.Random(dose.seed)
        self.playground = Playground(limits=Limits(enabled=False))
        self.began = time.monotonic()
        self.fed: list[int] = []
        self._calls: dict[int, dict[str, Any]] = {}
        self._collected = self._before = 0
        self.troubles: list[Violation] = []
        self.kills = 0

    @property
    def has_time(self) -> bool:
        """Whether the cap of the dose is still ahead."""
        return time.monotonic() - self.began < self.dose.seconds

    async def get(self, path: str) -> Any:
        async with self.http.get(f"/play/{path}") as answer:
            assert answer.status < 300, await answer.text()
            return await answer.json()

    async def post(self, path: str, body: Any) -> Any:
        """Do something in the playground; the update that it made counts as fed."""
        async with self.http.post(f"/play/{path}", json=body) as answer:
            told = await answer.json()
            assert answer.status < 300, told
        if isinstance(told, dict) and told.get("update_id") is not None:
            self.fed.append(told["update_id"])
        return told

    async def kill(self) -> None:
        """kill -9. A bot that is dead already died without being asked, which is a violation."""
        self.kills += 1
        if not self.bot.kill():
            self.blame(
                "I8", "died", f"the bot ended by itself with {self.bot.exit_code}: {self.last_words()}"
            )
        await self.collect()

    async def stop(self) -> None:
        """Ask it to end, so that what a tick has just begun is ended, too."""
        self.bot.terminate()
        await self.bot.ended(10.0)
        await self.collect()

    def blame(self, invariant: str, kind: str, words: str) -> None:
        self.troubles.append(Violation(invariant, kind, words))

    def last_words(self) -> str:
        return self.bot.logged().strip()[-400:]

    async def collect(self) -> None:
        """Fetch the calls that are new, before the playground forgets them."""
        for call in await self.get(f"calls?after={self._collected}"):
            self._calls[call["n"]] = call
        under_way = (n for n, call in self._calls.items() if n > self._collected and call["done"] is None)
        self._collected = min(under_way, default=max(self._calls, default=0) + 1) - 1

    @property
    def calls(self) -> list[dict[str, Any]]:
        """What the bot sent, oldest first."""
        return [call for _n, call in sorted(self._calls.items()) if call["method"] != "getUpdates"]

    async def start(self, *arms: Arm) -> None:
        """Start the bot from the fork server; arms go first."""
        self._before = (await self.get("state"))["calls"]
        self.bot.start(*arms)

    async def start_plainly(self, *before: str) -> None:
        """Start the bot as people do."""
        self._before = (await self.get("state"))["calls"]
        self.bot.start_plainly(*before)

    async def ready(self) -> bool:
        """Wait until the bot that was just started asks for updates; whether it does."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and self.bot.is_running:
            if await self.get(f"calls?after={self._before}&method=getUpdates&limit=1"):
                return True
            await asyncio.sleep(0.02)
        self.blame("I8", "stuck", f"the bot did not start: {self.last_words()}")
        return False

    async def settle(self, seconds: float = 60.0) -> bool:
        """Wait until every update is taken, answered and sent; what stays open is a violation."""
        until, quiet = time.monotonic() + seconds, 0
        while time.monotonic() < until and self.bot.is_running:
            waiting = (await self.get("state"))["pending"] + self.look(OPEN_WORK)[0][0]
            quiet = 0 if waiting else quiet + 1
            if quiet == 3:
                return True
            await asyncio.sleep(0.03)
        self.blame("I8", "stuck", f"the work does not end: {self.last_words()}")
        return False

    def look(self, sql: str, *values: object) -> list[Any]:
        """Rows of the database, read by a process that is not the bot."""
        connection = sqlite3.connect(f"{self.bot.database.as_uri()}?mode=ro", uri=True, timeout=20)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()


@asynccontextmanager
async def ground(folder: Path, dose: Dose, **settings: object) -> AsyncIterator[Ground]:
    """A ground that is cleared away at the end, with every process that was started on it."""
    here = Ground(folder, dose, **settings)
    await here.playground.start()
    here.bot = BotProcess(here.playground.line.url, here.playground.token, folder, **settings)
    here.http = aiohttp.ClientSession(here.playground.url)
    try:
        yield here
    finally:
        here.bot.kill()
        await here.http.close()
        await here.playground.stop()
