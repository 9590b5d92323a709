"""A run: one contact going through one form about one subject."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, by_key
from storage.contact import Contact


class Run(Base):
    __tablename__ = "run"
    __table_args__ = (
        Index(
            "uq_run_open",
            "contact_id",
            "form",
            "subject",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    form: Mapped[str] = mapped_column(String(32))
    subject: Mapped[int]
    """Id of what the form is about."""
    progress: Mapped[dict[str, Any]]
    """Skips, doubts and the field under edit; assigned anew at each change, never changed in place."""
    created_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


async def open_run(db: AsyncSession, contact: Contact, form: str, subject: int, now: datetime) -> Run:
    """The unfinished run of this contact, form and subject, or a new one; now the active one.

    Any other active run is thereby parked: it stays unfinished and can be opened again.
    """
    run = await db.scalar(
        select(Run).where(
            Run.contact_id == contact.id,
            Run.form == form,
            Run.subject == subject,
            Run.finished_at.is_(None),
        )
    )
    if run is None:
        run = Run(
            contact_id=contact.id, form=form, subject=subject, progress={}, created_at=now, touched_at=now
        )
        db.add(run)
        await db.flush()
    contact.active_run_id = run.id
    run.touched_at = now
    return run


async def by_id(db: AsyncSession, run_id: int) -> Run | None:
    """The run with this number, if there is one."""
    return await by_key(db, Run, run_id)


async def preload(db: AsyncSession, run_ids: Iterable[int]) -> None:
    """Bring these runs into the session with one query."""
    wanted = set(run_ids)
    if wanted:
        await db.scalars(select(Run).where(Run.id.in_(wanted)))


async def latest_unfinished(db: AsyncSession, contact_id: int, *, but: str = "") -> Run | None:
    """The unfinished run that this contact touched last, of whichever form but that one."""
    run: Run | None = await db.scalar(
        select(Run)
        .where(Run.contact_id == contact_id, Run.finished_at.is_(None), Run.form != but)
        .order_by(Run.touched_at.desc(), Run.id.desc())
        .limit(1)
    )
    return run


async def touched_at(db: AsyncSession, contact_id: int, form: str, subject: int) -> datetime | None:
    """When this contact last opened or went on with the unfinished run, if there is one."""
    wanted = select(Run.touched_at).where(
        Run.contact_id == contact_id,
        Run.form == form,
        Run.subject == subject,
        Run.finished_at.is_(None),
    )
    found: datetime | None = await db.scalar(wanted)
    return found


async def close(db: AsyncSession, contact_id: int, form: str, subject: int, now: datetime) -> None:
    """Nothing is left to go on with: what the run was about is gone for this contact."""
    await db.execute(
        update(Run)
        .where(
            Run.contact_id == contact_id,
            Run.form == form,
            Run.subject == subject,
            Run.finished_at.is_(None),
        )
        .values(finished_at=now)
    )


def park(contact: Contact) -> None:
    """No form takes typed words now; the draft stays."""
    contact.active_run_id = None


def finish(run: Run, contact: Contact, now: datetime) -> None:
    """Close the run for good; its buttons are dead from now on."""
    run.finished_at = now
    if contact.active_run_id == run.id:
        contact.active_run_id = None
