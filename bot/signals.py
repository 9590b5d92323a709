"""What the loops of the machine tell each other: something arrived, something was written, we stop."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Signals:
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    """The inbox got a row."""
    written: asyncio.Event = field(default_factory=asyncio.Event)
    """The outbox got a row, or a send ended."""
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """A turn ended that asked for a short job."""
    asked_long: asyncio.Event = field(default_factory=asyncio.Event)
    """The same, for the loop of the long jobs: each clears its own."""
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    """Telegram answers again after trouble."""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Finish what is in hand and end."""

    def turned(self, *, asked: bool = True) -> None:
        """A turn was committed: there may be something to send, and to do if it asked for a job."""
        self.written.set()
        if asked:
            self.asked.set()
            self.asked_long.set()

    def stop(self) -> None:
        """Have everybody finish what is in hand and end."""
        self.stopping.set()
        self.arrived.set()
        self.turned()

    @property
    def is_stopping(self) -> bool:
        return self.stopping.is_set()

    async def unless_stopping(self, call: Awaitable[Result]) -> Result | None:
        """The result of a call to somebody else, which a stop may cut short: then None."""
        calling = asyncio.ensure_future(call)
        stop = asyncio.ensure_future(self.stopping.wait())
        try:
            await asyncio.wait({calling, stop}, return_when=asyncio.FIRST_COMPLETED)
            return calling.result() if calling.done() else None
        finally:
            calling.cancel()
            stop.cancel()

    async def rest(self, seconds: float) -> None:
        """Wait so long, or until we stop."""
        await wait_for(self.stopping, seconds)


async def wait_for(event: asyncio.Event, seconds: float) -> bool:
    """Wait for the event, at most so long; whether it came."""
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
