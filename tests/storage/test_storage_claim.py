"""Claims: whose number opens a record, who wins of two, and slips that end."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from storage import (
    attachment,
    authority,
    business,
    claim,
    contact,
    invite,
    lookalike,
    office,
    part,
    role,
    unclaimed,
)
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.claim import Claim
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
PHONE = "+6281233445566"
KELEYAN = {"district": "35.26.02", "village": "35.26.02.2002"}


async def entered(store: Store, office_id: int, **changes: Any) -> int:
    """Id of a record that an owner could claim."""
    known = {"number": f"IKM-{id(changes)}", "state": "submitted", "origin": "assisted", "phone": PHONE}
    async with store.writing() as db:
        row = Business(**{"office_id": office_id, "created_at": NOW, **known, **changes})
        db.add(row)
        await db.commit()
        return row.id


async def has_number(store: Store, contact_id: int, phone: str | None) -> None:
    async with store.writing() as db:
        (await contact.by_id(db, contact_id)).phone = phone
        await db.commit()


async def opens(store: Store, contact_id: int, business_id: int) -> bool:
    async with store.reading() as db:
        held = await db.get_one(Business, business_id)
        return await unclaimed.opens(db, await contact.by_id(db, contact_id), held)


async def test_only_the_one_record_with_her_own_number_opens(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    first = await entered(store, office_id, entered_by=neighbour)
    assert not await opens(store, owner, first), "she shared no number"
    await has_number(store, owner, "+6281900000000")
    assert not await opens(store, owner, first)
    await has_number(store, owner, PHONE)
    assert await opens(store, owner, first)
    second = await entered(store, office_id)
    assert not await opens(store, owner, first) and not await opens(store, owner, second)


async def test_a_number_that_a_claimed_record_holds_too_opens_nothing(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    listed = await entered(store, office_id)
    await has_number(store, owner, PHONE)
    async with store.writing() as db:
        own = await business.start(db, office_id, neighbour, NOW)
        own.phone = PHONE
        await db.commit()
    assert not await opens(store, owner, listed)


@pytest.mark.parametrize("whose", ["the claimant's role", "a colleague's number", "who entered it"])
async def test_a_number_of_the_office_opens_nothing(
    store: Store, office_id: int, owner: int, neighbour: int, whose: str
) -> None:
    entered_by = owner if whose == "who entered it" else None
    listed = await entered(store, office_id, entered_by=entered_by)
    await has_number(store, owner, PHONE)
    of_staff = {"the claimant's role": owner, "a colleague's number": neighbour}.get(whose)
    assert await opens(store, owner, listed) == (entered_by is None)
    if of_staff is None:
        return
    await has_number(store, of_staff, PHONE)
    async with store.writing() as db:
        held = await role.grant(
            db,
            contact_id=of_staff,
            office_id=office_id,
            name=role.OFFICER,
            person="Rina",
            granted_by=None,
            now=NOW,
        )
        await db.commit()
    assert not await opens(store, owner, listed)
    async with store.writing() as db:
        await role.revoke(db, held.id, NOW)
        await db.commit()
    assert not await opens(store, owner, listed), (
        "who has left the office typed it into the list all the same"
    )


async def test_the_number_of_an_office_opens_nothing(store: Store, office_id: int, owner: int) -> None:
    listed = await entered(store, office_id)
    await has_number(store, owner, PHONE)
    async with store.writing() as db:
        await office.settle(db, region="35.23", name="Dinas", area="Tuban", zone="Asia/Jakarta", phone=PHONE)
        await db.commit()
    assert not await opens(store, owner, listed), "officers type it for owners without one"


async def test_what_can_be_claimed(store: Store, office_id: int, owner: int) -> None:
    async def can(business_id: int) -> bool:
        async with store.reading() as db:
            return await unclaimed.claimable(db, business_id) is not None

    assert not await can(99)
    assert await can(await entered(store, office_id))
    assert not await can(await entered(store, office_id, number=None)), "somebody still fills it in"
    assert await can(await entered(store, office_id, number=None, origin="import"))
    assert not await can(await entered(store, office_id, removed_at=NOW))
    assert not await can(await entered(store, office_id, claimed_at=NOW))
    async with store.writing() as db:
        own = await business.start(db, office_id, owner, NOW)
        own.number = "IKM-1"
        await db.commit()
    assert not await can(own.id)


async def test_of_many_who_claim_at_once_one_wins(
    store: Store, url: str, office_id: int, owner: int, neighbour: int
) -> None:
    """Through two stores, so that on PostgreSQL no lock of ours keeps them apart."""
    listed = await entered(store, office_id)
    other = Store(url)

    async def claims(contact_id: int) -> bool:
        async with (store if contact_id == owner else other).writing() as db:
            held, person = await db.get_one(Business, listed), await contact.by_id(db, contact_id)
            won = await claim.settle(db, held, person, how="phone", settled_by=None, now=NOW)
            await db.commit()
            return won is not None

    won = await asyncio.gather(*(claims(one) for one in [owner, neighbour] * 5))
    await other.close()
    assert sum(won) == 1
    async with store.reading() as db:
        assert await db.scalar(select(func.count()).select_from(BusinessContact)) == 1
        assert await business.owner(db, listed) in (owner, neighbour)


async def test_settling_ends_slips_and_all_other_claims(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    listed = await entered(store, office_id)
    async with store.writing() as db:
        held, person = await db.get_one(Business, listed), await contact.by_id(db, owner)
        picture = await attachment.add(db, contact_id=None, name="slip", content=b"x", now=NOW)
        held.slip_id = picture.id
        invite.add(db, "ABC", invite.CLAIM, listed, neighbour, NOW)
        opened = await claim.begin(db, listed, owner, how="slip", state=claim.OPENED, now=NOW)
        waits = await claim.begin(db, listed, neighbour, how="phone", state=claim.WAITING, now=NOW)
        settled = await claim.settle(db, held, person, how="slip", settled_by=neighbour, now=NOW)
        assert settled is not None and settled.id == opened.id and settled.state == claim.CONFIRMED
        assert await claim.refuse_others(db, listed, NOW) == [(waits.id, neighbour)]
        assert held.slip_id is None and await attachment.by_id(db, picture.id) is None
        assert await invite.opened_by(db, "ABC", invite.CLAIM, NOW) is None
        assert await claim.unchecked_by(db, owner) == [listed]
        assert not await claim.refuse(db, waits.id, settled_by=owner, reason="", now=NOW)
        await db.commit()


async def test_a_claim_is_one_row_while_it_lives(store: Store, office_id: int, owner: int) -> None:
    listed = await entered(store, office_id)
    async with store.writing() as db:
        opened = await claim.begin(db, listed, owner, how="slip", state=claim.OPENED, now=NOW)
        waits = await claim.begin(db, listed, owner, how="phone", state=claim.WAITING, now=NOW)
        again = await claim.begin(db, listed, owner, how="slip", state=claim.OPENED, now=NOW)
        assert opened.id == waits.id == again.id and again.state == claim.WAITING
        assert await claim.refuse(db, waits.id, settled_by=None, reason="lain", now=NOW)
        anew = await claim.begin(db, listed, owner, how="phone", state=claim.WAITING, now=NOW)
        assert anew.id != waits.id
        assert await db.scalar(select(func.count()).select_from(Claim)) == 2
        await db.commit()


async def test_a_claim_of_another_office_is_not_found(store: Store, office_id: int, owner: int) -> None:
    listed = await entered(store, office_id)
    async with store.writing() as db:
        waits = await claim.begin(db, listed, owner, how="phone", state=claim.WAITING, now=NOW)
        assert await claim.in_office(db, office_id, waits.id) is not None
        assert await claim.in_office(db, office_id + 1, waits.id) is None
        assert await claim.waiting_in(db, office_id + 1, most=9) == []
        assert await unclaimed.by_phone(db, office_id + 1, PHONE) == []
        assert await lookalike.with_phone(db, office_id + 1, PHONE) == []
        assert not await unclaimed.any_in(db, office_id + 1) and await unclaimed.any_in(db, office_id)


async def test_who_looks_like_whom(store: Store, office_id: int) -> None:
    listed = await entered(store, office_id, name="Keripik", owner_name="Siti", **KELEYAN)
    async with store.writing() as db:
        await part.add(db, Certificate, listed, NOW, kind="nib", number="0256010045123")
        assert [one.id for one in await lookalike.with_nib(db, office_id, "0256010045123")] == [listed]
        assert await lookalike.with_nib(db, office_id + 1, "0256010045123") == []
        row = (listed, "Keripik", "Siti")
        assert await lookalike.named(db, office_id, ["35.26.02.2002"]) == [row]
        assert await lookalike.named(db, office_id, ["35.26.02.2003"]) == []


async def test_slips_last_longer_than_links_and_end_when_printed_again(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        invite.add(db, "old", invite.CLAIM, 7, owner, NOW)
        invite.add(db, "link", invite.BUSINESS, 7, owner, NOW)
        await db.flush()
        later = NOW + timedelta(days=89)
        assert await invite.opened_by(db, "old", invite.CLAIM, later) is not None
        assert await invite.opened_by(db, "old", invite.CLAIM, NOW + timedelta(days=90)) is None
        assert await invite.opened_by(db, "old", invite.BUSINESS, NOW) is None, "each kind opens its own"
        await invite.end(db, invite.CLAIM, 7, NOW)
        assert await invite.opened_by(db, "old", invite.CLAIM, NOW) is None
        assert await invite.opened_by(db, "link", invite.BUSINESS, NOW) is not None


async def test_what_one_filled_in_is_listed_until_it_is_claimed(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        draft = await business.begin_for(db, office_id, owner, NOW)
        assert await unclaimed.not_agreed(db, office_id, owner) is draft
        await db.commit()
    done = await entered(store, office_id, entered_by=owner)
    async with store.writing() as db:
        assert [one.id for one in await unclaimed.entered_by(db, office_id, owner, most=9)] == [
            done,
            draft.id,
        ]
        assert await unclaimed.entered_by(db, office_id, neighbour, most=9) == []
        assert await unclaimed.take(db, done, neighbour, NOW)
        assert [one.id for one in await unclaimed.entered_by(db, office_id, owner, most=9)] == [draft.id]
        await unclaimed.forget(db, await db.get_one(Business, draft.id))
        assert await unclaimed.entered_by(db, office_id, owner, most=9) == []


async def test_a_claimed_record_without_a_speaker_is_not_its_helpers_again(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    listed = await entered(store, office_id, entered_by=neighbour)
    given = {"contact_id": neighbour, "office_id": office_id, "name": role.FIELD_HELPER, "person": "Joko"}
    async with store.writing() as db:
        await role.grant(db, **given, granted_by=None, now=NOW)
        assert await authority.business_for(db, neighbour, authority.VIEW, listed) is not None
        assert await unclaimed.take(db, listed, owner, NOW)
        await db.execute(delete(BusinessContact))
        assert await authority.business_for(db, neighbour, authority.VIEW, listed) is None
        assert await unclaimed.entered_by(db, office_id, neighbour, most=9) == []
        assert await unclaimed.not_agreed(db, office_id, neighbour) is None
