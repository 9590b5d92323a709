"""F19: structurally mutated updates of every type; a good update behind the bad ones is answered."""

import asyncio
import json
from itertools import islice
from pathlib import Path

from tests.faults.errands import consents, registers, saves
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.mutants import Mutants
from tests.faults.people import Crowd, Owner
from tests.faults.verdict import judged

NAME, WHAT = "F19", "structurally mutated updates of every type"
SMALL = Dose(count=2_000, seconds=60, owners=2)
FULL = Dose(count=100_000, seconds=3_600, owners=4)
SENDERS = list(range(700_000_001, 700_000_021))
BEHIND = 100
"""Bad updates before each good one."""
OTHERS = {
    "business": "SELECT id, office_id, number, state, owner_name, phone, name, district, village, "
    "main_product, sector, workers_male, workers_female, capacity, submitted_at, changed_at, entered_by, "
    "verified_by, assigned_to, claimed_at, removed_at FROM business ORDER BY id",
    "history": "SELECT * FROM history ORDER BY id",
    "consent": "SELECT * FROM consent WHERE contact_id IN ({owners}) ORDER BY id",
    "run": "SELECT * FROM run WHERE contact_id IN ({owners}) ORDER BY id",
    "question": "SELECT * FROM question WHERE contact_id IN ({owners}) ORDER BY id",
    "contact": "SELECT id, language, phone, active_run_id FROM contact WHERE id IN ({owners})",
}
"""What no stranger may change; what the clock measures of a record is left out. A business of a stranger's
own would be a new row, and is not wanted either: the strangers agree to nothing."""


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Owners register; strangers send nonsense and press the owners' buttons; nothing of theirs changes."""
    done = 0
    async with ground(folder, dose) as here:
        crowd = Crowd(here)
        owners = await crowd.gather(dose.owners)
        watch = asyncio.create_task(crowd.watch())
        await here.start(*arms)
        await here.ready()
        await asyncio.gather(*(_register(owner) for owner in owners))
        await here.settle()
        while here.look("SELECT 1 FROM job WHERE state IN ('waiting', 'running')") and here.has_time:
            await asyncio.sleep(0.05)
        before = _others(here, owners)
        bad = iter(Mutants(here.chance, SENDERS, *_targets(here)))
        while done < dose.count and here.has_time and here.bot.is_running and not here.troubles:
            done += await _send(here, list(islice(bad, min(BEHIND, dose.count - done))))
            await _good_behind(here, here.chance.choice(owners))
        await here.settle()
        _check_others(before, _others(here, owners), here)
        for (error,) in here.look("SELECT error FROM inbox WHERE state = 'parked'"):
            here.blame("F19", "parked", f"neither handled nor quarantined: {error}")
        if not here.bot.is_running:
            here.blame("I8", "died", f"ended with {here.bot.exit_code}: {here.last_words()}")
        watch.cancel()
        here.bot.kill()
        return await judged(here, NAME, done, owners)


async def _register(owner: Owner) -> None:
    """The first saves, the others stay half-way: a draft is to be protected too."""
    await consents(owner)
    await registers(owner, detours=0)
    if owner.index == 0:
        await saves(owner)


def _targets(here: Ground) -> tuple[list[int], list[int]]:
    runs = [row[0] for row in here.look("SELECT id FROM run")]
    return runs, [row[0] for row in here.look("SELECT id FROM business")]


async def _send(here: Ground, bad: list[object]) -> int:
    """Queue them as they are. The playground counts them, so that each is looked for afterwards."""
    for one in bad:
        body = {"update": one} if isinstance(one, dict) and here.chance.random() < 0.8 else {"raw": one}
        told = await here.post("updates", json.loads(json.dumps(body)))
        if not isinstance(one, dict):
            here.fed.remove(told["update_id"])  # it has no number that anybody could store
    return len(bad)


async def _good_behind(here: Ground, owner: Owner) -> None:
    await owner.says("/bantuan")
    owner.helps += 1
    try:
        async with asyncio.timeout(20):
            await owner.sees("/batal")
    except TimeoutError:
        here.blame("F19", "stuck", f"a good update behind bad ones is not answered: {here.last_words()}")


def _others(here: Ground, owners: list[Owner]) -> dict[str, list[object]]:
    addresses = ", ".join(f"'{owner.id}'" for owner in owners)
    theirs = f"SELECT id FROM contact WHERE address IN ({addresses})"
    return {thing: here.look(sql.format(owners=theirs)) for thing, sql in OTHERS.items()}


def _check_others(before: dict[str, list[object]], after: dict[str, list[object]], here: Ground) -> None:
    for thing, rows in before.items():
        if after[thing] != rows:
            changed = [row for row in after[thing] if row not in rows] or "fewer rows"
            here.blame("I6", "changed", f"strangers changed {thing}: {changed}")
