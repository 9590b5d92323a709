"""A reminder: one step of what somebody is reminded of. Derived by query; a row is the memory that it was
given, or came too late, so that nobody gets the same one twice."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

OWED, MISSED = "owed", "missed"
"""owed: handed to the outbox, whose row tells the rest; missed: its time had passed before it could be."""


class Reminder(Base):
    __tablename__ = "reminder"
    __table_args__ = (
        Index("uq_reminder_step", "contact_id", "kind", "subject", "anchor", "step", unique=True),
        Index("ix_reminder_again", "again_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    """Which line of the table of reminders."""
    subject: Mapped[int]
    """What it reminds of: a run, a business, a returned field, a certificate."""
    anchor: Mapped[date] = mapped_column(Date)
    """The local day from which the steps are counted; when that moves, the steps begin anew."""
    step: Mapped[int]
    """Days from the anchor; negative before it."""
    state: Mapped[str] = mapped_column(String(8))
    until: Mapped[datetime]
    """After this moment it is too late."""
    again_at: Mapped[datetime | None]
    """When it is to be said once more, by the person's own wish ("Ingatkan besok")."""
    made_at: Mapped[datetime]


class ReminderStop(Base):
    """Somebody wants to be reminded of this no more ("Jangan ingatkan lagi")."""

    __tablename__ = "reminder_stop"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[datetime]
