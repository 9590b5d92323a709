"""Backups: a consistent copy while others write, and a restored one that works."""

import shutil
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from storage_shelf import Cluster

from storage import office
from storage.backup import NoBackup, back_up
from storage.migrate import migrate
from storage.store import Store

FIRST = (
    "INSERT INTO office (region, name, area, zone, phone, last_number) VALUES ('35.26', '', '', '', '', 1000)"
)
LAST = "INSERT INTO throttled (channel, chat, count) VALUES ('telegram', '1', 1000)"
TOTAL = "SELECT o.last_number + t.count, o.last_number FROM office o, throttled t"


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A migrated database with two numbers, in the first and the last table, which always make 2,000."""
    made = tmp_path / "wadah.db"
    await migrate(f"sqlite:///{made}")
    with sqlite3.connect(made) as connection:
        connection.execute(FIRST)
        connection.execute(LAST)
    connection.close()
    return made


def url(path: Path) -> str:
    return f"sqlite:///{path}"


class Busy(threading.Thread):
    """Moves numbers from one table to the other, one commit a move."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.stop, self.moves = path, threading.Event(), 0

    def run(self) -> None:
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        while not self.stop.is_set():
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE office SET last_number = last_number - 1")
            connection.execute("UPDATE throttled SET count = count + 1")
            connection.execute("COMMIT")
            self.moves += 1
        connection.close()


def test_a_copy_while_others_write_is_consistent(path: Path, tmp_path: Path) -> None:
    busy = Busy(path)
    busy.start()
    try:
        seen = set()
        for number in range(5):
            before = busy.moves
            while busy.moves == before:
                time.sleep(0.001)
            copy = tmp_path / f"copy{number}.db"
            size = back_up(url(path), copy)
            assert size == copy.stat().st_size > 0
            with sqlite3.connect(copy) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                total, first = connection.execute(TOTAL).fetchone()
            connection.close()
            assert total == 2000, "half of a move"
            seen.add(first)
    finally:
        busy.stop.set()
        busy.join()
    assert len(seen) > 1, "the writer was busy meanwhile"
    assert {found.name for found in tmp_path.iterdir()} >= {f"copy{n}.db" for n in range(5)}
    assert not list(tmp_path.glob("*.part"))


def test_a_copy_is_one_file(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    back_up(url(path), folder / "copy.db")
    assert [found.name for found in folder.iterdir()] == ["copy.db"]


async def test_a_restored_copy_works(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(url(path), copy)
    restored = tmp_path / "elsewhere" / "wadah.db"
    restored.parent.mkdir()
    shutil.copy(copy, restored)
    before, now = await migrate(url(restored))
    assert before == now
    store = Store(url(restored))
    async with store.writing() as db:
        row = await office.settle(
            db, region="35.26", name="Dinas", area="Bangkalan", zone="Asia/Jakarta", phone=""
        )
        assert await office.next_number(db, row.id) == "IKM-3526-01001"
        await db.commit()
    await store.close()


def test_an_existing_file_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    precious = tmp_path / "copy.db"
    precious.write_text("precious")
    with pytest.raises(NoBackup, match="exists already"):
        back_up(url(path), precious)
    assert precious.read_text() == "precious"


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoBackup, match="no database"):
        back_up(url(tmp_path / "none.db"), tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keep", [0, 4096])
def test_a_damaged_database_gives_no_copy(path: Path, tmp_path: Path, keep: int) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:keep] + b"\xa5" * (len(whole) - keep))
    with pytest.raises(NoBackup, match=r"could not be read|damaged"):
        back_up(url(path), tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    assert not list(tmp_path.glob("*.part"))


def test_postgresql_is_refused_in_words(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(NoBackup, match="use pg_dump"):
        back_up(cluster.url("postgres"), tmp_path / "copy.db")
