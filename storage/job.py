"""A job: work of more than 50 ms, done outside the turn, resumable and cancellable."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"

ASKED = "asked for a job"
"""Left in the session, so that whoever does the work is told at once."""


class Job(Base):
    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    subject: Mapped[int]
    """Id of what the work is about."""
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    """Who gets the result."""
    state: Mapped[str] = mapped_column(String(12), default=WAITING, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(80), default="")
    """The kind of error, never its text: that could hold a person's data."""
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


async def add(db: AsyncSession, kind: str, *, subject: int, contact_id: int, now: datetime) -> None:
    """Ask for a piece of work, unless the same waits already; it starts after this transaction."""
    db.info[ASKED] = True
    same = select(Job.id).where(Job.kind == kind, Job.subject == subject, Job.state == WAITING)
    if await db.scalar(same.where(Job.contact_id == contact_id)) is None:
        moments = {"due_at": now, "created_at": now}
        db.add(Job(kind=kind, subject=subject, contact_id=contact_id, state=WAITING, attempts=0, **moments))


@dataclass(frozen=True)
class Queue:
    """The jobs that one loop does, one at a time: those of the long kinds, or all others."""

    long: Collection[str] = ()
    is_long: bool = False

    @property
    def holds(self) -> ColumnElement[bool]:
        """Whether a job belongs to it; one of an unknown kind is short, so that somebody finds out."""
        return Job.kind.in_(self.long) if self.is_long else Job.kind.not_in(self.long)


EVERY = Queue()
"""All jobs: no kind is long."""


def was_asked(db: AsyncSession) -> bool:
    """Whether a piece of work was asked for in this session."""
    return ASKED in db.info


async def is_any_due(db: AsyncSession, now: datetime, queue: Queue = EVERY) -> bool:
    """Whether there is work to do."""
    due = select(Job.id).where(Job.state == WAITING, Job.due_at <= now, queue.holds)
    return await db.scalar(due.limit(1)) is not None


async def claim(db: AsyncSession, now: datetime, queue: Queue = EVERY) -> Job | None:
    """The oldest job that is due, now running and with its attempt counted."""
    due = select(Job).where(Job.state == WAITING, Job.due_at <= now, queue.holds)
    job: Job | None = await db.scalar(due.order_by(Job.id).limit(1))
    if job is not None:
        job.state, job.attempts = RUNNING, job.attempts + 1
    return job


async def end(db: AsyncSession, job_id: int, state: str, *, error: str = "", now: datetime) -> bool:
    """Close a running job; False if it was cancelled meanwhile, and then its result must not be used."""
    result = await db.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == RUNNING)
        .values(state=state, error=error, ended_at=None if state == WAITING else now)
    )
    return bool(_rows(result) == 1)


async def put_off(db: AsyncSession, job_id: int, due: datetime) -> None:
    """A running job waits until then; the attempt does not count."""
    running = update(Job).where(Job.id == job_id, Job.state == RUNNING)
    await db.execute(running.values(state=WAITING, attempts=Job.attempts - 1, due_at=due))


async def cancel(db: AsyncSession, job_id: int, now: datetime) -> bool:
    """Cancel a job that has not ended; False if it had."""
    result = await db.execute(
        update(Job)
        .where(Job.id == job_id, Job.state.in_((WAITING, RUNNING)))
        .values(state=CANCELLED, ended_at=now)
    )
    return bool(_rows(result) == 1)


async def cancel_of(db: AsyncSession, kind: str, subject: int, now: datetime) -> bool:
    """Cancel every job of this kind about this subject that has not ended; False if there was none."""
    result = await db.execute(
        update(Job)
        .where(Job.kind == kind, Job.subject == subject, Job.state.in_((WAITING, RUNNING)))
        .values(state=CANCELLED, ended_at=now)
    )
    return bool(_rows(result) > 0)


async def resume(db: AsyncSession, queue: Queue = EVERY) -> None:
    """At start: what was running when the process ended waits again; that attempt does not count."""
    interrupted = update(Job).where(Job.state == RUNNING, queue.holds)
    await db.execute(
        interrupted.values(state=WAITING, attempts=Job.attempts - 1).execution_options(
            synchronize_session=False
        )
    )


async def is_open(db: AsyncSession, kind: str, subject: int) -> bool:
    """Whether such a job waits or runs, so that another may wait for what it brings."""
    live = select(Job.id).where(Job.kind == kind, Job.subject == subject)
    return await db.scalar(live.where(Job.state.in_((WAITING, RUNNING))).limit(1)) is not None


async def is_running(db: AsyncSession, job_id: int) -> bool:
    """Whether the job is still under way: asked in each transaction that keeps a part of its result."""
    return await db.scalar(select(Job.state).where(Job.id == job_id)) == RUNNING


async def is_cancelled(db: AsyncSession, job_id: int) -> bool:
    """Whether the job was cancelled; asked while it runs."""
    return await db.scalar(select(Job.state).where(Job.id == job_id)) == CANCELLED


def _rows(result: Any) -> int:
    return int(result.rowcount)
