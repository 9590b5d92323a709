"""A broadcast (a notice to many): what is said, to whom, when, and who agreed to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

DRAFT, ASKED, SCHEDULED, SENDING = "draft", "asked", "scheduled", "sending"
HELD, DONE, STOPPED, DROPPED = "held", "done", "stopped", "dropped"
"""draft: being written; asked: another person is to approve it; scheduled: goes out when it is due; sending;
held: was due, and somebody is asked again; done; stopped while it went out; dropped before it did."""
WEEKLY, MONTHLY = "weekly", "monthly"
EDITABLE = (DRAFT, ASKED, SCHEDULED, HELD)


class Broadcast(Base):
    __tablename__ = "broadcast"
    __table_args__ = (
        Index("ix_broadcast_due", "state", "due_at"),
        Index("ix_broadcast_office", "office_id", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(12), default=DRAFT)
    topic: Mapped[str | None] = mapped_column(String(16))
    """One of storage/topic.py, or statutory."""
    text: Mapped[str | None] = mapped_column(Text)
    marks: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """Bold, slanted and linked stretches of the text: [first character, length, kind, address]."""
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    is_picture: Mapped[bool | None]
    """Whether the attachment goes out as a picture; else as a file."""
    filter: Mapped[dict[str, Any] | None]
    """A segment of the office's register."""
    of_id: Mapped[int | None] = mapped_column(ForeignKey("broadcast.id", ondelete="SET NULL"))
    of_group: Mapped[str] = mapped_column(String(12), default="")
    """Sent again to these people of an earlier one: failed, unknown or unread."""
    due_at: Mapped[datetime | None]
    """When it is to go out; empty for at once."""
    repeats: Mapped[str] = mapped_column(String(8), default="")
    """weekly, monthly, or empty."""
    counted: Mapped[int | None]
    """How many people it was to reach when it was confirmed."""
    digest: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the text, filter and time that were confirmed; any edit makes another."""
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    approved_at: Mapped[datetime | None]
    override_reason: Mapped[str | None] = mapped_column(String(200))
    """Why the head lets it go out in quiet hours and past the weekly budget."""
    override_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    stopped_by: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    last_contact: Mapped[int] = mapped_column(default=0, server_default="0")
    """Deliveries are made by the number of the contact; up to this one they are there."""
    are_made: Mapped[bool] = mapped_column(default=False, server_default=false())
    """All deliveries are there."""


class Exclusion(Base):
    """Somebody of the segment who is left out by a tick."""

    __tablename__ = "broadcast_exclusion"

    broadcast_id: Mapped[int] = mapped_column(
        ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, index=True
    )
