"""A returned field: one answer that an officer gave back with a reason, until the owner answers it again."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class ReturnedField(Base):
    __tablename__ = "returned_field"

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"), index=True)
    form: Mapped[str] = mapped_column(String(32))
    subject: Mapped[int]
    """Id of what the form asks about: the business, or one of its parts."""
    field: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    returned_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    returned_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
