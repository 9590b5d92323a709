"""Notices: written in the chat, to the people of a filter, and looked at before they go out.

Rina: [Pemberitahuan] [Tulis pemberitahuan baru] [Pelatihan] Yth. {nama}, pelatihan dibuka Senin.
Bot:  Pemberitahuan: Pelatihan (konsep) “Yth. {nama}, pelatihan …”
      Kepada: semua IKM. 43 orang. Waktu: langsung.
      [Kirim …] [Lihat seperti penerima] [Kepada siapa] [Waktu] [Ubah teks] …
"""

from typing import Any

from dialogue.filter import counted, told
from dialogue.i18n import ShortDay, Shown, _, lines
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.notice import VARIABLES, used_in
from dialogue.notice_told import (
    HELD,
    STATES,
    audience,
    beginning,
    copy,
    had_enough,
    moment,
    summary,
    title,
    under_copy,
    values,
    waits,
)
from dialogue.questionnaire.broadcast import CALLED, NOTICE
from dialogue.record import MENU
from dialogue.turn import FormRoute, Route, Turn
from storage import audience as meant
from storage import audit, authority, broadcast, office, role, segment
from storage.authority import APPROVE, SEND_NOTICES, WRITE_NOTICES
from storage.base import columns_of
from storage.broadcast import Broadcast
from storage.segment import Segment

ON_PAGE = 6
RECENT = 3
PARTS = frozenset({"topic", "text", "enclosure"})


async def _row(turn: Turn) -> Broadcast | None:
    return await broadcast.of_office(turn.db, turn.number(0), turn.office)


async def notices(turn: Turn) -> list[Message]:
    """What was written in this office, the newest first, and a way to write another."""
    page = turn.number(0)
    rows = await broadcast.page(turn.db, turn.office, ON_PAGE + 1, page * ON_PAGE)
    buttons = [Button(_listed(row), _way_to(row), (row.id,)) for row in rows[:ON_PAGE]]
    new = Button(_("Write a new notice"), "notify", (0,))
    more = Button(_("Earlier ones"), "notices", (page + 1,)) if len(rows) > ON_PAGE else None
    words = (
        _("*Notices.* Write a new one, or open one of these.") if rows else _("*Notices.* There is none yet.")
    )
    return [Say(words, column(new, *buttons, more, MENU))]


def _listed(row: Broadcast) -> Shown:
    """With its day, if it has one: all of a series have the same words."""
    state, words, day = STATES[row.state], beginning(row.text), row.started_at or row.due_at
    if day is None:
        return _("{state}: {words}", state=state, words=words)
    return _("{state} {day}: {words}", state=state, day=ShortDay(day), words=words)


def _way_to(row: Broadcast) -> str:
    return "notice" if row.state in broadcast.EDITABLE else "outcome"


async def notify(turn: Turn) -> list[Message]:
    """Write to the people of a list: a new notice, or one of those being written."""
    number = turn.number(0)
    asked = await segment.load(turn.db, number, turn.office, turn.contact) if number else None
    begun = await broadcast.drafts(turn.db, turn.office, turn.contact, RECENT) if asked else []
    if not begun:
        return await _begin(turn, asked or Segment())
    uses = [
        Button(_("For: {words}", words=beginning(row.text)), "noticeto", (row.id, number)) for row in begun
    ]
    new = Button(_("Write a new notice"), "notifynew", (number,))
    return [Say(_("For a notice that you are writing, or for a new one?"), column(*uses, new, MENU))]


async def notify_new(turn: Turn) -> list[Message]:
    """A new notice to the people of a list."""
    asked = await segment.load(turn.db, turn.number(0), turn.office, turn.contact)
    return await _begin(turn, asked or Segment())


async def _begin(turn: Turn, asked: Segment) -> list[Message]:
    row = await broadcast.start(turn.db, turn.office, turn.contact, asked.as_dict(), turn.now)
    return [Ask(NOTICE.name, row.id)]


async def address(turn: Turn) -> list[Message]:
    """Take a list as the people that a notice is for."""
    row = await _row(turn)
    asked = await segment.load(turn.db, turn.number(1), turn.office, turn.contact)
    if row is not None and asked is not None and _may_edit(turn, row):
        broadcast.edit(row, turn.now, filter=asked.as_dict())
    return [Go("notice", turn.args[:1])]


def _may_edit(turn: Turn, row: Broadcast) -> bool:
    return row.author_id == turn.contact and row.state in broadcast.EDITABLE


async def notice(turn: Turn) -> list[Message]:
    """A notice before it goes out: all that there is to know of it, and a way to change each part."""
    row = await _row(turn)
    if row is None:
        return [Go("notices")]
    if row.state not in broadcast.EDITABLE:
        return [Go("outcome", (row.id,))]
    if not row.text and row.author_id == turn.contact:
        return [Ask(NOTICE.name, row.id)]
    return [Say(await _told(turn, row), column(*await _ways(turn, row)))]


async def _told(turn: Turn, row: Broadcast) -> Shown:
    said = columns_of(row)
    people = {str(one.contact_id): one.person for one in await role.in_office(turn.db, row.office_id)}
    reached = await segment.reached(turn.db, Segment.from_dict(row.filter or {}), row.office_id)
    count = await meant.count(turn.db, row)
    here = await office.by_id(turn.db, row.office_id)
    opens = max(row.due_at or turn.now, turn.now)
    full = await meant.count_full(turn.db, row, here.weekly_notices, opens)
    left_out = await broadcast.excluded(turn.db, row.id)
    lacking = await meant.without(turn.db, row, used_in(row.text or ""))
    return lines(
        title(said),
        HELD.get(row.held_for) if row.state == broadcast.HELD else None,
        summary(said),
        audience(told(row.filter or {}, people, turn.voice.zone), row.of_group),
        counted(reached.telegram, reached.phone, reached.none),
        _("It reaches *{count} people*.", count=count),
        had_enough(full),
        _("{count} are left out.", count=len(left_out)) if left_out else None,
        *(
            _("{what} is not known of {count} people.", what=VARIABLES[name], count=number)
            for name, number in lacking.items()
        ),
        moment(said),
        waits(said, here, turn.now),
        _("It goes out in quiet hours too: {reason}.", reason=row.override_reason)
        if row.override_reason
        else None,
    )


