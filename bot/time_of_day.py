"""The time of day. It has a file of its own because a command that only asks the day must start at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """The one source of the time of day; the demo and the tests move it.

    How far it was moved (`offset`) stands apart from the system's own time, for only that one can jump.
    With a file, which holds a number of seconds, the offset follows the file, also while the bot runs.
    """

    def __init__(self, offset_seconds: float = 0.0, *, file: str = "") -> None:
        self.offset = timedelta(seconds=offset_seconds)
        self._file = Path(file) if file else None
        self._seen: tuple[int, int] | None = None

    def now(self) -> datetime:
        """The moment now, in UTC."""
        if self._file is not None:
            self._follow(self._file)
        return datetime.now(UTC) + self.offset

    def _follow(self, file: Path) -> None:
        """Read the file if it is another one than before; what cannot be read changes nothing."""
        try:
            found = file.stat()
            if (found.st_mtime_ns, found.st_ino) != self._seen:
                self.offset = timedelta(seconds=float(file.read_text()))
                self._seen = found.st_mtime_ns, found.st_ino
        except (OSError, ValueError, OverflowError):
            return
