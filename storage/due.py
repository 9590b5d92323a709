"""What people are reminded of, derived from the things themselves: one query a kind, each of rows of
contact_id, subject and anchor, the local day from which the days of a reminder are counted.

What is done, gone, withdrawn or no more one's own is in none of them: so it ends the reminder.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, literal, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.consent import is_withdrawn
from storage.contact import Contact
from storage.production_report import ProductionReport
from storage.record import PARTS
from storage.returned_field import IS_OPEN, ReturnedField
from storage.run import Run

OLDEST = timedelta(days=60)
"""What was left or returned longer ago than this is not asked for any more."""
AHEAD = timedelta(days=120)
"""No reminder is said longer before its day."""


@dataclass(frozen=True)
class Here:
    """What the queries go by: an office, on one of its days."""

    office_id: int
    today: date
    midnight: datetime
    """When that day began."""
    offset: timedelta
    """Local time less UTC."""
    forms: tuple[str, ...]
    """The forms of which an owner's record is made, parts excepted."""
    month: date
    month_began: datetime
    period: str
    """The report period that ended last, by its key."""
    period_end: date
    period_ended: datetime


Due = Callable[[Here], Select[int, int, date]]


class local_day(GenericFunction[date]):
    """The local day of a moment, or of a day kept as text: its arguments are the column and the offset."""

    type = Date()
    inherit_cache = True


@compiles(local_day, "sqlite")
def _on_sqlite(element: local_day, compiler: SQLCompiler, **kw: Any) -> str:
    column, seconds = element.clauses
    return f"date({compiler.process(column, **kw)}, {compiler.process(seconds, **kw)} || ' seconds')"


@compiles(local_day, "postgresql")
def _on_postgresql(element: local_day, compiler: SQLCompiler, **kw: Any) -> str:
    column, seconds = element.clauses
    moment = f"CAST({compiler.process(column, **kw)} AS TIMESTAMP)"
    return f"CAST({moment} + CAST({compiler.process(seconds, **kw)} || ' seconds' AS INTERVAL) AS DATE)"


def _day_of(column: Any, offset: timedelta = timedelta(0)) -> ColumnElement[date]:
    return local_day(column, literal(f"{int(offset.total_seconds()):+d}"))


def _registered(here: Here) -> tuple[ColumnElement[bool], ...]:
    """A registered business of the office whose owner did not withdraw consent; the owner is reminded."""
    return (
        Business.office_id == here.office_id,
        Business.removed_at.is_(None),
        Business.number.is_not(None),
        BusinessContact.invited_by.is_(None),
        ~is_withdrawn(),
    )


def forms(here: Here) -> Select[int, int, date]:
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
        select(Run.contact_id, Run.id.label("subject"), _day_of(Run.touched_at, here.offset).label("anchor"))
        .join(Contact, Contact.id == Run.contact_id)
        .where(
            Contact.office_id == here.office_id,
            Run.finished_at.is_(None),
            Run.touched_at >= here.midnight - OLDEST,
            Run.progress["is_single"].as_boolean().is_not(True),
            or_(and_(Run.form.in_(here.forms), Run.subject.in_(speaks)), *of_parts),
        )
    )


def missing(here: Here) -> Select[int, int, date]:
    """Records that are not complete, from the first of the month on; not of who came in the same month."""
    return (
        select(
            BusinessContact.contact_id,
            Business.id.label("subject"),
            literal(here.month, Date).label("anchor"),
        )
        .join(BusinessContact)
        .where(
            *_registered(here),
            Business.completeness < 100,
            BusinessContact.since < here.month_began,
            Business.submitted_at < here.month_began,
        )
    )


def returned(here: Here) -> Select[int, int, date]:
    """Answers that an officer gave back, from that day on."""
    day = _day_of(ReturnedField.returned_at, here.offset)
    return (
        select(BusinessContact.contact_id, ReturnedField.id.label("subject"), day.label("anchor"))
        .join(Business, Business.id == ReturnedField.business_id)
        .join(BusinessContact, BusinessContact.business_id == Business.id)
        .where(*_registered(here), *IS_OPEN, ReturnedField.returned_at >= here.midnight - OLDEST)
    )


def certificates(here: Here) -> Select[int, int, date]:
    """Papers that are held and have an end that is not past."""
    return (
        select(
            BusinessContact.contact_id,
            Certificate.id.label("subject"),
            _day_of(Certificate.expires_on).label("anchor"),
        )
        .join(Business, Business.id == Certificate.business_id)
        .join(BusinessContact, BusinessContact.business_id == Business.id)
        .where(
            *_registered(here),
            Certificate.is_held.is_(True),
            Certificate.removed_at.is_(None),
            Certificate.expires_on.between(here.today.isoformat(), (here.today + AHEAD).isoformat()),
        )
    )


def reports(here: Here) -> Select[int, int, date]:
    """Businesses without a report of the period that ended last; not of who came only afterwards."""
    handed_in = select(ProductionReport.business_id).where(
        ProductionReport.period == here.period, ProductionReport.submitted_at.is_not(None)
    )
    return (
        select(
            BusinessContact.contact_id,
            Business.id.label("subject"),
            literal(here.period_end, Date).label("anchor"),
        )
        .join(BusinessContact)
        .where(
            *_registered(here),
            BusinessContact.since < here.period_ended,
            Business.id.not_in(handed_in),
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
