"""The sender: the only place that sends. One commit writes down what came of the last sends and marks the
next ones `sending`; then these are under way together, each in its own slot."""

import asyncio
import logging
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from telegram.error import BadRequest, TelegramError

from bot.clock import Clock
from bot.fate import NO_NETWORK, UNREACHABLE, Fate, fate_of
from bot.letters import Letters
from bot.limits import Bucket, Buckets
from bot.request import NotSent
from bot.settings import Settings
from bot.signals import Signals, wait_for
from bot.telegram import Load, Receipt, Telegram
from dialogue.message import Moot, Wait
from storage import attachment, contact, known, outbox, outcome
from storage.outbox import CONVERSATION, Claimed
from storage.outcome import Outcome
from storage.store import Store, is_unavailable

log = logging.getLogger(__name__)
LONGEST_BACKOFF = 60.0
IDLE_SECONDS = 1.0
BUSY_SECONDS = 0.05
COMPOSED = 16
"""Texts written in one transaction: each takes a few milliseconds, and turns wait meanwhile."""
BURST = 0.55
"""What may be saved up of a second's messages: all that is under way may arrive together with it, after a
pause of the machine, and must still be within what Telegram takes in a second."""


@dataclass(frozen=True)
class Ended:
    """A send that ended: with a receipt, or with an error."""

    row: Claimed
    attachment: int = 0
    receipt: Receipt | None = None
    error: TelegramError | None = None


