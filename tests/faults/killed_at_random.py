"""F1: kill -9 at random moments under load, some of them while the bot recovers from the one before."""

import asyncio
from pathlib import Path

from tests.faults.errands import busy
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.verdict import judged

NAME, WHAT = "F1", "kill -9 at random points under load"
SMALL = Dose(count=30, seconds=90, owners=20)
FULL = Dose(count=1_000, seconds=3_600, owners=20)
SLOTS = 16
"""Sends under way at once (SEND_SLOTS): so many may be repeated after a kill."""


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Kill it so many times while owners go on; a quarter of the kills come before it is ready again."""
    async with ground(folder, dose) as here:
        is_small = dose.count < 100
        saving, pause, life = (2, 0.05, 0.4) if is_small else (dose.owners, 0.3, 0.8)
        async with busy(here, dose.owners, saving=saving, pause=pause) as crowd:
            await here.start(*arms)
            await here.ready()
            while here.kills < dose.count and here.has_time and not here.troubles:
                await _live_a_while(here, life)
                await here.kill()
                await here.start(*arms)
        await here.ready()
        await here.settle()
        here.bot.kill()
        return await judged(here, NAME, here.kills, crowd.owners, may_repeat=here.kills * SLOTS)


async def _live_a_while(here: Ground, life: float) -> None:
    if here.chance.random() < 0.25:
        await asyncio.sleep(here.chance.uniform(0.0, 0.3))
    else:
        await here.ready()
        await asyncio.sleep(here.chance.uniform(0.0, life))
