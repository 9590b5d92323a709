"""Verification in storage: who waits, one decision for each record, what brings one back into the queue."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from storage import answer, audit, business, history, part, returned_field, verification
from storage.audit import Audit
from storage.business import RETURNED, SUBMITTED, VERIFIED, Business
from storage.machine import Machine
from storage.product import Product
from storage.returned_field import ReturnedField
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
AFTER = NOW + timedelta(minutes=9)


async def submitted(db: object, office_id: int, owner: int, number: str, moment: datetime = NOW) -> Business:
    row = await business.start(db, office_id, owner, moment)  # type: ignore[arg-type]
    business.submit(row, number, moment)
    await db.flush()  # type: ignore[attr-defined]
    return row


async def returns(
    db: object, held: Business, thing: str, form: str, subject: int, field: str, by: int
) -> None:
    chosen = await returned_field.choose(
        db,  # type: ignore[arg-type]
        business_id=held.id,
        thing=thing,
        form=form,
        subject=subject,
        field=field,
        by=by,
        now=LATER,
    )
    assert await verification.give_back(db, held, chosen, "unclear", by, LATER)  # type: ignore[arg-type]


async def test_the_queue_is_the_offices_own_and_goes_by_age(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        young = await submitted(db, office_id, owner, "IKM-1", LATER)
        old = await submitted(db, office_id, owner, "IKM-2", NOW)
        twin = await submitted(db, office_id, owner, "IKM-3", NOW)
        await business.start(db, office_id, owner, NOW)
        gone = await submitted(db, office_id, owner, "IKM-4", NOW)
        gone.removed_at = NOW
        await db.flush()
        assert await verification.counts(db, office_id) == (3, 0)
        assert await verification.counts(db, office_id + 1) == (0, 0)
        assert await verification.oldest(db, office_id + 1) is None
        order = [await verification.oldest(db, office_id)]
        for _next in range(3):
            order.append(await verification.oldest(db, office_id, after=order[-1]))
        assert [row.id for row in order if row] == [old.id, twin.id, young.id, old.id], "round and round"
        await db.commit()


async def test_one_decision_for_each_record(store: Store, office_id: int, owner: int, neighbour: int) -> None:
    async with store.writing() as db:
        held = await submitted(db, office_id, owner, "IKM-1")
        chosen = await returned_field.choose(
            db,
            business_id=held.id,
            thing="business",
            form="registration",
            subject=held.id,
            field="name",
            by=owner,
            now=NOW,
        )
        assert await verification.verify(db, held, neighbour, LATER)
        assert not await verification.verify(db, held, owner, LATER)
        assert not await verification.give_back(db, held, chosen, "unclear", owner, LATER)
        assert (held.state, held.verified_by, held.verified_at) == (VERIFIED, neighbour, LATER)
        assert chosen.reason == "" and await returned_field.is_settled(db, held.id)
        noted = await db.scalars(select(Audit.action))
        assert list(noted) == ["verified"]
        await db.commit()


async def test_each_returned_answer_is_waited_for(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    """Product 1, machine 1 and business 1 have a question `name` each; no answer is taken for another."""
    by_owner = {"words": "x", "contact_id": owner}
    async with store.writing() as db:
        held = await submitted(db, office_id, owner, "IKM-1")
        product = await part.add(db, Product, held.id, NOW, name="keripik")
        machine = await part.add(db, Machine, held.id, NOW, name="wajan")
        await returns(db, held, "business", "registration", held.id, "name", neighbour)
        await returns(db, held, "product", "product", product.id, "name", neighbour)
        await returns(db, held, "machine", "machine", machine.id, "name", neighbour)
        assert held.state == RETURNED and await verification.counts(db, office_id) == (0, 1)
        rows = ((product, "product", {"name": "keripik"}), (machine, "machine", {"name": "panci"}))
        for row, thing, values in rows:
            await answer.keep(db, row, thing, "name", values, business_id=held.id, now=AFTER, **by_owner)  # type: ignore[arg-type]
            assert held.state == RETURNED
        left = (await returned_field.open_of(db, [held.id]))[held.id]
        assert [one.thing for one in left] == ["business"]
        await answer.keep(
            db, held, "business", "name", {"name": "B"}, business_id=held.id, now=AFTER, **by_owner
        )  # type: ignore[arg-type]
        assert (held.state, held.submitted_at) == (SUBMITTED, AFTER)
        await db.commit()


async def test_a_part_that_is_taken_out_is_not_waited_for(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        held = await submitted(db, office_id, owner, "IKM-1")
        product = await part.add(db, Product, held.id, NOW, name="keripik")
        await returns(db, held, "product", "product", product.id, "price", owner)
        await returns(db, held, "certificate", "papers", held.id, "nib", owner)
        gone = {"removed_at": AFTER}
        await answer.keep(
            db,
            product,
            "product",
            answer.REMOVED,
            gone,
            words="",
            business_id=held.id,
            contact_id=owner,
            now=AFTER,
        )
        assert held.state == RETURNED, "the paper is still waited for"
        left = (await returned_field.open_of(db, [held.id]))[held.id]
        assert [one.field for one in left] == ["nib"]
        await db.commit()


async def test_the_same_answer_returned_twice_is_waited_for_once(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        held = await submitted(db, office_id, owner, "IKM-1")
        for _twice in range(2):
            await returns(db, held, "business", "registration", held.id, "name", owner)
        assert len((await returned_field.open_of(db, [held.id]))[held.id]) == 1
        assert await verification.verify(db, held, owner, AFTER), "settled on the phone"
        assert await returned_field.is_settled(db, held.id)
        waiting = select(func.count()).select_from(ReturnedField).where(ReturnedField.answered_at.is_(None))
        assert await db.scalar(waiting) == 0
        await db.commit()


async def test_what_changed_since_the_last_check(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        held = await submitted(db, office_id, owner, "IKM-1")
        assert await verification.last_check(db, held) is None
        history.change(db, held, "business", "name", {"name": "A"}, words="A", contact_id=owner, now=NOW)
        await verification.verify(db, held, owner, LATER)
        history.change(db, held, "business", "name", {"name": "B"}, words="B", contact_id=owner, now=AFTER)
        await db.flush()
        last = await verification.last_check(db, held)
        assert last == LATER
        rows = await verification.changed_since(db, {"business": [held.id]}, last, 10)
        assert [row.words for row in rows] == ["B"]
        await db.commit()


async def test_a_level_keeps_its_history_and_leaves_the_record_verified(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        held = await submitted(db, office_id, owner, "IKM-1")
        await verification.verify(db, held, owner, NOW)
        for level in ("pre_independent", "intermediate", "intermediate"):
            await verification.settle(db, held, "level", level, level, owner, LATER)
        await db.flush()
        rows = await verification.settled(db, held.id, "level")
        assert [(row.old["level"], row.words) for row in rows] == [
            (None, "pre_independent"),
            ("pre_independent", "intermediate"),
        ]
        assert held.state == VERIFIED
        assert audit.digest_of([1]) != audit.digest_of([2])
        await db.commit()
