"""The whole record of a business: its own columns and those of all its parts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage import part
from storage.base import columns_of
from storage.business import Business
from storage.certificate import Certificate
from storage.machine import Machine
from storage.market import Market
from storage.material_need import MaterialNeed
from storage.part import Part
from storage.product import Product

PARTS: dict[str, type[Part]] = {
    "product": Product,
    "material": MaterialNeed,
    "machine": Machine,
    "market": Market,
    "certificate": Certificate,
}
"""The tables of the parts, by the name of the form that asks about one."""


NAMED_BY = {"product": "name", "material": "name", "machine": "name", "market": "area"}
"""The column that names a part; one without it was begun and left."""

Columns = dict[str, Any]


async def of_business(db: AsyncSession, business: Business) -> tuple[Columns, dict[str, list[Columns]]]:
    """The business's own columns, and those of its parts, oldest first."""
    return (await of_businesses(db, [business]))[0]


async def of_businesses(
    db: AsyncSession, businesses: Sequence[Business]
) -> list[tuple[Columns, dict[str, list[Columns]]]]:
    """The same of several businesses, with one query for each kind of part."""
    ids = [business.id for business in businesses]
    rows = {name: await part.of_businesses(db, table, ids) for name, table in PARTS.items()}
    return [
        (columns_of(business), {name: _begun(name, found[business.id]) for name, found in rows.items()})
        for business in businesses
    ]


def _begun(name: str, rows: Sequence[Part]) -> list[Columns]:
    """The parts that have a name, or words in its place."""
    known = [columns_of(row) for row in rows]
    return [columns for columns in known if is_named(name, columns)]


def is_named(name: str, columns: Columns) -> bool:
    """Whether a part of this kind has what it is called by."""
    if name == "certificate":
        return columns["kind"] != "other" or bool(columns["name"])
    named_by = NAMED_BY[name]
    return columns[named_by] is not None or named_by in (columns["flagged"] or {})
