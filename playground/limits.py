"""How fast a bot may send: Telegram's limits, kept by one number for each bucket."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

EVERYBODY = 0  # the bucket of the whole bot; no chat has the id 0


@dataclass
class Limits:
    """All settable while the server runs. A rate that is no positive number means: no such limit."""

    enabled: bool = True
    per_second: float = 30
    chat_per_second: float = 1
    chat_burst: int = 20
    group_per_minute: float = 20


class Meter:
    """Counts accepted messages against the limits (the generic cell rate algorithm).

    Each bucket remembers the moment at which it would be empty again: that moment moves on with every
    message, and a message is refused when it lies further ahead than the bucket's burst allows.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._empty_at: dict[int, float] = {}

    def wait(self, chat_id: int | None, group: bool = False) -> int:
        """Takes one message out of the buckets and returns 0, or takes none and returns retry_after."""
        if not self.limits.enabled:
            return 0
        now = time.monotonic()
        full, refused = [], 0.0
        for key, interval, burst in self._buckets(chat_id, group):
            empty_at = max(self._empty_at.get(key, 0.0), now)
            refused = max(refused, empty_at - now - (burst - 1) * interval)
            full.append((key, empty_at + interval))
        if refused > 1e-9:
            return math.ceil(refused)
        self._empty_at.update(full)
        return 0

    def _buckets(self, chat_id: int | None, group: bool) -> list[tuple[int, float, float]]:
        """(key, seconds between messages, burst) of each bucket that the message has to pass."""
        limits, buckets = self.limits, []
        if limits.per_second > 0:
            buckets.append((EVERYBODY, 1 / limits.per_second, limits.per_second))
        if chat_id is None:
            return buckets
        if group and limits.group_per_minute > 0:
            buckets.append((chat_id, 60 / limits.group_per_minute, limits.group_per_minute))
        elif not group and limits.chat_per_second > 0:
            buckets.append((chat_id, 1 / limits.chat_per_second, limits.chat_burst))
        return buckets
