"""The five data sets: the parts sum to the whole on every axis, and every number opens its businesses."""

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from conftest import NOW

from storage import attachment, handout, intake, report, segment
from storage.office import Office
from storage.report import AXES
from storage.segment import Segment
from storage.store import Store

DISTRICTS = (None, "35.26.01", "35.26.02", "35.26.03")
SECTORS = (None, "agro", "non_agro")
BRANCHES = (None, "food", "textile", "metal")
PERIODS = ("2026-Q4", "2026-10", "2026-11", "2026-12")


def some(rng: Random, values: tuple[str, ...]) -> list[str] | None:
    ticked = rng.sample(values, rng.randint(0, len(values)))
    return ticked or rng.choice((None, []))


def record(rng: Random) -> dict[str, Any]:
    """A record with gaps anywhere."""
    has_amount, kbli = rng.random() < 0.6, rng.choice((None, "10794", "13134"))
    reports = [
        {
            "period": period,
            "quantity": rng.choice((None, 0.0, 12.5)),
            "quantity_unit": rng.choice((None, "kg", "pcs")),
            "value": rng.choice((None, 1_000, 2**40)),
            "submitted_at": rng.choice((None, NOW)),
        }
        for period in (*PERIODS, "2025-Q1")
        if rng.random() < 0.3
    ]
    return {
        "state": rng.choice(("draft", "submitted", "verified")),
        "created_at": NOW,
        "district": rng.choice(DISTRICTS),
        "sector": rng.choice(SECTORS),
        "branch": rng.choice(BRANCHES),
        "phone": rng.choice((None, "+62811")),
        "kbli": kbli,
        "kbli_edition": kbli and rng.choice((None, "2020", "2025")),
        "main_product": rng.choice((None, "", "Keripik Singkong", "keripik singkong ", "Celurit")),
        "capacity": rng.choice((0.0, 10.0, 2.5)) if has_amount else None,
        "capacity_high": rng.choice((None, 20.0)) if has_amount else None,
        "capacity_unit": rng.choice((None, "kg", "pcs")),
        "capacity_period": rng.choice((None, "hari", "bulan")),
        "days_per_month": rng.choice((None, 0, 20)),
        "help_wanted": some(rng, ("training", "none")),
        "constraints": some(rng, ("capital", "other")),
        "parts": {
            "market": [
                {"area": rng.choice((None, "35.26", "Jepang")), "channel": rng.choice((None, "shop"))}
                for _ in range(rng.randint(0, 3))
            ],
            "material": [
                {"name": rng.choice((None, "Singkong", "singkong", "Besi"))} for _ in range(rng.randint(0, 2))
            ],
            "production_report": reports,
        },
    }


async def offices(db: Any, office_id: int) -> int:
    """Another office, whose rows nothing of this one may count."""
    other = Office(region="35.23", name="Lain", area="Kabupaten Tuban", zone="Asia/Jakarta", last_number=0)
    db.add(other)
    await db.flush()
    return other.id


BY_WHAT: dict[str, tuple[Any, Any]] = {
    "made": (
        report.made,
        lambda what: {
            "makes": (
                "unknown"
                if what is None
                else what
                if isinstance(what, str)
                else f"{what[0]}/{what[1] or ''}",
            )
        },
    ),
    "sold_in": (report.sold_in, lambda what: {"area": what or "unknown"}),
    "sold_by": (report.sold_by, lambda what: {"channel": what or "unknown"}),
    "materials": (report.materials, lambda what: {"material": what or "unknown"}),
    "help": (report.help_wanted, lambda what: {"help": what or "unknown"}),
    "constraints": (report.constraints, lambda what: {"constraint": what or "unknown"}),
    "reporters": (
        lambda db, asked, office_id, axis="": report.reporters(db, asked, office_id, PERIODS, axis),
        lambda what: {"reported" if what else "unreported": PERIODS},
    ),
}
"""Each count of businesses, and the filter behind one of its answers."""
PARTITIONS = {"made", "reporters"}
"""Where each business has one answer."""


@pytest.mark.parametrize("seed", range(4))
async def test_parts_sum_to_the_whole_on_every_axis(store: Store, office_id: int, seed: int) -> None:
    rng = Random(seed)
    async with store.writing() as db:
        await intake.take_in(db, office_id, [record(rng) for _ in range(rng.choice((0, 1, 25)))])
        await intake.take_in(db, await offices(db, office_id), [record(rng) for _ in range(9)])
        await db.commit()
    everybody = Segment()
    async with store.reading() as db:
        total = await segment.count(db, everybody, office_id)
        for axis in AXES:
            groups = {
                cell.group: cell.count for cell in await report.how_many(db, everybody, office_id, axis)
            }
            assert sum(groups.values()) == total
            assert groups == await segment.counts(db, everybody, office_id, axis)
            for name, (count, _behind) in BY_WHAT.items():
                whole = {cell.what: cell.count for cell in await count(db, everybody, office_id)}
                split = await count(db, everybody, office_id, axis)
                summed: dict[Any, int] = {}
                for cell in split:
                    summed[cell.what] = summed.get(cell.what, 0) + cell.count
                assert summed == whole, name
                if name in PARTITIONS:
                    for group, of_group in groups.items():
                        assert sum(cell.count for cell in split if cell.group == group) == of_group
            await amounts_sum(db, everybody, office_id, axis, groups)


