"""An office (dinas): its region, its zone, and the running number of its register."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Date, String, false, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, the


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
    approve_above: Mapped[int] = mapped_column(default=200, server_default="200")
    """A notice to more people than this is approved by another person."""
    weekly_notices: Mapped[int] = mapped_column(default=3, server_default="3")
    """Notices that one person gets in seven days at most, over all who send."""
    reminder_hour: Mapped[str] = mapped_column(String(5), default="09:00", server_default="09:00")
    """Local hour at which reminders go out."""
    reminder_days: Mapped[dict[str, Any] | None]
    """The steps of a kind of reminder where the office has its own, in days; an empty list is none at all."""
    reminded_on: Mapped[date | None] = mapped_column(Date)
    reminded_to: Mapped[int] = mapped_column(default=0, server_default="0")
    """The local day whose reminders were looked for last, and the contact up to which they were."""
    is_open: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Owners may choose it; not yet while an admin still founds it in the chat."""


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
    """The office of this region as the settings name it. One that is there keeps what it has, which may have
    been changed in the chat; only the report period, which the chat does not know, follows the settings."""
    office = await db.scalar(select(Office).where(Office.region == region))
    if office is None:
        office = Office(region=region, name=name, area=area, zone=zone, phone=phone, last_number=0)
        db.add(office)
    office.is_open = True
    office.report_period = report_period
    await db.flush()
    return office


async def found(db: AsyncSession, *, region: str, area: str, zone: str, report_period: str) -> Office:
    """A new office of this region, not open yet; the one that is being founded there, if there is one."""
    office = await of_region(db, region)
    if office is None:
        office = Office(
            region=region, name="", area=area, zone=zone, report_period=report_period, last_number=0
        )
        db.add(office)
        await db.flush()
    return office


async def of_region(db: AsyncSession, region: str) -> Office | None:
    """The office of this region, open or not."""
    found: Office | None = await db.scalar(select(Office).where(Office.region == region))
    return found


async def of_number(db: AsyncSession, number: str) -> Office | None:
    """The open office that gave a business this number, such as IKM-3526-00042."""
    _ikm, region, _serial = (*number.split("-"), "", "", "")[:3]
    if not (region.isascii() and region.isdigit() and len(region) == 4):
        return None
    office = await of_region(db, f"{region[:2]}.{region[2:]}")
    return office if office and office.is_open else None


async def all_of_them(db: AsyncSession) -> list[Office]:
    """Every office, also one that is being founded, by the name of its region."""
    return list(await db.scalars(select(Office).order_by(Office.area, Office.id)))


async def open_ones(db: AsyncSession) -> list[Office]:
    """The offices that owners may choose, by the name of their region."""
    rows = await db.scalars(select(Office).where(Office.is_open).order_by(Office.area))
    return list(rows)


async def are_several(db: AsyncSession) -> bool:
    """Whether owners have a choice."""
    counted = select(func.count()).where(Office.is_open)
    return (await db.scalar(counted) or 0) > 1


async def by_ids(db: AsyncSession, ids: Iterable[int]) -> list[Office]:
    """These offices, by the name of their region."""
    return list(await db.scalars(select(Office).where(Office.id.in_(set(ids))).order_by(Office.area)))


async def known(db: AsyncSession, office_id: int) -> Office | None:
    """The office with this id, if there is one."""
    return await db.get(Office, office_id)


async def by_id(db: AsyncSession, office_id: int) -> Office:
    """The office with this id; it must exist."""
    return await the(db, Office, office_id)


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
