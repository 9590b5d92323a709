"""What scenarios of notices share: the day, the tick that begins what is due, and writing one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import text

from handlers.broadcast_delivery import begin_due
from storage import broadcast
from storage.delivery import KIND, Delivery
from storage.outbox import ANNOUNCED, SENT, Outbox
from tests.staff import contact_of
from tests.stage import Person, Stage

MONDAY = "2026-11-23 10:00"
"""A working day in Indonesia, by the clock of WIB."""


def set_clock(stage: Stage, moment: str, zone: str = "Asia/Jakarta") -> None:
    """Move the clock to this local moment."""
    wanted = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    stage.clock.offset = wanted - datetime.now(UTC)


async def passes(stage: Stage, **span: float) -> None:
    """So much time passes; what became due begins, as the clock's tick sees to it."""
    stage.clock.offset += timedelta(**span)
    await ticks(stage)


async def ticks(stage: Stage) -> None:
    """The clock's tick of notices, and all that follows from it."""
    async with stage.house.store.writing() as db:
        await begin_due(db, stage.clock.now())
        await db.commit()
    stage.house.signals.asked.set()
    stage.house.signals.written.set()
    await stage.settle()


async def changes(stage: Stage, statement: str) -> None:
    """What would take many people or a long walk, done in the database at once."""
    async with stage.house.store.writing() as db:
        await db.execute(text(statement))
        await db.commit()


async def has_had_one(person: Person) -> None:
    """A notice of the office reached this person just now; to walk there would take many turns."""
    now, who = person.stage.clock.now(), await contact_of(person)
    async with person.stage.house.store.writing() as db:
        row = await broadcast.start(db, 1, who, {}, now)
        row.topic, row.text, row.state, row.started_at = "general", "Kabar lain.", broadcast.DONE, now
        copy = Outbox(lane=ANNOUNCED, contact_id=who, kind=KIND, subject=row.id, state=SENT)
        copy.due_at = copy.created_at = copy.ended_at = row.ended_at = now
        db.add(copy)
        await db.flush()
        db.add(Delivery(broadcast_id=row.id, contact_id=who, outbox_id=copy.id))
        await db.commit()


async def writes(officer: Person, words: str, topic: str = "Pelatihan") -> None:
    """Write a notice to all IKM of the office, up to the screen that shows the whole of it."""
    await officer.says("/kantor")
    await officer.taps("Kirim pemberitahuan")
    await officer.taps("Tulis pemberitahuan baru")
    await officer.taps(topic)
    await officer.says(words)
    await officer.taps("Lewati")


async def sends(officer: Person, people: int) -> None:
    """Release it at once."""
    await officer.taps("Kirim…")
    await officer.taps(f"Ya, kirim ke {people} orang")
