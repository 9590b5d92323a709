"""A question to an officer ("Tanya petugas"), kept until one answers it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Question(Base):
    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    about: Mapped[str] = mapped_column(String(80), default="")
    """The form and field that the person stood at, or empty."""
    tried: Mapped[str] = mapped_column(String(200), default="")
    """The answer that the bot did not understand just before."""
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


async def ask(
    db: AsyncSession,
    *,
    contact_id: int,
    office_id: int,
    text: str,
    about: str = "",
    tried: str = "",
    now: datetime,
) -> int:
    """Keep the question; its number is what the person is told."""
    row = Question(
        contact_id=contact_id, office_id=office_id, about=about, tried=tried, text=text, asked_at=now
    )
    db.add(row)
    await db.flush()
    return row.id


async def count_open(db: AsyncSession, contact_id: int) -> int:
    """How many questions of this contact wait for an answer."""
    waiting = select(func.count()).where(Question.contact_id == contact_id, Question.answered_at.is_(None))
    return await db.scalar(waiting) or 0
