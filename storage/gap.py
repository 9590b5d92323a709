"""A gap in the bot's time: Telegram was not reached for longer than it keeps what waits, or the clock jumped.
Who looks after the service is told of each once."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from storage import moment, outbox, role

UNREACHED, JUMPED = "unreached", "jumped"
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
"""A gap's number is the second in which it began, counted from here so that it stays small."""


async def tell(db: AsyncSession, kind: str, start: datetime, end: datetime, now: datetime) -> None:
    """Remember the gap, and owe one message about it to everybody who looks after the service."""
    number = (start - FIRST) // SECOND
    await moment.keep(db, f"{kind} {number}", end)
    owed = {"lane": outbox.OWED, "kind": kind, "subject": number}
    rows = [{**owed, "contact_id": who, "dedupe": f"{kind}:{number}:{who}"} for who in await role.keepers(db)]
    await outbox.add_once(db, rows, now)


async def by_number(db: AsyncSession, kind: str, number: int) -> tuple[datetime, datetime] | None:
    """From when until when the gap of this number lasted."""
    end = await moment.known(db, f"{kind} {number}")
    return (FIRST + number * SECOND, end) if end else None
