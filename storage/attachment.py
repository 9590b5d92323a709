"""An attachment: a picture or file that somebody sent, or that the bot made.

The bytes are kept in the database, so that one backup holds everything and one deletion removes it.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, deferred, mapped_column

from storage.base import Base


class Attachment(Base):
    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(120), default="")
    file_id: Mapped[str] = mapped_column(String(255), default="")
    """The channel's own handle, empty until the channel has the file."""
    size: Mapped[int] = mapped_column(default=0)
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    created_at: Mapped[datetime]


async def add(
    db: AsyncSession,
    *,
    contact_id: int | None,
    name: str,
    file_id: str = "",
    size: int = 0,
    content: bytes | None = None,
    now: datetime,
) -> Attachment:
    """A new attachment, with its bytes or with the channel's handle to fetch them by."""
    row = Attachment(
        contact_id=contact_id, name=name, file_id=file_id, size=size, content=content, created_at=now
    )
    db.add(row)
    await db.flush()
    return row


async def by_id(db: AsyncSession, attachment_id: int) -> Attachment | None:
    """The attachment without its bytes."""
    return await db.get(Attachment, attachment_id)


async def remove(db: AsyncSession, attachment_id: int) -> None:
    """Forget the attachment and its bytes."""
    await db.execute(delete(Attachment).where(Attachment.id == attachment_id))


async def content(db: AsyncSession, attachment_id: int) -> bytes | None:
    """The bytes, if they are here."""
    data: bytes | None = await db.scalar(select(Attachment.content).where(Attachment.id == attachment_id))
    return data


async def keep_content(db: AsyncSession, attachment_id: int, data: bytes) -> None:
    """Store bytes that were fetched from the channel."""
    await db.execute(
        update(Attachment).where(Attachment.id == attachment_id).values(content=data, size=len(data))
    )


async def keep_handle(db: AsyncSession, attachment_id: int, file_id: str) -> None:
    """Remember the channel's handle, so that the bytes travel only once."""
    await db.execute(update(Attachment).where(Attachment.id == attachment_id).values(file_id=file_id))
