"""When Telegram was last reached. It keeps what waits for a day, so whoever runs the bot is told of more."""

import time
from datetime import timedelta

from bot.clock import Clock
from bot.signals import Signals
from storage import gap, moment
from storage.store import Store, is_unavailable

NAME = "reached"
KEPT = timedelta(hours=24)
"""How long Telegram keeps an update for a bot (Bot API, getUpdates)."""
NOTE_SECONDS = 60.0


class Reach:
    """Told of every answer and of every failure; writes at most once a minute, and after a failure."""

    def __init__(self, store: Store, clock: Clock, signals: Signals) -> None:
        self.store, self.clock, self.signals = store, clock, signals
        self._noted = 0.0
        self._is_lost = True
        """At the start nobody knows since when."""

    def lose(self) -> None:
        """Telegram did not answer as it should."""
        self._is_lost = True

    async def find(self) -> None:
        """Telegram answers. After trouble the sender is told, and who runs the bot of more than a day.

        Only after trouble: a clock that is moved is no gap.
        """
        if not self._is_lost and time.monotonic() - self._noted < NOTE_SECONDS:
            return
        if self._is_lost:
            self.signals.reached.set()
        try:
            await self._note()
        except Exception as error:
            if not is_unavailable(error):
                raise
            return  # the next answer is soon
        self._noted, self._is_lost = time.monotonic(), False

    async def _note(self) -> None:
        now = self.clock.now()
        async with self.store.writing() as db:
            last = await moment.known(db, NAME)
            if self._is_lost and last is not None and now - last > KEPT:
                await gap.tell(db, gap.UNREACHED, last, now, now)
            await moment.keep(db, NAME, now)
            await db.commit()
