"""The mutation check: with a guard taken away, the row that watches it must turn red.

A mutation is a function that is run in the bot's process before the bot is: it takes one guard out.
"""

import dataclasses
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import event, update
from sqlalchemy.ext.asyncio import AsyncEngine

import bot.clock
import bot.fate
import bot.poller
import bot.routing
import bot.sender
import bot.telegram
import storage.audience
import storage.contact
import storage.invite
import storage.outcome
import storage.store
from storage.outbox import SENDING, WAITING, Outbox
from tests.faults import synced
from tests.faults.ground import Dose, Outcome
from tests.faults.rows import row, scratch


def offset_first() -> None:
    """Tell Telegram that the updates are ours, and store them afterwards."""
    poll = bot.telegram.Telegram.poll

    async def hasty(self: bot.telegram.Telegram, offset: int | None) -> list[Any]:
        updates = await poll(self, offset)
        numbers = [raw["update_id"] for raw in updates]
        return [*updates, *await poll(self, max(numbers) + 1)] if numbers else updates

    bot.telegram.Telegram.poll = hasty  # type: ignore[method-assign]


def half_synced() -> None:
    """`synchronous=NORMAL`: a commit is in the log, and the log is synced some time later."""

    def relax(engine: AsyncEngine) -> None:
        @event.listens_for(engine.sync_engine, "connect")
        def connect(connection: Any, record: Any) -> None:
            cursor = connection.cursor()
            cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.close()

    _after_preparing(relax)


def deferred() -> None:
    """No BEGIN IMMEDIATE: the driver opens a transaction at the first change, after what was read."""

    def leave_it_to_the_driver(engine: AsyncEngine) -> None:
        @event.listens_for(engine.sync_engine, "connect")
        def connect(connection: Any, record: Any) -> None:
            connection.isolation_level = ""

        @event.listens_for(engine.sync_engine, "before_cursor_execute", retval=True)
        def skip(_c: Any, _r: Any, sql: str, values: Any, _x: Any, _m: Any) -> tuple[str, Any]:
            return ("SELECT 1" if sql.startswith("BEGIN") else sql), values

    _after_preparing(leave_it_to_the_driver)


def _after_preparing(change: Callable[[AsyncEngine], None]) -> None:
    """Let every SQLite connection be prepared as ever, and then change it."""
    prepare = storage.store._prepare_sqlite

    def prepared(engine: AsyncEngine, *, read_only: bool) -> None:
        prepare(engine, read_only=read_only)
        change(engine)

    storage.store._prepare_sqlite = prepared


def everybody_may() -> None:
    """Whoever presses a button is taken for the holder of what it names."""

    async def may(*_anything: Any) -> bool:
        return True

    bot.routing._may = may  # type: ignore[assignment]


async def _nothing(*_anything: Any, **_named: Any) -> None:
    """Stands where a guard stood."""


def undrained() -> None:
    """Stop without waiting for the sends under way."""
    bot.sender.Sender.drain = _nothing  # type: ignore[method-assign]


def unlocked() -> None:
    """Start without the single-instance lock."""
    storage.store.Store.hold = _nothing  # type: ignore[method-assign]


def unflagged() -> None:
    """Forget that somebody cannot be reached."""
    storage.contact.mark_unreachable = _nothing


def unrecovered() -> None:
    """Start without looking after what was being sent when the process ended."""
    storage.outcome.recover = _nothing


def announced_again() -> None:
    """Send a copy of a notice again although it may have arrived."""
    ambiguous = bot.fate._ambiguous
    bot.fate._ambiguous = lambda row, reason: ambiguous(dataclasses.replace(row, lane=0), reason)


def recovered_alike() -> None:
    """After a kill, send the copies of a notice again as all else is."""

    async def recover(db: Any, now: datetime) -> None:
        being_sent = update(Outbox).where(Outbox.state == SENDING)
        await db.execute(being_sent.values(state=WAITING, due_at=now))

    storage.outcome.recover = recover


def unasked() -> None:
    """Send a copy of a notice without asking again whether it may be sent: to whom it was meant once."""

    async def told(db: Any, row: Any, contact_id: int) -> storage.audience.Told:
        return storage.audience.Told((), (), ())

    storage.audience.told = told  # type: ignore[assignment]


def unheeded() -> None:
    """Begin notices by a clock that has jumped."""
    bot.clock.Steady.has_jumped = False  # type: ignore[assignment,method-assign]


def reusable() -> None:
    """Use an invite up without looking whether somebody did."""

    async def use(db: Any, invite_id: int, contact_id: int, now: datetime) -> bool:
        row = await storage.invite.by_id(db, invite_id)
        assert row is not None
        row.used_by, row.used_at = contact_id, now
        return True

    storage.invite.use = use


def unkeyed() -> None:
    """Take each update for a new one: what the hash tells apart is made to differ."""
    numbers = itertools.count()
    bot.poller._digest = lambda raw: f"{next(numbers)}:{time.monotonic_ns()}"


@dataclass(frozen=True)
class Mutation:
    guard: str
    """What is taken away."""
    take: Callable[[], None]
    row: str
    dose: dict[str, Any] = field(default_factory=dict)
    only: dict[str, str] = field(default_factory=dict)

    @property
    def is_possible(self) -> bool:
        """Whether the row can be run on this machine."""
        return self.row != synced.NAME or synced.is_possible()

    async def run(self, *, is_taken: bool = True) -> Outcome:
        """The row, with the guard taken away or in its place."""
        script = row(self.row)
        dose: Dose = dataclasses.replace(script.SMALL, **self.dose)
        with scratch() as folder:
            outcome: Outcome = await script.run(dose, folder, (self.take,) if is_taken else (), **self.only)
            return outcome


ASKED = (
    Mutation("the offset moves after the commit", offset_first, "F2", {"count": 3}, {"only": "fetched"}),
    Mutation("synchronous=FULL", half_synced, "F5"),
    Mutation("BEGIN IMMEDIATE", deferred, "writers", {"count": 100}),
    Mutation("the right to a button is checked", everybody_may, "F19", {"count": 100, "owners": 1}),
    Mutation("an invite is used up in one statement", reusable, "F7", {"count": 1}),
)
"""Those that reliability.md names; the suite tries them too."""
MUTATIONS = (
    *ASKED,
    Mutation("what was being sent is recovered", unrecovered, "F2", {"count": 3}, {"only": "accepted"}),
    Mutation("sends under way are waited for", undrained, "F3"),
    Mutation("updates have a key", unkeyed, "F14"),
    Mutation("one instance holds the lock", unlocked, "F18"),
    Mutation("who is gone is flagged", unflagged, "F23"),
    Mutation("a copy that may have arrived is not sent again", announced_again, "F11"),
    Mutation("after a kill it is not either", recovered_alike, "F16"),
    Mutation("whoever is meant is asked for again", unasked, "F25"),
    Mutation("a clock that jumps is noticed", unheeded, "F15", {"count": 1, "seconds": 20}),
)
