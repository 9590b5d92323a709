"""When a notice goes out: at once, at a time, every week or month; and past quiet hours, if a head says why.

Rina: [Waktu] [Pada waktu tertentu] Senin jam 9 pagi
Bot:  Waktu: Senin, 30 November 2026 09.00 WIB
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogue.i18n import _, lines
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.notice_told import moment
from dialogue.questionnaire.broadcast import OVERRIDE, SCHEDULE
from dialogue.record import MENU
from dialogue.turn import FormRoute, Route, Turn
from storage import audit, authority, broadcast, office
from storage.authority import APPROVE, WRITE_NOTICES
from storage.base import columns_of
from storage.broadcast import MONTHLY, WEEKLY, Broadcast


async def _own(turn: Turn, broadcast_id: int) -> Broadcast | None:
    return await broadcast.written_by(turn.db, broadcast_id, turn.office, turn.contact)


async def when(turn: Turn) -> list[Message]:
    """Choose when; what is read is read back with its day and zone."""
    row = await _own(turn, turn.number(0))
    if row is None:
        return [Go("notice", turn.args[:1])]
    repeats = turn.args[1] if len(turn.args) > 1 else ""
    if repeats == "now":
        goes_on = row.repeats if row.state == broadcast.HELD else ""  # an outage ends no series
        broadcast.edit(row, turn.now, due_at=None, repeats=goes_on)
        return [Go("notice", (row.id,))]
    if repeats in {WEEKLY, MONTHLY, "once"} and row.due_at is not None:
        broadcast.edit(row, turn.now, repeats="" if repeats == "once" else repeats)
        return [Go("notice", (row.id,))]
    here = (row.id,)
    is_set = row.due_at is not None
    return [
        Say(
            moment(columns_of(row)),
            column(
                Button(_("At once"), "noticewhen", (row.id, "now")),
                Button(_("At a certain time"), "noticeat", here),
                Button(_("Again every week"), "noticewhen", (row.id, WEEKLY)) if is_set else None,
                Button(_("Again every month"), "noticewhen", (row.id, MONTHLY)) if is_set else None,
                Button(_("Only once"), "noticewhen", (row.id, "once")) if row.repeats else None,
                Button(_("Back to the notice"), "notice", here),
            ),
        )
    ]


async def at(turn: Turn) -> list[Message]:
    """Type the day and the time."""
    return [Ask(SCHEDULE.name, turn.number(0), "due")]


async def urgent(turn: Turn) -> list[Message]:
    """A head gives the reason why it goes out in quiet hours and past the weekly number."""
    row = await _own(turn, turn.number(0))
    if row is not None and row.override_reason:
        broadcast.edit(row, turn.now, override_reason=None, override_by=None)
        return [Go("notice", (row.id,))]
    return [Ask(OVERRIDE.name, turn.number(0), "override_reason")]


async def bar(turn: Turn, broadcast_id: int) -> list[Message]:
    """Only who writes it says when."""
    if await authority.may(turn.db, turn.contact, WRITE_NOTICES, turn.office) and await _own(
        turn, broadcast_id
    ):
        return []
    return [Say(_("That is not for you to do."), column(MENU))]


async def bar_urgent(turn: Turn, broadcast_id: int) -> list[Message]:
    """Only a head, of the own notice."""
    if await authority.may(turn.db, turn.contact, APPROVE, turn.office) and await _own(turn, broadcast_id):
        return []
    return [Say(_("That is not for you to do."), column(MENU))]


async def answers(turn: Turn, broadcast_id: int) -> dict[str, Any]:
    """The time as it stands, in the office's own zone."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    assert row is not None
    zone = ZoneInfo((await office.by_id(turn.db, row.office_id)).zone)
    due = (
        row.due_at.astimezone(zone).replace(tzinfo=None).isoformat(timespec="minutes") if row.due_at else None
    )
    return {"due": due, "override_reason": row.override_reason}


async def write(turn: Turn, broadcast_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep the moment; it is the office's own time that was meant."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    assert row is not None
    zone = ZoneInfo((await office.by_id(turn.db, row.office_id)).zone)
    due = datetime.fromisoformat(columns["due"]).replace(tzinfo=zone)
    broadcast.edit(row, turn.now, due_at=due)


async def write_urgent(
    turn: Turn, broadcast_id: int, field: str, columns: dict[str, Any], words: str
) -> None:
    """Keep the reason; that it was given is in the audit."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    assert row is not None
    broadcast.edit(row, turn.now, override_reason=columns[field], override_by=turn.contact)
    by = {"contact_id": turn.contact, "office_id": row.office_id}
    audit.note(turn.db, "override_quiet", "broadcast", row.id, now=turn.now, about=columns[field], **by)


async def finish(turn: Turn, broadcast_id: int) -> list[Message]:
    """A moment that has passed is asked for once more; else the whole notice is shown."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    if row is not None and row.due_at is not None and row.due_at <= turn.now:
        again = Button(_("Type another time"), "noticeat", (broadcast_id,))
        words = lines(moment(columns_of(row)), _("That time has passed already."))
        return [Say(words, column(again, Button(_("At once"), "noticewhen", (broadcast_id, "now"))))]
    return [Go("notice", (broadcast_id,))]


ROUTES = (
    Route("noticewhen", when, right=WRITE_NOTICES),
    Route("noticeat", at, right=WRITE_NOTICES),
    Route("noticeurgent", urgent, right=APPROVE),
)
FORMS = (
    FormRoute(SCHEDULE, bar, answers, write, finish, right=WRITE_NOTICES),
    FormRoute(OVERRIDE, bar_urgent, answers, write_urgent, finish, right=APPROVE),
)