class Sender:
    """Keeps Telegram's limits for the whole bot and for each chat, and records every outcome."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        telegram: Telegram,
        letters: Letters,
        signals: Signals,
    ) -> None:
        self.store, self.clock, self.telegram, self.letters = store, clock, telegram, letters
        self.signals = signals
        self.slots, self.kept = settings.send_slots, settings.kept_for_replies
        rate = settings.messages_per_second
        self._whole = Bucket(rate, max(BURST * rate, self.kept + 1))
        self._chats = Buckets(settings.chat_per_second, settings.chat_burst)
        self._silent: dict[int, float] = {}
        self.under_way: dict[int, asyncio.Task[None]] = {}
        self._ended: list[Ended] = []
        self._backoff, self._quiet_until = 0.0, 0.0
        self._had_trouble = False
        self._next_due: datetime | None = None
        """When a waiting row falls due, as the last step saw it."""

    async def run(self) -> None:
        """Send until told to stop, then let what is under way end."""
        self.signals.written.set()  # perhaps: what was left from before the start
        while not self.signals.is_stopping:
            await self._pause()
            self.signals.written.clear()
            await self._step_through_trouble()

    async def drain(self, seconds: float) -> None:
        """Let what is under way end, at most so long, and write down what came of it."""
        if self.under_way:
            await asyncio.wait(self.under_way.values(), timeout=seconds)
        await self._step_through_trouble()

    async def _step_through_trouble(self) -> None:
        try:
            await self.step()
        except Exception as error:
            if not is_unavailable(error):
                raise
            self._had_trouble = True
            log.warning("outbox unavailable, waiting", extra={"error": type(error).__name__})
            await self.signals.rest(IDLE_SECONDS)

    async def step(self) -> None:
        """Write down what ended, mark what is next, and start it."""
        ended = self._ended[:]
        async with self.store.writing() as db:
            if self._had_trouble:
                await outcome.take_back(db, [*self.under_way, *(end.row.id for end in self._ended)])
            await self._record(db, ended)
            claimed = [] if self.signals.is_stopping else await self._claim(db, len(ended))
            await db.commit()
        self._had_trouble = False
        del self._ended[: len(ended)]
        for row in claimed:
            self.under_way[row.id] = asyncio.create_task(self._send(row))

    async def _pause(self) -> None:
        """Wait until there may be something to do.

        A missing token is looked for often; a due row that may not go (its chat is in a form, say) seldom,
        and what waits for a send under way is told of its end.
        """
        if self._ended or self._had_trouble:
            return
        if self.signals.reached.is_set():  # the poller got through, so a send may, too
            self.signals.reached.clear()
            self._quiet_until = 0.0
        seconds = IDLE_SECONDS
        if self._lacks_tokens(time.monotonic()):
            seconds = BUSY_SECONDS
        elif self._next_due is not None:
            ahead = (self._next_due - self.clock.now()).total_seconds()
            seconds = min(max(ahead, BUSY_SECONDS), IDLE_SECONDS)
        quiet = self._quiet_until - time.monotonic()
        if quiet > 0:
            await self.signals.rest(min(quiet, IDLE_SECONDS))
            return
        if len(self.under_way) >= self.slots:
            seconds = IDLE_SECONDS  # it is told when one of them ends, or we stop
        await wait_for(self.signals.written, seconds)

    async def _claim(self, db: Any, recorded: int) -> list[Claimed]:
        """Mark what is next; a send that ended meanwhile and is not written down keeps its slot, for nobody
        would know of it after a kill."""
        moment, now = time.monotonic(), self.clock.now()
        due = await outbox.next_due(db)
        self._next_due = min((first for first in due.values() if first > now), default=None)
        if moment < self._quiet_until:
            return []
        self._silent = {who: until for who, until in self._silent.items() if until > moment}
        claimed: list[Claimed] = []
        for lane in sorted(lane for lane, first in due.items() if first <= now):
            free = self.slots - len(self.under_way) - (len(self._ended) - recorded) - len(claimed)
            if self._backoff:
                free = min(free, 1 - len(self.under_way) - len(claimed))  # one probe into a bad network
            budget = int(self._whole.level(moment) - (0 if lane == CONVERSATION else self.kept))
            most = min(free, budget, free if lane == CONVERSATION else COMPOSED)
            if most > 0:
                claimed += await self._claim_lane(db, lane, most, moment)
        return claimed

    def _lacks_tokens(self, moment: float) -> bool:
        return self._whole.level(moment) < self.kept + 1 or bool(self._chats.empty_keys(moment))

    async def _claim_lane(self, db: Any, lane: int, most: int, moment: float) -> list[Claimed]:
        resting = [who for who in self._chats.empty_keys(moment) if isinstance(who, int)]
        now = self.clock.now()
        rows = await outbox.claim(db, lane, most, now, resting=resting, silent=self._silent)
        if lane != CONVERSATION:
            rows = await self._composed(db, rows, now)
        for row in rows:
            if row.kind != "answer":
                self._whole.take(moment)
            if not row.is_free:
                self._chats.take(row.contact_id, moment)
        return rows

    async def _composed(self, db: Any, rows: list[Claimed], now: datetime) -> list[Claimed]:
        """The rows whose texts could be written now; what all of them ask is asked once."""
        if not rows:
            return []
        people = [row.contact_id for row in rows]
        await contact.preload(db, people)
        known.write_together(db, people)
        ready = []
        for row in rows:
            letter = await self._compose(db, row)
            if isinstance(letter, Moot):
                await outcome.close(db, row.id, letter.reason, now)
            elif isinstance(letter, Wait):
                await outcome.put_off(db, row.id, letter.until)
            else:
                kind, body = letter
                ready.append(replace(row, kind=kind, body=body))
        await outbox.write_bodies(db, {row.id: row.body or {} for row in ready})
        return ready

    async def _compose(self, db: Any, row: Claimed) -> tuple[str, dict[str, Any]] | Moot | Wait:
        """One that cannot be written is closed; it must not hold up all the others for ever."""
        try:
            async with db.begin_nested():
                return await self.letters.compose(db, row)
        except Exception as error:
            if is_unavailable(error):
                raise
            log.error("not composed", extra={"outbox": row.id, "error": type(error).__name__})
            return Moot("broken")

    async def _send(self, row: Claimed) -> None:
        """Send one row; its end is written down by the next step, whatever it is."""
        body = row.body or {}
        kept = int(body.get("attachment", 0))
        try:
            load = await self._load(kept) if kept else Load()
            receipt = await self.telegram.send(row.kind, row.address, body, row.message_id, load)
            self._ended.append(Ended(row, kept if not load.handle else 0, receipt=receipt))
            self._backoff = 0.0
        except TelegramError as error:
            self._ended.append(Ended(row, error=error))
        except Exception as error:
            if is_unavailable(error):
                self._ended.append(Ended(row, error=NotSent("the database is away")))
                return
            log.error("send failed", extra={"outbox": row.id, "error": type(error).__name__})
            self._ended.append(Ended(row, error=BadRequest(type(error).__name__)))
        finally:
            del self.under_way[row.id]
            self.signals.written.set()

    async def _load(self, attachment_id: int) -> Load:
        async with self.store.reading() as db:
            kept = await attachment.by_id(db, attachment_id)
            if kept is None:
                raise BadRequest("the attachment is gone")
            if kept.file_id:
                return Load(handle=kept.file_id)
            return Load(content=await attachment.content(db, attachment_id) or b"", name=kept.name)

    async def _record(self, db: Any, ended: list[Ended]) -> None:
        now = self.clock.now()
        outcomes = []
        for end in ended:
            if end.receipt is not None:
                outcomes.append(
                    Outcome(end.row.id, end.row.revision, outbox.SENT, message_id=end.receipt.message_id)
                )
                if end.attachment and end.receipt.handle:
                    await attachment.keep_handle(db, end.attachment, end.receipt.handle)
                continue
            assert end.error is not None
            fate = fate_of(end.error, end.row)
            self._heed(fate, end.row)
            due = now + timedelta(seconds=fate.wait) if fate.state == outbox.WAITING else None
            is_counted = fate.reason != NO_NETWORK
            outcomes.append(
                Outcome(
                    end.row.id, end.row.revision, fate.state, fate.reason, due_at=due, is_counted=is_counted
                )
            )
            log.info(
                "not sent",
                extra={
                    "outbox": end.row.id,
                    "lane": end.row.lane,
                    "state": fate.state,
                    "reason": fate.reason,
                },
            )
        await outcome.record(db, outcomes, now)
        for end in ended:
            if end.error is not None and (reason := fate_of(end.error, end.row).reason) in UNREACHABLE:
                await contact.mark_unreachable(db, end.row.contact_id, reason, now)
                await outcome.give_up_contact(db, end.row.contact_id, reason, now)

    def _heed(self, fate: Fate, row: Claimed) -> None:
        """Slow down as the other side asks, or as a bad network makes wise."""
        moment = time.monotonic()
        if fate.reason == "too many":
            self._silent[row.contact_id] = moment + fate.wait
            self._whole.empty(moment)
        if fate.is_network and moment >= self._quiet_until:  # all that was under way meets the same trouble
            self._backoff = min(LONGEST_BACKOFF, max(0.5, self._backoff * 2))
            self._quiet_until = moment + self._backoff
