"""The recipients of a broadcast: each in her groups, on pages, and to whom it can be sent again."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from test_storage_known import statements

from storage import announcing, audience, broadcast, consent, contact, delivery, recipient
from storage.broadcast import Broadcast
from storage.business import Business, BusinessContact
from storage.delivery import KIND, Delivery
from storage.outbox import ANNOUNCED, Outbox
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
COPIES = (
    ("sent", "", NOW, None),
    ("sent", "", None, NOW),
    ("failed", "blocked", None, None),
    ("failed", "refused", None, None),
    ("unknown", "timeout", None, None),
    ("unknown", "timeout", NOW, None),
    ("closed", "budget", None, None),
    ("waiting", "", None, None),
)
"""State and reason of each person's copy, when she read it and when she opened a button of it."""


async def sent(db: Any, office_id: int, author: int) -> Broadcast:
    row = await broadcast.start(db, office_id, author, {}, NOW)
    row.topic, row.text, row.state, row.started_at = "general", "Kabar", broadcast.DONE, NOW
    for number, (state, reason, read_at, opened_at) in enumerate(COPIES):
        person = await contact.add(db, "telegram", f"owner {number}", office_id, NOW)
        for name in ("Keripik", "Batik"):
            held = Business(office_id=office_id, owner_name=f"Ibu {number}", name=name, created_at=NOW)
            held.origin, held.phone = "import", "+6281234567890" if name == "Batik" else None
            db.add(held)
            await db.flush()
            db.add(BusinessContact(business_id=held.id, contact_id=person.id, since=NOW))
        copy = Outbox(lane=ANNOUNCED, contact_id=person.id, kind=KIND, subject=row.id, state=state)
        copy.reason, copy.due_at, copy.created_at, copy.ended_at = reason, NOW, NOW, NOW
        db.add(copy)
        await db.flush()
        told = {"contact_id": person.id, "outbox_id": copy.id, "read_at": read_at, "opened_at": opened_at}
        db.add(Delivery(broadcast_id=row.id, **told))
    await db.flush()
    return row


async def test_each_is_in_her_groups_once(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        row = await sent(db, office_id, owner)
        counts = recipient.grouped(await delivery.counts(db, row.id))
        assert counts == {
            "accepted": 2,
            "read": 2,
            "opened": 1,
            "blocked": 1,
            "failed": 1,
            "unknown": 2,
            "left_out": 1,
            "waiting": 1,
        }
        for group, number in counts.items():
            assert await recipient.count(db, row, group) == number, group
            assert len(await recipient.page(db, row, group, 100)) == number, group
        assert await recipient.count(db, row, recipient.UNANSWERED) == 5
        everybody = [one async for some in recipient.chunks(db, row, recipient.EVERYBODY) for one in some]
        assert [(one.state, one.reason) for one in everybody] == [copy[:2] for copy in COPIES]
        assert everybody[0].businesses == ("Keripik", "Batik") and everybody[0].phone == "+6281234567890"
        first = await recipient.page(db, row, recipient.EVERYBODY, 3)
        rest = await recipient.page(db, row, recipient.EVERYBODY, 100, after=first[-1].contact_id)
        assert [*first, *rest] == everybody


async def test_who_withdrew_consent_has_no_name_and_gets_nothing_again(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        row = await sent(db, office_id, owner)
        assert await audience.groups(db, row, 3, NOW) == {"failed": 3, "unknown": 1, "unread": 1}
        (refused,) = await recipient.page(db, row, "failed", 9)
        told = {"address": "1", "purpose": "register", "version": "1", "text": "?", "given": False}
        consent.record(db, contact_id=refused.contact_id, now=NOW, **told)
        await db.flush()
        await contact.mark_unreachable(db, refused.contact_id - 1, "blocked", NOW)
        assert await audience.groups(db, row, 3, NOW) == {"failed": 1, "unknown": 1, "unread": 1}
        (refused,) = await recipient.page(db, row, "failed", 9)
        assert (refused.owner_name, refused.businesses, refused.phone) == (None, (), None)


async def test_what_is_sent_again_takes_the_place_of_the_uncertain_copy(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        row = await sent(db, office_id, owner)
        again = await broadcast.again(db, row, owner, "unknown", NOW)
        for group, others in (("unknown", 0), ("accepted", 1)):
            (one, *_) = await recipient.page(db, row, group, 1)
            assert await delivery.within_week(db, again, one.contact_id, NOW) == others, group


async def test_what_waits_for_the_morning_is_moved_there_once(
    store: Store, office_id: int, owner: int
) -> None:
    morning = NOW + timedelta(hours=11)
    async with store.writing() as db:
        row = await sent(db, office_id, owner)
        with statements() as said:
            for _copy in range(2):
                await delivery.put_off(db, row, morning)
        assert len([one for one in said if "UPDATE outbox" in one]) == 1, "else each copy moves all of them"
        made = await broadcast.start(db, office_id, owner, {}, NOW)
        made.topic, made.due_at = "general", morning
        await announcing.make(db, made, NOW)
        owed = list(await db.scalars(select(Outbox.due_at).where(Outbox.state == "waiting")))
        assert owed == [morning] * 9, "nor does one wait less that is made meanwhile"


async def test_it_is_sent_again_once_and_opened_by_its_link_alone(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        row = await sent(db, office_id, owner)
        link = broadcast.payload(row)
        await db.commit()
    async with store.writing() as db:
        row = await db.get_one(Broadcast, row.id)
        assert broadcast.payload(row) == link and len(link) <= 64
        again = await broadcast.again(db, row, owner, "failed", NOW)
        assert await broadcast.again(db, row, owner, "failed", NOW) is again, "one draft, however often"
        assert await broadcast.again(db, row, neighbour, "failed", NOW + timedelta(hours=1)) is not again
        assert await broadcast.linked(db, link) is row
        for wrong in (f"{link}0", link[:-1], "kabar_", "kabar_²-1", broadcast.payload(again)):
            assert await broadcast.linked(db, wrong) is None, wrong
