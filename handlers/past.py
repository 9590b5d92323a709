"""What was changed in a record: when, what, the words that were given, and by whom.

Siti: [Riwayat perubahan]
Bot:  Perubahan terakhir Keripik Bu Siti
      22 November 2026: Nama usaha, “Keripik Barokah” (pemilik)
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from dialogue.i18n import Shown, _, lines
from dialogue.labels import LABELS, short
from dialogue.message import Button, Message, Say, column
from dialogue.record import MENU
from dialogue.turn import Route, Turn
from storage import business, history, production_report, role
from storage import record as stored
from storage.business import Business
from storage.history import History

NEWEST = 10
"""Changes shown at once."""


async def past(turn: Turn) -> list[Message]:
    """The newest changes of the business and its parts: when, what, the words given, and by whom."""
    held = await business.by_id(turn.db, int(turn.args[0]))
    assert held is not None  # the route's right saw to it
    _answers, parts = await stored.of_business(turn.db, held)
    reports = (await production_report.handed_in(turn.db, [held.id]))[held.id]
    things = {"business": [held.id], **{kind: [row["id"] for row in rows] for kind, rows in parts.items()}}
    things["production_report"] = [report.id for report in reports]
    found = await history.newest(turn.db, things, 3 * NEWEST)
    told_ = [one for one in found if (one.thing, one.field) in LABELS][:NEWEST]
    by = await _by(turn, held, told_)
    changed = [
        _(
            "{moment}: {label}, “{words}” ({who})",
            moment=_day(turn, one.at),
            label=LABELS[one.thing, one.field],
            words=short(one.words),
            who=by[one.id],
        )
        for one in told_
    ]
    none = _("Nothing was changed yet.") if not changed else None
    title = _("*The newest changes* of {name}", name=held.name or "")
    speaks = await business.held_by(turn.db, turn.contact, held.id) is not None
    back = Button(_("My data"), "record") if speaks else Button(_("Back to the card"), "entry", (held.id,))
    return [Say(lines(title, *changed, none), column(back, MENU))]


async def _by(turn: Turn, held: Business, changes: list[History]) -> dict[int, Shown]:
    """Who made each change: the owner, somebody else who speaks for the business, or whom of the office."""
    names = await role.people(turn.db, held.office_id)
    began = await business.owner(turn.db, held.id)
    return {one.id: _who(one, began, names) for one in changes}


def _who(one: History, began: int | None, names: dict[int, str]) -> Shown:
    if one.contact_id is None:
        return _("the list of the dinas")
    if one.on_behalf:
        return _("{person}, for the owner", person=names.get(one.contact_id) or _("an officer"))
    return _("the owner") if one.contact_id == began else _("a helper of the owner")


def _day(turn: Turn, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(turn.voice.zone)).date()


ROUTES = (Route("past", past, right="view business"),)
