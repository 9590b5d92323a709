"""What became of a row of the outbox: sent, refused, unknown, to be tried again, or owed no more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, Update, bindparam, case, func, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import Utc
from storage.outbox import ANNOUNCED, BOARD_REST, CLOSED, FAILED, SENDING, UNKNOWN, WAITING, Outbox


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt to send."""

    id: int
    revision: int
    state: str
    reason: str = ""
    message_id: int | None = None
    due_at: datetime | None = None
    """When to try again, for a row that waits."""
    is_counted: bool = True
    """Whether it was an attempt that reached the channel."""


async def close(db: AsyncSession, outbox_id: int, reason: str, now: datetime) -> None:
    """Send this one no more, and say why."""
    await db.execute(
        update(Outbox).where(Outbox.id == outbox_id).values(state=CLOSED, reason=reason, ended_at=now)
    )


async def close_waiting(db: AsyncSession, kind: str, before: datetime, reason: str, now: datetime) -> None:
    """Send none of this kind that were made before this moment and wait still."""
    old = update(Outbox).where(Outbox.state == WAITING, Outbox.kind == kind, Outbox.created_at < before)
    await db.execute(old.values(state=CLOSED, reason=reason, ended_at=now))


async def put_off(db: AsyncSession, outbox_id: int, until: datetime) -> None:
    """Let this one wait: it was not tried, and is asked again then."""
    await db.execute(update(Outbox).where(Outbox.id == outbox_id).values(state=WAITING, due_at=until))


def _recording() -> Update:
    table = cast(Table, Outbox.__table__)
    has_newer = table.c.revision != bindparam("sent_revision")
    return (
        update(table)
        .where(table.c.id == bindparam("row"))
        .values(
            state=case((has_newer, WAITING), else_=bindparam("new_state")),
            reason=bindparam("new_reason"),
            message_id=func.coalesce(bindparam("message"), table.c.message_id),
            attempts=table.c.attempts + bindparam("counted"),
            due_at=func.coalesce(
                bindparam("due", type_=Utc()),
                case((has_newer, bindparam("rested", type_=Utc())), else_=table.c.due_at),
            ),
            ended_at=bindparam("ended", type_=Utc()),
        )
    )


_RECORD = _recording()


async def record(db: AsyncSession, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Write down outcomes. A board that got a newer text meanwhile waits to be sent again."""
    if not outcomes:
        return
    await (await db.connection()).execute(
        _RECORD,
        [
            {
                "row": outcome.id,
                "sent_revision": outcome.revision,
                "new_state": outcome.state,
                "counted": int(outcome.is_counted),
                "new_reason": outcome.reason,
                "message": outcome.message_id,
                "due": outcome.due_at,
                "rested": now + BOARD_REST,
                "ended": None if outcome.state == WAITING else now,
            }
            for outcome in outcomes
        ],
    )


async def recover(db: AsyncSession, now: datetime) -> None:
    """At start: the fate of what was being sent is unknown. Lanes 0 and 1 are sent again, lane 2 is not."""
    being_sent = update(Outbox).where(Outbox.state == SENDING).execution_options(synchronize_session=False)
    await db.execute(being_sent.where(Outbox.lane == ANNOUNCED).values(state=UNKNOWN, ended_at=now))
    await db.execute(being_sent.where(Outbox.lane != ANNOUNCED).values(state=WAITING, due_at=now))


async def take_back(db: AsyncSession, started: Collection[int]) -> None:
    """Rows marked `sending` that were never started wait again: their commit was not acknowledged."""
    marked = update(Outbox).where(Outbox.state == SENDING, Outbox.id.not_in(started))
    await db.execute(marked.values(state=WAITING))


async def give_up_contact(db: AsyncSession, contact_id: int, reason: str, now: datetime) -> None:
    """Fail all that waits for a contact that cannot be written to."""
    await db.execute(
        update(Outbox)
        .where(Outbox.contact_id == contact_id, Outbox.state == WAITING)
        .values(state=FAILED, reason=reason, ended_at=now)
    )
