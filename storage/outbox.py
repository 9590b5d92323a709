"""The outbox: every message that is owed, and what became of it.

Lane 0 rows (conversation) hold exactly what will be sent. Rows of lane 1 (owed to one person) and lane 2
(announcements, reminders) hold whom and about what; their text is written when they are sent.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from storage import later
from storage.base import Base
from storage.contact import Contact

WAITING, SENDING, SENT, FAILED, UNKNOWN, CLOSED = "waiting", "sending", "sent", "failed", "unknown", "closed"
LANES = CONVERSATION, OWED, ANNOUNCED = 0, 1, 2
FREE = ("answer", "edit")
"""Kinds that cost no token of the chat; nor does a board once it is there."""
BOARD_REST = timedelta(seconds=3)
"""Between two edits of one message that changes."""
IN_A_FORM = timedelta(minutes=30)
"""What the bot starts by itself waits so long after the last word typed in a form."""

_LIVE = text("state IN ('waiting', 'sending')")
_OUTBOX_WAITS, _WAITS = text("outbox.state = 'waiting'"), text("state = 'waiting'")
_ODD = text("state NOT IN ('waiting', 'sending', 'sent')")
_MAY_BE_ANSWERED = text("(outbox.lane = 1 OR outbox.kind = 'remind')")
"""Said by the indexes and, letter by letter, by the queries: or a database uses no partial index."""


class Outbox(Base):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_chat", "contact_id", "lane", "id", sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_outbox_due", "lane", "due_at", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
        Index("ix_outbox_odd", "state", sqlite_where=_ODD, postgresql_where=_ODD),
        Index("ix_outbox_created_at", "created_at"),
        Index(
            "ix_outbox_owed_message",
            "contact_id",
            "message_id",
            sqlite_where=text("lane = 1 OR kind = 'remind'"),
            postgresql_where=text("lane = 1 OR kind = 'remind'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lane: Mapped[int]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(24))
    """What it is on the channel (say, edit, answer, photo, document, board), or what it is about."""
    subject: Mapped[int] = mapped_column(default=0)
    body: Mapped[dict[str, Any] | None]
    revision: Mapped[int] = mapped_column(default=0)
    """Counts the texts of a message that changes."""
    dedupe: Mapped[str | None] = mapped_column(String(80), unique=True)
    """A second row with the same key is not added."""
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(80), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    message_id: Mapped[int | None]
    """The channel's number of the message, once it is sent."""


@dataclass(frozen=True)
class Claimed:
    """A row marked `sending`, with all that is needed to send it."""

    id: int
    lane: int
    contact_id: int
    address: str
    kind: str
    subject: int
    body: dict[str, Any] | None
    revision: int
    attempts: int
    reason: str
    """What the last attempt ended with, if there was one."""
    message_id: int | None

    @property
    def is_free(self) -> bool:
        """Whether it costs no token of the chat."""
        return self.kind in FREE or (self.kind == "board" and self.message_id is not None)


_COLUMNS = [field.name for field in fields(Claimed) if field.name != "address"]


async def add(db: AsyncSession, rows: Sequence[dict[str, Any]], now: datetime) -> None:
    """Add rows of `lane`, `contact_id`, `kind`, and `body` or `subject`, due now."""
    common = {"subject": 0, "body": None, "revision": 0, "dedupe": None, "state": WAITING, "attempts": 0}
    moments = {"due_at": now, "created_at": now}
    later.add(db, Outbox, [{**common, **moments, "reason": "", **row} for row in rows])


async def add_once(db: AsyncSession, rows: Sequence[dict[str, Any]], now: datetime) -> int:
    """Add those rows whose `dedupe` was not used before; how many that were."""
    fresh = {row["dedupe"]: row for row in rows}
    for used in await db.scalars(select(Outbox.dedupe).where(Outbox.dedupe.in_(fresh))):
        del fresh[used]
    await add(db, [*fresh.values()], now)
    return len(fresh)


async def put_board(
    db: AsyncSession, contact_id: int, board: str, body: dict[str, Any], now: datetime
) -> None:
    """Give a message that changes its newest text: one row per contact and board, none queued behind it.

    It first appears in the order of the conversation; from then on it is edited where it stands.
    """
    dedupe = f"board:{contact_id}:{board}"
    row = await db.scalar(select(Outbox).where(Outbox.dedupe == dedupe))
    if row is None:
        fresh = {"lane": CONVERSATION, "contact_id": contact_id, "kind": "board", "body": body}
        await add(db, [{**fresh, "dedupe": dedupe}], now)
        return
    if row.body == body and row.state == SENT:
        return
    row.body, row.revision = body, row.revision + 1
    if row.state != SENDING:
        rested = row.ended_at + BOARD_REST if row.ended_at else now
        row.due_at = min(max(now, rested), now + BOARD_REST)  # the clock may have been set back since
        row.state = WAITING


