"""Letting a notice go: the count, another's approval where it is large, a minute to take it back, stop.

Rina: [Kirim …]
Bot:  Akan dikirim Senin, 30 November 2026 09.00 WIB ke 43 orang. [Ya, kirim ke 43 orang] [Kembali]
Hadi: (kepala dinas) [Setujui dan kirim]
"""

from datetime import datetime, timedelta
from typing import Any

from dialogue.filter import told
from dialogue.i18n import Shown, _, lines
from dialogue.message import Ask, Button, Go, Message, Moot, Owed, Say, column
from dialogue.notice import VARIABLES
from dialogue.notice_told import HELD, audience, going, had_enough, moment, summary, title, waits
from dialogue.notice_told import words as words_of
from dialogue.questionnaire.broadcast import COUNTED
from dialogue.quiet import Quiet
from dialogue.record import MENU
from dialogue.turn import FormRoute, Notice, Route, Turn
from storage import audience as meant
from storage import audit, authority, broadcast, job, office, role
from storage.authority import APPROVE, SEND_NOTICES
from storage.base import columns_of
from storage.broadcast import ASKED, DRAFT, SCHEDULED, SENDING, STOPPED, Broadcast
from storage.broadcast import HELD as HELD_BACK
from storage.office import Office

UNDO = timedelta(minutes=1)
ALONE = timedelta(minutes=30)
"""How long a large notice waits that nobody else can approve."""
SHORT = 12
"""Letters of the digest that a button carries."""


async def _row(turn: Turn) -> Broadcast | None:
    return await broadcast.of_office(turn.db, turn.number(0), turn.office)


def _may_release(turn: Turn, row: Broadcast | None) -> bool:
    return (
        row is not None
        and row.author_id == turn.contact
        and row.state in {DRAFT, HELD_BACK}
        and bool(row.text)
    )


async def ready(turn: Turn) -> list[Message]:
    """Say to how many it goes and when, and ask once."""
    row = await _row(turn)
    if row is None or not _may_release(turn, row):
        return [Go("notice", turn.args[:1])]
    back = Button(_("Back to the notice"), "notice", (row.id,))
    if not row.topic:
        return [Ask("notice", row.id, "topic")]
    count = await meant.count(turn.db, row)
    if not count:
        return [
            Say(_("Nobody of that list can be reached on Telegram, so nobody would get it."), column(back))
        ]
    if row.due_at is not None and row.due_at <= turn.now:
        again = Button(_("Type another time"), "noticeat", (row.id,))
        now = Button(_("At once"), "noticewhen", (row.id, "now"))
        return [Say(_("The time of the notice has passed."), column(now, again, back))]
    here = await office.by_id(turn.db, row.office_id)
    due = row.due_at or turn.now
    opens = due if row.override_reason else Quiet.of(here).open_at(due)
    mark = (await broadcast.digest(turn.db, row))[:SHORT]
    is_large = count > here.approve_above
    others = await _approvers(turn, row) if is_large else []
    full = await meant.count_full(turn.db, row, here.weekly_notices, opens)
    label = _("Ask for approval") if others else _("Yes, send it to {count} people", count=count)
    words = lines(
        _("It will be sent at once to *{count} people*.", count=count)
        if row.due_at is None and opens == due
        else going(columns_of(row), due, opens, count),
        had_enough(full),
        _("To more than {most} people another person has to approve it.", most=here.approve_above)
        if others
        else None,
    )
    return [Say(words, column(Button(label, "noticego", (row.id, mark, count)), back))]


async def _approvers(turn: Turn, row: Broadcast) -> list[int]:
    """Who may approve it: others than its author."""
    may = {name for name, rights in authority.IN_OFFICE.items() if APPROVE in rights}
    held = await role.in_office(turn.db, row.office_id)
    return sorted({one.contact_id for one in held if one.name in may and one.contact_id != row.author_id})


