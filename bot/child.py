"""A child process that does the work of one job: given a request, it answers with bytes or with lines."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parent.parent
ROOM = "documents"
"""The package that is run."""
LOOK_SECONDS = 0.5
"""How often it is looked whether the work was cancelled while the child says nothing."""
LONGEST_LINE = 8 * 2**20
"""Bytes. As much again may wait in memory; a child that is further ahead waits for us."""
SECRETS = ("BOT_TOKEN", "WEBHOOK_SECRET")

Read = TypeVar("Read")
Look = Callable[[], Awaitable[None]]


class Failed(Exception):
    """The work could not be done; the text is the kind of trouble, without data."""


class Child:
    """A child that was asked, until its time is over."""

    def __init__(self, process: Process, seconds: float, look: Look) -> None:
        self._process, self._look = process, look
        self._deadline = asyncio.get_running_loop().time() + seconds

    async def whole(self) -> bytes:
        """All that it wrote. Raises Failed if it ended badly or too late."""
        output = await self._in_time(_output(self._process).read())
        await self._ended()
        return output

    async def line(self) -> bytes:
        """The next line, or nothing after the last one. Raises Failed at the end if it ended badly, or at
        once if it is late."""
        line = await self._in_time(_output(self._process).readline())
        if not line:
            await self._ended()
        return line

    async def _ended(self) -> None:
        if await self._in_time(self._process.wait()):
            raise Failed

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
        finally:
            task.cancel()
            await asyncio.wait([task])


@asynccontextmanager
async def asked(
    kind: str, request: dict[str, Any], *, database: str, seconds: float, nice: int, look: Look
) -> AsyncIterator[Child]:
    """A child at work on this request, killed at the end of the block if it has not ended.

    It learns where the database is from its environment, which nobody else can read, and not our secrets.
    """
    environment = {name: value for name, value in os.environ.items() if name.upper() not in SECRETS}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", ROOM, kind,
        stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=ROOT, limit=LONGEST_LINE,
        env={**environment, "DATABASE_URL": database, "JOB_NICE": str(nice)},
    )  # fmt: skip
    asking = asyncio.create_task(_ask(process, json.dumps(request).encode()))
    try:
        yield Child(process, seconds, look)
    finally:
        asking.cancel()
        await _kill(process)


async def _ask(process: Process, request: bytes) -> None:
    pipe = process.stdin
    assert pipe is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # its end tells why
        pipe.write(request)
        await pipe.drain()
        pipe.close()


async def _kill(process: Process) -> None:
    """What it had written is read to the end, or a pipe that we paused would stay open for ever."""
    if process.returncode is None:
        process.kill()
    output = _output(process)
    while await output.read(LONGEST_LINE):
        pass


def _output(process: Process) -> asyncio.StreamReader:
    assert process.stdout is not None
    return process.stdout
