"""Every benchmark, as one table: what, how long, and how much that is beside its peer in the same run."""

from rich.console import Console
from rich.table import Table

from benchmarks import announcing, exporting, importing, office, turns
from benchmarks.memory import resting
from benchmarks.reading import readings
from benchmarks.understanding import understandings


def main() -> None:
    """Measure and print; the machine is noisy: the ratio says more than the time. Larger sizes take minutes
    more: `python -m benchmarks.office 1 10 100`, `python -m benchmarks.exporting 66` for 100,000 rows, and
    `python -m benchmarks.announcing 10000`."""
    table = Table("what", "median", "99 %", "peer", "peer's median", "ratio")
    for row in (*readings(), *understandings(), *resting()):
        table.add_row(*row)
    Console(width=120).print(table)
    turns.show()
    announcing.show_making()
    announcing.show()
    office.show((1, 10))
    importing.show((1513, 25_000))
    exporting.show((1, 10))


if __name__ == "__main__":
    main()