async def go(turn: Turn) -> list[Message]:
    """Release exactly what was shown: at once, after another's approval, or after the count is typed."""
    row = await _row(turn)
    if row is None or not _may_release(turn, row):
        return [Go("notice", turn.args[:1])]
    mark, count = await broadcast.digest(turn.db, row), await meant.count(turn.db, row)
    is_past = row.due_at is not None and row.due_at <= turn.now
    if _given(turn) != mark[:SHORT] or count > broadcast.GROWN * turn.number(2) or not count or is_past:
        return await ready(turn)
    here = await office.by_id(turn.db, row.office_id)
    row.digest, row.counted, row.held_for = mark, count, ""
    if count <= here.approve_above:
        return await _schedule(turn, row, UNDO)
    others = await _approvers(turn, row)
    if not others:
        return [Ask(COUNTED.name, row.id, "typed")]
    await broadcast.move(turn.db, row.id, (DRAFT, HELD_BACK), state=ASKED, changed_at=turn.now)
    waits = _("It waits for the approval of the head of the office; you will be told.")
    owed = [Owed("noticeapproval", row.id, to=who) for who in others]
    return [Say(waits, column(Button(_("The notice"), "notice", (row.id,)), MENU)), *owed]


def _given(turn: Turn) -> str:
    return turn.args[1] if len(turn.args) > 1 else ""


async def _schedule(turn: Turn, row: Broadcast, wait: timedelta) -> list[Message]:
    """It goes out when it is due, and not before it could be taken back."""
    due = max(row.due_at or turn.now, turn.now + wait)
    states = (DRAFT, HELD_BACK, ASKED)
    if not await broadcast.move(turn.db, row.id, states, state=SCHEDULED, due_at=due, changed_at=turn.now):
        return [Go("notice", (row.id,))]
    by = {"contact_id": turn.contact, "office_id": row.office_id}
    audit.note(
        turn.db,
        SEND_NOTICES,
        "broadcast",
        row.id,
        now=turn.now,
        count=row.counted or 0,
        about=row.digest,
        **by,
    )
    return [_released(row, due, await office.by_id(turn.db, row.office_id))]


def _released(row: Broadcast, due: datetime, here: Office) -> Message:
    opens = due if row.override_reason else Quiet.of(here).open_at(due)
    words = lines(
        going(columns_of(row), due, opens, row.counted or 0),
        _("Until then you can take it back."),
    )
    return Say(words, column(Button(_("Take it back"), "noticeback", (row.id,)), MENU))


async def bar(turn: Turn, broadcast_id: int) -> list[Message]:
    """Only its author types the count, and only while what was confirmed still stands."""
    row = await broadcast.of_office(turn.db, broadcast_id, turn.office)
    may = await authority.may(turn.db, turn.contact, SEND_NOTICES, turn.office)
    if may and row is not None and _may_release(turn, row):
        return [] if row.counted is not None else [Go("notice", (row.id,))]
    return [Say(_("That is not for you to do."), column(MENU))]


async def answers(turn: Turn, broadcast_id: int) -> dict[str, Any]:
    """Nothing is answered beforehand."""
    return {}


