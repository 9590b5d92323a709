"""What is made: each craft with its products, and with the amounts, prices, hands and tools that are usual.

Its first name is a word of dialogue/activities, which gives code, sector and branch.
"""

from dataclasses import dataclass
from pathlib import Path

from dialogue.activities import Activity, activity_of

TABLE = Path(__file__).with_name("crafts.txt")
"""A line: craft | products | made in a month, with its unit | price of one in thousand rupiah | women of a
hundred owners | hands at the most | capital in million rupiah | materials of a month with their source |
tools and what they run on."""

KINDRED = {"kacang": "camilan"}
"""The word of dialogue/activities, where the craft's own name is none."""


@dataclass(frozen=True)
class Material:
    name: str
    low: int
    high: int
    unit: str
    source: str


@dataclass(frozen=True)
class Craft:
    """One line of the table."""

    name: str
    products: tuple[str, ...]
    low: int
    high: int
    unit: str
    price: tuple[int, int]
    """Rupiah."""
    women: int
    most_hands: int
    capital: tuple[int, int]
    """Rupiah."""
    materials: tuple[Material, ...]
    tools: tuple[tuple[str, str], ...]
    activity: Activity

    @property
    def is_food(self) -> bool:
        return self.activity.kbli_2025[:2] in {"10", "11"}


def _read(line: str) -> Craft:
    name, products, made, price, women, hands, capital, materials, tools = map(str.strip, line.split("|"))
    amounts, unit = made.split()
    low, high = _range(amounts)
    cheap, dear = _range(price)
    little, much = _range(capital)
    activity = activity_of(KINDRED.get(name, name))
    assert activity is not None, name
    return Craft(
        name=name,
        products=tuple(product.strip() for product in products.split(",")),
        low=low,
        high=high,
        unit=unit,
        price=(cheap * 1000, dear * 1000),
        women=int(women),
        most_hands=int(hands),
        capital=(little * 1_000_000, much * 1_000_000),
        materials=tuple(_material(words) for words in materials.split(",")),
        tools=tuple(_tool(words) for words in tools.split(",")),
        activity=activity,
    )


def _range(text: str) -> tuple[int, int]:
    low, high = text.split("-")
    return int(low), int(high)


def _material(words: str) -> Material:
    *name, amounts, unit, source = words.split()
    low, high = _range(amounts)
    return Material(" ".join(name), low, high, unit, source)


def _tool(words: str) -> tuple[str, str]:
    name, power = words.strip().split(":")
    return name, power


CRAFTS = {craft.name: craft for craft in map(_read, TABLE.read_text().splitlines())}
