"""A claim: an owner who says that a record of the office is hers, until it is settled."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

WAITING, CONFIRMED, REFUSED = "waiting", "confirmed", "refused"


class Claim(Base):
    __tablename__ = "claim"
    __table_args__ = (
        Index(
            "uq_claim_waiting",
            "business_id",
            "contact_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    how: Mapped[str] = mapped_column(String(8))
    """By what it was found: phone or slip."""
    state: Mapped[str] = mapped_column(String(12), default=WAITING)
    made_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    """The officer who settled it; empty where the owner's own number did."""
    settled_at: Mapped[datetime | None]
