"""Numbers of invented papers, shaped as the real ones are (dialogue/questionnaire/papers.py)."""

from datetime import date, timedelta
from random import Random

from bot.invented.crafts import Craft

FIRST_NIB, LAST_NIB = date(2019, 1, 1), date(2025, 12, 31)
NIB_SHARE = 0.35


def nib(rng: Random) -> str:
    """13 digits that begin with the day of issue, or with 0220 or 9120 as older ones do; many with a zero."""
    days = rng.randrange((LAST_NIB - FIRST_NIB).days)
    if rng.random() < 0.2:
        return f"{rng.choice(('0220', '9120'))}{rng.randrange(10**9):09d}"
    return f"{FIRST_NIB + timedelta(days):%d%m%y}{rng.randrange(10**7):07d}"


def pirt(rng: Random, region: str) -> str:
    """Packaging 2, a kind of food, the region, product, producer, and the year in which it ends."""
    kind, product, producer = rng.randint(1, 16), rng.randint(1, 9), rng.randint(1, 1900)
    return f"2{kind:02d}{region.replace('.', '')}{product:02d}{producer:04d}-{rng.randint(25, 30)}"


def halal(rng: Random, region: str) -> str:
    """ID, the province, a running number, and month and year of issue."""
    return f"ID{region[:2]}110{rng.randrange(10**8):08d}{rng.randint(1, 12):02d}{rng.randint(22, 25)}"


def npwp(rng: Random) -> str:
    """The old 15 digits of a legal body with the zero in front."""
    return f"00{rng.randrange(10**8):08d}{rng.choice(('644', '915'))}000"


def papers(rng: Random, craft: Craft, region: str, *, is_known: bool, is_body: bool) -> dict[str, str]:
    """Numbers by kind, an empty one for "not yet", which is told only where all was asked (`is_known`)."""
    held: dict[str, str] = {}
    if rng.random() < NIB_SHARE:
        held["nib"] = nib(rng)
    if is_body and rng.random() < 0.6:
        held["npwp"] = npwp(rng)
    if craft.is_food and rng.random() < 0.2:
        held["pirt"] = pirt(rng, region)
    if craft.is_food and rng.random() < 0.13:
        held["halal"] = halal(rng, region)
    if rng.random() < 0.03:
        held["trademark"] = f"IDM{rng.randrange(10**9):09d}"
    asked = ("nib", "npwp", "pirt", "halal") if craft.is_food else ("nib", "npwp")
    return {**dict.fromkeys(asked, ""), **held} if is_known else held
