"""The clock and its ticks: they fire, they survive trouble, and a clock set back silences none for long."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.clock import KEEP_BODIES, TICKS, Clock, Tick, Ticker
from bot.levers import BotProcess
from storage import contact, inbox, office, outbox
from storage.migrate import migrate
from storage.store import Store

OFTEN = 0.05


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    url = f"sqlite:///{tmp_path / 'wadah.db'}"
    await migrate(url)
    opened = Store(url)
    yield opened
    await opened.close()


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not is_so():
            await asyncio.sleep(0.01)


def test_the_clock_can_be_moved() -> None:
    clock = Clock(3600)
    assert timedelta(minutes=59) < clock.now() - datetime.now(UTC) < timedelta(minutes=61)
    clock.offset = timedelta(days=-1)
    assert clock.now() < datetime.now(UTC)
    assert clock.now().tzinfo is UTC


def ahead(clock: Clock) -> int:
    """Hours by which the clock is ahead of the system's."""
    return round((clock.now() - datetime.now(UTC)) / timedelta(hours=1))


async def test_the_clock_follows_its_file_and_so_does_the_next_process(tmp_path: Path) -> None:
    demo = BotProcess()
    demo.begin_fresh(tmp_path)
    clock = Clock(file=str(demo.clock_file))
    assert ahead(clock) == 0, "there is no file yet"
    await demo.move_clock(3600)
    assert ahead(clock) == 1
    await demo.move_clock(86_400)
    assert (ahead(clock), clock.offset) == (24, timedelta(days=1)), (
        "at once, and apart from the system's time"
    )
    assert ahead(Clock(file=str(demo.clock_file))) == 24
    for nonsense in ("", "tomorrow", "nan", "1e300"):
        demo.clock_file.write_text(nonsense)
        assert ahead(clock) == 24, "what cannot be read changes nothing"
    demo.clock_file.unlink()
    assert ahead(clock) == 24
    demo.begin_fresh(tmp_path)
    assert ahead(Clock(file=str(demo.clock_file))) == 0, "a new demo begins today"


class Counting:
    """A tick that counts its runs and notes the moment it is told."""

    def __init__(self, *, fails: bool = False) -> None:
        self.moments: list[datetime] = []
        self.fails = fails

    async def __call__(self, db: Any, now: datetime) -> None:
        self.moments.append(now)
        await db.execute(text("INSERT INTO throttled (channel, chat, count) VALUES ('t', :n, 1)"), self.row)
        if self.fails:
            raise ValueError("Siti Aminah")

    @property
    def row(self) -> dict[str, str]:
        return {"n": str(len(self.moments))}

    async def kept(self, store: Store) -> int:
        async with store.reading() as db:
            return int(await db.scalar(text("SELECT count(*) FROM throttled")))


async def test_ticks_run_at_once_and_again_each_in_a_commit(store: Store) -> None:
    counting = Counting()
    ticker = Ticker(store, Clock(86_400), (Tick("count", OFTEN, counting),), first_seconds=0)
    running = asyncio.create_task(ticker.run())
    await until(lambda: len(counting.moments) >= 3)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await counting.kept(store) >= 2
    assert counting.moments[0] - datetime.now(UTC) > timedelta(hours=23), "told by the clock of the house"


async def test_a_tick_that_fails_is_rolled_back_and_tried_again(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    failing, counting = Counting(fails=True), Counting()
    ticker = Ticker(
        store, Clock(), (Tick("fail", OFTEN, failing), Tick("count", OFTEN, counting)), first_seconds=0
    )
    running = asyncio.create_task(ticker.run())
    await until(lambda: len(failing.moments) >= 2 and len(counting.moments) >= 2)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await counting.kept(store) <= len(counting.moments)
    records = [record for record in caplog.records if record.name == "bot.clock"]
    assert {(vars(record)["tick"], vars(record)["error"]) for record in records} == {("fail", "ValueError")}
    assert "Siti" not in json.dumps([record.getMessage() for record in records])


async def test_a_tick_that_a_clock_set_back_silenced_is_armed_again(store: Store) -> None:
    """To the scheduler a clock set back is a next run far ahead; the watch counts monotonic seconds."""
    counting, slow = Counting(), Counting()
    ticks = (Tick("count", OFTEN, counting), Tick("slow", 3600.0, slow))
    ticker = Ticker(store, Clock(), ticks, first_seconds=0)
    running = asyncio.create_task(ticker.run())
    await until(lambda: len(counting.moments) >= 1 and len(slow.moments) == 1)
    far = datetime.now(UTC) + timedelta(days=1)
    for name in ("count", "slow"):
        ticker._scheduler.modify_job(name, next_run_time=far)
    await until(lambda: not ticker._under_way)
    await asyncio.sleep(3 * OFTEN)
    silenced_at = len(counting.moments)
    await asyncio.sleep(2 * OFTEN)
    assert len(counting.moments) == silenced_at, "it is silent"
    ticker.watch()
    await until(lambda: len(counting.moments) > silenced_at + 1)
    assert len(slow.moments) == 1, "who is not overdue is left alone"
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_tick_under_way_ends_before_the_stop(store: Store) -> None:
    counting, begun = Counting(), asyncio.Event()

    async def slow(db: Any, now: datetime) -> None:
        await counting(db, now)
        begun.set()
        await asyncio.sleep(0.1)

    running = asyncio.create_task(Ticker(store, Clock(), (Tick("slow", 60.0, slow),), first_seconds=0).run())
    await begun.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await counting.kept(store) == 1, "a statement that is cut off can leave its connection hanging"


async def test_bodies_are_forgotten_after_seven_days(store: Store) -> None:
    empty_bodies = next(tick for tick in TICKS if tick.name == "empty_bodies")
    now = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
    async with store.writing() as db:
        here = await office.settle(db, region="35.26", name="", area="", zone="", phone="")
        siti = await contact.add(db, "telegram", "1", here.id, now)
        for number, at in enumerate((now - KEEP_BODIES - timedelta(seconds=1), now - KEEP_BODIES)):
            await inbox.receive(db, "telegram", [inbox.Arrival(str(number), "", "1", "{}")], at)
            row = {"lane": 0, "contact_id": siti.id, "kind": "say", "body": {"text": "x"}, "state": "sent"}
            await outbox.add(db, [row], at)
        await inbox.finish(db, [1, 2], now)
        await empty_bodies.run(db, now)
        await db.commit()
    async with store.reading() as db:
        for table, body in (("inbox", "payload"), ("outbox", "body")):
            rows = await db.scalars(text(f"SELECT {body} IS NULL FROM {table} ORDER BY id"))
            assert [bool(is_empty) for is_empty in rows] == [True, False], table
    assert timedelta(days=7) == KEEP_BODIES
