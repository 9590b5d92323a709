"""What a text says about a day: the pieces found in it, and what was left that is not understood."""

from dataclasses import dataclass, field


@dataclass
class Said:
    """The pieces. A list with two pieces of a kind means that the text speaks of two days."""

    dates: list[tuple[int, int, int]] = field(default_factory=list)
    """Year (0 if none was said), month, day."""
    day_span: tuple[int, int] | None = None
    month_days: list[int] = field(default_factory=list)
    months: list[tuple[int, int]] = field(default_factory=list)
    """Year (0 if none was said), month."""
    weekdays: list[tuple[int, str]] = field(default_factory=list)
    """Number, and depan, ini, lalu, "week" for "minggu depan" behind it, or nothing."""
    eves: list[int] = field(default_factory=list)
    """Malam Jumat: the night before that weekday."""
    offsets: list[int] = field(default_factory=list)
    ahead: list[tuple[int, int, str]] = field(default_factory=list)
    """From so many, to so many days, minggu, bulan: 2-3 hari lagi; below nothing when past."""
    weeks: list[int] = field(default_factory=list)
    month_shifts: list[int] = field(default_factory=list)
    year_shifts: list[int] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    pasaran: list[int] = field(default_factory=list)
    clocks: list[tuple[int, int, bool]] = field(default_factory=list)
    """Hour, minute, and whether it is written as on a clock of 24 hours: 09.00."""
    parts: list[str] = field(default_factory=list)
    loose_week: bool = False
    approximate: bool = False
    left_over: list[str] = field(default_factory=list)
