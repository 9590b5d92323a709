"""The register as a list is compared with it: what each business tells, and the numbers of its papers."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.consent import is_withdrawn
from storage.import_row import GIVEN


async def entries(
    db: AsyncSession, office_id: int, ids: Collection[int] | None = None
) -> list[dict[str, Any]]:
    """Every business of the office, or those of these ids: id, number, the columns that it answers, and
    `papers` with the number by kind; an empty one is "not yet", None is held without a number told;
    `paper_words` with what is kept as it is in place of a number; `has_owner` where somebody speaks for it
    here, and `has_withdrawn` where its owner has withdrawn consent."""
    mine = [Business.office_id == office_id, Business.removed_at.is_(None)]
    if ids is not None:
        mine.append(Business.id.in_(ids))
    names = ("id", "number", *GIVEN)
    found = await db.execute(select(*(getattr(Business, name) for name in names)).where(*mine))
    told = [
        {name: value for name, value in zip(names, row, strict=True) if value is not None} for row in found
    ]
    beside = await _papers(db, mine)
    spoken_for = select(BusinessContact.business_id, is_withdrawn()).join(Business).where(*mine)
    withdrawn = {business_id: bool(is_so) for business_id, is_so in await db.execute(spoken_for)}
    for entry in told:
        if entry["id"] in withdrawn:
            entry["has_owner"] = True
            entry |= {"has_withdrawn": True} if withdrawn[entry["id"]] else {}
        entry |= beside.get(entry["id"], {})
    return told


async def by_id(db: AsyncSession, office_id: int, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """The businesses of these ids, as far as they are the office's."""
    return {entry["id"]: entry for entry in await entries(db, office_id, ids)} if ids else {}


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


async def _papers(db: AsyncSession, mine: list[Any]) -> dict[int, dict[str, Any]]:
    """`papers` and `paper_words` of each business that has some."""
    held = Certificate.kind, Certificate.is_held, Certificate.number, Certificate.flagged
    found = await db.execute(
        select(Certificate.business_id, *held)
        .join(Business, Business.id == Certificate.business_id)
        .where(*mine, Certificate.removed_at.is_(None))
        .order_by(Certificate.id)
    )
    told: dict[int, dict[str, Any]] = {}
    for business_id, kind, is_held, number, flagged in found:
        one = told.setdefault(business_id, {"papers": {}})
        one["papers"][kind] = number if is_held else ""
        if flagged and "number" in flagged:
            one.setdefault("paper_words", {})[kind] = flagged["number"]
    return told
