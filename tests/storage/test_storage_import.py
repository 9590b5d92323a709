"""A staged list moves into the register all at once, with history only for what changed."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import NOW
from sqlalchemy import select

from storage import business, consent, import_row, register_entry, register_move
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.history import History
from storage.import_row import ADD, CHANGED, MERGE, NEW, SAME, SKIP
from storage.office import Office
from storage.register_import import RegisterImport
from storage.store import Store

LATER = NOW + timedelta(minutes=5)


async def listed(db: Any, office_id: int, contact_id: int) -> RegisterImport:
    row = RegisterImport(
        office_id=office_id,
        contact_id=contact_id,
        name="daftar.xlsx",
        state="preview",
        made_at=NOW,
        compared_at=NOW,
    )
    db.add(row)
    await db.flush()
    return row


def new(row: int, **given: Any) -> dict[str, Any]:
    return {"row": row, "status": NEW, "action": ADD, "owner_name": f"Pemilik {row}", **given}


async def test_new_rows_get_numbers_in_their_order_and_their_papers(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        mine = await listed(db, office_id, owner)
        rows = [new(5, phone="+62811", constraints=["capital"]), new(7), {**new(9), "action": SKIP}]
        await import_row.stage(
            db, mine.id, rows, [{"row": 7, "kind": "nib", "is_held": True, "number": "0256010045123"}], []
        )
        assert await register_move.save(db, mine, LATER) == (2, 0)
        await db.commit()
    async with store.reading() as db:
        found = list(await db.scalars(select(Business).order_by(Business.id)))
        assert [(b.owner_name, b.number, b.state, b.origin) for b in found] == [
            ("Pemilik 5", "IKM-3526-00001", "draft", "import"),
            ("Pemilik 7", "IKM-3526-00002", "draft", "import"),
        ]
        assert found[0].constraints == ["capital"] and found[1].constraints is None
        assert found[0].created_at == LATER
        paper = (await db.scalars(select(Certificate))).one()
        assert (paper.business_id, paper.number) == (found[1].id, "0256010045123")
        assert (await db.get_one(Office, office_id)).last_number == 2
        assert not list(await db.scalars(select(History)))


async def test_new_records_become_findable_in_stretches(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        mine = await listed(db, office_id, owner)
        rows = [new(row, search=f" pemilik {row} ", completeness=20) for row in (5, 7, 9)]
        await import_row.stage(db, mine.id, [*rows, new(11)], [], [])
        assert await register_move.save(db, mine, LATER) == (4, 0)
        found = select(Business.search).where(Business.search.is_not(None)).order_by(Business.id)
        told = [
            (await register_move.make_findable(db, mine, 2), len((await db.scalars(found)).all()))
            for _stretch in range(3)
        ]
        assert told == [(True, 2), (True, 3), (False, 3)]
        assert (await db.scalars(found)).all()[1] == " pemilik 7 ikm-3526-00002 "
        last = select(Business).where(Business.number == "IKM-3526-00004")
        measured = (await db.scalars(last)).one()
        assert (measured.search, measured.completeness) == (None, None), (
            "the clock measures what was not staged"
        )


async def test_words_kept_in_place_of_a_number_go_with_the_paper(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        there = Business(office_id=office_id, number="IKM-3526-00009", state="draft", created_at=NOW)
        db.add(there)
        await db.flush()
        beside = {"flagged": {"number": "1234", "expires_on": "kapan-kapan"}, "created_at": NOW}
        db.add(Certificate(business_id=there.id, kind="nib", is_held=True, **beside))
        db.add(Certificate(business_id=there.id, kind="pirt", is_held=False, created_at=NOW))
        mine = await listed(db, office_id, owner)
        row = {"row": 3, "status": CHANGED, "action": MERGE, "business_id": there.id}
        odd: dict[str, Any] = {"is_held": True, "number": None, "flagged": {"number": "12345"}}
        papers = [{"row": 3, "kind": kind, **odd} for kind in ("nib", "npwp", "pirt")]
        papers += [{"row": 4, "kind": "nib", **odd}, {"row": 4, "kind": "npwp", **odd, "flagged": None}]
        old = {"nib": {"number": None, "flagged": {"number": "1234"}}}
        told = [
            {
                "row": 3,
                "field": paper["kind"],
                "old": old.get(paper["kind"], {"number": None}),
                "words": "12345",
            }
            for paper in papers[:3]
        ]
        await import_row.stage(db, mine.id, [row, new(4)], papers, told)
        assert await register_move.save(db, mine, LATER) == (1, 1)
        await db.commit()
        there_id = there.id
    async with store.reading() as db:
        first, added = sorted(await register_entry.entries(db, office_id), key=lambda one: one["id"])
        assert first["id"] == there_id and "flagged" not in {**first, **added}
        assert first["paper_words"] == dict.fromkeys(("nib", "npwp", "pirt"), "12345")
        assert first["papers"] == dict.fromkeys(("nib", "npwp", "pirt"))
        assert added["paper_words"] == {"nib": "12345"} and added["papers"] == {"nib": None, "npwp": None}
        kept = select(Certificate.flagged).where(
            Certificate.business_id == there_id, Certificate.kind == "nib"
        )
        assert await db.scalar(kept) == {"number": "12345", "expires_on": "kapan-kapan"}
        noted = {h.field: (h.thing, h.old) for h in await db.scalars(select(History))}
        assert noted == {"nib": ("certificate", old["nib"]), "pirt": ("certificate", {"number": None})}


async def test_changed_rows_change_only_what_they_give(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        there = Business(office_id=office_id, number="IKM-3526-00001", state="verified", created_at=NOW)
        there.owner_name, there.name, there.workers_male = "Siti", "Keripik Siti", 2
        other = Business(office_id=office_id, number="IKM-3526-00002", state="draft", created_at=NOW)
        db.add_all([there, other])
        await db.flush()
        db.add(Certificate(business_id=there.id, kind="nib", is_held=True, number="1", created_at=NOW))
        mine = await listed(db, office_id, owner)
        rows = [
            {"row": 3, "status": CHANGED, "action": MERGE, "business_id": there.id, "workers_male": 4},
            {"row": 4, "status": SAME, "action": SKIP, "business_id": other.id, "name": "Lain"},
        ]
        papers = [{"row": 3, "kind": "nib", "number": "2"}, {"row": 3, "kind": "npwp", "number": "3"}]
        changes = [
            {"row": 3, "field": "workers_male", "old": {"workers_male": 2}, "words": "4"},
            {"row": 3, "field": "nib", "old": {"number": "1"}, "words": "2"},
        ]
        await import_row.stage(db, mine.id, rows, papers, changes)
        assert await import_row.changed_fields(db, mine.id) == {"nib": 1, "workers_male": 1}
        assert await register_move.save(db, mine, LATER) == (0, 1)
        await db.commit()
        there_id = there.id
    async with store.reading() as db:
        there = await db.get_one(Business, there_id)
        assert (there.name, there.workers_male, there.changed_at) == ("Keripik Siti", 4, LATER)
        assert (there.state, there.submitted_at) == ("submitted", LATER), "it is to be checked again"
        papers_now = {p.kind: p.number for p in await db.scalars(select(Certificate))}
        assert papers_now == {"nib": "2", "npwp": "3"}
        told = {(h.thing, h.field): (h.old, h.words, h.on_behalf) for h in await db.scalars(select(History))}
        assert told == {
            ("business", "workers_male"): ({"workers_male": 2}, "4", True),
            ("certificate", "nib"): ({"number": "1"}, "2", True),
        }


@pytest.mark.parametrize("what", ["changed", "removed", "claimed", "came"])
async def test_what_changed_since_the_preview_is_noticed(
    store: Store, office_id: int, owner: int, what: str
) -> None:
    async with store.writing() as db:
        there = Business(
            office_id=office_id, number="IKM-3526-00001", state="draft", created_at=NOW - timedelta(1)
        )
        db.add(there)
        await db.flush()
        mine = await listed(db, office_id, owner)
        rows = [
            {"row": 3, "status": CHANGED, "action": MERGE, "business_id": there.id, "name": "Baru"},
            new(4, phone="+62812"),
        ]
        await import_row.stage(db, mine.id, rows, [], [])
        assert await register_move.changed_since(db, mine) == 0
        if what == "changed":
            there.changed_at = LATER
        elif what == "removed":
            there.removed_at = LATER
        elif what == "claimed":
            there.claimed_at = LATER
        else:
            db.add(Business(office_id=office_id, state="draft", phone="+62812", created_at=LATER))
        await db.flush()
        assert await register_move.changed_since(db, mine) == 1


async def test_another_offices_record_is_never_written(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        tuban = Office(
            region="35.23", name="Tuban", area="Kabupaten Tuban", zone="Asia/Jakarta", last_number=0
        )
        db.add(tuban)
        await db.flush()
        theirs = Business(
            office_id=tuban.id, number="IKM-3523-00001", state="draft", name="A", created_at=NOW
        )
        db.add(theirs)
        await db.flush()
        mine = await listed(db, office_id, owner)
        row = {"row": 3, "status": CHANGED, "action": MERGE, "business_id": theirs.id, "name": "B"}
        change = {"row": 3, "field": "name", "old": {"name": "A"}, "words": "B"}
        await import_row.stage(db, mine.id, [row], [{"row": 3, "kind": "nib", "number": "9"}], [change])
        assert await register_move.save(db, mine, LATER) == (0, 0)
        await db.refresh(theirs)
        assert theirs.name == "A"
        assert not list(await db.scalars(select(Certificate)))
        assert not list(await db.scalars(select(History)))


async def test_the_register_tells_which_records_have_an_owner_here(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        hers = await business.start(db, office_id, owner, NOW)
        listed_only = Business(office_id=office_id, origin="import", state="draft", created_at=NOW)
        db.add(listed_only)
        await db.flush()
        told = {one["id"]: one.get("has_owner") for one in await register_entry.entries(db, office_id)}
        assert told == {hers.id: True, listed_only.id: None}


async def test_what_an_owner_withdrew_is_not_written(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        hers = Business(office_id=office_id, number="IKM-3526-00001", state="draft", name="A", created_at=NOW)
        db.add(hers)
        await db.flush()
        db.add(BusinessContact(business_id=hers.id, contact_id=owner, since=NOW))
        words = {"address": "1", "purpose": "register", "version": "1", "text": "", "now": NOW}
        consent.record(db, contact_id=owner, given=False, **words)
        mine = await listed(db, office_id, owner)
        row = {"row": 3, "status": CHANGED, "action": MERGE, "business_id": hers.id, "name": "B"}
        change = {"row": 3, "field": "name", "old": {"name": "A"}, "words": "B"}
        papers = [{"row": 3, "kind": "nib", "number": "9", "is_held": True}]
        await import_row.stage(db, mine.id, [row], papers, [change])
        assert await register_move.save(db, mine, LATER) == (0, 0)
        await db.refresh(hers)
        assert hers.name == "A"
        assert not list(await db.scalars(select(Certificate)))
        assert not list(await db.scalars(select(History)))
