"""An invented register, the same for the same seed: what an office of the demo holds on its first afternoon.

Each record is a plain dict: the columns of a business by name (storage/business.py), beside them `papers`
(numbers by kind, empty for "not yet") and `parts` (lists of columns by the name of their form, and
`production_report`). Many have gaps, as lists of an office do.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.invented import names
from bot.invented.crafts import Craft
from bot.invented.papers import papers
from bot.invented.parts import parts, reports, rounded, sold_to
from bot.invented.regions import REGIONS, Region, Site, shares, sites
from dialogue import places
from dialogue.activities import NEWEST, branch_of

SEED = 1513
DAYS = 730
"""How far back the records reach."""
PREFIXES = (812, 813, 821, 822, 852, 853, 857, 858, 877, 878, 819, 831, 838, 895)
LISTED, VISITED, COMPLETE = "listed", "visited", "complete"
"""How well a record is known: from a list, from a visit, or asked through to the end."""
KNOWN = (LISTED,) * 42 + (VISITED,) * 43 + (COMPLETE,) * 15
HAMLETS = ("Barat", "Timur", "Tengah", "Lorong", "Laok", "Dajah", "Krajan", "Pesisir")
SOURCES = ("own", "family", "bank", "cooperative", "aid")
CONSTRAINTS = (
    "material",
    "capital",
    "marketing",
    "equipment",
    "people",
    "licensing",
    "packaging",
    "energy",
    "transport",
)
HELP = ("training", "financing", "equipment", "licensing", "marketing")
LEGAL_FORMS = ("none",) * 10 + ("sole",) * 6 + ("group",) * 2 + ("unknown",) * 2
NOTES = (
    "pesanan ramai hanya menjelang Lebaran",
    "belum punya tempat sendiri, masih di dapur rumah",
    "kalah harga dengan barang dari luar pulau",
    "ingin belajar jualan lewat internet",
    "alat sudah tua dan sering rusak",
)
ODD_AMOUNTS = ("tidak tentu, kalau ada pesanan saja", "tergantung musim", "kadang ramai kadang sepi")

Columns = dict[str, Any]


def register(region: str, now: datetime, *, seed: int = SEED, block: int = 0) -> list[Columns]:
    """All records of a region (Kemendagri code), in the order in which they were made.

    Only moments depend on `now` (aware): no record is younger. Registers of different `block` (0 to 9) share
    no phone number. KeyError for a region that the demo does not have.
    """
    rng = Random(f"{seed} {region}")
    table = REGIONS[region]
    phones = phone_numbers(rng, block)
    records: list[Columns] = []
    for site in _dealt(region, table):
        near = [record["phone"] for record in records[-12:] if record["phone"]]
        records.append(_record(rng, table, site, phones, near, now))
    return sorted(records, key=lambda record: record["created_at"])


def _dealt(region: str, table: Region) -> Iterator[Site]:
    """The site of each business, so that each sector has exactly its number."""
    for sector in ("agro", "non_agro"):
        among = [site for site in sites(region) if site.craft.activity.sector == sector]
        for site, count in zip(among, shares([s.weight for s in among], table.count(sector)), strict=True):
            yield from [site] * count


def phone_numbers(rng: Random, block: int) -> Iterator[str]:
    """Numbers that nobody could mistake for a real one: 0812-0000-1234; none comes twice."""
    for number in rng.sample(range(10_000 * len(PREFIXES)), 3_000):
        yield f"+62{PREFIXES[number // 10_000]}000{block}{number % 10_000:04d}"


def _record(
    rng: Random, region: Region, site: Site, phones: Iterator[str], near: list[str], now: datetime
) -> Columns:
    known, scale, craft = rng.choice(KNOWN), rng.random() ** 2.5, site.craft
    created = _created(rng, now)
    record = {
        **_owner(rng, region, craft, known, phones, near),
        **_place(rng, site, known),
        **_activity(rng, craft, known),
        **_work(rng, craft, scale, known),
        **(_background(rng, craft, scale) if known != LISTED else {}),
        "created_at": created,
    }
    legal_form = record.get("legal_form")
    is_body = legal_form in {"ud", "cv"}
    record["papers"] = papers(rng, craft, region.code, is_known=known == COMPLETE, is_body=is_body)
    record["parts"] = _parts(rng, region, craft, record["main_product"], scale, known, created, now)
    return record | _state(rng, record, known)


def _created(rng: Random, now: datetime) -> datetime:
    """A moment of an office's morning in the last two years, more of them lately; never in the future."""
    days = int(DAYS * (1 - rng.random() ** 0.6)) + 1
    return (now - timedelta(days=days)).replace(
        hour=1 + rng.randrange(7), minute=rng.randrange(60), second=0, microsecond=0
    )


def _owner(
    rng: Random, region: Region, craft: Craft, known: str, phones: Iterator[str], near: list[str]
) -> Columns:
    is_woman = rng.randrange(100) < craft.women
    owner = names.person(rng, region.naming, is_woman=is_woman)
    name, brand = names.business(rng, craft.name, owner, is_woman=is_woman)
    own, is_shared = next(phones), rng.random() < 0.02
    has_phone = rng.random() < {LISTED: 0.68, VISITED: 0.86, COMPLETE: 0.97}[known]
    legal_form = name.split()[0].lower() if name.startswith(("UD ", "CV ")) else rng.choice(LEGAL_FORMS)
    return {
        "owner_name": owner,
        "phone": (rng.choice(near) if is_shared and near else own) if has_phone else None,
        "name": name if known != LISTED or rng.random() < 0.75 else None,
        "gender": ("female" if is_woman else "male") if known != LISTED or rng.random() < 0.5 else None,
        "brand": brand if known != LISTED else None,
        "legal_form": legal_form if known != LISTED else None,
    }


