"""F3: SIGTERM while a thousand updates wait: it stops in 5 s, and nothing is lost or said twice."""

import asyncio
import time
from pathlib import Path

from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.people import Crowd, Owner
from tests.faults.verdict import judged

NAME, WHAT = "F3", "SIGTERM with 1,000 waiting"
SMALL = Dose(count=1, seconds=60)
FULL = Dose(count=20, seconds=1_200)
WAITING = 1_000
STOP_SECONDS = 5.0
SLOW = [{"kind": "latency", "methods": ["sendMessage"], "seconds": 0.5}]
"""Sends are delivered at once and confirmed late, so that some are under way when it is told to stop."""


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Let a thousand wait, start as people do, stop it in the middle, and let it finish afterwards."""
    done = 0
    async with ground(folder, dose) as here:
        owners = await Crowd(here).gather(dose.owners)
        while done < dose.count and here.has_time and not here.troubles:
            await _all_write(owners)
            await here.post("faults", SLOW)
            await (here.start(*arms) if arms else here.start_plainly())
            await here.ready()
            await asyncio.sleep(here.chance.uniform(0.1, 1.5))
            await _stop(here)
            await here.post("faults", [])
            await here.start(*arms)
            await here.settle()
            await _stop(here, is_busy=False)
            done += 1
        return await judged(here, NAME, done, owners)


async def _all_write(owners: list[Owner]) -> None:
    """A thousand updates, while the bot is down: each owner one question to an officer, then much else."""

    async def writes(owner: Owner) -> None:
        await owner.says("/petugas")
        await owner.asks_officer()
        for _word in range(WAITING // len(owners) - 2):
            await owner.says("/bantuan")
            owner.helps += 1

    await asyncio.gather(*(writes(owner) for owner in owners))


async def _stop(here: Ground, *, is_busy: bool = True) -> None:
    began = time.monotonic()
    here.bot.terminate()
    if not await here.bot.ended(STOP_SECONDS):
        here.blame("F3", "stuck", f"still running {STOP_SECONDS} s after SIGTERM")
        here.bot.kill()
    elif here.bot.exit_code != 0:
        here.blame("F3", "died", f"ended with {here.bot.exit_code} on SIGTERM: {here.last_words()}")
    taken = here.look("SELECT count(*) FROM inbox WHERE state = 'done'")[0][0]
    if is_busy and taken >= len(here.fed):
        here.blame("F3", "stuck", "nothing waited any more when the bot was stopped")
    under_way = here.look("SELECT count(*) FROM outbox WHERE state = 'sending'")[0][0]
    if under_way:
        seconds = time.monotonic() - began
        here.blame("F3", "repeated", f"stopped after {seconds:.1f} s with the fate of {under_way} sends open")
