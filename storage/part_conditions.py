"""What a segment asks of the lists and parts of a business: of what the report counts, so that every number
opens the businesses behind it."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, or_, select

from storage.business import Business
from storage.market import Market
from storage.material_need import MaterialNeed
from storage.production_report import ProductionReport

if TYPE_CHECKING:
    from storage.segment import Segment

UNKNOWN = "unknown"
"""As a value of a filter: where nothing is told."""
Condition = ColumnElement[bool]
QUARTER_OF = {f"{month:02d}": f"Q{(month + 2) // 3}" for month in range(1, 13)}


def conditions_of_parts(segment: "Segment") -> list[Condition]:
    """The conditions of those parts of the segment that ask for anything."""
    wanted = []
    for column, value in ((Business.help_wanted, segment.help), (Business.constraints, segment.constraint)):
        if value:
            wanted.append(_ticked(column, value))
    for found, value in (
        (sells(Market.area), segment.area),
        (sells(Market.channel), segment.channel),
        (needs(), segment.material),
    ):
        if value:
            wanted.append(_among(found, value))
    if segment.makes:
        wanted.append(_makes_any(segment.makes))
    if segment.units:
        unit = capacity_unit()
        wanted.append(unit.is_(None) if segment.units == (UNKNOWN,) else unit.in_(segment.units))
    if segment.reported:
        told = [*handed_in(segment.reported), *_in_units(segment.reported_units)]
        wanted.append(Business.id.in_(select(ProductionReport.business_id).where(*told)))
    if segment.unreported:
        late = select(ProductionReport.business_id).where(*handed_in(segment.unreported))
        wanted.append(Business.id.not_in(late))
    return wanted


def ticks(column: Any) -> ColumnElement[str | None]:
    """What was ticked, as JSON text; empty where nothing was."""
    return func.nullif(cast(column, Text), "[]")


def _ticked(column: Any, value: str) -> Condition:
    if value == UNKNOWN:
        return ticks(column).is_(None)
    return cast(column, Text).contains(f'"{value}"', autoescape=True)


def sells(column: Any) -> Select[Any]:
    """Business and value, for each place (Market.area) or way (Market.channel) of selling that is told."""
    return select(Market.business_id, column.label("what")).where(
        Market.removed_at.is_(None), column.is_not(None)
    )


def needs() -> Select[Any]:
    """Business and raw material, in small letters."""
    named = func.lower(func.trim(MaterialNeed.name)).label("what")
    return select(MaterialNeed.business_id, named).where(
        MaterialNeed.removed_at.is_(None), MaterialNeed.name.is_not(None)
    )


def _among(found: Select[Any], value: str) -> Condition:
    rows = found.subquery()
    if value == UNKNOWN:
        return Business.id.not_in(select(rows.c.business_id))
    return Business.id.in_(select(rows.c.business_id).where(rows.c.what == value))


def activity() -> tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]:
    """Code and edition of KBLI; and the main product in small letters where there is no code."""
    words = func.nullif(func.lower(func.trim(Business.main_product)), "")
    return Business.kbli.expression, Business.kbli_edition.expression, case((Business.kbli.is_(None), words))


def _makes_any(makes: tuple[str, ...]) -> Condition:
    """Any of these: "10794/2025", a code and its edition; words of a main product without a code; UNKNOWN."""
    code, edition, words = activity()
    codes = [one.partition("/") for one in makes if one[:5].isdigit() and one[5:6] == "/"]
    told = [one for one in makes if one != UNKNOWN and not (one[:5].isdigit() and one[5:6] == "/")]
    either = [and_(code == kbli, edition.is_not_distinct_from(of or None)) for kbli, _slash, of in codes]
    if told:
        either.append(words.in_(told))
    if UNKNOWN in makes:
        either.append(and_(code.is_(None), words.is_(None)))
    return or_(*either)


def capacity_unit() -> ColumnElement[str | None]:
    """The unit of the production capacity, where there is an amount."""
    return case((Business.capacity.is_not(None), func.nullif(Business.capacity_unit, "")))


def _in_units(units: tuple[str, ...]) -> list[Condition]:
    unit = ProductionReport.quantity_unit
    known = [one for one in units if one != UNKNOWN]
    if not units:
        return []
    return [or_(unit.in_(known), unit.is_(None)) if UNKNOWN in units else unit.in_(known)]


def handed_in(periods: tuple[str, ...]) -> list[Condition]:
    """Reports that count for these periods ("all" for every one): each month once, by the report of its
    quarter where there are both."""
    whole = ProductionReport.__table__.alias("whole")
    month = case(QUARTER_OF, value=func.substr(ProductionReport.period, 6), else_="")
    quarter = func.substr(ProductionReport.period, 1, 5).concat(month)
    has_quarter = (
        select(whole.c.id)
        .where(
            whole.c.business_id == ProductionReport.business_id,
            whole.c.period == quarter,
            whole.c.submitted_at.is_not(None),
            whole.c.removed_at.is_(None),
        )
        .exists()
    )
    counted = [
        ProductionReport.submitted_at.is_not(None),
        ProductionReport.removed_at.is_(None),
        ~has_quarter,
    ]
    return counted if periods == ("all",) else [*counted, ProductionReport.period.in_(periods)]
