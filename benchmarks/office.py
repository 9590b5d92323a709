"""A whole office: search, segment count, report and export at growing sizes, and what owners feel meanwhile.

python -m benchmarks.office 1 10 100          times the 1,513 IKM of a kabupaten; 1 and 10 by default
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from bot import child
from bot.invented import register
from dialogue.report.lines import by_answer
from storage import intake, office, report, segment
from storage.base import Base
from storage.business import Business
from storage.migrate import migrate
from storage.searchable import normal, search_text, words_like
from storage.segment import Segment
from storage.store import Store

REGION, NOW = "35.26", datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
INVENTED = 10
"""Registers of a kabupaten that are invented; larger offices hold copies of them."""
STEP = 1_000_000
MOVED = {"business_id": "business_id + :shift", "number": "number || :copy"}
ROUNDS = 5
Call = Callable[[Any], Awaitable[object]]


async def filled(path: Path, times: int) -> tuple[Store, int]:
    """A database with so many times the register of one kabupaten, and its office."""
    url = f"sqlite:///{path}"
    await migrate(url)
    store = Store(url)
    async with store.writing() as db:
        here = await office.settle(
            db, region=REGION, name="Dinas", area="Kabupaten Bangkalan", zone="Asia/Jakarta", phone=""
        )
        await db.commit()
    for number in range(min(times, INVENTED)):
        records = register(REGION, NOW, seed=number, block=number % 10)
        for record in records:
            record["search"] = search_text(record, _names(record), record["papers"].values())
            record["completeness"] = number * 7 % 101
        async with store.writing() as db:
            await intake.take_in(db, here.id, records)
            await db.commit()
    async with store.writing() as db:
        await _copy(db, times // INVENTED - 1)
        await db.commit()
    async with store.writing() as db:
        await db.execute(text("ANALYZE"))
        await db.commit()
    return store, here.id


async def _copy(db: Any, copies: int) -> None:
    """All businesses with their parts again and again, which the database does faster than inventing them."""
    tables: tuple[type[Base], ...] = (Business, *intake.TABLES.values())
    for copy in range(1, copies + 1):
        for table in tables:
            columns = [column.name for column in table.__table__.columns if column.name != "id"]
            values = [
                MOVED.get(name, name) if name != "number" or table is Business else name for name in columns
            ]
            names, whose = ", ".join(columns), "business_id"
            told = ", ".join(values)
            if table is Business:
                names, told, whose = f"id, {names}", f"id + :shift, {told}", "id"
            await db.execute(
                text(
                    f"INSERT INTO {table.__tablename__} ({names}) "
                    f"SELECT {told} FROM {table.__tablename__} WHERE {whose} < :step"
                ),
                {"shift": copy * STEP, "step": STEP, "copy": f"-{copy}"},
            )


def _names(record: dict[str, Any]) -> list[str]:
    return [product["name"] for product in record["parts"].get("product", ())]


async def milliseconds(store: Store, call: Call) -> float:
    """The median of several calls, each in a read-only session of its own; of the processor, which the
    neighbours on a machine do not change."""
    times = []
    for _round in range(ROUNDS):
        async with store.reading() as db:
            begun = time.process_time()
            await call(db)
            times.append(1000 * (time.process_time() - begun))
    return median(times)


def queries(office_id: int) -> dict[str, Call]:
    """What is timed, by what it is called."""
    narrowed = Segment(sector="agro", lacking=("nib",), products=("keripik",))
    typed = Segment(words=tuple(normal("keripik siti").split()))

    async def five_sets(db: Any) -> None:
        everybody = Segment()
        await segment.reached(db, everybody, office_id)
        for name, count in report.COUNTED.items():
            by_answer(name, await count(db, everybody, office_id, ""))
        await report.capacities(db, everybody, office_id)
        await report.reported(db, everybody, office_id, ["all"])
        await report.reporters(db, everybody, office_id, ["all"])

    async def split(db: Any) -> None:
        for axis in report.AXES:
            await report.how_many(db, Segment(), office_id, axis)
            await report.made(db, Segment(), office_id, axis)

    return {
        "search, a page and its count": lambda db: _search(db, typed, office_id),
        "search of misspelt words": lambda db: _search_misspelt(db, office_id),
        "count of a filter": lambda db: segment.count(db, narrowed, office_id),
        "on Telegram, by phone, neither": lambda db: segment.reached(db, Segment(), office_id),
        "report: all five data sets": five_sets,
        "report: by kecamatan, sector, branch": split,
    }


async def _search(db: Any, typed: Segment, office_id: int) -> None:
    await segment.page(db, typed, office_id, 8)
    await segment.count(db, typed, office_id)


async def _search_misspelt(db: Any, office_id: int) -> None:
    """Nothing is spelt just like that, and then what comes close."""
    typed = tuple(normal("kripkk sitinah").split())
    await segment.page(db, Segment(words=typed), office_id, 8)
    close = ["|".join((word, *await words_like(db, office_id, word))) for word in typed]
    await segment.page(db, Segment(words=tuple(close)), office_id, 8)


async def export(path: Path, office_id: int) -> tuple[float, int]:
    """Seconds, and bytes, of the whole register from the real child process."""
    request = {
        "office_id": office_id,
        "asked": {},
        "office": "Dinas",
        "area": "Kabupaten Bangkalan",
        "day": "2026-11-22",
        "filter_told": "",
        "language": "id",
        "zone": "Asia/Jakarta",
    }
    begun = time.perf_counter()
    made = await _made(f"sqlite:///{path}", request)
    return time.perf_counter() - begun, len(made)


async def _made(database: str, request: dict[str, Any]) -> bytes:
    async def never_cancelled() -> None:
        return None

    async with child.asked(
        "register", request, database=database, seconds=600, nice=0, look=never_cancelled
    ) as asked:
        return await asked.whole()


async def measured(times: int) -> dict[str, float]:
    """Milliseconds of each thing at one size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wadah.db"
        store, office_id = await filled(path, times)
        async with store.reading() as db:
            found = {"rows": float(await segment.count(db, Segment(drafts=True), office_id))}
        for name, call in queries(office_id).items():
            found[name] = await milliseconds(store, call)
        seconds, size = await export(path, office_id)
        await store.close()
        return {**found, "export to .xlsx": 1000 * seconds, "its size in kB": size / 1000}


def show(sizes: Sequence[int]) -> None:
    """Print a table: a column for each size, and how each thing grew from the first to the last."""
    columns = [asyncio.run(measured(times)) for times in sizes]
    heads = (f"{column['rows']:,.0f} IKM" for column in columns)
    table = Table(
        "office",
        *heads,
        "grew",
        title="milliseconds of the processor, median of 5; the export once, on the wall",
    )
    for name in columns[0]:
        if name != "rows":
            cells = [f"{column[name]:,.1f}" for column in columns]
            table.add_row(name, *cells, f"{columns[-1][name] / columns[0][name]:.1f} x")
    Console(width=120).print(table)


if __name__ == "__main__":
    show([int(given) for given in sys.argv[1:]] or [1, 10])
