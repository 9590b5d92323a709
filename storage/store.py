"""The database as the machine holds it: one fair write lock, one read-only side, one process.

SQLite's own waiting is unfair and a deferred transaction loses updates silently, so every write
transaction waits in one queue and begins with BEGIN IMMEDIATE (measured in docs/architecture.md).
"""

import asyncio
import fcntl
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from storage import known, later, sqlite

DRIVERS = {"sqlite": sqlite.DRIVER, "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
INSTANCE_LOCK = 352600042
"""Key of the PostgreSQL advisory lock that a running bot holds."""
LOOK_SECONDS = 0.1
"""Longer than somebody takes to look whether the lock of a SQLite database is held."""


OF_FILES = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError)
"""Errors of the system that no lost connection raises: these are somebody's mistake."""


class AlreadyRunning(Exception):
    """Another process runs the bot on this database."""


def database_url(text: str) -> URL:
    """The URL with the asynchronous driver that this program uses; ValueError for any other database."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("not an address of a database; an example is sqlite:///data/wadah.db") from None
    name = url.drivername.partition("+")[0]
    if name not in DRIVERS:
        raise ValueError(f"only SQLite and PostgreSQL are supported, not {name!r}")
    return url.set(drivername=DRIVERS[name])


def is_unavailable(error: BaseException) -> bool:
    """Whether the database is locked, full or absent: nobody's failure, to be waited out."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError) and not isinstance(error, OF_FILES)
    if error.connection_invalidated:
        return True
    cause: BaseException | None = error.orig
    while cause is not None:
        if isinstance(cause, OSError):
            return True
        if isinstance(cause, sqlite3.OperationalError):
            words = str(cause)
            return any(
                w in words for w in ("locked", "busy", "full", "disk I/O", "unable to open", "readonly")
            )
        if str(getattr(cause, "sqlstate", "") or "")[:2] in {"08", "53", "57"}:
            return True
        cause = cause.__cause__
    return False


class Holding(Session):
    """A session that keeps what it read until it ends: by itself it forgets a row that nobody holds,
    and each turn of a batch would read the same rows again."""

    def begin_nested(self) -> SessionTransaction:
        """Begin a savepoint, behind all that was kept back: what is kept back from now on goes with it."""
        later.write(self)
        return super().begin_nested()


@event.listens_for(Holding, "loaded_as_persistent")
@event.listens_for(Holding, "pending_to_persistent")
def _hold(session: Session, row: Any) -> None:
    session.info.setdefault("held", []).append(row)


@event.listens_for(Holding, "transient_to_pending")
@event.listens_for(Holding, "pending_to_persistent")
@event.listens_for(Holding, "persistent_to_deleted")
def _came_or_went(session: Session, row: Any) -> None:
    known.forget_whose(session, row)


@event.listens_for(Holding, "do_orm_execute")
def _asked(state: ORMExecuteState) -> None:
    if state.execution_options.get("autoflush", True):
        later.write(state.session)
    if not state.is_select:
        table = getattr(state.statement, "table", None)
        known.forget(state.session, None if table is None or state.is_delete else table.name)


@event.listens_for(Holding, "before_commit")
def _committed(session: Session) -> None:
    later.write(session)
    known.forget(session)


@event.listens_for(Holding, "after_soft_rollback")
def _rolled_back(session: Session, ended: SessionTransaction) -> None:
    known.forget(session)
    later.drop(session)


