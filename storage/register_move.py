"""Moving a staged list into the register: a handful of statements over all rows at once, in one transaction.

Saved through the ORM, 25,000 rows held up everybody's turns for seconds; this takes a few tenths.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from storage.business import BY_IMPORT, DRAFT, RETURNED, SUBMITTED, VERIFIED, Business
from storage.certificate import Certificate
from storage.consent import is_withdrawn
from storage.history import History
from storage.import_row import ADD, GIVEN, MERGE, ImportChange, ImportPaper, ImportRow
from storage.office import Office
from storage.register_import import RegisterImport
from storage.returned_field import IS_OPEN, PAPERS, ReturnedField

SPOT = "spot"
"""The one question whose name is not a column: it fills latitude and longitude."""
OF_ROW = and_(ImportPaper.import_id == ImportRow.import_id, ImportPaper.row == ImportRow.row)
CHANGE_OF_ROW = and_(ImportChange.import_id == ImportRow.import_id, ImportChange.row == ImportRow.row)
STANDS = and_(Certificate.business_id == ImportRow.business_id, Certificate.removed_at.is_(None))


async def changed_since(db: AsyncSession, listed: RegisterImport) -> int:
    """How many records of the office have changed, gone or come since the list was compared with them, as
    far as the list touches them: those it would change, also by an owner who has claimed one or withdrawn
    consent, and new ones that came with another list or have the phone of a row to be added."""
    mine = (ImportRow.import_id == listed.id,)
    since = or_(
        Business.changed_at >= listed.compared_at,
        Business.removed_at >= listed.compared_at,
        Business.claimed_at >= listed.compared_at,
        and_(is_withdrawn(), exists(select(ImportChange.row).where(CHANGE_OF_ROW))),
    )
    touched = (
        select(func.count())
        .select_from(ImportRow)
        .join(Business, Business.id == ImportRow.business_id)
        .where(*mine, ImportRow.action == MERGE, since)
    )
    gone = (
        select(func.count())
        .select_from(ImportRow)
        .where(*mine, ImportRow.action == MERGE, ImportRow.business_id.is_(None))
    )
    phones = select(ImportRow.phone).where(*mine, ImportRow.action == ADD, ImportRow.phone.is_not(None))
    come = (
        select(func.count())
        .select_from(Business)
        .where(
            Business.office_id == listed.office_id,
            or_(Business.created_at >= listed.compared_at, Business.changed_at >= listed.compared_at),
            or_(
                Business.phone.in_(phones),
                and_(Business.import_id.is_not(None), Business.created_at >= listed.compared_at),
            ),
        )
    )
    return sum([await db.scalar(query) or 0 for query in (touched, gone, come)])


async def save(db: AsyncSession, listed: RegisterImport, now: datetime) -> tuple[int, int]:
    """Move all rows that are to be added or merged into the register; how many of each.

    Added records are drafts with a number: the office's own data, until their owners confirm them.
    """
    added = await _add(db, listed, now)
    if added:
        await _add_papers(db, listed, now)
    merged = await _merge(db, listed, now)
    if merged:
        await _merge_papers(db, listed, now)
        await _history(db, listed, now)
        await _answer_returned(db, listed, now)
    return added, merged


async def _add(db: AsyncSession, listed: RegisterImport, now: datetime) -> int:
    to_add = (ImportRow.import_id == listed.id, ImportRow.action == ADD)
    count = await db.scalar(select(func.count()).select_from(ImportRow).where(*to_add)) or 0
    if not count:
        return 0
    last = await db.scalar(
        update(Office)
        .where(Office.id == listed.office_id)
        .values(last_number=Office.last_number + count)
        .returning(Office.last_number)
    )
    assert last is not None
    office = await db.get_one(Office, listed.office_id)
    places = (
        select(ImportRow.row, func.row_number().over(order_by=ImportRow.row).label("place"))
        .where(*to_add)
        .subquery()  # narrow: counted beside the whole rows, it would hold all of them in memory first
    )
    columns = {
        "office_id": literal(listed.office_id),
        "number": _number(office.region, places.c.place + literal(last - count, Integer)),
        "state": literal(DRAFT),
        "origin": literal(BY_IMPORT),
        "created_at": literal(now, Business.created_at.type),
        "changed_at": literal(now, Business.created_at.type),
        "import_id": literal(listed.id),
        "import_row": ImportRow.row,
        "completeness": ImportRow.completeness,
        **{name: getattr(ImportRow, name) for name in GIVEN},
    }
    rows = select(*columns.values()).join(places, places.c.row == ImportRow.row).where(*to_add)
    await db.execute(insert(Business).from_select(list(columns), rows, include_defaults=False))
    return count


async def make_findable(db: AsyncSession, listed: RegisterImport, most: int) -> bool:
    """Give the next new records of a saved list what they are found by, as it was staged; whether there were
    any. Written with the records it would hold the write lock for half as long again."""
    staged = and_(
        ImportRow.import_id == Business.import_id,
        ImportRow.row == Business.import_row,
        ImportRow.search.is_not(None),
    )
    waiting = (
        select(Business.id)
        .join(ImportRow, staged)
        .where(Business.import_id == listed.id, Business.search.is_(None))
        .order_by(Business.import_row)
        .limit(most)
    )
    found_by = ImportRow.search.concat(func.lower(Business.number)).concat(" ")
    done = await db.execute(
        update(Business)
        .where(staged, Business.id.in_(waiting))
        .values(search=found_by)
        .execution_options(synchronize_session=False)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _number(region: str, place: ColumnElement[int]) -> ColumnElement[str]:
    """IKM-3526-00042, as office.next_number writes it."""
    short = func.substr(cast(literal(100_000, Integer) + place, String), 2)
    digits = case((place < 100_000, short), else_=cast(place, String))
    return literal(f"IKM-{region.replace('.', '')}-").concat(digits)


async def _merge(db: AsyncSession, listed: RegisterImport, now: datetime) -> int:
    """A verified record that changes is to be checked again, as after any other change."""
    given = {name: func.coalesce(getattr(ImportRow, name), getattr(Business, name)) for name in GIVEN}
    changes = select(ImportChange.row).where(CHANGE_OF_ROW)
    was_verified = Business.state == VERIFIED
    moment = literal(now, Business.created_at.type)
    queued = {
        "state": case((was_verified, SUBMITTED), else_=Business.state),
        "submitted_at": case((was_verified, moment), else_=Business.submitted_at),
    }
    done = await db.execute(
        update(Business)
        .where(
            ImportRow.import_id == listed.id,
            ImportRow.action == MERGE,
            ImportRow.business_id == Business.id,
            Business.office_id == listed.office_id,
            Business.removed_at.is_(None),
            ~is_withdrawn(),
            exists(changes),
        )
        .values(**given, **queued, changed_at=now, completeness=None)
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def _merged(listed: RegisterImport) -> ColumnElement[bool]:
    """The rows that went into a record of this office whose owner lets it be kept (UU 27/2022 article 40)."""
    ours = select(Business.id).where(
        Business.id == ImportRow.business_id, Business.office_id == listed.office_id, ~is_withdrawn()
    )
    return and_(ImportRow.import_id == listed.id, ImportRow.action == MERGE, exists(ours))


PAPER = ("business_id", "kind", "is_held", "number", "flagged", "created_at")


def _paper(business_id: Any, now: datetime) -> Select[Any]:
    """The staged papers as they will stand in the record."""
    told = (ImportPaper.kind, ImportPaper.is_held, ImportPaper.number, ImportPaper.flagged)
    return select(business_id, *told, literal(now, Business.created_at.type)).select_from(ImportPaper)


async def _add_papers(db: AsyncSession, listed: RegisterImport, now: datetime) -> None:
    became = and_(Business.import_id == ImportPaper.import_id, Business.import_row == ImportPaper.row)
    rows = _paper(Business.id, now).join(Business, became).where(ImportPaper.import_id == listed.id)
    await db.execute(insert(Certificate).from_select(PAPER, rows, include_defaults=False))


async def _merge_papers(db: AsyncSession, listed: RegisterImport, now: datetime) -> None:
    """Numbers of papers, or the words kept in place of one: written over what stands there, with its
    history, or added."""
    same_kind = and_(STANDS, Certificate.kind == ImportPaper.kind)
    changed = and_(CHANGE_OF_ROW, ImportChange.field == Certificate.kind)
    source: Select[Any] = select(ImportRow).where(_merged(listed), STANDS, changed)
    await _note(db, listed, "certificate", Certificate.id, source, now)
    beside = await _words_beside(db, listed, same_kind)
    await db.execute(
        update(Certificate)
        .where(_merged(listed), OF_ROW, same_kind)
        .values(number=ImportPaper.number, is_held=ImportPaper.is_held, flagged=ImportPaper.flagged)
        .execution_options(synchronize_session=False)
    )
    if beside:
        await db.execute(update(Certificate), beside)
    is_new = ~exists(select(Certificate.id).where(same_kind))
    rows = _paper(ImportRow.business_id, now).join(ImportRow, OF_ROW).where(_merged(listed), is_new)
    await db.execute(insert(Certificate).from_select(PAPER, rows, include_defaults=False))


async def _words_beside(
    db: AsyncSession, listed: RegisterImport, same_kind: ColumnElement[bool]
) -> list[dict[str, Any]]:
    """The papers that keep words of another question too, with all the words they are to have."""
    found = await db.execute(
        select(Certificate.id, Certificate.flagged, ImportPaper.flagged)
        .select_from(ImportPaper)
        .join(ImportRow, OF_ROW)
        .join(Certificate, same_kind)
        .where(_merged(listed), Certificate.flagged.is_not(None))
    )
    others = [
        (id_, {name: said for name, said in words.items() if name != "number"}, told)
        for id_, words, told in found
    ]
    return [{"id": id_, "flagged": {**kept, **(told or {})}} for id_, kept, told in others if kept]


async def _answer_returned(db: AsyncSession, listed: RegisterImport, now: datetime) -> None:
    """An answer that was given back counts as given again where the list changed it; a record of which no
    other is waited for is in the queue again. What the list left as it was stays open."""
    is_paper = and_(ReturnedField.thing == "certificate", ReturnedField.form == PAPERS)
    changed = (
        select(ReturnedField.id)
        .select_from(ImportRow)
        .join(ImportChange, CHANGE_OF_ROW)
        .join(ReturnedField, ReturnedField.business_id == ImportRow.business_id)
        .where(_merged(listed), *IS_OPEN, ImportChange.field == ReturnedField.field)
        .where(or_(ReturnedField.thing == "business", is_paper))
    )
    await db.execute(
        update(ReturnedField)
        .where(ReturnedField.id.in_(changed))
        .values(answered_at=now)
        .execution_options(synchronize_session=False)
    )
    answered, waiting = (
        select(ReturnedField.id).where(ReturnedField.business_id == Business.id, *told)
        for told in ((ReturnedField.answered_at == now,), IS_OPEN)
    )
    await db.execute(
        update(Business)
        .where(Business.office_id == listed.office_id, Business.state == RETURNED)
        .where(exists(answered), ~exists(waiting))
        .values(state=SUBMITTED, submitted_at=now)
        .execution_options(synchronize_session=False)
    )


async def _history(db: AsyncSession, listed: RegisterImport, now: datetime) -> None:
    """Only what changed, with what stood there before."""
    fields = and_(CHANGE_OF_ROW, ImportChange.field.in_((*GIVEN, SPOT)))
    source: Select[Any] = select(ImportRow).where(_merged(listed), fields)
    await _note(db, listed, "business", ImportRow.business_id, source, now)


async def _note(
    db: AsyncSession,
    listed: RegisterImport,
    thing: str,
    thing_id: Any,
    source: Select[Any],
    now: datetime,
) -> None:
    told = {
        "thing": literal(thing),
        "thing_id": thing_id,
        "field": ImportChange.field,
        "old": ImportChange.old,
        "words": ImportChange.words,
        "contact_id": literal(listed.contact_id),
        "on_behalf": literal(True),
        "at": literal(now, Business.created_at.type),
    }
    rows = source.with_only_columns(*told.values(), maintain_column_froms=True)
    await db.execute(insert(History).from_select(list(told), rows, include_defaults=False))


async def numbers_of(db: AsyncSession, listed: RegisterImport) -> tuple[str, str]:
    """The first and the last register number that the list brought; empty if it brought none."""
    found = await db.execute(
        select(func.min(Business.number), func.max(Business.number)).where(
            Business.office_id == listed.office_id, Business.import_id == listed.id
        )
    )
    first, last = found.one()
    return first or "", last or ""
