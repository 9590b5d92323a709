"""Jobs through real child processes: in parts, long beside short, later, failed, cancelled, cut off."""

import asyncio
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import child
from bot.child import Failed
from bot.clock import Clock
from dialogue.message import Board, Message, Say
from dialogue.turn import LATER, Later, Turn, Work
from handlers import JOBS
from playground.limits import Limits
from playground.server import Playground
from storage import attachment, contact, job
from storage.store import Store
from tests.faults.process import BotProcess
from tests.stage import Person, Stage

STAGED = "SELECT size FROM attachment WHERE name = 'part' ORDER BY id"
PARTS = "SELECT created_at FROM attachment WHERE name = 'part'"
STATES = "SELECT state FROM job ORDER BY id"
LONG = 4 * 2**20


async def ask_for_three(turn: Turn, subject: int) -> dict[str, Any]:
    return {"last": 3, "size": LONG}


async def ask_slowly(turn: Turn, subject: int) -> dict[str, Any]:
    return {"last": 30, "rest": 0.05}


async def ask_without_end(turn: Turn, subject: int) -> dict[str, Any]:
    return {"last": 100_000, "rest": 0.05}


async def ask_nothing(turn: Turn, subject: int) -> dict[str, Any]:
    return {}


async def stage_part(turn: Turn, subject: int, part: dict[str, Any]) -> list[Message]:
    """Keep a part's number as the size of an attachment; the first part clears what was there before."""
    if part["number"] == 1:
        await turn.db.execute(text("DELETE FROM attachment WHERE name = 'part'"))
    await attachment.add(turn.db, contact_id=turn.contact, name="part", size=part["number"], now=turn.now)
    return [Board("parts", f"{part['number']} parts, {len(part['words'])} letters")]


async def tell_parts(turn: Turn, subject: int, result: bytes) -> list[Message]:
    assert result == b""
    staged = (await turn.db.execute(text(STAGED))).scalars().all()
    return [Say(f"kept {len(staged)}, the last {max(staged)}")]


async def tell(turn: Turn, subject: int, result: bytes) -> list[Message]:
    return [Say(f"got {result.decode()}")]


async def regret(turn: Turn, subject: int) -> list[Message]:
    return [Say(f"no luck with {subject}")]


async def stumble(turn: Turn, subject: int) -> list[Message]:
    raise LookupError


COUNT = Work(ask_for_three, tell_parts, stage_part)
SLOW = Work(ask_slowly, tell_parts, stage_part, is_long=True, tries=1)
ENDLESS = Work(ask_without_end, tell_parts, stage_part, is_long=True)


@pytest.fixture(autouse=True)
def _room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "ROOM", "tests.bot.children")


@pytest.fixture
async def stage(tmp_path: Path, migrated: Path) -> AsyncIterator[Stage]:
    shutil.copy(migrated, tmp_path / "wadah.db")
    opened = await Stage(tmp_path).open()
    yield opened
    await opened.close()


@pytest.fixture
async def siti(stage: Stage) -> Person:
    person = await stage.person("Siti Aminah")
    await person.starts()
    return person


async def ask(stage: Stage, kind: str, work: Work | None = None, subject: int = 7) -> None:
    """Have a piece of work done for the only person there is."""
    if work is not None:
        stage.house.jobs.works = {**stage.house.jobs.works, kind: work}
    async with stage.house.store.writing() as db:
        now = stage.clock.now()
        await job.add(db, kind, subject=subject, contact_id=1, now=now)
        await db.commit()
    stage.house.signals.turned()


async def staged(stage: Stage) -> list[int]:
    return [row[0] for row in await stage.query(STAGED)]


async def states(stage: Stage) -> list[str]:
    return [row[0] for row in await stage.query(STATES)]


async def until_staged(stage: Stage, count: int) -> None:
    async with asyncio.timeout(20):
        while len(await staged(stage)) < count:
            await asyncio.sleep(0.01)


