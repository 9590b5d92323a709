"""The lists of a notice as workbooks: whom to call, who has not read it, and the whole report.

Rina: [Daftar Excel] [Daftar telepon dan WhatsApp]
Bot:  📄 Daftar telepon dan WhatsApp 2026-11-23.xlsx
"""

from typing import Any

from dialogue.i18n import _, lines
from dialogue.listing.recipients import CALLS, TITLES
from dialogue.message import Button, Document, Go, Message, Moot, Owed, Say, column
from dialogue.notice_told import title
from dialogue.record import MENU
from dialogue.turn import Notice, Route, Turn, Work
from storage import attachment, audit, authority, broadcast, handout, job, office, recipient, segment
from storage.authority import EXPORT
from storage.base import columns_of
from storage.broadcast import Broadcast
from storage.handout import Handout
from storage.segment import Segment

KIND = "recipients"
SECONDS = 300.0


async def _row(turn: Turn) -> Broadcast | None:
    return await broadcast.of_office(turn.db, turn.number(0), turn.office)


async def lists(turn: Turn) -> list[Message]:
    """Choose one of the lists."""
    row = await _row(turn)
    if row is None:
        return [Go("notices")]
    care = _("Names and phone numbers are in it. Keep the file safe and pass it on to nobody.")
    ways = (Button(label, "noticelist", (row.id, name)) for name, label in TITLES.items())
    back = Button(_("The report"), "outcome", (row.id,))
    return [Say(lines(_("*Which list?*"), care), column(*ways, back))]


async def send(turn: Turn) -> list[Message]:
    """Have the workbook made; who asked for it is in the audit from now on."""
    row, name = await _row(turn), turn.args[1] if len(turn.args) > 1 else ""
    if row is None or name not in TITLES:
        return [Go("notices")]
    count = await _count(turn, row, name)
    if not count:
        return [Say(_("Nobody is in that list."), column(Button(_("The notice"), "notice", (row.id,)), MENU))]
    begun = Say(_("The workbook is being made. A long list takes a minute or two; go on meanwhile."))
    asked, who = {"broadcast": row.id}, {"office_id": row.office_id, "contact_id": turn.contact}
    if await handout.waits(turn.db, KIND, _kind(name), asked, **who):
        return [begun]
    number = await handout.ask(turn.db, _kind(name), asked, **who, now=turn.now)
    made = await handout.of_contact(turn.db, number, turn.contact)
    assert made is not None
    made.count = count
    _note(turn, "export", made)
    await job.add(turn.db, KIND, subject=number, contact_id=turn.contact, now=turn.now)
    return [begun]


def _kind(name: str) -> str:
    """What a handout of this list is called, and the way back."""
    return f"notice {name}"


def _list_of(made: Handout) -> str:
    return made.kind.removeprefix("notice ")


async def _count(turn: Turn, row: Broadcast, name: str) -> int:
    if name == CALLS:
        reached = await segment.reached(turn.db, Segment.from_dict(row.filter or {}), row.office_id)
        return reached.phone + reached.none
    return await recipient.count(turn.db, row, name)


def _note(turn: Turn, action: str, made: Handout) -> None:
    by = {"contact_id": turn.contact, "office_id": made.office_id}
    about = made.asked["broadcast"]
    audit.note(
        turn.db, action, "broadcast", about, now=turn.now, count=made.count, about=_list_of(made), **by
    )


async def _allowed(turn: Turn, handout_id: int) -> Handout | None:
    """What was asked for, if this person may still have it."""
    made = await handout.of_contact(turn.db, handout_id, turn.contact)
    if made is None or not await authority.may(turn.db, turn.contact, EXPORT, made.office_id):
        return None
    return made


async def prepare(turn: Turn, handout_id: int) -> dict[str, Any] | None:
    """Which list of which notice; the child reads the rows itself."""
    made = await _allowed(turn, handout_id)
    if made is None:
        return None
    here = await office.by_id(turn.db, made.office_id)
    return {
        "broadcast_id": made.asked["broadcast"],
        "list_name": _list_of(made),
        "language": turn.voice.language,
        "zone": here.zone,
    }


async def keep(turn: Turn, handout_id: int, workbook: bytes) -> list[Message]:
    """Keep the workbook until it is sent, which asks again who may have it."""
    made = await _allowed(turn, handout_id)
    if made is None:
        return []
    titled = TITLES[_list_of(made)]
    name = turn.voice.say(_("{title} {day}.xlsx", title=titled, day=turn.today.isoformat()))
    kept = await attachment.add(
        turn.db, contact_id=turn.contact, name=name, size=len(workbook), content=workbook, now=turn.now
    )
    await handout.enclose(turn.db, made, kept.id)
    return [Owed(KIND, handout_id)]


async def notice(turn: Turn, handout_id: int) -> Message | Moot:
    """The workbook, for who may have it still; that it was handed out is in the audit."""
    made = await _allowed(turn, handout_id)
    if made is None:
        return Moot("no right")
    row = await broadcast.by_id(turn.db, made.asked["broadcast"])
    if row is None or made.attachment_id is None:
        return Moot("gone")
    _note(turn, "export_sent", made)
    caption = lines(
        title(columns_of(row)),
        _("{list}: {count} rows.", list=TITLES[_list_of(made)], count=made.count),
    )
    return Document(made.attachment_id, caption, column(Button(_("The notice"), "notice", (row.id,)), MENU))


ROUTES = (
    Route("noticelists", lists, right=EXPORT),
    Route("noticelist", send, right=EXPORT),
)
JOBS: dict[str, Work] = {KIND: Work(prepare, keep, is_long=True, seconds=SECONDS)}
NOTICES: dict[str, Notice] = {KIND: notice}
