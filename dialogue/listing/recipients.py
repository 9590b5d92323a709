"""The lists of a notice as sheets: whom to call or write to by WhatsApp, and what became of each copy."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogue import places
from dialogue.i18n import Shown, Text, Voice, _
from dialogue.listing.cells import Cell, dialled, guarded
from dialogue.listing.parts import PartColumn, PartSheet
from dialogue.notice_outcome import STATES, reason

CALLS, UNANSWERED, EVERYBODY = "calls", "unanswered", "everybody"
TITLES: dict[str, Text] = {
    CALLS: _("Phone and WhatsApp list"),
    UNANSWERED: _("Who has not pressed Read"),
    EVERYBODY: _("The whole report"),
}
"""The lists that there are, with the names of their sheets."""
Tell = Callable[[dict[str, Any], Voice], Cell]


def _words(key: str) -> Tell:
    return lambda row, voice: guarded(row[key]) if row[key] else None


def _place(key: str) -> Tell:
    return lambda row, voice: places.name_of(row[key]) if row[key] else None


def _moment(key: str) -> Tell:
    """Such as 2026-11-23 10.15 WIB, which sorts as it should."""

    def tell(row: dict[str, Any], voice: Voice) -> Cell:
        at: datetime | None = row[key]
        return f"{at.astimezone(ZoneInfo(voice.zone)):%Y-%m-%d %H.%M %Z}" if at else None

    return tell


def _phone(row: dict[str, Any], voice: Voice) -> Cell:
    return dialled(row["phone"]) if row["phone"] else None


def _whatsapp(row: dict[str, Any], voice: Voice) -> Cell:
    return f"https://wa.me/{row['phone'].lstrip('+')}" if row["phone"] else None


def _business(row: dict[str, Any], voice: Voice) -> Cell:
    return guarded(", ".join(row["businesses"])) or None


def _state(row: dict[str, Any], voice: Voice) -> Cell:
    return voice.say(STATES[row["state"]])


def _why(row: dict[str, Any], voice: Voice) -> Cell:
    why = reason(row["state"], row["reason"])
    return None if why is None else voice.say(why)


def _sent(row: dict[str, Any], voice: Voice) -> Cell:
    return _moment("ended_at")(row, voice) if row["state"] == "sent" else None


_OWNER: tuple[Shown, Tell] = (_("Owner"), _words("owner_name"))
_BUSINESS: tuple[Shown, Tell] = (_("Business name"), _business)
_REACHED_BY: tuple[tuple[Shown, Tell], ...] = (
    (_("Phone number"), _phone),
    (_("WhatsApp"), _whatsapp),
    (_("Kecamatan"), _place("district")),
    (_("Desa or kelurahan"), _place("village")),
)
_BECAME: tuple[tuple[Shown, Tell], ...] = ((_("State"), _state), (_("Reason"), _why), (_("Sent"), _sent))
_READ: tuple[tuple[Shown, Tell], ...] = (
    (_("Pressed Read"), _moment("read_at")),
    (_("Opened another button"), _moment("opened_at")),
)
COLUMNS: dict[str, tuple[tuple[Shown, Tell], ...]] = {
    CALLS: (_BUSINESS, _OWNER, *_REACHED_BY),
    UNANSWERED: (_OWNER, _BUSINESS, *_REACHED_BY, *_BECAME),
    EVERYBODY: (_OWNER, _BUSINESS, *_BECAME, *_READ),
}


def sheet(name: str, voice: Voice) -> PartSheet:
    """The sheet of one of the lists; its rows have the columns of a recipient by name."""
    return PartSheet(
        voice.say(TITLES[name]),
        tuple(PartColumn(voice.say(title), _of(tell, voice)) for title, tell in COLUMNS[name]),
    )


def _of(tell: Tell, voice: Voice) -> Callable[[Any], Cell]:
    return lambda row: tell(row, voice)