async def test_a_result_in_parts_is_kept_part_by_part_and_ended_at_once(stage: Stage, siti: Person) -> None:
    await ask(stage, "count", COUNT)
    await siti.looks()
    assert siti.sees("kept 3, the last 3")
    assert await staged(stage) == [1, 2, 3]
    assert await states(stage) == ["done"]
    shown = await stage.query("SELECT body FROM outbox WHERE kind = 'board'")
    assert f"3 parts, {LONG} letters" in str(shown), "one board, with its newest words"


async def test_nothing_follows_a_cancel(stage: Stage, siti: Person) -> None:
    await ask(stage, "count", ENDLESS)
    await until_staged(stage, 3)
    async with stage.house.store.writing() as db:
        assert await job.cancel_of(db, "count", 7, stage.clock.now())
        kept = (await db.execute(text(STAGED))).scalars().all()
        told = (await db.execute(text("SELECT max(id), max(revision) FROM outbox"))).one()
        await db.commit()
    await asyncio.sleep(0.3)
    await siti.looks()
    assert await staged(stage) == kept
    assert (await stage.query("SELECT max(id), max(revision) FROM outbox"))[0] == told
    assert await states(stage) == ["cancelled"]


async def test_a_short_job_does_not_wait_for_a_long_one(stage: Stage, siti: Person) -> None:
    await ask(stage, "count", ENDLESS)
    await until_staged(stage, 1)
    await ask(stage, "look_around", Work(ask_nothing, tell))
    async with asyncio.timeout(20):
        while (await states(stage))[1] != "done":
            await asyncio.sleep(0.01)
    assert (await states(stage))[0] == "running"


async def test_long_jobs_wait_for_each_other(stage: Stage, siti: Person) -> None:
    await ask(stage, "count", ENDLESS, subject=1)
    await until_staged(stage, 1)
    await ask(stage, "count", ENDLESS, subject=2)
    await until_staged(stage, 5)
    assert await states(stage) == ["running", "waiting"]


async def test_a_child_knows_the_database_but_not_our_secret_and_yields(stage: Stage, siti: Person) -> None:
    await ask(stage, "look_around", Work(ask_nothing, tell))
    await siti.looks()
    assert siti.sees(f"got sqlite+onevisit:///{stage.folder / 'wadah.db'}\n\n1")


async def test_work_without_a_child_hands_on_what_was_read(stage: Stage, siti: Person) -> None:
    async def read(turn: Turn, subject: int) -> dict[str, Any]:
        return {"people": (await turn.db.execute(text("SELECT count(*) FROM contact"))).scalar()}

    await ask(stage, "sum", Work(read, tell, has_child=False))
    await siti.looks()
    assert siti.sees('got {"people": 1}')


async def test_what_is_not_there_yet_is_asked_again_uncounted_and_others_go_first(
    stage: Stage, siti: Person
) -> None:
    is_there = False

    async def read(turn: Turn, subject: int) -> dict[str, Any] | Later:
        return {"it": "is there"} if is_there else LATER

    await ask(stage, "wait", Work(read, tell, has_child=False, tries=1))
    await ask(stage, "sum", Work(ask_nothing, tell, has_child=False))
    async with asyncio.timeout(20):
        while await states(stage) != ["waiting", "done"]:
            await asyncio.sleep(0.01)
    is_there = True
    await siti.looks()
    assert siti.sees("is there")
    assert (await stage.query("SELECT attempts FROM job WHERE kind = 'wait'"))[0][0] == 1


async def test_after_the_last_try_its_own_words_are_said(stage: Stage, siti: Person) -> None:
    await ask(stage, "break_off", Work(ask_nothing, tell, tries=1, on_failure=regret))
    await siti.looks()
    assert siti.sees("no luck with 7") and not siti.sees("belum bisa dibuat")
    assert (await stage.query("SELECT state, attempts FROM job"))[0] == ("failed", 1)


async def test_words_that_fail_as_well_are_replaced_by_the_apology(stage: Stage, siti: Person) -> None:
    await ask(stage, "break_off", Work(ask_nothing, tell, tries=1, on_failure=stumble))
    await siti.looks()
    assert siti.sees("belum bisa dibuat")
    assert await states(stage) == ["failed"]


