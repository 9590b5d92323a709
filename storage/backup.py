"""A consistent copy of the database while the bot runs."""

import os
import sqlite3
from pathlib import Path

from storage.store import database_url


class NoBackup(Exception):
    """The copy could not be made; the text says why and what to do."""


def back_up(url: str, file: Path) -> int:
    """Copy the SQLite database to a new file with SQLite's online backup; its size in bytes.

    The file appears whole or not at all. NoBackup for PostgreSQL, a missing database or an existing file.
    """
    source = database_url(url)
    if source.get_backend_name() != "sqlite" or not source.database:
        raise NoBackup("This database is PostgreSQL: use pg_dump, as docs/operations.md says.")
    if not Path(source.database).exists():
        raise NoBackup(f"There is no database at {source.database} yet.")
    if not file.absolute().parent.is_dir():
        raise NoBackup(f"There is no folder {file.absolute().parent}; make it first.")
    if file.exists():
        raise NoBackup(f"{file} exists already; choose another name.")
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    _copy(Path(source.database), part)
    part.rename(file)
    return file.stat().st_size


def _copy(source: Path, part: Path) -> None:
    try:
        with sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True) as original:
            copy = sqlite3.connect(part)
            original.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            copy.close()
    except sqlite3.DatabaseError as error:
        part.unlink(missing_ok=True)
        raise NoBackup(f"The database could not be read: {error}.") from None
    if found != "ok":
        part.unlink(missing_ok=True)
        raise NoBackup("The database is damaged; restore an older backup.")
    with part.open("rb") as written:
        os.fsync(written.fileno())
