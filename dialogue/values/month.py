"""A month of a year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Month:
    year: int
    month: int

    def isoformat(self) -> str:
        """2026-12."""
        return f"{self.year:04}-{self.month:02}"

    def shifted(self, months: int) -> "Month":
        """So many months later."""
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    @property
    def length(self) -> int:
        return monthrange(self.year, self.month)[1]

    def day(self, number: int) -> date:
        """A day of it, or its last one if it is shorter."""
        return date(self.year, self.month, min(number, self.length))
