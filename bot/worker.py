"""The worker: takes updates out of the inbox and answers them, one after another, a batch a commit."""

import asyncio
import json
import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.letters import Letters
from bot.routing import Routing
from bot.settings import Settings
from bot.signals import Signals, wait_for
from bot.updates import CHANNEL, Unreadable, read_update
from dialogue import intents
from dialogue.event import Event, Kind
from dialogue.i18n import _
from dialogue.message import Button, Message, Say, Toast, column
from storage import business, contact, inbox, job, run
from storage.contact import Contact
from storage.inbox import Waiting
from storage.store import Store, is_unavailable

log = logging.getLogger(__name__)
BATCH, PER_CHAT = 100, 20
TRIES = 3
"""Failures after which an update is parked and its sender gets an apology."""
WAIT_SECONDS = 1.0
CALM_SECONDS = 1.0
"""Before the last try of a turn that was cut off: kills from outside come in bursts and are not its fault."""


class TooSlow(Exception):
    """A turn took longer than it may. Not a TimeoutError: that one is an OSError, as a lost database is."""


@dataclass
class Batch:
    """What the turns of one transaction leave to be written at its end."""

    done: list[int] = field(default_factory=list)
    secret: list[int] = field(default_factory=list)
    heard: set[int] = field(default_factory=set)
    """Contacts who wrote or pressed something."""


