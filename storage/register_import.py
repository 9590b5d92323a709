"""An import: a list that an officer sent, from the file until it is saved, cancelled or refused."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import import_row, job
from storage.attachment import Attachment
from storage.base import Base

FETCHING, CHOOSING, READING, PREVIEW = "fetching", "choosing", "reading", "preview"
SAVED, CANCELLED, REFUSED = "saved", "cancelled", "refused"
FORGOTTEN_AT_ONCE = 5
UNDER_WAY = (FETCHING, CHOOSING, READING, PREVIEW)


class RegisterImport(Base):
    __tablename__ = "register_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(120))
    """Of the file."""
    state: Mapped[str] = mapped_column(String(12), default=FETCHING)
    sheets: Mapped[dict[str, Any] | None]
    """What the file holds, as it was read: sheets, their columns, and what each is proposed to be."""
    sheet: Mapped[str] = mapped_column(String(120), default="")
    header: Mapped[int] = mapped_column(default=0)
    """Row of the sheet in which the header ends, from 1."""
    mapping: Mapped[dict[str, Any] | None]
    """Key of the register by the column's place in the sheet."""
    done: Mapped[int] = mapped_column(default=0)
    rows: Mapped[int] = mapped_column(default=0)
    """Rows staged so far, and rows in all."""
    made_at: Mapped[datetime]
    compared_at: Mapped[datetime | None]
    """When the register was read to be compared with: what changed since is compared anew."""
    ended_at: Mapped[datetime | None]

    @property
    def board(self) -> str:
        """The subject of the board that shows how far this comparison has come."""
        moment = self.compared_at or self.made_at
        return f"import:{self.id}:{moment:%H%M%S%f}"

    @property
    def returned_id(self) -> int | None:
        """The workbook that was given back: of a saved list the only thing that is left."""
        told: int | None = (self.sheets or {}).get("returned")
        return self.attachment_id if self.state == SAVED and self.sheets is None else told

    def asked(self, region: str, said: dict[Any, Any], today: date, language: str) -> dict[str, Any]:
        """What the child process is asked that reads the list beside the register, in plain values."""
        told = self.sheets or {}
        sheet = told["sheets"][told["chosen"]]
        return {
            "attachment_id": self.attachment_id,
            "office_id": self.office_id,
            "region": region,
            "sheet": sheet["sheet"],
            "header": sheet["header"],
            "mapping": self.mapping,
            "periods": told.get("periods", {}),
            "said": said,
            "today": today.isoformat(),
            "language": language,
        }


async def begin(
    db: AsyncSession, *, office_id: int, contact_id: int, attachment_id: int, name: str, now: datetime
) -> RegisterImport:
    """A list that has just come in."""
    row = RegisterImport(
        office_id=office_id,
        contact_id=contact_id,
        attachment_id=attachment_id,
        name=name[:120],
        state=FETCHING,
        sheet="",
        header=0,
        done=0,
        rows=0,
        made_at=now,
    )
    db.add(row)
    await db.flush()
    return row


async def by_id(db: AsyncSession, import_id: int) -> RegisterImport | None:
    """The import, whosoever it is; only for the job that works for it."""
    return await db.get(RegisterImport, import_id)


async def in_office(db: AsyncSession, office_id: int, import_id: int) -> RegisterImport | None:
    """The import, if it is this office's."""
    row = await db.get(RegisterImport, import_id)
    return row if row is not None and row.office_id == office_id else None


async def newest(db: AsyncSession, office_id: int, most: int) -> list[RegisterImport]:
    """The newest imports of the office."""
    rows = await db.scalars(
        select(RegisterImport)
        .where(RegisterImport.office_id == office_id)
        .order_by(RegisterImport.id.desc())
        .limit(most)
    )
    return list(rows)


async def in_preview(db: AsyncSession, office_id: int, import_id: int) -> RegisterImport | None:
    """The import, if it is this office's and waits to be decided and saved."""
    row = await in_office(db, office_id, import_id)
    return row if row is not None and row.state == PREVIEW else None


async def move(db: AsyncSession, import_id: int, before: str, after: str, now: datetime) -> bool:
    """Take the import from one state to the next; False if somebody else has moved it meanwhile."""
    ended = now if after in {SAVED, CANCELLED, REFUSED} else None
    moved = await db.scalar(
        update(RegisterImport)
        .where(RegisterImport.id == import_id, RegisterImport.state == before)
        .values(state=after, ended_at=ended)
        .returning(RegisterImport.id)
    )
    return moved is not None


async def compare(
    db: AsyncSession,
    listed: RegisterImport,
    before: str,
    contact_id: int,
    now: datetime,
    *,
    forgotten: Collection[int] = (),
) -> bool:
    """Have the list read and compared with the register, keeping what was said to its rows but to those to be
    forgotten; False if somebody else has moved it meanwhile. The contact gets the result."""
    if not await move(db, listed.id, before, READING, now):
        return False
    if before == PREVIEW:
        said = await import_row.said(db, listed.id)
        kept = {row: one for row, one in said.items() if row not in forgotten}
        listed.sheets = {**(listed.sheets or {}), "said": kept}
    listed.compared_at, listed.done = now, 0
    await job.add(db, "rows", subject=listed.id, contact_id=contact_id, now=now)
    return True


async def step_back(db: AsyncSession, listed: RegisterImport, now: datetime) -> None:
    """A list that could be read before and not this time waits to be read again, with what was said to it."""
    await move(db, listed.id, READING, CHOOSING, now)
    await import_row.clear(db, listed.id)


async def keep_returned(db: AsyncSession, listed: RegisterImport, attachment_id: int) -> None:
    """Remember the workbook that was given back, in place of an earlier one."""
    await _remove(db, listed.returned_id)
    listed.sheets = {**(listed.sheets or {}), "returned": attachment_id}
    await db.flush()


async def forget(db: AsyncSession, listed: RegisterImport) -> None:
    """Drop the file, what was read of it, and its rows: they are personal data, and done with."""
    await import_row.clear(db, listed.id)
    await _remove(db, listed.attachment_id)
    await _remove(db, (listed.sheets or {}).get("returned"))
    listed.attachment_id, listed.sheets, listed.mapping = None, None, None
    await db.flush()


async def _remove(db: AsyncSession, attachment_id: int | None) -> None:
    if attachment_id is not None:
        await db.execute(delete(Attachment).where(Attachment.id == attachment_id))


async def forget_old(db: AsyncSession, before: datetime, now: datetime) -> None:
    """Cancel and forget what was begun before a moment and never ended, a few at a time."""
    left = select(RegisterImport).where(
        RegisterImport.made_at < before,
        RegisterImport.state.in_(UNDER_WAY) | RegisterImport.attachment_id.is_not(None),
    )
    for listed in await db.scalars(left.order_by(RegisterImport.id).limit(FORGOTTEN_AT_ONCE)):
        if listed.state in UNDER_WAY:
            listed.state, listed.ended_at = CANCELLED, now
        await forget(db, listed)
