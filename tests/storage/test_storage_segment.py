"""A segment: kept as JSON and read back, and the SELECT that it means against a plain filter in Python."""

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dialogue.indicative import class_of
from storage import broadcast, contact, office, part, segment
from storage.base import columns_of
from storage.broadcast import Broadcast
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.conditions import UNKNOWN
from storage.delivery import KIND, Delivery
from storage.outbox import ANNOUNCED, Outbox
from storage.product import Product
from storage.segment import Segment
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
DISTRICTS = ("35.26.01", "35.26.02", "35.26.03")
SECTORS, BRANCHES, KBLI = ("agro", "non_agro"), ("food", "textile", "crafts"), ("10794", "10792", "13134")
PAPERS, PRODUCTS = (
    ("nib", "halal", "sni"),
    ("Keripik singkong", "Batik tulis", "Anyaman 100% bambu", "Kue_kering"),
)
STATES, LEVELS = ("draft", "submitted", "verified"), ("pre_independent", "independent")
MOMENTS = [NOW + timedelta(days=day) for day in range(4)]

parts = {
    "districts": st.sets(st.sampled_from((*DISTRICTS, UNKNOWN)), min_size=1, max_size=2).map(tuple),
    "villages": st.sets(st.sampled_from((f"{DISTRICTS[0]}.2001", UNKNOWN)), min_size=1).map(tuple),
    "sector": st.sampled_from((*SECTORS, UNKNOWN)),
    "branch": st.sampled_from((*BRANCHES, UNKNOWN)),
    "products": st.sampled_from(("keripik", "BATIK", "100%", "e_k", "tulis")).map(lambda word: (word,)),
    "kbli": st.sampled_from(("10", "10794", "1079", UNKNOWN)),
    "size": st.sampled_from(("small", "medium", "large", UNKNOWN)),
    "filled_from": st.sampled_from((0, 25, 60)),
    "filled_to": st.sampled_from((24, 60, 100)),
    "state": st.sampled_from(STATES),
    "level": st.sampled_from((*LEVELS, UNKNOWN)),
    "assigned_to": st.sampled_from((0, -1)),
    "held": st.sets(st.sampled_from(PAPERS), min_size=1, max_size=2).map(tuple),
    "lacking": st.sets(st.sampled_from(PAPERS), min_size=1, max_size=2).map(tuple),
    "reach": st.sampled_from(("telegram", "phone", "none")),
    "made_from": st.sampled_from(MOMENTS),
    "made_to": st.sampled_from(MOMENTS),
    "changed_since": st.sampled_from(MOMENTS),
    "unnotified": st.tuples(st.sampled_from(MOMENTS), st.sampled_from(MOMENTS)),
    "words": st.sampled_from((("rina",), ("rina|budi", "batik"), ("singkong",), ("budi|35.26.02",))),
    "drafts": st.just(True),
}


def segment_of(unnotified: tuple[datetime, datetime] | None = None, **told: Any) -> Segment:
    first, last = unnotified or (None, None)
    return Segment(**told, unnotified_from=first, unnotified_to=last)


segments = st.lists(st.sampled_from(sorted(parts)), max_size=3, unique=True).flatmap(
    lambda names: st.builds(segment_of, **{name: parts[name] for name in names})
)


@given(segments)
def test_a_segment_is_read_back_as_it_was_kept(wanted: Segment) -> None:
    assert Segment.from_dict(json.loads(json.dumps(wanted.as_dict()))) == wanted


def test_a_filter_that_is_not_known_is_refused() -> None:
    assert Segment.from_dict({}) == Segment()
    with pytest.raises(ValueError):
        Segment.from_dict({"sector": "agro", "mood": "good"})


@settings(max_examples=40)
@given(st.sampled_from(("districts", "held", "products")), st.permutations(["b", "a", "c"]))
def test_the_order_of_a_set_says_nothing(name: str, values: list[str]) -> None:
    assert Segment(**{name: tuple(values)}) == Segment(**{name: ("a", "b", "c", "a")})


Got = list[tuple[datetime, str, datetime | None]]
"""When a notice to its people began, the state of the copy, and when that ended."""
Whole = tuple[dict[str, Any], list[str], list[str], str, Got]
"""Columns, names of products, papers held, how it is reached, and its notices."""


