"""Both databases: every storage test runs on SQLite and on a real PostgreSQL, migrated as the bot does it."""

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from storage_shelf import EMPTY, Cluster, Shelf

from storage import contact, office
from storage.migrate import migrate
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Not below pytest's own folder: a second pytest shuts that to all other users, the server's included."""
    with tempfile.TemporaryDirectory(prefix="wadah-pg-", ignore_cleanup_errors=True) as folder:
        opened = Cluster(Path(folder) / "data")
        yield opened
        opened.stop()


@pytest.fixture(scope="session")
def templates(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A migrated database of each kind, to be copied."""
    path = tmp_path_factory.mktemp("template") / "wadah.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    asyncio.run(cluster.run("CREATE DATABASE template_wadah"))
    asyncio.run(migrate(cluster.url("template_wadah")))
    return {"sqlite": str(path), "postgresql": "template_wadah"}


@pytest.fixture(params=["sqlite", "postgresql"])
def shelf(
    request: pytest.FixtureRequest, tmp_path: Path, templates: dict[str, str], cluster: Cluster
) -> Shelf:
    return Shelf(request.param, tmp_path, templates, cluster)


@pytest.fixture
async def url(shelf: Shelf) -> str:
    """A database with all tables and no row; on PostgreSQL one that is emptied for each test."""
    if shelf.kind == "sqlite":
        return await shelf.migrated()
    await shelf.cluster.run(EMPTY, database=shelf.templates["postgresql"])
    return shelf.cluster.url(shelf.templates["postgresql"])


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = Store(url)
    yield opened
    await opened.close()


@pytest.fixture
async def office_id(store: Store) -> int:
    async with store.writing() as db:
        row = await office.settle(
            db,
            region="35.26",
            name="Dinas",
            area="Kabupaten Bangkalan",
            zone="Asia/Jakarta",
            phone="",
        )
        await db.commit()
        return row.id


@pytest.fixture
async def owner(store: Store, office_id: int) -> int:
    """Id of a contact."""
    return await _contact(store, office_id, "1")


@pytest.fixture
async def neighbour(store: Store, office_id: int) -> int:
    """Id of another contact."""
    return await _contact(store, office_id, "2")


async def _contact(store: Store, office_id: int, address: str) -> int:
    async with store.writing() as db:
        row = await contact.add(db, "telegram", address, office_id, NOW)
        await db.commit()
        return row.id
