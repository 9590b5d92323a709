"""A notice on its way: begun when it is due, one copy a person, a bar for its author, and what members press.

Bot → Siti: Dinas Perindustrian … Yth. Siti Aminah, pelatihan untuk Keripik Bu Siti dibuka Senin.
            [Sudah baca] [Tanya petugas] [Atur pemberitahuan]
"""

import json
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dialogue.i18n import Shown, _, lines
from dialogue.message import Board, Button, Go, Message, Moot, Owed, Toast, Wait, column
from dialogue.notice_told import bar, copy, minutes, title, under_copy, values, waits_until
from dialogue.quiet import Quiet
from dialogue.turn import LATER, Later, Notice, Route, Turn, Work
from storage import announcing, audience, authority, broadcast, contact, delivery, job, office
from storage.authority import SEND_NOTICES
from storage.base import columns_of
from storage.broadcast import DONE, MONTHLY, SCHEDULED, SENDING, STOPPED, Broadcast
from storage.office import Office
from storage.outbox import CLOSED, FAILED, SENT, UNKNOWN

LATE = timedelta(hours=6)
"""After a longer outage its author is asked whether it is still right."""
REST = timedelta(seconds=3)
"""Between two looks at how far it is."""
BOARD = "broadcast"
WAYS = {"officer": "officer", "topics": "topics"}


def _opens(row: Broadcast, here: Office, now: datetime) -> datetime:
    """From when on it may go out."""
    return now if row.override_reason else Quiet.of(here).open_at(now)


async def _may_go(db: Any, row: Broadcast) -> bool:
    """Whether who released it may still send."""
    return await authority.may(db, row.approved_by or row.author_id, SEND_NOTICES, row.office_id)


async def begin_due(db: Any, now: datetime) -> None:
    """Begin what is due, and look after what is under way."""
    for row in await broadcast.due(db, now):
        here = await office.by_id(db, row.office_id)
        if _opens(row, here, now) <= now:
            await _begin(db, row, here, now)
    for row in await broadcast.under_way(db, now):
        await job.add(db, "progress", subject=row.id, contact_id=row.author_id, now=now)


async def hold_jumped(db: Any, before: datetime, now: datetime) -> None:
    """The clock jumped ahead: what would have begun or gone on in between is held, its author asked."""
    for row in await broadcast.due(db, now):
        assert row.due_at is not None
        if _opens(row, await office.by_id(db, row.office_id), row.due_at) > before:
            await delivery.hold(db, row, "clock", now)
    await broadcast.stop_waiting(db, before, now)


async def _begin(db: Any, row: Broadcast, here: Office, now: datetime) -> None:
    assert row.due_at is not None
    held = await _held_for(db, row, here, now)
    if held:
        await delivery.hold(db, row, held, now)
        return
    due = row.due_at
    if not await broadcast.move(
        db, row.id, (SCHEDULED,), state=SENDING, started_at=now, due_at=now, changed_at=now
    ):
        return
    if row.repeats:
        local = due.astimezone(ZoneInfo(here.zone))
        day = (row.month_day or local.day) if row.repeats == MONTHLY else None
        following = _next(local, day, now)
        asked = _moved(row.filter or {}, following, here.zone)
        await broadcast.following(db, row, following, day, asked, now)
    await job.add(db, "announce", subject=row.id, contact_id=row.author_id, now=now)


async def _held_for(db: Any, row: Broadcast, here: Office, now: datetime) -> str:
    """Why it does not go out by itself now; empty if it does."""
    assert row.due_at is not None
    if not await _may_go(db, row):
        return "role"
    if now - _opens(row, here, row.due_at) > LATE:
        return "late"
    count = await audience.count(db, row)
    return "grown" if count > broadcast.GROWN * (row.counted or 0) else ""


