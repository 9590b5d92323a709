"""The database in which a field helper has filled in for an owner without Telegram; made once and copied."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import HOW, STEADY
from tests.scenarios.walks import fills_in
from tests.staff import field_helper, hired
from tests.stage import Person, Stage


@pytest.fixture(scope="session")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rina is an officer, Joko a field helper; Joko has entered Siti Aminah's Keripik Bu Siti, number 1."""
    folder = tmp_path_factory.mktemp("entered")

    async def walk() -> None:
        stage = await Stage(folder).open()
        await hired(stage, "Bu Rina", phone="+6281111111111")
        await fills_in(await field_helper(stage))
        await stage.close()

    asyncio.run(walk())
    with sqlite3.connect(folder / "wadah.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder / "wadah.db"


STEADILY = pytest.mark.parametrize("helped", [STEADY], indirect=True)
"""For what needs no killing: the same turns are killed in another scenario."""


@dataclass(frozen=True)
class Helped:
    """The stage after that, with its people."""

    stage: Stage
    rina: Person
    joko: Person


@pytest.fixture(params=HOW)
async def helped(request: pytest.FixtureRequest, entered: Path, tmp_path: Path) -> AsyncIterator[Helped]:
    """Siti's record waits for her; she is not on the bot yet."""
    shutil.copy(entered, tmp_path / "wadah.db")
    stage = await Stage(tmp_path, restarts=request.param != STEADY).open()
    rina = await stage.person("Bu Rina", "+6281111111111")
    yield Helped(stage, rina, await stage.person("Pak Joko", "+6281222222222"))
    await stage.close()
