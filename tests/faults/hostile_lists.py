"""F21: an officer sends files that were made to do harm, while an owner goes on talking to the bot."""

import time
from pathlib import Path

from dialogue.i18n import Voice
from storage import role
from tests.documents.test_opening import HOSTILE
from tests.faults.checker import Violation
from tests.faults.ground import Dose, Outcome
from tests.faults.launch import Arm
from tests.staff import hired
from tests.stage import Stage

NAME, WHAT = "F21", "hostile files sent as a list"
SMALL = Dose(count=2, seconds=120)
FULL = Dose(count=len(HOSTILE), seconds=900)
STAGED = """
SELECT (SELECT count(*) FROM import_row) + (SELECT count(*) FROM register_import WHERE sheets IS NOT NULL)
"""


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Each file is refused with a sentence, nothing of it is kept, and the owner is answered meanwhile."""
    for arm in arms:
        arm()
    began = time.monotonic()
    outcome = Outcome(NAME, dose.count)
    stage = await Stage(folder).open()
    rina = await hired(stage, "Rina", role.OFFICER)
    siti = await stage.person("Siti Aminah")
    for case in list(HOSTILE)[:: max(1, len(HOSTILE) // dose.count)][: dose.count]:
        make, sentence = HOSTILE[case]
        await rina.sends_file("daftar.xlsx", make())
        if not rina.sees(Voice().say(sentence)):
            outcome.violations.append(Violation("I9", "not refused", f"{case}: {rina.said()}"))
        await siti.says("menu")
        if not siti.answers:
            outcome.violations.append(Violation("I8", "silent", f"the owner was not answered after {case}"))
        if (await stage.query(STAGED))[0][0]:
            outcome.violations.append(Violation("I9", "staged", f"something of {case} was kept"))
        outcome.done += 1
        outcome.updates += 2
    await stage.close()
    outcome.seconds = time.monotonic() - began
    return outcome
