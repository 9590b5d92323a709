"""A delivery: one person's copy of a broadcast, what became of it, and what that person did with it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Delivery(Base):
    __tablename__ = "delivery"

    broadcast_id: Mapped[int] = mapped_column(
        ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"), index=True)
    """Its message, whose state says what became of it."""
    read_at: Mapped[datetime | None]
    """When "Sudah baca" was pressed; Telegram itself tells nobody what was read."""
    opened_at: Mapped[datetime | None]
    """When another of its buttons was pressed first."""
