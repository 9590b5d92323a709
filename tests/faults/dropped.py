"""F13: Telegram was away for more than a day, so what waited there is gone: who runs the bot is told once."""

import asyncio
from datetime import timedelta
from pathlib import Path

from storage import role
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.members import Members, members
from tests.faults.time_machine import TimeMachine
from tests.faults.verdict import judged

NAME, WHAT = "F13", "Telegram dropped updates older than 24 h"
SMALL = Dose(count=2, seconds=90, owners=3)
FULL = Dose(count=20, seconds=400, owners=3)
SHORT, LONG = timedelta(hours=20), timedelta(hours=26)
WORDS = "tidak tersambung ke Telegram selama 26 jam"


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """A short absence and a long one; in every second round the bot is killed while the network is away."""
    done, time = 0, TimeMachine(folder)
    async with ground(folder, dose, clock_file=time.file) as here, members(here, dose.owners) as those:
        admin, _contact = await those.hire(role.ADMIN)
        await those.hire(role.HEAD)
        await here.start(*arms)
        await here.ready()
        while done < dose.count and here.has_time and not here.troubles:
            await _away(here, time, SHORT, arms, is_killed=bool(done % 2))
            await _away(here, time, LONG, arms, is_killed=bool(done % 2))
            done += 1
            await _check_told(here, those, admin, done)
        await here.settle()
        await here.stop()
        return await judged(here, NAME, done)


async def _away(
    here: Ground, time: TimeMachine, span: timedelta, arms: tuple[Arm, ...], *, is_killed: bool
) -> None:
    """The network is cut for so long; what waited is dropped; then somebody writes, and is answered."""
    await here.post("line", {"cut": True})
    await asyncio.sleep(0.2)
    if is_killed:
        await here.kill()
    time.move(span)
    async with here.http.delete("/play/updates"):
        pass
    if is_killed:
        await here.start(*arms)
        await asyncio.sleep(0.5)
    before = (await here.get("state"))["calls"]
    await here.post("line", {"cut": False})
    person = await here.post("people", {"name": "Pak Slamet"})
    await here.post(f"people/{person['id']}/text", {"text": "/bantuan"})
    while here.has_time and here.bot.is_running:
        if await here.get(f"calls?after={before}&method=sendMessage&chat={person['id']}"):
            return
        await asyncio.sleep(0.05)


async def _check_told(here: Ground, those: Members, admin: int, times: int) -> None:
    came = await those.received("tidak tersambung")
    for _look in range(100):
        came = await those.received("tidak tersambung")
        if came[admin] >= times:
            break
        await asyncio.sleep(0.05)
    if came != {admin: times} or await those.received(WORDS) != came:
        here.blame("F13", "lost", f"after {times} long absences these were told: {came}")
