"""F2: kill -9 at exactly the moments at which a careless program loses or doubles something."""

import asyncio
import multiprocessing
import shutil
import sqlite3
from functools import partial
from pathlib import Path

import bot.__main__
from tests.faults import points
from tests.faults.errands import busy
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm, command
from tests.faults.process import ROOT
from tests.faults.verdict import judged

NAME, WHAT = "F2", "kill -9 at named points"
SMALL = Dose(count=6, seconds=90, owners=10)
FULL = Dose(count=120, seconds=900, owners=20)
POINTS = (points.fetched, points.committed, points.marked, points.accepted)
SLOTS = 16
NEXT_RELEASE = '''
"""A release that never was: it rebuilds two filled tables.

Revision ID: 9999
Revises: {before}
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{before}"


def upgrade() -> None:
    for table in ("contact", "business"):
        with op.batch_alter_table(table, recreate="always") as rebuilt:
            rebuilt.add_column(sa.Column("remark", sa.Text(), nullable=True))
'''
_forks = multiprocessing.get_context("forkserver")


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = (), only: str = "") -> Outcome:
    """Die at each point in turn while owners go on; then in a backup, and in a migration of what there is."""
    names = [only] if only else [point.__name__ for point in POINTS]
    rounds = dose.count if only else -(-dose.count // 6)
    done = 0
    async with ground(folder, dose) as here:
        async with busy(here, dose.owners, saving=dose.owners if dose.count > 6 else 1) as crowd:
            for _round in range(rounds):
                for name in names:
                    done += await _die_at(here, getattr(points, name), arms)
            await here.start(*arms)
            await here.ready()
            for number in range(0 if only else rounds):
                done += await _die_in_backup(here, number)
        await here.settle()
        here.bot.kill()
        outcome = await judged(here, NAME, done, crowd.owners, may_repeat=here.kills * SLOTS)
        for number in range(0 if only else rounds):
            done += await _die_in_migration(here, number)
        outcome.done, outcome.kills = done, here.kills
        outcome.violations += [trouble for trouble in here.troubles if trouble not in outcome.violations]
        return outcome


async def _die_at(here: Ground, point: points.Point, arms: tuple[Arm, ...]) -> int:
    """Start a bot that dies there, and wait for it; the owners keep it busy."""
    if not here.has_time or here.troubles:
        return 0
    await here.start(*arms, partial(point, here.chance.randint(1, 4)))
    if not await here.bot.ended(20):
        here.blame("F2", "stuck", f"the point {point.__name__} was never reached")
        here.bot.kill()
        return 0
    here.kills += 1
    if here.bot.exit_code != -9:
        here.blame("I8", "died", f"at {point.__name__} with {here.bot.exit_code}: {here.last_words()}")
    await here.collect()
    return 1


async def _die_in_backup(here: Ground, number: int) -> int:
    """No half copy under the wanted name; the next try makes a whole one; the bot goes on."""
    if not here.has_time:
        return 0
    file = here.folder / f"copy{number}.db"
    make = partial(bot.__main__.backup, file)
    pages = here.look("PRAGMA page_count")[0][0]
    if await _run(here, make, partial(points.copying, here.chance.randint(1, max(1, pages - 2)))) != -9:
        here.blame("F2", "stuck", "the backup was not killed")
    if file.exists():
        here.blame("F2", "corrupt", "a killed backup left a copy that looks whole")
    here.kills += 1
    if await _run(here, make) != 0 or not file.exists():
        here.blame("F2", "stuck", f"no backup after a killed one: {here.last_words()}")
        return 0
    with sqlite3.connect(file) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok" or not copy.execute("SELECT count(*) FROM inbox").fetchone()[0]:
            here.blame("I7", "corrupt", f"the backup is not a copy: {found}")
    copy.close()
    return 1


async def _die_in_migration(here: Ground, number: int) -> int:
    """A filled database is as it was after a killed migration, and the next try brings it through whole."""
    if not here.has_time or here.bot.is_running:
        return 0
    before = _everything(here)
    folder = here.folder / f"migrations{number}"
    shutil.copytree(ROOT / "storage" / "migrations", folder)
    version = here.look("SELECT version_num FROM alembic_version")[0][0]
    (folder / "versions" / "9999_the_next_release.py").write_text(NEXT_RELEASE.format(before=version))
    kept = here.bot.database.with_suffix(".kept")
    _copy(here.bot.database, kept)
    die = partial(points.migrating, here.chance.randint(1, 8), folder)
    if await _run(here, bot.__main__.migrate_, die) != -9:
        here.blame("F2", "stuck", "the migration was not killed")
    here.kills += 1
    if _everything(here) != before:
        here.blame("F2", "lost", "a killed migration left something behind")
    if await _run(here, bot.__main__.migrate_, partial(points.newer, folder)) != 0:
        here.blame("I8", "stuck", f"a killed migration does not run again: {here.last_words()}")
    after = _everything(here)
    if {t: n for t, (n, _columns) in after.items()} != {t: n for t, (n, _columns) in before.items()}:
        here.blame("F2", "lost", "rows are gone after a migration that was killed and run again")
    if here.look("PRAGMA foreign_key_check") or "remark" not in after["contact"][1]:
        here.blame("I7", "corrupt", "the migration did not come through whole")
    _copy(kept, here.bot.database)
    return 1


async def _run(here: Ground, what: Arm, *arms: Arm) -> int | None:
    """Run one of the program's commands in a process of its own; its exit code, or the signal's number."""
    process = _forks.Process(
        target=command, args=(here.bot.environment, here.folder, here.bot.log, arms, what), daemon=True
    )
    process.start()
    while process.is_alive():
        await asyncio.sleep(0.01)
    return process.exitcode


def _everything(here: Ground) -> dict[str, tuple[int, str]]:
    """Every table with its number of rows and its columns."""
    tables = here.look("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {name: (here.look(f'SELECT count(*) FROM "{name}"')[0][0], sql) for name, sql in tables}


def _copy(source: Path, target: Path) -> None:
    """A whole copy; the files beside the target that belong to its former content go."""
    for end in ("", "-wal", "-shm"):
        Path(f"{target}{end}").unlink(missing_ok=True)
    with sqlite3.connect(source) as original, sqlite3.connect(target) as copy:
        original.backup(copy)
    original.close()
    copy.close()
