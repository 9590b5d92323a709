"""F11: a send arrives, and its answer comes after the bot has stopped waiting: at most two copies of what is
said or owed to one person; of a notice one, and nobody knows."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import bot.request
from storage import relay
from tests.faults.checker import SENDS
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.members import Members, members, now
from tests.faults.verdict import judged

NAME, WHAT = "F11", "delivered, and answered too late"
SMALL = Dose(count=10, seconds=60, owners=8)
FULL = Dose(count=100, seconds=900, owners=40)
WAITS = 1.0
"""Seconds until the bot gives a send up; thirty in life."""
LATE: dict[str, Any] = {"kind": "latency", "methods": SENDS, "seconds": 1.5, "probability": 0.4}


def impatient() -> None:
    """Have a send wait a second for its answer. The poll, on its one connection, waits as ever."""
    make = bot.request.AiohttpRequest.__init__

    def shorter(self: Any, *, connections: int, seconds: float) -> None:
        make(self, connections=connections, seconds=seconds if connections == 1 else WAITS)

    bot.request.AiohttpRequest.__init__ = shorter  # type: ignore[method-assign]


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Something in each lane for everybody, until so many answers came too late."""
    async with ground(folder, dose) as here, members(here, dose.owners) as those:
        _person, officer = await those.hire()
        await here.start(impatient, *arms)
        await here.ready()
        await here.post("faults", [{**LATE, "seed": dose.seed}])
        rounds = 0
        while _late(here) < dose.count and here.has_time and not here.troubles:
            rounds += 1
            await _round(here, those, officer, rounds)
        await here.stop()
        return await judged(here, NAME, _late(here), may_repeat=_late(here))


async def _round(here: Ground, those: Members, officer: int, number: int) -> None:
    conversation, owed, notice = (f"{what} {number}." for what in ("Jawaban", "Surat", "Undangan"))
    say = {"lane": 0, "kind": "say", "body": {"text": conversation}}
    await those.owe([{**say, "contact_id": who} for who in those.contacts])
    await _relay(those, officer, owed)
    broadcast = await those.notice(officer, notice)
    while here.has_time and not here.look("SELECT are_made FROM broadcast WHERE id = ?", broadcast)[0][0]:
        await asyncio.sleep(0.05)
    await here.settle(120)
    await here.collect()
    for words in (conversation, owed):
        came = await those.received(words)
        if set(came) != set(those.people) or max(came.values()) > 2:
            here.blame("F11", "doubled", f"{words!r} came so often: {Counter(came.values())}")
    _check_notice(here, those, broadcast, notice, await those.received(notice))


async def _relay(those: Members, officer: int, words: str) -> None:
    """The officer writes to each member."""
    async with those.store.writing() as db:
        about: dict[str, Any] = {"office_id": those.office_id, "from_contact": officer, "side": relay.OFFICE}
        pairs = zip(those.contacts, those.businesses, strict=True)
        rows = [
            await relay.add(db, to_contact=who, business_id=of, text=words, now=now(), **about)
            for who, of in pairs
        ]
        await db.commit()
    kind = {"lane": 1, "kind": "relayed"}
    await those.owe([{**kind, "contact_id": row.to_contact, "subject": row.id} for row in rows])


def _check_notice(here: Ground, those: Members, broadcast: int, words: str, came: Counter[int]) -> None:
    late = {c["chat_id"] for c in here.calls if c["fault"] and words in str(c["params"].get("text"))}
    for person, (state, _reason) in those.copies(broadcast).items():
        if came[person] != 1 or state != ("unknown" if person in late else "sent"):
            here.blame("F11", "doubled", f"the notice is {state} and came {came[person]} times to {person}")


def _late(here: Ground) -> int:
    return sum(call["fault"] == LATE["kind"] for call in here.calls)
