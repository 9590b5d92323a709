"""The audit: only added to, sealed into a chain, and whatever is changed behind the program is found."""

from datetime import timedelta

import pytest
from conftest import NOW
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from storage import audit, office, outbox, role, summary
from storage.audit import AuditSeal
from storage.outbox import Outbox
from storage.store import Store

DROP = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"),
    "postgresql": ("ALTER TABLE audit DISABLE TRIGGER ALL",),
}
RESTORE = {
    "sqlite": (),
    "postgresql": ("ALTER TABLE audit ENABLE TRIGGER ALL",),
}


async def deeds(store: Store, count: int, *, is_sealed: bool = True) -> None:
    async with store.writing() as db:
        for place in range(count):
            audit.note(db, "view", "business", place, contact_id=1, office_id=1, now=NOW, about={"q": place})
        await db.flush()
        if is_sealed:
            await audit.seal(db, NOW)
        await db.commit()


async def chain(store: Store, newest: int | None = None) -> audit.Chain:
    async with store.reading() as db:
        return await audit.verify(db, newest)


@pytest.mark.parametrize("table", ["audit", "audit_seal"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}"])
async def test_the_database_refuses_to_change_or_remove(store: Store, table: str, deed: str) -> None:
    await deeds(store, 2)
    with pytest.raises(DBAPIError, match="append-only"):
        async with store.writing() as db:
            await db.execute(text(deed.format(table)))


async def test_the_chain_holds_and_grows(store: Store) -> None:
    assert (await chain(store)).end == ""
    await deeds(store, 3)
    first = await chain(store)
    assert (first.rows, first.unsealed, first.broken) == (3, 0, None) and len(first.end) == 64
    await deeds(store, 2, is_sealed=False)
    assert (await chain(store)).unsealed == 2
    async with store.writing() as db:
        await audit.seal(db, NOW)
        await audit.seal(db, NOW)
        await db.commit()
    assert (await chain(store)).rows == 5 and (await chain(store)).end != first.end
    newest = await chain(store, newest=1)
    assert (newest.rows, newest.broken, newest.end) == (2, None, (await chain(store)).end)
    async with store.reading() as db:
        assert await audit.end(db) == newest.end
        assert len(list(await db.scalars(select(AuditSeal)))) == 2, "no link without rows"


async def test_a_link_covers_so_many_rows_at_most(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "MOST_IN_A_LINK", 2)
    await deeds(store, 5)
    found = await chain(store)
    assert (found.rows, found.unsealed, found.broken) == (5, 0, None)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET thing_id = 99 WHERE thing_id = 1",
        "UPDATE audit SET contact_id = NULL WHERE thing_id = 1",
        "DELETE FROM audit WHERE thing_id = 1",
    ],
)
async def test_a_row_changed_behind_the_program_is_found(store: Store, change: str) -> None:
    await deeds(store, 2)
    await deeds(store, 2)
    kind = "sqlite" if store.is_sqlite else "postgresql"
    async with store.writing() as db:
        for statement in (*DROP[kind], change, *RESTORE[kind]):
            await db.execute(text(statement))
        await db.commit()
    found = await chain(store)
    async with store.reading() as db:
        links = list(await db.scalars(select(AuditSeal.id).order_by(AuditSeal.id)))
    assert (found.rows, found.broken) == (0, links[0])


async def test_the_summary_is_owed_once_a_week(store: Store, office_id: int, owner: int) -> None:
    monday = NOW  # 5 January 2026, 10.00 in Jakarta
    given = {"contact_id": owner, "office_id": office_id, "name": role.HEAD, "person": ""}

    async def owed(now: timedelta) -> int:
        async with store.writing() as db:
            await summary.owe(db, monday + now)
            await db.commit()
            return len(list(await db.scalars(select(Outbox))))

    assert await owed(timedelta()) == 0, "there is no head"
    async with store.writing() as db:
        await role.grant(db, **given, granted_by=None, now=monday)
        await db.commit()
    assert await owed(timedelta(hours=1)) == 0, "she begins with the next one"
    assert await owed(timedelta(days=7, hours=-3)) == 0, "it is 07.00 there"
    assert await owed(timedelta(days=7, hours=-2, minutes=-30)) == 1, "it is 07.30 there"
    assert await owed(timedelta(days=8)) == 1
    assert await owed(timedelta(days=17)) == 2, "after two weeks of silence one, not two"
    async with store.reading() as db:
        row = (await db.scalars(select(Outbox))).first()
        assert row is not None and (row.lane, row.kind, row.subject) == (outbox.OWED, "summary", office_id)


async def test_every_head_of_an_open_office_is_owed_the_summary_of_the_own_office(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        east = await office.settle(
            db, region="52.71", name="Dinas", area="Kota Mataram", zone="Asia/Makassar", phone=""
        )
        begun = await office.found(db, region="35.23", area="", zone="Asia/Jakarta", report_period="month")
        for held, who, name in (
            (office_id, owner, role.HEAD),
            (office_id, neighbour, role.OFFICER),
            (east.id, neighbour, role.HEAD),
            (begun.id, owner, role.HEAD),
        ):
            given = {"contact_id": who, "office_id": held, "name": name, "person": ""}
            await role.grant(db, **given, granted_by=None, now=NOW - timedelta(days=9))
        await db.commit()
    async with store.writing() as db:
        early = NOW.replace(hour=0)  # 07.00 in Jakarta, 08.00 in Mataram
        await summary.owe(db, early)
        rows = list(await db.scalars(select(Outbox).order_by(Outbox.subject)))
        assert [(row.subject, row.contact_id) for row in rows] == [(office_id, owner), (east.id, neighbour)]
        weeks = [str(row.dedupe).rpartition(":")[2] for row in rows]
        assert weeks == ["2025-12-29", "2026-01-05"], "in Jakarta the last week's is owed still"


async def test_a_summary_counts_its_own_office(store: Store, office_id: int) -> None:
    await deeds(store, 1)
    async with store.reading() as db:
        told = await summary.of_office(db, office_id, NOW)
        assert (told.new, told.waiting, told.imports) == (0, 0, 0) and told.chain_end