def _moved(asked: dict[str, Any], due: datetime, zone: str) -> dict[str, Any]:
    """The filter of the next one: who had no notice in its own month, not in the one before."""
    if "unnotified_from" not in asked:
        return asked
    first = due.astimezone(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return {
        **asked,
        "unnotified_from": first.astimezone(UTC).isoformat(),
        "unnotified_to": due.astimezone(UTC).isoformat(),
    }


def _next(local: datetime, day: int | None, now: datetime) -> datetime:
    """The same hour a week or a month later, by the office's own clock, and still to come."""
    due, step = local, 0
    while due <= now:
        step += 1
        due = _later(local, day, step)
    return due


def _later(local: datetime, day: int | None, step: int) -> datetime:
    """The same hour so many months later on this day, or the last one of a month that is too short; so many
    weeks later if there is no day."""
    if day is None:
        return local + timedelta(days=7 * step)
    months = local.month - 1 + step
    year, month = local.year + months // 12, months % 12 + 1
    return local.replace(year=year, month=month, day=min(day, monthrange(year, month)[1]))


async def prepare(turn: Turn, broadcast_id: int) -> dict[str, int] | None:
    """Nothing, once it was stopped or all copies are there."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    return {} if row is not None and row.state == SENDING and not row.are_made else None


async def announce(turn: Turn, broadcast_id: int, _request: bytes) -> list[Message]:
    """Owe the next stretch of people their copies; the next one is a job of its own."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    assert row is not None
    if row.state == SENDING and not await announcing.make(turn.db, row, turn.now):
        await job.add(turn.db, "announce", subject=row.id, contact_id=turn.contact, now=turn.now)
    return []


async def look(turn: Turn, broadcast_id: int) -> dict[str, Any] | Later | None:
    """How far it is; asked again later while nothing is new."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    if row is None or row.ended_at is not None or row.started_at is None:
        return None
    found = await delivery.counts(turn.db, broadcast_id)
    is_going = row.state == SENDING and not (row.are_made and not found.left)
    if is_going and turn.now - row.changed_at < REST:
        return LATER
    blocked = {state: found.reasons.get((state, "blocked"), 0) for state in delivery.FAILED_STATES}
    return {"states": found.states, "left": found.left, "all": found.all, "blocked": blocked}


async def progress(turn: Turn, broadcast_id: int, request: bytes) -> list[Message]:
    """Show how far it is; when all have an end, the report is owed."""
    row, found = await broadcast.by_id(turn.db, broadcast_id), json.loads(request)
    assert row is not None
    row.changed_at = turn.now
    if row.state == STOPPED and not await delivery.close_some(turn.db, row.id, "stopped", turn.now):
        await job.add(turn.db, "progress", subject=row.id, contact_id=turn.contact, now=turn.now)
        return []
    is_over = row.state == STOPPED or (row.are_made and not found["left"])
    if not is_over:
        return [_board(row, found, turn.now)]
    row.ended_at = turn.now
    if row.state == SENDING:
        row.state = DONE
    see = column(Button(_("The report"), "outcome", (row.id,)))
    over = _("All copies have an end.") if row.state == DONE else _("It was stopped.")
    return [Board(f"{BOARD}:{row.id}", lines(title(columns_of(row)), over), see), Owed("noticeover", row.id)]


def _board(row: Broadcast, found: dict[str, Any], now: datetime) -> Board:
    states, count = found["states"], found["all"]
    done = count - found["left"]
    assert row.started_at is not None
    speed = done / max(1.0, (now - row.started_at).total_seconds())
    blocked = found["blocked"]
    words: list[Shown | None] = [
        title(columns_of(row)),
        _("{bar} *{done} of {count}*", bar=bar(done, count), done=done, count=count),
        _(
            "Sent {sent}, failed {failed}, blocked {blocked}, left out {left_out}, unknown {unknown},"
            " waiting {waiting}.",
            sent=states.get(SENT, 0),
            failed=states.get(FAILED, 0) - blocked[FAILED],
            blocked=sum(blocked.values()),
            left_out=states.get(CLOSED, 0) - blocked[CLOSED],
            unknown=states.get(UNKNOWN, 0),
            waiting=found["left"],
        ),
        _rest(row, found["left"], speed, now),
    ]
    return Board(f"{BOARD}:{row.id}", lines(*words), column(Button(_("Stop it"), "noticestop", (row.id,))))


def _rest(row: Broadcast, left: int, speed: float, now: datetime) -> Shown | None:
    if row.due_at is not None and row.due_at > now:
        return waits_until(row.due_at)
    return _("About {minutes} minutes more.", minutes=minutes(left, speed)) if speed else None


async def copy_of(turn: Turn, broadcast_id: int) -> Message | Moot | Wait:
    """One person's copy, written at the moment it is sent: all that could forbid it is asked again now."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    if row is None or row.state != SENDING:
        return Moot("stopped")
    if not await _may_go(turn.db, row):
        return Moot("role")
    here = await office.by_id(turn.db, row.office_id)
    opens = _opens(row, here, turn.now)
    if opens > turn.now:
        await delivery.put_off(turn.db, row, opens)
        return Wait(opens)
    if row.due_at is not None and row.changed_at < row.due_at:
        return Wait(turn.now + REST)  # no tick has looked yet whether the clock jumped to this hour
    person = await contact.by_id(turn.db, turn.contact)
    if person.unreachable_at is not None:
        return Moot(person.unreachable_reason or "blocked")
    known = await audience.told(turn.db, row, turn.contact)
    if known is None:
        return Moot("not meant")
    had = await delivery.within_week(turn.db, row, turn.contact, turn.now) if delivery.is_limited(row) else 0
    if had >= here.weekly_notices:
        return Moot("budget")
    told = values(known.names, known.businesses, known.districts)
    return copy(columns_of(row), here.name, told, under_copy(row.id))


async def seen(turn: Turn) -> list[Message]:
    """A member has read it; only this press tells so."""
    held = await delivery.by_id(turn.db, turn.number(0), turn.contact)
    if held is not None and held.read_at is None:
        held.read_at = turn.now
    return [Toast(_("Thank you, noted."))]


async def opened(turn: Turn) -> list[Message]:
    """A member goes on from it."""
    held = await delivery.by_id(turn.db, turn.number(0), turn.contact)
    if held is not None and held.opened_at is None:
        held.opened_at = turn.now
    return [Go(WAYS.get(turn.args[1] if len(turn.args) > 1 else "", "menu"))]


ROUTES = (
    Route("seen", seen, right="everyone"),
    Route("opened", opened, right="everyone"),
)
JOBS: dict[str, Work] = {
    "announce": Work(prepare, announce, has_child=False),
    "progress": Work(look, progress, has_child=False),
}
NOTICES: dict[str, Notice] = {delivery.KIND: copy_of}
