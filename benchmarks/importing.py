"""A list on its way into the register through the real bot: from the file to the preview, and saved, while
owners go on talking to the bot.

    python -m benchmarks.importing 1513 25000
"""

import asyncio
import io
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from statistics import quantiles
from typing import Any

import aiohttp
import xlsxwriter
from rich.console import Console
from rich.table import Table

from bot.invented.register import register
from dialogue import places
from storage import contact, office, role
from tests import stage as stages
from tests.stage import Person, Stage

REGION = "35.26"
TITLES = ("No", "Nama Pemilik", "Nama Usaha", "Desa", "Kecamatan", "No. HP", "Jenis Produk", "Sektor",
          "NIB", "TK L", "TK P")  # fmt: skip
OWNERS = 5
PAUSE = 0.2
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


async def _officer(stage: Stage) -> Person:
    person = await stage.person("Rina", "+6281111111111")
    async with stage.house.store.writing() as db:
        here = await office.settle(db, region=REGION, name="", area="", zone="Asia/Jakarta", phone="")
        row = await contact.add(db, "telegram", str(person.number), here.id, stage.clock.now())
        await role.grant(
            db,
            contact_id=row.id,
            office_id=here.id,
            name=role.OFFICER,
            person="Rina",
            granted_by=None,
            now=stage.clock.now(),
        )
        await db.commit()
    await person.says("/kantor")
    return person


async def _owner(stage: Stage, number: int, seconds: list[float]) -> None:
    """Asks for the menu again and again, and notes how long each answer takes."""
    person = await stage.person(f"Pemilik {number}", f"+62812000000{number:02}")
    while True:
        screen = await stage.get(f"people/{person.number}/messages")
        newest = max((m["message_id"] for m in screen["messages"]), default=0)
        begun = time.perf_counter()
        await stage.post(f"people/{person.number}/text", {"text": "menu"})
        while True:
            screen = await stage.get(f"people/{person.number}/messages?limit=5")
            if any(m["message_id"] > newest and m["from"] == "bot" for m in screen["messages"]):
                break
            await asyncio.sleep(0.01)
        seconds.append(time.perf_counter() - begun)
        await asyncio.sleep(PAUSE)


async def _timed(person: Person, act: Callable[[], Awaitable[Any]], words: str) -> float:
    """How long it takes from an act until the bot has said this."""
    before = max((m["message_id"] for m in person.messages), default=0)
    begun = time.perf_counter()
    await act()
    while True:
        person.screen = await person.stage.get(f"people/{person.number}/messages?limit=30")
        person.messages = person.screen["messages"]
        fresh = [m for m in person.messages if m["from"] == "bot" and m["message_id"] > before]
        if any(words in person.words(message) for message in fresh):
            return time.perf_counter() - begun
        await asyncio.sleep(0.02)


async def measured(rows: int) -> tuple[str, ...]:
    """A row of the table, for a list of so many rows into an empty register."""
    content = workbook(rows)
    with tempfile.TemporaryDirectory() as folder:
        stage = await Stage(Path(folder)).open()
        rina = await _officer(stage)
        seconds: list[float] = []
        owners = [asyncio.create_task(_owner(stage, number, seconds)) for number in range(OWNERS)]
        columns = await _timed(rina, lambda: _sent(rina, content), "Apakah sudah benar?")
        preview = await _timed(rina, lambda: _tapped(rina, "Benar, lanjut"), "perlu keputusan")
        await _tapped(rina, "Simpan")
        await asyncio.sleep(CONFIRMED)
        saved = await _timed(rina, lambda: _tapped(rina, "Ya, simpan"), "Tersimpan")
        for owner in owners:
            owner.cancel()
        await asyncio.gather(*owners, return_exceptions=True)
        await stage.close()
    slow = quantiles(seconds, n=20)[-1]
    return (f"{rows:,}", f"{len(content) / 2**20:.1f} MB", f"{columns:.1f} s", f"{preview:.1f} s",
            f"{saved:.2f} s", f"{slow * 1000:.0f} ms", f"{max(seconds) * 1000:.0f} ms")  # fmt: skip


async def _sent(person: Person, content: bytes) -> None:
    form = aiohttp.FormData()
    form.add_field("file", content, filename="daftar.xlsx", content_type="application/octet-stream")
    await person.stage.http.post(f"/play/people/{person.number}/document", data=form)


async def _tapped(person: Person, label: str) -> None:
    await person.stage.post(f"people/{person.number}/tap", {"label": label})


def main() -> None:
    """Measure lists of these sizes and print a table."""
    stages.SETTLE_SECONDS = 300.0
    titles = ("rows", "file", "file to columns", "columns to preview", "saved", "owners' 95 %", "slowest")
    for rows in map(int, sys.argv[1:] or ("1513",)):
        table = Table(*titles)
        table.add_row(*asyncio.run(measured(rows)))
        Console(width=120).print(table)


if __name__ == "__main__":
    main()
