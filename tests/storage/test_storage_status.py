"""The queues as they stand, and whether a bot runs, on both databases."""

from pathlib import Path

import pytest
from conftest import NOW

from storage import contact, inbox, job, office, outbox
from storage.status import NoStatus, look
from storage.store import AlreadyRunning, Store

SENT = {"waiting": 2, "sending": 1, "sent": 3, "unknown": 1, "failed": 1, "closed": 1}


async def fill(store: Store) -> None:
    async with store.writing() as db:
        here = await office.settle(db, region="35.26", name="", area="", zone="", phone="")
        siti = await contact.add(db, "telegram", "1", here.id, NOW)
        row = {"lane": 0, "contact_id": siti.id, "kind": "say", "body": {"text": "x"}}
        await outbox.add(
            db, [{**row, "state": state} for state, count in SENT.items() for _ in range(count)], NOW
        )
        arrivals = [inbox.Arrival(str(number), "", "1", "{}", "torn" * (number == 0)) for number in range(5)]
        await inbox.receive(db, "telegram", arrivals, NOW)
        first, second, third, _last = [row.id for row in await inbox.oldest_open(db, 10, 10)]
        await inbox.finish(db, [first, second], NOW)
        await inbox.park(db, third, "ValueError", NOW)
        await job.add(db, "card", subject=1, contact_id=siti.id, now=NOW)
        await db.commit()


async def test_the_queues_are_counted_by_state(store: Store, url: str) -> None:
    empty = await look(url)
    assert not any({**empty.outbox, **empty.inbox, **empty.jobs}.values())
    await fill(store)
    told = await look(url)
    assert told.outbox == SENT
    assert told.inbox == {"open": 1, "done": 2, "quarantined": 1, "parked": 1}
    assert told.jobs == {"waiting": 1, "running": 0, "done": 0, "failed": 0, "cancelled": 0}


async def test_whether_a_bot_runs_is_told_without_being_in_its_way(store: Store, url: str) -> None:
    assert not (await look(url)).is_running
    await store.hold()
    assert (await look(url)).is_running
    other = Store(url)
    with pytest.raises(AlreadyRunning):
        await other.hold()
    await other.close()
    await store.close()
    assert not (await look(url)).is_running


async def test_what_is_no_database_of_ours_is_said_in_one_sentence(tmp_path: Path) -> None:
    missing, torn = tmp_path / "missing.db", tmp_path / "torn.db"
    with pytest.raises(NoStatus, match=r"There is no database at .*missing\.db yet\."):
        await look(f"sqlite:///{missing}")
    assert not missing.exists()
    torn.write_bytes(b"this is no database" * 1000)
    with pytest.raises(NoStatus, match="The database could not be read: file is not a database"):
        await look(f"sqlite:///{torn}")
    with pytest.raises(NoStatus, match="The database could not be read: "):
        await look("postgresql://bot:secret@127.0.0.1:1/wadah")
