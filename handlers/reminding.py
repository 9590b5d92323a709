"""Reminders: owed by the clock from what is still to be done, and written when they are sent.

Bot:  Petugas masih menunggu satu isian Keripik Bu Siti: Produksi sebulan.
      [Perbaiki isian ini] [Ingatkan besok] [Jangan ingatkan lagi]
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from dialogue.fields import Choice, YesNo
from dialogue.fields.base import Context
from dialogue.i18n import Shown, _, lines
from dialogue.labels import LABELS
from dialogue.message import Button, Message, Moot, Say, Wait, column
from dialogue.missing import first_missing, is_missing, known, named
from dialogue.period import period_of
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.sections import BY_NAME, SECTIONS, percent, record_of
from dialogue.quiet import DAY, Quiet
from dialogue.record import paper_name
from dialogue.reminding import REMINDERS, Reminding
from dialogue.turn import Notice, Turn
from storage import business, consent, moment, office, part, reminder, returned_field, run, topic
from storage import record as stored
from storage.base import columns_of
from storage.business import Business
from storage.certificate import Certificate
from storage.due import DUE, Due, Here
from storage.office import Office
from storage.reminder import OUTBOX_KIND, Reminder, Step

MOST = 500
"""Reminders that one tick of the clock looks at, so that the database is held for a moment only."""
OF_THE_BUSINESS = tuple(section.name for section in SECTIONS if not section.repeats)
Written = tuple[Shown, tuple[Button, ...]] | Moot
"""The words of a reminder, and the buttons that do the thing."""


@dataclass(frozen=True)
class Line:
    """One kind of reminder: its line in the table, the query that it is derived from, and who writes it."""

    of: Reminding
    due: Due
    write: Callable[[Turn, Reminder, Reminding], Awaitable[Written]]


async def _own(turn: Turn, business_id: int) -> Business | Moot:
    """The business, while this contact speaks for it and consent is given."""
    held = await business.held_by(turn.db, turn.contact, business_id)
    if held is None or held.removed_at is not None:
        return Moot("gone")
    return (
        Moot("consent withdrawn") if await consent.lacking(turn.db, turn.contact, held.id, VERSION) else held
    )


def _name(held: Business) -> Shown:
    return held.name or _("your business")


async def _returned(turn: Turn, row: Reminder, of: Reminding) -> Written:
    back = await returned_field.by_id(turn.db, row.subject)
    held = await _own(turn, back.business_id) if back else Moot("gone")
    if back is None or isinstance(held, Moot):
        return held if isinstance(held, Moot) else Moot("gone")
    words = of.says(name=_name(held), what=LABELS[back.thing, back.field])
    return words, (Button(of.button, "again", (back.id,)),)


async def _certificate(turn: Turn, row: Reminder, of: Reminding) -> Written:
    paper = await part.by_id(turn.db, Certificate, row.subject)
    held = await _own(turn, paper.business_id) if paper else Moot("gone")
    if paper is None or isinstance(held, Moot):
        return held if isinstance(held, Moot) else Moot("gone")
    words = of.says(what=paper_name(columns_of(paper)), name=_name(held), day=row.anchor)
    return words, (Button(of.button, "renew", (row.id,)),)


async def _report(turn: Turn, row: Reminder, of: Reminding) -> Written:
    held = await _own(turn, row.subject)
    if isinstance(held, Moot):
        return held
    here = await office.by_id(turn.db, row.office_id)
    period = period_of(row.anchor, here.report_period)
    words = of.says(what=period.title, name=_name(held))
    return words, (Button(of.button, "production", (held.id, period.key)),)


async def _form(turn: Turn, row: Reminder, of: Reminding) -> Written:
    left = await run.by_id(turn.db, row.subject)
    assert left is not None  # or it would not be due
    table = stored.PARTS.get(left.form)
    thing = await part.by_id(turn.db, table, left.subject) if table else None
    held = await _own(turn, thing.business_id if thing else left.subject)
    if isinstance(held, Moot):
        return held
    section = BY_NAME["papers" if left.form == "certificate" else left.form]
    if held.number and thing is None:
        record = record_of(*await stored.of_business(turn.db, held))
        if not section.form.missing(known(section.form, record)):
            return Moot("already done")
    return of.says(what=section.title, name=_name(held)), (Button(of.button, "goon", (left.id,)),)


async def _missing(turn: Turn, row: Reminder, of: Reminding) -> Written:
    """The message itself asks one question: its buttons answer it, or a reply to the message."""
    held = await _own(turn, row.subject)
    if isinstance(held, Moot):
        return held
    record = record_of(*await stored.of_business(turn.db, held))
    here = await office.by_id(turn.db, held.office_id)
    context = Context(here.region, turn.today, record.business)
    asked = named(row.asked) or first_missing(record, context)
    if asked is None:
        words = _("The data of {name} is {percent}% filled in.", name=_name(held), percent=percent(record))
        return words, (Button(of.button, "sections", (held.id,)),)
    form, field = asked
    if not is_missing(form, field, record):
        return Moot("already done")
    row.asked = f"{form.name}.{field.name}"
    context = Context(here.region, turn.today, known(form, record))
    offers = [one for pair in field.offers(context, 0).buttons for one in pair]
    choices = tuple(Button(label, "answerone", (row.id, value)) for label, value in offers)
    if isinstance(field, Choice | YesNo):
        return lines(of.says(name=_name(held)), field.asks(context)), choices
    reply = _("Answer by a reply to this message.")
    now = Button(of.button, "answernow", (row.id,))
    return lines(of.says(name=_name(held)), field.asks(context), reply), (*choices, now)


WRITE = {
    "returned": _returned,
    "certificate": _certificate,
    "report": _report,
    "form": _form,
    "missing": _missing,
}
LINES = tuple(Line(of, DUE[of.kind], WRITE[of.kind]) for of in REMINDERS)


async def remind(db: Any, now: datetime, *, table: tuple[Line, ...] = LINES) -> None:
    """Owe what is due in each office, from its own hour on, while it may be said."""
    for one in await office.open_ones(db):
        quiet = _quiet(one)
        if quiet.is_open(now) and now >= quiet.at(quiet.day_of(now), one.reminder_hour):
            await _remind(db, one, quiet, now, table)


async def _remind(db: Any, one: Office, quiet: Quiet, now: datetime, table: tuple[Line, ...]) -> None:
    """Everything counts by the day, so once a day is enough; many are owed a stretch at a time."""
    here, name, left = _here(one, quiet, now), f"remind:{one.id}", MOST
    await reminder.say_again(db, one.id, now, here.today)
    last = await moment.known(db, name)
    if last is not None and quiet.day_of(last) == here.today:
        return
    for line in table:
        left -= await reminder.owe(
            db,
            line.due(here),
            kind=line.of.kind,
            office_id=one.id,
            steps=_steps(line.of, one, quiet, here.today),
            until=partial(_until, line.of, one, quiet),
            since=here.midnight,
            now=now,
            most=left,
        )
        if left <= 0:
            return
    await moment.keep(db, name, now)


def _quiet(one: Office) -> Quiet:
    return Quiet(one.zone, one.quiet_from, one.quiet_to)


def _here(one: Office, quiet: Quiet, now: datetime) -> Here:
    today = quiet.day_of(now)
    month, ended = today.replace(day=1), period_of(today, one.report_period).before
    return Here(
        office_id=one.id,
        today=today,
        midnight=quiet.at(today, "00:00"),
        offset=now.astimezone(ZoneInfo(one.zone)).utcoffset() or timedelta(0),
        forms=OF_THE_BUSINESS,
        month=month,
        month_began=quiet.at(month, "00:00"),
        period=ended.key,
        period_end=ended.last,
        period_ended=quiet.at(ended.last + DAY, "00:00"),
    )


def _until(of: Reminding, one: Office, quiet: Quiet, anchor: date) -> datetime:
    """When it is too late: the end of the last day."""
    return quiet.at(of.until(anchor, one.report_period) + DAY, "00:00")


def _steps(of: Reminding, one: Office, quiet: Quiet, today: date) -> list[Step]:
    """The steps as they stand today. One that would be too late when the office may be heard again, after a
    holiday perhaps, is due now."""
    days = of.steps(one.reminder_days)
    following = quiet.open_at(quiet.at(today + DAY, one.reminder_hour))
    ahead = (quiet.day_of(following) - today).days
    steps = []
    for step, later in zip_longest(days, days[1:]):
        last = today - DAY * step
        urgent = [
            anchor
            for more in range(1, ahead)
            if _until(of, one, quiet, anchor := last + DAY * more) <= following
        ]
        steps.append(Step(step, max([last, *urgent]), None if later is None else today - DAY * later))
    return steps


async def notice(turn: Turn, reminder_id: int, *, table: tuple[Line, ...] = LINES) -> Message | Moot | Wait:
    """Asks once more whether it is to be said, and now; and writes it."""
    row = await reminder.by_id(turn.db, reminder_id)
    line = next((line for line in table if row and line.of.kind == row.kind), None)
    if row is None or line is None:
        return Moot("gone")
    one = await office.by_id(turn.db, row.office_id)
    quiet = _quiet(one)
    moot = await _moot(turn, row, line, one, quiet)
    if moot:
        return Moot(moot)
    allowed = quiet.open_at(turn.now, deadline=row.until)
    if allowed > turn.now:
        return Wait(allowed)
    written = await line.write(turn, row, line.of)
    if isinstance(written, Moot):
        return written
    words, buttons = written
    tomorrow = Button(_("Remind me tomorrow"), "tomorrow", (row.id,))
    return Say(words, column(*buttons, tomorrow, Button(_("Do not remind me again"), "nomore", (row.id,))))


async def _moot(turn: Turn, row: Reminder, line: Line, one: Office, quiet: Quiet) -> str:
    """Why it is not to be said any more; empty if it is."""
    if row.until <= turn.now:
        return "too late"
    if topic.REMINDERS in await topic.off(turn.db, turn.contact):
        return "switched off"
    if await reminder.is_stopped(turn.db, row):
        return "stopped"
    here = _here(one, quiet, turn.now)
    anchor = await reminder.anchor_of(turn.db, line.due(here), row)
    if anchor is None:
        return "already done"
    if anchor != row.anchor:
        return "moved"
    later = [step for step in line.of.steps(one.reminder_days) if step > row.step]
    is_of_today = quiet.day_of(row.made_at) == here.today
    is_passed = any(anchor + DAY * step <= here.today for step in later)
    return "a later one is due" if is_passed and not is_of_today else ""


NOTICES: dict[str, Notice] = {OUTBOX_KIND: notice}
