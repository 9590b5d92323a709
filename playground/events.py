"""What changed, in order, for whoever watches: the page and the tests."""

from __future__ import annotations

import asyncio
from collections import deque
from itertools import islice
from typing import Any


class Events:
    """A numbered diary of changes. `version` is the number of the newest one."""

    def __init__(self, kept: int = 5000) -> None:
        self.version = 0
        self._diary: deque[dict[str, Any]] = deque(maxlen=kept)
        self._watchers: set[asyncio.Future[None]] = set()

    def add(self, kind: str, person: int | None = None) -> None:
        self.version += 1
        self._diary.append({"version": self.version, "person": person, "kind": kind})
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)
        self._watchers.clear()

    def since(self, version: int) -> list[dict[str, Any]]:
        """Everything after `version`; a single "reset" when that is further back than the diary goes."""
        missing = self.version - version
        if missing > len(self._diary) or missing < 0:
            return [{"version": self.version, "person": None, "kind": "reset"}]
        return list(islice(self._diary, len(self._diary) - missing, None))

    async def wait(self, version: int, timeout: float) -> None:
        """Returns as soon as there is something after `version`, or when the time is up."""
        if self.version != version:
            return
        watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watchers.add(watcher)
        try:
            await asyncio.wait({watcher}, timeout=timeout)
        finally:
            self._watchers.discard(watcher)
