"""An import: a list that an officer sent, from the file to the register, with all its rows staged between."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

FETCHING, CHOOSING, READING, PREVIEW, SAVED, CANCELLED, REFUSED = (
    "fetching",
    "choosing",
    "reading",
    "preview",
    "saved",
    "cancelled",
    "refused",
)


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
    sheet: Mapped[str] = mapped_column(String(80), default="")
    header: Mapped[int] = mapped_column(default=0)
    """Row of the sheet in which the header ends, from 1."""
    mapping: Mapped[dict[str, Any] | None]
    """Key of the register by the column's place in the sheet."""
    done: Mapped[int] = mapped_column(default=0)
    rows: Mapped[int] = mapped_column(default=0)
    """Rows staged so far, and rows in all."""
    made_at: Mapped[datetime]
    staged_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ImportRow(Base):
    """One row of the list, interpreted and compared with the register."""

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_status", "import_id", "status", "row"),)

    import_id: Mapped[int] = mapped_column(
        ForeignKey("register_import.id", ondelete="CASCADE"), primary_key=True
    )
    row: Mapped[int] = mapped_column(primary_key=True)
    """Its number in the sheet, as a spreadsheet shows it."""
    status: Mapped[str] = mapped_column(String(8))
    """new, changed, same, doubt or error."""
    action: Mapped[str] = mapped_column(String(8), default="")
    """What is to be done with it: add, merge, skip, or nothing yet."""
    business_id: Mapped[int | None] = mapped_column(ForeignKey("business.id", ondelete="SET NULL"))
    """The record it is merged into."""
    values: Mapped[dict[str, Any]]
    """Columns of the business that the row gives."""
    papers: Mapped[dict[str, Any] | None]
    changed: Mapped[dict[str, Any] | None]
    """What differs from the record: column, old and new."""
    words: Mapped[dict[str, Any] | None]
    """The cells as they stood, by key."""
    notes: Mapped[dict[str, Any] | None]
    """Problems and doubts, with what may be chosen."""
