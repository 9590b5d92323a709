"""F7: 100 at once press "yes" under one invite, from two processes; each has opened it before any used it."""

import asyncio
import multiprocessing
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

from storage import contact, invite, office, role
from storage.migrate import migrate
from storage.store import Store
from tests.faults.checker import Violation
from tests.faults.ground import Dose, Outcome
from tests.faults.launch import Arm

NAME, WHAT = "F7", "100 at once for one invite"
SMALL = Dose(count=3, seconds=90)
FULL = Dose(count=50, seconds=300)
CROWD, PROCESSES = 100, 2
TAKEN = "SELECT office_id, count(*) FROM role WHERE name = 'officer' GROUP BY office_id"
_forks = multiprocessing.get_context("forkserver")


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """One invite a round, each for an office of its own; nobody but one may get a role there."""
    began = time.monotonic()
    file = folder / "wadah.db"
    url = f"sqlite:///{file}"
    await migrate(url)
    await _lay_out(url, dose.count)
    gun = _forks.Barrier(PROCESSES)
    half = CROWD // PROCESSES
    crowds = [
        _forks.Process(
            target=press, args=(url, dose.count, range(half * n, half * (n + 1)), arms, gun), daemon=True
        )
        for n in range(PROCESSES)
    ]
    for crowd in crowds:
        crowd.start()
    while any(crowd.is_alive() for crowd in crowds) and time.monotonic() - began < dose.seconds:
        await asyncio.sleep(0.02)
    for crowd in crowds:
        crowd.kill()
    with sqlite3.connect(file) as db:
        taken = dict(db.execute(TAKEN).fetchall())
    db.close()
    outcome = Outcome(NAME, dose.count, done=len(taken), updates=CROWD * dose.count)
    outcome.seconds = time.monotonic() - began
    for place, count in taken.items():
        if count > 1:
            words = f"{count} of {CROWD} were let in by invite {place}, which is for one"
            outcome.violations.append(Violation("I2", "doubled", words))
    return outcome


async def _lay_out(url: str, rounds: int) -> None:
    store, now = Store(url), datetime.now(UTC)
    async with store.writing() as db:
        here = await office.settle(db, region="35.26", name="", area="", zone="Asia/Jakarta", phone="")
        for person in range(CROWD):
            await contact.add(db, "telegram", str(person), here.id, now)
        head = (await contact.by_addresses(db, "telegram", ["0"]))["0"].id
        for place in range(1, rounds + 1):
            draft = await invite.draft_role(db, place, head, now)
            invite.issue(draft, f"secret {place}", now)
        await db.commit()
    await store.close()


def press(url: str, rounds: int, people: range, arms: tuple[Arm, ...], gun: Barrier) -> None:
    """The part of the crowd that is in this process."""
    for arm in arms:
        arm()
    asyncio.run(_press(url, rounds, people, gun))


async def _press(url: str, rounds: int, people: range, gun: Barrier) -> None:
    store, now = Store(url, busy_seconds=20), datetime.now(UTC)
    async with store.reading() as db:
        known = await contact.by_addresses(db, "telegram", map(str, people))
    ids = [one.id for one in known.values()]
    for place in range(1, rounds + 1):
        async with store.reading() as db:
            opened = await invite.opened_by(db, f"secret {place}", invite.ROLE, now)
        assert opened is not None
        gun.wait(20)
        await asyncio.gather(*(_redeem(store, opened.id, place, who, now) for who in ids))
        gun.wait(20)
    await store.close()


async def _redeem(store: Store, invite_id: int, place: int, who: int, now: datetime) -> None:
    async with store.writing() as db:
        if await invite.use(db, invite_id, who, now):
            given = {"contact_id": who, "office_id": place, "name": role.OFFICER, "person": ""}
            await role.grant(db, **given, granted_by=None, now=now)
        await db.commit()
