"""The rows of a list on their way into the register: staged in chunks, decided, and moved all at once."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base
from storage.business_answers import BusinessAnswers

NEW, CHANGED, SAME, DOUBT, ERROR = "new", "changed", "same", "doubt", "error"
ADD, MERGE, SKIP, UNDECIDED = "add", "merge", "skip", ""
GIVEN = tuple(name for name in BusinessAnswers.__annotations__)
"""The columns of the register that a row of a list may give."""
MEASURED = ("completeness", "search")


class ImportRow(BusinessAnswers, Base):
    """One row, read and compared with the register; what it does not give is empty."""

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_status", "import_id", "status", "action", "row"),)

    import_id: Mapped[int] = mapped_column(
        ForeignKey("register_import.id", ondelete="CASCADE"), primary_key=True
    )
    row: Mapped[int] = mapped_column(primary_key=True)
    """Its number in the sheet, as a spreadsheet shows it."""
    status: Mapped[str] = mapped_column(String(8))
    """new, changed, same, doubt or error."""
    action: Mapped[str] = mapped_column(String(8), default=UNDECIDED)
    """What is to be done with it: add, merge, skip, or not decided yet."""
    business_id: Mapped[int | None] = mapped_column(ForeignKey("business.id", ondelete="SET NULL"))
    """The record that it is merged into, or may be."""
    words: Mapped[dict[str, Any] | None]
    """The cells as they stood, by key."""
    completeness: Mapped[int | None]
    search: Mapped[str | None] = mapped_column(Text)
    """What the record of a new row is found by at once, all but the number that it will get."""
    notes: Mapped[dict[str, Any] | None]
    """What is wrong or in doubt, with what may be chosen, and what was said to it."""

    @property
    def given(self) -> dict[str, Any]:
        """The columns that it gives."""
        return {name: value for name in GIVEN if (value := getattr(self, name)) is not None}


class ImportPaper(Base):
    """A paper that a row tells of, where that is another thing than the register's."""

    __tablename__ = "import_paper"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("register_import.id", ondelete="CASCADE"), primary_key=True
    )
    row: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    is_held: Mapped[bool] = mapped_column(default=True)
    """False for "not yet"."""
    number: Mapped[str | None] = mapped_column(String(80))
    flagged: Mapped[dict[str, Any] | None]
    """The words kept as they are in place of the number, as they will stand in the certificate."""


class ImportChange(Base):
    """One field of a record that a row would change, as it will stand in history."""

    __tablename__ = "import_change"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("register_import.id", ondelete="CASCADE"), primary_key=True
    )
    row: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    old: Mapped[dict[str, Any]]
    words: Mapped[str] = mapped_column(Text)


TABLES: tuple[type[Base], ...] = (ImportChange, ImportPaper, ImportRow)


async def clear(db: AsyncSession, import_id: int) -> None:
    """Forget every staged row, to begin anew."""
    for table in TABLES:
        await db.execute(delete(table).where(table.import_id == import_id))  # type: ignore[attr-defined]


async def stage(
    db: AsyncSession,
    import_id: int,
    rows: Sequence[dict[str, Any]],
    papers: Sequence[dict[str, Any]],
    changes: Sequence[dict[str, Any]],
) -> None:
    """Add a chunk: rows with the columns they give, papers (row, kind, is_held, number, flagged), changes
    (row, field, old, words). Some hundred rows take a few hundredths of a second."""
    empty = dict.fromkeys((*GIVEN, *MEASURED))
    full = [{**empty, **row, "import_id": import_id} for row in rows]
    for table, values in ((ImportRow, full), (ImportPaper, papers), (ImportChange, changes)):
        if values:
            alike = insert(table).execution_options(
                render_nulls=True
            )  # or each row is a statement of its own
            await db.execute(alike, [{**value, "import_id": import_id} for value in values])


async def counts(db: AsyncSession, import_id: int) -> dict[tuple[str, str], int]:
    """How many rows there are of each status and action."""
    found = await db.execute(
        select(ImportRow.status, ImportRow.action, func.count())
        .where(ImportRow.import_id == import_id)
        .group_by(ImportRow.status, ImportRow.action)
    )
    return {(status, action): number for status, action, number in found}


async def changed_fields(db: AsyncSession, import_id: int) -> dict[str, int]:
    """How often each field would change, the most frequent first."""
    often = func.count()
    found = await db.execute(
        select(ImportChange.field, often)
        .join(
            ImportRow,
            (ImportRow.import_id == ImportChange.import_id) & (ImportRow.row == ImportChange.row),
        )
        .where(ImportChange.import_id == import_id, ImportRow.action == MERGE)
        .group_by(ImportChange.field)
        .order_by(often.desc(), ImportChange.field)
    )
    return {field: number for field, number in found}