async def test_a_child_that_breaks_off_amid_its_parts_has_failed(stage: Stage, siti: Person) -> None:
    async def two(turn: Turn, subject: int) -> dict[str, Any]:
        return {"last": 2}

    await ask(stage, "break_off", Work(two, tell_parts, stage_part, tries=1, on_failure=regret))
    await siti.looks()
    assert siti.sees("no luck with 7") and await staged(stage) == [1, 2]


async def test_a_child_that_takes_too_long_is_killed(stage: Stage, siti: Person) -> None:
    async def for_ever(turn: Turn, subject: int) -> dict[str, Any]:
        return {"seconds": 3600}

    work = Work(for_ever, tell, tries=1, seconds=0.3, on_failure=regret)
    await ask(stage, "hang", work)
    await siti.looks()
    assert siti.sees("no luck with 7")


async def test_a_child_far_ahead_is_ended_with_its_job(tmp_path: Path) -> None:
    """It fills the line, and what it wrote is thrown away without being kept in memory."""

    async def never() -> None:
        return None

    with pytest.raises(Failed):
        request = {"last": 10_000, "size": 2**20}
        async with child.asked("count", request, database="", seconds=0.5, nice=0, look=never) as asked:
            while part := await asked.part():
                assert json.loads(part)["number"] < 10_000
                await asyncio.sleep(0.1)


async def test_stopped_amid_its_parts_it_is_resumed_and_that_try_does_not_count(
    stage: Stage, siti: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(JOBS, "count", SLOW)
    await ask(stage, "count")
    await until_staged(stage, 3)
    await stage.stop_bot()
    await stage.start_bot()
    await siti.looks()
    assert siti.sees("kept 30, the last 30")
    assert (await stage.query("SELECT state, attempts FROM job"))[0] == ("done", 1)


def have_it_counted() -> None:
    """In the bot's own process, before it starts: the work that is asked for below."""
    child.ROOM = "tests.bot.children"
    JOBS["count"] = SLOW


async def test_killed_amid_its_parts_it_begins_anew_and_every_part_arrives(tmp_path: Path) -> None:
    playground = Playground(limits=Limits(enabled=False))
    await playground.start()
    bot = BotProcess(playground.url, playground.token, tmp_path)
    bot.start(have_it_counted)
    try:
        await _asked_by_somebody(bot)
        begun = ""
        for _kill in range(2):
            await _until(bot, f"SELECT count(*) >= 4 AND min(created_at) > '{begun}' FROM ({PARTS})")
            assert bot.kill()
            assert _read(bot, STATES) == [("running",)]
            begun = _read(bot, f"SELECT min(created_at) FROM ({PARTS})")[0][0]
            bot.start(have_it_counted)
        await _until(bot, "SELECT state = 'done' FROM job")
        assert _read(bot, STAGED) == [(number,) for number in range(1, 31)]
        assert _read(bot, "SELECT attempts FROM job") == [(1,)], "none of the kills was its fault"
        assert len(_read(bot, "SELECT 1 FROM outbox WHERE body LIKE '%kept 30%'")) == 1
    finally:
        bot.kill()
        await playground.stop()


async def _asked_by_somebody(bot: BotProcess) -> None:
    await _until(bot, "SELECT count(*) = 1 FROM office")
    store, now = Store(f"sqlite:///{bot.database}"), Clock().now()
    async with store.writing() as db:
        person = await contact.add(db, "telegram", "1", 1, now)
        await job.add(db, "count", subject=7, contact_id=person.id, now=now)
        await db.commit()
    await store.close()


async def _until(bot: BotProcess, question: str) -> None:
    async with asyncio.timeout(30):
        while not (bot.database.exists() and _answers(bot, question)):
            assert bot.is_running, bot.logged()
            await asyncio.sleep(0.02)


def _answers(bot: BotProcess, question: str) -> bool:
    try:
        return bool(_read(bot, question)[0][0])
    except sqlite3.OperationalError:
        return False  # its tables are not there yet


def _read(bot: BotProcess, question: str) -> list[Any]:
    with closing(sqlite3.connect(bot.database, timeout=10)) as connection:
        return connection.execute(question).fetchall()
