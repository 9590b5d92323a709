"""What is done to a whole filter at once: verify, give one question back, name who looks after it.

Asked for with a count and confirmed once, then done in stretches, each in a transaction of its own that holds
up nobody. The row remembers how far it is, so that a restart goes on where it stopped and does nothing twice.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Update,
    false,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Utc
from storage.business import RETURNED, VERIFIED, Business, BusinessContact
from storage.contact import Contact
from storage.deed import ASSIGN, COMPLETE, VERIFY, Deed, wanted
from storage.history import History
from storage.outbox import OWED
from storage.outbox import add as owe
from storage.returned_field import ReturnedField
from storage.segment import Segment

STRETCH = 100
"""Businesses in one transaction: under 100 ms."""
LOOK_AHEAD = 1000
"""Businesses that are looked at for it, those of other filters among them."""


class Bulk(Base):
    __tablename__ = "bulk"
    __table_args__ = (
        Index(
            "uq_bulk_open",
            "contact_id",
            "segment_id",
            "deed",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id", ondelete="CASCADE"))
    deed: Mapped[str] = mapped_column(String(12))
    """verify, complete or assign."""
    value: Mapped[str] = mapped_column(String(80), default="")
    """The form and question to complete, or the contact that looks after them."""
    words: Mapped[str] = mapped_column(String(80), default="")
    """What that person is called, for the history."""
    version: Mapped[str] = mapped_column(String(16))
    """Of the consent that owners must have given."""
    counted: Mapped[int]
    """How many there were when it was confirmed."""
    done: Mapped[int] = mapped_column(default=0)
    last_id: Mapped[int] = mapped_column(default=0)
    """The business done last; they go by number."""
    upto_id: Mapped[int]
    """The last one there was when it was confirmed: what comes in later is not meant."""
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


def deed_of(row: Bulk) -> Deed:
    """The deed that a row is about."""
    return Deed(row.deed, row.value, row.version, row.contact_id)


async def start(
    db: AsyncSession,
    *,
    asked: Segment,
    segment_id: int,
    office_id: int,
    contact_id: int,
    deed: Deed,
    words: str,
    counted: int,
    now: datetime,
) -> Bulk | None:
    """The deed as confirmed; None while the same is under way already."""
    same = select(Bulk.id).where(
        Bulk.contact_id == contact_id,
        Bulk.segment_id == segment_id,
        Bulk.deed == deed.kind,
        Bulk.ended_at.is_(None),
    )
    if await db.scalar(same) is not None:
        return None
    meant = wanted(asked, office_id, deed).subquery()
    row = Bulk(
        office_id=office_id,
        contact_id=contact_id,
        segment_id=segment_id,
        deed=deed.kind,
        value=deed.value,
        words=words,
        version=deed.version,
        counted=counted,
        upto_id=await db.scalar(select(func.max(meant.c.id))) or 0,
        asked_at=now,
    )
    db.add(row)
    await db.flush()
    return row


async def by_id(db: AsyncSession, bulk_id: int) -> Bulk | None:
    """The deed with this number."""
    return await db.get(Bulk, bulk_id)


async def go_on(db: AsyncSession, row: Bulk, asked: Segment, now: datetime) -> bool:
    """Do the next stretch, with each one's history and what is owed to its owner; whether it was the last."""
    ahead = list(
        await db.scalars(
            select(Business.id)
            .where(Business.id > row.last_id, Business.id <= row.upto_id)
            .order_by(Business.id)
            .limit(LOOK_AHEAD)
        )
    )
    found = await db.execute(
        wanted(asked, row.office_id, deed_of(row))
        .with_only_columns(Business.id, Business.state, Business.assigned_to)
        .where(Business.id.in_(ahead))  # or a database sorts all that are left in each stretch
        .order_by(Business.id)
        .limit(STRETCH)
    )
    meant = found.all()
    if meant:
        old = {id_: who if row.deed == ASSIGN else state for id_, state, who in meant}
        await _DO[row.deed](db, row, list(old), now)
        await _remember(db, row, old, now)
        row.done += len(meant)
    if len(meant) == STRETCH:
        row.last_id = meant[-1][0]
    else:
        row.last_id = ahead[-1] if ahead else row.upto_id
    if row.last_id >= row.upto_id:
        row.ended_at = now
    return row.ended_at is not None


