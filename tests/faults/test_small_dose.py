"""Every row of the table but the long ones in its small dose; `make faults` gives the full one."""

import pytest

from tests.faults import synced
from tests.faults.mutations import ASKED, Mutation
from tests.faults.rows import LONG, MODULES, row, scratch

needs_strace = pytest.mark.skipif(not synced.is_possible(), reason="strace is not installed")
ROWS = [
    pytest.param(name, marks=needs_strace if name == synced.NAME else ())
    for name in MODULES
    if name not in LONG
]
GUARDS = [
    pytest.param(mutation, id=mutation.guard, marks=needs_strace if mutation.row == synced.NAME else ())
    for mutation in ASKED
]


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.xdist_group("faults")
async def test_nothing_is_violated(name: str) -> None:
    script = row(name)
    with scratch() as folder:
        outcome = await script.run(script.SMALL, folder)
    assert not outcome.violations, "\n".join(map(str, outcome.violations[:20]))
    assert outcome.is_green, f"only {outcome.done} of {outcome.wanted} in {outcome.seconds:.0f} s"


@pytest.mark.parametrize("mutation", GUARDS)
@pytest.mark.xdist_group("faults")
async def test_without_its_guard_a_row_turns_red(mutation: Mutation) -> None:
    outcome = await mutation.run()
    assert outcome.violations, f"nobody noticed that this guard is gone: {mutation.guard}"
