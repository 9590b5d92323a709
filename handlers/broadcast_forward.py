"""A notice to be passed on: its words for WhatsApp with a link, and the link opened by whoever got them.

Rina: [Tulis untuk WhatsApp]
Bot:  *Dinas Perindustrian …* Yth. Bapak/Ibu, pelatihan dibuka Senin. https://t.me/…?start=kabar_7-0a1b2c3d
"""

from dialogue.i18n import _
from dialogue.message import Button, Go, Message, Say, column
from dialogue.notice_told import copy, for_whatsapp
from dialogue.turn import Route, Turn
from storage import broadcast, business, contact, office, role
from storage.authority import WRITE_NOTICES
from storage.base import columns_of
from storage.broadcast import LINK_PREFIX, RELEASED, Broadcast


async def forward(turn: Turn) -> list[Message]:
    """The words to be copied into WhatsApp, as a message of their own."""
    row = await broadcast.of_office(turn.db, turn.number(0), turn.office)
    if row is None or not row.text:
        return [Go("notices")]
    here = await office.by_id(turn.db, row.office_id)
    link = f"https://t.me/{turn.bot}?start={broadcast.payload(row)}"
    words = for_whatsapp(columns_of(row), here.name, link, turn.voice.language)
    how = _("Copy the message above into WhatsApp. The link opens the notice here.")
    unreleased = _("Copy the message above into WhatsApp. The link opens the notice once it is released.")
    back = Button(_("Back to the notice"), "notice", (row.id,))
    return [Say(words), Say(how if row.state in RELEASED else unreleased, column(back))]


async def shown(turn: Turn) -> list[Message]:
    """The notice for whoever opens its link, then the greeting; a link that opens nothing only greets."""
    row = await broadcast.linked(turn.db, f"{LINK_PREFIX}{turn.args[0] if turn.args else ''}")
    if row is None:
        return [Go("hello")]
    await _settle(turn, row)
    here = await office.by_id(turn.db, row.office_id)
    return [copy(columns_of(row), here.name, {}), Go("hello")]


async def _settle(turn: Turn, row: Broadcast) -> None:
    """Who belongs nowhere yet belongs to the office whose notice it is."""
    person = await contact.by_id(turn.db, turn.contact)
    if person.office_chosen or await business.of_contact(turn.db, turn.contact):
        return
    if not await role.held_by(turn.db, turn.contact):
        person.office_id, person.office_chosen = row.office_id, True


ROUTES = (
    Route("noticeforward", forward, right=WRITE_NOTICES),
    Route("shownotice", shown, right="everyone", before_office=True),
)