async def amounts_sum(
    db: Any, everybody: Segment, office_id: int, axis: str, groups: dict[str | None, int]
) -> None:
    whole = await report.capacities(db, everybody, office_id)
    split = await report.capacities(db, everybody, office_id, axis)
    for group, of_group in groups.items():
        assert sum(one.count for one in split if one.group == group) == of_group
    for part in ("count", "low", "high"):
        assert sum(getattr(one, part) for one in split) == pytest.approx(
            sum(getattr(one, part) for one in whole)
        )
    told = await report.reported(db, everybody, office_id, PERIODS)
    parted = await report.reported(db, everybody, office_id, PERIODS, axis)
    for part in ("reports", "quantity", "valued", "value", "value_high"):
        assert sum(getattr(one, part) for one in parted) == sum(getattr(one, part) for one in told)


@pytest.mark.parametrize("name", BY_WHAT)
async def test_every_number_opens_as_many_businesses(store: Store, office_id: int, name: str) -> None:
    rng, (count, behind) = Random(7), BY_WHAT[name]
    async with store.writing() as db:
        await intake.take_in(db, office_id, [record(rng) for _ in range(30)])
        await db.commit()
    async with store.reading() as db:
        cells = await count(db, Segment(), office_id)
        assert len(cells) > 1
        for cell in cells:
            asked = Segment(**behind(cell.what))
            assert Segment.from_dict(asked.as_dict()) == asked
            assert await segment.count(db, asked, office_id) == cell.count, cell
        for one in await report.capacities(db, Segment(), office_id):
            asked = Segment(units=(one.unit or "unknown",))
            same = [c.count for c in await report.capacities(db, Segment(), office_id) if c.unit == one.unit]
            assert await segment.count(db, asked, office_id) == sum(same)


async def test_a_month_counts_once_where_its_quarter_is_reported_too(store: Store, office_id: int) -> None:
    def told(period: str, quantity: float, value: int) -> dict[str, Any]:
        amount = {"quantity": quantity, "quantity_unit": "kg", "value": value}
        return {"period": period, "submitted_at": NOW, **amount}

    both = [told("2026-Q4", 30.0, 300), told("2026-10", 10.0, 100), told("2026-09", 5.0, 50)]
    months = [told("2026-10", 7.0, 70), told("2026-11", 8.0, 80)]
    async with store.writing() as db:
        for reports in (both, months):
            parts = {"production_report": reports}
            await intake.take_in(db, office_id, [{"state": "submitted", "created_at": NOW, "parts": parts}])
        await db.commit()
    async with store.reading() as db:
        (quarter,) = await report.reported(db, Segment(), office_id, PERIODS)
        assert (quarter.reports, quarter.quantity, quarter.value) == (3, 45.0, 450)
        (every,) = await report.reported(db, Segment(), office_id, ["all"])
        assert (every.reports, every.quantity, every.value) == (4, 50.0, 500)


async def test_the_bytes_of_a_file_are_dropped_when_it_has_arrived(
    store: Store, office_id: int, owner: int
) -> None:
    asked = {"office_id": office_id, "contact_id": owner, "now": NOW}
    async with store.writing() as db:
        first, second = [await handout.ask(db, "register", {"n": n}, **asked) for n in (1, 2)]
        for number in (first, second):
            row = await handout.of_contact(db, number, owner)
            assert row is not None
            made = await attachment.add(db, contact_id=owner, name="x.xlsx", content=b"rows", now=NOW)
            await handout.enclose(db, row, made.id)
        await db.commit()
        await db.refresh(row)
        assert await attachment.content(db, made.id) == b"rows"
        gone = await handout.of_contact(db, first, owner)
        assert gone is not None
        await db.refresh(gone)
        assert gone.attachment_id is None, "the newer one took its place"

        await handout.drop_bytes(db, datetime(2026, 1, 1, tzinfo=UTC))
        assert await attachment.content(db, made.id) == b"rows"
        await attachment.keep_handle(db, made.id, "file-1")
        await handout.drop_bytes(db, datetime(2026, 1, 1, tzinfo=UTC))
        assert await attachment.content(db, made.id) is None
        assert await handout.of_contact(db, second, owner + 1) is None
