"""F14: Telegram repeats, shuffles and renumbers updates; nothing happens twice and nothing new is dropped."""

import asyncio
from pathlib import Path

from tests.faults.errands import busy
from tests.faults.ground import Dose, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.verdict import judged

NAME, WHAT = "F14", "duplicate, shuffled and renumbered updates"
SMALL = Dose(count=200, seconds=90)
FULL = Dose(count=20_000, seconds=900)
OFTEN = 0.2


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Owners live on while one update, batch or numbering in five goes wrong."""
    async with ground(folder, dose) as here:
        kinds = ("duplicate", "shuffle", "renumber")
        faults = [{"kind": kind, "probability": OFTEN, "seed": dose.seed} for kind in kinds]
        async with busy(here, dose.owners, saving=2) as crowd:
            await here.post("faults", faults)
            await here.start(*arms)
            await here.ready()
            while len(here.fed) < dose.count and here.has_time and here.bot.is_running:
                await asyncio.sleep(0.05)
                await here.collect()
            struck = [fault["struck"] for fault in await here.get("faults")]
        if not all(struck[:2]):
            here.blame("F14", "stuck", f"the faults did not strike: {struck}")
        await here.settle()
        here.bot.kill()
        return await judged(here, NAME, len(here.fed), crowd.owners)