async def bring_near(db: AsyncSession, now: datetime) -> None:
    """The clock was set back: what is said or owed to one person does not wait until it has caught up. What
    must wait for a better hour is asked about again when its turn comes."""
    far = update(Outbox).where(_OUTBOX_WAITS, Outbox.lane != ANNOUNCED, Outbox.due_at > now)
    await db.execute(far.values(due_at=now).execution_options(synchronize_session=False))
    typed = update(Contact).where(Contact.active_run_id.is_not(None), Contact.seen_at > now)
    await db.execute(typed.values(seen_at=now).execution_options(synchronize_session=False))


async def next_due(db: AsyncSession) -> dict[int, datetime]:
    """When the next waiting row of each lane falls due."""
    found = (await db.execute(_NEXT_DUE)).one()
    return {lane: moment for lane, moment in zip(LANES, found, strict=True) if moment is not None}


async def claim(
    db: AsyncSession,
    lane: int,
    limit: int,
    now: datetime,
    *,
    resting: Collection[int] = (),
    silent: Collection[int] = (),
) -> list[Claimed]:
    """Mark the next rows of a lane `sending`: at most one per chat, the oldest live one, if it is due.

    `resting` are contacts that may get nothing now but edits and answers; `silent` ones get nothing.
    """
    values = {"lane": lane, "most": limit, "now": now, "typing": now - IN_A_FORM}
    query = _next_rows(lane, bool(resting), bool(silent))
    found = await db.execute(query, {**values, "resting": [*resting], "silent": [*silent]})
    claimed = [Claimed(**row._mapping) for row in found]
    if claimed:
        marked = update(Outbox).where(Outbox.id.in_([row.id for row in claimed]))
        await db.execute(marked.values(state=SENDING).execution_options(synchronize_session=False))
    return claimed


@cache
def _next_rows(lane: int, are_resting: bool, are_silent: bool) -> Select[Any]:
    """The query of `claim`, built once: that takes longer than to run it."""
    earlier = aliased(Outbox, name="earlier")
    before = select(earlier.id).where(
        earlier.contact_id == Outbox.contact_id,
        earlier.lane == bindparam("lane"),
        text("earlier.state IN ('waiting', 'sending')"),
        ~_stands_alone(earlier),
        earlier.id < Outbox.id,
    )
    if lane == ANNOUNCED:  # what waits for a better hour holds up nothing that may go now
        before = before.where(or_(earlier.state == SENDING, earlier.due_at <= bindparam("now")))
    is_next = ~before.exists()
    query = (
        select(*(getattr(Outbox, name) for name in _COLUMNS), Contact.address)
        .join(Contact, Contact.id == Outbox.contact_id)
        .where(_OUTBOX_WAITS, Outbox.lane == bindparam("lane"), Outbox.due_at <= bindparam("now"))
        .where(or_(is_next, _stands_alone(Outbox)))
        .order_by(Outbox.due_at, Outbox.id)
        .limit(bindparam("most", type_=Integer))
    )
    if are_resting:
        may_rest = Outbox.contact_id.not_in(bindparam("resting", expanding=True))
        query = query.where(or_(may_rest, Outbox.kind.in_(FREE), _stands_alone(Outbox)))
    if are_silent:
        query = query.where(Outbox.contact_id.not_in(bindparam("silent", expanding=True)))
    if lane != CONVERSATION:
        query = query.where(or_(Contact.active_run_id.is_(None), Contact.seen_at < bindparam("typing")))
    return query


def _stands_alone(row: type[Outbox]) -> ColumnElement[bool]:
    """Keeps no order with its neighbours: the answer to a press, and a newer text of a board."""
    return or_(row.kind == "answer", and_(row.kind == "board", row.message_id.is_not(None)))


_NEXT_DUE = select(
    *(
        select(func.min(Outbox.due_at)).where(_OUTBOX_WAITS, Outbox.lane == lane).scalar_subquery()
        for lane in LANES
    )
)
"""Lane by lane, so that an index finds each at once, however many wait."""


async def owed_as(db: AsyncSession, contact_id: int, message_id: int) -> tuple[str, int] | None:
    """Kind and subject of the owed message, or the reminder, that the channel knows by this number; None for
    any other."""
    owed = select(Outbox.kind, Outbox.subject).where(
        _MAY_BE_ANSWERED, Outbox.contact_id == contact_id, Outbox.message_id == message_id
    )
    found = (await db.execute(owed.limit(1))).first()
    return (found.kind, found.subject) if found else None


async def write_bodies(db: AsyncSession, bodies: Mapping[int, dict[str, Any]]) -> None:
    """Keep the texts that rows of lane 1 or 2 got when they were marked `sending`, by their number."""
    if bodies:
        table = cast(Table, Outbox.__table__)
        written = update(table).where(table.c.id == bindparam("row")).values(body=bindparam("text"))
        rows = [{"row": number, "text": body} for number, body in bodies.items()]
        await (await db.connection()).execute(written, rows)


async def empty_old(db: AsyncSession, before: datetime) -> None:
    """Empty the texts of rows that were closed and made before this moment."""
    await db.execute(
        update(Outbox)
        .where(Outbox.created_at < before, Outbox.state.not_in((WAITING, SENDING)), Outbox.body.is_not(None))
        .values(body=None)
        .execution_options(synchronize_session=False)
    )
