"""A segment: a frozen filter over the register of one office, kept as JSON, and the SELECT that it means.

Lists, exports, notices and whatever is done to many at once all go by one. The office is no part of it: it is
given to each query, and stands inside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.audit import digest_of
from storage.base import Base
from storage.business import Business
from storage.certificate import Certificate
from storage.conditions import NONE, PHONE, TELEGRAM, closeness, conditions, group_of, reach

SETS = (
    "districts",
    "villages",
    "products",
    "held",
    "lacking",
    "makes",
    "units",
    "reported",
    "unreported",
    "reported_units",
)
"""Parts of which the order says nothing."""
MOMENTS = frozenset({"made_from", "made_to", "changed_since", "unnotified_from", "unnotified_to"})


@dataclass(frozen=True)
class Segment:
    """Which businesses are meant; what is left as it is asks for nothing.

    "unknown" (storage.conditions.UNKNOWN) as a district, village, sector, branch, kbli, size or level means
    those where it is not told.
    """

    districts: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    """Kemendagri codes; any of them."""
    sector: str = ""
    branch: str = ""
    products: tuple[str, ...] = ()
    """Words of the main or another product; all of them."""
    kbli: str = ""
    """A code or how it begins."""
    size: str = ""
    """small, medium or large, confirmed or indicative."""
    filled_from: int | None = None
    filled_to: int | None = None
    """Per cent of the record, both ends included; what is not measured yet is in no such segment."""
    state: str = ""
    level: str = ""
    assigned_to: int | None = None
    """Contact of the officer who looks after it; 0 for those that nobody looks after."""
    held: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    """Kinds of papers that are all there, and that are all missing (or not told)."""
    makes: tuple[str, ...] = ()
    """Activities, any of them: "10794/2025" (KBLI and edition), the main product's words where there is no
    code, or unknown."""
    units: tuple[str, ...] = ()
    """Units in which the capacity is told, any of them; or unknown."""
    area: str = ""
    channel: str = ""
    material: str = ""
    help: str = ""
    constraint: str = ""
    """Where and how it sells, what it needs, what help it wants, what is difficult; or unknown."""
    reported: tuple[str, ...] = ()
    unreported: tuple[str, ...] = ()
    """Periods of production reports: one of them handed in, or none; "all" for any period."""
    reported_units: tuple[str, ...] = ()
    """The unit of such a report, any of them; or unknown."""
    reach: str = ""
    """telegram, phone or none."""
    made_from: datetime | None = None
    made_to: datetime | None = None
    """When it came into the register; the end is excluded."""
    changed_since: datetime | None = None
    unnotified_from: datetime | None = None
    unnotified_to: datetime | None = None
    """None of its people got a notice since the first moment; the second one is when that was asked for, and
    notices that began later, such as the one to this very segment, do not count."""
    words: tuple[str, ...] = ()
    """Words to search, as storage.searchable.normal spells them: each, or one of its readings ("a|b")."""
    drafts: bool = False
    """Owners' drafts that were never saved are meant too."""

    def __post_init__(self) -> None:
        for name in SETS:
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    def as_dict(self) -> dict[str, Any]:
        """Only what is asked for, as plain values for JSON."""
        asked = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: _plain(value) for name, value in asked.items() if value != DEFAULTS[name]}

    @staticmethod
    def from_dict(kept: Mapping[str, Any]) -> "Segment":
        """The segment that was kept; ValueError if it asks for something that this program does not know."""
        known = {one.name for one in fields(Segment)}
        if not set(kept) <= known:
            raise ValueError("a filter of another program")
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()
        }
        for name in MOMENTS & set(values):
            values[name] = datetime.fromisoformat(values[name])
        return Segment(**values)

    def without(self, *names: str) -> "Segment":
        """The segment that does not ask for these parts."""
        return replace(self, **{name: DEFAULTS[name] for name in names})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


DEFAULTS: dict[str, Any] = {part.name: part.default for part in fields(Segment)}


