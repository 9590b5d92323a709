"""Jobs: work of more than 50 ms, done in a child process so that it holds up no turn and no chat."""

import asyncio
import json
import logging
from datetime import timedelta
from functools import partial
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot import child
from bot.child import Failed
from bot.clock import Clock
from bot.letters import Letters
from bot.signals import Signals, wait_for
from bot.telegram import DOWNLOAD_LIMIT, Telegram
from dialogue.event import Event, Kind
from dialogue.i18n import _
from dialogue.message import Button, Message, Say, column
from dialogue.turn import Each, Later, Said, Turn, Work
from storage import attachment, contact, job
from storage.job import Job, Queue
from storage.store import Store, is_unavailable

log = logging.getLogger(__name__)
TRIES = 3
WARM_SECONDS = 5.0
"""How long after the start, when what had waited is done."""
IDLE_SECONDS = 2.0
LATER_SECONDS = 1.0
LONGEST_REST = 60.0
FETCH = "fetch"
"""The one kind that needs the network: bringing in a file that somebody sent."""


class Interrupted(Exception):
    """The job was cancelled, or the machine stops and will resume it."""


class Jobs:
    """Runs waiting jobs: the short ones in one loop and the long ones in another, each one at a time."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        telegram: Telegram,
        letters: Letters,
        works: dict[str, Work],
        signals: Signals,
        nice: int = 0,
    ) -> None:
        self.store, self.clock, self.telegram, self.letters = store, clock, telegram, letters
        self.works, self.signals, self.nice = works, signals, nice
        self._rest = 0.0

    async def warm(self) -> None:
        """Load what children need before the first one is asked for."""
        await self.signals.rest(WARM_SECONDS)
        if not self.signals.is_stopping:
            child.nursery(child.ROOM, self.nice).start()

    async def run(self) -> None:
        """Do short jobs until told to stop; one that is cut off is resumed at the next start."""
        await self._work(self.signals.asked, is_long=False)

    async def run_long(self) -> None:
        """The same for the long ones, which may take minutes."""
        await self._work(self.signals.asked_long, is_long=True)

    async def _work(self, asked: asyncio.Event, *, is_long: bool) -> None:
        while not self.signals.is_stopping:
            asked.clear()
            queue = Queue([kind for kind, work in self.works.items() if work.is_long], is_long)
            try:
                worked = await self.step(queue)
            except Exception as error:
                if not is_unavailable(error):
                    raise
                worked = await self._resume_when_possible(queue)
            if not worked:
                await wait_for(asked, LATER_SECONDS)

    async def _resume_when_possible(self, queue: Queue) -> bool:
        """After trouble with the database: a job marked running is nobody's now but ours."""
        await self.signals.rest(IDLE_SECONDS)
        try:
            async with self.store.writing() as db:
                await job.resume(db, queue)
                await db.commit()
        except Exception as error:
            if not is_unavailable(error):
                raise
        return False

    async def step(self, queue: Queue) -> bool:
        """Do the oldest waiting job of the queue; whether there was one."""
        async with self.store.reading() as db:
            if not await job.is_any_due(db, self.clock.now(), queue):
                return False
        async with self.store.writing() as db:
            claimed = await job.claim(db, self.clock.now(), queue)
            await db.commit()
        if claimed is None:
            return False
        try:
            await self._do(claimed)
        except Interrupted:
            log.info("job interrupted", extra={"job": claimed.id})
        except Exception as error:
            if is_unavailable(error):
                raise
            if _is_network(error):
                await self._wait_for_network(claimed)
            elif not self.signals.is_stopping:  # a stop may end the child too: it is resumed, uncounted
                await self._fail(claimed, type(error).__name__)
        return True

    async def _do(self, claimed: Job) -> None:
        if claimed.kind == FETCH:
            await self._fetch(claimed)
            return
        work = self.works[claimed.kind]
        async with self.store.reading() as db:
            request = await work.prepare(await self._turn(db, claimed), claimed.subject)
        if isinstance(request, Later):
            await self._put_off(claimed, LATER_SECONDS)
            return
        result = await self._result(claimed, work, request) if request is not None else b""
        async with self.store.writing() as db:
            now = self.clock.now()
            if await job.end(db, claimed.id, job.DONE, now=now) and request is not None:
                turn = await self._turn(db, claimed)
                await self.letters.post(turn, await work.keep(turn, claimed.subject, result))
            await db.commit()
        self.signals.written.set()

    async def _turn(self, db: Any, claimed: Job) -> Turn:
        """A turn of the contact that the result is for."""
        person = await contact.by_id(db, claimed.contact_id)
        return await self.letters.turn(db, person, Event(Kind.IGNORED, person.address))

    async def _result(self, claimed: Job, work: Work, request: dict[str, Any]) -> bytes:
        """Ask a child process of ours; it is killed when it takes too long or the job is cancelled."""
        if not work.has_child:
            return json.dumps(request).encode()

        look = partial(self._check_interrupted, claimed.id)
        async with child.asked(
            claimed.kind,
            request,
            database=self.store.address,
            seconds=work.seconds,
            nice=self.nice,
            look=look,
        ) as asked:
            if work.each is None:
                return await asked.whole()
            while part := await asked.part():
                await self._keep_part(claimed, work.each, json.loads(part))
        return b""

    async def _keep_part(self, claimed: Job, each: Each, part: dict[str, Any]) -> None:
        """One line of a streamed result, in a transaction of its own; none once it was cancelled."""
        async with self.store.writing() as db:
            if self.signals.is_stopping or not await job.is_running(db, claimed.id):
                raise Interrupted
            turn = await self._turn(db, claimed)
            await self.letters.post(turn, await each(turn, claimed.subject, part))
            await db.commit()
        self.signals.written.set()

    async def _fetch(self, claimed: Job) -> None:
        async with self.store.reading() as db:
            wanted = await attachment.by_id(db, claimed.subject)
        if wanted is None or wanted.size > DOWNLOAD_LIMIT:
            raise Failed
        content = await self.signals.unless_stopping(self.telegram.fetch(wanted.file_id))
        if content is None:
            raise Interrupted
        self._rest = 0.0
        async with self.store.writing() as db:
            if await job.end(db, claimed.id, job.DONE, now=self.clock.now()):
                await attachment.keep_content(db, claimed.subject, content)
            await db.commit()

    async def _check_interrupted(self, job_id: int) -> None:
        if self.signals.is_stopping:
            raise Interrupted
        async with self.store.reading() as db:
            if await job.is_cancelled(db, job_id):
                raise Interrupted

    async def _wait_for_network(self, claimed: Job) -> None:
        """A dead network is nobody's failure."""
        self._rest = min(LONGEST_REST, max(IDLE_SECONDS, self._rest * 2))
        await self._put_off(claimed, self._rest)

    async def _put_off(self, claimed: Job, seconds: float) -> None:
        """The attempt does not count, and others go first meanwhile."""
        async with self.store.writing() as db:
            await job.put_off(db, claimed.id, self.clock.now() + timedelta(seconds=seconds))
            await db.commit()

    async def _fail(self, claimed: Job, error: str) -> None:
        """Try again later, or give up after the last time and say so."""
        work = self.works.get(claimed.kind)
        has_tries = claimed.attempts < (work.tries if work else TRIES)
        log.warning("job failed", extra={"job": claimed.id, "kind": claimed.kind, "error": error})
        if not has_tries:
            await self._give_up(claimed, error, (work and work.on_failure) or _apologise)
            return
        async with self.store.writing() as db:
            await job.end(db, claimed.id, job.WAITING, error=error, now=self.clock.now())
            await db.commit()
        await self.signals.rest(IDLE_SECONDS)

    async def _give_up(self, claimed: Job, error: str, said: Said) -> None:
        """No more tries; if what is to be said fails as well, the apology is said."""
        try:
            async with self.store.writing() as db:
                ended = await job.end(db, claimed.id, job.FAILED, error=error, now=self.clock.now())
                if ended and claimed.kind != FETCH:
                    turn = await self._turn(db, claimed)
                    await self.letters.post(turn, await said(turn, claimed.subject))
                await db.commit()
        except Exception as trouble:
            if is_unavailable(trouble) or said is _apologise:
                raise
            await self._give_up(claimed, type(trouble).__name__, _apologise)
        self.signals.written.set()


async def _apologise(turn: Turn, subject: int) -> list[Message]:
    sorry = _("Sorry, that could not be made just now. Your data is safe; try again later.")
    return [Say(sorry, column(Button(_("Main menu"), "menu")))]


def _is_network(error: Exception) -> bool:
    """BadRequest is a NetworkError to the library, and a refusal for good."""
    return isinstance(error, NetworkError | RetryAfter) and not isinstance(error, BadRequest)
