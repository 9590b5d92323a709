"""An office (dinas): its region, its zone, and the running number of its register."""

from sqlalchemy import String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Office(Base):
    __tablename__ = "office"

    id: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(String(8), unique=True)
    """Kemendagri code of the kabupaten or kota, such as 35.26."""
    name: Mapped[str] = mapped_column(String(120))
    area: Mapped[str] = mapped_column(String(80))
    """What people call the region, such as Kabupaten Bangkalan."""
    zone: Mapped[str] = mapped_column(String(40))
    """IANA zone of the office, such as Asia/Jakarta."""
    phone: Mapped[str] = mapped_column(String(20), default="")
    """Where an officer answers, E.164, or empty."""
    report_period: Mapped[str] = mapped_column(String(8), default="quarter", server_default="quarter")
    """How often production is reported: quarter or month."""
    last_number: Mapped[int] = mapped_column(default=0)
    contact_name: Mapped[str | None] = mapped_column(String(80))
    """Who answers at the office's number."""
    works_from: Mapped[str] = mapped_column(String(5), default="07:30", server_default="07:30")
    works_to: Mapped[str] = mapped_column(String(5), default="16:00", server_default="16:00")
    quiet_from: Mapped[str] = mapped_column(String(5), default="20:00", server_default="20:00")
    quiet_to: Mapped[str] = mapped_column(String(5), default="07:00", server_default="07:00")
    """Local hours: of work, and in which the bot begins nothing by itself."""


async def settle(
    db: AsyncSession,
    *,
    region: str,
    name: str,
    area: str,
    zone: str,
    phone: str,
    report_period: str = "quarter",
) -> Office:
    """The office of this region, made or brought up to date from the settings."""
    office = await db.scalar(select(Office).where(Office.region == region))
    if office is None:
        office = Office(region=region, last_number=0)
        db.add(office)
    office.name, office.area, office.zone, office.phone = name, area, zone, phone
    office.report_period = report_period
    await db.flush()
    return office


async def by_id(db: AsyncSession, office_id: int) -> Office:
    """The office with this id; it must exist."""
    return await db.get_one(Office, office_id)


async def next_number(db: AsyncSession, office_id: int) -> str:
    """The next business number of the office, such as IKM-3526-00042; each is given once."""
    return (await next_numbers(db, office_id, 1))[0]


async def next_numbers(db: AsyncSession, office_id: int, count: int) -> list[str]:
    """So many numbers in a row, with one UPDATE."""
    office = await db.get_one(Office, office_id)
    last = await db.scalar(
        update(Office)
        .where(Office.id == office_id)
        .values(last_number=Office.last_number + count)
        .returning(Office.last_number)
    )
    assert last is not None
    region = office.region.replace(".", "")
    return [f"IKM-{region}-{number:05d}" for number in range(last - count + 1, last + 1)]
