"""A list on its way into the register through the real bot: from the file to the preview, and saved, while
owners go on talking to the bot.

    python -m benchmarks.importing 1513 25000
"""

import asyncio
import io
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from typing import Any

import aiohttp
import xlsxwriter
from rich.console import Console
from rich.table import Table

from benchmarks.beside import REGION, felt, officer, owners_talking, taps, timed
from bot.invented.register import register
from dialogue import places
from tests import stage as stages
from tests.stage import Person, Stage

TITLES = ("No", "Nama Pemilik", "Nama Usaha", "Desa", "Kecamatan", "No. HP", "Jenis Produk", "Sektor",
          "NIB", "TK L", "TK P")  # fmt: skip
WARM = 12.0
"""Seconds after its start until a bot has loaded what its children need; before, the first one waits."""
CONFIRMED = 1.0
"""Seconds until the question whether to save is surely there."""


def workbook(rows: int) -> bytes:
    """A list of so many invented businesses of Bangkalan."""
    now = datetime(2026, 1, 5, tzinfo=UTC)
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as book:
        page = book.add_worksheet("Data IKM")
        page.write_row(0, 0, TITLES)
        records = (record for block in count() for record in register(REGION, now, seed=block, block=block))
        for number, record in enumerate(islice(records, rows), 1):
            page.write_row(number, 0, _cells(number, record))
    return whole.getvalue()


def _cells(number: int, record: Any) -> tuple[Any, ...]:
    papers = record.get("papers") or {}
    names = (
        places.name_of(record.get(key) or "") if record.get(key) else "" for key in ("village", "district")
    )
    told = (record.get(key) or "" for key in ("phone", "main_product", "sector"))
    owner = (record.get("owner_name") or "", record.get("name") or "")
    workers = (record.get("workers_male") or 0, record.get("workers_female") or 0)
    return (number, *owner, *names, *told, papers.get("nib") or "", *workers)


async def measured(rows: int) -> tuple[str, ...]:
    """A row of the table, for a list of so many rows into an empty register."""
    content = workbook(rows)
    with tempfile.TemporaryDirectory() as folder:
        stage = await Stage(Path(folder)).open()
        rina = await officer(stage)
        await asyncio.sleep(WARM)
        async with owners_talking(stage) as seconds:
            columns = await timed(rina, lambda: _sent(rina, content), "Apakah sudah benar?")
            preview = await timed(rina, lambda: taps(rina, "Benar, lanjut"), "perlu keputusan")
            await taps(rina, "Simpan")
            await asyncio.sleep(CONFIRMED)
            saved = await timed(rina, lambda: taps(rina, "Ya, simpan"), "Tersimpan")
        await stage.close()
    return (f"{rows:,}", f"{len(content) / 2**20:.1f} MB", f"{columns:.1f} s", f"{preview:.1f} s",
            f"{saved:.2f} s", *felt(seconds))  # fmt: skip


async def _sent(person: Person, content: bytes) -> None:
    form = aiohttp.FormData()
    form.add_field("file", content, filename="daftar.xlsx", content_type="application/octet-stream")
    await person.stage.http.post(f"/play/people/{person.number}/document", data=form)


def show(sizes: Sequence[int]) -> None:
    """Measure lists of these sizes and print a table."""
    stages.SETTLE_SECONDS = 300.0
    titles = ("rows", "file", "file to columns", "columns to preview", "saved", "owners' 95 %", "slowest")
    table = Table(*titles, title="a list brought in, while owners talk")
    for rows in sizes:
        table.add_row(*asyncio.run(measured(rows)))
    Console(width=120).print(table)


if __name__ == "__main__":
    show([int(given) for given in sys.argv[1:]] or [1513])
