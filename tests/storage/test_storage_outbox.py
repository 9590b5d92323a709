"""The outbox: order in a chat, three lanes, boards, and what becomes of each row."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from storage import contact, outbox, outcome, run
from storage.outbox import ANNOUNCED, CONVERSATION, OWED, Claimed, Outbox
from storage.outcome import Outcome
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def owe(store: Store, who: int, *texts: str, lane: int = CONVERSATION, kind: str = "say") -> None:
    rows = [{"lane": lane, "contact_id": who, "kind": kind, "body": {"text": text}} for text in texts]
    async with store.writing() as db:
        await outbox.add(db, rows, NOW)
        await db.commit()


async def claim(
    store: Store, lane: int = CONVERSATION, limit: int = 100, now: datetime = NOW, **who: Any
) -> list[Claimed]:
    async with store.writing() as db:
        claimed = await outbox.claim(db, lane, limit, now, **who)
        await db.commit()
    return claimed


def texts(claimed: list[Claimed]) -> list[str]:
    return [(row.body or {})["text"] for row in claimed]


async def end(store: Store, row: Claimed, state: str = outbox.SENT, now: datetime = NOW, **told: Any) -> None:
    async with store.writing() as db:
        await outcome.record(db, [Outcome(row.id, row.revision, state, **told)], now)
        await db.commit()


async def board(store: Store, who: int, text: str, now: datetime = NOW) -> None:
    async with store.writing() as db:
        await outbox.put_board(db, who, "card:1", {"text": text}, now)
        await db.commit()


async def rows(store: Store) -> list[Outbox]:
    async with store.reading() as db:
        return list(await db.scalars(select(Outbox).order_by(Outbox.id)))


async def states(store: Store) -> list[str]:
    return [row.state for row in await rows(store)]


async def test_a_chat_gets_its_messages_one_after_another(store: Store, owner: int, neighbour: int) -> None:
    await owe(store, owner, "a", "b", "c")
    await owe(store, neighbour, "x")
    first = await claim(store)
    assert texts(first) == ["a", "x"], "one of each chat, the oldest"
    assert await claim(store) == [], "the next one waits until this one has ended"
    await end(store, first[0])
    second = await claim(store)
    assert texts(second) == ["b"]
    await end(store, second[0], outbox.FAILED, reason="refused")
    assert texts(await claim(store)) == ["c"], "a failure holds nobody up"


async def test_the_limit_is_kept(store: Store, owner: int, neighbour: int) -> None:
    await owe(store, owner, "a")
    await owe(store, neighbour, "x")
    assert texts(await claim(store, limit=1)) == ["a"]
    assert await states(store) == ["sending", "waiting"]


async def test_a_claimed_row_tells_all_that_sending_needs(store: Store, owner: int) -> None:
    await owe(store, owner, "a")
    (row,) = await claim(store)
    assert (row.address, row.contact_id, row.lane, row.kind) == ("1", owner, CONVERSATION, "say")
    assert (row.attempts, row.reason, row.message_id, row.revision) == (0, "", None, 0)
    assert not row.is_free


async def test_a_waiting_head_blocks_its_followers_and_nobody_else(
    store: Store, owner: int, neighbour: int
) -> None:
    await owe(store, owner, "a", "b")
    await owe(store, neighbour, "x")
    head, _other = await claim(store)
    await end(store, head, outbox.WAITING, reason="network", due_at=NOW + 4 * SECOND)
    assert await claim(store) == []
    assert await claim(store, now=NOW + 3 * SECOND) == []
    (again,) = await claim(store, now=NOW + 4 * SECOND)
    assert texts([again]) == ["a"]
    assert (again.attempts, again.reason) == (1, "network")


async def test_a_waiting_row_holds_no_other_lane(store: Store, owner: int) -> None:
    await owe(store, owner, "later", lane=ANNOUNCED)
    await owe(store, owner, "owed", lane=OWED)
    await owe(store, owner, "reply")
    assert texts(await claim(store, CONVERSATION)) == ["reply"]
    assert texts(await claim(store, OWED)) == ["owed"]
    assert texts(await claim(store, ANNOUNCED)) == ["later"]


async def test_resting_chats_get_only_what_costs_nothing(store: Store, owner: int, neighbour: int) -> None:
    await owe(store, owner, "pressed", kind="answer")
    await owe(store, owner, "changed", kind="edit")
    await owe(store, owner, "new")
    await owe(store, neighbour, "other")
    claimed = await claim(store, resting=[owner])
    assert texts(claimed) == ["pressed", "changed", "other"]
    assert [row.is_free for row in claimed] == [True, True, False]
    await end(store, claimed[1])
    assert await claim(store, resting=[owner]) == []
    assert texts(await claim(store)) == ["new"]


async def test_silent_chats_get_nothing(store: Store, owner: int, neighbour: int) -> None:
    await owe(store, owner, "pressed", kind="answer")
    await owe(store, owner, "new")
    await owe(store, neighbour, "other")
    assert texts(await claim(store, silent={owner: 9.0})) == ["other"]
    assert texts(await claim(store)) == ["pressed", "new"]


async def test_an_answer_to_a_press_waits_for_nothing(store: Store, owner: int) -> None:
    await owe(store, owner, "a", "b")
    (head,) = await claim(store)
    await end(store, head, outbox.WAITING, reason="network", due_at=NOW + 60 * SECOND)
    await owe(store, owner, "pressed", "pressed twice", kind="answer")
    assert texts(await claim(store)) == ["pressed", "pressed twice"]


async def test_an_answer_under_way_holds_nobody(store: Store, owner: int) -> None:
    await owe(store, owner, "pressed", kind="answer")
    await claim(store)
    await owe(store, owner, "a")
    assert texts(await claim(store)) == ["a"]


async def test_a_key_is_used_once(store: Store, owner: int) -> None:
    async def owed(*keys: str) -> int:
        owing = [{"lane": OWED, "contact_id": owner, "kind": "decision", "dedupe": key} for key in keys]
        async with store.writing() as db:
            added = await outbox.add_once(db, owing, NOW)
            await db.commit()
            return added

    assert [await owed("a"), await owed("a"), await owed("a", "b", "b"), await owed()] == [1, 0, 1, 0]
    (first,) = await claim(store, OWED, limit=1)
    await end(store, first)
    assert await owed("a") == 0, "also when the first one was sent long ago"


async def test_a_board_keeps_only_its_newest_text(store: Store, owner: int) -> None:
    for text in ("10 %", "20 %", "30 %"):
        await board(store, owner, text)
    assert len(await rows(store)) == 1
    assert texts(await claim(store)) == ["30 %"]


async def test_a_board_first_appears_in_the_order_of_the_chat(store: Store, owner: int) -> None:
    await owe(store, owner, "before")
    await board(store, owner, "10 %")
    await owe(store, owner, "after")
    for text in ("before", "10 %", "after"):
        (row,) = await claim(store)
        assert texts([row]) == [text]
        await end(store, row, message_id=7)


async def test_a_board_rests_three_seconds_between_texts(store: Store, owner: int) -> None:
    await board(store, owner, "10 %")
    (row,) = await claim(store)
    assert not row.is_free
    await end(store, row, message_id=7)
    await board(store, owner, "20 %", NOW + SECOND)
    await board(store, owner, "30 %", NOW + 2 * SECOND)
    assert await claim(store, now=NOW + 2.9 * SECOND) == []
    (row,) = await claim(store, now=NOW + 3 * SECOND)
    assert texts([row]) == ["30 %"]
    assert row.message_id == 7
    assert row.is_free, "an edit costs no token"


async def test_a_clock_set_back_holds_up_no_conversation_and_no_board(store: Store, owner: int) -> None:
    await board(store, owner, "10 %")
    (row,) = await claim(store)
    await end(store, row, message_id=7)
    for lane in outbox.LANES:
        await owe(store, owner, f"lane {lane}", lane=lane)
    earlier = NOW - timedelta(hours=1)
    async with store.writing() as db:
        await outbox.bring_near(db, earlier)
        await db.commit()
    for lane, wanted in ((CONVERSATION, ["lane 0"]), (OWED, ["lane 1"]), (ANNOUNCED, [])):
        assert texts(await claim(store, lane, now=earlier)) == wanted
    await board(store, owner, "20 %", earlier)
    assert texts(await claim(store, now=earlier + 3 * SECOND)) == ["20 %"]


async def test_a_newer_text_of_a_board_passes_what_waits(store: Store, owner: int) -> None:
    await board(store, owner, "10 %")
    (row,) = await claim(store)
    await end(store, row, message_id=7)
    await owe(store, owner, "a")
    await board(store, owner, "100 %", NOW + 10 * SECOND)
    claimed = await claim(store, now=NOW + 10 * SECOND, resting=[owner])
    assert texts(claimed) == ["100 %"]
    assert texts(await claim(store, now=NOW + 10 * SECOND)) == ["a"], "and holds nobody while under way"


@pytest.mark.parametrize("state", [outbox.SENT, outbox.UNKNOWN, outbox.FAILED])
async def test_the_last_text_of_a_board_is_sent_however_the_one_before_ended(
    store: Store, owner: int, state: str
) -> None:
    await board(store, owner, "10 %")
    (row,) = await claim(store)
    await board(store, owner, "100 %", NOW + SECOND)
    assert await states(store) == ["sending"], "not twice at a time"
    await end(store, row, state, NOW + 2 * SECOND, message_id=7 if state == outbox.SENT else None)
    assert await claim(store, now=NOW + 4.9 * SECOND) == []
    (newer,) = await claim(store, now=NOW + 5 * SECOND)
    assert texts([newer]) == ["100 %"]
    await end(store, newer, state, NOW + 6 * SECOND)
    assert await states(store) == [state], "and then it has ended"


async def test_a_board_that_waits_for_the_network_keeps_waiting(store: Store, owner: int) -> None:
    await board(store, owner, "10 %")
    (row,) = await claim(store)
    await board(store, owner, "100 %", NOW + SECOND)
    await end(store, row, outbox.WAITING, NOW + SECOND, due_at=NOW + 60 * SECOND)
    assert await claim(store, now=NOW + 59 * SECOND) == []
    assert texts(await claim(store, now=NOW + 60 * SECOND)) == ["100 %"]


async def test_two_people_have_boards_of_their_own(store: Store, owner: int, neighbour: int) -> None:
    await board(store, owner, "10 %")
    await board(store, neighbour, "50 %")
    assert texts(await claim(store)) == ["10 %", "50 %"]


async def test_after_a_crash_an_announcement_is_unknown_and_the_rest_is_sent_again(
    store: Store, owner: int, neighbour: int
) -> None:
    for lane in (CONVERSATION, OWED, ANNOUNCED):
        await owe(store, owner, f"lane {lane}", lane=lane)
        await claim(store, lane)
    await owe(store, neighbour, "not begun", lane=ANNOUNCED)
    later = NOW + 60 * SECOND
    async with store.writing() as db:
        await outcome.recover(db, later)
        await db.commit()
    kept = await rows(store)
    assert [row.state for row in kept] == ["waiting", "waiting", "unknown", "waiting"]
    assert kept[2].ended_at == later
    assert texts(await claim(store, ANNOUNCED, now=later)) == ["not begun"]
    assert texts(await claim(store, CONVERSATION, now=later)) == ["lane 0"]
    assert texts(await claim(store, OWED, now=later)) == ["lane 1"]


async def test_outcomes_are_written_down(store: Store, owner: int, neighbour: int) -> None:
    await owe(store, owner, "a")
    await owe(store, neighbour, "x")
    sent, refused = await claim(store)
    async with store.writing() as db:
        outcomes = [
            Outcome(sent.id, 0, outbox.SENT, message_id=41),
            Outcome(refused.id, 0, outbox.FAILED, "refused"),
        ]
        await outcome.record(db, outcomes, NOW)
        await outcome.record(db, [], NOW)
        await db.commit()
    kept = await rows(store)
    assert [(row.state, row.reason, row.message_id) for row in kept] == [
        ("sent", "", 41),
        ("failed", "refused", None),
    ]
    assert [(row.attempts, row.ended_at) for row in kept] == [(1, NOW), (1, NOW)]


async def test_a_second_outcome_keeps_the_number_of_the_message(store: Store, owner: int) -> None:
    await board(store, owner, "10 %")
    (row,) = await claim(store)
    await end(store, row, message_id=7)
    await board(store, owner, "20 %")
    (row,) = await claim(store, now=NOW + 3 * SECOND)
    await end(store, row, outbox.FAILED, reason="refused")
    assert [kept.message_id for kept in await rows(store)] == [7]


async def test_who_cannot_be_written_to_is_given_up(store: Store, owner: int, neighbour: int) -> None:
    await owe(store, owner, "a", "b")
    await owe(store, owner, "c", lane=ANNOUNCED)
    await owe(store, neighbour, "x")
    sending = await claim(store, limit=1)
    await end(store, sending[0], outbox.FAILED, reason="blocked")
    async with store.writing() as db:
        await outcome.give_up_contact(db, owner, "blocked", NOW)
        await contact.mark_unreachable(db, owner, "blocked", NOW)
        await db.commit()
    assert [(row.state, row.reason) for row in await rows(store)] == [
        ("failed", "blocked"),
        ("failed", "blocked"),
        ("failed", "blocked"),
        ("waiting", ""),
    ]
    async with store.reading() as db:
        person = await contact.by_id(db, owner)
        assert (person.unreachable_at, person.unreachable_reason) == (NOW, "blocked")


@pytest.mark.parametrize("lane", [OWED, ANNOUNCED])
async def test_what_the_bot_starts_waits_while_a_form_is_filled_in(
    store: Store, owner: int, neighbour: int, lane: int
) -> None:
    async with store.writing() as db:
        person = await contact.by_id(db, owner)
        await run.open_run(db, person, "registration", 1, NOW)
        await db.commit()
    await owe(store, owner, "news", lane=lane)
    await owe(store, neighbour, "other news", lane=lane)
    await owe(store, owner, "a question")
    assert texts(await claim(store)) == ["a question"]
    assert texts(await claim(store, lane)) == ["other news"]
    assert await claim(store, lane, now=NOW + timedelta(minutes=30)) == []
    later = NOW + timedelta(minutes=30, seconds=1)
    assert texts(await claim(store, lane, now=later)) == ["news"], "the last word was 30 minutes ago"


async def test_a_parked_form_holds_nothing_up(store: Store, owner: int) -> None:
    async with store.writing() as db:
        person = await contact.by_id(db, owner)
        await run.open_run(db, person, "registration", 1, NOW)
        run.park(person)
        await db.commit()
    await owe(store, owner, "news", lane=OWED)
    assert texts(await claim(store, OWED)) == ["news"]


async def test_an_announcement_that_waits_for_its_hour_holds_up_no_other(store: Store, owner: int) -> None:
    await owe(store, owner, "reminder", lane=ANNOUNCED)
    (row,) = await claim(store, ANNOUNCED)
    async with store.writing() as db:
        await outcome.put_off(db, row.id, NOW + timedelta(hours=9))
        await db.commit()
    await owe(store, owner, "urgent", lane=ANNOUNCED)
    assert texts(await claim(store, ANNOUNCED)) == ["urgent"]


async def test_the_next_due_row_is_known(store: Store, owner: int) -> None:
    async with store.reading() as db:
        assert await outbox.next_due(db) == {}
    await owe(store, owner, "a")
    (row,) = await claim(store)
    await end(store, row, outbox.WAITING, due_at=NOW + 9 * SECOND)
    async with store.reading() as db:
        assert await outbox.next_due(db) == {outbox.CONVERSATION: NOW + 9 * SECOND}


async def test_a_row_gets_its_text_or_is_closed_with_a_reason(store: Store, owner: int) -> None:
    async with store.writing() as db:
        moot = [{"lane": OWED, "contact_id": owner, "kind": "card", "subject": n} for n in (1, 2)]
        await outbox.add(db, moot, NOW)
        await db.commit()
    (row,) = await claim(store, OWED)
    assert (row.subject, row.body) == (1, None)
    async with store.writing() as db:
        await outbox.write_bodies(db, {row.id: {"text": "written now"}})
        await outcome.close(db, row.id, "the card is gone", NOW)
        await db.commit()
    first = (await rows(store))[0]
    assert (first.state, first.reason, first.body) == (
        "closed",
        "the card is gone",
        {"text": "written now"},
    )
    assert [row.subject for row in await claim(store, OWED)] == [2]


async def test_old_texts_are_emptied_but_never_of_a_live_row(
    store: Store, owner: int, neighbour: int
) -> None:
    await owe(store, owner, "sent", "waiting")
    await owe(store, neighbour, "sending")
    sent, _sending = await claim(store)
    await end(store, sent)
    async with store.writing() as db:
        await outbox.empty_old(db, NOW)
        await db.commit()
    assert all(row.body for row in await rows(store))
    async with store.writing() as db:
        await outbox.empty_old(db, NOW + SECOND)
        await db.commit()
    assert [row.body for row in await rows(store)] == [None, {"text": "waiting"}, {"text": "sending"}]


async def test_a_contact_that_is_deleted_takes_its_messages_along(
    store: Store, owner: int, neighbour: int
) -> None:
    await owe(store, owner, "a")
    await owe(store, neighbour, "x")
    async with store.writing() as db:
        await db.delete(await contact.by_id(db, owner))
        await db.execute(update(Outbox).values(reason="still there"))
        await db.commit()
    assert [(row.contact_id, row.reason) for row in await rows(store)] == [(neighbour, "still there")]
