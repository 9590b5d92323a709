"""Bringing a database to this program's version, or refusing it.

A migration is one transaction with foreign keys off, then a check of them: a batch rebuild with foreign
keys on empties the cascading child table, and a migration that is killed midway leaves nothing behind.
"""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from storage.store import database_url

if TYPE_CHECKING:
    from alembic.config import Config


class UnusableDatabase(Exception):
    """The database cannot be used; the text says why and what to do."""


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config  # Alembic takes a quarter of a second to load; most commands need none

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


@cache
def versions() -> tuple[str, ...]:
    """The versions that this program knows, its own first."""
    from alembic.script import ScriptDirectory

    return tuple(step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions())


async def migrate(url: str) -> tuple[str | None, str]:
    """Bring the database to this program's version; the version before (None if it was empty) and now.

    Raises UnusableDatabase for a newer or a damaged database, which is left as it was.
    """
    target = database_url(url)
    is_sqlite = target.get_backend_name() == "sqlite"
    if is_sqlite and target.database:
        if _version_in(Path(target.database)) == versions()[0]:
            return versions()[0], versions()[0]
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(target, poolclass=NullPool, hide_parameters=True)
    try:
        async with engine.connect() as connection:
            if is_sqlite:
                return await _migrate_sqlite(connection)
            async with connection.begin():
                return await connection.run_sync(_upgrade)
    except DatabaseError as error:
        if "not a database" in str(error.orig) or "malformed" in str(error.orig):
            raise UnusableDatabase("The database is damaged. Restore a backup: docs/operations.md.") from None
        raise
    finally:
        await engine.dispose()


def _version_in(file: Path) -> str | None:
    """The version of this database, read in a moment; None if anything at all is unusual with it."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=0)) as database:
            found = database.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error:
        return None
    return str(found[0][0]) if len(found) == 1 else None


async def _migrate_sqlite(connection: AsyncConnection) -> tuple[str | None, str]:
    await connection.execution_options(isolation_level="AUTOCOMMIT")
    await connection.execute(text("PRAGMA journal_mode=WAL"))
    await connection.execute(text("PRAGMA synchronous=FULL"))
    await connection.execute(text("PRAGMA foreign_keys=OFF"))
    await connection.execute(text("BEGIN IMMEDIATE"))
    try:
        versions = await connection.run_sync(_upgrade)
        if (
            versions[0] != versions[1]
            and (await connection.execute(text("PRAGMA foreign_key_check"))).first()
        ):
            raise UnusableDatabase("The migration would break links between rows; nothing was changed.")
    except BaseException:
        await connection.execute(text("ROLLBACK"))
        raise
    await connection.execute(text("COMMIT"))
    return versions


def _upgrade(connection: Connection) -> tuple[str | None, str]:
    from alembic import command
    from alembic.runtime.migration import MigrationContext

    before = MigrationContext.configure(connection).get_current_revision()
    ours = versions()[0]
    if before is not None and before not in versions():
        raise UnusableDatabase(
            f"The database is of a newer version ({before}) than this program ({ours}). "
            "Install the newer program, or restore a backup."
        )
    if before != ours:
        command.upgrade(_config(connection), "head")
    return before, ours
