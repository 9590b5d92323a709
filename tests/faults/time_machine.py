"""The time of a bot that is moved while it runs: as the demo moves it, or as a system's clock jumps."""

import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults.launch import Arm


class TimeMachine:
    """Seconds in a file, by which a bot's time is ahead of ours."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "clock"
        self.ahead = timedelta()
        self.move(timedelta())

    def move(self, span: timedelta) -> None:
        """At once, so much on or back."""
        self.ahead += span
        part = self.file.with_suffix(".part")
        part.write_text(str(self.ahead.total_seconds()))
        part.replace(self.file)

    def now(self) -> datetime:
        """What the bot takes for now."""
        return datetime.now(UTC) + self.ahead

    @property
    def arm(self) -> Arm:
        """Lets the system's own clock of the bot's process follow the file."""
        return partial(follow, str(self.file))


def follow(file: str) -> None:
    """Have every part of the bot, and its scheduler, see the moved clock; monotonic seconds go on as ever."""
    moved = _moved(Path(file))
    for name, module in list(sys.modules.items()):
        is_ours = name.partition(".")[0] in {"bot", "apscheduler"}
        if is_ours and vars(module).get("datetime") is datetime:
            module.datetime = moved  # type: ignore[attr-defined]


def _moved(file: Path) -> type[datetime]:
    class Kind(type):
        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, datetime)

    class Moved(datetime, metaclass=Kind):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + timedelta(seconds=float(file.read_text()))

    return Moved
