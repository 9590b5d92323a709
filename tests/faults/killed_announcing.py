"""F16: killed while a notice goes out: each person gets it once, or nobody knows; a stop stays one."""

import asyncio
import time
from pathlib import Path

from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.killed_at_random import SLOTS
from tests.faults.launch import Arm
from tests.faults.members import Members, members
from tests.faults.verdict import judged

NAME, WHAT = "F16", "killed while a notice goes out"
SMALL = Dose(count=2, seconds=90, owners=1_000)
FULL = Dose(count=20, seconds=7_200, owners=10_000)
KILLS = 3
"""In each round: the first one while the copies are made, the others while they are sent."""
ENDED = """SELECT count(*) FROM delivery d JOIN outbox o ON o.id = d.outbox_id
           WHERE d.broadcast_id = ? AND o.state NOT IN ('waiting', 'sending')"""
STATE = "SELECT state, are_made FROM broadcast WHERE id = ?"


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """A new notice to the same people in each round; the author stops every second one."""
    done = 0
    async with ground(folder, dose) as here, members(here, dose.owners) as those:
        author, contact = await those.hire()
        while done < dose.count and here.has_time and not here.troubles:
            words = f"Undangan nomor {done + 1}."
            notice = await those.notice(contact, words)
            before = here.kills
            await _kill_while_it_goes_out(here, notice, dose.owners, arms)
            if done % 2:
                await _stop(here, those, author, notice, words, arms)
            elif await _goes_out(here, notice, dose.owners):
                _check_whole(here, those, notice)
            await here.settle()
            await _check_once(here, those, notice, words, here.kills - before)
            await here.stop()
            done += 1
        return await judged(here, NAME, done, may_repeat=here.kills * SLOTS)


async def _kill_while_it_goes_out(here: Ground, notice: int, people: int, arms: tuple[Arm, ...]) -> None:
    """Each kill comes when more is done than before the last one."""
    await here.start(*arms)
    await here.ready()
    await asyncio.sleep(here.chance.uniform(0.0, 0.3))
    shares = sorted(here.chance.uniform(0.0, 0.7) for _kill in range(KILLS - 1))
    for share in shares:
        await here.kill()
        await here.start(*arms)
        await _goes_out(here, notice, round(share * people))
    await here.kill()
    await here.start(*arms)


async def _goes_out(here: Ground, notice: int, count: int) -> bool:
    """Wait until so many copies have an end; whether they have."""
    while here.bot.is_running and here.has_time:
        if here.look(ENDED, notice)[0][0] >= count:
            return True
        await asyncio.sleep(0.01)
    here.blame("F16", "stuck", f"it does not go out: {here.last_words()}")
    return False


async def _stop(
    here: Ground, those: Members, author: int, notice: int, words: str, arms: tuple[Arm, ...]
) -> None:
    """Once the press is committed the bot is killed, and none may go out after that."""
    pressed_at = time.monotonic()
    await those.press(author, f"noticestop:{notice}")
    while here.look(STATE, notice)[0][0] != "stopped" and here.has_time:
        await asyncio.sleep(0.005)
    is_timed = here.dose.owners >= FULL.owners  # beside the tests the machine is too busy to tell
    if is_timed and time.monotonic() - pressed_at > 2.0:
        here.blame("F16", "late", f"to stop it took {time.monotonic() - pressed_at:.1f} s")
    await here.kill()
    killed_at = time.monotonic()
    await here.start(*arms)
    await here.ready()
    await here.settle()
    late = [
        c for c in here.calls if c["ok"] and c["at"] > killed_at and words in str(c["params"].get("text"))
    ]
    if late:
        here.blame("F16", "doubled", f"{len(late)} copies went out after the stop")
    if not any(state == "closed" for state, _reason in those.copies(notice).values()):
        here.blame("F16", "vacuous", "all copies had an end before the stop")


def _check_whole(here: Ground, those: Members, notice: int) -> None:
    if here.look(STATE, notice)[0][1] != 1 or set(those.copies(notice)) != set(those.people):
        here.blame("F16", "lost", f"{len(those.copies(notice))} copies for {len(those.people)} people")


async def _check_once(here: Ground, those: Members, notice: int, words: str, kills: int) -> None:
    """Whoever counts as sent got it once; who may have got it counts as unknown."""
    came, copies = await those.received(words), those.copies(notice)
    unknown = sum(state == "unknown" for state, _reason in copies.values())
    if unknown > kills * SLOTS:
        here.blame("F16", "lost", f"{unknown} copies are unknown after {kills} kills")
    wanted = {"sent": {1}, "unknown": {0, 1}, "closed": {0}}
    wrong = [person for person, (state, _) in copies.items() if came[person] not in wanted.get(state, ())]
    if wrong:
        person = wrong[0]
        here.blame("F16", "doubled", f"{len(wrong)} people: {copies[person]} came {came[person]} times")
