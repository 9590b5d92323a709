"""The audit in the chat of a head, and her summary on Mondays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.clock import TICKS
from storage import role, summary
from tests.staff import forges, hired
from tests.stage import Person, Stage


async def ticks(stage: Stage, name: str) -> None:
    """Let one tick of the clock run now."""
    tick = next(tick for tick in TICKS if tick.name == name)
    async with stage.house.store.writing() as db:
        await tick.run(db, stage.clock.now())
        await db.commit()
    stage.house.signals.written.set()


async def test_a_head_reads_who_did_what_and_that_it_holds(
    bu_siti: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stage = bu_siti.stage
    rina = await hired(stage, "Rina Wulandari", role.OFFICER)
    head = await hired(stage, "Hadi Prasetyo", role.HEAD, phone="+6281300033344")
    for _time in range(9):
        await forges(rina, "sections:1")
    await head.taps("Rekam jejak")
    assert head.sees(" Rina Wulandari melihat IKM-3526-00001")
    assert head.said().count("2026") == 1, "the day stands once over its deeds"
    assert "Siti" not in head.said() and "08" not in head.said().replace("2026", "")
    await ticks(stage, "seal")
    await head.taps("Lebih lama")
    assert head.said().count("Rina Wulandari") == 1
    assert head.sees("9 catatan terakhir utuh")
    end = (await stage.query("SELECT digest FROM audit_seal"))[0].digest
    assert head.sees(end[:12])
    monkeypatch.setenv("DATABASE_URL", str(stage.settings.database_url))
    monkeypatch.chdir(tmp_path)
    assert await verified() == (0, end)
    async with stage.house.store.writing() as db:
        raw = await db.connection()
        await raw.exec_driver_sql("DROP TRIGGER audit_no_update")
        await raw.exec_driver_sql("UPDATE audit SET contact_id = 1 WHERE id = 3")
        await db.commit()
    await head.says("/kantor")
    await head.taps("Rekam jejak")
    assert head.sees("Catatan ini pernah diubah dari luar")
    assert (await verified())[0] == 1


async def verified() -> tuple[int, str]:
    """What the command says: its status, and the end of the chain."""
    import asyncio

    told = await asyncio.to_thread(CliRunner().invoke, app, ["audit", "verify"])
    return told.exit_code, told.output.rpartition("End of the chain: ")[2].split()[0]


@pytest.mark.parametrize("stage", ["steady"], indirect=True)
async def test_the_head_gets_the_week_on_monday_and_once(stage: Stage, pak_head: Person) -> None:
    due = summary.last_due(datetime.now(UTC), "Asia/Jakarta") + timedelta(days=7)
    stage.clock.offset = due - datetime.now(UTC) - timedelta(minutes=5)
    before = len(pak_head.messages)
    await ticks(stage, "summary")
    await pak_head.looks()
    assert len(pak_head.messages) == before, "it is 07.25"
    stage.clock.offset += timedelta(minutes=10)
    for _time in range(2):
        await ticks(stage, "summary")
        await pak_head.looks()
        await stage.reopen()
    assert len(pak_head.messages) == before + 1
    assert "Minggu ini di Dinas Perindustrian" in pak_head.words(pak_head.question)
    assert "IKM baru: 0. Menunggu diperiksa: 0." in pak_head.words(pak_head.question)
