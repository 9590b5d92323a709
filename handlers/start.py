"""The first words, and help.

Siti: /start
Bot:  Selamat datang di Wadah IKM, layanan resmi Dinas Perindustrian … Kabupaten Bangkalan.
      Gratis. Kami tidak pernah meminta OTP, PIN, atau uang.
      [Daftarkan usaha] [Tanya petugas] [Bantuan]
"""

from dialogue.i18n import _, lines
from dialogue.message import Ask, Button, Buttons, Go, Link, Message, Say, column
from dialogue.turn import Route, Turn
from dialogue.words import GO_ON
from storage import authority, broadcast, business, contact, office, role, run
from storage.invite import LINK_PREFIX, ROLE_PREFIX, SLIP_PREFIX

LINKS = {
    LINK_PREFIX: "join",
    ROLE_PREFIX: "called",
    SLIP_PREFIX: "open_slip",
    broadcast.LINK_PREFIX: "shownotice",
}
"""What a link's payload begins with, and the route that opens it with the rest."""
CARD_PREFIX = "kartu_"


async def start(turn: Turn) -> list[Message]:
    """Remember how the person came; a link that opens something is opened."""
    came_by = turn.args[0] if turn.args else ""
    for prefix, route in LINKS.items():
        if came_by.startswith(prefix):
            return [Go(route, (came_by.removeprefix(prefix),))]
    person = await contact.by_id(turn.db, turn.contact)
    if came_by:
        person.came_by = came_by[:64]
    there = await office.of_number(turn.db, came_by.removeprefix(CARD_PREFIX))
    if there and not person.office_chosen and not await business.of_contact(turn.db, turn.contact):
        person.office_id, person.office_chosen = there.id, True
    return [Go("hello")]


async def hello(turn: Turn) -> list[Message]:
    """Greet, and go on where the person stopped; who works in an office stands at the desk."""
    unfinished = await run.latest_unfinished(turn.db, turn.contact)
    if unfinished is not None:
        back = _("Welcome back. We go on where you stopped.")
        return [Say(back), Ask(unfinished.form, unfinished.subject)]
    if await role.held_by(turn.db, turn.contact):
        return [Go("desk")]
    if any(held.number for held in await business.of_contact(turn.db, turn.contact)):
        return [Say(_("Welcome back."), column(Button(_("Main menu"), "menu")))]
    here = await office.by_id(turn.db, turn.office)
    words = lines(
        _("Welcome to *Wadah IKM*, the official service of {office}.", office=here.name),
        _("It is free. We never ask for an OTP, a PIN or money."),
    )
    return [Say(words, _first_choices())]


async def help_(turn: Turn) -> list[Message]:
    """What one can do here, and who is behind it."""
    here = await office.by_id(turn.db, turn.office)
    if await authority.may(turn.db, turn.contact, authority.VIEW, here.id):
        search = _("To find a business, type a name, NIB, phone number, product or village.")
        send = _("To bring a list in, send the Excel file here. /kantor opens the menu of the office.")
        return [Say(lines(search, send), column(Button(_("Office"), "desk")))]
    words = lines(
        _("Answer one question at a time, by typing or with the buttons. Every answer is kept at once."),
        _("/menu opens the menu, /batal stops for now, /petugas asks an officer."),
        _("This service of {office} is free.", office=here.name),
    )
    call = Link(_("WhatsApp an officer"), f"https://wa.me/{here.phone.lstrip('+')}") if here.phone else None
    ask = Button(_("Ask an officer"), "officer")
    return [Say(words, column(Button(_("Main menu"), "menu"), ask, call))]


async def lost(turn: Turn) -> list[Message]:
    """For words that led nowhere: a newcomer is greeted; others are shown the ways on."""
    unfinished = await run.latest_unfinished(turn.db, turn.contact)
    if unfinished is None and not await business.of_contact(turn.db, turn.contact):
        return [Go("hello")]
    go_on = Button(GO_ON, "continue") if unfinished else None
    words = _("Sorry, we did not understand that. What would you like to do?")
    menu = Button(_("Main menu"), "menu")
    return [Say(words, column(go_on, menu, Button(_("Ask an officer"), "officer")))]


async def go_on(turn: Turn) -> list[Message]:
    """Open the form that was left last."""
    unfinished = await run.latest_unfinished(turn.db, turn.contact)
    if unfinished is None:
        nothing = _("Nothing is waiting to be filled in.")
        return [Say(nothing, column(Button(_("Main menu"), "menu")))]
    return [Ask(unfinished.form, unfinished.subject)]


async def nothing_open(turn: Turn) -> list[Message]:
    """/batal outside of a form."""
    return [Say(_("Nothing is being filled in now."), column(Button(_("Main menu"), "menu")))]


def _first_choices() -> Buttons:
    return column(
        Button(_("Register a business"), "register"),
        Button(_("Ask an officer"), "officer"),
        Button(_("Help"), "help"),
    )


ROUTES = (
    Route("start", start, right="everyone", commands=("start",), about=_("Start"), before_office=True),
    Route("hello", hello, right="everyone"),
    Route(
        "help",
        help_,
        right="everyone",
        commands=("bantuan", "help"),
        words=(_("Help"),),
        about=_("How it works"),
    ),
    Route(
        "continue",
        go_on,
        right="everyone",
        commands=("lanjut",),
        words=(GO_ON, "lanjut", "lanjutkan"),
        about=GO_ON,
    ),
    Route("cancel", nothing_open, right="everyone", commands=("batal", "cancel"), about=_("Stop for now")),
    Route("lost", lost, right="everyone"),
)
