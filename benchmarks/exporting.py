"""The register as a workbook through the real bot, from the press to the file, while owners go on talking.

python -m benchmarks.exporting 1 66          times the 1,513 IKM of a kabupaten
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.beside import felt, officer, owners_talking, taps, timed
from benchmarks.office import filled
from tests.stage import Person, Stage

EDITED = 2.0
"""Seconds until the menu has surely become the list."""


async def measured(times: int) -> tuple[str, ...]:
    """A row of the table, for so many times the register of a kabupaten."""
    with tempfile.TemporaryDirectory() as folder:
        store, _office_id = await filled(Path(folder) / "wadah.db", times)
        await store.close()
        stage = await Stage(Path(folder)).open()
        rina = await officer(stage)
        async with owners_talking(stage) as seconds:
            await taps(rina, "Daftar IKM")
            await asyncio.sleep(EDITED)
            asked = await timed(rina, lambda: taps(rina, "Kirim sebagai Excel"), "sebagai Excel?")
            seconds.clear()
            sent = await timed(rina, lambda: taps(rina, "Ya, kirim"), " baris.")
        await stage.close()
    return _rows(rina), f"{asked:.2f} s", f"{sent:.1f} s", *felt(seconds)


def _rows(officer: Person) -> str:
    """How many rows there are, as the bot said beneath the file."""
    return officer.words(officer.question).rpartition(" baris")[0].rpartition(": ")[2]


def show(sizes: Sequence[int]) -> None:
    """Measure registers of these sizes and print a table."""
    titles = ("rows", "asked whether", "press to file", "owners' 95 %", "slowest")
    table = Table(*titles, title="a register sent as a workbook, while owners talk")
    for times in sizes:
        table.add_row(*asyncio.run(measured(times)))
    Console(width=120).print(table)


if __name__ == "__main__":
    show([int(given) for given in sys.argv[1:]] or [1])
