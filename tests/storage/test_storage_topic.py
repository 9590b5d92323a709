"""Topics: what a person lets the bot begin to speak about by itself."""

from datetime import UTC, datetime

from sqlalchemy import select

from storage import topic
from storage.contact import Contact
from storage.store import Store
from storage.topic import GENERAL, PROGRAM, REMINDERS, TOPICS, TRAINING

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


async def heard(store: Store, about: str) -> set[int]:
    """The people who hear of this."""
    async with store.reading() as db:
        return set(await db.scalars(select(Contact.id).where(~topic.is_off(about))))


async def test_a_topic_is_switched_for_one_person(store: Store, owner: int, neighbour: int) -> None:
    for on, hear in ((False, {neighbour}), (False, {neighbour}), (True, {owner, neighbour})):
        async with store.writing() as db:
            await topic.switch(db, owner, TRAINING, on, NOW)
            await db.commit()
        assert await heard(store, TRAINING) == hear
        assert await heard(store, GENERAL) == {owner, neighbour}


async def test_all_are_switched_at_once_and_back_to_what_they_were(
    store: Store, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        await topic.switch(db, owner, TRAINING, False, NOW)
        for _again in range(2):
            await topic.all_off(db, owner, NOW)
        assert await topic.off(db, owner) == {*TOPICS, REMINDERS}
        assert await topic.off(db, neighbour) == set()
        for name in (GENERAL, PROGRAM):
            await topic.switch(db, owner, name, True, NOW)
        await topic.switch(db, owner, PROGRAM, False, NOW)
        await topic.all_back(db, owner)
        assert await topic.off(db, owner) == {TRAINING, PROGRAM}, "each of them was switched off by itself"
