"""Reminders, derived from what is to be done: owed once, missed when too late, one a day to one person."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Date, literal, select, update

from dialogue.reminding import Reminding
from handlers.reminding import LINES, Line, remind
from storage import consent, office, outbox, reminder, topic
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.contact import Contact
from storage.due import DUE, Here
from storage.outbox import Outbox
from storage.production_report import ProductionReport
from storage.reminder import MISSED, OWED, Reminder
from storage.returned_field import ReturnedField
from storage.run import Run
from storage.store import Store

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""09.00 in Jakarta."""
LONG_AGO = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
Rows = list[tuple[str, int, str]]


@pytest.fixture
async def held(store: Store, office_id: int, owner: int) -> int:
    """A registered business whose record is complete and whose last report is here."""
    async with store.writing() as db:
        row = await registered(db, office_id, owner)
        await db.commit()
        return row.id


async def registered(db: Any, office_id: int, owner: int) -> Business:
    row = Business(office_id=office_id, state="verified", created_at=LONG_AGO, submitted_at=LONG_AGO)
    row.number, row.completeness = f"IKM-3526-{owner:05}", 100
    db.add(row)
    await db.flush()
    db.add(BusinessContact(business_id=row.id, contact_id=owner, since=LONG_AGO))
    report = {"business_id": row.id, "created_at": LONG_AGO, "submitted_at": LONG_AGO}
    db.add_all(ProductionReport(**report, period=period) for period in ("2026-Q3", "2026-Q4"))
    await db.flush()
    return row


async def ticks(store: Store, now: datetime, **changes: Any) -> None:
    async with store.writing() as db:
        await remind(db, now, **changes)
        await db.commit()


async def told(store: Store) -> Rows:
    """All reminders so far: kind, step and state."""
    async with store.reading() as db:
        rows = await db.scalars(select(Reminder).order_by(Reminder.id))
        return [(row.kind, row.step, row.state) for row in rows]


async def sent(store: Store) -> int:
    async with store.reading() as db:
        rows = list(await db.scalars(select(Outbox)))
        assert all((row.lane, row.kind) == (outbox.ANNOUNCED, "remind") for row in rows)
        return len(rows)


async def paper(store: Store, business_id: int, expires_on: str) -> None:
    async with store.writing() as db:
        made = {"business_id": business_id, "created_at": LONG_AGO, "kind": "pirt", "is_held": True}
        db.add(Certificate(**made, number="2013526010001-28", expires_on=expires_on))
        await db.commit()


async def left(store: Store, owner: int, business_id: int, at: datetime, **progress: Any) -> None:
    async with store.writing() as db:
        row = Run(contact_id=owner, form="profile", subject=business_id, progress=progress)
        row.created_at = row.touched_at = at
        db.add(row)
        await db.commit()


async def test_a_form_left_half_done_is_reminded_of_thrice_and_then_never(
    store: Store, owner: int, held: int
) -> None:
    await left(store, owner, held, MONDAY + timedelta(hours=6))
    told_on = []
    for day in range(30):
        before = await sent(store)
        await ticks(store, MONDAY + DAY * day + timedelta(minutes=1))
        await ticks(store, MONDAY + DAY * day + timedelta(hours=3))
        told_on += [day] * (await sent(store) - before)
    assert told_on == [1, 3, 7]
    assert await told(store) == [("form", step, OWED) for step in (1, 3, 7)]


async def test_single_questions_and_forms_of_others_are_not_reminded_of(
    store: Store, owner: int, neighbour: int, held: int
) -> None:
    await left(store, owner, held, MONDAY, is_single=True)
    await left(store, neighbour, held, MONDAY)
    await ticks(store, MONDAY + DAY)
    assert await told(store) == []


async def test_what_is_too_late_is_missed_and_only_one_step_goes_out(
    store: Store, owner: int, held: int
) -> None:
    await left(store, owner, held, MONDAY)
    await ticks(store, MONDAY + 4 * DAY)
    assert await told(store) == [("form", 1, MISSED), ("form", 3, OWED)]
    assert await sent(store) == 1
    await ticks(store, MONDAY + 28 * DAY)
    assert await told(store) == [("form", 1, MISSED), ("form", 3, OWED), ("form", 7, MISSED)]
    assert await sent(store) == 1


