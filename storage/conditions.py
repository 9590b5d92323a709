"""What each part of a segment means in SQL: conditions on the business, its papers, products and people."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, String, and_, case, func, literal, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from storage.broadcast import Broadcast
from storage.business import ASSISTED, BY_OWNER, DRAFT, Business, BusinessContact
from storage.certificate import Certificate
from storage.consent import is_withdrawn, was_withdrawn
from storage.contact import Contact
from storage.delivery import Delivery, may_have_come
from storage.outbox import Outbox
from storage.part_conditions import UNKNOWN, conditions_of_parts
from storage.product import Product

if TYPE_CHECKING:
    from storage.segment import Segment

TELEGRAM, PHONE, NONE = "telegram", "phone", "none"
BILLION = 1_000_000_000

Condition = ColumnElement[bool]


def conditions(segment: "Segment", office_id: int, *, of_few: bool = False) -> list[Condition]:
    """All that a business of this office must be to belong to the segment.

    `of_few` is for a query that says itself which few businesses are meant, by whom they are spoken for: a
    database then looks just at these, and not at all of the office first.

    Whose owner withdrew consent to the register is in none (UU 27/2022 article 40), and neither is what was
    begun for an owner who has not agreed yet.
    """
    is_agreed = or_(Business.origin != ASSISTED, Business.agreed_at.is_not(None))
    here = Business.office_id + 0 == office_id if of_few else Business.office_id == office_id
    withdrawn = was_withdrawn() if of_few else is_withdrawn()
    wanted = [here, Business.removed_at.is_(None), is_agreed, ~withdrawn]
    if not segment.drafts:
        wanted.append(or_(Business.state != DRAFT, Business.number.is_not(None), Business.origin != BY_OWNER))
    return [
        *wanted,
        *_of_the_record(segment),
        *_of_the_times(segment),
        *(_has_paper(kind) for kind in segment.held),
        *(~_has_paper(kind) for kind in segment.lacking),
        *(_makes(words) for words in segment.products),
        *([_has_words(segment.words, office_id)] if segment.words else []),
        *conditions_of_parts(segment),
        *([reach() == segment.reach] if segment.reach else []),
        *([_unnotified(segment, office_id, of_few)] if segment.unnotified_from else []),
    ]


def _of_the_record(segment: "Segment") -> list[Condition]:
    wanted = []
    for column, values in (
        (Business.district, segment.districts),
        (Business.village, segment.villages),
        (Business.sector, (segment.sector,)),
        (Business.branch, (segment.branch,)),
        (Business.level, (segment.level,)),
        (size_class(), (segment.size,)),
    ):
        if any(values):
            wanted.append(_among(column, values))
    if segment.kbli:
        is_unknown = segment.kbli == UNKNOWN
        wanted.append(Business.kbli.is_(None) if is_unknown else Business.kbli.startswith(segment.kbli))
    if segment.state:
        wanted.append(Business.state == segment.state)
    if segment.assigned_to is not None:
        wanted.append(Business.assigned_to.is_not_distinct_from(segment.assigned_to or None))
    return wanted


def _of_the_times(segment: "Segment") -> list[Condition]:
    bounds: tuple[tuple[Any, Callable[[Any], Condition]], ...] = (
        (segment.filled_from, Business.completeness.__ge__),
        (segment.filled_to, Business.completeness.__le__),
        (segment.made_from, Business.created_at.__ge__),
        (segment.made_to, Business.created_at.__lt__),
        (segment.changed_since, Business.changed_at.__ge__),
    )
    return [compared(bound) for bound, compared in bounds if bound is not None]


def _unnotified(segment: "Segment", office_id: int, of_few: bool) -> Condition:
    """None of its people got a notice of this office, or may have got one."""
    told = (
        select(BusinessContact.business_id)
        .join(Delivery, BusinessContact.contact_id == Delivery.contact_id)
        .join(Outbox, Outbox.id == Delivery.outbox_id)
        .join(Broadcast, Broadcast.id == Delivery.broadcast_id)
        .where(
            Broadcast.office_id + 0 == office_id,
            Broadcast.started_at < segment.unnotified_to,
            may_have_come(),
            or_(Outbox.ended_at.is_(None), Outbox.ended_at >= segment.unnotified_from),
        )
    )
    if of_few:
        return ~told.where(BusinessContact.business_id == Business.id).correlate(Business).exists()
    return Business.id.not_in(told)


def _among(column: Any, values: tuple[str, ...]) -> Condition:
    known = [value for value in values if value != UNKNOWN]
    told: Condition = column.in_(known)
    return or_(told, column.is_(None)) if UNKNOWN in values else told


def _has_paper(kind: str) -> Condition:
    holding = select(Certificate.business_id).where(
        Certificate.kind == kind, Certificate.is_held.is_(True), Certificate.removed_at.is_(None)
    )
    return Business.id.in_(holding)


def _makes(words: str) -> Condition:
    listed = select(Product.business_id).where(
        Product.name.icontains(words, autoescape=True), Product.removed_at.is_(None)
    )
    return or_(Business.main_product.icontains(words, autoescape=True), Business.id.in_(listed))


def _has_words(words: tuple[str, ...], office_id: int) -> Condition:
    """Each word, or one of what it may be taken for ("a|b"), stands in the line that a business is found by.

    Asked of that line alone, so that an index answers it and no whole row is read.
    """
    line = aliased(Business)
    found = select(line.id).where(
        line.office_id == office_id,
        *(or_(*(line.search.contains(one, autoescape=True) for one in word.split("|"))) for word in words),
    )
    return Business.id.in_(found)


def closeness(words: tuple[str, ...]) -> ColumnElement[int]:
    """How far it is from what was typed: the least where the name begins so, and where the likeliest reading
    of each word stands as a word of its own."""
    readings = [[one.strip() for one in word.split("|")] for word in words]
    begins = or_(*(Business.search.startswith(f" {one}", autoescape=True) for one in readings[0]))
    return sum(map(_farness, readings), start=case((begins, 0), else_=2))


def _farness(readings: list[str]) -> ColumnElement[int]:
    """How far down the readings, likeliest first, stands one that is a word of the line or begins one."""
    steps = [
        (Business.search.contains(words, autoescape=True), 3 * place + is_begin)
        for place, one in enumerate(readings)
        for is_begin, words in enumerate((f" {one} ", f" {one}"))
    ]
    return case(*steps, else_=3 * len(readings))


def size_class() -> ColumnElement[Any]:
    """small, medium or large: as an officer confirmed it, else after Permenperin 64/2016 from all workers and
    the investment without land and buildings; empty where that is not known or a told range spans two."""
    highest = func.coalesce(func.nullif(Business.investment_high, 0), Business.investment)
    low, high = _class_of(Business.investment), _class_of(highest)
    return case((Business.size_class.is_not(None), Business.size_class), (low == high, low), else_=null())


def _class_of(investment: Any) -> ColumnElement[Any]:
    workers = Business.workers_male + Business.workers_female
    small, medium, large = (literal(name, String) for name in ("small", "medium", "large"))
    return case(
        (or_(workers.is_(None), investment.is_(None)), null()),
        (and_(workers <= 19, investment < BILLION), small),
        (or_(workers <= 19, investment <= 15 * BILLION), medium),
        else_=large,
    )


def reach() -> ColumnElement[str]:
    """telegram: somebody speaks for it whom the bot can write to; phone: a number only; none: neither."""
    reachable = (
        select(BusinessContact.business_id)
        .join(Contact, Contact.id == BusinessContact.contact_id)
        .where(Contact.unreachable_at.is_(None))
    )
    return case(
        (Business.id.in_(reachable), literal(TELEGRAM, String)),
        (Business.phone.is_not(None), literal(PHONE, String)),
        else_=literal(NONE, String),
    )


def completeness_band() -> ColumnElement[Any]:
    """The lower end of the quarter that the completeness is in: 0, 25, 50, 75, and 100 by itself."""
    filled = Business.completeness
    return case(
        (filled.is_(None), null()),
        (filled >= 100, 100),
        *((filled >= low, low) for low in (75, 50, 25)),
        else_=0,
    )


GROUPS: dict[str, InstrumentedAttribute[Any]] = {
    "districts": Business.district,
    "villages": Business.village,
    "sector": Business.sector,
    "branch": Business.branch,
    "state": Business.state,
    "level": Business.level,
    "assigned_to": Business.assigned_to,
}
"""Parts of a segment that are one column of the business."""


def group_of(part: str) -> ColumnElement[Any]:
    """What the businesses are counted by, for a part of a segment that has few values."""
    derived = {"size": size_class, "reach": reach, "filled": completeness_band}
    return derived[part]() if part in derived else GROUPS[part].expression
