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
SECOND = """
UPDATE business SET flagged = '{"installed": "tidak tentu"}', investment = 2500000,
                    help_wanted = '["training"]';
INSERT INTO contact (id, channel, address, office_id, language, came_by, album, created_at, seen_at,
                     unreachable_reason)
VALUES (2, 'telegram', '8', 1, 'id', '', '', '2026-11-20 03:00:00', '2026-11-20 03:00:00', '');
INSERT INTO business_contact (business_id, contact_id, since, invited_by)
VALUES (1, 2, '2026-11-20 03:00:00', 1);
INSERT INTO invite (id, digest, kind, subject, invited_by, expires_at, used_by, used_at)
VALUES (1, 'e3b0c442', 'business', 1, 1, '2026-11-23 02:00:00', 2, '2026-11-20 03:00:00');
INSERT INTO certificate (id, business_id, kind, is_held, number, created_at)
VALUES (1, 1, 'nib', TRUE, '0203230000017', '2026-11-20 02:00:00'),
       (2, 1, 'halal', FALSE, NULL, '2026-11-20 02:00:00');
INSERT INTO product (id, business_id, name, price, price_high, price_unit, created_at, removed_at)
VALUES (1, 1, 'keripik balado', 15000, NULL, 'bungkus', '2026-11-20 02:00:00', NULL),
       (2, 1, 'keripik manis', 12000, 14000, 'bungkus', '2026-11-20 02:00:00', '2026-11-20 02:30:00');
INSERT INTO machine (id, business_id, name, count, year, power, created_at)
VALUES (1, 1, 'wajan', 2, 2020, 'none', '2026-11-20 02:00:00');
INSERT INTO market (id, business_id, area, channel, share, created_at)
VALUES (1, 1, '35.78', 'shop', 100, '2026-11-20 02:00:00');
INSERT INTO material_need (id, business_id, name, quantity, quantity_unit, quantity_period, created_at)
VALUES (1, 1, 'singkong', 2.5, 'kuintal', 'minggu', '2026-11-20 02:00:00');
INSERT INTO production_report (id, business_id, period, quantity, quantity_unit, value, submitted_at,
                               created_at)
VALUES (1, 1, '2026-Q3', 4500, 'bungkus', 67500000, '2026-11-20 02:00:00', '2026-11-20 02:00:00');
INSERT INTO question (id, contact_id, office_id, about, tried, text, asked_at)
VALUES (1, 2, 1, 'registration', '', 'Apa itu NIB?', '2026-11-20 03:10:00');
"""
"""What the second one added to them."""
RELEASES = {"0001": FIRST, "0002": FIRST + SECOND}
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


async def filled(shelf: Shelf, release: str) -> str:
    """The address of a filled database of this release."""
    url = await shelf.empty()

    def make(connection: Connection) -> None:
        command.upgrade(_config(connection), release)
        for statement in RELEASES[release].strip().split(";\n"):
            if statement.strip(" ;\n"):
                connection.execute(text(statement.replace(":", "\\:")))

    await asked(url, make)
    return url


def rows_of(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> None:
    """Every old row is there, with its old columns in front where the table has grown."""
    for table, rows in before.items():
        if table != "alembic_version":
            assert [str(row[0]) for row in rows] == [str(row[0]) for row in after[table]], table


async def brought_up_to_date(shelf: Shelf, release: str) -> str:
    """The address of what was a filled database of this release; no row of it was lost."""
    url = await filled(shelf, release)
    before = await asked(url, contents)
    assert await migrate(url) == (release, versions()[0])
    rows_of(before, await asked(url, contents))
    assert await asked(url, differences) == []
    return url


async def test_a_filled_database_of_the_first_release_is_brought_up_to_date(shelf: Shelf) -> None:
    url = await brought_up_to_date(shelf, "0001")

    def kept(connection: Connection) -> Any:
        return connection.execute(
            text("SELECT name, capacity, capacity_unit, workers_female, flagged FROM business")
        ).one()

    assert tuple(await asked(url, kept)) == ("Keripik Bu Siti", 1500, "bungkus", 3, None)
    speaks = "SELECT count(*) FROM business_contact JOIN business ON business.id = business_id"
    assert await asked(url, lambda connection: connection.execute(text(speaks)).scalar()) == 1
    period = "SELECT report_period FROM office"
    assert await asked(url, lambda connection: connection.execute(text(period)).scalar()) == "quarter"


async def test_a_filled_database_of_the_second_release_is_brought_up_to_date(shelf: Shelf) -> None:
    url = await brought_up_to_date(shelf, "0002")

    async def one(query: str) -> tuple[Any, ...]:
        return tuple(await asked(url, lambda connection: connection.execute(text(query)).one()))

    assert await one("SELECT origin, investment, verified_at, completeness FROM business") == (
        "owner",
        2_500_000,
        None,
        None,
    )
    assert await one("SELECT quantity, value FROM production_report") == (4500, 67_500_000)
    assert await one("SELECT price_high FROM product WHERE removed_at IS NOT NULL") == (14_000,)
    assert await one("SELECT used_by, role FROM invite") == (2, None)
    assert await one("SELECT invited_by FROM business_contact WHERE contact_id = 2") == (1,)
    assert await one("SELECT count(*) FROM history WHERE on_behalf") == (0,)
    assert await one("SELECT count(*) FROM contact WHERE office_chosen OR wrong_links > 0") == (0,)


@pytest.mark.parametrize(
    ("release", "statements"), [("0001", 8), ("0001", 14), ("0001", 25), ("0002", 14), ("0002", 40)]
)
async def test_a_migration_that_is_killed_midway_is_as_if_it_had_not_begun(
    shelf: Shelf, release: str, statements: int
) -> None:
    url = await filled(shelf, release)
    before = await asked(url, contents)
    migrating = [sys.executable, "-c", KILLED, url, str(statements)]
    ended = await asyncio.to_thread(subprocess.run, migrating, cwd=ROOT, check=False)
    assert ended.returncode == -9, "it was not killed: it has fewer statements"
    assert await asked(url, contents) == before
    assert await migrate(url) == (release, versions()[0])
    rows_of(before, await asked(url, contents))