class SavedSegment(Base):
    """A filter that a list on somebody's screen goes by; it is never changed, only replaced by another."""

    __tablename__ = "segment"
    __table_args__ = (Index("uq_segment_kept", "contact_id", "office_id", "digest", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the filter: the same one is kept once for a person."""
    filter: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    """When it was asked for last."""


async def keep(db: AsyncSession, segment: Segment, office_id: int, contact_id: int, now: datetime) -> int:
    """The number under which this person's buttons name the segment."""
    kept = segment.as_dict()
    digest = digest_of(kept)
    row: SavedSegment | None = await db.scalar(
        select(SavedSegment).where(
            SavedSegment.contact_id == contact_id,
            SavedSegment.office_id == office_id,
            SavedSegment.digest == digest,
        )
    )
    if row is None:
        row = SavedSegment(
            office_id=office_id, contact_id=contact_id, digest=digest, filter=kept, made_at=now
        )
        db.add(row)
    row.made_at = now
    await db.flush()
    return row.id


async def load(db: AsyncSession, segment_id: int, office_id: int, contact_id: int) -> Segment | None:
    """The segment of this number, if it is this person's and of this office."""
    row = await db.get(SavedSegment, segment_id)
    if row is None or row.office_id != office_id or row.contact_id != contact_id:
        return None
    return Segment.from_dict(row.filter)


async def newest(db: AsyncSession, office_id: int, contact_id: int) -> int:
    """The number of the segment that this person asked for last; 0 if there is none."""
    asked = select(SavedSegment.id).where(
        SavedSegment.contact_id == contact_id, SavedSegment.office_id == office_id
    )
    return await db.scalar(asked.order_by(SavedSegment.made_at.desc(), SavedSegment.id.desc()).limit(1)) or 0


def ids(segment: Segment, office_id: int) -> Select[int]:
    """The SELECT that a segment means in an office: the ids of its businesses, in no order."""
    return select(Business.id).where(*conditions(segment, office_id))


async def count(db: AsyncSession, segment: Segment, office_id: int) -> int:
    """How many businesses there are in it."""
    return await db.scalar(select(func.count()).select_from(ids(segment, office_id).subquery())) or 0


@dataclass(frozen=True)
class Entry:
    """A business as it stands in a list."""

    id: int
    name: str | None
    owner_name: str | None
    number: str | None
    district: str | None
    village: str | None


async def page(
    db: AsyncSession, segment: Segment, office_id: int, limit: int, offset: int = 0
) -> list[Entry]:
    """A stretch of the list: by name, and of a search the best first."""
    columns = (getattr(Business, one.name) for one in fields(Entry))
    order = [closeness(segment.words)] if segment.words else []
    wanted = (
        select(*columns).where(*conditions(segment, office_id)).order_by(*order, Business.search, Business.id)
    )
    return [Entry(*row) for row in await db.execute(wanted.limit(limit).offset(offset))]


@dataclass(frozen=True)
class Reached:
    """How the people of a segment can be reached; the three make its count."""

    telegram: int
    phone: int
    none: int

    @property
    def count(self) -> int:
        return self.telegram + self.phone + self.none


async def reached(db: AsyncSession, segment: Segment, office_id: int) -> Reached:
    """How many are on Telegram, have a phone only, or neither, with one query."""
    found = await counts(db, segment, office_id, "reach")
    return Reached(found.get(TELEGRAM, 0), found.get(PHONE, 0), found.get(NONE, 0))


async def reached_by(db: AsyncSession, business_id: int) -> str:
    """How one business can be reached: telegram, phone or none."""
    return await db.scalar(select(reach()).where(Business.id == business_id)) or NONE


async def counts(db: AsyncSession, segment: Segment, office_id: int, part: str) -> dict[Any, int]:
    """How many of the segment there are for each value of a part (of `filled`: for each quarter's lower end);
    None stands for those where it is not told."""
    by = group_of(part).label("value")
    rows = await db.execute(select(by, func.count()).where(*conditions(segment, office_id)).group_by("value"))
    return {value: number for value, number in rows}


async def papers(db: AsyncSession, segment: Segment, office_id: int) -> dict[str, int]:
    """How many of the segment hold each kind of paper."""
    rows = await db.execute(
        select(Certificate.kind, func.count(Certificate.business_id.distinct()))
        .where(
            Certificate.is_held.is_(True),
            Certificate.removed_at.is_(None),
            Certificate.business_id.in_(ids(segment, office_id)),
        )
        .group_by(Certificate.kind)
    )
    return {kind: number for kind, number in rows}
