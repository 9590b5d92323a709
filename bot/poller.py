"""Telegram in: raw updates go into the inbox, committed, before Telegram is told that they are ours."""

import asyncio
import hashlib
import json
import logging
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.clock import Clock
from bot.limits import Buckets
from bot.reach import Reach
from bot.render import body_of, voice_for
from bot.settings import Settings
from bot.signals import Signals
from bot.telegram import Telegram
from bot.updates import CHANNEL, Unreadable, read_update
from dialogue.i18n import _
from dialogue.message import Say
from storage import contact, inbox, office, outbox
from storage.inbox import Arrival
from storage.store import Store, is_unavailable

log = logging.getLogger(__name__)
WARN_SECONDS = 60.0
"""A flooding person is warned at most so often."""
LONGEST_PAUSE = 15.0


class Gate:
    """The one way into the inbox, for the poller and the webhook."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, signals: Signals) -> None:
        self.store, self.clock, self.signals = store, clock, signals
        self._users = Buckets(settings.user_per_second, settings.user_burst)

    async def receive(self, updates: Sequence[Any]) -> bool:
        """Store what is new, in its order; True once it is on disk.

        Waits out an unavailable database; False if a stop came first, and then nothing may be confirmed.
        """
        arrivals = [arrival_of(raw) for raw in updates]
        passed: set[Arrival] = set()
        while not self.signals.is_stopping:
            try:
                await self._store(arrivals, passed)
                self.signals.arrived.set()
                return True
            except Exception as error:
                if not is_unavailable(error):
                    raise
                log.warning("inbox unavailable, waiting", extra={"error": type(error).__name__})
                await self.signals.rest(1)
        return False

    async def _store(self, arrivals: list[Arrival], passed: set[Arrival]) -> None:
        """`passed` took their token in an earlier try; waiting for a full disk is no flood."""
        now = self.clock.now()
        async with self.store.writing() as db:
            fresh = await inbox.unknown(db, CHANNEL, arrivals)
            kept, dropped = self._throttle(fresh, passed)
            passed.update(kept)
            await inbox.receive(db, CHANNEL, kept, now)
            for chat, count in dropped.items():
                if await inbox.count_throttled(db, CHANNEL, chat, count, now, WARN_SECONDS):
                    await self._warn(db, chat)
            await db.commit()

    def _throttle(self, fresh: list[Arrival], passed: set[Arrival]) -> tuple[list[Arrival], Counter[str]]:
        kept, dropped = [], Counter[str]()
        moment = time.monotonic()
        for arrival in fresh:
            if arrival in passed or self._users.take(arrival.chat, moment):
                kept.append(arrival)
            else:
                dropped[arrival.chat] += 1
        self._users.empty_keys(moment)
        return kept, dropped

    async def _warn(self, db: Any, chat: str) -> None:
        known = await contact.by_addresses(db, CHANNEL, [chat])
        if chat in known:
            person = known[chat]
            here = await office.by_id(db, person.office_id)
            words = _("That was too much at once. Please wait a moment, then send the last one again.")
            kind, body = body_of(Say(words), voice_for(person.language, here.zone))
            row = {"lane": outbox.CONVERSATION, "contact_id": person.id, "kind": kind, "body": body}
            await outbox.add(db, [row], self.clock.now())


def arrival_of(raw: Any) -> Arrival:
    """A raw update as the inbox keeps it; one that cannot be read says why."""
    payload = json.dumps(raw, sort_keys=True)
    event_id = raw.get("update_id") if isinstance(raw, dict) else None
    digest = _digest(payload)
    try:
        chat, fault = read_update(raw).chat, ""
    except Unreadable:
        chat, fault = "", "unreadable"
    return Arrival(str(event_id)[:32] if type(event_id) is int else "", digest, chat, payload, fault)


def _digest(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()[:32]


class Poller:
    """Asks Telegram for updates; only what is stored is confirmed.

    The offset only confirms: it goes out right after a batch, and the long poll then asks for whatever is
    left. So a renumbering after a quiet week (Bot API, `update_id`) hides nothing behind an old offset.
    """

    def __init__(self, telegram: Telegram, gate: Gate, reach: Reach) -> None:
        self.telegram, self.gate, self.reach, self.signals = telegram, gate, reach, gate.signals
        self.offset: int | None = None
        self._pause = 0.0

    async def run(self) -> None:
        """Poll until told to stop; no trouble of the network ends it."""
        while not self.signals.is_stopping:
            await self.step()

    async def step(self) -> None:
        """One call and what follows from it."""
        try:
            updates = await self.signals.unless_stopping(self.telegram.poll(self.offset))
        except InvalidToken:
            raise
        except TelegramError as error:
            await self._rest(error)
            return
        self._pause = 0.0
        if updates is not None:
            await self.reach.find()
        if not updates or not await self.gate.receive(updates):
            self.offset = None
            return
        ids = [raw["update_id"] for raw in updates if _is_numbered(raw)]
        if not ids:
            await asyncio.sleep(1)  # nothing of this batch can be confirmed; do not spin on it
        self.offset = max(ids) + 1 if ids else None

    async def _rest(self, error: TelegramError) -> None:
        self.reach.lose()
        if isinstance(error, Conflict):
            log.error("another program polls with this token, or a webhook is set; stop that one first")
        elif not isinstance(error, NetworkError | RetryAfter):
            log.warning("poll refused", extra={"error": type(error).__name__})
        self._pause = min(LONGEST_PAUSE, max(0.5, self._pause * 2))
        await self.signals.rest(self._pause)


def _is_numbered(raw: Any) -> bool:
    return isinstance(raw, dict) and type(raw.get("update_id")) is int