async def write(turn: Turn, broadcast_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """The right number lets it wait for its half hour; another one changes nothing."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    if row is not None and columns["typed"] == row.counted and not await _approvers(turn, row):
        await _schedule(turn, row, ALONE)


async def finish(turn: Turn, broadcast_id: int) -> list[Message]:
    """When it goes out; or that the number was another one."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    assert row is not None
    if row.state == SCHEDULED and row.due_at is not None:
        return [_released(row, row.due_at, await office.by_id(turn.db, row.office_id))]
    again = Button(_("Send…"), "noticeready", (row.id,))
    back = Button(_("Back to the notice"), "notice", (row.id,))
    return [Say(_("That is another number; nothing was sent."), column(again, back))]


async def approve(turn: Turn) -> list[Message]:
    """Approve exactly what was shown; of two who press at once, one does."""
    row = await _row(turn)
    if row is None or row.author_id == turn.contact:
        return [Say(_("Another person has to approve it."), column(MENU))]
    if row.state != ASKED or _given(turn) != (row.digest or "-")[:SHORT]:
        return [Say(_("It was changed, taken back or settled meanwhile."), column(_see(row), MENU))]
    stamps = {"approved_by": turn.contact, "approved_at": turn.now}
    if not await broadcast.move(turn.db, row.id, (ASKED,), **stamps):
        return [Go("notice", (row.id,))]
    by = {"contact_id": turn.contact, "office_id": row.office_id}
    audit.note(
        turn.db, APPROVE, "broadcast", row.id, now=turn.now, count=row.counted or 0, about=row.digest, **by
    )
    return [*await _schedule(turn, row, UNDO), Owed("noticenews", row.id, to=row.author_id)]


def _see(row: Broadcast) -> Button:
    return Button(_("The notice"), "notice", (row.id,))


async def back(turn: Turn) -> list[Message]:
    """Take it back before it goes out; it is a draft again."""
    row = await _row(turn)
    may_approve = await authority.may(turn.db, turn.contact, APPROVE, turn.office)
    if row is None or not (row.author_id == turn.contact or may_approve):
        return [Go("notices")]
    if not await broadcast.move(turn.db, row.id, (SCHEDULED, ASKED), state=DRAFT):
        return [Go("notice", (row.id,))]
    due = row.due_at if row.due_at and row.due_at > turn.now + UNDO else None
    broadcast.edit(row, turn.now, due_at=due)
    ends = _("It is taken back: it does not go out, nor again later.")
    return [Say(ends if row.repeats else _("It is taken back; nobody got it."), column(_see(row), MENU))]


async def stop(turn: Turn) -> list[Message]:
    """Stop it while it goes out: nothing more is sent from this commit on, whatever happens to the bot."""
    row = await _row(turn)
    if row is None:
        return [Go("notices")]
    stamps = {"state": STOPPED, "stopped_by": turn.contact, "due_at": turn.now, "changed_at": turn.now}
    if await broadcast.move(turn.db, row.id, (SENDING,), **stamps):
        by = {"contact_id": turn.contact, "office_id": row.office_id}
        audit.note(turn.db, "stop_notice", "broadcast", row.id, now=turn.now, **by)
        await job.add(turn.db, "progress", subject=row.id, contact_id=row.author_id, now=turn.now)
        return [Say(_("Stopped. Who has it keeps it; nobody else gets it."), column(MENU))]
    return [Go("outcome", (row.id,))]


async def approval(turn: Turn, broadcast_id: int) -> Message | Moot:
    """The whole notice for who may approve it, whose button carries the digest of just that."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    if row is None or row.state != ASKED or not row.digest:
        return Moot("settled")
    if not await authority.may(turn.db, turn.contact, APPROVE, row.office_id):
        return Moot("no right")
    people = {str(one.contact_id): one.person for one in await role.in_office(turn.db, row.office_id)}
    name = await role.person(turn.db, row.author_id, row.office_id)
    said, here = columns_of(row), await office.by_id(turn.db, row.office_id)
    words = lines(
        _("*{name}* asks you to approve this notice to *{count} people*:", name=name, count=row.counted or 0),
        words_of(said, here.name, {name: f"{{{name}}}" for name in VARIABLES}),
        audience(told(row.filter or {}, people, here.zone), row.of_group),
        moment(said),
        waits(said, here, turn.now),
    )
    mark = row.digest[:SHORT]
    yes = Button(_("Approve and send"), "noticeyes", (row.id, mark))
    no = Button(_("Give it back"), "noticeno", (row.id, mark))
    return Say(words, column(yes, no, Button(_("Look at it as a member"), "noticelook", (row.id,))))


async def news(turn: Turn, broadcast_id: int) -> Message | Moot:
    """What became of the notice, for its author: approved, given back, or held."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    if row is None or row.author_id != turn.contact:
        return Moot("gone")
    if not await authority.may(turn.db, turn.contact, SEND_NOTICES, row.office_id):
        return Moot("no right")
    return Say(_news(row), column(_see(row), MENU))


def _news(row: Broadcast) -> Shown:
    said = columns_of(row)
    if row.state == SCHEDULED:
        told_: Shown = _("Your notice is approved.")
    elif row.state == HELD_BACK:
        told_ = lines(_("*Your notice did not go out.*"), HELD[row.held_for])
    else:
        why = row.given_back_for
        told_ = lines(
            _("Your notice was given back without approval."),
            _("Reason: {reason}", reason=why) if why else None,
        )
    return lines(told_, title(said), summary(said), moment(said) if row.state == SCHEDULED else None)


ROUTES = (
    Route("noticeready", ready, right=SEND_NOTICES),
    Route("noticego", go, right=SEND_NOTICES),
    Route("noticeyes", approve, right=APPROVE),
    Route("noticeback", back, right=SEND_NOTICES),
    Route("noticestop", stop, right=SEND_NOTICES),
)
FORMS = (FormRoute(COUNTED, bar, answers, write, finish, right=SEND_NOTICES),)
NOTICES: dict[str, Notice] = {"noticeapproval": approval, "noticenews": news}
