"""Records that may be the same business as one that somebody is about to begin: same phone, NIB or name."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.business import Business
from storage.certificate import Certificate


async def with_phone(db: AsyncSession, office_id: int, phone: str) -> list[Business]:
    """All records of the office with this number, claimed ones too."""
    rows = await db.scalars(
        select(Business).where(
            Business.office_id == office_id, Business.phone == phone, Business.removed_at.is_(None)
        )
    )
    return list(rows)


async def with_nib(db: AsyncSession, office_id: int, nib: str) -> list[Business]:
    """All records of the office with this NIB."""
    rows = await db.scalars(
        select(Business)
        .join(Certificate)
        .where(
            Business.office_id == office_id,
            Business.removed_at.is_(None),
            Certificate.kind == "nib",
            Certificate.number == nib,
            Certificate.removed_at.is_(None),
        )
    )
    return list(rows)


async def named(
    db: AsyncSession, office_id: int, villages: Collection[str]
) -> list[tuple[int, str | None, str | None]]:
    """Id, name and owner's name of every record in these villages."""
    districts = {village.rpartition(".")[0] for village in villages}
    names = select(Business.id, Business.name, Business.owner_name).where(
        Business.office_id == office_id,
        Business.district.in_(districts),
        Business.village.in_(villages),
        Business.removed_at.is_(None),
    )
    return [(row.id, row.name, row.owner_name) for row in await db.execute(names)]


async def by_ids(db: AsyncSession, office_id: int, ids: Collection[int]) -> list[Business]:
    """These records of the office, oldest first."""
    rows = await db.scalars(
        select(Business)
        .where(Business.office_id == office_id, Business.id.in_(ids), Business.removed_at.is_(None))
        .order_by(Business.id)
    )
    return list(rows)
