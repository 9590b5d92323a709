"""How the queues stand: read beside a running bot, and when it is stopped."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from storage import inbox, job, outbox
from storage.store import Store, database_url

STATES = (
    ("outbox", (outbox.WAITING, outbox.SENDING, outbox.SENT, outbox.UNKNOWN, outbox.FAILED, outbox.CLOSED)),
    ("inbox", (inbox.OPEN, inbox.FINISHED, inbox.QUARANTINED, inbox.PARKED)),
    ("job", (job.WAITING, job.RUNNING, job.DONE, job.FAILED, job.CANCELLED)),
)
_ALL = "all"

_COUNTED = text("""
    SELECT 'outbox', state, count(*) FROM outbox WHERE state IN ('waiting', 'sending') GROUP BY state
    UNION ALL
    SELECT 'outbox', state, count(*) FROM outbox
        WHERE state NOT IN ('waiting', 'sending', 'sent') GROUP BY state
    UNION ALL
    SELECT 'outbox', 'all', count(*) FROM outbox
    UNION ALL
    SELECT 'inbox', state, count(*) FROM inbox WHERE state = 'open' GROUP BY state
    UNION ALL
    SELECT 'inbox', state, count(*) FROM inbox WHERE state NOT IN ('open', 'done') GROUP BY state
    UNION ALL
    SELECT 'inbox', 'all', count(*) FROM inbox
    UNION ALL
    SELECT 'job', state, count(*) FROM job GROUP BY state
""")
"""One look at one moment. Nearly all rows are sent or done: those are told by what is left of all."""


class NoStatus(Exception):
    """The queues cannot be read; the text says why."""


@dataclass(frozen=True)
class Status:
    """How many rows of each queue are in each of its states, and whether the bot runs."""

    outbox: dict[str, int]
    inbox: dict[str, int]
    jobs: dict[str, int]
    is_running: bool


async def look(url: str) -> Status:
    """The queues of this database as they stand now; NoStatus if they cannot be read."""
    _must_be_there(url)
    store = Store(url)
    try:
        async with store.reading() as db:
            counts = await _count(db)
        return Status(counts["outbox"], counts["inbox"], counts["job"], await store.is_held())
    except (DBAPIError, OSError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise NoStatus(f"The database could not be read: {reason}.") from None
    finally:
        await store.close()


def _must_be_there(url: str) -> None:
    """To open a SQLite file that is not there would make it."""
    target = database_url(url)
    if target.get_backend_name() == "sqlite" and not Path(target.database or "").is_file():
        raise NoStatus(f"There is no database at {target.database} yet.")


async def _count(db: AsyncSession) -> dict[str, dict[str, int]]:
    """The counts of each queue, with the states that no row is in."""
    found = {(queue, state): count for queue, state, count in await db.execute(_COUNTED)}
    for queue, usual in (("outbox", outbox.SENT), ("inbox", inbox.FINISHED)):
        rest = sum(count for (of, state), count in found.items() if of == queue and state != _ALL)
        found[queue, usual] = found[queue, _ALL] - rest
    return {queue: {state: found.get((queue, state), 0) for state in states} for queue, states in STATES}
