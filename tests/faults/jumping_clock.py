"""F15: the system's clock jumps by an hour or a day: nothing is done twice, notices wait, who runs the bot is
told. What is owed to one person is not held up by a clock that was set back."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from storage import role
from storage.broadcast import SCHEDULED
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.members import Members, members
from tests.faults.time_machine import TimeMachine
from tests.faults.verdict import judged

NAME, WHAT = "F15", "the clock jumps an hour or a day"
SMALL = Dose(count=2, seconds=60, owners=5)
FULL = Dose(count=10, seconds=300, owners=50)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = (HOUR, -HOUR, DAY, -DAY)
SOON = timedelta(seconds=1)
TWICE = """SELECT kind, contact_id, count(*) FROM outbox
           WHERE kind IN ('summary', 'morning') AND state IN ('sent', 'unknown')
           GROUP BY kind, contact_id, date(created_at) HAVING count(*) > 1"""
HELD = "SELECT state, held_for FROM broadcast WHERE id = ?"
TOLD = "Jam komputer melompat"
NOT_GONE = "belum terkirim"


class Jumps:
    """The row while it runs."""

    def __init__(self, here: Ground, those: Members, time: TimeMachine) -> None:
        self.here, self.those, self.time = here, those, time
        self.admin = self.author = self.author_contact = 0
        self.number = self.held = 0

    async def hire(self) -> None:
        """Who is told of a jump, and who of a notice that was held; a head gets weekly figures."""
        self.admin, _contact = await self.those.hire(role.ADMIN)
        self.author, self.author_contact = await self.those.hire()
        await self.those.hire(role.HEAD)

    async def jump(self, span: timedelta) -> None:
        """Jump with a notice due within the span and messages due soon; then a notice goes out as ever."""
        self.number += 1
        caught = await self._release(f"Tertahan {self.number}.", abs(span) / 2)
        waits = await self._let_wait(f"Tertahan juga {self.number}.", span / 2) if span > timedelta() else 0
        await self._owe_soon()
        self.time.move(span)
        await self._wait_for(self.those.people[0], f"Segera {self.number}.")
        await self._wait_for(self.admin, TOLD, self.number)
        if span > timedelta():
            self.held += 1
            await self._wait_for(self.author, NOT_GONE, self.held)
        wanted = ("held", "clock") if span > timedelta() else (SCHEDULED, "")
        if self.here.look(HELD, caught) != [wanted]:
            self.here.blame("F15", "doubled", f"due within the jump: {self.here.look(HELD, caught)}")
        if waits and self.here.look(HELD, waits) != [("stopped", "clock")]:
            self.here.blame("F15", "doubled", f"waited within the jump: {self.here.look(HELD, waits)}")
        await self._release(f"Biasa {self.number}.", SOON)
        for person in self.those.people:
            await self._wait_for(person, f"Biasa {self.number}.")

    async def check(self) -> None:
        """At the end, when nothing moves any more."""
        for kind, who, count in self.here.look(TWICE):
            self.here.blame("F15", "doubled", f"{kind} went to contact {who} {count} times")
        early = await self.those.received("Tertahan")
        if any(early[person] for person in self.those.people):
            self.here.blame("F15", "doubled", "a notice went out by a clock that had jumped")
        told = dict(await self.those.received(TOLD))
        if told != {self.admin: self.number}:
            self.here.blame("F15", "doubled", f"{self.number} jumps were told as {told}")

    async def _release(self, words: str, wait: timedelta) -> int:
        due = self.time.now() + wait
        changes = {"state": SCHEDULED, "due_at": due, "started_at": None}
        return await self.those.notice(self.author_contact, words, **changes)

    async def _let_wait(self, words: str, wait: timedelta) -> int:
        """A notice under way that waits for a better hour; its number, once it is owed to all."""
        now = self.time.now()
        number = await self.those.notice(self.author_contact, words, due_at=now + wait, changed_at=now)
        while self.here.has_time and len(self.those.copies(number)) < len(self.those.people):
            await asyncio.sleep(0.05)
        return number

    async def _owe_soon(self) -> None:
        """A message of a conversation, and one of a notice that waits for its hour."""
        due: dict[str, Any] = {"contact_id": self.those.contacts[0], "due_at": self.time.now() + SOON}
        say = {"lane": 0, "kind": "say", "body": {"text": f"Segera {self.number}."}}
        await self.those.owe([{**due, **say}])

    async def _wait_for(self, person: int, words: str, count: int = 1) -> None:
        while (await self.those.received(words))[person] < count:
            if not self.here.has_time or not self.here.bot.is_running:
                self.here.blame("F15", "lost", f"{person} never got {words!r}: {self.here.last_words()}")
                return
            await asyncio.sleep(0.05)


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Forward and back, by an hour and by a day."""
    done, time = 0, TimeMachine(folder)
    async with ground(folder, dose) as here, members(here, dose.owners) as those:
        jumps = Jumps(here, those, time)
        await jumps.hire()
        await here.start(time.arm, *arms)
        await here.ready()
        while done < dose.count and here.has_time and not here.troubles:
            await jumps.jump(JUMPS[done % len(JUMPS)])
            done += 1
        await here.settle()
        await jumps.check()
        await here.stop()
        return await judged(here, NAME, done)