async def test_a_date_that_moves_takes_its_reminders_along(store: Store, owner: int, held: int) -> None:
    await paper(store, held, "2027-01-25")
    await ticks(store, MONDAY)
    assert await told(store) == []
    await ticks(store, MONDAY + 3 * DAY)
    assert await told(store) == [("certificate", -60, OWED)]
    async with store.writing() as db:
        await db.execute(update(Certificate).values(expires_on="2027-02-26"))
        await db.commit()
    await ticks(store, MONDAY + 4 * DAY)
    assert await sent(store) == 1
    await ticks(store, datetime(2026, 12, 28, 2, 0, tzinfo=UTC))
    assert await told(store) == [("certificate", -60, OWED), ("certificate", -60, OWED)]


async def test_what_a_holiday_would_make_too_late_goes_out_before(
    store: Store, owner: int, held: int
) -> None:
    """The office is closed from 6 to 15 March 2027, around Idulfitri."""
    await paper(store, held, "2027-03-15")
    friday = datetime(2027, 3, 5, 2, 0, tzinfo=UTC)
    await ticks(store, friday - DAY)
    assert (await told(store))[-1] == ("certificate", -30, OWED)
    await ticks(store, friday)
    assert (await told(store))[-1] == ("certificate", -7, OWED)


async def test_the_report_of_the_period_that_ended_is_asked_for(store: Store, owner: int, held: int) -> None:
    january = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    await ticks(store, january)
    assert await told(store) == [], "the report is here"
    async with store.writing() as db:
        await db.execute(update(ProductionReport).values(submitted_at=None))
        await db.commit()
    await ticks(store, january + DAY)
    assert await told(store) == [], "5 January is Isra Mikraj"
    for day in (2, 8, 17, 21):
        await ticks(store, january + DAY * day)
    assert await told(store) == [("report", 1, OWED), ("report", 10, OWED), ("report", 20, OWED)]


async def test_an_incomplete_record_is_asked_about_once_a_month(store: Store, owner: int, held: int) -> None:
    async with store.writing() as db:
        await db.execute(update(Business).values(completeness=40))
        await db.commit()
    for day in range(0, 60, 2):
        await ticks(store, MONDAY + DAY * day)
    assert await told(store) == [("missing", 9, OWED)] * 3, "in November, December and January"


async def test_nobody_is_reminded_of_two_things_on_one_day(store: Store, owner: int, held: int) -> None:
    await left(store, owner, held, MONDAY - 4 * DAY)
    async with store.writing() as db:
        back = {
            "business_id": held,
            "thing": "business",
            "form": "profile",
            "subject": held,
            "field": "brand",
        }
        db.add(ReturnedField(**back, reason="odd", returned_at=MONDAY - 5 * DAY))
        await db.commit()
    await ticks(store, MONDAY)
    assert [kind for kind, _step, state in await told(store) if state == OWED] == ["returned"]
    await ticks(store, MONDAY + DAY)
    assert [kind for kind, _step, state in await told(store) if state == OWED] == ["returned", "form"]


async def refuses(db: Any, owner: int) -> None:
    given = {"contact_id": owner, "address": "1", "purpose": "register", "version": "1", "text": ""}
    consent.record(db, **given, given=False, now=MONDAY)


Change = Callable[[Any, int], Awaitable[Any]]


@pytest.mark.parametrize(
    "change",
    [
        lambda db, who: topic.switch(db, who, topic.REMINDERS, False, MONDAY),
        lambda db, who: db.execute(update(Contact).values(unreachable_at=MONDAY)),
        lambda db, who: db.execute(update(Business).values(removed_at=MONDAY)),
        lambda db, who: db.execute(update(BusinessContact).values(contact_id=who + 1)),
        lambda db, who: db.execute(update(Certificate).values(removed_at=MONDAY)),
        lambda db, who: db.execute(update(office.Office).values(reminder_days={"certificate": []})),
        refuses,
    ],
    ids=["switched off", "blocked", "removed", "another's", "paper gone", "office's own days", "no consent"],
)
async def test_who_is_not_to_be_reminded_is_not(
    store: Store, owner: int, neighbour: int, held: int, change: Change
) -> None:
    await paper(store, held, "2026-12-01")
    async with store.writing() as db:
        await change(db, owner)
        await db.commit()
    await ticks(store, MONDAY)
    async with store.reading() as db:
        assert not list(await db.scalars(select(Reminder.id).where(Reminder.contact_id == owner)))


