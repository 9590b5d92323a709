"""Every row of the table in its small dose; `make faults` gives the full one."""

import pytest

from tests.faults.rows import MODULES, row, scratch


@pytest.mark.parametrize("name", MODULES)
async def test_nothing_is_violated(name: str) -> None:
    script = row(name)
    with scratch() as folder:
        outcome = await script.run(script.SMALL, folder)
    assert not outcome.violations, "\n".join(map(str, outcome.violations[:20]))
    assert outcome.is_green, f"only {outcome.done} of {outcome.wanted} in {outcome.seconds:.0f} s"
