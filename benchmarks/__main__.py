"""Every benchmark, as one table: what, how long, and how much that is beside its peer in the same run."""

from rich.console import Console
from rich.table import Table

from benchmarks.memory import resting
from benchmarks.office import show
from benchmarks.reading import readings
from benchmarks.understanding import understandings


def main() -> None:
    """Measure and print; the machine is noisy, so the ratio says more than the time. A whole office of 100
    times the first size takes minutes more: `python -m benchmarks.office 1 10 100`."""
    table = Table("what", "median", "99 %", "peer", "peer's median", "ratio")
    for row in (*readings(), *understandings(), *resting()):
        table.add_row(*row)
    Console(width=120).print(table)
    show((1, 10))


if __name__ == "__main__":
    main()
