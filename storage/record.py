"""The whole record of a business: its own columns and those of all its parts."""

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


async def of_business(
    db: AsyncSession, business: Business
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The business's own columns, and those of its parts, oldest first."""
    parts = {
        name: [columns_of(row) for row in await part.of_business(db, table, business.id)]
        for name, table in PARTS.items()
    }
    return columns_of(business), parts
