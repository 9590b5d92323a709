"""Two processes read, add one and write, at once: BEGIN IMMEDIATE makes each wait for the other's commit.

Inside the bot one lock does that already; a second program on the same file (`migrate`, an administrator's
command) has only the database to rely on.
"""

import asyncio
import multiprocessing
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

from storage import inbox
from storage.migrate import migrate
from storage.store import Store, is_unavailable
from tests.faults.checker import Violation
from tests.faults.ground import Dose, Outcome
from tests.faults.launch import Arm

NAME, WHAT = "writers", "two processes count in one row"
SMALL = Dose(count=200, seconds=90)
FULL = Dose(count=4_000, seconds=200)
_forks = multiprocessing.get_context("forkserver")


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Each of two counts half; nothing may be lost, and nobody may be turned away."""
    began = time.monotonic()
    file = folder / "wadah.db"
    url = f"sqlite:///{file}"
    await migrate(url)
    await _count(url, 1)  # the row is there before the two fight over it
    half = dose.count // 2
    gun = _forks.Barrier(2)  # or the first could be done before the second has loaded its modules
    writers = [_forks.Process(target=count, args=(url, half, arms, gun), daemon=True) for _ in range(2)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers) and time.monotonic() - began < dose.seconds:
        await asyncio.sleep(0.02)
    for writer in writers:
        writer.kill()
    with sqlite3.connect(file) as db:
        total = db.execute("SELECT coalesce(sum(count), 0) FROM throttled").fetchone()[0]
    db.close()
    outcome = Outcome(NAME, dose.count, done=dose.count, updates=dose.count)
    outcome.seconds = time.monotonic() - began
    if turned_away := sum(writer.exitcode or 0 for writer in writers):
        words = f"transactions were turned away in the middle ({turned_away} at least)"
        outcome.violations.append(Violation("I2", "refused", words))
    if total != dose.count + 1:
        words = f"{dose.count + 1 - total} of {dose.count} were lost without an error"
        outcome.violations.append(Violation("I2", "lost", words))
    return outcome


def count(url: str, times: int, arms: tuple[Arm, ...], gun: Barrier) -> None:
    """Count in this process; its exit code is how often the database turned it away."""
    for arm in arms:
        arm()
    gun.wait(20)
    raise SystemExit(asyncio.run(_count(url, times)))


async def _count(url: str, times: int) -> int:
    store = Store(url, busy_seconds=20)
    now, turned_away = datetime.now(UTC), 0
    for _time in range(times):
        while True:
            try:
                async with store.writing() as db:
                    await inbox.count_throttled(db, "telegram", "1", 1, now, 60.0)
                    await db.commit()
                break
            except Exception as error:
                if not is_unavailable(error):
                    raise
                turned_away = min(100, turned_away + 1)
    await store.close()
    return turned_away
