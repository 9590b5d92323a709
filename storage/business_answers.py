"""What is told of a business itself: the columns that the register holds and that a staged list fills."""

from typing import Any

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column


class BusinessAnswers:
    """Columns shared by the register and by the rows of a list on their way into it."""

    owner_name: Mapped[str | None] = mapped_column(String(160))
    phone: Mapped[str | None] = mapped_column(String(20))
    """E.164."""
    name: Mapped[str | None] = mapped_column(String(160))
    district: Mapped[str | None] = mapped_column(String(13))
    village: Mapped[str | None] = mapped_column(String(13))
    """Kemendagri codes, such as 35.26.01 and 35.26.01.2003."""
    main_product: Mapped[str | None] = mapped_column(Text)
    sector: Mapped[str | None] = mapped_column(String(12))
    """agro or non_agro."""
    workers_male: Mapped[int | None]
    workers_female: Mapped[int | None]
    """Owner and family included."""
    capacity: Mapped[float | None]
    capacity_high: Mapped[float | None]
    """The upper end, where a range was told."""
    capacity_about: Mapped[bool | None]
    """Whether the owner called it approximate."""
    capacity_unit: Mapped[str | None] = mapped_column(String(16))
    capacity_period: Mapped[str | None] = mapped_column(String(8))
    """What is made in one period, with unit and period as dialogue/values keeps them."""
    installed: Mapped[float | None]
    installed_high: Mapped[float | None]
    installed_about: Mapped[bool | None]
    installed_unit: Mapped[str | None] = mapped_column(String(16))
    installed_period: Mapped[str | None] = mapped_column(String(8))
    """What the machines could make at the most."""
    days_per_month: Mapped[int | None]
    gender: Mapped[str | None] = mapped_column(String(8))
    """Of the owner: female or male."""
    legal_form: Mapped[str | None] = mapped_column(String(24))
    year_established: Mapped[int | None]
    brand: Mapped[str | None] = mapped_column(String(160))
    street: Mapped[str | None] = mapped_column(String(240))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    kbli: Mapped[str | None] = mapped_column(String(5))
    kbli_edition: Mapped[str | None] = mapped_column(String(4))
    """The code and its edition of KBLI (2020 or 2025); both empty where the owner does not know."""
    branch: Mapped[str | None] = mapped_column(String(16))
    investment: Mapped[int | None] = mapped_column(BigInteger)
    investment_high: Mapped[int | None] = mapped_column(BigInteger)
    investment_about: Mapped[bool | None]
    """Rupiah, without land and buildings."""
    land_building: Mapped[int | None] = mapped_column(BigInteger)
    land_building_high: Mapped[int | None] = mapped_column(BigInteger)
    land_building_about: Mapped[bool | None]
    """Rupiah in land and buildings."""
    capital_sources: Mapped[list[str] | None]
    constraints: Mapped[list[str] | None]
    constraint_note: Mapped[str | None] = mapped_column(Text)
    help_wanted: Mapped[list[str] | None]
    without: Mapped[list[str] | None]
    """Kinds of parts that the business says it has none of, such as machine."""
    flagged: Mapped[dict[str, Any] | None]
    """Answers kept in the owner's own words for an officer to read, by question."""
