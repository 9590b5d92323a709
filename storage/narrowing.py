"""Narrowing a segment: one value of one kind more or less. A kind is what people choose by; some stand for
two parts of the segment."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from storage.segment import Segment

MANY = frozenset({"districts", "villages", "products", "held", "lacking"})
"""Kinds of which several values may be asked for."""
UNFINISHED = "unfinished"
"""As how complete a record is: all that are below 100 per cent."""
PARTS: dict[str, tuple[str, ...]] = {
    "filled": ("filled_from", "filled_to"),
    "unnotified": ("unnotified_from", "unnotified_to"),
    "districts": ("districts", "villages"),
}
"""The parts that a kind stands for, where it is not one of its own name; desa belong to their kecamatan."""


def without(asked: Segment, kind: str) -> Segment:
    """The segment that asks for no value of this kind."""
    return asked.without(*PARTS.get(kind, (kind,)))


def less(asked: Segment, kind: str, value: str) -> Segment:
    """The segment without this value of a kind of several."""
    left: Any = {kind: tuple(one for one in getattr(asked, kind) if one != value)}
    return replace(without(asked, kind), **left)


def more(asked: Segment, kind: str, value: str, now: datetime, zone: str) -> Segment:
    """The segment that asks for this value too; a kind of one value has just this one then."""
    return replace(
        asked.without("villages") if kind == "districts" else asked, **_more(asked, kind, value, now, zone)
    )


def _more(asked: Segment, kind: str, value: str, now: datetime, zone: str) -> dict[str, Any]:
    if kind == "filled":
        low, high = (None, 99) if value == UNFINISHED else (int(value), min(int(value) + 24, 100))
        return {"filled_from": low, "filled_to": high}
    if kind == "unnotified":
        first = now.astimezone(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return {"unnotified_from": first.astimezone(UTC), "unnotified_to": now}
    if kind == "assigned_to":
        return {kind: int(value)}
    return {kind: (*getattr(asked, kind), value) if kind in MANY else value}
