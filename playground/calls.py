"""The log of the calls that the bot made, as they were received: the judge's evidence."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

KEPT = 200_000


@dataclass(slots=True)
class Call:
    n: int
    at: float  # monotonic seconds at which the call was received
    method: str
    chat_id: int | None
    params: Mapping[str, Any]
    ok: bool = False
    error: str | None = None
    status: int | None = None
    message_id: int | None = None
    fault: str | None = None  # the kind of fault that struck it
    done: float | None = None  # monotonic seconds at which it was answered

    def shown(self) -> dict[str, Any]:
        return asdict(self)


class Calls:
    def __init__(self) -> None:
        self.total = 0
        self._kept: deque[Call] = deque(maxlen=KEPT)

    def received(self, method: str, params: Mapping[str, Any]) -> Call:
        self.total += 1
        given = str(params.get("chat_id"))
        chat_id = int(given) if given.lstrip("-").isdecimal() else None
        call = Call(self.total, time.monotonic(), method, chat_id, params)
        self._kept.append(call)
        return call

    def after(self, number: int, chat: int | None = None, method: str | None = None) -> list[dict[str, Any]]:
        """The calls with a higher number, oldest first."""
        first = self.total - len(self._kept)
        return [
            call.shown()
            for call in islice(self._kept, max(0, number - first), None)
            if (chat is None or call.chat_id == chat) and (method is None or call.method == method)
        ]
