"""F12: the network is cut for ten minutes while everybody writes: nothing is lost, a thousand that waited are
caught up with in a minute, and a reminder whose time is over is not said late."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from storage.outbox import ANNOUNCED
from storage.reminder import OUTBOX_KIND, OWED, Reminder
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.members import Members, members
from tests.faults.people import Crowd, Owner
from tests.faults.time_machine import TimeMachine
from tests.faults.verdict import judged

NAME, WHAT = "F12", "the network is cut for 10 minutes"
SMALL = Dose(count=1, seconds=90, owners=20)
FULL = Dose(count=5, seconds=900, owners=50)
WAITING = 1_000
AWAY = timedelta(minutes=10)
REAL_SECONDS = 20.0
"""Of the ten minutes so many are waited for; by the rest the clock is moved."""
CAUGHT_UP = 60.0
REMINDERS = "SELECT state, reason, count(*) FROM outbox WHERE kind = 'remind' GROUP BY state, reason"


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """The cut strikes while replies and a notice are being sent; while it lasts, owners go on writing."""
    done, clock = 0, TimeMachine(folder)
    async with ground(folder, dose, clock_file=clock.file) as here, members(here, dose.owners) as those:
        _person, author = await those.hire()
        owners = await Crowd(here).gather(dose.owners)
        await here.start(*arms)
        await here.ready()
        while done < dose.count and here.has_time and not here.troubles:
            await those.notice(author, f"Undangan {done + 1}.")
            await _all_write(owners, WAITING // 10)
            await here.post("line", {"cut": True})
            await _remind(those, clock, done)
            await _wait(clock, owners)
            await here.post("line", {"cut": False})
            await _catch_up(here, those, done + 1)
            done += 1
        await here.stop()
        repeats = sum(call["error"] == "connection cut" or not call["done"] for call in here.calls)
        return await judged(here, NAME, done, owners, may_repeat=repeats + done * 16)


async def _all_write(owners: list[Owner], updates: int) -> None:
    async def writes(owner: Owner) -> None:
        for _word in range(updates // len(owners)):
            await owner.says("/bantuan")
            owner.helps += 1

    await asyncio.gather(*(writes(owner) for owner in owners))


async def _remind(those: Members, clock: TimeMachine, step: int) -> None:
    """Each member is to be reminded while the network is away, and not when it is back."""
    until = {"until": clock.now() + AWAY * 0.8, "made_at": clock.now(), "anchor": clock.now().date()}
    about: dict[str, Any] = {"office_id": those.office_id, "kind": "returned", "step": step, "state": OWED}
    async with those.store.writing() as db:
        pairs = zip(those.contacts, those.businesses, strict=True)
        rows = [Reminder(contact_id=who, subject=of, **about, **until) for who, of in pairs]
        db.add_all(rows)
        await db.commit()
    owed = {"lane": ANNOUNCED, "kind": OUTBOX_KIND, "due_at": clock.now() + AWAY * 0.5}
    await those.owe([{**owed, "contact_id": row.contact_id, "subject": row.id} for row in rows])


async def _wait(clock: TimeMachine, owners: list[Owner]) -> None:
    cut_at = time.monotonic()
    await _all_write(owners, WAITING)
    await asyncio.sleep(max(0.0, REAL_SECONDS - (time.monotonic() - cut_at)))
    clock.move(AWAY - timedelta(seconds=time.monotonic() - cut_at))


async def _catch_up(here: Ground, those: Members, notice: int) -> None:
    """Everything is answered; of the notice each got one copy, or nobody knows of what was under way."""
    mended_at = time.monotonic()
    await here.settle(2 * CAUGHT_UP)
    seconds = time.monotonic() - mended_at
    if seconds > CAUGHT_UP:
        here.blame("F12", "late", f"to catch up took {seconds:.0f} s")
    copies = those.copies(notice)
    states = {state for state, _reason in copies.values()}
    if set(copies) != set(those.people) or not states <= {"sent", "unknown"}:
        here.blame("F12", "lost", f"{len(copies)} copies, of which some are {states}")
    if (reminders := here.look(REMINDERS)) != [("closed", "too late", notice * len(those.people))]:
        here.blame("F12", "late", f"the reminders ended as {reminders}")
    await here.collect()