async def page(
    db: AsyncSession, import_id: int, statuses: Collection[str], after: int, most: int
) -> list[ImportRow]:
    """The next rows of these statuses after a row of the sheet."""
    found = await db.scalars(
        select(ImportRow)
        .where(ImportRow.import_id == import_id, ImportRow.status.in_(statuses), ImportRow.row > after)
        .order_by(ImportRow.row)
        .limit(most)
    )
    return list(found)


async def one(db: AsyncSession, import_id: int, row: int) -> ImportRow | None:
    """The row with this number in the sheet."""
    return await db.get(ImportRow, (import_id, row))


async def undecided(db: AsyncSession, import_id: int, most: int, after: int = 0) -> list[ImportRow]:
    """The next rows in doubt of which nothing is decided yet."""
    found = await db.scalars(
        select(ImportRow)
        .where(ImportRow.import_id == import_id, ImportRow.status == DOUBT, ImportRow.row > after)
        .where(ImportRow.action == UNDECIDED)
        .order_by(ImportRow.row)
        .limit(most)
    )
    return list(found)


async def decide(
    db: AsyncSession,
    decided: ImportRow,
    action: str,
    business_id: int | None,
    papers: Sequence[dict[str, Any]],
    changes: Sequence[dict[str, Any]],
) -> None:
    """Say what is to be done with a row in doubt; its papers and changes take the place of earlier ones."""
    decided.action, decided.business_id = action, business_id
    for table in (ImportPaper, ImportChange):
        of_row = (table.import_id == decided.import_id, table.row == decided.row)
        await db.execute(delete(table).where(*of_row))
    await stage(db, decided.import_id, [], papers, changes)


async def changes(db: AsyncSession, import_id: int, rows: Collection[int]) -> list[ImportChange]:
    """What these rows would change."""
    found = await db.scalars(
        select(ImportChange)
        .where(ImportChange.import_id == import_id, ImportChange.row.in_(rows))
        .order_by(ImportChange.row, ImportChange.field)
    )
    return list(found)


async def papers(db: AsyncSession, import_id: int, rows: Collection[int]) -> dict[tuple[int, str], str]:
    """The numbers of the papers that these rows bring, by row and kind."""
    found = await db.scalars(
        select(ImportPaper).where(ImportPaper.import_id == import_id, ImportPaper.row.in_(rows))
    )
    return {(paper.row, paper.kind): paper.number or "" for paper in found}


async def merging(db: AsyncSession, import_id: int, after: int, most: int) -> list[ImportRow]:
    """The next rows that would change a record."""
    is_change = select(ImportChange.row).where(
        ImportChange.import_id == import_id, ImportChange.row == ImportRow.row
    )
    found = await db.scalars(
        select(ImportRow)
        .where(ImportRow.import_id == import_id, ImportRow.action == MERGE, ImportRow.row > after)
        .where(is_change.exists())
        .order_by(ImportRow.row)
        .limit(most)
    )
    return list(found)


async def merged_into(db: AsyncSession, import_id: int, business_id: int, but: int) -> int:
    """The row, other than this one, that is merged into the record already; 0 if there is none."""
    found = select(ImportRow.row).where(
        ImportRow.import_id == import_id,
        ImportRow.business_id == business_id,
        ImportRow.action == MERGE,
        ImportRow.row != but,
    )
    return await db.scalar(found.limit(1)) or 0


async def said_to(db: AsyncSession, import_id: int, after: int, most: int) -> list[ImportRow]:
    """The next rows to which something was said."""
    is_said = ImportRow.notes[("said", "action")].as_string().is_not(None)
    found = await db.scalars(
        select(ImportRow)
        .where(ImportRow.import_id == import_id, ImportRow.status == DOUBT, ImportRow.row > after, is_said)
        .order_by(ImportRow.row)
        .limit(most)
    )
    return list(found)


async def said(db: AsyncSession, import_id: int) -> dict[int, Any]:
    """What was said to each row in doubt, to be kept when the list is compared anew."""
    found = await db.execute(
        select(ImportRow.row, ImportRow.notes).where(
            ImportRow.import_id == import_id, ImportRow.status == DOUBT
        )
    )
    return {row: notes["said"] for row, notes in found if notes and notes.get("said")}
