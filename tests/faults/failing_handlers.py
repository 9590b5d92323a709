"""F20: a handler that raises, one that is slow, and one that kills the process; the others go on.

The three are real routes of a bot that is otherwise as it is: /gagal, /lambat and /mati.
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from dialogue.message import Message
from dialogue.turn import Route, Turn
from handlers import ROUTES
from storage import question
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.people import Crowd, Owner
from tests.faults.verdict import judged

NAME, WHAT = "F20", "a handler raises, is slow, or kills the process"
SMALL = Dose(count=4, seconds=60, owners=4)
FULL = Dose(count=40, seconds=600, owners=4)
TRIES = 3
TRAPS = ("/gagal", "/lambat", "/mati", "gagal")
"""Three words, and the first as a button, whose press must be answered all the same."""
APOLOGY = "Maaf, ada gangguan di pihak kami"
LEFT = "written by a turn that failed"
ROW = "SELECT state, attempts, error FROM inbox WHERE event_id = ?"


async def _leave(turn: Turn) -> None:
    """Write something, which must be gone with the turn."""
    await question.ask(
        turn.db, contact_id=turn.contact, office_id=turn.office, about="", tried="", text=LEFT, now=turn.now
    )


async def fails(turn: Turn) -> list[Message]:
    await _leave(turn)
    raise RuntimeError("this handler always fails")


async def dawdles(turn: Turn) -> list[Message]:
    await _leave(turn)
    await asyncio.sleep(30)
    return []


async def dies(turn: Turn) -> list[Message]:
    await _leave(turn)
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def with_failing_routes() -> None:
    """Add the three to the bot of this process."""
    for name, handler in (("gagal", fails), ("lambat", dawdles), ("mati", dies)):
        ROUTES[name] = Route(name, handler, right="everyone", commands=(name,))


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """One owner after another steps on each trap, with others before and behind in the same batch."""
    done = 0
    async with ground(folder, dose, turn_seconds=0.4) as here:
        owners = await Crowd(here).gather(dose.owners)
        start = partial(here.start, *arms, with_failing_routes)
        await start()
        await here.ready()
        while done < dose.count and here.has_time and not here.troubles:
            command = TRAPS[done % 4]
            number = await _step_on(here, owners, command)
            deaths = await _outlive(here, start, number)
            if deaths > (TRIES + 1 if command == "/mati" else 0):
                here.blame("F20", "died", f"{command} took the process down {deaths} times")
            _check(here, command, number)
            done += 1
        await here.settle()
        here.bot.kill()
        if left := here.look("SELECT count(*) FROM question WHERE text = ?", LEFT)[0][0]:
            here.blame("F20", "doubled", f"{left} rows of turns that failed were kept")
        await _check_apologies(here, owners[0], done)
        return await judged(here, NAME, done, owners, may_repeat=here.kills * 16)


async def _step_on(here: Ground, owners: list[Owner], command: str) -> int:
    """The first owner sends the bad word, the others good ones; the number of the bad update."""
    good, bad = owners[1:], owners[0]
    for owner in good[:1]:
        await _asks_help(owner)
    if command.startswith("/"):
        await bad.says(command)
    else:
        button = await bad.sees(APOLOGY)
        await bad.act("press", message_id=button["message_id"], data=command, forge=True)
    number = here.fed[-1]
    for owner in good:
        await _asks_help(owner)
    return number


async def _asks_help(owner: Owner) -> None:
    await owner.says("/bantuan")
    owner.helps += 1


async def _outlive(here: Ground, start: Callable[[], Awaitable[None]], number: int) -> int:
    """Start the bot again whenever it is gone, until the update has an end; how often that was."""
    deaths = 0
    for _look in range(1500):
        if not here.bot.is_running:
            deaths += 1
            here.kills += 1
            await start()
            await here.ready()
        ended = here.look(ROW, str(number))
        if ended and ended[0][0] != "open":
            return deaths
        if deaths > TRIES + 1:
            break
        await asyncio.sleep(0.02)
    here.blame("F20", "stuck", f"the update is not given up: {here.look(ROW, str(number))}")
    return deaths


def _check(here: Ground, command: str, number: int) -> None:
    state, attempts, error = here.look(ROW, str(number))[0]
    if state != "parked" or not error or not TRIES <= attempts <= TRIES + 1:
        here.blame("F20", "lost", f"{command} ended as {state!r} after {attempts} tries for {error!r}")


async def _check_apologies(here: Ground, owner: Owner, count: int) -> None:
    await owner.look()
    heard = sum(APOLOGY in str(message["text"]) for message in owner.screen)
    if not count <= heard <= count + here.kills:
        here.blame("F20", "lost", f"{count} turns failed for good, and {heard} apologies came")
