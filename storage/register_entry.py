"""The register as a list is compared with it: what each business tells, and the numbers of its papers."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.import_row import GIVEN


async def entries(
    db: AsyncSession, office_id: int, ids: Collection[int] | None = None
) -> list[dict[str, Any]]:
    """Every business of the office, or those of these ids: id, number, the columns that it answers, and
    `papers` with the number by kind; an empty one is "not yet", None is held without a number told; and
    `has_owner` where somebody speaks for it here."""
    mine = [Business.office_id == office_id, Business.removed_at.is_(None)]
    if ids is not None:
        mine.append(Business.id.in_(ids))
    names = ("id", "number", *GIVEN)
    found = await db.execute(select(*(getattr(Business, name) for name in names)).where(*mine))
    told = [
        {name: value for name, value in zip(names, row, strict=True) if value is not None} for row in found
    ]
    papers, owned = await _papers(db, mine), await _owned(db, mine)
    for entry in told:
        if entry["id"] in owned:
            entry["has_owner"] = True
        if entry["id"] in papers:
            entry["papers"] = papers[entry["id"]]
    return told


async def with_same(db: AsyncSession, office_id: int, nib: str | None, phone: str | None) -> list[int]:
    """The businesses of the office with this NIB or phone number, a few at most."""
    held = select(Certificate.business_id).where(
        Certificate.kind == "nib", Certificate.number == nib, Certificate.removed_at.is_(None)
    )
    among = [Business.phone == phone] if phone else []
    among += [Business.id.in_(held)] if nib else []
    if not among:
        return []
    mine = (Business.office_id == office_id, Business.removed_at.is_(None))
    return list(await db.scalars(select(Business.id).where(*mine, or_(*among)).limit(5)))


async def _owned(db: AsyncSession, mine: list[Any]) -> set[int]:
    spoken_for = select(BusinessContact.business_id).join(Business).where(*mine)
    return set(await db.scalars(spoken_for))


async def _papers(db: AsyncSession, mine: list[Any]) -> dict[int, dict[str, str | None]]:
    held = select(Certificate.business_id, Certificate.kind, Certificate.is_held, Certificate.number)
    found = await db.execute(
        held.join(Business, Business.id == Certificate.business_id)
        .where(*mine, Certificate.removed_at.is_(None))
        .order_by(Certificate.id)
    )
    papers: dict[int, dict[str, str | None]] = {}
    for business_id, kind, is_held, number in found:
        papers.setdefault(business_id, {})[kind] = number if is_held else ""
    return papers
