"""Rows that are only ever added, such as history and what is to be sent: they are kept back for a while, so
that all the turns of a batch write theirs with one statement for each table.

They are written in their order before anything is asked of the database, before a savepoint, and before the
commit.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from storage.base import Base

LATER = "later"


def add(db: AsyncSession, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Add these rows; all that are added to a table name the same columns."""
    if rows:
        db.info.setdefault(LATER, {}).setdefault(table.__table__, []).extend(rows)


def write(session: Session) -> None:
    """Write what was kept back, after all that it may refer to."""
    kept_back = session.info.pop(LATER, None)
    if kept_back:
        session.flush()
        for table, rows in kept_back.items():
            session.execute(insert(table), rows)


def drop(session: Session) -> None:
    """The transaction, or the savepoint, was rolled back, and what was kept back with it."""
    session.info.pop(LATER, None)
