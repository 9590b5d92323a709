"""A machine or tool that a business works with."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.part import Part


class Machine(Part):
    __tablename__ = "machine"

    name: Mapped[str | None] = mapped_column(String(160))
    count: Mapped[int | None]
    year: Mapped[int | None]
    """Of make or purchase, as the owner knows it."""
    power: Mapped[str | None] = mapped_column(String(12))
    """hand, electricity, diesel, gas, wood or other."""
