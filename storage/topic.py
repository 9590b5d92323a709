"""Topics: what a person lets the bot begin to speak about by itself. Switched on unless a row says off."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, delete, false, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base
from storage.contact import Contact

PROGRAM, TRAINING, MATCHMAKING = "program", "training", "matchmaking"
ORGANISATION, GENERAL, REMINDERS = "organisation", "general", "reminders"
TOPICS = (PROGRAM, TRAINING, MATCHMAKING, ORGANISATION, GENERAL)
"""What a notice may be about; reminders have a switch of their own."""
STATUTORY = "statutory"
"""What the office must tell by law: nobody can switch it off, and it says so."""


class TopicOff(Base):
    __tablename__ = "topic_off"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(16), primary_key=True)
    since: Mapped[datetime]
    with_all: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Switched off with all the others, and on again with them; else by itself."""


async def off(db: AsyncSession, contact_id: int) -> set[str]:
    """The topics, and perhaps reminders, that this person has switched off."""
    return set(await db.scalars(select(TopicOff.topic).where(TopicOff.contact_id == contact_id)))


async def switch(db: AsyncSession, contact_id: int, topic: str, on: bool, now: datetime) -> None:
    """Switch one topic, or reminders, on or off; what is so already stays so."""
    if on:
        await db.execute(delete(TopicOff).where(TopicOff.contact_id == contact_id, TopicOff.topic == topic))
    else:
        await _switch_off(db, contact_id, {topic}, now, with_all=False)


async def all_off(db: AsyncSession, contact_id: int, now: datetime) -> None:
    """Switch off all topics and reminders that are on."""
    await _switch_off(db, contact_id, {*TOPICS, REMINDERS}, now, with_all=True)


async def all_back(db: AsyncSession, contact_id: int) -> None:
    """Switch on again what was switched off with all the others; what was off before stays off."""
    await db.execute(delete(TopicOff).where(TopicOff.contact_id == contact_id, TopicOff.with_all))


async def _switch_off(
    db: AsyncSession, contact_id: int, topics: set[str], now: datetime, *, with_all: bool
) -> None:
    fresh = sorted(topics - await off(db, contact_id))
    db.add_all(TopicOff(contact_id=contact_id, topic=topic, since=now, with_all=with_all) for topic in fresh)
    await db.flush()


def is_off(topic: str) -> ColumnElement[bool]:
    """In a query over contacts: the person has switched this topic off. What is statutory nobody can."""
    return (
        select(TopicOff.contact_id)
        .where(TopicOff.contact_id == Contact.id, TopicOff.topic == topic)
        .correlate(Contact)
        .exists()
    )
