"""The house: every part of the machine put together, opened, run, and closed in order."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.clock import Clock, Ticker
from bot.founding import settle
from bot.jobs import Jobs
from bot.letters import Letters
from bot.poller import Gate, Poller
from bot.reach import Reach
from bot.routing import Routing
from bot.sender import Sender
from bot.settings import Settings
from bot.signals import Signals
from bot.telegram import Telegram
from bot.webhook import Webhook
from bot.worker import Worker
from dialogue.i18n import Voice, _
from handlers import FORMS, JOBS, NOTICES, ROUTES
from storage.migrate import migrate
from storage.store import Store

log = logging.getLogger(__name__)
GUARD_SECONDS = 10.0
"""How often the single-instance lock is looked at."""
TICK_SECONDS = 1.0
"""How long a tick under way may still take then."""
STOP_SECONDS = 4.0
"""How long what is in hand may still take once we stop; the whole stop takes at most 5 s."""


class House:
    """One bot on one database."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings, self.signals = settings, Signals()
        self.clock = clock or Clock(file=settings.clock_file)
        self.store = Store(settings.database_url)
        self.telegram = Telegram(settings)
        self.tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Take the lock, then bring the database up to date, then call Telegram.

        Raises AlreadyRunning, UnusableDatabase, or InvalidToken.
        """
        await self.store.hold()
        await migrate(self.settings.database_url)
        office_id = await settle(self.store, self.settings, self.clock.now())
        await self._reach_telegram()
        if self.signals.is_stopping:
            return
        name = self.telegram.bot.username
        routing = Routing(ROUTES, FORMS)
        letters = Letters(self.clock, NOTICES, name, office_id, self.settings.admin_ids)
        shared = (self.store, self.clock)
        self.gate = Gate(*shared, self.settings, self.signals)
        self.poller = Poller(self.telegram, self.gate, Reach(*shared, self.signals))
        self.worker = Worker(*shared, self.settings, routing, letters, self.signals)
        self.sender = Sender(*shared, self.settings, self.telegram, letters, self.signals)
        self.jobs = Jobs(*shared, self.telegram, letters, JOBS, self.signals, self.settings.job_nice)
        self.ticker = Ticker(*shared)
        await self._introduce(routing)
        log.info("ready", extra={"bot": self.telegram.bot.id})

    async def _reach_telegram(self) -> None:
        """Connect; while the network is away, wait for it."""
        await self._until_reached(self.telegram.open)

    async def _until_reached(self, call: Callable[[], Awaitable[None]]) -> None:
        wait = 0.5
        while not self.signals.is_stopping:
            try:
                await self.signals.unless_stopping(call())
                return
            except InvalidToken:
                raise
            except (NetworkError, TelegramError) as error:
                log.warning("Telegram not reached, waiting", extra={"error": type(error).__name__})
                await self.signals.rest(wait)
                wait = min(30.0, wait * 2)

    async def _introduce(self, routing: Routing) -> None:
        voice = Voice("id", self.settings.office_zone)
        try:
            commands = [(name, voice.say(about)) for name, about in routing.commands()]
            about = voice.say(
                _("Register your business with {office}. It is free.", office=self.settings.office_name)
            )
            introduced = self.telegram.introduce(commands, about, polls=not self.settings.webhook_url)
            await self.signals.unless_stopping(introduced)
        except TelegramError as error:
            log.warning("commands not listed", extra={"error": type(error).__name__})

    async def run(self) -> None:
        """Run every part until told to stop; then finish what is in hand, within 5 s."""
        if self.signals.is_stopping:
            return
        incoming = self._webhook if self.settings.webhook_url else self.poller.run
        parts = (incoming, self.worker.run, self.sender.run, self.jobs.run, self.jobs.run_long)
        self.tasks = [asyncio.create_task(part()) for part in parts]
        ticking = asyncio.create_task(self.ticker.run())
        warming = asyncio.create_task(self.jobs.warm())
        guarding = asyncio.create_task(self._guard())
        stop = asyncio.create_task(self.signals.stopping.wait())
        try:
            await asyncio.wait([*self.tasks, ticking, guarding, stop], return_when=asyncio.FIRST_COMPLETED)
            self.signals.stop()
            await self._wind_up()
        finally:
            for task in (*self.tasks, ticking, warming, guarding, stop):
                task.cancel()
            await asyncio.wait([ticking], timeout=TICK_SECONDS)

    async def _guard(self) -> None:
        """End when the single-instance lock is lost: a second bot may run by now. It is for the service
        manager to start us again."""
        while not self.signals.is_stopping:
            if not await self.store.holds():
                log.error("the single-instance lock is lost")
                return
            await self.signals.rest(GUARD_SECONDS)

    async def _wind_up(self) -> None:
        """Let each part end by itself; what has not by the deadline is cut off, as a crash would."""
        deadline = time.monotonic() + STOP_SECONDS
        ended, _late = await asyncio.wait(self.tasks, timeout=STOP_SECONDS / 2)
        for task in ended:
            task.result()
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                await self.sender.drain(deadline - time.monotonic() - 0.5)
        except TimeoutError:
            log.warning("stopped before everything was written down")

    async def _webhook(self) -> None:
        server = Webhook(self.telegram, self.gate, self.settings)
        await server.listen()
        try:
            await self._until_reached(server.announce)
            await self.signals.stopping.wait()
        finally:
            await server.close()

    async def close(self) -> None:
        """Close every connection."""
        await self.telegram.close()
        await self.store.close()
