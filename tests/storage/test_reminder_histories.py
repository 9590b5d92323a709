"""For any history of moves, cancellations, restarts and jumps of the clock: each reminder at most once (once
more for each "Ingatkan besok"), and never when it is moot, quiet or too late."""

import asyncio
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from dialogue.event import Event, Kind
from dialogue.i18n import Voice
from dialogue.message import Moot, Wait
from dialogue.period import period_of
from dialogue.questionnaire.consent import VERSION
from dialogue.quiet import Quiet
from dialogue.turn import Turn
from handlers.reminding import notice, remind
from storage import consent, contact, office, outbox, outcome, reminder, topic
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.outcome import Outcome
from storage.reminder import Reminder
from storage.run import Run
from storage.store import Store

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
QUIET = Quiet("Asia/Jakarta")
STEPS = st.one_of(
    st.sampled_from(["morning", "morning", "morning", "send", "send", "tick"]),
    st.sampled_from(
        ["crash", "touch", "finish", "remove", "restore", "off", "on", "stop", "tomorrow", "reopen"]
    ),
    st.integers(-4 * 24, 20 * 24).map(lambda hours: timedelta(hours=hours)),
    st.sampled_from([-1, 0, 6, 7, 8, 29, 30, 59, 60, 61]),
)
"""Names are things that happen, times jumps of the clock, numbers the days until the paper expires."""