class Worker:
    """Serial: no handler waits for the network, so one worker is fast and turns never race each other."""

    has_rehearsed = False
    """Of the process: what was compiled once stays compiled for every worker."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        routing: Routing,
        letters: Letters,
        signals: Signals,
    ) -> None:
        self.store, self.clock, self.routing, self.letters = store, clock, routing, letters
        self.signals = signals
        self._turn_seconds = settings.turn_seconds
        self._is_first = True

    async def run(self) -> None:
        """Work until told to stop, then end after the batch in hand."""
        if not Worker.has_rehearsed:
            await self._rehearse()
        has_work = True  # perhaps: what was left from before the start
        while not self.signals.is_stopping:
            try:
                if has_work:
                    self.signals.arrived.clear()
                    has_work = await self.step()
                else:
                    has_work = await wait_for(self.signals.arrived, WAIT_SECONDS) or await self._has_open()
            except Exception as error:
                if not is_unavailable(error):
                    raise
                log.warning("database unavailable, waiting", extra={"error": type(error).__name__})
                await self.signals.rest(WAIT_SECONDS)

    async def _rehearse(self) -> None:
        """A turn that never happened, before the first real one.

        The first turn of a process takes many times as long as the next, while statements are compiled;
        and a kill from outside that lands in a turn is counted against it, three of them park it.
        """
        event = Event(Kind.TEXT, chat="0", text="/petugas", is_command=True)
        intents.warm_up()
        try:
            async with self.store.writing() as db:
                person = await self.letters.welcome(db, event)
                turn = await self.letters.turn(db, person, event)
                messages, _is_secret = await self.routing.respond(turn)
                await self.letters.post(turn, messages)
                await inbox.finish(db, [], self.clock.now())
        except Exception as error:  # whatever it is, the real turns will tell it better
            log.warning("rehearsal failed", extra={"error": type(error).__name__})
        Worker.has_rehearsed = True

    async def _has_open(self) -> bool:
        async with self.store.reading() as db:
            return await inbox.has_open(db)

    async def step(self) -> bool:
        """One batch, in one commit; whether there may be another.

        The first batch after a start runs one by one: it holds whatever killed the process before.
        """
        async with self.store.writing() as db:
            rows = await inbox.oldest_open(db, BATCH, PER_CHAT)
            if not rows:
                return False
            if not self._is_first:
                try:
                    await self._turns(db, rows)
                    await db.commit()
                    self.signals.turned(asked=job.was_asked(db))
                    return len(rows) >= PER_CHAT
                except Exception as error:
                    if is_unavailable(error):
                        raise
                    log.warning("batch failed, one by one", extra={"error": type(error).__name__})
        self._is_first = False
        for row in _suspects_last(rows):
            if row.attempts == TRIES - 1:
                await self.signals.rest(CALM_SECONDS)
            if self.signals.is_stopping:
                break
            await self._alone(row)
        return True

    async def _alone(self, row: Waiting) -> None:
        """One update by itself, its attempt committed before it runs; parked at the third failure."""
        while True:
            attempt, error = await self._attempt(row)
            if error is None:
                return
            if attempt >= TRIES:
                await self._park(row, error)
                return

    async def _attempt(self, row: Waiting) -> tuple[int, str | None]:
        """Its number and the kind of error, or None; an unavailable database is waited out, uncounted.

        The count is committed right before the turn, under one hold of the lock: a process that is killed
        for another reason should find no turn to blame.
        """
        attempt = 0
        while True:
            try:
                async with self.store.writing() as db:
                    if not attempt:
                        count = await inbox.count_attempt(db, row.id)
                        await db.commit()
                        attempt = count
                    if attempt > TRIES:
                        return attempt, "killed the process"
                    await self._turns(db, [row])
                    await db.commit()
                self.signals.turned(asked=job.was_asked(db))
                return attempt, None
            except Exception as error:
                if not is_unavailable(error):
                    kind = type(error).__name__
                    log.error("turn failed", extra={"inbox": row.id, "error": kind, "at": _place(error)})
                    return attempt, kind
                await self.signals.rest(WAIT_SECONDS)
                if self.signals.is_stopping:
                    return attempt, None

    async def _park(self, row: Waiting, error: str) -> None:
        async with self.store.writing() as db:
            now = self.clock.now()
            await inbox.park(db, row.id, error, now)
            event = read_update(json.loads(row.payload or "null"))
            person = (await contact.by_addresses(db, CHANNEL, [event.chat])).get(event.chat)
            if person is None:  # the first word was the one that failed, and took its contact back with it
                person = await self.letters.welcome(db, event)
            sorry = _("Sorry, something went wrong on our side. Your data is safe; please try again.")
            turn = await self.letters.turn(db, person, Event(Kind.IGNORED, event.chat, press=event.press))
            said: list[Message] = [Say(sorry, column(Button(_("Main menu"), "menu")))]
            await self.letters.post(turn, [Toast(""), *said] if event.press else said)
            await db.commit()
        self.signals.turned(asked=job.was_asked(db))

    async def _turns(self, db: Any, rows: Sequence[Waiting]) -> None:
        people = await contact.by_addresses(db, CHANNEL, [row.chat for row in rows])
        await run.preload(db, [p.active_run_id for p in people.values() if p.active_run_id])
        await business.expect_all(db, [person.id for person in people.values()])
        batch = Batch()
        for row in rows:
            await self._turn_in_time(db, row, people, batch)
        now = self.clock.now()
        await inbox.finish(db, batch.done, now)
        await contact.hear(db, batch.heard, now)
        if batch.secret:
            await inbox.forget(db, batch.secret)

    async def _turn_in_time(self, db: Any, row: Waiting, people: dict[str, Contact], batch: Batch) -> None:
        try:
            async with asyncio.timeout(self._turn_seconds) as limit:
                await self._turn(db, row, people, batch)
        except TimeoutError:
            if limit.expired():
                raise TooSlow from None
            raise

    async def _turn(self, db: Any, row: Waiting, people: dict[str, Contact], batch: Batch) -> None:
        now = self.clock.now()
        try:
            event = read_update(json.loads(row.payload or "null"))
        except Unreadable:
            await inbox.quarantine(db, row.id, "unreadable", now)
            return
        if event.kind is not Kind.IGNORED or event.press:
            person = people.get(event.chat)
            if person is None:
                person = people[event.chat] = await self.letters.welcome(db, event)
            if event.kind is not Kind.BLOCKED:
                batch.heard.add(person.id)
                if person.unreachable_at is not None:
                    person.unreachable_at, person.unreachable_reason = None, ""
            turn = await self.letters.turn(db, person, event)
            messages, is_secret = await self.routing.respond(turn)
            if event.press and not any(isinstance(message, Toast) for message in messages):
                messages = [Toast(""), *messages]
            await self.letters.post(turn, messages)
            if is_secret:
                batch.secret.append(row.id)
        batch.done.append(row.id)


def _suspects_last(rows: Sequence[Waiting]) -> list[Waiting]:
    """Chats with a turn that was cut off before come after all others, each chat in its own order."""
    suspected = {row.chat for row in rows if row.attempts}
    return sorted(rows, key=lambda row: row.chat in suspected)


def _place(error: BaseException) -> str:
    """File and line where it was raised; never its text, which could hold what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