def _place(rng: Random, site: Site, known: str) -> Columns:
    village = rng.choice(site.villages)
    hamlet, rt, rw = rng.choice(HAMLETS), rng.randint(1, 9), rng.randint(1, 6)
    street = f"Dusun {hamlet} RT {rt:02d} RW {rw:02d}"
    if rng.random() < 0.2:
        street = f"Jl. Raya {places.name_of(village)} No. {rng.randint(1, 180)}"
    has_street = known == COMPLETE or rng.random() < 0.6
    return {"district": site.district, "village": village, "street": street if has_street else None}


def _activity(rng: Random, craft: Craft, known: str) -> Columns:
    made = rng.choice(craft.products)
    others = [product for product in craft.products if product != made]
    if others and " dan " not in made and rng.random() < 0.2:
        made = f"{made} dan {rng.choice(others)}"
    columns: Columns = {"main_product": made, "sector": craft.activity.sector}
    if known == COMPLETE or (known == VISITED and rng.random() < 0.6):
        code = craft.activity.kbli_2025
        columns |= {"kbli": code, "kbli_edition": NEWEST, "branch": branch_of(code)}
    return columns


def _work(rng: Random, craft: Craft, scale: float, known: str) -> Columns:
    hands = 1 + round((craft.most_hands - 1) * (0.25 + scale) * rng.uniform(0.6, 1.2))
    women = sum(rng.randrange(100) < craft.women for _hand in range(hands))
    low, high = craft.low, craft.high
    made = rounded(low + (high - low) * scale)
    is_odd = rng.random() < 0.015
    has_amount = rng.random() < {LISTED: 0.4, VISITED: 0.9, COMPLETE: 1.0}[known]
    columns: Columns = {}
    if rng.random() < {LISTED: 0.6, VISITED: 0.96, COMPLETE: 1.0}[known]:
        columns |= {"workers_male": hands - women, "workers_female": women}
    if is_odd and known == VISITED:
        return columns | {"flagged": {"capacity": rng.choice(ODD_AMOUNTS)}}
    if has_amount:
        columns |= _amount(rng, "capacity", made, craft.unit)
    return columns


def _amount(rng: Random, name: str, made: int, unit: str) -> Columns:
    """So many a month, or a week or a day where that is how the owner counts."""
    period, times = rng.choice((("bulan", 1), ("bulan", 1), ("bulan", 1), ("minggu", 4), ("hari", 25)))
    per = rounded(made / times) if made >= 2 * times else made
    return {
        name: float(per),
        f"{name}_high": float(per + rounded(per / 4)) if rng.random() < 0.06 else None,
        f"{name}_about": rng.random() < 0.15,
        f"{name}_unit": unit,
        f"{name}_period": period if made >= 2 * times else "bulan",
    }


def _background(rng: Random, craft: Craft, scale: float) -> Columns:
    """What a visit brings to light, with some of it left open."""
    low, high = craft.capital
    money = rounded(low + (high - low) * scale)
    land = rng.choice((0, 0, 0, 15_000_000, 40_000_000, 75_000_000))
    told: Columns = {
        "year_established": 2024 - int(38 * rng.random() ** 1.7),
        "days_per_month": rng.choice((15, 20, 24, 25, 25, 26, 30)),
        "capital_sources": _some(rng, SOURCES),
        "constraints": _some(rng, CONSTRAINTS) if rng.random() < 0.9 else ["none"],
        "help_wanted": _some(rng, HELP) if rng.random() < 0.94 else ["none"],
    }
    columns = {name: value for name, value in told.items() if rng.random() < 0.75}
    if rng.random() < 0.6:
        columns |= {"investment": money, "investment_about": rng.random() < 0.4}
    if rng.random() < 0.35:
        columns |= {"land_building": land, "land_building_about": land > 0}
    if rng.random() < 0.12:
        columns |= {"constraint_note": rng.choice(NOTES)}
    return columns


def _some(rng: Random, values: tuple[str, ...]) -> list[str]:
    """One to three of them, in their order."""
    ticked = rng.sample(values, rng.choice((1, 1, 2, 2, 3)))
    return [value for value in values if value in ticked]


def _parts(
    rng: Random,
    region: Region,
    craft: Craft,
    made: str,
    scale: float,
    known: str,
    created: datetime,
    now: datetime,
) -> dict[str, list[Columns]]:
    if known == COMPLETE:
        asked = parts(rng, craft, made, scale, region.code, region.markets)
        return {**asked, "production_report": reports(rng, asked["product"][0], created, now)}
    if known == VISITED and rng.random() < 0.3:
        return {"market": sold_to(rng, region.code, region.markets)}
    return {}


def _state(rng: Random, record: Columns, known: str) -> Columns:
    """From the office's own list, as a rule; some were checked, and a few wait to be."""
    created, chance = record["created_at"], rng.random()
    if known == LISTED or chance > 0.85:
        return {"state": "draft", "origin": "import"}
    if chance < 0.03:
        return {"state": "submitted", "submitted_at": created, "origin": "import"}
    return {"state": "verified", "submitted_at": created, "verified_at": created, "origin": "import"}