async def _ways(turn: Turn, row: Broadcast) -> list[Button | None]:
    back = Button(_("All notices"), "notices")
    if row.state == broadcast.SCHEDULED and (row.author_id == turn.contact or await _may(turn, APPROVE)):
        take_back = Button(_("Take it back"), "noticeback", (row.id,))
        return [take_back, Button(_("Look at it as a member"), "noticelook", (row.id,)), back]
    if not _may_edit(turn, row):
        return [Button(_("Look at it as a member"), "noticelook", (row.id,)), back]
    here = (row.id,)
    send = Button(_("Send…"), "noticeready", here) if await _may(turn, SEND_NOTICES) else None
    label = _("Not in quiet hours") if row.override_reason else _("In quiet hours too")
    urgent = Button(label, "noticeurgent", here) if await _may(turn, APPROVE) else None
    return [
        send,
        Button(_("Look at it as a member"), "noticelook", here),
        Button(_("To whom"), "noticewho", (row.id, 0)),
        Button(_("When"), "noticewhen", here),
        Button(_("Change the text"), "noticepart", (row.id, "text")),
        Button(_("Picture or file"), "noticepart", (row.id, "enclosure")),
        Button(_("About: {topic}", topic=CALLED[row.topic or "general"]), "noticepart", (row.id, "topic")),
        urgent,
        Button(_("Write for WhatsApp"), "noticeforward", here),
        Button(_("Throw it away"), "noticedrop", here),
        back,
    ]


async def _may(turn: Turn, right: str) -> bool:
    return await authority.may(turn.db, turn.contact, right, turn.office)


async def part(turn: Turn) -> list[Message]:
    """Change one part of it."""
    row, name = await _row(turn), turn.args[1] if len(turn.args) > 1 else ""
    if row is None or not _may_edit(turn, row) or name not in PARTS:
        return [Go("notice", turn.args[:1])]
    return [Ask(NOTICE.name, row.id, name)]


async def look(turn: Turn) -> list[Message]:
    """The notice exactly as a member will see it, with the values of the first one that it is for."""
    row = await _row(turn)
    if row is None or not row.text:
        return [Go("notices")]
    here = await office.by_id(turn.db, row.office_id)
    first = await meant.first(turn.db, row)
    by = {"contact_id": turn.contact, "office_id": row.office_id}
    about = [] if first is None else [first]
    audit.note(turn.db, "audience", "broadcast", row.id, now=turn.now, count=len(about), about=about, **by)
    known = None if first is None else await meant.told(turn.db, row, first)
    told_ = values(known.names, known.businesses, known.districts) if known else {}
    preview = copy(columns_of(row), here.name, told_, under_copy(row.id))
    note = (
        _("This is how a member sees it.") if about else _("Nobody would get it yet. This is how it looks.")
    )
    return [preview, Say(note, column(Button(_("Back to the notice"), "notice", (row.id,))))]


async def drop(turn: Turn) -> list[Message]:
    """Throw a notice away that has not gone out."""
    row = await _row(turn)
    if row is not None and _may_edit(turn, row):
        await broadcast.move(
            turn.db, row.id, broadcast.EDITABLE, state=broadcast.DROPPED, changed_at=turn.now
        )
        return [
            Say(_("It is thrown away; nobody got it."), column(Button(_("All notices"), "notices"), MENU))
        ]
    return [Go("notices")]


async def bar(turn: Turn, broadcast_id: int) -> list[Message]:
    """Only who writes it changes it, and only while it has not gone out."""
    row = await broadcast.of_office(turn.db, broadcast_id, turn.office)
    if row is None or not await _may(turn, WRITE_NOTICES):
        return [Say(_("That is not for you to do."), column(MENU))]
    if not _may_edit(turn, row):
        return [
            Say(_("This notice cannot be changed any more."), column(Button(_("All notices"), "notices")))
        ]
    return []


async def answers(turn: Turn, broadcast_id: int) -> dict[str, Any]:
    """What is written so far."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    assert row is not None
    return {
        "topic": row.topic,
        "text": row.text,
        "enclosure_id": row.enclosure_id,
        "is_picture": row.is_picture,
    }


async def write(turn: Turn, broadcast_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep one part; what was confirmed before is void."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    assert row is not None
    broadcast.edit(row, turn.now, **columns)


async def finish(turn: Turn, broadcast_id: int) -> list[Message]:
    """Show the whole of it."""
    return [Go("notice", (broadcast_id,))]


ROUTES = (
    Route("notices", notices, right=WRITE_NOTICES, words=(_("Notices to owners"),)),
    Route("notify", notify, right=WRITE_NOTICES),
    Route("notifynew", notify_new, right=WRITE_NOTICES),
    Route("noticeto", address, right=WRITE_NOTICES),
    Route("notice", notice, right=WRITE_NOTICES),
    Route("noticepart", part, right=WRITE_NOTICES),
    Route("noticelook", look, right=WRITE_NOTICES),
    Route("noticedrop", drop, right=WRITE_NOTICES),
)
FORMS = (FormRoute(NOTICE, bar, answers, write, finish, right=WRITE_NOTICES),)
