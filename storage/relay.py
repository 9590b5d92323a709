"""A relayed message: words that the bot carries between an officer and an owner, who never see each other's
number or account."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

OFFICE, OWNER = "office", "owner"


class Relay(Base):
    __tablename__ = "relay"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    business_id: Mapped[int | None] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"), index=True)
    """What it is about, if it is about one."""
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    """The question that it answers."""
    from_contact: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    to_contact: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    answers: Mapped[int | None] = mapped_column(ForeignKey("relay.id", ondelete="SET NULL"), index=True)
    """The message that this one replies to."""
    text: Mapped[str] = mapped_column(Text)
    side: Mapped[str] = mapped_column(String(8))
    """Who wrote it: office or owner."""
    at: Mapped[datetime]


async def add(
    db: AsyncSession,
    *,
    office_id: int,
    from_contact: int,
    to_contact: int,
    text: str,
    side: str,
    business_id: int | None = None,
    question_id: int | None = None,
    answers: int | None = None,
    now: datetime,
) -> Relay:
    """A message to be carried; its number is what the notice of it is about."""
    row = Relay(
        office_id=office_id,
        business_id=business_id,
        question_id=question_id,
        from_contact=from_contact,
        to_contact=to_contact,
        answers=answers,
        text=text,
        side=side,
        at=now,
    )
    db.add(row)
    await db.flush()
    return row


async def by_id(db: AsyncSession, relay_id: int) -> Relay | None:
    """The message with this number."""
    return await db.get(Relay, relay_id)


async def just_sent(db: AsyncSession, from_contact: int, now: datetime) -> list[Relay]:
    """What this contact wrote in the turn of this moment, a row for each who gets it."""
    rows = await db.scalars(
        select(Relay).where(Relay.from_contact == from_contact, Relay.at == now).order_by(Relay.id)
    )
    return list(rows)


async def answer_to(db: AsyncSession, question_id: int) -> Relay | None:
    """The first answer to a question."""
    found: Relay | None = await db.scalar(
        select(Relay).where(Relay.question_id == question_id).order_by(Relay.id).limit(1)
    )
    return found
