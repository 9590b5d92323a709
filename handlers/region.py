"""Which office an owner belongs to, where the bot serves several: asked once, before anything else.

Siti: /start
Bot:  Usaha Bapak/Ibu di kabupaten atau kota mana?
      [Kabupaten Bangkalan] [Kabupaten Tuban] [Kota Mataram] [Tidak ada di daftar]
"""

from dialogue import places
from dialogue.event import Kind
from dialogue.i18n import _
from dialogue.intents import understand
from dialogue.message import Button, Go, Message, Say, column
from dialogue.turn import Route, Turn
from storage import business, contact, office, role

ROOM = 30
"""Bytes of a button that the wanted route and its arguments may take."""


async def where(turn: Turn) -> list[Message]:
    """Ask; each answer carries where the person wanted to go."""
    wanted = await _wanted(turn)
    offices = await office.open_ones(turn.db)
    typed = turn.event.text if turn.event.kind is Kind.TEXT and not turn.event.is_command else ""
    found = places.find(typed, [places.Place(one.region, one.area, "") for one in offices])
    if found.is_exact:
        named = next(one for one in offices if one.region == found.places[0].code)
        return [Go("choose_office", (named.id, *wanted))]
    buttons = [Button(one.area, "choose_office", (one.id, *wanted)) for one in offices]
    elsewhere = Button(_("Not in this list"), "elsewhere")
    ask = _("In which kabupaten or kota is your business?")
    return [Say(ask, column(*buttons, elsewhere))]


async def _wanted(turn: Turn) -> tuple[str, ...]:
    """The route to go on with, as far as a button can carry it."""
    if not turn.args and turn.event.kind is Kind.TEXT and not turn.event.is_forwarded:
        understood = understand(turn.event.text)
        return ("mean", understood.intents[0]) if understood.sure else ("hello",)
    return turn.args if 0 < len(":".join(turn.args).encode()) <= ROOM else ("hello",)


async def choose(turn: Turn) -> list[Message]:
    """Remember the office, and go on; who has a business or a role keeps the office of that."""
    number, wanted = turn.args[0] if turn.args else "", turn.args[1:] or ("hello",)
    is_bound = await role.held_by(turn.db, turn.contact) or await business.of_contact(turn.db, turn.contact)
    chosen = next((one for one in await office.open_ones(turn.db) if str(one.id) == number), None)
    if chosen is not None and not is_bound:
        person = await contact.by_id(turn.db, turn.contact)
        person.office_id, person.office_chosen = chosen.id, True
    return [Go(wanted[0], wanted[1:])]


async def elsewhere(turn: Turn) -> list[Message]:
    """No office serves there yet."""
    sorry = _("Sorry, this service is not in your area yet. Please ask the dinas there.")
    return [Say(sorry, column(Button(_("Choose again"), "where")))]


ROUTES = (
    Route("where", where, right="everyone", before_office=True),
    Route("choose_office", choose, right="everyone", before_office=True),
    Route("elsewhere", elsewhere, right="everyone", before_office=True),
)
