"""The bot as a child process: started, asked to stop, killed by its own number, and read what it logged."""

import asyncio
import multiprocessing
import os
import subprocess
import sys
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.faults.launch import Arm, launch

ROOT = Path(__file__).parent.parent.parent
QUICK = {
    "MESSAGES_PER_SECOND": "100000",
    "CHAT_PER_SECOND": "100000",
    "CHAT_BURST": "100000",
    "USER_PER_SECOND": "100000",
    "USER_BURST": "100000",
    "OFFICE_PHONE": "+62811000000",
    "LOG_LEVEL": "INFO",
}
"""Limits that a fault run need not wait for."""

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.faults.warm"])


class BotProcess:
    """One bot on one database, at one Bot API. At most one process at a time."""

    def __init__(self, url: str, token: str, folder: Path, **settings: object) -> None:
        self.folder, self.log, self.database = folder, folder / "log.txt", folder / "wadah.db"
        self.environment = {
            **QUICK,
            "BOT_TOKEN": token,
            "BOT_API_URL": url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            **{name.upper(): str(value) for name, value in settings.items()},
        }
        self._process: ForkServerProcess | subprocess.Popen[bytes] | None = None

    def start(self, *arms: Arm) -> None:
        """Start it from a process that has its modules loaded already; arms go first."""
        assert not self.is_running
        given = (self.environment, self.folder, self.log, arms)
        self._process = _forks.Process(target=launch, args=given, daemon=True)
        self._process.start()

    def start_plainly(self, *before: str) -> None:
        """Start it as people do, `python -m bot run`, perhaps under another program."""
        assert not self.is_running
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*before, sys.executable, "-m", "bot", "run"],
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stderr=log,
            )

    @property
    def is_running(self) -> bool:
        return self._process is not None and self.exit_code is None

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process is not None and self._process.pid is not None
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """What it ended with, negative for a signal; None while it runs."""
        if isinstance(self._process, subprocess.Popen):
            return self._process.poll()
        return self._process.exitcode if self._process is not None else None

    def kill(self) -> bool:
        """kill -9; whether it was still running."""
        was_running = self.is_running
        if self._process is not None and was_running:
            self._process.kill()
            _wait(self._process)
        return was_running

    def terminate(self) -> None:
        """SIGTERM."""
        assert self._process is not None
        self._process.terminate()

    async def ended(self, seconds: float) -> bool:
        """Wait until it has ended by itself, at most so long; whether it has."""
        until = time.monotonic() + seconds
        while self.is_running and time.monotonic() < until:
            await asyncio.sleep(0.005)
        return not self.is_running

    def logged(self) -> str:
        """All that it wrote to standard error, over all its lives."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""


def _wait(process: ForkServerProcess | subprocess.Popen[bytes]) -> None:
    if isinstance(process, subprocess.Popen):
        process.wait(10)
    else:
        process.join(10)
