"""Roles and invites on both databases: the last head stays, one redeemer wins, wrong secrets are counted."""

import asyncio
from datetime import timedelta

import pytest
from conftest import NOW
from sqlalchemy import func, select

from storage import authority, business, contact, invite, office, role
from storage.invite import ROLE
from storage.role import ADMIN, EVERYWHERE, HEAD, OFFICER, Role
from storage.store import Store


async def grant(store: Store, contact_id: int, office_id: int, name: str) -> int:
    async with store.writing() as db:
        row = await role.grant(
            db,
            contact_id=contact_id,
            office_id=office_id,
            name=name,
            person="",
            granted_by=None,
            now=NOW,
        )
        await db.commit()
        return row.id


async def revoke(store: Store, role_id: int) -> bool:
    async with store.writing() as db:
        done = await role.revoke(db, role_id, NOW)
        await db.commit()
        return done


@pytest.mark.parametrize(("name", "place"), [(HEAD, None), (ADMIN, EVERYWHERE)])
async def test_of_two_who_revoke_the_last_two_at_once_one_is_refused(
    store: Store, url: str, office_id: int, owner: int, neighbour: int, name: str, place: int | None
) -> None:
    """Each through a pool and a lock of its own, as two processes would."""
    where = office_id if place is None else place
    other = Store(url)
    for _round in range(5):
        ids = [await grant(store, who, where, name) for who in (owner, neighbour)]
        done = await asyncio.gather(revoke(store, ids[0]), revoke(other, ids[1]))
        assert sorted(done) == [False, True]
        async with store.reading() as db:
            held = select(func.count()).where(Role.name == name, Role.revoked_at.is_(None))
            assert await db.scalar(held) == 1
    await other.close()


async def test_an_officer_may_go_even_if_the_last(store: Store, office_id: int, owner: int) -> None:
    only = await grant(store, owner, office_id, OFFICER)
    assert await revoke(store, only) and not await revoke(store, only)


