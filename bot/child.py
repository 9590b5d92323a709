"""A child process that does the work of one job: given a request, it answers with bytes or in parts."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from documents.__main__ import KIND_BYTES, LENGTH_BYTES

ROOT = Path(__file__).parent.parent
ROOM = "documents"
"""The package that is run."""
LOOK_SECONDS = 0.5
"""How often it is looked whether the work was cancelled while the child says nothing."""
AHEAD = 8 * 2**20
"""Bytes of an answer that may wait in memory; a child that is further ahead waits for us."""
SECRETS = ("BOT_TOKEN", "WEBHOOK_SECRET")

Read = TypeVar("Read")
Look = Callable[[], Awaitable[None]]


class Failed(Exception):
    """The work could not be done; the text is the kind of trouble, without data."""


class Nursery:
    """The process that children are forked from. It is started for the first one, again if it ended, and
    ends with ours; it is not told our secrets. It has one thread, for no other would live on in a child."""

    def __init__(self, room: str, nice: int) -> None:
        self._room, self._nice = room, nice
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Have it load what children will need, unless it runs."""
        if self._process is not None and self._process.poll() is None:
            return
        environment = {name: value for name, value in os.environ.items() if name.upper() not in SECRETS}
        self._hands, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._room],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={**environment, "JOB_NICE": str(self._nice), "OPENBLAS_NUM_THREADS": "1"},
            )

    def child(self, kind: str) -> socket.socket:
        """The line to a new child for this kind of work. Raises OSError if it cannot be had."""
        self.start()
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._hands, [kind.encode().ljust(KIND_BYTES)], [theirs.fileno()])
        return ours


@cache
def nursery(room: str, nice: int) -> Nursery:
    """The one of this process, for children that yield so much."""
    return Nursery(room, nice)


class Child:
    """A child that was asked, until its time is over."""

    def __init__(self, answer: asyncio.StreamReader, seconds: float, look: Look) -> None:
        self._answer, self._look = answer, look
        self._deadline = asyncio.get_running_loop().time() + seconds
        self._number = 0

    async def begin(self) -> None:
        """Wait until it is there, and knows how it is to be ended."""
        self._number = int(await self._in_time(self._answer.readline()) or 0)

    async def whole(self) -> bytes:
        """The document that it made. Raises Failed if it ended badly or too late."""
        document = await self.part()
        await self.part()
        return document

    async def part(self) -> bytes:
        """The next part, or nothing after the last one. Raises Failed if it ended before it was done, or as
        soon as it is late."""
        try:
            length = await self._in_time(self._answer.readexactly(LENGTH_BYTES))
            return await self._in_time(self._answer.readexactly(int.from_bytes(length, "big")))
        except asyncio.IncompleteReadError:
            raise Failed from None

    def kill(self) -> None:
        """End it wherever it is. It stays until we hang up, so the number is still its own."""
        if self._number and not self._answer.at_eof():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)

    async def _in_time(self, reading: Coroutine[Any, Any, Read]) -> Read:
        """What is read; the look, which may raise, is taken again and again meanwhile."""
        task = asyncio.create_task(reading)
        try:
            while not task.done():
                left = self._deadline - asyncio.get_running_loop().time()
                if left <= 0:
                    raise Failed
                done, _waiting = await asyncio.wait([task], timeout=min(LOOK_SECONDS, left))
                if not done:
                    await self._look()
            return task.result()
        except ConnectionError:
            raise Failed from None
        finally:
            task.cancel()
            await asyncio.wait([task])


@asynccontextmanager
async def asked(
    kind: str, request: dict[str, Any], *, database: str, seconds: float, nice: int, look: Look
) -> AsyncIterator[Child]:
    """A child at work on this request, killed at the end of the block if it has not ended."""
    line = nursery(ROOM, nice).child(kind)
    answer, asking = await asyncio.open_unix_connection(sock=line, limit=AHEAD)
    child = Child(answer, seconds, look)
    try:
        asking.write(json.dumps({"database": database, "request": request}).encode() + b"\n")
        await child.begin()
        yield child
    finally:
        child.kill()
        asking.transport.abort()
