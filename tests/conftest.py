"""Fixtures: a stage for each scenario, once as it is and once with the bot killed after every turn."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import Person, Stage


@pytest.fixture(params=["steady", "killed after every turn"])
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """The machine on SQLite, behind the playground."""
    opened = await Stage(tmp_path, restarts=request.param != "steady").open()
    yield opened
    await opened.close()


@pytest.fixture
async def siti(stage: Stage) -> Person:
    return await stage.person("Siti Aminah")
