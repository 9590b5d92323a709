"""What a filter asks for that a line of the report stands for, in words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dialogue.i18n import Lines, Shown, _
from dialogue.period import period_named
from dialogue.report.lines import ASKED_AS, NOT_TOLD, UNTOLD, answer_name

LABELS = {
    "sold_in": _("Sold in"),
    "sold_by": _("Sold through"),
    "help": _("Help wanted"),
    "constraints": _("Difficulties"),
    "materials": _("Raw material"),
}
MOST = 3
"""Names that are told one by one."""


def told_parts(asked: Mapping[str, Any], zone: str) -> list[Shown]:
    """A line for each part; a day is that of the zone."""
    words: list[Shown] = [
        _("{label}: *{answer}*", label=label, answer=_called(name, asked[ASKED_AS[name]]))
        for name, label in LABELS.items()
        if asked.get(ASKED_AS[name])
    ]
    if asked.get("makes"):
        words.append(_("What it makes: *{answer}*", answer=_made(asked["makes"])))
    if asked.get("units"):
        words.append(_("Capacity counted in: *{answer}*", answer=_units(asked["units"])))
    for part, label in (("reported", _("Have reported")), ("unreported", _("Have not reported"))):
        if asked.get(part):
            words.append(_("{label}: *{answer}*", label=label, answer=_period(asked[part])))
    if asked.get("reported_units"):
        words.append(_("Report counted in: *{answer}*", answer=_units(asked["reported_units"])))
    if asked.get("made_from"):
        words.append(_("In the register from *{day}*", day=_day(asked["made_from"], zone)))
    if asked.get("made_to"):
        last = _day(asked["made_to"], zone) - timedelta(days=1)
        words.append(_("In the register by *{day}*", day=last))
    return words


def _day(moment: str, zone: str) -> Any:
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)).date()


def _called(name: str, value: str) -> Shown:
    return NOT_TOLD if value == UNTOLD else answer_name(name, value)


def _made(makes: list[str]) -> Shown:
    names = list(dict.fromkeys(_one_made(one) for one in makes))
    more = (_("and {count} more", count=len(names) - MOST),) if len(names) > MOST else ()
    return Lines((*names[:MOST], *more), ", ")


def _one_made(make: str) -> Shown:
    if make == UNTOLD:
        return NOT_TOLD
    code, slash, edition = make.partition("/")
    is_code = slash and len(code) == 5 and code.isdecimal()
    return answer_name("made", (code, edition) if is_code else make)


def _units(units: list[str]) -> Shown:
    return Lines(tuple(NOT_TOLD if unit == UNTOLD else unit for unit in units), ", ")


def _period(periods: list[str]) -> Shown:
    """The periods of a report come together: a year with its parts, a quarter with its months."""
    if periods == ["all"]:
        return _("any period")
    if len(periods) > 4:
        return _("the year {year}", year=periods[0][:4])
    return period_named(next((one for one in periods if "Q" in one), periods[0])).title
