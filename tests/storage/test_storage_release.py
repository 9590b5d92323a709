"""Databases of earlier releases: filled, brought up to date, also when the process is killed midway."""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text
from storage_shelf import Shelf
from test_storage_migrate import asked, contents, differences

from storage.migrate import _config, migrate, versions

ROOT = Path(__file__).parent.parent.parent
FIRST = """
INSERT INTO office (id, region, name, area, zone, phone, last_number)
VALUES (1, '35.26', 'Dinas', 'Kabupaten Bangkalan', 'Asia/Jakarta', '', 1);
INSERT INTO contact (id, channel, address, office_id, language, came_by, album, created_at, seen_at,
                     unreachable_reason)
VALUES (1, 'telegram', '7', 1, 'id', '', '', '2026-11-20 01:00:00', '2026-11-20 01:00:00', '');
INSERT INTO business (id, office_id, number, state, owner_name, phone, name, district, village, main_product,
                      sector, workers_male, workers_female, capacity, capacity_unit, capacity_period,
                      created_at, submitted_at)
VALUES (1, 1, 'IKM-3526-00001', 'submitted', 'Siti', '+6281233445566', 'Keripik Bu Siti', '35.26.02',
        '35.26.02.2002', 'keripik', 'agro', 2, 3, 1500, 'bungkus', 'bulan', '2026-11-20 01:00:00',
        '2026-11-20 02:00:00');
INSERT INTO business_contact (business_id, contact_id, since) VALUES (1, 1, '2026-11-20 01:00:00');
INSERT INTO history (id, thing, thing_id, field, old, words, contact_id, at)
VALUES (1, 'business', 1, 'capacity', '{"capacity": null}', '1.500 bungkus', 1, '2026-11-20 01:30:00');
INSERT INTO run (id, contact_id, form, subject, progress, created_at, touched_at)
VALUES (1, 1, 'registration', 1, '{"asked": "photo"}', '2026-11-20 01:00:00', '2026-11-20 01:40:00');
"""
"""Rows as the first release wrote them."""
KILLED = """
import asyncio, os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from storage.migrate import migrate

left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def count(*_what):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(migrate(sys.argv[1]))
"""
"""Migrates, and is killed before a certain statement."""


async def first_release(shelf: Shelf) -> str:
    """The address of a filled database of the first release."""
    url = await shelf.empty()

    def make(connection: Connection) -> None:
        command.upgrade(_config(connection), "0001")
        for statement in FIRST.strip().split(";\n"):
            if statement.strip(" ;\n"):
                connection.execute(text(statement.replace(":", "\\:")))

    await asked(url, make)
    return url


def rows_of(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> None:
    """Every old row is there, with its old columns in front where the table has grown."""
    for table, rows in before.items():
        if table != "alembic_version":
            assert [str(row[0]) for row in rows] == [str(row[0]) for row in after[table]], table


async def test_a_filled_database_of_the_first_release_is_brought_up_to_date(shelf: Shelf) -> None:
    url = await first_release(shelf)
    before = await asked(url, contents)
    assert await migrate(url) == ("0001", versions()[0])
    after = await asked(url, contents)
    rows_of(before, after)
    assert await asked(url, differences) == []

    def kept(connection: Connection) -> Any:
        return connection.execute(
            text("SELECT name, capacity, capacity_unit, workers_female, flagged FROM business")
        ).one()

    assert tuple(await asked(url, kept)) == ("Keripik Bu Siti", 1500, "bungkus", 3, None)
    speaks = "SELECT count(*) FROM business_contact JOIN business ON business.id = business_id"
    assert await asked(url, lambda connection: connection.execute(text(speaks)).scalar()) == 1
    period = "SELECT report_period FROM office"
    assert await asked(url, lambda connection: connection.execute(text(period)).scalar()) == "quarter"


@pytest.mark.parametrize("statements", [8, 14, 25])
async def test_a_migration_that_is_killed_midway_is_as_if_it_had_not_begun(
    shelf: Shelf, statements: int
) -> None:
    url = await first_release(shelf)
    before = await asked(url, contents)
    migrating = [sys.executable, "-c", KILLED, url, str(statements)]
    ended = await asyncio.to_thread(subprocess.run, migrating, cwd=ROOT, check=False)
    assert ended.returncode == -9, "it was not killed: it has fewer statements"
    assert await asked(url, contents) == before
    assert await migrate(url) == ("0001", versions()[0])
    rows_of(before, await asked(url, contents))
