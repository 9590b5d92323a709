"""A question to an officer ("Tanya petugas"), kept until one answers it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

WITHDRAWAL = "consent.register"
"""What a question is about that is none: the owner withdrew consent to the register."""
DAYS_TO_STOP = 3
"""Processing ends within 3 x 24 hours of a withdrawal (UU 27/2022 article 40)."""


class Question(Base):
    __tablename__ = "question"
    __table_args__ = (
        Index(
            "ix_question_open",
            "office_id",
            "id",
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )

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


async def by_id(db: AsyncSession, question_id: int) -> Question | None:
    """The question with this number, answered or not."""
    return await db.get(Question, question_id)


async def counts(db: AsyncSession, office_id: int) -> tuple[int, int]:
    """How many questions of the office are open, and how many withdrawals of consent."""
    is_withdrawal = Question.about == WITHDRAWAL
    rows = await db.execute(
        select(is_withdrawal, func.count())
        .where(Question.office_id == office_id, Question.answered_at.is_(None))
        .group_by(is_withdrawal)
    )
    found = {bool(withdrawn): count for withdrawn, count in rows}
    return found.get(False, 0), found.get(True, 0)


async def oldest(
    db: AsyncSession, office_id: int, *, after: int = 0, are_withdrawals: bool = False
) -> Question | None:
    """The open question (or withdrawal) that waits longest, behind the one with this number."""
    about = Question.about == WITHDRAWAL if are_withdrawals else Question.about != WITHDRAWAL
    found: Question | None = await db.scalar(
        select(Question)
        .where(Question.office_id == office_id, Question.answered_at.is_(None), Question.id > after, about)
        .order_by(Question.id)
        .limit(1)
    )
    return found


async def settle(db: AsyncSession, question_id: int, now: datetime) -> bool:
    """It waits no more; False if somebody was faster."""
    done = await db.scalar(
        update(Question)
        .where(Question.id == question_id, Question.answered_at.is_(None))
        .values(answered_at=now)
        .returning(Question.id)
    )
    return done is not None
