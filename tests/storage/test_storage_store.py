"""The store: nothing is lost, nobody waits unfairly, who reads cannot write, and one bot at a time."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from storage_shelf import Shelf

from storage import office
from storage.office import Office
from storage.store import AlreadyRunning, Store, database_url, is_unavailable

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


@pytest.fixture
async def second(url: str) -> AsyncIterator[Store]:
    """The same database, opened as another process would."""
    opened = Store(url)
    yield opened
    await opened.close()


async def count_up(store: Store, office_id: int) -> None:
    """Read, think, write: what loses updates without BEGIN IMMEDIATE and the lock."""
    async with store.writing() as db:
        row = await office.by_id(db, office_id)
        number = row.last_number
        await asyncio.sleep(0)
        row.last_number = number + 1
        await db.commit()


async def counted(store: Store, office_id: int) -> int:
    async with store.reading() as db:
        return (await office.by_id(db, office_id)).last_number


async def test_300_that_read_and_then_write_lose_nothing(store: Store, office_id: int) -> None:
    await asyncio.gather(*(count_up(store, office_id) for _ in range(300)))
    assert await counted(store, office_id) == 300


@pytest.mark.parametrize("shelf", ["sqlite"], indirect=True)
async def test_two_processes_on_sqlite_lose_nothing_either(
    shelf: Shelf, store: Store, second: Store, office_id: int
) -> None:

    async def many(one: Store) -> None:
        for _ in range(40):
            await count_up(one, office_id)

    await asyncio.gather(many(store), many(second))
    assert await counted(store, office_id) == 80


async def test_who_waits_is_served_in_order(store: Store, office_id: int) -> None:
    served: list[int] = []

    async def one(number: int) -> None:
        async with store.writing() as db:
            served.append(number)
            await db.execute(update(Office).values(last_number=number))
            await db.commit()

    async with store.writing():
        waiting = []
        for number in range(30):
            waiting.append(asyncio.create_task(one(number)))
            await asyncio.sleep(0)
        assert served == [], "one writer at a time"
    await asyncio.gather(*waiting)
    assert served == list(range(30))


async def test_what_is_not_committed_never_happened(store: Store, office_id: int) -> None:
    async with store.writing() as db:
        (await office.by_id(db, office_id)).last_number = 5
        await db.flush()
    with pytest.raises(KeyError):
        async with store.writing() as db:
            await db.execute(update(Office).values(last_number=6))
            raise KeyError
    assert await counted(store, office_id) == 0
    await count_up(store, office_id)
    assert await counted(store, office_id) == 1, "and the lock is free again"


async def test_a_writer_that_is_cancelled_lets_the_lock_go(store: Store, office_id: int) -> None:
    begun = asyncio.Event()

    async def stuck() -> None:
        async with store.writing() as db:
            await db.execute(update(Office).values(last_number=9))
            begun.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(stuck())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await count_up(store, office_id)
    assert await counted(store, office_id) == 1


async def test_who_reads_cannot_write(store: Store, office_id: int) -> None:
    with pytest.raises(DBAPIError):
        async with store.reading() as db:
            await db.execute(update(Office).values(last_number=7))
            await db.commit()
    assert await counted(store, office_id) == 0


async def test_who_reads_waits_for_no_writer_and_sees_nothing_unfinished(
    store: Store, office_id: int
) -> None:
    async with store.writing() as db:
        await db.execute(update(Office).values(last_number=7))
        async with asyncio.timeout(2):
            assert await counted(store, office_id) == 0
        await db.commit()
    assert await counted(store, office_id) == 7


@pytest.mark.parametrize("shelf", ["sqlite"], indirect=True)
async def test_a_reader_sees_one_moment_on_sqlite(shelf: Shelf, store: Store, office_id: int) -> None:
    async with store.reading() as db:
        assert await db.scalar(select(Office.last_number)) == 0
        await count_up(store, office_id)
        assert await db.scalar(select(Office.last_number)) == 0


@pytest.mark.parametrize("shelf", ["sqlite"], indirect=True)
async def test_sqlite_is_prepared_as_measured(shelf: Shelf, store: Store) -> None:
    for session in (store.writing, store.reading):
        async with session() as db:
            told = {
                name: await db.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }
        assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize("shelf", ["sqlite"], indirect=True)
async def test_a_locked_database_is_nobodys_failure(office_id: int, url: str) -> None:
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    impatient = Store(url, busy_seconds=0.05)
    with pytest.raises(DBAPIError) as caught:
        async with impatient.writing():
            pass
    assert is_unavailable(caught.value)
    assert await counted(impatient, office_id) == 0, "reading goes on"
    other.execute("ROLLBACK")
    other.close()
    await count_up(impatient, office_id)
    assert await counted(impatient, office_id) == 1
    await impatient.close()


@pytest.mark.parametrize("shelf", ["postgresql"], indirect=True)
async def test_a_connection_that_was_cut_is_nobodys_failure(
    shelf: Shelf, store: Store, office_id: int
) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with store.writing() as db:
            mine = await db.scalar(text("SELECT pg_backend_pid()"))
            await shelf.cluster.run(f"SELECT pg_terminate_backend({mine})")
            await db.execute(update(Office).values(last_number=7))
    assert is_unavailable(caught.value)
    await count_up(store, office_id)
    assert await counted(store, office_id) == 1, "and it comes back by itself"


async def test_an_absent_database_is_nobodys_failure(tmp_path: Path) -> None:
    absent = Store("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(OSError) as caught:
        async with absent.writing():
            pass
    assert is_unavailable(caught.value)
    await absent.close()
    folder = tmp_path / "away"
    gone = Store(f"sqlite:///{folder / 'wadah.db'}")
    folder.rmdir()
    with pytest.raises(DBAPIError) as refused:
        async with gone.writing():
            pass
    assert is_unavailable(refused.value)
    await gone.close()


@pytest.mark.parametrize("shelf", ["sqlite"], indirect=True)
async def test_a_full_database_is_nobodys_failure(shelf: Shelf, store: Store, office_id: int) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with store.writing() as db:
            pages = await db.scalar(text("PRAGMA page_count"))
            await db.execute(text(f"PRAGMA max_page_count={pages}"))
            await db.execute(update(Office).values(name="x" * 2_000_000))
    assert "full" in str(caught.value)
    assert is_unavailable(caught.value)


async def test_our_own_failures_are_ours(store: Store, office_id: int) -> None:
    with pytest.raises(IntegrityError) as caught:
        async with store.writing() as db:
            common = {"name": "", "area": "", "zone": "", "phone": "", "last_number": 0}
            db.add(Office(region="35.26", **common))
            await db.flush()
    assert not is_unavailable(caught.value)
    with pytest.raises(DBAPIError) as wrong:
        async with store.reading() as db:
            await db.execute(text("SELECT * FROM no_such_table"))
    assert not is_unavailable(wrong.value)
    assert not is_unavailable(KeyError("locked"))


async def test_one_bot_on_one_database(store: Store, second: Store) -> None:
    await store.hold()
    with pytest.raises(AlreadyRunning):
        await second.hold()
    await store.close()
    await second.hold()


@pytest.mark.parametrize("shelf", ["postgresql"], indirect=True)
async def test_the_lock_ends_with_its_connection(shelf: Shelf, store: Store, second: Store) -> None:
    """A bot that was killed leaves no lock behind."""
    await store.hold()
    held = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    await shelf.cluster.run(held)
    await second.hold()


async def test_a_held_lock_hinders_nobody_who_works(store: Store, second: Store, office_id: int) -> None:
    await store.hold()
    await count_up(store, office_id)
    await count_up(second, office_id)
    assert await counted(store, office_id) == 2


@pytest.mark.parametrize(
    ("typed", "driver"),
    [
        ("sqlite:///a.db", "sqlite+onevisit"),
        ("sqlite+pysqlite:///a.db", "sqlite+onevisit"),
        ("postgresql://u:p@h/d", "postgresql+asyncpg"),
        ("postgres://u:p@h/d", "postgresql+asyncpg"),
        ("postgresql+psycopg://u:p@h/d", "postgresql+asyncpg"),
    ],
)
def test_the_driver_is_ours(typed: str, driver: str) -> None:
    assert database_url(typed).drivername == driver


@pytest.mark.parametrize("typed", ["mysql://h/d", "", "wadah.db", "postgresql://u:kata_sandi@h:port_x/d"])
def test_any_other_database_is_refused_without_its_secrets(typed: str) -> None:
    with pytest.raises(ValueError) as caught:
        database_url(typed)
    told: Any = caught.value
    assert "kata_sandi" not in str(told)
    assert "port_x" not in str(told)


async def test_another_process_is_told_where_the_database_is(store: Store, office_id: int) -> None:
    other = Store(store.address)
    assert await counted(other, office_id) == 0
    await other.close()


async def test_that_address_holds_in_every_folder_and_with_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Store("sqlite:///data/wadah.db").address == f"sqlite+onevisit:///{tmp_path / 'data/wadah.db'}"
    assert Store("postgresql://siti:secret@db/wadah").address.endswith("://siti:secret@db/wadah")
