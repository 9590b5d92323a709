"""Named points at which a process kills itself with -9. The code around the point is the real one.

Each function arms one point in the process it is called in: the `nth` time that the point is reached, the
process is gone, as if a hand outside had struck at exactly that moment.
"""

import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import alembic.config
import alembic.ddl.impl

import bot.poller
import bot.sender
import bot.telegram
import storage.migrate

Point = Callable[[int], None]


class Fuse:
    """Burns down by one each time, and then kills the process."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def burn(self) -> None:
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _around(owner: Any, name: str, fuse: Fuse, *, is_before: bool) -> None:
    """Kill just before or just after a coroutine function does its work."""
    real = getattr(owner, name)

    async def armed(*args: Any, **named: Any) -> Any:
        if is_before:
            fuse.burn()
        result = await real(*args, **named)
        if not is_before:
            fuse.burn()
        return result

    setattr(owner, name, armed)


def fetched(nth: int) -> None:
    """Telegram gave updates, and they are not in the inbox yet."""
    _around(bot.poller.Gate, "receive", Fuse(nth), is_before=True)


def committed(nth: int) -> None:
    """The inbox is committed, and the offset has not moved."""
    _around(bot.poller.Gate, "receive", Fuse(nth), is_before=False)


def marked(nth: int) -> None:
    """A row is marked `sending`, and nothing has gone out."""
    _around(bot.sender.Sender, "_send", Fuse(nth), is_before=True)


def accepted(nth: int) -> None:
    """The API said ok, and the outcome is not recorded."""
    _around(bot.telegram.Telegram, "send", Fuse(nth), is_before=False)


def migrating(nth: int, migrations: Path) -> None:
    """Half of the tables are changed, and the one transaction is open. Migrations are read from a folder."""
    newer(migrations)
    fuse = Fuse(nth)
    real: Callable[..., Any] = alembic.ddl.impl.DefaultImpl._exec

    def armed(self: Any, construct: Any, *args: Any, **named: Any) -> Any:
        result = real(self, construct, *args, **named)
        fuse.burn()
        return result

    alembic.ddl.impl.DefaultImpl._exec = armed  # type: ignore[method-assign]


def newer(migrations: Path) -> None:
    """The program of the next release: its migrations are in this folder."""
    real = storage.migrate._config

    def config(connection: Any = None) -> alembic.config.Config:
        made = real(connection)
        made.set_main_option("script_location", str(migrations))
        return made

    storage.migrate._config = config


def copying(nth: int) -> None:
    """So many pages of the backup are copied."""
    fuse = Fuse(nth)
    real = sqlite3.connect

    class Slow(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **named: Any) -> None:
            super().backup(target, pages=1, progress=lambda *_left: fuse.burn())

    def connect(*args: Any, **named: Any) -> Any:
        return real(*args, **{"factory": Slow, **named})

    sqlite3.connect = connect