async def _verify(db: AsyncSession, row: Bulk, ids: Sequence[int], now: datetime) -> None:
    stamps = {"state": VERIFIED, "verified_at": now, "verified_by": row.contact_id}
    await db.execute(_of(ids).values(**stamps))
    waited = update(ReturnedField).where(
        ReturnedField.business_id.in_(ids), ReturnedField.answered_at.is_(None), ReturnedField.reason != ""
    )
    await db.execute(waited.values(answered_at=now).execution_options(synchronize_session=False))
    owners = await _owners(db, ids)
    await _tell(db, "verified", [(who, id_) for id_, who in owners.items()], now)


async def _complete(db: AsyncSession, row: Bulk, ids: Sequence[int], now: datetime) -> None:
    form, field = deed_of(row).question
    await db.execute(_of(ids).values(state=RETURNED))
    rows = [
        ReturnedField(
            business_id=id_,
            thing="certificate" if form == "papers" else "business",
            form=form,
            subject=id_,
            field=field,
            reason="incomplete",
            returned_by=row.contact_id,
            returned_at=now,
        )
        for id_ in ids
    ]
    db.add_all(rows)
    await db.flush()
    owners = await _owners(db, ids)
    await _tell(db, "returned", [(owners[one.business_id], one.id) for one in rows], now)


async def _assign(db: AsyncSession, row: Bulk, ids: Sequence[int], now: datetime) -> None:
    await db.execute(_of(ids).values(assigned_to=int(row.value)))


_DO = {VERIFY: _verify, COMPLETE: _complete, ASSIGN: _assign}


def _of(ids: Collection[int]) -> Update:
    return update(Business).where(Business.id.in_(ids)).execution_options(synchronize_session=False)


async def _owners(db: AsyncSession, ids: Sequence[int]) -> dict[int, int]:
    """Who is told of each business: its owner, else another who speaks for it, if one can be written to."""
    rows = await db.execute(
        select(BusinessContact.business_id, BusinessContact.contact_id)
        .join(Contact, Contact.id == BusinessContact.contact_id)
        .where(BusinessContact.business_id.in_(ids), Contact.unreachable_at.is_(None))
        .order_by(BusinessContact.invited_by.is_(None), BusinessContact.since.desc())
    )
    return {business_id: contact_id for business_id, contact_id in rows}


async def _tell(db: AsyncSession, kind: str, owed: list[tuple[int, int]], now: datetime) -> None:
    rows = [{"lane": OWED, "contact_id": who, "kind": kind, "subject": subject} for who, subject in owed]
    await owe(db, rows, now)


async def _remember(db: AsyncSession, row: Bulk, old: Mapping[int, str | int | None], now: datetime) -> None:
    """One statement for each value that stood there before: there are few of them."""
    field = "assigned_to" if row.deed == ASSIGN else "state"
    words = {VERIFY: VERIFIED, COMPLETE: RETURNED, ASSIGN: row.words}[row.deed]
    for was in set(old.values()):
        ids = [id_ for id_, value in old.items() if value == was]
        said = {
            "thing": literal("business"),
            "thing_id": Business.id,
            "field": literal(field),
            "old": literal({field: was}, History.old.type),
            "words": literal(words),
            "contact_id": literal(row.contact_id),
            "on_behalf": false(),
            "at": literal(now, Utc()),
        }
        past = select(*said.values()).where(Business.id.in_(ids)).order_by(Business.id)
        await db.execute(insert(History).from_select(list(said), past))
