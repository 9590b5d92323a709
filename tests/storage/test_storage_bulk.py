"""What is done to a whole filter at once: to whom, in stretches, and never to another office's."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from storage import bulk, business, consent, contact, office, segment
from storage.bulk import Bulk
from storage.business import RETURNED, SUBMITTED, VERIFIED, Business
from storage.deed import ASSIGN, COMPLETE, VERIFY, Deed, how_many
from storage.history import History
from storage.outbox import Outbox
from storage.segment import Segment
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
WORDS = "1"
ALL = Segment()


async def registered(db: Any, office_id: int, owner: int | None, number: str) -> Business:
    row = Business(office_id=office_id, created_at=NOW, state=SUBMITTED, number=number, submitted_at=NOW)
    db.add(row)
    await db.flush()
    if owner is not None:
        await business.join(db, row.id, owner, owner, NOW)
        speaker = await db.get_one(business.BusinessContact, (row.id, owner))
        speaker.invited_by = None
        await db.flush()
    return row


def agrees(db: Any, who: int, *, given: bool = True) -> None:
    consent.record(
        db,
        contact_id=who,
        address=str(who),
        purpose="register",
        version=WORDS,
        text="Boleh?",
        given=given,
        now=NOW,
    )


async def begins(db: Any, office_id: int, by: int, deed: Deed) -> Bulk:
    number = await segment.keep(db, ALL, office_id, by, NOW)
    count = await how_many(db, ALL, office_id, deed)
    row = await bulk.start(
        db,
        asked=ALL,
        segment_id=number,
        office_id=office_id,
        contact_id=by,
        deed=deed,
        words="Rina",
        counted=count,
        now=NOW,
    )
    assert row is not None
    return row


async def test_all_of_the_office_are_verified_in_stretches(
    store: Store, office_id: int, owner: int, neighbour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "STRETCH", 3)
    async with store.writing() as db:
        other = await office.settle(db, region="35.23", name="D", area="Tuban", zone="Asia/Jakarta", phone="")
        abroad = await registered(db, other.id, None, "IKM-9")
        agrees(db, owner)
        told = [await registered(db, office_id, owner, f"IKM-{n}") for n in range(2)]
        paper = [await registered(db, office_id, None, f"IKM-{n}") for n in range(2, 7)]
        draft = await business.start(db, office_id, owner, NOW)
        row = await begins(db, office_id, neighbour, Deed(VERIFY, "", WORDS, neighbour))
        assert row.counted == 7
        late = await registered(db, office_id, None, "IKM-8")
        stretches = 0
        while not await bulk.go_on(db, row, ALL, LATER):
            stretches += 1
            await db.flush()
        assert (stretches, row.done, row.ended_at) == (2, 7, LATER)
        for one in (*told, *paper, abroad, late, draft):
            await db.refresh(one)
        assert {one.state for one in (*told, *paper)} == {VERIFIED}
        assert {one.verified_by for one in (*told, *paper)} == {neighbour}
        assert (abroad.state, late.state, draft.state) == (SUBMITTED, SUBMITTED, "draft")
        owed = await db.execute(
            select(Outbox.kind, Outbox.contact_id, Outbox.subject).order_by(Outbox.subject)
        )
        assert [tuple(one) for one in owed] == [("verified", owner, one.id) for one in told]
        past = await db.scalars(select(History).order_by(History.id))
        assert [(one.field, one.old, one.words) for one in past] == 7 * [
            ("state", {"state": SUBMITTED}, VERIFIED)
        ]
        await db.commit()


async def test_who_did_not_agree_or_withdrew_is_left_alone(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        agrees(db, owner)
        agrees(db, owner, given=False)
        await registered(db, office_id, owner, "IKM-1")
        await registered(db, office_id, neighbour, "IKM-2")
        deed = Deed(VERIFY, "", WORDS, by=0)
        assert await how_many(db, ALL, office_id, deed) == 0
        agrees(db, neighbour)
        await db.flush()
        assert await how_many(db, ALL, office_id, deed) == 1
        await db.commit()


@pytest.mark.parametrize("question", ["registration.photo", "registration.workers_male", "papers.nib"])
async def test_only_who_lacks_it_and_can_be_written_to_is_asked(
    store: Store, office_id: int, owner: int, neighbour: int, question: str
) -> None:
    deed = Deed(COMPLETE, question, WORDS, neighbour)
    async with store.writing() as db:
        agrees(db, owner)
        lacks = await registered(db, office_id, owner, "IKM-1")
        await registered(db, office_id, None, "IKM-2")
        odd = await registered(db, office_id, owner, "IKM-3")
        odd.flagged = {"photo": "x", "workers_male": "banyak"}
        await db.flush()
        count = await how_many(db, ALL, office_id, deed)
        assert count == (2 if question == "papers.nib" else 1)
        row = await begins(db, office_id, neighbour, deed)
        assert await bulk.go_on(db, row, ALL, LATER)
        await db.refresh(lacks)
        assert lacks.state == RETURNED
        assert await how_many(db, ALL, office_id, deed) == 0, "nobody is asked twice at once"
        owed = await db.scalar(select(func.count()).select_from(Outbox).where(Outbox.kind == "returned"))
        assert owed == count
        who = await contact.by_id(db, owner)
        who.unreachable_at = NOW
        await db.flush()
        assert await how_many(db, ALL, office_id, Deed(COMPLETE, "registration.name", WORDS, neighbour)) == 0
        await db.commit()


async def test_one_deed_at_a_time_and_assigning(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    deed = Deed(ASSIGN, str(neighbour), WORDS, neighbour)
    async with store.writing() as db:
        one = await registered(db, office_id, None, "IKM-1")
        row = await begins(db, office_id, owner, deed)
        again = await bulk.start(
            db,
            asked=ALL,
            segment_id=row.segment_id,
            office_id=office_id,
            contact_id=owner,
            deed=deed,
            words="",
            counted=1,
            now=NOW,
        )
        assert again is None
        assert await bulk.go_on(db, row, ALL, LATER)
        await db.refresh(one)
        assert one.assigned_to == neighbour and await how_many(db, ALL, office_id, deed) == 0
        past = (await db.scalars(select(History))).one()
        assert (past.field, past.old, past.words) == ("assigned_to", {"assigned_to": None}, "Rina")
        await db.commit()


async def test_nobody_verifies_the_own_business(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        agrees(db, owner)
        await registered(db, office_id, owner, "IKM-1")
        await registered(db, office_id, None, "IKM-2")
        assert await how_many(db, ALL, office_id, Deed(VERIFY, "", WORDS, owner)) == 1
