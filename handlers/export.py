"""The register as a workbook: with the filter of a list, asked once, made by a long job, sent as a file.

Rina: [Kirim sebagai Excel]
Bot:  Kirim 1.513 baris sebagai Excel? …
Rina: [Ya, kirim]
Bot:  📄 Daftar IKM Bangkalan 2026-11-22.xlsx
"""

from typing import Any

from dialogue.filter import told
from dialogue.i18n import Lines, Shown, _, lines
from dialogue.message import Button, Document, Message, Moot, Owed, Say, column
from dialogue.record import MENU
from dialogue.turn import Notice, Route, Turn, Work
from storage import attachment, audit, authority, handout, job, office, role, segment
from storage.authority import EXPORT
from storage.handout import Handout
from storage.segment import Segment

KIND = "register"
SECONDS = 300.0
"""What 150,000 rows take on a slow machine, several times over."""
LARGEST = 49_000_000
"""Bytes of a file that a bot may send (Bot API: 50 MB)."""


async def export(turn: Turn) -> list[Message]:
    """Say what would be sent, and ask once."""
    asked = await _asked(turn)
    if asked is None:
        return [_gone()]
    count = await segment.count(turn.db, asked, turn.office)
    if not count:
        return [Say(_("There is nobody in this list, so there is nothing to send."), column(MENU))]
    told_ = await _told(turn, asked.as_dict(), turn.office)
    return [
        Say(
            lines(
                _("*Send {count} rows as Excel?*", count=count),
                *told_,
                _("Names, phone numbers and NIB are in it. Keep the file safe and pass it on to nobody."),
            ),
            column(
                Button(_("Yes, send it"), "sendexport", turn.args[:1]),
                Button(_("No, back to the list"), "list", (turn.args[0], 0)),
            ),
        )
    ]


async def _asked(turn: Turn) -> Segment | None:
    """The filter that the first argument names, if it is this person's in this office."""
    return await segment.load(turn.db, turn.number(0), turn.office, turn.contact)


def _gone() -> Message:
    return Say(_("This list is old. Please open it again."), column(Button(_("List of IKM"), "browse"), MENU))


async def _told(turn: Turn, asked: dict[str, Any], office_id: int) -> list[Shown]:
    """The filter in words; of none, that it is everybody."""
    here = await office.by_id(turn.db, office_id)
    people = {str(one.contact_id): one.person for one in await role.in_office(turn.db, office_id)}
    return told(asked, people, here.zone) or [_("All IKM of {area}", area=here.area)]


async def send(turn: Turn) -> list[Message]:
    """Have the workbook made; who asked for it, and for what, is in the audit from now on."""
    asked = await _asked(turn)
    if asked is None:
        return [_gone()]
    begun = Say(_("The workbook is being made. A long list takes a minute or two; go on meanwhile."))
    wanted, who = {"segment": asked.as_dict()}, {"office_id": turn.office, "contact_id": turn.contact}
    if await handout.waits(turn.db, KIND, KIND, wanted, **who):
        return [begun]
    count = await segment.count(turn.db, asked, turn.office)
    number = await handout.ask(turn.db, KIND, wanted, **who, now=turn.now)
    row = await handout.of_contact(turn.db, number, turn.contact)
    assert row is not None
    row.count = count
    _note(turn, "export", row)
    await job.add(turn.db, KIND, subject=number, contact_id=turn.contact, now=turn.now)
    return [begun]


def _note(turn: Turn, action: str, row: Handout) -> None:
    audit.note(
        turn.db,
        action,
        KIND,
        row.id,
        contact_id=turn.contact,
        office_id=row.office_id,
        now=turn.now,
        count=row.count,
        about=row.asked["segment"],
    )


async def prepare(turn: Turn, handout_id: int) -> dict[str, Any] | None:
    """What the child is to write; it reads the rows itself. Nothing for who may not have them any more."""
    row = await handout.of_contact(turn.db, handout_id, turn.contact)
    if row is None or not await authority.may(turn.db, turn.contact, EXPORT, row.office_id):
        return None
    here, asked = await office.by_id(turn.db, row.office_id), row.asked["segment"]
    told_ = Lines(tuple(await _told(turn, asked, here.id)), "; ")
    return {
        "office_id": here.id,
        "asked": asked,
        "office": here.name,
        "area": here.area,
        "day": turn.today.isoformat(),
        "filter_told": turn.voice.say(told_),
        "language": turn.voice.language,
        "zone": here.zone,
    }


async def keep(turn: Turn, handout_id: int, workbook: bytes) -> list[Message]:
    """Keep the workbook until it is sent, which asks again who may have it."""
    row = await handout.of_contact(turn.db, handout_id, turn.contact)
    if row is None or not await authority.may(turn.db, turn.contact, EXPORT, row.office_id):
        return []
    if len(workbook) > LARGEST:
        return [
            Say(
                _("The file is too large for Telegram. Please narrow the list, by kecamatan for example."),
                column(Button(_("List of IKM"), "browse"), MENU),
            )
        ]
    here = await office.by_id(turn.db, row.office_id)
    name = turn.voice.say(_("List of IKM {area} {day}.xlsx", area=here.area, day=turn.today.isoformat()))
    made = await attachment.add(
        turn.db, contact_id=turn.contact, name=name[-120:], size=len(workbook), content=workbook, now=turn.now
    )
    await handout.enclose(turn.db, row, made.id)
    return [Owed("export", handout_id)]


async def notice(turn: Turn, handout_id: int) -> Message | Moot:
    """The workbook, for who may have it still; that it was handed out is in the audit."""
    row = await handout.of_contact(turn.db, handout_id, turn.contact)
    if row is None or row.attachment_id is None:
        return Moot("gone")
    if not await authority.may(turn.db, turn.contact, EXPORT, row.office_id):
        return Moot("no right")
    _note(turn, "export_sent", row)
    here = await office.by_id(turn.db, row.office_id)
    caption = lines(
        _("{office}, {day}: {count} rows.", office=here.name, day=turn.today, count=row.count),
        *await _told(turn, row.asked["segment"], here.id),
    )
    return Document(row.attachment_id, caption, column(Button(_("List of IKM"), "browse"), MENU))


ROUTES = (Route("export", export, right=EXPORT), Route("sendexport", send, right=EXPORT))
JOBS: dict[str, Work] = {KIND: Work(prepare, keep, is_long=True, seconds=SECONDS)}
NOTICES: dict[str, Notice] = {"export": notice}
