"""The production report of a period, due by quarter or month as the office wants it.

Bot:  Produksi Triwulan IV 2026
      Triwulan III 2026: 4.500 bungkus, Rp45.000.000
      [Sama seperti lalu] [Isi laporan]
"""

from typing import Any

from dialogue.i18n import Lines, Shown, _, lines
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.period import Period, period_named, period_of
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.production import PRODUCTION
from dialogue.record import MENU, barred, changes, kept, told, under
from dialogue.turn import FormRoute, Route, Turn
from storage import answer, authority, business, consent, office, part, production_report, returned_field
from storage.base import columns_of
from storage.production_report import ProductionReport

KEPT = ("quantity", "quantity_high", "quantity_about", "quantity_unit")
KEPT_MONEY = ("price", "price_high", "price_about", "value", "value_high", "value_about")


async def _now(turn: Turn) -> Period:
    here = await office.by_id(turn.db, turn.office)
    return period_of(turn.today, here.report_period)


async def _period(turn: Turn) -> Period | None:
    """The period that the arguments name, this one if they name none; None if it is over for reports.

    A report is taken for this period and for the one before it.
    """
    now = await _now(turn)
    asked = turn.args[1] if len(turn.args) > 1 else now.key
    return next((period for period in (now, now.before) if period.key == asked), None)


def _over(turn: Turn) -> list[Message]:
    """For a button of a period that is long past."""
    return [
        Say(_("That period is closed. This is the report that is due now:")),
        Go("production", turn.args[:1]),
    ]


async def production(turn: Turn) -> list[Message]:
    """What is reported of this period and the last, and the ways to report."""
    business_id, period = int(turn.args[0]), await _period(turn)
    if period is None:
        return _over(turn)
    report = await production_report.of_period(turn.db, business_id, period.key)
    earlier = await production_report.of_period(turn.db, business_id, period.before.key)
    is_now = period == await _now(turn)
    late = is_now and not (earlier and earlier.submitted_at)
    before = Button(
        _("Production {period}", period=period.before.title), "production", (business_id, period.before.key)
    )
    if report is not None and report.submitted_at:
        return [_handed_in(business_id, period, report, before if late else None)]
    last = await production_report.last_before(turn.db, business_id, period.key)
    is_new = report is None or (report.quantity is None and not report.flagged)
    can_be_same = last is not None and is_new
    same = (
        Button(_("Same as last time"), "sameproduction", (business_id, period.key)) if can_be_same else None
    )
    begin = Button(_("Fill in the report"), "report", (business_id, period.key))
    told_last = _of_period(period_named(last.period), last) if last else None
    title = _("*Production {period}* ({months})", period=period.title, months=period.span)
    return [Say(lines(title, told_last), column(same, begin, before if late else None, MENU))]


def _of_period(period: Period, report: ProductionReport) -> Shown:
    details = Lines(tuple(told(PRODUCTION, columns_of(report))), "; ")
    return _("{period}: {details}", period=period.title, details=details)


def _handed_in(business_id: int, period: Period, report: ProductionReport, before: Button | None) -> Message:
    title = _("*Production {period}* is handed in.", period=period.title)
    answers_ = columns_of(report)
    buttons = changes(PRODUCTION, answers_, "editreport", (business_id, period.key))
    rest = ((before,),) if before else ()
    return under(Lines((title, *told(PRODUCTION, answers_))), *buttons, *rest, (MENU,))


async def report(turn: Turn) -> list[Message]:
    """Ask for the report of a period."""
    period = await _period(turn)
    if period is None:
        return _over(turn)
    return [Ask("production", (await _begun(turn, period)).id)]


async def _begun(turn: Turn, period: Period) -> ProductionReport:
    found = await production_report.of_period(turn.db, int(turn.args[0]), period.key)
    return found or await part.add(turn.db, ProductionReport, int(turn.args[0]), turn.now, period=period.key)


async def same(turn: Turn) -> list[Message]:
    """Hand in the same as last time, with one press; what was told of this period already is kept."""
    business_id, period = int(turn.args[0]), await _period(turn)
    if period is None:
        return _over(turn)
    last = await production_report.last_before(turn.db, business_id, period.key)
    row = await _begun(turn, period)
    if last is None or row.quantity is not None or row.flagged:
        return [Go("production", (business_id, period.key))]
    values = {name: getattr(last, name) for name in (*KEPT, *KEPT_MONEY)}
    await _change(turn, row, "same", values, words=last.period)
    return [Say(_of_period(period, row)), *await finish(turn, row.id)]


