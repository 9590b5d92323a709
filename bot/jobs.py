"""Jobs: work of more than 50 ms, done in a child process so that it holds up no turn and no chat."""

import asyncio
import json
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from datetime import timedelta
from pathlib import Path

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.clock import Clock
from bot.letters import Letters
from bot.signals import Signals, wait_for
from bot.telegram import DOWNLOAD_LIMIT, Telegram
from dialogue.event import Event, Kind
from dialogue.i18n import _
from dialogue.message import Button, Say, column
from dialogue.turn import Work
from storage import attachment, contact, job
from storage.job import Job
from storage.store import Store, is_unavailable

log = logging.getLogger(__name__)
ROOT = Path(__file__).parent.parent
TRIES = 3
WORK_SECONDS = 60.0
LOOK_SECONDS = 0.5
"""How often a running job looks whether it was cancelled, and an idle loop whether one has fallen due."""
IDLE_SECONDS = 2.0
LONGEST_REST = 60.0
FETCH = "fetch"
"""The one kind that needs the network: bringing in a file that somebody sent."""


class Failed(Exception):
    """The work could not be done; the text is the kind of trouble, without data."""


class Interrupted(Exception):
    """The job was cancelled, or the machine stops and will resume it."""


class Jobs:
    """Runs waiting jobs, one at a time."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        telegram: Telegram,
        letters: Letters,
        works: dict[str, Work],
        signals: Signals,
    ) -> None:
        self.store, self.clock, self.telegram, self.letters = store, clock, telegram, letters
        self.works, self.signals = works, signals
        self._rest = 0.0

    async def resume(self) -> None:
        """At start: what was running when the process ended waits again."""
        async with self.store.writing() as db:
            await job.resume(db)
            await db.commit()

    async def run(self) -> None:
        """Work until told to stop; a job that is cut off is resumed at the next start."""
        while not self.signals.is_stopping:
            self.signals.asked.clear()
            try:
                worked = await self.step()
            except Exception as error:
                if not is_unavailable(error):
                    raise
                worked = await self._resume_when_possible()
            if not worked:
                await wait_for(self.signals.asked, LOOK_SECONDS)

    async def _resume_when_possible(self) -> bool:
        """After trouble with the database: a job marked running is nobody's now but ours."""
        await self.signals.rest(IDLE_SECONDS)
        try:
            await self.resume()
        except Exception as error:
            if not is_unavailable(error):
                raise
        return False

    async def step(self) -> bool:
        """Do the oldest waiting job; whether there was one."""
        async with self.store.reading() as db:
            if not await job.is_any_due(db, self.clock.now()):
                return False
        async with self.store.writing() as db:
            claimed = await job.claim(db, self.clock.now())
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
            else:
                await self._fail(claimed, type(error).__name__)
        return True

    async def _do(self, claimed: Job) -> None:
        if claimed.kind == FETCH:
            await self._fetch(claimed)
            return
        work = self.works[claimed.kind]
        async with self.store.reading() as db:
            person = await contact.by_id(db, claimed.contact_id)
            turn = await self.letters.turn(db, person, Event(Kind.IGNORED, person.address))
            request = await work.prepare(turn, claimed.subject)
        result = await self._child(claimed, request) if request is not None else b""
        async with self.store.writing() as db:
            now = self.clock.now()
            if await job.end(db, claimed.id, job.DONE, now=now) and request is not None:
                person = await contact.by_id(db, claimed.contact_id)
                turn = await self.letters.turn(db, person, Event(Kind.IGNORED, person.address))
                await self.letters.post(turn, await work.keep(turn, claimed.subject, result))
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

    async def _child(self, claimed: Job, request: dict[str, object]) -> bytes:
        """Ask a child process of ours; it is killed when it takes too long or the job is cancelled."""
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "documents", claimed.kind, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=ROOT
        )
        try:
            asking = asyncio.create_task(child.communicate(json.dumps(request).encode()))
            for _look in range(int(WORK_SECONDS / LOOK_SECONDS)):
                done, _waiting = await asyncio.wait([asking], timeout=LOOK_SECONDS)
                if done:
                    output, _errors = asking.result()
                    if child.returncode:
                        raise Failed
                    return output
                await self._check_interrupted(claimed.id)
            raise Failed
        finally:
            _kill(child)

    async def _check_interrupted(self, job_id: int) -> None:
        if self.signals.is_stopping:
            raise Interrupted
        async with self.store.reading() as db:
            if await job.is_cancelled(db, job_id):
                raise Interrupted

    async def _wait_for_network(self, claimed: Job) -> None:
        """A dead network is nobody's failure: the attempt does not count, and others go first meanwhile."""
        self._rest = min(LONGEST_REST, max(IDLE_SECONDS, self._rest * 2))
        async with self.store.writing() as db:
            await job.put_off(db, claimed.id, self.clock.now() + timedelta(seconds=self._rest))
            await db.commit()

    async def _fail(self, claimed: Job, error: str) -> None:
        """Try again later, or give up after the third time and say so."""
        has_tries = claimed.attempts < TRIES
        log.warning("job failed", extra={"job": claimed.id, "kind": claimed.kind, "error": error})
        async with self.store.writing() as db:
            now = self.clock.now()
            state = job.WAITING if has_tries else job.FAILED
            ended = await job.end(db, claimed.id, state, error=error, now=now)
            if ended and not has_tries and claimed.kind != FETCH:
                person = await contact.by_id(db, claimed.contact_id)
                turn = await self.letters.turn(db, person, Event(Kind.IGNORED, person.address))
                sorry = _("Sorry, that could not be made just now. Your data is safe; try again later.")
                await self.letters.post(turn, [Say(sorry, column(Button(_("Main menu"), "menu")))])
            await db.commit()
        self.signals.written.set()
        if has_tries:
            await self.signals.rest(IDLE_SECONDS)


def _is_network(error: Exception) -> bool:
    """BadRequest is a NetworkError to the library, and a refusal for good."""
    return isinstance(error, NetworkError | RetryAfter) and not isinstance(error, BadRequest)


def _kill(child: Process) -> None:
    if child.returncode is None:
        child.kill()