async def fill(store: Store, office_id: int, officer: int) -> list[Whole]:
    """Sixty random businesses of the office, and as many of another."""
    pick = random.Random(4)
    whole: list[Whole] = []
    async with store.writing() as db:
        other = await office.settle(db, region="35.23", name="O", area="Tuban", zone="Asia/Jakarta", phone="")
        sent = [await notice(db, office_id, officer, moment) for moment in MOMENTS]
        sent.append(await notice(db, other.id, officer, NOW))
        for number in range(120):
            held = business_of(pick, number, office_id if number < 60 else other.id, officer)
            db.add(held)
            await db.flush()
            names = pick.sample(PRODUCTS, pick.randint(0, 2))
            for name in names:
                await part.add(db, Product, held.id, NOW, name=name)
            papers = [kind for kind in PAPERS if pick.random() < 0.4]
            for kind in PAPERS:
                await part.add(db, Certificate, held.id, NOW, kind=kind, is_held=kind in papers, number="1")
            reach = await reach_of(db, pick, held, office_id)
            got = await notices_of(db, pick, held.id, sent)
            if number < 60 and not held.removed_at:
                whole.append((columns_of(held), names, papers, reach, got))
        await db.commit()
    return whole


def business_of(pick: random.Random, number: int, office_id: int, officer: int) -> Business:
    maybe: Any = lambda *values: pick.choice((None, *values))  # noqa: E731
    district = maybe(*DISTRICTS)
    return Business(
        office_id=office_id,
        number=pick.choice((None, f"IKM-3526-{number:05d}")),
        origin=pick.choice(("owner", "import", "assisted")),
        agreed_at=maybe(NOW),
        state=pick.choice(STATES),
        name=f"Usaha {number}",
        owner_name=pick.choice(("Rina", "Budi")),
        phone=maybe("+6281234567890"),
        district=district,
        village=maybe(f"{district}.2001") if district else None,
        main_product=maybe(*PRODUCTS),
        sector=maybe(*SECTORS),
        branch=maybe(*BRANCHES),
        kbli=maybe(*KBLI),
        workers_male=maybe(0, 10, 19, 20),
        workers_female=maybe(0, 1),
        investment=maybe(0, 999_999_999, 10**9, 15 * 10**9, 15 * 10**9 + 1),
        investment_high=maybe(0, 10**9, 16 * 10**9),
        size_class=maybe("small", "large") if pick.random() < 0.2 else None,
        completeness=maybe(0, 24, 25, 60, 100),
        level=maybe(*LEVELS),
        assigned_to=maybe(officer),
        created_at=pick.choice(MOMENTS),
        changed_at=maybe(*MOMENTS),
        removed_at=NOW if pick.random() < 0.1 else None,
    )


async def notice(db: Any, office_id: int, author: int, began: datetime) -> Broadcast:
    row = await broadcast.start(db, office_id, author, {}, began)
    row.started_at = began
    return row


async def notices_of(db: Any, pick: random.Random, business_id: int, sent: list[Broadcast]) -> Got:
    """Copies of some notices to whoever speaks for it."""
    who = await db.scalar(
        select(BusinessContact.contact_id).where(BusinessContact.business_id == business_id)
    )
    got: Got = []
    for one in sent if who else ():
        if pick.random() < 0.3:
            state = pick.choice(("waiting", "sending", "sent", "unknown", "failed", "closed"))
            ended = None if state in {"waiting", "sending"} else pick.choice(MOMENTS)
            row = Outbox(
                lane=ANNOUNCED,
                contact_id=who,
                kind=KIND,
                state=state,
                due_at=NOW,
                created_at=NOW,
                ended_at=ended,
            )
            db.add(row)
            await db.flush()
            db.add(Delivery(broadcast_id=one.id, contact_id=who, outbox_id=row.id))
            if one is not sent[-1]:  # of another office
                got.append((one.started_at or NOW, state, ended))
    return got


def has_got(wanted: Segment, got: Got) -> bool:
    first, last = wanted.unnotified_from, wanted.unnotified_to
    return any(
        first and last and began < last and (ended is None or ended >= first)
        for began, state, ended in got
        if state in {"sent", "sending", "unknown"}
    )


async def reach_of(db: Any, pick: random.Random, held: Business, office_id: int) -> str:
    if pick.random() < 0.5:
        person = await contact.add(db, "telegram", f"owner {held.id}", office_id, NOW)
        db.add(BusinessContact(business_id=held.id, contact_id=person.id, since=NOW))
        if pick.random() < 0.6:
            return "telegram"
        await contact.mark_unreachable(db, person.id, "blocked", NOW)
    return "phone" if held.phone else "none"


