"""What the loops of the machine tell each other: something arrived, something was written, we stop."""

import asyncio
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Signals:
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    """The inbox got a row."""
    written: asyncio.Event = field(default_factory=asyncio.Event)
    """The outbox got a row, or a send ended."""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Finish what is in hand and end."""

    @property
    def is_stopping(self) -> bool:
        return self.stopping.is_set()

    async def rest(self, seconds: float) -> None:
        """Wait so long, or until we stop."""
        await wait_for(self.stopping, seconds)


async def wait_for(event: asyncio.Event, seconds: float) -> None:
    """Wait for the event, at most so long."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
