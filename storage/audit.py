"""The audit: who did what to what, in the same transaction as the deed. Only ids, kinds and digests.

Rows are only ever added; the database itself refuses to change or remove one (see the migration). The clock
seals them into a chain, so that a row changed behind the program's back is found.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Audit(Base):
    """No foreign keys: what it tells of may be deleted, and the audit stays."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_thing", "thing", "thing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    contact_id: Mapped[int | None]
    """Who did it; empty for the program itself."""
    office_id: Mapped[int | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(24))
    thing: Mapped[str] = mapped_column(String(24))
    thing_id: Mapped[int | None]
    """Empty where many things are meant; then `count` says how many."""
    count: Mapped[int] = mapped_column(default=1)
    digest: Mapped[str] = mapped_column(String(64), default="")
    """SHA-256 of what cannot be told here, such as the filter of an export."""


class AuditSeal(Base):
    """One link of the chain: the digest over the one before it and over the rows up to `last_id`."""

    __tablename__ = "audit_seal"

    id: Mapped[int] = mapped_column(primary_key=True)
    last_id: Mapped[int]
    rows: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


_COLUMNS = (
    Audit.id,
    Audit.at,
    Audit.contact_id,
    Audit.office_id,
    Audit.action,
    Audit.thing,
    Audit.thing_id,
    Audit.count,
    Audit.digest,
)


def note(
    db: AsyncSession,
    action: str,
    thing: str,
    thing_id: int | None = None,
    *,
    contact_id: int | None,
    office_id: int | None,
    now: datetime,
    count: int = 1,
    about: Any = None,
) -> None:
    """Write down a deed; of `about`, plain values, only the digest is kept."""
    digest = "" if about is None else digest_of(about)
    db.add(
        Audit(
            at=now,
            contact_id=contact_id,
            office_id=office_id,
            action=action,
            thing=thing,
            thing_id=thing_id,
            count=count,
            digest=digest,
        )
    )


def digest_of(values: Any) -> str:
    """SHA-256 of plain values, written in one way only."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


MOST_IN_A_LINK = 2_000
"""Rows that one link of the chain covers at the most."""


@dataclass(frozen=True)
class Chain:
    """What looking at the chain came to."""

    rows: int
    """Sealed rows that were looked at."""
    end: str
    """Digest of the newest link; empty if nothing is sealed yet."""
    unsealed: int
    broken: int | None = None
    """Number of the first link that does not hold."""


async def seal(db: AsyncSession, now: datetime) -> None:
    """Add links for all rows that have none yet; adds nothing if there are none."""
    last = await _newest_seal(db)
    while True:
        rows = await _rows_after(db, last.last_id if last else 0)
        if not rows:
            return
        digest = _link(last.digest if last else "", rows)
        last = AuditSeal(last_id=rows[-1].id, rows=len(rows), digest=digest, at=now)
        db.add(last)
        await db.flush()


async def verify(db: AsyncSession, newest: int | None = None) -> Chain:
    """Make every link again from its rows and compare; only the `newest` links, if so many are named."""
    query = select(AuditSeal).order_by(AuditSeal.id.desc())
    seals = list(await db.scalars(query.limit(newest + 1) if newest is not None else query))[::-1]
    before = seals.pop(0) if newest is not None and len(seals) > newest else None
    digest, last_id, looked_at = (before.digest, before.last_id, 0) if before else ("", 0, 0)
    for one in seals:
        rows = await _rows_after(db, last_id, one.last_id)
        digest = _link(digest, rows)
        if digest != one.digest or len(rows) != one.rows:
            return Chain(looked_at, seals[-1].digest, await _count_after(db, seals[-1].last_id), one.id)
        looked_at, last_id = looked_at + one.rows, one.last_id
    return Chain(looked_at, digest, await _count_after(db, last_id))


async def end(db: AsyncSession) -> str:
    """The digest of the newest link, or nothing."""
    last = await _newest_seal(db)
    return last.digest if last else ""


async def of_office(db: AsyncSession, office_id: int, limit: int, offset: int) -> list[Audit]:
    """The newest deeds in this office, newest first."""
    rows = select(Audit).where(Audit.office_id == office_id).order_by(Audit.id.desc())
    return list(await db.scalars(rows.limit(limit).offset(offset)))


async def _newest_seal(db: AsyncSession) -> AuditSeal | None:
    last: AuditSeal | None = await db.scalar(select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1))
    return last


async def _rows_after(db: AsyncSession, after: int, to: int | None = None) -> list[Any]:
    """The rows with numbers after this one, as plain values; up to a link's fill, or all up to a number."""
    query = select(*_COLUMNS).where(Audit.id > after).order_by(Audit.id)
    query = query.limit(MOST_IN_A_LINK) if to is None else query.where(Audit.id <= to)
    return list((await db.execute(query)).all())


async def _count_after(db: AsyncSession, after: int) -> int:
    return await db.scalar(select(func.count()).where(Audit.id > after)) or 0


def _link(before: str, rows: Sequence[Any]) -> str:
    """SHA-256 over the link before and the rows, each a line of JSON with its columns in their order."""
    link = hashlib.sha256(before.encode())
    for row in rows:
        link.update(f"\n{json.dumps([row[0], row[1].isoformat(), *row[2:]])}".encode())
    return link.hexdigest()
