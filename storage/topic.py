"""Topics: what a person lets the bot begin to speak about by itself. Switched on unless a row says off."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

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
