"""A raw material that a business needs: how much, from where, and what is difficult about it."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.part import Part


class MaterialNeed(Part):
    __tablename__ = "material_need"

    name: Mapped[str | None] = mapped_column(String(160))
    grade: Mapped[str | None] = mapped_column(String(160))
    quantity: Mapped[float | None]
    quantity_high: Mapped[float | None]
    quantity_about: Mapped[bool | None]
    quantity_unit: Mapped[str | None] = mapped_column(String(16))
    quantity_period: Mapped[str | None] = mapped_column(String(8))
    source: Mapped[str | None] = mapped_column(String(12))
    """local, elsewhere (another kabupaten) or import."""
    problem: Mapped[str | None] = mapped_column(Text)
