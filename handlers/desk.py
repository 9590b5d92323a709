"""The desk: where somebody of the office stands when the bot is opened.

Rina: /menu
Bot:  Dinas Perindustrian … Kabupaten Bangkalan. Ketik nama, NIB, nomor HP, atau desa untuk mencari.
      [Antrean periksa] [Pertanyaan pemilik] [Daftar IKM] [Angka dan grafik] [Masukkan daftar] …
"""

from dialogue.i18n import Shown, _, lines
from dialogue.message import Button, Go, Message, Say, column
from dialogue.turn import Route, Turn
from storage import authority, business, office, role
from storage.authority import (
    ENTER,
    FOUND,
    IMPORT,
    KEEP_OFFICE,
    MANAGE_ROLES,
    READ_AUDIT,
    VERIFY,
    VIEW,
    WRITE_NOTICES,
    Resource,
    authorize,
)

WAYS: tuple[tuple[str, Shown, str], ...] = (
    (VERIFY, _("To be checked"), "queue"),
    (VERIFY, _("Questions of owners"), "questions"),
    (VIEW, _("List of IKM"), "browse"),
    (VIEW, _("Numbers and charts"), "numbers"),
    (WRITE_NOTICES, _("Notices to owners"), "notices"),
    (IMPORT, _("Bring in a list"), "imports"),
    (ENTER, _("Fill in for an owner"), "assist"),
    (VERIFY, _("Owners to confirm"), "claims"),
    (MANAGE_ROLES, _("People of the office"), "team"),
    (READ_AUDIT, _("Audit"), "audit"),
    (KEEP_OFFICE, _("About the office"), "office"),
    (FOUND, _("Offices"), "offices"),
)
"""Each way on, with the right that it takes."""


async def desk(turn: Turn) -> list[Message]:
    """All that this person may do in the office; who works in none is shown the own business."""
    actor = await authority.actor_of(turn.db, turn.contact)
    here = await office.by_id(turn.db, turn.office)
    ways = [
        Button(label, route) for right, label, route in WAYS if authorize(actor, right, Resource(here.id))
    ]
    search = None
    if authorize(actor, VIEW, Resource(here.id)):
        search = _("To find a business, type a name, NIB, phone number, product or village.")
    is_owner = bool(await business.of_contact(turn.db, turn.contact))
    mine = Button(_("My own business"), "mine") if is_owner else None
    held = {one.office_id for one in await role.held_by(turn.db, turn.contact)}
    elsewhere = held - {turn.office, role.EVERYWHERE}
    if not ways and not elsewhere:
        return [Go("mine")]
    switch = Button(_("Work in another office"), "switch") if elsewhere else None
    last = (Button(_("Notices and reminders"), "topics"), Button(_("Help"), "help"))
    title = _("*{office}*", office=here.name or here.area)
    return [Say(lines(title, search), column(*ways, switch, mine, *last))]


ROUTES = (Route("desk", desk, right="everyone", commands=("kantor",), about=_("Office")),)
