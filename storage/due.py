"""What people are reminded of, derived from the things themselves: one query a kind, each of rows of contact,
subject and anchor: the moment or day from which the days of a reminder are counted.

What is done, gone, withdrawn or no more one's own is in none of them: so it ends the reminder.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, literal, or_, select

from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.consent import has_refused
from storage.contact import Contact
from storage.production_report import ProductionReport
from storage.record import PARTS
from storage.returned_field import IS_OPEN, ReturnedField
from storage.run import Run

OLDEST = timedelta(days=60)
"""What was left or returned longer ago than this is not asked for any more."""
AHEAD = timedelta(days=120)
"""No reminder is said longer before its day."""
LONGEST = timedelta(days=200)
"""Nothing that is due is counted from a day longer ago than this."""


@dataclass(frozen=True)
class Here:
    """What the queries go by: an office, on one of its days, and a few contacts at a time."""

    office_id: int
    today: date
    midnight: datetime
    """When that day began."""
    forms: tuple[str, ...]
    """The forms of which an owner's record is made, parts excepted."""
    month: date
    month_began: datetime
    period: str
    """The report period that ended last, by its key."""
    period_end: date
    period_ended: datetime
    after: int
    to: int
    """Contacts with a greater number than the one, up to the other."""


Due = Callable[[Here], Select[int, int, Any]]


def _registered(here: Here) -> tuple[ColumnElement[bool], ...]:
    """A registered business of the office whose owner did not withdraw consent; the owner is reminded."""
    return (
        Business.office_id + 0 == here.office_id,  # or SQLite begins with all of the office
        Business.removed_at.is_(None),
        Business.number.is_not(None),
        BusinessContact.invited_by.is_(None),
        BusinessContact.contact_id > here.after,
        BusinessContact.contact_id <= here.to,
        ~has_refused(BusinessContact.contact_id),
    )


def forms(here: Here) -> Select[int, int, Any]:
    """Parts of a record that somebody began and left, from the last answer on; no single questions."""
    speaks = select(BusinessContact.business_id).where(BusinessContact.contact_id == Run.contact_id)
    of_parts = [
        and_(
            Run.form == name,
            Run.subject.in_(
                select(table.id).where(table.removed_at.is_(None), table.business_id.in_(speaks))
            ),
        )
        for name, table in PARTS.items()
    ]
    return (
        select(Run.contact_id, Run.id, Run.touched_at)
        .join(Contact, Contact.id == Run.contact_id)
        .where(
            Contact.office_id == here.office_id,
            Run.contact_id > here.after,
            Run.contact_id <= here.to,
            Run.finished_at.is_(None),
            Run.touched_at >= here.midnight - OLDEST,
            Run.progress["is_single"].as_boolean().is_not(True),
            or_(and_(Run.form.in_(here.forms), Run.subject.in_(speaks)), *of_parts),
        )
    )


def missing(here: Here) -> Select[int, int, Any]:
    """Records that are not complete, from the first of the month on; not of who came in the same month."""
    return (
        select(BusinessContact.contact_id, Business.id, literal(here.month, Date))
        .join(BusinessContact)
        .where(
            *_registered(here),
            Business.completeness < 100,
            BusinessContact.since < here.month_began,
            Business.submitted_at < here.month_began,
        )
    )


def returned(here: Here) -> Select[int, int, Any]:
    """Answers that an officer gave back, from that day on."""
    return (
        select(BusinessContact.contact_id, ReturnedField.id, ReturnedField.returned_at)
        .join(Business, Business.id == ReturnedField.business_id)
        .join(BusinessContact, BusinessContact.business_id == Business.id)
        .where(*_registered(here), *IS_OPEN, ReturnedField.returned_at >= here.midnight - OLDEST)
    )


def certificates(here: Here) -> Select[int, int, Any]:
    """Papers that are held and have an end that is not past."""
    return (
        select(BusinessContact.contact_id, Certificate.id, Certificate.expires_on)
        .join(Business, Business.id == Certificate.business_id)
        .join(BusinessContact, BusinessContact.business_id == Business.id)
        .where(
            *_registered(here),
            Certificate.is_held.is_(True),
            Certificate.removed_at.is_(None),
            Certificate.expires_on.concat("").between(  # or SQLite begins with all papers of these months
                here.today.isoformat(), (here.today + AHEAD).isoformat()
            ),
        )
    )


def reports(here: Here) -> Select[int, int, Any]:
    """Businesses without a report of the period that ended last; not of who came only afterwards."""
    handed_in = select(ProductionReport.id).where(
        ProductionReport.business_id == Business.id,
        ProductionReport.period == here.period,
        ProductionReport.submitted_at.is_not(None),
    )
    return (
        select(BusinessContact.contact_id, Business.id, literal(here.period_end, Date))
        .join(BusinessContact)
        .where(
            *_registered(here),
            BusinessContact.since < here.period_ended,
            ~handed_in.exists(),
        )
    )


DUE: dict[str, Due] = {
    "returned": returned,
    "certificate": certificates,
    "report": reports,
    "form": forms,
    "missing": missing,
}
"""By the kind of reminder."""