def belongs(wanted: Segment, whole: Whole) -> bool:
    """What a segment says, in plain words."""
    row, names, papers, reach, got = whole

    def one_of(value: Any, among: tuple[str, ...]) -> bool:
        return not any(among) or (UNKNOWN if value is None else value) in among

    filled = row["completeness"]
    is_draft = row["state"] == "draft" and row["number"] is None and row["origin"] == "owner"
    return all(
        (
            wanted.drafts or not is_draft,
            row["origin"] != "assisted" or row["agreed_at"],
            one_of(row["district"], wanted.districts),
            one_of(row["village"], wanted.villages),
            one_of(row["sector"], (wanted.sector,)),
            one_of(row["branch"], (wanted.branch,)),
            one_of(row["level"], (wanted.level,)),
            one_of(row["size_class"] or class_of(row), (wanted.size,)),
            (row["kbli"] or UNKNOWN).startswith(wanted.kbli),
            wanted.state in {"", row["state"]},
            wanted.assigned_to is None or row["assigned_to"] == (wanted.assigned_to or None),
            wanted.filled_from is None or (filled is not None and filled >= wanted.filled_from),
            wanted.filled_to is None or (filled is not None and filled <= wanted.filled_to),
            set(wanted.held) <= set(papers),
            not set(wanted.lacking) & set(papers),
            all(
                any(word.lower() in name.lower() for name in (row["main_product"] or "", *names))
                for word in wanted.products
            ),
            wanted.reach in {"", reach},
            not has_got(wanted, got),
            wanted.made_from is None or row["created_at"] >= wanted.made_from,
            wanted.made_to is None or row["created_at"] < wanted.made_to,
            wanted.changed_since is None
            or bool(row["changed_at"] and row["changed_at"] >= wanted.changed_since),
            all(any(one in found_by(row) for one in word.split("|")) for word in wanted.words),
        )
    )


def found_by(row: dict[str, Any]) -> str:
    told = (row["owner_name"], row["main_product"], row["village"] or row["district"])
    return " ".join(filter(None, told)).lower()


def many_segments() -> list[Segment]:
    found: list[Segment] = []

    @settings(max_examples=150, database=None, derandomize=True)
    @given(segments)
    def collect(one: Segment) -> None:
        found.append(one)

    collect()
    return found


async def test_a_segment_means_what_it_says(store: Store, office_id: int, owner: int) -> None:
    whole = await fill(store, office_id, owner)
    wanted = many_segments()
    not_empty = 0
    async with store.reading() as db:
        for one in wanted:
            asked = Segment(**{**vars(one), "assigned_to": owner}) if one.assigned_to == -1 else one
            expected = {row["id"] for row, *_rest in whole if belongs(asked, (row, *_rest))}
            assert set(await db.scalars(segment.ids(asked, office_id))) == expected, asked
            not_empty += bool(expected)
    assert not_empty > 40


async def test_counts_add_up_and_pages_hold_everybody_once(store: Store, office_id: int, owner: int) -> None:
    whole = await fill(store, office_id, owner)
    everybody = {row["id"] for row, *rest in whole if belongs(Segment(), (row, *rest))}
    async with store.reading() as db:
        assert await segment.count(db, Segment(), office_id) == len(everybody)
        reached = await segment.reached(db, Segment(), office_id)
        assert reached.count == len(everybody)
        assert min(reached.telegram, reached.phone, reached.none) > 0
        for by in ("districts", "sector", "size", "state", "level", "filled", "assigned_to"):
            assert sum((await segment.counts(db, Segment(), office_id, by)).values()) == len(everybody), by
        pages = [await segment.page(db, Segment(), office_id, 8, start) for start in range(0, 64, 8)]
        assert sorted(entry.id for page in pages for entry in page) == sorted(everybody)
        held = await segment.papers(db, Segment(), office_id)
        for kind, number in held.items():
            assert number == await segment.count(db, Segment(held=(kind,)), office_id)


async def test_a_segment_is_kept_once_for_a_person_and_is_found_by_nobody_else(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    wanted = Segment(sector="agro", made_from=NOW)
    async with store.writing() as db:
        first = await segment.keep(db, wanted, office_id, owner, NOW)
        assert await segment.keep(db, wanted, office_id, owner, NOW) == first
        assert await segment.keep(db, Segment(), office_id, owner, NOW) != first
        assert await segment.load(db, first, office_id, owner) == wanted
        assert await segment.load(db, first, office_id, neighbour) is None
        assert await segment.load(db, first, office_id + 1, owner) is None
        assert await segment.load(db, 999_999, office_id, owner) is None