async def test_what_an_officer_looked_after_is_let_go_with_the_last_role(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    held = [await grant(store, owner, office_id, name) for name in (OFFICER, HEAD)]
    await grant(store, neighbour, office_id, HEAD)
    async with store.writing() as db:
        other = await office.settle(db, region="35.23", name="O", area="Tuban", zone="Asia/Jakarta", phone="")
        for place, who in ((office_id, owner), (office_id, neighbour), (other.id, owner)):
            db.add(business.Business(office_id=place, created_at=NOW, assigned_to=who))
        await db.commit()

    async def looked_after() -> list[int | None]:
        async with store.reading() as db:
            return list(
                await db.scalars(select(business.Business.assigned_to).order_by(business.Business.id))
            )

    await revoke(store, held[0])
    assert await looked_after() == [owner, neighbour, owner], "still the head"
    await revoke(store, held[1])
    assert await looked_after() == [None, neighbour, owner], "in this office, and only her own"


async def test_of_many_who_redeem_at_once_one_is_let_in(
    store: Store, url: str, office_id: int, owner: int
) -> None:
    other = Store(url)
    async with store.writing() as db:
        people = [await contact.add(db, "telegram", str(100 + n), office_id, NOW) for n in range(20)]
        draft = await invite.draft_role(db, office_id, owner, NOW)
        invite.issue(draft, "secret", NOW)
        await db.commit()

    async def redeem(place: int) -> bool:
        async with (store, other)[place % 2].writing() as db:
            invited = await invite.opened_by(db, "secret", ROLE, NOW)
            is_in = invited is not None and await invite.use(db, invited.id, people[place].id, NOW)
            await db.commit()
            return is_in

    assert sum(await asyncio.gather(*map(redeem, range(20)))) == 1
    await other.close()


async def test_a_draft_opens_nothing_and_only_a_hash_is_kept(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        draft = await invite.draft_role(db, office_id, owner, NOW)
        assert (await invite.draft_role(db, office_id, owner, NOW)).id == draft.id
        assert not await invite.waiting(db, office_id, NOW)
        invite.issue(draft, "secret", NOW)
        draft.person = "Rina"
        await db.flush()
        assert "secret" not in draft.digest and len(draft.digest) == 64
        assert await invite.opened_by(db, "secret", ROLE, NOW + timedelta(hours=71))
        assert not await invite.opened_by(db, "secret", ROLE, NOW + timedelta(hours=72))
        assert not await invite.opened_by(db, "secret", invite.BUSINESS, NOW)
        assert await invite.take_back(db, draft.id, NOW)
        assert not await invite.opened_by(db, "secret", ROLE, NOW)


async def test_five_wrong_secrets_in_an_hour_close_the_door(store: Store, owner: int) -> None:
    async with store.writing() as db:
        person = await contact.by_id(db, owner)
        for minute in range(5):
            assert contact.tried(person, None, NOW + timedelta(minutes=minute)) is None
        assert contact.tried(person, "right", NOW + timedelta(minutes=10)) is None
        assert contact.must_wait(person, NOW + timedelta(minutes=59))
        assert contact.tried(person, "right", NOW + timedelta(minutes=60)) == "right"
        assert contact.tried(person, None, NOW + timedelta(minutes=61)) is None
        assert person.wrong_links == 1


async def test_the_setting_takes_back_only_what_it_gave(store: Store, owner: int, neighbour: int) -> None:
    await grant(store, neighbour, EVERYWHERE, ADMIN)

    async def admins(*named: int) -> set[int]:
        async with store.writing() as db:
            await role.settle_admins(db, named, NOW)
            await db.commit()
            return {one.contact_id for one in await role.in_office(db, EVERYWHERE)}

    assert await admins(owner, neighbour) == {owner, neighbour}
    assert await admins(owner) == {owner, neighbour}, "an admin by a link stays one"
    assert await admins() == {neighbour}
    assert await admins(owner) == {owner, neighbour}


async def test_the_admins_look_after_the_service_and_without_one_the_heads(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async def keepers() -> list[int]:
        async with store.reading() as db:
            return await role.keepers(db)

    assert await keepers() == []
    await grant(store, owner, office_id, OFFICER)
    await grant(store, owner, office_id, HEAD)
    assert await keepers() == [owner]
    await grant(store, neighbour, EVERYWHERE, ADMIN)
    assert await keepers() == [neighbour]


@pytest.mark.parametrize("action", ["view", "edit", "verify", "speak"])
async def test_rights_on_real_rows(
    store: Store, office_id: int, owner: int, neighbour: int, action: str
) -> None:
    """The authority asked as routing asks it, of an owner's record, a begun one, and a removed one."""
    async with store.writing() as db:
        held = await business.start(db, office_id, owner, NOW)
        begun = business.Business(office_id=office_id, created_at=NOW, entered_by=neighbour)
        db.add(begun)
        await db.flush()

        async def may(who: int, which: business.Business) -> bool:
            return await authority.business_for(db, who, action, which.id) is which

        async def give(name: str, place: int) -> None:
            given = {"contact_id": neighbour, "office_id": place, "name": name, "person": ""}
            await role.grant(db, **given, granted_by=None, now=NOW)

        assert await may(owner, held) is (action in {"view", "edit", "speak"})
        assert not await may(owner, begun) and not await may(neighbour, held)
        assert not await may(neighbour, begun), "who is no field helper any more"
        await give(role.FIELD_HELPER, office_id)
        assert await may(neighbour, begun) is (action in {"view", "edit"})
        assert not await may(neighbour, held)
        await give(OFFICER, office_id + 7)
        await give(ADMIN, EVERYWHERE)
        assert not await may(neighbour, held), "another office's officer, and an admin"
        await give(OFFICER, office_id)
        assert await may(neighbour, held) is (action in {"view", "edit", "verify"})
        held.removed_at = NOW
        await db.flush()
        assert not await may(neighbour, held) and not await may(owner, held)