class Store:
    """Opens sessions on one database.

    `writing()` gives a session inside a write transaction; what is not committed by its end is rolled
    back. `reading()` gives a session that cannot write and holds nobody up.
    """

    def __init__(self, url: str, *, busy_seconds: float = 5.0) -> None:
        self.url = database_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        self._writer = self._engine(busy_seconds, pool_size=1, read_only=False)
        self._reader = self._engine(busy_seconds, pool_size=4, read_only=True)
        self._lock = asyncio.Lock()
        self._lock_file: IO[str] | None = None
        self._lock_connection: AsyncConnection | None = None

    def _engine(self, busy_seconds: float, *, pool_size: int, read_only: bool) -> AsyncEngine:
        if not self.is_sqlite:
            options: dict[str, Any] = (
                {"execution_options": {"postgresql_readonly": True}} if read_only else {}
            )
            return create_async_engine(
                self.url, pool_size=pool_size + 1, pool_pre_ping=True, hide_parameters=True, **options
            )
        engine = create_async_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            hide_parameters=True,
            pool_reset_on_return=None,  # a session ends its own transaction; making sure costs a visit
            connect_args={"timeout": busy_seconds},
            execution_options={"compiled_cache": sqlite.COMPILED},
        )
        _prepare_sqlite(engine, read_only=read_only)
        return engine

    @property
    def address(self) -> str:
        """The URL for another process, from whatever folder; with its password, so never for a log."""
        url = self.url
        if self.is_sqlite and url.database:
            url = url.set(database=str(Path(url.database).absolute()))
        return url.render_as_string(hide_password=False)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session inside a write transaction, taken in fair order; uncommitted work is rolled back."""
        session = AsyncSession(self._writer, expire_on_commit=False, sync_session_class=Holding)
        async with self._lock, session as db:
            await db.connection()
            yield db

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A read-only session for exports, reports and counts."""
        async with AsyncSession(self._reader, expire_on_commit=False) as db:
            yield db

    async def hold(self) -> None:
        """Take the single-instance lock until close; AlreadyRunning if another process has it."""
        if self.is_sqlite:
            if not self._hold_file():
                await asyncio.sleep(LOOK_SECONDS)  # it may only have been looked at
                if not self._hold_file():
                    raise AlreadyRunning
            return
        connection = await self._reader.connect()
        await connection.execution_options(isolation_level="AUTOCOMMIT")  # or it would hold up VACUUM
        held = await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": INSTANCE_LOCK})
        if not held:
            await connection.close()
            raise AlreadyRunning
        self._lock_connection = connection

    async def holds(self) -> bool:
        """Whether the single-instance lock is still ours: PostgreSQL's ends with its connection."""
        if self._lock_connection is None:
            return self._lock_file is not None
        try:
            await self._lock_connection.execute(text("SELECT 1"))
        except (DBAPIError, OSError):
            return False
        return True

    async def is_held(self) -> bool:
        """Whether any process holds the single-instance lock: whether the bot runs on this database."""
        if self.is_sqlite:
            return self._is_file_held()
        async with self.reading() as db:
            return await db.scalar(_LOCKED, {"key": INSTANCE_LOCK}) is not None

    @property
    def _lock_path(self) -> Path:
        return Path(f"{self.url.database}.lock")

    def _hold_file(self) -> bool:
        lock_file = self._lock_path.open("w")
        try:
            fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock_file.close()
            return False
        self._lock_file = lock_file
        return True

    def _is_file_held(self) -> bool:
        try:
            with self._lock_path.open() as lock_file:
                fcntl.flock(lock_file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False

    async def close(self) -> None:
        """Close every connection and let the single-instance lock go."""
        if self._lock_connection is not None:
            await self._lock_connection.close()
        await self._writer.dispose()
        await self._reader.dispose()
        if self._lock_file is not None:
            self._lock_file.close()


_LOCKED = text(
    "SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE locktype = 'advisory' AND objid = :key AND granted AND datname = current_database()"
)


def _prepare_sqlite(engine: AsyncEngine, *, read_only: bool) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # or the driver opens deferred transactions of its own
        kept = 2_000 if read_only else 65_536  # kB; a list of 25,000 goes into the register within it
        pragmas = (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"cache_size=-{kept}",
            f"query_only={read_only:d}",
        )
        script = ";".join(f"PRAGMA {pragma}" for pragma in pragmas)
        connection.run_async(lambda driver: driver.executescript(script))

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        if connection.connection.driver_connection.in_transaction:  # left by one that was cut off
            connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
