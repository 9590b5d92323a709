"""From a ground to an outcome: the histories are handed to the judge."""

import time
from collections.abc import Sequence

from tests.faults.checker import Histories, Told, check
from tests.faults.ground import Ground, Outcome


async def judged(
    here: Ground, row: str, done: int, owners: Sequence[Told] = (), *, may_repeat: int = 0
) -> Outcome:
    """What this row came to; the bot must have stopped or be at rest."""
    await here.collect()
    for owner in owners:
        await owner.look()
    state = await here.get("state")
    verdict = check(
        Histories(
            database=here.bot.database,
            fed=here.fed,
            pending=state["pending"],
            unanswered=len(state["unanswered"]),
            calls=here.calls,
            owners=owners,
            may_repeat=may_repeat,
        )
    )
    return Outcome(
        row=row,
        wanted=here.dose.count,
        done=done,
        kills=here.kills,
        updates=len(here.fed),
        repeats=verdict.repeats,
        seconds=time.monotonic() - here.began,
        violations=[*here.troubles, *verdict.violations],
    )
