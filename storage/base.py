"""The base of every table, and the one column type for moments."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import JSON, DateTime, Dialect, Index, MetaData, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Utc(TypeDecorator[datetime]):
    """A moment: aware in Python, naive UTC in the database, so that SQLite and PostgreSQL compare alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012
        datetime: Utc,
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
    }


Row = TypeVar("Row", bound=Base)


def index_of_few(table: str, column: str) -> Index:
    """An index of a column that most rows leave empty: those cost it nothing."""
    filled = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=filled, postgresql_where=filled)


def columns_of(row: Base) -> dict[str, Any]:
    """Every column of a row, by name."""
    # what is loaded is read at once: to ask the row for each of seventy columns takes four times as long
    held = vars(row)
    return {name: held[name] if name in held else getattr(row, name) for name in _names(type(row))}


@cache
def _names(table: type[Base]) -> tuple[str, ...]:
    return tuple(column.key for column in table.__table__.columns)


async def by_key(db: AsyncSession, table: type[Row], key: int) -> Row | None:
    """The row with this number; at hand if the session holds it, for each turn asks for it often."""
    held: Row | None = db.identity_map.get((table, (key,), None))
    return await db.get(table, key) if held is None or instance_state(held).expired else held


async def the(db: AsyncSession, table: type[Row], key: int) -> Row:
    """The same of a row that must exist."""
    row = await by_key(db, table, key)
    return row if row is not None else await db.get_one(table, key)
