"""The lines of a list: what each is called, how many businesses it counts, and the filter behind it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dialogue import places
from dialogue.activities import activity_of, meaning
from dialogue.fields.area import ALL_OF_INDONESIA, EVERYWHERE
from dialogue.i18n import Lines, Shown, Text, _
from dialogue.questionnaire.activity import BRANCHES
from dialogue.questionnaire.difficulties import CONSTRAINTS, HELP
from dialogue.questionnaire.market import CHANNELS
from dialogue.questionnaire.registration import SECTORS
from dialogue.report.view import WHOLE

UNTOLD = "unknown"
"""As a value of a filter: where it is not told."""
NOT_TOLD = _("not filled in yet")
CALLED: dict[str, dict[str, Text]] = {
    "sector": {value: label for value, label, _detail in SECTORS},
    "branch": {value: label for value, label, _detail in BRANCHES},
    "sold_by": {value: label for value, label, _detail in CHANNELS},
    "help": dict(HELP),
    "constraints": dict(CONSTRAINTS),
}
ASKED_AS = {
    "sold_in": "area",
    "sold_by": "channel",
    "help": "help",
    "constraints": "constraint",
    "materials": "material",
}
"""The part of a filter that asks for an answer of this list."""
TOP = 2
"""Answers that are told of each group."""


class Counted(Protocol):
    """So many businesses of a group with this answer; None: not told."""

    @property
    def group(self) -> str | None: ...
    @property
    def what(self) -> Any: ...
    @property
    def count(self) -> int: ...


@dataclass(frozen=True)
class Line:
    label: Shown
    count: int
    """Businesses."""
    asked: dict[str, Any] = field(default_factory=dict)
    """The filter behind it, beside that of the whole list."""
    told: Shown | None = None
    """More than the number, instead of its share."""
    is_told: bool = True


def group_name(axis: str, group: str | None) -> Shown:
    """What a kecamatan, sector or branch is called."""
    if group is None:
        return NOT_TOLD
    return places.name_of(group) if axis == "districts" else CALLED[axis].get(group, group)


def group_asked(axis: str, group: str | None) -> dict[str, Any]:
    """The filter that means a group."""
    if axis == WHOLE:
        return {}
    value = UNTOLD if group is None else group
    return {axis: [value] if axis == "districts" else value}


def answer_name(name: str, what: Any) -> Shown:
    """What an answer of a list is called."""
    if what is None:
        return NOT_TOLD
    if name == "made":
        return _made(what)
    if name == "sold_in":
        return ALL_OF_INDONESIA if what == EVERYWHERE else places.name_of(what)
    return CALLED[name].get(what, what) if name in CALLED else str(what)


def _made(what: Any) -> Shown:
    """What one does, by the code or else by the words of the product."""
    if isinstance(what, str):
        known = activity_of(what)
        return known.title if known else what
    code, edition = what
    return meaning(code, edition or "2025") or _("KBLI {code}", code=code)


def by_group(axis: str, counted: Iterable[Counted]) -> list[Line]:
    """A line for each group, the largest first and what is not told last."""
    found = [
        Line(
            group_name(axis, one.group),
            one.count,
            group_asked(axis, one.group),
            is_told=one.group is not None,
        )
        for one in counted
    ]
    return ordered(found)


def by_answer(name: str, counted: Iterable[Counted]) -> list[Line]:
    """A line for each answer; codes and words that mean the same activity are one line."""
    merged: dict[Shown, list[Counted]] = defaultdict(list)
    for one in counted:
        merged[answer_name(name, one.what)].append(one)
    found = [
        Line(
            label,
            sum(one.count for one in same),
            _asked(name, [one.what for one in same]),
            is_told=label != NOT_TOLD,
        )
        for label, same in merged.items()
    ]
    return ordered(found)


def _asked(name: str, whats: Sequence[Any]) -> dict[str, Any]:
    if name == "made":
        return {"makes": sorted(_make(what) for what in whats)}
    return {ASKED_AS[name]: UNTOLD if whats[0] is None else whats[0]}


def _make(what: Any) -> str:
    if what is None:
        return UNTOLD
    return what if isinstance(what, str) else f"{what[0]}/{what[1] or ''}"


def by_group_with_answers(
    name: str, axis: str, sizes: Iterable[Counted], counted: Iterable[Counted]
) -> list[Line]:
    """A line for each group, which tells the most frequent answers in it."""
    of_group: dict[str | None, list[Counted]] = defaultdict(list)
    for one in counted:
        of_group[one.group].append(one)
    found = []
    for size in sizes:
        answers = by_answer(name, of_group[size.group])
        most = [one for one in answers if one.is_told][:TOP]
        told = [_("{label} {count}", label=one.label, count=one.count) for one in most]
        untold = next((one.count for one in answers if not one.is_told), 0)
        if untold:
            told.append(_("not filled in yet {count}", count=untold))
        found.append(
            Line(
                group_name(axis, size.group),
                size.count,
                group_asked(axis, size.group),
                told=Lines((_("{count} IKM", count=size.count), *told), ", "),
                is_told=size.group is not None,
            )
        )
    return ordered(found)


def ordered(found: Iterable[Line]) -> list[Line]:
    """The largest first, of two alike by name; what is not told last."""
    return sorted(found, key=lambda line: (not line.is_told, -line.count, str(line.label)))
