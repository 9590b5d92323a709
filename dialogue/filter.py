"""A filter over the register in words: what can be asked for, what each value is called, and what is asked.

Filters are plain values here, as storage/segment.py keeps them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogue import places
from dialogue.activities import meaning
from dialogue.i18n import Lines, Shown, Text, _
from dialogue.indicative import CLASSES
from dialogue.questionnaire.activity import BRANCHES
from dialogue.questionnaire.papers import KINDS as PAPERS
from dialogue.questionnaire.registration import SECTORS
from dialogue.report.asked import told_parts
from dialogue.standing import LEVELS, REACHES, STATES

ON_PAGE = 8
"""Businesses that a list shows at once."""
UNTOLD = "unknown"
"""As a value: where it is not told."""
BANDS: dict[str, Text] = {
    "0": _("less than 25%"),
    "25": _("25% to 49%"),
    "50": _("50% to 74%"),
    "75": _("75% to 99%"),
    "100": _("complete"),
}
"""How much of the record is there, by the lower end of each quarter."""
UNFINISHED, NO_NOTICE = "unfinished", "month"
KINDS: dict[str, Text] = {
    "districts": _("Kecamatan"),
    "villages": _("Desa or kelurahan"),
    "sector": _("Sector"),
    "branch": _("Branch"),
    "products": _("Product"),
    "kbli": _("KBLI code"),
    "size": _("Size"),
    "state": _("State"),
    "filled": _("How complete"),
    "level": _("Level"),
    "held": _("Paper that is there"),
    "lacking": _("Paper that is missing"),
    "reach": _("Telegram or phone"),
    "assigned_to": _("Who looks after it"),
    "unnotified": _("Notices"),
}
"""What can be asked for, in the order of the buttons."""
CALLED: dict[str, Mapping[str, Text]] = {
    "sector": {value: label for value, label, _detail in SECTORS},
    "branch": {value: label for value, label, _detail in BRANCHES},
    "size": CLASSES,
    "state": STATES,
    "filled": {UNFINISHED: _("not complete yet"), **BANDS},
    "level": LEVELS,
    "held": PAPERS,
    "lacking": PAPERS,
    "reach": REACHES,
    "unnotified": {NO_NOTICE: _("none yet this month")},
}
"""The values of each kind that has few, with what they are called."""
MAY_BE_UNTOLD = frozenset({"districts", "villages", "sector", "branch", "size", "level", "kbli"})


def called(kind: str, value: str, people: Mapping[str, str]) -> Shown:
    """What a value is called; `people` names the officers by their contact's id."""
    if value == UNTOLD:
        return _("not told yet")
    if kind in {"districts", "villages"}:
        return places.name_of(value)
    if kind == "assigned_to":
        return people.get(value, _("an officer")) if value != "0" else _("nobody yet")
    if kind == "kbli":
        named = meaning(value, "2025")
        return _("{code}: {meaning}", code=value, meaning=named) if named else value
    return CALLED[kind].get(value, value) if kind in CALLED else value


def values_of(asked: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    """The values of a kind that a filter asks for, as buttons carry them."""
    if kind == "filled":
        low, high = asked.get("filled_from"), asked.get("filled_to")
        if low is None and high is None:
            return ()
        return (UNFINISHED,) if low is None else (str(low),)
    if kind == "unnotified":
        return (NO_NOTICE,) if asked.get("unnotified_from") else ()
    value = asked.get(kind)
    if value is None or value == "":
        return ()
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def told(asked: Mapping[str, Any], people: Mapping[str, str], zone: str = "Asia/Jakarta") -> list[Shown]:
    """What a filter asks for, a line for each kind; nothing of one that asks for all. Days are the zone's."""
    words: list[Shown] = []
    if asked.get("words"):
        typed = " ".join(word.split("|")[0].strip() for word in asked["words"])
        words.append(_("Search: *{words}*", words=typed))
    for kind, label in KINDS.items():
        if kind == "unnotified":
            continue  # told with its day
        values = [called(kind, value, people) for value in values_of(asked, kind)]
        if values:
            words.append(_("{label}: *{answer}*", label=label, answer=Lines(tuple(values), ", ")))
    if asked.get("unnotified_from"):
        first = datetime.fromisoformat(asked["unnotified_from"]).astimezone(ZoneInfo(zone)).date()
        words.append(_("No notice since *{day}*", day=first))
    return [*words, *told_parts(asked, zone)]


def counted(telegram: int, phone: int, none: int) -> Text:
    """How many there are, and how they can be reached."""
    return _(
        "*{count} IKM*: {telegram} on Telegram, {phone} by phone only, {none} by neither.",
        count=telegram + phone + none,
        telegram=telegram,
        phone=phone,
        none=none,
    )
