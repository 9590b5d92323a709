"""Many whole records taken into an office's register at once, and their owners: one INSERT for each table."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from storage import office
from storage.base import Base
from storage.business import BY_IMPORT, DRAFT, Business, BusinessContact
from storage.certificate import Certificate
from storage.consent import Consent
from storage.contact import Contact
from storage.part import Part
from storage.production_report import ProductionReport
from storage.record import PARTS
from storage.searchable import search_text

TABLES: dict[str, type[Part]] = {**PARTS, "production_report": ProductionReport}

Columns = Mapping[str, Any]


async def take_in(db: AsyncSession, office_id: int, records: Sequence[Columns]) -> list[int]:
    """Put whole records into the register; their ids, in the same order.

    A record is the columns of a business by name, `state` and `created_at` among them. Beside them it may
    have `papers` (numbers by kind; an empty one is "not yet") and `parts` (lists of columns by the name of
    their form). Its origin is an import unless it names another, so that its owner can claim it. Each but a
    draft gets the office's next number, and so does a draft that says it is from a list. KeyError for an
    unknown column.
    """
    counted = [record for record in records if _is_numbered(record)]
    numbers = iter(await office.next_numbers(db, office_id, len(counted)))
    rows = [
        {
            "origin": BY_IMPORT,
            **{name: value for name, value in record.items() if name not in {"papers", "parts"}},
            "office_id": office_id,
            "number": next(numbers) if _is_numbered(record) else None,
        }
        for record in records
    ]
    for row, record in zip(rows, records, strict=True):
        row["search"] = _found_by(row, record)
    if not rows:
        return []
    added = await db.scalars(
        insert(Business).returning(Business.id, sort_by_parameter_order=True),
        _alike(Business, rows),
        execution_options={"render_nulls": True},
    )
    ids = list(added)
    for name, table in TABLES.items():
        parts = [
            {"created_at": record["created_at"], **part, "business_id": business_id}
            for business_id, record in zip(ids, records, strict=True)
            for part in _parts(name, record)
        ]
        if parts:
            await db.execute(insert(table), _alike(table, parts), execution_options={"render_nulls": True})
    return ids


async def let_speak(db: AsyncSession, office_id: int, owners: Sequence[Columns]) -> None:
    """Let owners who are new to the bot speak for their businesses, with one INSERT for each table.

    An owner is `business_id`, `channel`, `address`, `phone`, `since`, and `consents`: columns of each answer.
    """
    if not owners:
        return
    added = await db.scalars(
        insert(Contact).returning(Contact.id, sort_by_parameter_order=True),
        [
            {
                **{name: owner[name] for name in ("channel", "address", "phone")},
                "office_id": office_id,
                "created_at": owner["since"],
                "seen_at": owner["since"],
            }
            for owner in owners
        ],
    )
    speakers = list(zip(added, owners, strict=True))
    await db.execute(
        insert(BusinessContact),
        [
            {"business_id": owner["business_id"], "contact_id": contact_id, "since": owner["since"]}
            for contact_id, owner in speakers
        ],
    )
    answers = [
        {**one, "contact_id": contact_id, "address": owner["address"], "at": owner["since"]}
        for contact_id, owner in speakers
        for one in owner["consents"]
    ]
    await db.execute(insert(Consent), answers)


def _found_by(row: Columns, record: Columns) -> str:
    products = [part.get("name") or "" for part in record.get("parts", {}).get("product", ())]
    return search_text(row, products, [number for number in record.get("papers", {}).values() if number])


def _is_numbered(record: Columns) -> bool:
    return bool(record["state"] != DRAFT or record.get("origin") == BY_IMPORT)


def _parts(name: str, record: Columns) -> list[Columns]:
    told: Sequence[Columns] = record.get("parts", {}).get(name, ())
    if name != Certificate.__tablename__:
        return list(told)
    papers = record.get("papers", {}).items()
    return [
        *told,
        *({"kind": kind, "number": number or None, "is_held": bool(number)} for kind, number in papers),
    ]


def _alike(table: type[Base], rows: Sequence[Columns]) -> list[dict[str, Any]]:
    """The rows with the same columns each, so that they go in together; KeyError for one that is unknown."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns = [table.__table__.columns[name].key for name in names]
    return [{column: row.get(column) for column in columns} for row in rows]
