"""A segment: a frozen filter over the register of one office, kept as JSON, and the SELECT that it means."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class SavedSegment(Base):
    """A filter that a list on somebody's screen goes by; it is never changed, only replaced by another."""

    __tablename__ = "segment"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the filter: the same one is kept once for a person."""
    filter: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
