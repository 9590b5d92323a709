"""A market: one place where a business sells, by which channel, and its share of all sales."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.part import Part


class Market(Part):
    __tablename__ = "market"

    area: Mapped[str | None] = mapped_column(String(80))
    """Kemendagri code of a kabupaten, kota or province; or the name of a country, where goods go abroad."""
    channel: Mapped[str | None] = mapped_column(String(12))
    """direct, shop, reseller, online, e_catalog or industry."""
    share: Mapped[int | None]
    """Per cent of all that is sold."""
