"""The parts of an invented record: products, raw materials, machines, markets and production reports."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.invented.crafts import Craft
from dialogue.period import period_of

Columns = dict[str, Any]
CHANNELS = ("direct", "shop", "shop", "reseller", "reseller", "online", "e_catalog", "industry")
SPLITS = ((100,), (70, 30), (60, 40), (50, 30, 20), (80, 20), (50, 50), (None,))
"""What share of the sales goes to each place; None where the owner could not tell."""
TROUBLES = (
    "mahal menjelang Lebaran",
    "sering terlambat datang",
    "langka di musim hujan",
    "harganya naik turun",
    "harus ambil sendiri ke Surabaya",
)
REPORTS = 4
"""Quarters back that reports may reach."""


def rounded(amount: float) -> int:
    """As people tell amounts: two digits, then zeros."""
    whole = max(1, round(amount))
    tens = int(10 ** max(0, len(str(whole)) - 2))
    return whole // tens * tens


def price(rng: Random, craft: Craft) -> int:
    """Rupiah, in steps of 500."""
    low, high = craft.price
    return max(500, round(rng.uniform(low, high) / 500) * 500)


def parts(
    rng: Random, craft: Craft, made: str, scale: float, region: str, markets: tuple[str, ...]
) -> Columns:
    """All parts of one record, by the name of their form; `scale` (0 to 1): how large the business is."""
    return {
        "product": _products(rng, craft, made, scale),
        "material": _materials(rng, craft, scale),
        "machine": _machines(rng, craft),
        "market": sold_to(rng, region, markets),
    }


def _products(rng: Random, craft: Craft, made: str, scale: float) -> list[Columns]:
    names = [made, *(other for other in craft.products if other not in made)][: rng.choice((1, 1, 2, 2, 3))]
    return [_product(rng, craft, name, scale / (n + 1)) for n, name in enumerate(names)]


def _product(rng: Random, craft: Craft, name: str, scale: float) -> Columns:
    costs = price(rng, craft)
    capacity = rounded(craft.low + (craft.high - craft.low) * scale)
    return {
        "name": name,
        "price": costs,
        "price_high": costs + rounded(costs / 3) if rng.random() < 0.2 else None,
        "price_about": rng.random() < 0.1,
        "price_unit": craft.unit,
        "minimum": float(rounded(capacity / 30)),
        "minimum_about": False,
        "minimum_unit": craft.unit,
        "lead_days": rng.choice((1, 2, 3, 5, 7, 10, 14, 30)),
        "capacity": float(capacity),
        "capacity_about": False,
        "capacity_unit": craft.unit,
        "capacity_period": "bulan",
    }


def _materials(rng: Random, craft: Craft, scale: float) -> list[Columns]:
    return [
        {
            "name": material.name,
            "quantity": float(rounded(material.low + (material.high - material.low) * scale)),
            "quantity_about": rng.random() < 0.25,
            "quantity_unit": material.unit,
            "quantity_period": "bulan",
            "source": material.source,
            "problem": rng.choice(TROUBLES) if rng.random() < 0.3 else None,
        }
        for material in craft.materials
    ]


def _machines(rng: Random, craft: Craft) -> list[Columns]:
    return [
        {
            "name": name,
            "count": rng.choice((1, 1, 1, 2, 2, 3, 5)),
            "year": rng.randint(2005, 2024),
            "power": power,
        }
        for name, power in craft.tools
    ]


def sold_to(rng: Random, region: str, markets: tuple[str, ...]) -> list[Columns]:
    """Where it is sold: in the region first; now and then in a country abroad."""
    split = rng.choice(SPLITS)
    areas = [region, *rng.sample(markets, len(split) - 1)]
    if len(areas) > 1 and rng.random() < 0.04:
        areas[-1] = rng.choice(("Malaysia", "Singapura", "Jepang"))
    return [
        {"area": area, "channel": rng.choice(CHANNELS), "share": share}
        for area, share in zip(areas, split, strict=True)
    ]


def reports(rng: Random, product: Columns, created: datetime, now: datetime) -> list[Columns]:
    """Production reports of quarters that are over, the newest first, each handed in soon after its end."""
    amounts = [(rng.uniform(0.5, 1.1), rng.randint(1, 20)) for _quarter in range(REPORTS)]
    wanted = rng.randint(0, REPORTS)
    period = period_of(now.date(), "quarter")
    found: list[Columns] = []
    for fraction, late in amounts[:wanted]:
        start, period = period.start, period.before
        handed_in = created.replace(year=start.year, month=start.month, day=1) + timedelta(days=late)
        if not created < handed_in < now:
            continue
        quantity = rounded(3 * product["capacity"] * fraction)
        found.append(
            {
                "period": period.key,
                "quantity": float(quantity),
                "quantity_about": False,
                "quantity_unit": product["capacity_unit"],
                "price": product["price"],
                "price_about": False,
                "value": quantity * product["price"],
                "value_about": False,
                "created_at": handed_in,
                "submitted_at": handed_in,
            }
        )
    return found