async def edit(turn: Turn) -> list[Message]:
    """Ask one question of a report that was handed in again."""
    field, period = turn.args[2] if len(turn.args) > 2 else "", await _period(turn)
    if period is None:
        return _over(turn)
    found = await production_report.of_period(turn.db, int(turn.args[0]), period.key)
    if found is None or found.submitted_at is None or PRODUCTION.field(field) is None:
        return [Go("production", turn.args[:2])]
    return [Ask("production", found.id, field)]


async def choose(turn: Turn) -> list[Message]:
    """The report of the only business, or a choice among several."""
    registered = [one for one in await business.of_contact(turn.db, turn.contact) if one.number]
    if not registered:
        return [Go("register")]
    if len(registered) == 1:
        return [Go("production", (registered[0].id,))]
    choices = [Button(one.name or "", "production", (one.id,)) for one in registered]
    return [Say(_("Which business is it about?"), column(*choices, MENU))]


async def bar(turn: Turn, report_id: int) -> list[Message]:
    """Only who speaks for the business reports for it, with consent to the register."""
    row = await part.by_id(turn.db, ProductionReport, report_id)
    if (
        row is None
        or await authority.business_for(turn.db, turn.contact, authority.EDIT, row.business_id) is None
    ):
        return [Say(_("That is not among your data."), column(MENU))]
    lacking = await consent.lacking(turn.db, turn.contact, row.business_id, VERSION)
    return barred(lacking, turn.contact, row.business_id)


async def answers(turn: Turn, report_id: int) -> dict[str, Any]:
    """The report as it stands."""
    row = await part.by_id(turn.db, ProductionReport, report_id)
    assert row is not None
    return await part.answers_of(turn.db, row)


async def before(turn: Turn, report_id: int) -> dict[str, Any]:
    """The last report that was handed in before this one's period."""
    row = await part.by_id(turn.db, ProductionReport, report_id)
    assert row is not None
    last = await production_report.last_before(turn.db, row.business_id, row.period)
    return columns_of(last) if last else {}


async def write(turn: Turn, report_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Store one answer at once; where nothing was made there is no price and no value."""
    row = await part.by_id(turn.db, ProductionReport, report_id)
    assert row is not None
    if field == "quantity" and columns.get("quantity") == 0:
        columns = {**columns, **dict.fromkeys(KEPT_MONEY)}
    await _change(turn, row, field, columns, words=words)


async def _change(
    turn: Turn, row: ProductionReport, field: str, values: dict[str, Any], *, words: str
) -> None:
    await answer.keep(
        turn.db,
        row,
        "production_report",
        field,
        values,
        words=words,
        business_id=row.business_id,
        contact_id=turn.contact,
        now=turn.now,
    )


async def finish(turn: Turn, report_id: int) -> list[Message]:
    """The report counts as handed in, once it says how much was made."""
    row = await part.by_id(turn.db, ProductionReport, report_id)
    assert row is not None
    if any(not field.optional for field in PRODUCTION.missing(columns_of(row))):
        return [Ask("production", row.id)]
    row.submitted_at = row.submitted_at or turn.now
    thanks = _("Thank you. *Production {period}* is handed in.", period=period_named(row.period).title)
    is_looked_at = await returned_field.is_answered_now(turn.db, row.business_id, turn.now)
    see = Button(_("See the report"), "production", (row.business_id, row.period))
    more = Button(_("Complete the data"), "sections", (row.business_id,))
    return [Say(kept(thanks, is_looked_at=is_looked_at), column(see, more, MENU))]


ROUTES = (
    Route("production", production, right="view business"),
    Route("report", report, right="edit business"),
    Route("sameproduction", same, right="edit business"),
    Route("editreport", edit, right="view business"),
    Route("produce", choose, right="everyone", commands=("produksi",), about=_("Production report")),
)
FORMS = (
    FormRoute(
        PRODUCTION,
        bar,
        answers,
        write,
        finish,
        before=before,
        thing="production_report",
        right="edit business",
    ),
)
