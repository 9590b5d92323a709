"""F9: 429, for the whole bot and for one chat: it waits as it is told to, and others need not."""

import asyncio
import time
from pathlib import Path
from typing import Any

from tests.faults.checker import SENDS
from tests.faults.errands import reads_help
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.members import Members, members
from tests.faults.people import Crowd, Owner
from tests.faults.verdict import judged

NAME, WHAT = "F9", "429, for the whole bot and for one chat"
SMALL = Dose(count=200, seconds=60, owners=35)
FULL = Dose(count=5_000, seconds=900, owners=60)
HELPS = 5
"""What each owner asks in a round, one after another; a notice goes to as many members meanwhile."""
BELIEVED = {"messages_per_second": 60, "chat_per_second": 5, "chat_burst": 6, "kept_for_replies": 20}
TRUE = {"enabled": True, "per_second": 40, "chat_per_second": 2, "chat_burst": 3}
"""The bot is told that it may do more than Telegram allows."""
STRUCK = 0.05
UNDER_WAY = 0.25
"""Seconds in which a send that had begun before may still arrive."""
ELSEWHERE = 5.0


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Owners ask and a notice goes out, until so many sends were accepted."""
    waits: list[tuple[int, float, float]] = []
    rule = {"kind": "retry_after", "methods": SENDS, "probability": STRUCK, "seconds": 2, "seed": dose.seed}
    async with ground(folder, dose, **BELIEVED) as here, members(here, dose.owners) as those:
        _person, author = await those.hire()
        crowd = Crowd(here)
        await crowd.gather(dose.owners)
        watch = asyncio.create_task(crowd.watch())
        await here.start(*arms)
        await here.ready()
        await here.post("limits", TRUE)
        await here.post("faults", [rule])
        while len(_sent(here)) < dose.count and here.has_time and not here.troubles:
            await those.notice(author, f"Undangan sesudah {len(_sent(here))}.")
            await asyncio.gather(*(_asks(owner, waits) for owner in crowd.owners))
            await _wait_for_notice(here, those)
        watch.cancel()
        await here.post("faults", [])
        await here.settle()
        await here.collect()
        _check_silence(here)
        _check_elsewhere(here, waits)
        await here.stop()
        return await judged(here, NAME, len(_sent(here)), crowd.owners)


async def _asks(owner: Owner, waits: list[tuple[int, float, float]]) -> None:
    for _help in range(HELPS):
        began = time.monotonic()
        await reads_help(owner)
        waits.append((owner.id, began, time.monotonic()))
        await asyncio.sleep(owner.chance.uniform(0.0, 0.5))


async def _wait_for_notice(here: Ground, those: Members) -> None:
    """All copies of this round are made and have an end."""
    waiting = "SELECT count(*) FROM broadcast WHERE NOT are_made"
    while here.has_time and here.look(waiting)[0][0]:
        await asyncio.sleep(0.05)
    await here.settle()
    await here.collect()


def _sent(here: Ground) -> list[dict[str, Any]]:
    return [call for call in here.calls if call["ok"] and call["method"] in SENDS]


def _refused(here: Ground) -> list[tuple[int, float, float]]:
    """Chat, moment, and until when nothing may be sent there."""
    told = [call for call in here.calls if call["status"] == 429]
    return [(c["chat_id"], c["done"], c["done"] + int(c["error"].rpartition(" ")[2])) for c in told]


def _check_silence(here: Ground) -> None:
    refused = _refused(here)
    if len(refused) < STRUCK * here.dose.count / 2:
        here.blame("F9", "vacuous", f"only {len(refused)} sends were refused")
    for chat, told_at, until in refused:
        early = [c for c in here.calls if c["chat_id"] == chat and told_at + UNDER_WAY < c["at"] < until]
        if early:
            ahead = until - early[0]["at"]
            here.blame("F9", "early", f"chat {chat} was written to {ahead:.2f} s before it might be")


def _check_elsewhere(here: Ground, waits: list[tuple[int, float, float]]) -> None:
    refused = _refused(here)
    for chat, asked_at, answered_at in waits:
        was_refused = any(who == chat and asked_at <= at <= answered_at for who, at, _until in refused)
        if not was_refused and answered_at - asked_at > ELSEWHERE:
            here.blame("F9", "late", f"chat {chat} waited {answered_at - asked_at:.1f} s for a reply")