class History:
    """One person with a paper and a form left half done, and a bot of clock and sender alone."""

    def __init__(self, path: Path) -> None:
        self.url, self.now = f"sqlite:///{path}", MONDAY
        self.store = Store(self.url)
        self.sent: Counter[int] = Counter()
        self.wished: Counter[int] = Counter()

    async def begin(self) -> None:
        async with self.store.writing() as db:
            here = await office.settle(
                db, region="35.26", name="Dinas", area="Kabupaten", zone="Asia/Jakarta", phone=""
            )
            who = await contact.add(db, "telegram", "1", here.id, LONG_AGO)
            held = Business(office_id=here.id, state="verified", created_at=LONG_AGO, submitted_at=LONG_AGO)
            held.number, held.name = "IKM-3526-00001", "Keripik"
            db.add(held)
            await db.flush()
            db.add(BusinessContact(business_id=held.id, contact_id=who.id, since=MONDAY))
            paper = {"business_id": held.id, "created_at": LONG_AGO, "kind": "pirt", "is_held": True}
            db.add(Certificate(**paper, expires_on="2027-01-20"))
            left = Run(contact_id=who.id, form="profile", subject=held.id, progress={})
            left.created_at = left.touched_at = self.now
            db.add(left)
            agreed = {"contact_id": who.id, "address": "1", "purpose": "register", "version": VERSION}
            consent.record(db, **agreed, text="", given=True, now=LONG_AGO)
            await db.commit()
            self.who, self.office = who.id, here.id

    async def goes(self, step: Any) -> None:
        if isinstance(step, timedelta):
            self.now += step
            return
        if step == "reopen":
            await self.store.close()
            self.store = Store(self.url)
            return
        async with self.store.writing() as db:
            if isinstance(step, int):
                expires_on = QUIET.day_of(self.now) + timedelta(days=step)
                await db.execute(update(Certificate).values(expires_on=expires_on.isoformat()))
            else:
                await getattr(self, step)(db)
            await db.commit()

    async def morning(self, db: Any) -> None:
        """The next day at 09.30."""
        self.now = QUIET.at(QUIET.day_of(self.now) + timedelta(days=1), "09:30")
        await self.tick(db)

    async def tick(self, db: Any) -> None:
        await remind(db, self.now)

    async def touch(self, db: Any) -> None:
        await db.execute(update(Run).values(touched_at=self.now, finished_at=None))

    async def finish(self, db: Any) -> None:
        await db.execute(update(Run).values(finished_at=self.now))

    async def remove(self, db: Any) -> None:
        await db.execute(update(Certificate).values(removed_at=self.now))

    async def restore(self, db: Any) -> None:
        await db.execute(update(Certificate).values(removed_at=None))

    async def off(self, db: Any) -> None:
        await topic.all_off(db, self.who, self.now)

    async def on(self, db: Any) -> None:
        await topic.all_back(db, self.who)

    async def stop(self, db: Any) -> None:
        row = await db.scalar(select(Reminder).order_by(Reminder.id.desc()).limit(1))
        if row is not None:
            await reminder.stop(db, row, self.now)

    async def tomorrow(self, db: Any) -> None:
        row = await db.scalar(select(Reminder).order_by(Reminder.made_at.desc()).limit(1))
        if (
            row is not None
            and self.sent[row.id]
            and await reminder.put_off(db, row.id, self.now + timedelta(days=1))
        ):
            self.wished[row.id] += 1

    async def crash(self, db: Any) -> None:
        """What was under way is never sent again by itself."""
        for row in await outbox.claim(db, outbox.ANNOUNCED, 16, self.now):
            self.sent[row.subject] += 1
        await outcome.recover(db, self.now)

    async def send(self, db: Any) -> None:
        for row in await outbox.claim(db, outbox.ANNOUNCED, 16, self.now):
            event = Event(Kind.IGNORED, "1")
            turn = Turn(event, db, self.who, self.office, self.now, Voice(), "bot")
            said = await notice(turn, row.subject)
            if isinstance(said, Moot):
                await outcome.close(db, row.id, said.reason, self.now)
            elif isinstance(said, Wait):
                assert said.until > self.now
                await outcome.put_off(db, row.id, said.until)
            else:
                await self._is_right(db, row.subject)
                self.sent[row.subject] += 1
                done = Outcome(row.id, row.revision, outbox.SENT, message_id=1)
                await outcome.record(db, [done], self.now)

    async def _is_right(self, db: Any, reminder_id: int) -> None:
        """What was just said was still to be done, wanted, in time, and allowed at this hour."""
        row = await db.get_one(Reminder, reminder_id)
        today = QUIET.day_of(self.now)
        assert not await topic.off(db, self.who)
        assert not await reminder.is_stopped(db, row)
        if row.kind == "certificate":
            paper = (await db.scalars(select(Certificate))).one()
            assert paper.removed_at is None and paper.expires_on == row.anchor.isoformat()
            assert today <= row.anchor
        elif row.kind == "form":
            left = (await db.scalars(select(Run))).one()
            assert left.finished_at is None and QUIET.day_of(left.touched_at) == row.anchor
            assert today <= row.anchor + timedelta(days=14)
        else:
            assert row.kind == "report" and row.anchor == period_of(today, "quarter").before.last
        assert QUIET.is_open(self.now) or QUIET.open_at(self.now) > row.until

    async def end(self) -> None:
        for reminder_id, count in self.sent.items():
            assert count <= 1 + self.wished[reminder_id]
        await self.store.close()


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(["morning", 30, "send"])
@example(["morning", "remove", "send", "restore", "send", "morning", "send"])
@example(["morning", "off", "send", "on", "send"])
@example(["morning", "crash", "reopen", "send", "morning", "send"])
@example(["morning", "send", "tomorrow", "tomorrow", "morning", "send", "stop", "morning", "send"])
@example([5, "morning", timedelta(hours=13), "send", timedelta(days=4), "send"])
@example(["remove", "touch", timedelta(days=6), "morning", timedelta(days=21), "send"])
@given(st.lists(STEPS, min_size=10, max_size=40))
def test_each_reminder_at_most_once_and_never_after_it_is_moot(
    migrated: Path, tmp_path: Path, steps: list[Any]
) -> None:
    path = tmp_path / "wadah.db"
    for old in tmp_path.glob("wadah.db*"):
        old.unlink()
    shutil.copy(migrated, path)

    async def lives() -> None:
        history = History(path)
        await history.begin()
        for step in steps:
            await history.goes(step)
        await history.end()

    asyncio.run(lives())
