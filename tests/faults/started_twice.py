"""F18: a second bot on the same database says so and ends with 2, before it has called anybody."""

from pathlib import Path

from playground.server import Playground
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.people import Crowd
from tests.faults.process import BotProcess
from tests.faults.verdict import judged

NAME, WHAT = "F18", "two instances on one database"
SMALL = Dose(count=1, seconds=90, owners=1)
FULL = Dose(count=10, seconds=200, owners=1)
MESSAGE = "Another process runs the bot on this database"


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """The second has a Bot API of its own, so that each call it makes is seen to be its own."""
    done = 0
    async with ground(folder, dose) as here:
        elsewhere = Playground()
        await elsewhere.start()
        try:
            owners = await Crowd(here).gather(dose.owners)
            while done < dose.count and here.has_time and not here.troubles:
                await here.start(*arms)
                await here.ready()
                await _second(here, elsewhere, done, arms)
                await owners[0].says("/bantuan")
                owners[0].helps += 1
                await here.settle()
                await here.kill()  # the lock must not outlive its holder, however that ends
                done += 1
        finally:
            await elsewhere.stop()
        return await judged(here, NAME, done, owners)


async def _second(here: Ground, elsewhere: Playground, number: int, arms: tuple[Arm, ...]) -> None:
    folder = here.folder / f"second{number}"
    folder.mkdir()
    second = BotProcess(elsewhere.url, elsewhere.token, folder)
    second.environment["DATABASE_URL"] = here.bot.environment["DATABASE_URL"]
    if arms:
        second.start(*arms)
    else:
        second.start_plainly()
    if not await second.ended(20):
        here.blame("F18", "doubled", "two bots run on one database")
        second.kill()
    elif second.exit_code != 2 or MESSAGE not in second.logged():
        here.blame("F18", "unclear", f"it ended with {second.exit_code} and said: {second.logged()[-300:]}")
    async with here.http.get(f"{elsewhere.url}/play/calls") as answer:
        calls = await answer.json()
    if calls:
        here.blame("F18", "doubled", f"the second bot called {calls[0]['method']} before it ended")
