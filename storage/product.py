"""A product: what a business makes and sells, as a buyer would ask about it."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import index_of_few
from storage.part import Part


class Product(Part):
    __tablename__ = "product"
    __table_args__ = (index_of_few("product", "photo_id"),)

    name: Mapped[str | None] = mapped_column(String(160))
    price: Mapped[int | None] = mapped_column(BigInteger)
    price_high: Mapped[int | None] = mapped_column(BigInteger)
    """The upper end, where a range was told. Rupiah."""
    price_about: Mapped[bool | None]
    """Whether the owner called it approximate."""
    price_unit: Mapped[str | None] = mapped_column(String(16))
    minimum: Mapped[float | None]
    minimum_high: Mapped[float | None]
    minimum_about: Mapped[bool | None]
    minimum_unit: Mapped[str | None] = mapped_column(String(16))
    """The smallest order taken."""
    lead_days: Mapped[int | None]
    """Days from the order until it is ready."""
    capacity: Mapped[float | None]
    capacity_high: Mapped[float | None]
    capacity_about: Mapped[bool | None]
    capacity_unit: Mapped[str | None] = mapped_column(String(16))
    capacity_period: Mapped[str | None] = mapped_column(String(8))
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
