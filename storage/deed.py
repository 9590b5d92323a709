"""A deed that is done to a whole filter at once, and those of the filter to whom it can be done."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage import segment
from storage.business import VERIFIED, Business, BusinessContact
from storage.certificate import Certificate
from storage.consent import Consent
from storage.contact import Contact
from storage.returned_field import ReturnedField
from storage.segment import Segment

VERIFY, COMPLETE, ASSIGN = "verify", "complete", "assign"


@dataclass(frozen=True)
class Deed:
    """What is to be done: the kind, its value, the version of the consent that owners must have given, and
    the contact that does it."""

    kind: str
    value: str
    version: str
    by: int

    @property
    def question(self) -> tuple[str, str]:
        """Form and field of what is to be completed."""
        form, _dot, field = self.value.partition(".")
        return form, field


def wanted(asked: Segment, office_id: int, deed: Deed) -> Select[int]:
    """Those of the filter to whom it can be done, ids in no order.

    What is a draft, or whose owner did not consent or withdrew, is left alone; nobody verifies the own
    business; asked to complete something are only those who lack it and can be written to.
    """
    found = segment.ids(asked, office_id).where(Business.number.is_not(None), _agreed(deed.version))
    if deed.kind == VERIFY:
        return found.where(Business.state != VERIFIED, ~_speaks(deed.by))
    if deed.kind == ASSIGN:
        who = int(deed.value)
        return found.where(or_(Business.assigned_to.is_(None), Business.assigned_to != who))
    return found.where(_lacks(*deed.question), _reachable())


async def how_many(db: AsyncSession, asked: Segment, office_id: int, deed: Deed) -> int:
    """How many it would be done to now."""
    meant = wanted(asked, office_id, deed).subquery()
    return await db.scalar(select(func.count()).select_from(meant)) or 0


def _agreed(version: str) -> ColumnElement[bool]:
    """Nobody speaks for it yet, or the one who began it consents to the register."""
    newest = aliased(Consent)
    last = (
        select(func.max(newest.id))
        .where(
            newest.contact_id == BusinessContact.contact_id,
            newest.purpose == "register",
            newest.version == version,
        )
        .correlate(BusinessContact)
        .scalar_subquery()
    )
    owner = and_(BusinessContact.business_id == Business.id, BusinessContact.invited_by.is_(None))
    given = select(Consent.id).where(Consent.id == last, Consent.given.is_(True)).exists()
    return ~select(BusinessContact.business_id).where(owner, ~given).exists()


def _speaks(contact_id: int) -> ColumnElement[bool]:
    mine = (BusinessContact.business_id == Business.id, BusinessContact.contact_id == contact_id)
    return select(BusinessContact.business_id).where(*mine).exists()


def _reachable() -> ColumnElement[bool]:
    return (
        select(BusinessContact.business_id)
        .join(Contact, Contact.id == BusinessContact.contact_id)
        .where(BusinessContact.business_id == Business.id, Contact.unreachable_at.is_(None))
        .exists()
    )


def _lacks(form: str, field: str) -> ColumnElement[bool]:
    """Whether the question has no answer, nor words in its place, nor was asked again already."""
    is_asked = (
        select(ReturnedField.id)
        .where(
            ReturnedField.business_id == Business.id,
            ReturnedField.form == form,
            ReturnedField.field == field,
            ReturnedField.reason != "",
            ReturnedField.answered_at.is_(None),
        )
        .exists()
    )
    if form == "papers":
        paper = select(Certificate.id).where(
            Certificate.business_id == Business.id,
            Certificate.kind == field,
            Certificate.removed_at.is_(None),
        )
        return and_(~paper.exists(), ~is_asked)
    column = getattr(Business, field if hasattr(Business, field) else f"{field}_id")
    flagged = func.coalesce(cast(Business.flagged, String), "")
    return and_(column.is_(None), ~flagged.contains(f'"{field}"', autoescape=True), ~is_asked)
