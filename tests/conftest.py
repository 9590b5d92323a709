"""Fixtures: a stage for each scenario, once as it is and once with the bot killed after every turn."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import uvloop
from hypothesis import settings

from storage.migrate import migrate
from storage.role import HEAD, OFFICER
from tests.scenarios.walks import to_the_end
from tests.staff import hired
from tests.stage import Person, Stage

MEMORY = Path("/dev/shm")
ENOUGH = 2**30
UNSENT = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')"
STEADY, KILLED = "steady", "killed after every turn"
HOW = [STEADY, KILLED]
ONLY_KILLED = pytest.mark.parametrize("stage", [KILLED], indirect=True)
"""For what waits for child processes at every turn: the harder half is enough."""


def pytest_configure() -> None:
    """Folders of tests lie in memory, if there is room: here processes are killed, not disks. No example of a
    property has a deadline: the machines are noisy."""
    settings.register_profile("noisy", deadline=None)
    settings.load_profile("noisy")
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> dict[str, Callable[[], Any]]:
    """Tests run on the loop that the bot runs on."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and no row, to be copied; migrating has tests of its own."""
    path = tmp_path_factory.mktemp("migrated") / "wadah.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=HOW)
async def stage(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> AsyncIterator[Stage]:
    """The machine on SQLite, behind the playground."""
    shutil.copy(migrated, tmp_path / "wadah.db")
    opened = await Stage(tmp_path, restarts=request.param != STEADY).open()
    yield opened
    await opened.close()


@pytest.fixture
async def siti(stage: Stage) -> Person:
    return await stage.person("Siti Aminah")


@pytest.fixture
async def bu_rina(stage: Stage) -> Person:
    """An officer of the stage's office."""
    return await hired(stage, "Rina Wulandari", OFFICER, phone="+6281300011122")


@pytest.fixture
async def pak_head(stage: Stage) -> Person:
    """The head of the stage's office."""
    return await hired(stage, "Hadi Prasetyo", HEAD, phone="+6281300033344")


@pytest.fixture(scope="session")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that Siti leaves behind who has just registered; her walk is made once and copied."""
    folder = tmp_path_factory.mktemp("registered")

    async def walk() -> None:
        stage = await Stage(folder).open()
        await to_the_end(await stage.person("Siti Aminah"))
        while (await stage.query(UNSENT))[0][0]:  # the board that says that her card is ready may wait 3 s
            await asyncio.sleep(0.1)
        await stage.close()

    asyncio.run(walk())
    with sqlite3.connect(folder / "wadah.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder / "wadah.db"


@pytest.fixture(params=HOW)
async def bu_siti(request: pytest.FixtureRequest, registered: Path, tmp_path: Path) -> AsyncIterator[Person]:
    """Siti, whose business is registered, looking at her menu."""
    shutil.copy(registered, tmp_path / "wadah.db")
    stage = await Stage(tmp_path, restarts=request.param != STEADY).open()
    person = await stage.person("Siti Aminah")
    await person.says("menu")
    assert person.sees("IKM-3526-00001")
    yield person
    await stage.close()
