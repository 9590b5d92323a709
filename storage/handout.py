"""A handout: figures, a picture or a workbook that somebody of an office asked for.

What is asked for stands in a row, so that a job knows it, the office's rights are asked again when it is
sent, the list behind each shown line can be opened, and the bytes are dropped when they have arrived.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import job
from storage.attachment import Attachment
from storage.base import Base
from storage.job import Job

Plain = Mapping[str, Any]


class Handout(Base):
    __tablename__ = "handout"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    asked: Mapped[dict[str, Any]]
    """What of it: the filter, or data set, axis and period."""
    lines: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    """The filter behind each line that was shown."""
    count: Mapped[int] = mapped_column(default=0)
    """Rows in it."""
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", ondelete="SET NULL"), index=True
    )
    asked_at: Mapped[datetime] = mapped_column(index=True)


async def ask(
    db: AsyncSession, kind: str, asked: Plain, *, office_id: int, contact_id: int, now: datetime
) -> int:
    """Keep what somebody asks for; its number is the subject of the job."""
    row = Handout(
        office_id=office_id, contact_id=contact_id, kind=kind, asked=dict(asked), count=0, asked_at=now
    )
    db.add(row)
    await db.flush()
    return row.id


async def waits(
    db: AsyncSession, work: str, kind: str, asked: Plain, *, office_id: int, contact_id: int
) -> bool:
    """Whether this contact's same wish is still being made, by this kind of job."""
    rows = await db.scalars(
        select(Handout)
        .join(Job, Job.subject == Handout.id)
        .where(
            Handout.contact_id == contact_id,
            Handout.office_id == office_id,
            Handout.kind == kind,
            Job.kind == work,
            Job.contact_id == contact_id,
            Job.state.in_((job.WAITING, job.RUNNING)),
        )
    )
    return any(row.asked == dict(asked) for row in rows)


async def of_contact(db: AsyncSession, handout_id: int, contact_id: int) -> Handout | None:
    """The handout of this number, if this contact asked for it."""
    row = await db.get(Handout, handout_id)
    return row if row is not None and row.contact_id == contact_id else None


def show(row: Handout, lines: Sequence[Plain]) -> None:
    """Keep the filters behind the lines that are shown now."""
    row.lines = [dict(line) for line in lines]


async def enclose(db: AsyncSession, row: Handout, attachment_id: int) -> None:
    """The file is made: it takes the place of all earlier ones of the same kind for the same person."""
    earlier = select(Handout.attachment_id).where(
        Handout.contact_id == row.contact_id, Handout.kind == row.kind, Handout.attachment_id.is_not(None)
    )
    await db.execute(
        delete(Attachment)
        .where(Attachment.id.in_(earlier), Attachment.id != attachment_id)
        .execution_options(synchronize_session=False)
    )
    row.attachment_id = attachment_id
    await db.flush()


async def drop_bytes(db: AsyncSession, before: datetime) -> None:
    """Forget the bytes of what has arrived, and of what was made before that moment: a register is not to
    lie about. What was sent stays in the person's chat."""
    made = select(Handout.attachment_id).where(Handout.attachment_id.is_not(None))
    await db.execute(
        update(Attachment)
        .where(
            Attachment.id.in_(made),
            Attachment.content.is_not(None),
            or_(Attachment.file_id != "", Attachment.created_at < before),
        )
        .values(content=None)
        .execution_options(synchronize_session=False)
    )


async def forget_old(db: AsyncSession, before: datetime) -> None:
    """Forget what was asked for before that moment, with its file; the audit remembers the exports."""
    old = select(Handout.attachment_id).where(Handout.asked_at < before, Handout.attachment_id.is_not(None))
    await db.execute(
        delete(Attachment).where(Attachment.id.in_(old)).execution_options(synchronize_session=False)
    )
    await db.execute(
        delete(Handout).where(Handout.asked_at < before).execution_options(synchronize_session=False)
    )
