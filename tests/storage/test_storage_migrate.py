"""Migrations: the tables are what the code says, and a database that cannot be used is left as it was."""

import asyncio
import hashlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from storage_shelf import Shelf

from storage.migrate import UnusableDatabase, migrate
from storage.store import database_url
from storage.tables import TABLES, metadata

INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


async def asked(url: str, question: Any) -> Any:
    """What a plain function of a connection finds in a database."""
    engine = create_async_engine(database_url(url), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(question)
    finally:
        await engine.dispose()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def contents(connection: Connection) -> dict[str, list[Any]]:
    return {
        name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
        for name in sorted(tables(connection))
    }


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return list(compare_metadata(context, metadata))


def make_tables(connection: Connection) -> None:
    metadata.create_all(connection)


async def test_the_tables_are_what_the_code_says(shelf: Shelf) -> None:
    url = await shelf.migrated()
    assert await asked(url, differences) == []
    assert await asked(url, tables) == {table.__tablename__ for table in TABLES} | {"alembic_version"}


async def test_the_comparison_sees_a_difference(shelf: Shelf) -> None:
    url = await shelf.migrated()

    def widen(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE office ADD COLUMN extra INTEGER"))

    await asked(url, widen)
    assert await asked(url, differences) != []


async def test_the_indexes_are_what_the_code_says(shelf: Shelf) -> None:
    """Alembic's comparison does not look at the condition of a partial index; this does."""
    declared, migrated = await shelf.empty(), await shelf.migrated()
    await asked(declared, make_tables)

    def indexes(connection: Connection) -> dict[str, str]:
        found = connection.execute(text(INDEXES[shelf.kind]))
        return {name: sql for name, sql in found if name != "alembic_version_pkc"}

    assert await asked(migrated, indexes) == await asked(declared, indexes)
    assert any("finished_at IS NULL" in sql for sql in (await asked(migrated, indexes)).values())


async def test_a_second_migration_changes_nothing(shelf: Shelf) -> None:
    url = await shelf.empty()
    empty, newest = await migrate(url)
    assert empty is None
    before = await asked(url, contents)
    assert before["alembic_version"] == [(newest,)]
    assert await migrate(url) == (newest, newest)
    assert await asked(url, contents) == before


async def test_a_database_in_a_new_folder_is_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'folder' / 'wadah.db'}"
    assert (await migrate(url))[0] is None


async def test_a_newer_database_is_refused_and_left_as_it_was(shelf: Shelf) -> None:
    url = await shelf.migrated()

    def make_newer(connection: Connection) -> None:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("CREATE TABLE something_new (id INTEGER)"))

    await asked(url, make_newer)
    before = await asked(url, contents)
    with pytest.raises(UnusableDatabase, match="newer version \\(9999\\)"):
        await migrate(url)
    assert await asked(url, contents) == before


async def test_a_migration_that_fails_midway_leaves_nothing(shelf: Shelf) -> None:
    """A table of that name is in the way of one of the last steps."""
    url = await shelf.empty()

    def get_in_the_way(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE business_contact (mine INTEGER)"))

    await asked(url, get_in_the_way)
    with pytest.raises(Exception, match="exists"):
        await migrate(url)
    assert await asked(url, tables) == {"business_contact"}

    def make_way(connection: Connection) -> None:
        connection.execute(text("DROP TABLE business_contact"))

    await asked(url, make_way)
    assert (await migrate(url))[0] is None


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _filled(path: Path) -> bytes:
    """The bytes of a database with a few pages."""
    asyncio.run(migrate(f"sqlite:///{path}"))
    with sqlite3.connect(path) as connection:
        for number in range(300):
            connection.execute(
                "INSERT INTO inbox (channel, event_id, digest, chat, payload, state, attempts, error, "
                "received_at) VALUES ('telegram', ?, '', '1', ?, 'open', 0, '', '2026-01-05')",
                (str(number), "x" * 500),
            )
    with connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize("damage", ["no database", "cut off", "overwritten"])
def test_a_damaged_file_is_refused_and_left_as_it_was(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "wadah.db"
    whole = _filled(path)
    path.write_bytes(
        {
            "no database": b"this is a letter, not a database\n" * 200,
            "cut off": whole[: len(whole) // 2],
            "overwritten": whole[:4096] + b"\xa5" * (len(whole) - 4096),
        }[damage]
    )
    before = _digest(path)
    with pytest.raises(UnusableDatabase, match=r"damaged\. Restore a backup: docs/operations\.md"):
        asyncio.run(migrate(f"sqlite:///{path}"))
    assert _digest(path) == before
