"""F10: 500, 502, 504, resets, and a web page instead of JSON: nothing is lost, and what may have arrived is
counted; a notice is not repeated."""

import asyncio
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.faults.checker import SENDS
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.members import Members, members
from tests.faults.people import Crowd, Owner
from tests.faults.verdict import judged

NAME, WHAT = "F10", "500, 502, 504, resets, garbage instead of JSON"
SMALL = Dose(count=200, seconds=60, owners=30)
FULL = Dose(count=10_000, seconds=900, owners=100)
HELPS = 4
EACH = 0.04
"""Of five kinds of trouble, which is 20 % in all."""
TROUBLES: tuple[dict[str, Any], ...] = (
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 502, "effect": True},
    {"kind": "status", "status": 504, "effect": True},
    {"kind": "reset"},
    {"kind": "garbage", "effect": True},
)
LONGEST = 60.0 + 2.0


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Owners ask and a notice goes out, until so many sends were tried."""
    rules = [{**one, "probability": EACH, "seed": dose.seed + place} for place, one in enumerate(TROUBLES)]
    async with ground(folder, dose) as here, members(here, dose.owners) as those:
        _person, author = await those.hire()
        owners = await Crowd(here).gather(dose.owners)
        await here.start(*arms)
        await here.ready()
        await here.post("faults", rules)
        while len(_tries(here)) < dose.count and here.has_time and not here.troubles:
            await _round(here, those, author, owners)
        await here.post("faults", [])
        await here.settle()
        await here.collect()
        _check_pauses(here)
        await here.stop()
        ambiguous = sum(call["ok"] and call["fault"] is not None for call in _tries(here))
        return await judged(here, NAME, len(_tries(here)), owners, may_repeat=ambiguous)


async def _round(here: Ground, those: Members, author: int, owners: list[Owner]) -> None:
    words = f"Undangan sesudah {len(_tries(here))}."
    notice = await those.notice(author, words)
    await asyncio.gather(*(_asks(owner) for owner in owners))
    while here.has_time and not here.look("SELECT are_made FROM broadcast WHERE id = ?", notice)[0][0]:
        await asyncio.sleep(0.05)
    await here.settle(120)
    await here.collect()
    struck = {c["chat_id"] for c in _tries(here) if c["fault"] and words in str(c["params"].get("text"))}
    for person, (state, reason) in those.copies(notice).items():
        if state != ("unknown" if person in struck else "sent"):
            here.blame("F10", "lost", f"the copy of {person} is {state} for {reason!r}")


async def _asks(owner: Owner) -> None:
    await owner.says("/petugas")
    await owner.asks_officer()
    for _help in range(HELPS):
        await owner.says("/bantuan")
        owner.helps += 1


def _tries(here: Ground) -> list[dict[str, Any]]:
    return [call for call in here.calls if call["method"] in SENDS]


def _check_pauses(here: Ground) -> None:
    """While something is owed to a chat it is tried again within a minute."""
    tries: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for call in _tries(here):
        tries.setdefault((call["chat_id"], str(call["params"].get("text"))), []).append(call)
    for (chat, _words), calls in tries.items():
        for one, after in pairwise(calls):
            if one["fault"] and after["at"] - one["done"] > LONGEST:
                here.blame("F10", "late", f"chat {chat} waited {after['at'] - one['done']:.0f} s")
