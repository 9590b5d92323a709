"""Who of a register can be reached on the office's first days: a few on Telegram, most by phone, some not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random

from bot.invented.regions import REGIONS, shares
from bot.invented.register import SEED, Columns, phone_numbers
from storage.business import BY_OWNER, DRAFT, SUBMITTED

REACH = (87, 1214, 212)
"""On Telegram, by phone only, by neither: of the 1,513 of Bangkalan, and in proportion elsewhere."""
BLOCK = 8
"""Of the numbers that the office has found out since (see register)."""
FIRST_CHATS = {region: 300_000_001 + 1000 * place for place, region in enumerate(REGIONS)}


@dataclass(frozen=True)
class Owner:
    """Somebody on Telegram, who speaks for a business of the register."""

    chat: int
    name: str
    phone: str
    since: datetime
    agrees: dict[str, bool]
    """To each purpose of the consent."""


Held = tuple[Columns, Owner | None]


def with_owners(region: str, records: Sequence[Columns], now: datetime) -> list[Held]:
    """The records of a region as they are once the bot has come, each with its owner if she is on Telegram.

    Some of these registered in the chat, the others claimed what stood on the list.
    """
    rng = Random(f"{SEED} {region} owners")
    telegram, _by_phone, neither = shares(REACH, len(records))
    listed = _with_phones(rng, records, neither)
    holders = Counter(record["phone"] for record in listed)
    own = [place for place, record in enumerate(listed) if record["phone"] and holders[record["phone"]] == 1]
    chats = dict(zip(sorted(rng.sample(own, telegram)), count(FIRST_CHATS[region]), strict=False))
    return [
        _owned(rng, record, chats[place], now) if place in chats else (record, None)
        for place, record in enumerate(listed)
    ]


def _with_phones(rng: Random, records: Sequence[Columns], neither: int) -> list[Columns]:
    """The office has found out numbers, until so many are left without one."""
    without = [place for place, record in enumerate(records) if not record["phone"]]
    found = dict(zip(rng.sample(without, len(without) - neither), phone_numbers(rng, BLOCK), strict=False))
    return [{**record, "phone": found.get(place, record["phone"])} for place, record in enumerate(records)]


def _owned(rng: Random, record: Columns, chat: int, now: datetime) -> Held:
    is_draft, created = record["state"] == DRAFT, record["created_at"]
    waits, has_registered = rng.random() < 0.35, rng.random() < 0.5 and not is_draft
    later = created + timedelta(days=int(rng.random() * (now - created).days))
    since = created if has_registered else later
    came: Columns = {"origin": BY_OWNER} if has_registered else {"claimed_at": since}
    if record["state"] == SUBMITTED or (waits and not is_draft):
        came |= {"state": SUBMITTED, "submitted_at": since, "verified_at": None}
    agrees = {"register": True, "sharing": rng.random() < 0.7, "catalog": rng.random() < 0.8}
    return {**record, **came}, Owner(chat, record["owner_name"], record["phone"], since, agrees)
