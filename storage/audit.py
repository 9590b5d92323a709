"""The audit: who did what to what, in the same transaction as the deed. Only ids, kinds and digests.

Rows are only ever added; the database itself refuses to change or remove one (see the migration). The clock
seals them into a chain, so that a row changed behind the program's back is found.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
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
