"""What an import does beside the columns it writes: words kept, answers given back, what was decided."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import NOW
from sqlalchemy import select
from test_storage_import import LATER, listed

from storage import consent, import_row, register_entry, register_import, register_move
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.import_row import ADD, CHANGED, DOUBT, MERGE, NEW
from storage.register_import import CHOOSING, PREVIEW, READING, RegisterImport
from storage.returned_field import ReturnedField
from storage.store import Store


async def held(db: Any, office_id: int, **columns: Any) -> Business:
    row = Business(
        office_id=office_id, number="IKM-3526-00001", created_at=NOW, **{"state": "draft", **columns}
    )
    db.add(row)
    await db.flush()
    return row


async def merges(db: Any, mine: RegisterImport, business_id: int, *fields: str, nib: str = "") -> None:
    """A row that changes these fields of the record, and its NIB."""
    row = {
        "row": 3,
        "status": CHANGED,
        "action": MERGE,
        "business_id": business_id,
        **dict.fromkeys(fields, "B"),
    }
    named = (*fields, *(["nib"] if nib else []))
    changes = [{"row": 3, "field": name, "old": {name: "A"}, "words": "B"} for name in named]
    papers = [{"row": 3, "kind": "nib", "number": nib, "is_held": True}] if nib else []
    await import_row.stage(db, mine.id, [row], papers, changes)


async def test_a_number_takes_the_place_of_the_words_kept_for_it(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        hers = await held(db, office_id)
        kept = {"flagged": {"number": "12345", "expires_on": "kapan-kapan"}, "created_at": NOW}
        db.add(Certificate(business_id=hers.id, kind="nib", is_held=True, **kept))
        db.add(Certificate(business_id=hers.id, kind="npwp", is_held=True, **kept))
        await db.flush()
        (entry,) = await register_entry.entries(db, office_id)
        assert entry["paper_words"] == {"nib": "12345", "npwp": "12345"}
        mine = await listed(db, office_id, owner)
        await merges(db, mine, hers.id, nib="0256010045123")
        await register_move.save(db, mine, LATER)
        await db.commit()
    async with store.reading() as db:
        papers = {
            paper.kind: (paper.number, paper.flagged) for paper in await db.scalars(select(Certificate))
        }
        assert papers == {
            "nib": ("0256010045123", {"expires_on": "kapan-kapan"}),
            "npwp": (None, kept["flagged"]),
        }


@pytest.mark.parametrize(
    ("fields", "nib", "left", "state"),
    [
        (("name",), "", ["nib"], "returned"),
        ((), "0256010045123", ["name"], "returned"),
        (("name",), "0256010045123", [], "submitted"),
        (("brand",), "", ["name", "nib"], "returned"),
    ],
)
async def test_what_was_given_back_is_answered_as_far_as_the_list_changes_it(
    store: Store, office_id: int, owner: int, fields: tuple[str, ...], nib: str, left: list[str], state: str
) -> None:
    async with store.writing() as db:
        hers = await held(db, office_id, state="returned")
        about = {"business_id": hers.id, "subject": hers.id, "reason": "salah", "returned_at": NOW}
        db.add(ReturnedField(thing="business", form="registration", field="name", **about))
        db.add(ReturnedField(thing="certificate", form="papers", field="nib", **about))
        db.add(Certificate(business_id=hers.id, kind="nib", is_held=True, number="1", created_at=NOW))
        await db.flush()
        mine = await listed(db, office_id, owner)
        await merges(db, mine, hers.id, *fields, nib=nib)
        assert await register_move.save(db, mine, LATER) == (0, 1)
        await db.commit()
        business_id = hers.id
    async with store.reading() as db:
        open_ = select(ReturnedField.field).where(ReturnedField.answered_at.is_(None))
        assert sorted(await db.scalars(open_)) == left
        hers = await db.get_one(Business, business_id)
        assert (hers.state, hers.submitted_at) == (state, LATER if state == "submitted" else None)


async def test_consent_withdrawn_after_the_comparison_is_noticed(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        hers = await held(db, office_id)
        db.add(BusinessContact(business_id=hers.id, contact_id=owner, since=NOW - timedelta(1)))
        mine = await listed(db, office_id, owner)
        mine.compared_at = LATER
        await merges(db, mine, hers.id, "name")
        assert await register_move.changed_since(db, mine) == 0
        words = {"address": "1", "purpose": "register", "version": "1", "text": "", "now": LATER}
        consent.record(db, contact_id=owner, given=False, **words)
        await db.flush()
        assert await register_move.changed_since(db, mine) == 1
        assert (await register_entry.entries(db, office_id))[0]["has_withdrawn"]


async def test_what_was_said_to_rows_outlives_a_reading_that_failed(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        mine = await listed(db, office_id, owner)
        said = {"said": {"chosen": {}, "action": ADD, "business": 0}}
        row = {"status": DOUBT, "action": ADD, "notes": said}
        await import_row.stage(db, mine.id, [{"row": 3, **row}, {"row": 4, **row}], [], [])
        assert [row.row for row in await import_row.said_to(db, mine.id, 3, 9)] == [4]
        assert await register_import.compare(db, mine, PREVIEW, owner, LATER, forgotten=[4])
        assert mine.sheets == {"said": {3: said["said"]}}, "the other is asked about again"
        await import_row.clear(db, mine.id)
        await import_row.stage(db, mine.id, [{"row": 3, "status": NEW, "action": ADD}], [], [])
        await register_import.step_back(db, mine, LATER)
        await db.refresh(mine)
        assert mine.state == CHOOSING and not await import_row.counts(db, mine.id)
        assert await register_import.compare(db, mine, CHOOSING, owner, LATER)
        await db.refresh(mine)
        assert (mine.state, mine.sheets) == (READING, {"said": {"3": said["said"]}})
