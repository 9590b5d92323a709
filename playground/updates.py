"""Updates that wait for the bot, and the long poll that fetches them, with Telegram's offset rules."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from playground.errors import BotError, Cut
from playground.faults import Faults

TWO_POLLS = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
OPT_IN = {"chat_member", "message_reaction", "message_reaction_count"}  # sent only to a bot that asks
A_NUMBER = range(100_000_000, 900_000_000)  # where Telegram's numbering may start


@dataclass(frozen=True, slots=True)
class Waiting:
    number: int
    body: Any  # as the bot gets it: an object with its update_id, or whatever a hostile test put here
    forced: bool = False  # given out at least once, whatever the offset says
    repeat: bool = False  # a duplicate, which is not duplicated again


class Updates:
    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.next_number = random.choice(A_NUMBER)
        self.allowed: frozenset[str] | None = None
        self.arrived = asyncio.Event()  # for the webhook
        self._waiting: deque[Waiting] = deque()
        self._orderly = True  # numbers rise and none is forced: confirming may look at the head only
        self._poll: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def polling(self) -> bool:
        return self._poll is not None and not self._poll.done()

    def add(self, kind: str, content: Any) -> int | None:
        """Queues a new update and returns its number; None if the bot did not ask for this kind."""
        if kind in OPT_IN if self.allowed is None else kind not in self.allowed:
            return None
        number = self._number()
        self._queue(Waiting(number, {"update_id": number, kind: content}))
        return number

    def inject(self, body: Any) -> int:
        """Queues anything at all. An update without an `update_id` gets one, unless it is no object."""
        given = body.get("update_id") if isinstance(body, dict) else None
        if isinstance(given, int) and not isinstance(given, bool):
            self._orderly = False
            if self.next_number <= given < 2**31:
                self.next_number = given + 1
            self._queue(Waiting(given, body, forced=True))
            return given
        number = self._number()
        if isinstance(body, dict) and "update_id" not in body:
            body = {"update_id": number, **body}
        self._queue(Waiting(number, body))
        return number

    def _number(self) -> int:
        if not self._waiting and self.faults.strike({"renumber"}, "getupdates"):
            self.next_number = random.choice(A_NUMBER)
        self.next_number += 1
        return self.next_number - 1

    def _queue(self, update: Waiting) -> None:
        self._waiting.append(update)
        self.arrived.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Any]:
        """What getUpdates answers. A poll that is already waiting gets the 409."""
        self.interrupt(BotError(409, TWO_POLLS))
        self._confirm(offset)
        if not self._waiting and timeout > 0:
            poll = self._poll = asyncio.get_running_loop().create_future()
            try:
                await asyncio.wait({poll}, timeout=timeout)
                if poll.done():
                    poll.result()
            finally:
                poll.cancel()
        return self._batch(limit)

    def interrupt(self, error: BotError | Cut) -> None:
        """Ends the waiting poll, if there is one, with this error."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(error)

    def forget(self) -> None:
        self._waiting.clear()

    def _confirm(self, offset: int) -> None:
        """Forgets all with a lower number. An offset far in the future is none, as at Telegram: else a
        numbering that starts again below would never be delivered."""
        if offset < 0:
            self._waiting = deque(list(self._waiting)[offset:])
        elif offset > self._newest() + 10:
            return
        elif self._orderly:
            while self._waiting and self._waiting[0].number < offset:
                self._waiting.popleft()
        else:
            self._waiting = deque(u for u in self._waiting if u.forced or u.number >= offset)
        if not self._waiting:
            self._orderly = True

    def _newest(self) -> int:
        return (
            self.next_number if self._orderly else max([self.next_number, *(u.number for u in self._waiting)])
        )

    def _batch(self, limit: int) -> list[Any]:
        batch = [self._waiting[i] for i in range(min(limit, len(self._waiting)))]
        again: list[Waiting] = []
        if not self._orderly:  # what was forced has been delivered now, and obeys the offset from here on
            for i, update in enumerate(batch):
                self._waiting[i] = replace(update, forced=False)
        if self.faults.rules:
            again = [
                replace(u, forced=True, repeat=True)
                for u in batch
                if not u.repeat and self._strikes("duplicate")
            ]
            if self._strikes("shuffle"):
                random.shuffle(batch)
        if again:
            self._orderly = False
            self._waiting.extend(again)
        return [update.body for update in batch]

    def _strikes(self, kind: str) -> bool:
        return self.faults.strike({kind}, "getupdates") is not None

    def first(self) -> Waiting:
        return self._waiting[0]

    def done(self, update: Waiting) -> None:
        """For the webhook, which confirms by answering 2xx."""
        if self._waiting and self._waiting[0] is update:
            self._waiting.popleft()


def kind_of(update: Mapping[str, Any]) -> str | None:
    """Which kind of update this is: its one key beside the number."""
    return next((key for key in update if key != "update_id"), None)