async def test_a_stop_is_for_one_thing_and_ends_by_itself_never(store: Store, owner: int, held: int) -> None:
    await paper(store, held, "2027-01-20")
    await ticks(store, MONDAY)
    async with store.writing() as db:
        row = (await db.scalars(select(Reminder))).one()
        await reminder.stop(db, row, MONDAY)
        await db.commit()
    await paper(store, held, "2027-01-20")
    await ticks(store, MONDAY + DAY)
    await ticks(store, datetime(2026, 12, 22, 2, 0, tzinfo=UTC))
    async with store.writing() as db:
        rows = [(one.subject, one.step) for one in await db.scalars(select(Reminder).order_by(Reminder.id))]
        first, second = row.subject, row.subject + 1
        assert rows == [(first, -60), (second, -60), (second, -30)]
        assert await reminder.count_stopped(db, owner) == 1
        await reminder.resume(db, owner)
        await db.commit()
    await ticks(store, datetime(2026, 12, 23, 2, 0, tzinfo=UTC))
    assert (await told(store))[-1] == ("certificate", -30, OWED)


async def test_tomorrow_is_once_however_often_it_is_pressed(store: Store, owner: int, held: int) -> None:
    await paper(store, held, "2027-01-20")
    await ticks(store, MONDAY)
    async with store.writing() as db:
        row = (await db.scalars(select(Reminder))).one()
        assert await reminder.put_off(db, row.id, MONDAY + DAY)
        assert not await reminder.put_off(db, row.id, MONDAY + 2 * DAY)
        await db.commit()
    for later in (timedelta(hours=2), DAY, DAY + timedelta(hours=1), 2 * DAY):
        await ticks(store, MONDAY + later)
    assert await sent(store) == 2


async def test_each_office_begins_at_its_own_hour(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        mataram = await office.settle(
            db, region="52.71", name="Dinas", area="Kota Mataram", zone="Asia/Makassar", phone=""
        )
        for where, who in ((office_id, owner), (mataram.id, neighbour)):
            row = await registered(db, where, who)
            made = {"business_id": row.id, "created_at": LONG_AGO, "kind": "pirt", "is_held": True}
            db.add(Certificate(**made, expires_on="2027-01-20"))
        await db.commit()
    for hour, count in ((0, 0), (1, 1), (2, 2), (3, 2)):
        await ticks(store, MONDAY.replace(hour=hour))
        assert await sent(store) == count


async def test_a_great_many_are_owed_a_stretch_at_a_time(
    store: Store, office_id: int, owner: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.reminding.FEW", 3)
    async with store.writing() as db:
        for number in range(8):
            who = Contact(channel="telegram", address=f"x{number}", office_id=office_id)
            who.created_at = who.seen_at = LONG_AGO
            db.add(who)
            await db.flush()
            row = await registered(db, office_id, who.id)
            made = {"business_id": row.id, "created_at": LONG_AGO, "kind": "pirt", "is_held": True}
            db.add(Certificate(**made, expires_on="2026-12-20"))
        await db.commit()
    counts = []
    for second in range(0, 80, 10):
        await ticks(store, MONDAY + timedelta(seconds=second))
        counts.append(await sent(store))
    assert counts[-1] == 8 and counts[0] < 8
    assert len(await told(store)) == 16, "the first step of each was missed"


def _fairs(here: Here) -> Any:
    """Everybody of the office is expected at a fair on 1 December."""
    day = literal(date(2026, 12, 1), Date)
    return select(Contact.id, literal(7), day).where(Contact.office_id == here.office_id)


async def test_a_kind_to_come_is_one_more_line(store: Store, owner: int, neighbour: int) -> None:
    async def write(*_known: Any) -> Any:
        raise NotImplementedError

    fair = Reminding(
        kind="event",
        title=LINES[0].of.title,
        days=(-8, -1),
        until=lambda anchor, period: anchor,
        text=LINES[0].of.text,
        button=LINES[0].of.button,
    )
    table = (*LINES, Line(fair, _fairs, write))
    await ticks(store, MONDAY, table=table)
    await ticks(store, MONDAY + 7 * DAY, table=table)
    assert await told(store) == [("event", -8, OWED)] * 2 + [("event", -1, OWED)] * 2


def test_every_query_has_its_line_in_the_table() -> None:
    assert [line.of.kind for line in LINES] == [*DUE]
