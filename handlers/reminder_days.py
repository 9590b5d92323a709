"""The hour and the days of reminders, as the head of an office sets them.

Pak Hadi: [Tentang kantor] [Pengingat] [Isian yang belum selesai] 2, 5
Bot:      Isian yang belum selesai: 2, 5 hari …
"""

from typing import Any

from dialogue.i18n import _, lines
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.questionnaire.reminding import REMINDING
from dialogue.record import MENU, changes, told, under
from dialogue.reminding import BY_KIND
from dialogue.turn import FormRoute, Route, Turn
from storage import audit, authority, office
from storage.authority import KEEP_OFFICE


async def show(turn: Turn) -> list[Message]:
    """Each kind with its days, and a way to change it."""
    known = await answers(turn, turn.office)
    words = lines(
        _("*Reminders of the office*"),
        *told(REMINDING, known),
        _("They go out on working days only. What shall be changed?"),
    )
    back = (Button(_("About the office"), "office"), MENU)
    return [under(words, *changes(REMINDING, known, "setreminding", ()), back)]


async def change(turn: Turn) -> list[Message]:
    """Ask one of them again."""
    field = turn.args[0] if turn.args else ""
    return [Ask("reminding", turn.office, field)] if REMINDING.field(field) else [Go("reminding")]


async def bar(turn: Turn, office_id: int) -> list[Message]:
    """Only who keeps the office sets them."""
    if await authority.may(turn.db, turn.contact, KEEP_OFFICE, office_id):
        return []
    return [Say(_("That is not for you to do."), column(MENU))]


async def answers(turn: Turn, office_id: int) -> dict[str, Any]:
    """The hour, and of each kind the office's own days or the usual ones; all as told, none negative."""
    here = await office.by_id(turn.db, office_id)
    days = {kind: sorted(abs(day) for day in one.steps(here.reminder_days)) for kind, one in BY_KIND.items()}
    return {**days, "reminder_hour": here.reminder_hour}


async def write(turn: Turn, office_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep one of them in the office."""
    here = await office.by_id(turn.db, office_id)
    if field in BY_KIND:
        sign = -1 if BY_KIND[field].is_before else 1
        here.reminder_days = {**(here.reminder_days or {}), field: [sign * day for day in columns[field]]}
    else:
        here.reminder_hour = columns[field]
    by_whom = {"contact_id": turn.contact, "office_id": office_id}
    audit.note(turn.db, KEEP_OFFICE, "office", office_id, now=turn.now, about=field, **by_whom)


async def finish(turn: Turn, office_id: int) -> list[Message]:
    """Show all of them as they stand now."""
    return [Go("reminding")]


ROUTES = (
    Route("reminding", show, right=KEEP_OFFICE),
    Route("setreminding", change, right=KEEP_OFFICE),
)
FORMS = (FormRoute(REMINDING, bar, answers, write, finish, right=KEEP_OFFICE),)
