"""Moments that the machine remembers: when Telegram was last reached, how far the clock had come."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Moment(Base):
    __tablename__ = "moment"

    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    at: Mapped[datetime]


async def known(db: AsyncSession, name: str) -> datetime | None:
    """The moment of this name, if one is kept."""
    row = await db.get(Moment, name)
    return row.at if row else None


async def keep(db: AsyncSession, name: str, at: datetime) -> None:
    """Remember this moment by its name, in place of the one before."""
    await db.merge(Moment(name=name, at=at))
