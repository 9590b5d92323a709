"""A production report: what a business made in one period, a quarter or a month."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import BigInteger, Index, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.part import Part


class ProductionReport(Part):
    __tablename__ = "production_report"
    __table_args__ = (Index("uq_production_report_period", "business_id", "period", unique=True),)

    period: Mapped[str] = mapped_column(String(8))
    """Such as 2026-Q4 or 2026-11, which sort as they follow within an office."""
    quantity: Mapped[float | None]
    quantity_high: Mapped[float | None]
    quantity_about: Mapped[bool | None]
    quantity_unit: Mapped[str | None] = mapped_column(String(16))
    value: Mapped[int | None] = mapped_column(BigInteger)
    value_high: Mapped[int | None] = mapped_column(BigInteger)
    value_about: Mapped[bool | None]
    """What all of it sells for, rupiah."""
    price: Mapped[int | None] = mapped_column(BigInteger)
    price_high: Mapped[int | None] = mapped_column(BigInteger)
    price_about: Mapped[bool | None]
    """Of one unit, rupiah."""
    submitted_at: Mapped[datetime | None]


async def of_period(db: AsyncSession, business_id: int, period: str) -> ProductionReport | None:
    """The report of this period, handed in or not."""
    report: ProductionReport | None = await db.scalar(
        select(ProductionReport).where(
            ProductionReport.business_id == business_id, ProductionReport.period == period
        )
    )
    return report


async def last_before(db: AsyncSession, business_id: int, period: str) -> ProductionReport | None:
    """The newest report with a quantity that was handed in for an earlier period of the same length."""
    is_quarter = ProductionReport.period.like("%-Q%")
    report: ProductionReport | None = await db.scalar(
        select(ProductionReport)
        .where(
            ProductionReport.business_id == business_id,
            ProductionReport.period < period,
            ProductionReport.submitted_at.is_not(None),
            ProductionReport.quantity.is_not(None),
            is_quarter if "-Q" in period else ~is_quarter,
        )
        .order_by(ProductionReport.period.desc())
        .limit(1)
    )
    return report


async def handed_in(db: AsyncSession, business_ids: Collection[int]) -> dict[int, list[ProductionReport]]:
    """The reports of these businesses that were handed in, newest first."""
    rows = await db.scalars(
        select(ProductionReport)
        .where(ProductionReport.business_id.in_(business_ids), ProductionReport.submitted_at.is_not(None))
        .order_by(ProductionReport.submitted_at.desc(), ProductionReport.id.desc())
    )
    found: dict[int, list[ProductionReport]] = {business_id: [] for business_id in business_ids}
    for row in rows:
        found[row.business_id].append(row)
    return found


async def reported(db: AsyncSession, business_ids: Collection[int], period: str) -> set[int]:
    """Those of these businesses whose report of the period was handed in."""
    rows = await db.scalars(
        select(ProductionReport.business_id).where(
            ProductionReport.business_id.in_(business_ids),
            ProductionReport.period == period,
            ProductionReport.submitted_at.is_not(None),
        )
    )
    return set(rows)
