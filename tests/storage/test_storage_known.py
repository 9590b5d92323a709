"""What the turns of a batch ask is asked once for all of them, and anew as soon as one of them changes it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from conftest import NOW
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncSession

from storage import audit, authority, business, consent, history, outbox, part, role
from storage.business import BusinessContact
from storage.history import History
from storage.outbox import CONVERSATION, Outbox
from storage.product import Product
from storage.role import OFFICER
from storage.store import Store


@contextmanager
def statements() -> Iterator[list[str]]:
    """All that is said to a database meanwhile."""
    heard: list[str] = []

    def hear(_connection: object, _cursor: object, sql: str, *_more: object) -> None:
        heard.append(sql)

    event.listen(Engine, "before_cursor_execute", hear)
    yield heard
    event.remove(Engine, "before_cursor_execute", hear)


async def grant(db: AsyncSession, contact_id: int, office_id: int) -> int:
    asked = {"name": OFFICER, "person": "", "granted_by": None, "now": NOW}
    return (await role.grant(db, contact_id=contact_id, office_id=office_id, **asked)).id


def agree(db: AsyncSession, contact_id: int, *, given: bool) -> None:
    words = {"address": "1", "purpose": "register", "version": "1", "text": "May we?"}
    consent.record(db, contact_id=contact_id, given=given, now=NOW, **words)


async def test_a_role_that_one_turn_takes_back_is_gone_for_the_next_turn_of_the_same_batch(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        held = [await grant(db, one, office_id) for one in (owner, neighbour)]
        await db.commit()
    async with store.writing() as db:
        await business.expect_all(db, [owner, neighbour])
        assert await authority.may(db, owner, authority.IMPORT, office_id)
        assert await authority.may(db, neighbour, authority.IMPORT, office_id)
        assert await role.revoke(db, held[0], NOW)
        assert not await authority.may(db, owner, authority.IMPORT, office_id)
        assert await authority.may(db, neighbour, authority.IMPORT, office_id)
        await grant(db, owner, office_id)
        assert await authority.may(db, owner, authority.IMPORT, office_id)


async def test_a_consent_taken_back_and_a_helper_taken_out_count_for_the_next_turn(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        held = (await business.start(db, office_id, owner, NOW)).id
        agree(db, owner, given=True)
        await db.commit()
    async with store.writing() as db:
        await business.expect_all(db, [owner, neighbour])
        assert await consent.lacking(db, owner, held, "1") == ""
        agree(db, owner, given=False)
        assert await consent.lacking(db, owner, held, "1") == "own"
        assert not await business.of_contact(db, neighbour)
        await business.join(db, held, neighbour, owner, NOW)
        assert [one.id for one in await business.of_contact(db, neighbour)] == [held]
        assert await business.speakers(db, held) == [owner, neighbour]
        await business.leave(db, held, neighbour)
        assert await authority.business_for(db, neighbour, authority.EDIT, held) is None
        assert await business.owner(db, held) == owner


async def test_a_part_that_came_or_went_is_seen_by_the_next_turn(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        held = (await business.start(db, office_id, owner, NOW)).id
        await business.expect_all(db, [owner])
        assert not await part.of_business(db, Product, held)
        made = await part.add(db, Product, held, NOW, name="Keripik")
        assert [one.name for one in await part.of_business(db, Product, held)] == ["Keripik"]
        made.removed_at = NOW
        assert not await part.of_business(db, Product, held)


async def test_what_all_contacts_of_a_batch_are_asked_for_is_asked_once(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        held = {one: (await business.start(db, office_id, one, NOW)).id for one in (owner, neighbour)}
        for one in held:
            agree(db, one, given=True)
        await db.commit()
    async with store.writing() as db:
        with statements() as heard:
            await business.expect_all(db, held)
            for one, business_id in held.items():
                assert await authority.business_for(db, one, authority.EDIT, business_id)
                assert await consent.lacking(db, one, business_id, "1") == ""
                assert not await role.held_by(db, one)
        assert len(heard) == 4


async def test_what_a_batch_says_and_notes_is_one_statement_a_table_in_its_order(
    store: Store, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        with statements() as heard:
            for place, one in enumerate((owner, neighbour, owner)):
                row = {"lane": CONVERSATION, "contact_id": one, "kind": "say", "body": {"text": str(place)}}
                await outbox.add(db, [row], NOW)
                history.note(db, "business", 1, "name", old={}, words=str(place), contact_id=one, now=NOW)
            assert await db.scalar(select(func.count()).select_from(History)) == 3
            await db.commit()
        assert [sql.split(" (")[0] for sql in heard] == [
            "INSERT INTO outbox",
            "INSERT INTO history",
            heard[2],
        ]
        said = await db.scalars(select(Outbox.body).order_by(Outbox.id))
        assert [body["text"] for body in said if body] == ["0", "1", "2"]


@pytest.mark.parametrize("is_nested", [False, True])
async def test_what_was_rolled_back_is_written_by_no_later_commit(
    store: Store, owner: int, is_nested: bool
) -> None:
    async with store.writing() as db:
        history.note(db, "business", 1, "name", old={}, words="kept", contact_id=owner, now=NOW)
        if is_nested:
            nested = await db.begin_nested()
            audit.note(db, "view", "business", 1, now=NOW, contact_id=owner, office_id=1)
            history.note(db, "business", 1, "name", old={}, words="lost", contact_id=owner, now=NOW)
            await nested.rollback()
        else:
            await db.rollback()
        await db.commit()
        words = await db.scalars(select(History.words))
        assert [*words] == (["kept"] if is_nested else [])


async def test_nothing_is_known_past_the_commit(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        held = (await business.start(db, office_id, owner, NOW)).id
        await db.commit()
        await business.expect_all(db, [owner])
        assert await business.speakers(db, held) == [owner]
        await db.commit()
        async with store._writer.begin() as beside:
            speaker = {"business_id": held, "contact_id": neighbour, "since": NOW}
            await beside.execute(BusinessContact.__table__.insert(), speaker)
        assert set(await business.speakers(db, held)) == {owner, neighbour}
