"""The clock, and the ticks that it drives. Truth is rows with a due time: a tick only looks."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.time_of_day import Clock
from handlers import morning
from handlers.broadcast_delivery import begin_due, hold_jumped
from handlers.measuring import measure
from handlers.reminding import remind
from storage import audit, gap, handout, inbox, outbox, register_import, summary
from storage.store import Store, is_unavailable

__all__ = ["TICKS", "Clock", "Tick", "Ticker", "empty_bodies", "forget_lists"]

log = logging.getLogger(__name__)
KEEP_BODIES = timedelta(days=7)
KEEP_LISTS = timedelta(days=7)
KEEP_UNSENT = timedelta(days=2)
WATCH_SECONDS = 2.0
LEAP = timedelta(minutes=5)
"""What the system's time gains or loses at once, and is a jump: somebody set it, or the computer slept."""
FIRST_SECONDS = 5.0
"""After a start people who wait for an answer go first."""


@dataclass(frozen=True)
class Tick:
    """A plain function of (db, now), run every so many seconds in a write transaction."""

    name: str
    seconds: float
    run: Callable[[Any, datetime], Awaitable[None]]


async def empty_bodies(db: Any, now: datetime) -> None:
    """Forget what was said more than seven days ago; what became of it stays."""
    await inbox.empty_old(db, now - KEEP_BODIES)
    await outbox.empty_old(db, now - KEEP_BODIES)


async def forget_lists(db: Any, now: datetime) -> None:
    """Cancel lists that nobody went on with for seven days, and drop what is left of those that ended."""
    await register_import.forget_old(db, now - KEEP_LISTS, now)


async def drop_handouts(db: Any, now: datetime) -> None:
    """Forget the bytes of workbooks and pictures that have arrived, and after a week what was asked for."""
    await handout.drop_bytes(db, now - KEEP_UNSENT)
    await handout.forget_old(db, now - KEEP_BODIES)


TICKS = (
    Tick("empty_bodies", 3600.0, empty_bodies),
    Tick("forget_lists", 3600.0, forget_lists),
    Tick("drop_handouts", 60.0, drop_handouts),
    Tick("measure", 2.0, measure),
    Tick("broadcasts", 1.0, begin_due),
    Tick("seal", 60.0, audit.seal),
    Tick("summary", 60.0, summary.owe),
    Tick("morning", 60.0, morning.owe),
    Tick("remind", 2.0, remind),
)


async def heed_jump(db: Any, before: datetime, now: datetime) -> None:
    """The clock went from one moment to another at once: notices wait, and who runs the bot is told."""
    if now > before:
        await hold_jumped(db, before, now)
    else:
        await outbox.bring_near(db, now)
    await gap.tell(db, gap.JUMPED, before, now, now)


class Steady:
    """The system's time beside its monotonic clock; a clock that the demo moves is no jump."""

    def __init__(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Compare with this moment from now on."""
        self._time, self._moment = datetime.now(UTC), time.monotonic()

    @property
    def jump(self) -> timedelta:
        """How far the time went ahead, or back, of what has passed."""
        gone = datetime.now(UTC) - self._time
        return gone - timedelta(seconds=time.monotonic() - self._moment)

    @property
    def has_jumped(self) -> bool:
        return abs(self.jump) > LEAP


class Ticker:
    """Runs the ticks; what APScheduler silences when the clock is set back, a monotonic watch re-arms."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ticks: tuple[Tick, ...] = TICKS,
        *,
        first_seconds: float = FIRST_SECONDS,
    ) -> None:
        self.store, self.clock, self.ticks = store, clock, ticks
        self._first = timedelta(seconds=first_seconds)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._last: dict[str, float] = {}
        self._steady = Steady()
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Run until cancelled, and then until the ticks under way have ended."""
        for tick in self.ticks:
            self._last[tick.name] = time.monotonic()
            self._scheduler.add_job(
                self._fire,
                "interval",
                args=[tick],
                id=tick.name,
                seconds=tick.seconds,
                coalesce=True,
                misfire_grace_time=None,
                next_run_time=datetime.now(UTC) + self._first,
            )
        self._scheduler.start()
        try:
            while True:
                await asyncio.sleep(WATCH_SECONDS)
                await self._attempt("clock", self._look_at_clock)
                self.watch()
        finally:
            self._scheduler.shutdown(wait=False)
            if self._under_way:
                await asyncio.wait(self._under_way)

    def watch(self) -> None:
        """Re-arm every tick that has been silent for two of its intervals."""
        for tick in self.ticks:
            if time.monotonic() - self._last[tick.name] > 2 * tick.seconds:
                self._last[tick.name] = time.monotonic()
                self._scheduler.modify_job(tick.name, next_run_time=datetime.now(UTC))

    async def _fire(self, tick: Tick) -> None:
        """Run a tick in a task of its own: the scheduler's end would cut it off amid a statement."""
        self._last[tick.name] = time.monotonic()
        task = asyncio.create_task(self._run_tick(tick))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.shield(task)

    async def _run_tick(self, tick: Tick) -> None:
        """Nothing is begun by a clock that jumped before that is heeded."""
        if await self._attempt("clock", self._look_at_clock):
            await self._attempt(tick.name, partial(self._commit, tick))

    async def _commit(self, tick: Tick) -> None:
        async with self.store.writing() as db:
            await tick.run(db, self.clock.now())
            await db.commit()

    async def _look_at_clock(self) -> None:
        if self._steady.has_jumped:
            async with self.store.writing() as db:
                if self._steady.has_jumped:  # no other tick was first
                    now = self.clock.now()
                    await heed_jump(db, now - self._steady.jump, now)
                    await db.commit()
                    log.warning("the clock jumped", extra={"seconds": self._steady.jump.total_seconds()})
                self._steady.settle()
        self._steady.settle()

    async def _attempt(self, name: str, deed: Callable[[], Awaitable[None]]) -> bool:
        """Whether it could be done; what could not is tried again by the next one."""
        try:
            await deed()
        except Exception as error:
            level = logging.WARNING if is_unavailable(error) else logging.ERROR
            log.log(level, "tick failed", extra={"tick": name, "error": type(error).__name__})
            return False
        return True
