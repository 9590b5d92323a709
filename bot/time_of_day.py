"""The time of day. It has a file of its own because a command that only asks the day must start at once."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The one source of the time of day; the demo and the tests move it."""

    def __init__(self, offset_seconds: float = 0.0) -> None:
        self.offset = timedelta(seconds=offset_seconds)

    def now(self) -> datetime:
        """The moment now, in UTC."""
        return datetime.now(UTC) + self.offset
