"""The inbox: what came is kept once, in its order, and no chat starves another."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from storage import inbox
from storage.inbox import Arrival, Inbox
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


def arrival(number: int, chat: str = "1", words: str = "", fault: str = "") -> Arrival:
    text = words or f"words {number}"
    return Arrival(str(number), f"digest of {text}", chat, f'{{"text": "{text}"}}', fault)


async def receive(store: Store, *arrivals: Arrival) -> int:
    """As the gate does it; how many were new."""
    async with store.writing() as db:
        fresh = await inbox.unknown(db, "telegram", arrivals)
        await inbox.receive(db, "telegram", fresh, NOW)
        await db.commit()
    return len(fresh)


async def rows(store: Store) -> list[Inbox]:
    async with store.reading() as db:
        return list(await db.scalars(select(Inbox).order_by(Inbox.id)))


async def oldest(store: Store, limit: int = 100, per_chat: int = 20) -> list[Any]:
    async with store.reading() as db:
        return await inbox.oldest_open(db, limit, per_chat)


async def test_a_repeated_update_is_kept_once(store: Store) -> None:
    assert await receive(store, arrival(1), arrival(2)) == 2
    assert await receive(store, arrival(2), arrival(1), arrival(3)) == 1
    assert [row.event_id for row in await rows(store)] == ["1", "2", "3"]


async def test_a_repeat_inside_one_batch_is_kept_once(store: Store) -> None:
    assert await receive(store, arrival(1), arrival(1)) == 1


async def test_a_renumbering_hides_nothing(store: Store) -> None:
    """The same number with other words is another update; so is a smaller number."""
    assert await receive(store, arrival(900)) == 1
    assert await receive(store, arrival(900, words="after the restart"), arrival(4)) == 2


async def test_the_same_number_on_another_channel_is_another_update(store: Store) -> None:
    await receive(store, arrival(1))
    async with store.reading() as db:
        assert await inbox.unknown(db, "other", [arrival(1)]) == [arrival(1)]


async def test_they_are_taken_in_their_order_whatever_their_numbers(store: Store) -> None:
    await receive(store, arrival(9, "1"), arrival(3, "2"), arrival(5, "1"))
    assert [row.payload for row in await oldest(store)] == [
        '{"text": "words 9"}',
        '{"text": "words 3"}',
        '{"text": "words 5"}',
    ]


async def test_one_chat_gets_so_many_of_a_batch(store: Store) -> None:
    await receive(store, *(arrival(n, "1") for n in range(30)), arrival(99, "2"), arrival(100, "3"))
    taken = await oldest(store, per_chat=20)
    assert [row.chat for row in taken] == ["1"] * 20 + ["2", "3"]
    assert [row.id for row in taken] == sorted(row.id for row in taken)
    assert len(await oldest(store, limit=5)) == 5
    assert {row.chat for row in await oldest(store, limit=3, per_chat=1)} == {"1", "2", "3"}


async def test_what_cannot_be_read_blocks_nobody(store: Store) -> None:
    await receive(store, arrival(1, fault="unreadable"), arrival(2))
    assert [row.payload for row in await oldest(store)] == ['{"text": "words 2"}']
    states = {row.event_id: (row.state, row.error) for row in await rows(store)}
    assert states == {"1": (inbox.QUARANTINED, "unreadable"), "2": (inbox.OPEN, "")}


async def test_closed_rows_are_taken_no_more(store: Store) -> None:
    await receive(store, *(arrival(n) for n in range(4)))
    ids = [row.id for row in await rows(store)]
    async with store.writing() as db:
        assert await inbox.has_open(db)
        await inbox.finish(db, ids[:1], NOW)
        await inbox.park(db, ids[1], "KeyError", NOW)
        await inbox.quarantine(db, ids[2], "unreadable", NOW)
        await db.commit()
    assert [row.id for row in await oldest(store)] == ids[3:]
    async with store.writing() as db:
        await inbox.finish(db, ids[3:], NOW)
        assert not await inbox.has_open(db)
    kept = await rows(store)
    assert [row.error for row in kept] == ["", "KeyError", "unreadable", ""]
    assert [row.done_at for row in kept[:3]] == [NOW] * 3


async def test_attempts_are_counted_one_by_one(store: Store) -> None:
    await receive(store, arrival(1), arrival(2))
    first = (await rows(store))[0].id
    for expected in (1, 2, 3):
        async with store.writing() as db:
            assert await inbox.count_attempt(db, first) == expected
            await db.commit()
    assert [row.attempts for row in await rows(store)] == [3, 0]


async def test_dropped_updates_are_counted_and_warned_of_once_a_minute(store: Store) -> None:
    warned = []
    for second in (0, 10, 59, 60, 61, 125):
        async with store.writing() as db:
            at = NOW + timedelta(seconds=second)
            warned.append(await inbox.count_throttled(db, "telegram", "1", 3, at, 60.0))
            await db.commit()
    assert warned == [True, False, False, True, False, True]
    async with store.reading() as db:
        kept = await db.get_one(inbox.Throttled, ("telegram", "1"))
        assert kept.count == 18


async def test_a_secret_is_forgotten_with_its_turn(store: Store) -> None:
    await receive(store, arrival(1), arrival(2))
    first = (await rows(store))[0].id
    async with store.writing() as db:
        await inbox.forget(db, [first])
        await db.commit()
    assert [row.payload for row in await rows(store)] == [None, '{"text": "words 2"}']


async def test_old_payloads_are_emptied_but_never_of_an_open_row(store: Store) -> None:
    await receive(store, arrival(1), arrival(2), arrival(3))
    first, _second, third = [row.id for row in await rows(store)]
    async with store.writing() as db:
        await inbox.finish(db, [first], NOW)
        await inbox.park(db, third, "KeyError", NOW)
        await inbox.empty_old(db, NOW)
        await db.commit()
    assert all(row.payload for row in await rows(store)), "none of them is older than this moment"
    async with store.writing() as db:
        await inbox.empty_old(db, NOW + timedelta(seconds=1))
        await db.commit()
    assert [row.payload is None for row in await rows(store)] == [True, False, True]
    assert [row.state for row in await rows(store)] == ["done", "open", "parked"]
