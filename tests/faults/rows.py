"""The rows of the table, by name, in its order."""

import importlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

MODULES = {
    "F1": "killed_at_random",
    "F2": "killed_at_points",
    "F3": "stopped",
    "F5": "synced",
    "F7": "one_seat",
    "F9": "too_many",
    "F10": "broken_answers",
    "F11": "late_answers",
    "F12": "cut_off",
    "F13": "dropped",
    "F14": "repeated",
    "F15": "jumping_clock",
    "F16": "killed_announcing",
    "F18": "started_twice",
    "F19": "mutated",
    "F20": "failing_handlers",
    "F21": "hostile_lists",
    "F23": "unreachable",
    "F25": "withdrawn",
    "writers": "two_writers",
}
LONG = ("F12",)
"""Rows whose smallest dose takes too long for every day: `make faults` tries them."""
MEMORY = Path("/dev/shm")


def row(name: str) -> ModuleType:
    """The script of this row: NAME, WHAT, SMALL, FULL and run."""
    return importlib.import_module(f"tests.faults.{MODULES[name]}")


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for a row, in memory if there is such a place: a process is killed here, not a disk."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)
