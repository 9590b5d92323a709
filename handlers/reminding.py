"""Reminders: owed by the clock from what is still to be done, and written when they are sent.

Bot:  Petugas masih menunggu satu isian Keripik Bu Siti: Produksi sebulan.
      [Perbaiki isian ini] [Ingatkan besok] [Jangan ingatkan lagi]
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dialogue.fields import Choice, YesNo
from dialogue.fields.base import Context
from dialogue.i18n import Shown, _, lines
from dialogue.labels import LABELS
from dialogue.message import Button, Buttons, Message, Moot, Say, Wait
from dialogue.missing import first_missing, is_missing, known, named
from dialogue.period import period_of
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.sections import BY_NAME, SECTIONS, percent, record_of
from dialogue.quiet import DAY, Quiet
from dialogue.record import paper_name
from dialogue.reminding import REMINDERS, Reminding
from dialogue.turn import Notice, Turn
from storage import business, consent, contact, office, part, reminder, returned_field, run, topic
from storage import record as stored
from storage.base import columns_of
from storage.business import Business
from storage.certificate import Certificate
from storage.due import DUE, LONGEST, Due, Here
from storage.office import Office
from storage.reminder import MISSED, OUTBOX_KIND, OWED, Given, Reminder

Rows = tuple[tuple[Button, ...], ...]
FEW = 100
"""People whom one tick of the clock looks at, so that the database is held for a moment only."""
OF_THE_BUSINESS = tuple(section.name for section in SECTIONS if not section.repeats)
Written = tuple[Shown, Rows] | Moot
"""The words of a reminder, and the buttons that do the thing, row by row."""


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
    return words, ((Button(of.button, "again", (back.id,)),),)


async def _certificate(turn: Turn, row: Reminder, of: Reminding) -> Written:
    paper = await part.by_id(turn.db, Certificate, row.subject)
    held = await _own(turn, paper.business_id) if paper else Moot("gone")
    if paper is None or isinstance(held, Moot):
        return held if isinstance(held, Moot) else Moot("gone")
    words = of.says(what=paper_name(columns_of(paper)), name=_name(held), day=row.anchor)
    return words, ((Button(of.button, "renew", (row.id,)),),)


async def _report(turn: Turn, row: Reminder, of: Reminding) -> Written:
    held = await _own(turn, row.subject)
    if isinstance(held, Moot):
        return held
    here = await office.by_id(turn.db, row.office_id)
    period = period_of(row.anchor, here.report_period)
    words = of.says(what=period.title, name=_name(held))
    return words, ((Button(of.button, "production", (held.id, period.key)),),)


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
    return of.says(what=section.title, name=_name(held)), ((Button(of.button, "goon", (left.id,)),),)


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
        return words, ((Button(of.button, "sections", (held.id,)),),)
    form, field = asked
    if not is_missing(form, field, record):
        return Moot("already done")
    row.asked = f"{form.name}.{field.name}"
    context = Context(here.region, turn.today, known(form, record))
    offered = field.offers(context, 0).buttons
    choices = tuple(
        tuple(Button(label, "answerone", (row.id, value)) for label, value in line) for line in offered
    )
    if isinstance(field, Choice | YesNo):
        return lines(of.says(name=_name(held)), field.asks(context)), choices
    press, reply = _("Press the answer, or reply to this message."), _("Answer by a reply to this message.")
    now = (Button(of.button, "answernow", (row.id,)),)
    return lines(of.says(name=_name(held)), field.asks(context), press if choices else reply), (*choices, now)


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
        quiet = Quiet.of(one)
        if quiet.is_open(now) and now >= quiet.at(quiet.day_of(now), one.reminder_hour):
            await _remind(db, one, quiet, now, table)


async def _remind(db: Any, one: Office, quiet: Quiet, now: datetime, table: tuple[Line, ...]) -> None:
    """Everything counts by the day, so each person is looked at once a day, a few at a time."""
    today = quiet.day_of(now)
    await reminder.say_again(db, one.id, now, today)
    if one.reminded_on != today:
        one.reminded_on, one.reminded_to = today, 0
    last = await contact.following(db, one.reminded_to, FEW)
    if last is None:
        return
    here = _here(one, quiet, now, after=one.reminded_to, to=last)
    among = (here.after, here.to)
    day = _Day(
        one,
        quiet,
        now,
        people=await reminder.may_be_reminded(db, *among),
        given=await reminder.given(db, *among, today - LONGEST),
        stopped=await reminder.stopped(db, *among),
        reminded=await reminder.reminded(db, *among, here.midnight),
    )
    rows: list[dict[str, Any]] = []
    for line in table:
        rows += day.rows(line.of, await reminder.found(db, line.due(here)))
    await reminder.add(db, rows, now)
    one.reminded_to = here.to


@dataclass
class _Day:
    """A day of an office: who may be reminded, and what was given already."""

    one: Office
    quiet: Quiet
    now: datetime
    people: set[int]
    given: set[Given]
    stopped: set[tuple[int, str, int]]
    reminded: set[int]
    """Who was reminded of something on this day: nobody is of two things."""

    def rows(self, of: Reminding, due: Sequence[tuple[int, int, Any]]) -> Iterator[dict[str, Any]]:
        """The reminders to be added of one kind."""
        one, today = self.one, self.quiet.day_of(self.now)
        steps = of.today(one.reminder_days, one.report_period, self.quiet, one.reminder_hour, today)
        for contact_id, subject, since in due:
            if contact_id not in self.people or (contact_id, of.kind, subject) in self.stopped:
                continue
            anchor = _anchor(self.quiet, since)
            ends = of.ends(anchor, one.report_period, self.quiet)
            about = {"office_id": one.id, "contact_id": contact_id, "kind": of.kind, "subject": subject}
            for step in steps:
                if anchor > step.last or (contact_id, of.kind, subject, anchor, step.days) in self.given:
                    continue
                is_missed = anchor <= step.passed or ends <= self.now
                if is_missed or contact_id not in self.reminded:
                    state = MISSED if is_missed else OWED
                    yield {**about, "anchor": anchor, "step": step.days, "state": state, "until": ends}
                self.reminded |= set() if is_missed else {contact_id}


def _anchor(quiet: Quiet, since: datetime | date | str) -> date:
    """The local day from which the steps are counted."""
    if isinstance(since, str):
        return date.fromisoformat(since)
    return quiet.day_of(since) if isinstance(since, datetime) else since


def _here(one: Office, quiet: Quiet, now: datetime, *, after: int, to: int) -> Here:
    today = quiet.day_of(now)
    month, ended = today.replace(day=1), period_of(today, one.report_period).before
    return Here(
        office_id=one.id,
        today=today,
        midnight=quiet.at(today, "00:00"),
        forms=OF_THE_BUSINESS,
        month=month,
        month_began=quiet.at(month, "00:00"),
        period=ended.key,
        period_end=ended.last,
        period_ended=quiet.at(ended.last + DAY, "00:00"),
        after=after,
        to=to,
    )


async def notice(turn: Turn, reminder_id: int, *, table: tuple[Line, ...] = LINES) -> Message | Moot | Wait:
    """Asks once more whether it is to be said, and now; and writes it."""
    row = await reminder.by_id(turn.db, reminder_id)
    line = next((line for line in table if row and line.of.kind == row.kind), None)
    if row is None or line is None:
        return Moot("gone")
    one = await office.by_id(turn.db, row.office_id)
    quiet = Quiet.of(one)
    moot = await _moot(turn, row, line, one, quiet)
    if moot:
        return Moot(moot)
    allowed = quiet.open_at(turn.now, deadline=row.until)
    if allowed > turn.now:
        return Wait(allowed)
    written = await line.write(turn, row, line.of)
    if isinstance(written, Moot):
        return written
    words, rows = written
    tomorrow = Button(_("Remind me tomorrow"), "tomorrow", (row.id,))
    never = Button(_("Do not remind me again"), "nomore", (row.id,))
    return Say(words, Buttons((*rows, (tomorrow,), (never,))))


async def _moot(turn: Turn, row: Reminder, line: Line, one: Office, quiet: Quiet) -> str:
    """Why it is not to be said any more; empty if it is."""
    if row.until <= turn.now:
        return "too late"
    if topic.REMINDERS in await topic.off(turn.db, turn.contact):
        return "switched off"
    if await reminder.is_stopped(turn.db, row):
        return "stopped"
    here = _here(one, quiet, turn.now, after=turn.contact - 1, to=turn.contact)
    due = {subject: since for _who, subject, since in await reminder.found(turn.db, line.due(here))}
    if row.subject not in due:
        return "already done"
    if _anchor(quiet, due[row.subject]) != row.anchor:
        return "moved"
    later = [step for step in line.of.steps(one.reminder_days) if step > row.step]
    is_of_today = quiet.day_of(row.made_at) == here.today
    is_passed = any(row.anchor + DAY * step <= here.today for step in later)
    return "a later one is due" if is_passed and not is_of_today else ""


NOTICES: dict[str, Notice] = {OUTBOX_KIND: notice}
