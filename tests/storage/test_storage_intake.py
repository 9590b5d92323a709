"""Many whole records at once: numbers, papers and parts come out as they went in."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.invented import register
from storage import business, consent, contact, intake, office, part, record, segment, unclaimed
from storage.business import Business
from storage.certificate import Certificate
from storage.market import Market
from storage.product import Product
from storage.production_report import ProductionReport
from storage.segment import Reached, Segment
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
EARLIER = datetime(2025, 3, 1, 3, 0, tzinfo=UTC)
ZAINAB: dict[str, Any] = {
    "state": "submitted",
    "owner_name": "Zainab",
    "help_wanted": ["training"],
    "created_at": EARLIER,
    "papers": {"nib": "0203230000017", "halal": ""},
    "parts": {
        "product": [{"name": "petis ikan", "price": 40_000}, {"name": "petis udang"}],
        "market": [{"area": "35.78", "share": 70}, {"area": "Malaysia"}],
        "production_report": [
            {"period": "2025-Q3", "quantity": 90.0, "quantity_unit": "kg", "created_at": NOW}
        ],
    },
}
HOSNAN: dict[str, Any] = {"state": "draft", "owner_name": "Hosnan", "created_at": NOW}
ROHEMAH: dict[str, Any] = {"state": "verified", "owner_name": "Rohemah", "phone": None, "created_at": NOW}


async def test_each_record_comes_out_as_it_went_in(store: Store, office_id: int) -> None:
    async with store.writing() as db:
        ids = await intake.take_in(db, office_id, [ZAINAB, HOSNAN, ROHEMAH])
        await db.commit()
    async with store.reading() as db:
        rows = [await db.get_one(Business, business_id) for business_id in ids]
        assert [(row.owner_name, row.number) for row in rows] == [
            ("Zainab", "IKM-3526-00001"),
            ("Hosnan", None),
            ("Rohemah", "IKM-3526-00002"),
        ]
        assert rows[0].help_wanted == ["training"] and rows[1].help_wanted is None
        assert await unclaimed.claimable(db, ids[0]) is rows[0], "its owner may come for it"
        assert rows[0].created_at == EARLIER
        products, markets, papers, reports = [
            (await part.of_businesses(db, table, ids))[ids[0]]
            for table in (Product, Market, Certificate, ProductionReport)
        ]
        assert [(row.name, row.price) for row in products] == [("petis ikan", 40_000), ("petis udang", None)]
        assert [(row.area, row.share) for row in markets] == [("35.78", 70), ("Malaysia", None)]
        assert [(row.kind, row.number, row.is_held) for row in papers] == [
            ("nib", "0203230000017", True),
            ("halal", None, False),
        ]
        assert products[0].created_at == papers[0].created_at == EARLIER and reports[0].created_at == NOW
        assert all(
            not parts
            for _business, kinds in await record.of_businesses(db, rows[1:])
            for parts in kinds.values()
        )


async def test_numbers_go_on_where_they_stood(store: Store, office_id: int) -> None:
    async with store.writing() as db:
        assert await office.next_number(db, office_id) == "IKM-3526-00001"
        (taken,) = await intake.take_in(db, office_id, [ROHEMAH])
        assert (await db.get_one(Business, taken)).number == "IKM-3526-00002"
        assert await office.next_number(db, office_id) == "IKM-3526-00003"
        assert await office.next_numbers(db, office_id, 2) == ["IKM-3526-00004", "IKM-3526-00005"]


async def test_nothing_is_taken_in_as_nothing(store: Store, office_id: int) -> None:
    async with store.writing() as db:
        assert await intake.take_in(db, office_id, []) == []
        assert await office.next_number(db, office_id) == "IKM-3526-00001"


async def test_an_unknown_column_is_refused(store: Store, office_id: int) -> None:
    async with store.writing() as db:
        with pytest.raises(KeyError):
            await intake.take_in(db, office_id, [ROHEMAH, {**ROHEMAH, "religion": "x"}])


async def test_owners_speak_for_their_businesses_with_their_own_consent(store: Store, office_id: int) -> None:
    asked = [
        {"purpose": "register", "version": "1", "text": "Bolehkah?", "given": True},
        {"purpose": "sharing", "version": "1", "text": "Bolehkah?", "given": False},
    ]
    async with store.writing() as db:
        ids = await intake.take_in(db, office_id, [ZAINAB, ROHEMAH])
        speaker = {"channel": "telegram", "address": "7", "phone": "+6281200000001", "since": EARLIER}
        await intake.let_speak(db, office_id, [{"business_id": ids[1], **speaker, "consents": asked}])
        await intake.let_speak(db, office_id, [])
        await db.commit()
    async with store.reading() as db:
        assert await segment.reached(db, Segment(), office_id) == Reached(telegram=1, phone=0, none=1)
        owner = await business.owner(db, ids[1])
        assert owner is not None and await business.owner(db, ids[0]) is None
        assert await consent.in_force(db, owner, "1") == {"register": True, "sharing": False}
        person = await contact.by_id(db, owner)
        assert (person.address, person.phone, person.seen_at) == ("7", "+6281200000001", EARLIER)


async def test_the_whole_register_of_the_demo_goes_in(store: Store, office_id: int) -> None:
    """All of it fits its columns, on PostgreSQL too, and each part stands with its own business."""
    records = register("35.26", NOW)
    async with store.writing() as db:
        ids = await intake.take_in(db, office_id, records)
        await db.commit()
    async with store.reading() as db:
        by_sector = await db.execute(select(Business.sector, func.count()).group_by(Business.sector))
        assert {sector: count for sector, count in by_sector} == {"agro": 894, "non_agro": 619}
        rows = (await db.scalars(select(Business).order_by(Business.id))).all()
        assert [(row.id, row.owner_name) for row in rows] == [
            (business_id, one["owner_name"]) for business_id, one in zip(ids, records, strict=True)
        ]
        made = await part.of_businesses(db, Product, ids)
        for business_id, one in zip(ids, records, strict=True):
            names = [product["name"] for product in one["parts"].get("product", ())]
            assert [product.name for product in made[business_id]] == names
