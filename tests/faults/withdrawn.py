"""F25: a role, consent, topic or record is withdrawn while work about it waits: nothing is sent after that.

The withdrawal's own transaction looks whether the work still waits: what is marked `sending` was before it.
"""

import asyncio
from collections import Counter
from pathlib import Path

from storage import role
from tests.faults.checker import SENDS
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.members import Members, members
from tests.faults.owed_work import EVERY, Case
from tests.faults.verdict import judged

NAME, WHAT = "F25", "withdrawn while work about it is queued"
SMALL = Dose(count=50, seconds=60)
FULL = Dose(count=1_000, seconds=600)
BATCH = 50
FIRST, LAST = 1.5, 3.0
"""Seconds from now in which the work falls due."""
SOONER = 2.2
"""Seconds in which what the work rests on is withdrawn: mostly before that."""
KEPT = 0.2
"""Share of the cases in which nothing is withdrawn: these must be sent."""
ENDED = "SELECT state, reason FROM outbox WHERE id = ?"


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Queue work for some dozen people, and withdraw at random moments about when it is due."""
    cases: list[Case] = []
    async with ground(folder, dose) as here, members(here, 0) as those:
        await here.start(*arms)
        await here.ready()
        while len(cases) < dose.count and here.has_time and not here.troubles:
            batch = await _prepare(here, those, len(cases), min(BATCH, dose.count - len(cases)))
            await asyncio.gather(*(_withdraw(here, those, case) for case in batch))
            await here.settle()
            await here.collect()
            _check(here, batch)
            cases += batch
        _check_dose(here, cases)
        await here.stop()
        return await judged(here, NAME, len(cases))


async def _prepare(here: Ground, those: Members, number: int, count: int) -> list[Case]:
    """A case of each kind in turn, queued and not yet due."""
    before = len(those.people)
    await those.join(count)
    cases = []
    for place in range(before, before + count):
        officer, officer_contact = await those.hire(role.HEAD)
        about = those.people[place], those.contacts[place], those.businesses[place]
        work, end = EVERY[(number + place - before) % len(EVERY)]
        case = Case(those.office_id, *about, officer, officer_contact, work, end)
        cases.append(case)
    async with those.store.writing() as db:
        for case in cases:
            await case.owe(db)
        for case in cases:
            await case.falls_due(db, here.chance.uniform(FIRST, LAST))
        await db.commit()
    return cases


async def _withdraw(here: Ground, those: Members, case: Case) -> None:
    if here.chance.random() < KEPT:
        return
    await asyncio.sleep(here.chance.uniform(0.0, SOONER))
    async with those.store.writing() as db:
        await case.withdraw(db)
        await db.commit()


def _check(here: Ground, cases: list[Case]) -> None:
    came = Counter(c["chat_id"] for c in here.calls if c["ok"] and c["method"] in SENDS)
    for case in cases:
        state, reason = here.look(ENDED, case.outbox_id)[0]
        wanted = ("closed", 0) if case.is_withdrawn else ("sent", 1)
        if (state, came[case.recipient]) != wanted:
            told = f"{case.work}, withdrawn was {case.end if case.is_withdrawn else 'nothing'}"
            here.blame("F25", "lost", f"{told}: {state} for {reason!r}, came {came[case.recipient]} times")


def _check_dose(here: Ground, cases: list[Case]) -> None:
    withdrawn = sum(case.is_withdrawn for case in cases)
    if not len(cases) / 5 < withdrawn < len(cases) * 0.9:
        here.blame("F25", "vacuous", f"{withdrawn} of {len(cases)} were withdrawn in time")
