"""What is exported can be imported again unchanged: every row of the office's own workbook is "same"."""

import asyncio
import io
import shutil
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bot.invented import register
from dialogue.listing.likeness import Register
from documents.lists import judged, located, tell_sheets
from documents.opening import opened
from documents.register import export_register
from storage import intake, office, register_entry
from storage.store import Store

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
REGION, TUBAN, CANARY = "52.71", "35.23", "kenari"
ODD: list[dict[str, Any]] = [
    {"owner_name": '=HYPERLINK("x")', "name": "'tanda", "street": "<r>x", "main_product": "- keripik 50%"},
    {"owner_name": "Nol", "workers_male": 0, "latitude": -8.58, "constraint_note": "@mahal"},
    {
        "owner_name": "Jauh",
        "investment": 0,
        "investment_about": False,
        "phone": "+60123456789",
        "street": "=Jalan Raya",
    },
]


async def fill(url: str) -> tuple[int, list[dict[str, Any]]]:
    """An office with invented and odd records, beside one full of canaries; what the first one holds."""
    store = Store(url)
    async with store.writing() as db:
        ids = [
            (await office.settle(db, region=region, name=name, area=name, zone="Asia/Makassar", phone="")).id
            for region, name in ((REGION, "Kota Mataram"), (TUBAN, CANARY))
        ]
        odd = [{"state": "submitted", "origin": "import", "created_at": NOW, **record} for record in ODD]
        await intake.take_in(db, ids[0], [*register(REGION, NOW), *odd])
        hidden = {name: CANARY for name in ("owner_name", "name", "brand", "street", "main_product")}
        await intake.take_in(
            db, ids[1], [{"state": "verified", "created_at": NOW, "papers": {"nib": CANARY}, **hidden}] * 3
        )
        await db.commit()
    async with store.reading() as db:
        held = await register_entry.entries(db, ids[0])
    await store.close()
    return ids[0], held


def test_every_row_of_an_export_is_the_same_to_an_import(
    migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(migrated, tmp_path / "wadah.db")
    url = f"sqlite:///{tmp_path / 'wadah.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    office_id, held = asyncio.run(fill(url))
    content = export_register(
        office_id=office_id,
        asked={"drafts": True},
        office="Dinas",
        area="Kota Mataram",
        day="2026-11-22",
        filter_told="",
        language="id",
        zone="Asia/Makassar",
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert CANARY not in str(cells)

    told = tell_sheets(content, "daftar.xlsx", REGION, "id")
    listed = told["sheets"][told["best"]]
    mapping = {str(column["index"]): column["key"] for column in listed["columns"]}
    sheet, table = located(opened(content), REGION, listed["sheet"], listed["header"], mapping, None)
    found = list(judged(sheet, table, REGION, date(2026, 11, 22), Register(held)))
    assert len(found) == len(held) == listed["rows"]
    different = [one.changes for one in found if one.status.name != "SAME"]
    assert Counter(one.status.name for one in found) == {"SAME": len(held)}, different[:3]
