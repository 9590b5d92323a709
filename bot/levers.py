"""The demo's levers and gauges, as plain functions for its page: the bot's process, its clock, its queues."""

import asyncio
import contextlib
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playground.levers import Lever
from playground.limits import Limits
from playground.server import Playground
from storage import inbox, outbox
from storage.status import NoStatus, Status, look

ROOT = Path(__file__).parent.parent
LOOK_SECONDS = 0.5
STILL_LOOKS = 8
"""What waits and does not move for so many looks waits for another day."""


@dataclass
class Absence:
    """How long the bot was away, and what it has caught up with since."""

    began: float
    seconds: float | None = None
    """Until it asked for news again; None as long as it is away."""
    read: int = 0
    sent: int = 0
    left: int = 0
    is_over: bool = False
    """Nothing more moves of what had waited."""

    def told(self) -> dict[str, Any]:
        """As the page gets it."""
        seconds = time.monotonic() - self.began if self.seconds is None else self.seconds
        return {**asdict(self), "seconds": round(seconds), "is_away": self.seconds is None}


class BotProcess:
    """The real `run` command as a child, to be killed and started again."""

    def __init__(self) -> None:
        self.folder = Path()
        self.absence: Absence | None = None
        levers: dict[str, Lever] = {"kill": self.kill, "start": self.start, "clock": self.move_clock}
        gauges: dict[str, Lever] = {"status": self.status, "queues": self.queues}
        self.playground = Playground(limits=Limits(chat_burst=120), levers=levers, gauges=gauges)
        self._process: asyncio.subprocess.Process | None = None
        self._watches: list[asyncio.Task[None]] = []
        """Of the process that runs: when it ends, and what it catches up with."""

    def begin_fresh(self, folder: Path) -> None:
        """An empty database in a folder of its own: two demos have two ports, and so two folders."""
        self.folder = folder
        for name in ("wadah.db", "wadah.db-wal", "wadah.db-shm", self.clock_file.name):
            (folder / name).unlink(missing_ok=True)

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder.absolute() / 'wadah.db'}"

    @property
    def clock_file(self) -> Path:
        return self.folder.absolute() / "clock"

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> dict[str, Any]:
        """Start the bot unless it runs."""
        if self.is_alive:
            return await self.status()
        before = await self._look()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env={**os.environ, **self._settings()}
        )
        self._watches = [asyncio.create_task(self._note_end(self._process))]
        if self.absence is not None and before is not None:
            self._watches.append(asyncio.create_task(self._catch_up(self.absence, before)))
        return await self.status()

    def _settings(self) -> dict[str, str]:
        return {
            "BOT_TOKEN": self.playground.token,
            "BOT_API_URL": self.playground.line.url,
            "DATABASE_URL": self.database_url,
            "CLOCK_FILE": str(self.clock_file),
            "WEBHOOK_URL": "",
            "OFFICE_REGION": "35.26",
            "OFFICE_NAME": "Dinas Perindustrian dan Tenaga Kerja Kabupaten Bangkalan",
            "OFFICE_ZONE": "Asia/Jakarta",
            "OFFICE_PHONE": "+62811000000",
            "REPORT_PERIOD": "quarter",
            "CHAT_BURST": "100",
            "LOG_LEVEL": "WARNING",
        }

    async def kill(self) -> dict[str, Any]:
        """kill -9, as a power cut would."""
        if self._process is not None and self.is_alive:
            self._process.kill()
            await self._watches[0]
        return await self.status()

    async def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._process is not None and self.is_alive:
            self._process.terminate()
            await self._watches[0]

    async def status(self) -> dict[str, Any]:
        """Whether the bot runs, and how it came through its last end."""
        return {"alive": self.is_alive, "absence": self.absence and self.absence.told()}

    async def queues(self) -> dict[str, Any]:
        """How many rows are in each state of each queue; empty while there is no database."""
        found = await self._look()
        return asdict(found) if found else {}

    async def move_clock(self, offset_seconds: float) -> None:
        """Have the bot's clock run so far ahead, now and after each start; it reads the file by itself."""
        part = self.clock_file.with_suffix(".part")
        part.write_text(str(offset_seconds))
        part.replace(self.clock_file)

    async def _look(self) -> Status | None:
        with contextlib.suppress(NoStatus):
            return await look(self.database_url)
        return None

    async def _note_end(self, process: asyncio.subprocess.Process) -> None:
        """It may also end by itself; what it was catching up with is for its successor then."""
        await process.wait()
        for watch in self._watches[1:]:
            watch.cancel()
        self.absence = Absence(time.monotonic())

    async def _catch_up(self, absence: Absence, before: Status) -> None:
        """Count what the bot does of what had waited, from its queues, until nothing moves any more."""
        world = self.playground.world
        sent, calls = world.sent, world.calls.total
        while not self._asks(calls):
            await asyncio.sleep(LOOK_SECONDS)
        absence.seconds = time.monotonic() - absence.began
        still = 0
        while not absence.is_over:
            if (now := await self._look()) is not None:
                figures = _closed(now) - _closed(before), world.sent - sent, _left(now) + len(world.updates)
                still = still + 1 if figures == (absence.read, absence.sent, absence.left) else 0
                absence.read, absence.sent, absence.left = figures
                absence.is_over = absence.left == 0 or still >= STILL_LOOKS
            await asyncio.sleep(LOOK_SECONDS)

    def _asks(self, calls: int) -> bool:
        """Whether the bot has asked for news since that call, and was answered or waits for an answer."""
        world = self.playground.world
        asked = world.calls.after(calls, method="getUpdates")
        return any(call["ok"] for call in asked) or bool(asked and world.updates.polling)


def _closed(status: Status) -> int:
    return sum(count for state, count in status.inbox.items() if state != inbox.OPEN)


def _left(status: Status) -> int:
    return status.inbox[inbox.OPEN] + status.outbox[outbox.WAITING] + status.outbox[outbox.SENDING]
