"""Offices: an admin founds one and looks into each; what is said of an office is changed here.

Admin: [Kantor-kantor] [Dirikan kantor baru]
Bot:   Kantor untuk kabupaten atau kota mana? Ketik namanya.
"""

from typing import Any

from dialogue import places
from dialogue.i18n import Shown, _, lines
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.questionnaire.office import FOUNDING, OFFICE, REACHING
from dialogue.record import MENU, changes, told, under
from dialogue.turn import FormRoute, Route, Turn
from dialogue.zones import zone_of
from storage import audit, authority, contact, office, role
from storage.authority import FOUND, KEEP_OFFICE
from storage.base import columns_of

NOT_YOURS: Shown = _("That is not for you to do.")


async def offices(turn: Turn) -> list[Message]:
    """The other offices, to work in them, those that are not open yet, and the way to found one more."""
    here, everywhere = await office.by_id(turn.db, turn.office), await office.all_of_them(turn.db)
    into = [
        Button(_("Work in: {area}", area=one.area), "workin", (one.id,))
        for one in everywhere
        if one.is_open and one.id != here.id
    ]
    begun = [
        Button(_("Go on with: {area}", area=one.area), "openoffice", (one.id,))
        for one in everywhere
        if not one.is_open
    ]
    new = Button(_("Found a new office"), "found")
    admins = Button(_("Administrators"), "team", (role.EVERYWHERE,))
    words = _("You work in *{area}* now. Please choose.", area=here.area)
    return [Say(words, column(*into, *begun, new, admins, MENU))]


async def found(turn: Turn) -> list[Message]:
    """Ask for which region."""
    return [Ask("founding", turn.contact, "region")]


async def open_office(turn: Turn) -> list[Message]:
    """Go on with an office that is not open yet."""
    here = await _named(turn)
    return [Ask("office", here.id)] if here and not here.is_open else [Go("offices")]


async def _named(turn: Turn) -> office.Office | None:
    return await office.known(turn.db, turn.number(0))


async def bar_founding(turn: Turn, contact_id: int) -> list[Message]:
    """Only an admin founds, and each in her own name."""
    may = await authority.may(turn.db, turn.contact, FOUND, turn.office)
    return [] if may and contact_id == turn.contact else [Say(NOT_YOURS, column(MENU))]


async def answers_founding(turn: Turn, contact_id: int) -> dict[str, Any]:
    """Each office is a new one."""
    return {}


async def write_founding(
    turn: Turn, contact_id: int, field: str, columns: dict[str, Any], words: str
) -> None:
    """Found the office of this region, with its zone proposed; the admin works in it from now on."""
    region, mine = columns["region"], await office.by_id(turn.db, turn.office)
    here = await office.found(
        turn.db,
        region=region,
        area=places.name_of(region),
        zone=zone_of(region),
        report_period=mine.report_period,
    )
    person = await contact.by_id(turn.db, turn.contact)
    person.office_id, person.office_chosen = here.id, True
    _note(turn, FOUND, here.id, field)


async def finish_founding(turn: Turn, contact_id: int) -> list[Message]:
    """Ask the rest; one that is open already is shown instead."""
    person = await contact.by_id(turn.db, turn.contact)
    here = await office.by_id(turn.db, person.office_id)
    if not here.is_open:
        return [Ask("office", here.id)]
    there = _("The office of {area} is there already.", area=here.area)
    return [Say(there, column(Button(_("About the office"), "office"), MENU))]


def _bar(right: str) -> Any:
    async def bar(turn: Turn, office_id: int) -> list[Message]:
        """Whoever may not change this office now is stopped, amid the questions too."""
        may = await authority.may(turn.db, turn.contact, right, office_id)
        return [] if may else [Say(NOT_YOURS, column(MENU))]

    return bar


async def answers(turn: Turn, office_id: int) -> dict[str, Any]:
    """What is known of the office; an empty name or number is none."""
    here = await office.by_id(turn.db, office_id)
    return {name: None if value == "" else value for name, value in columns_of(here).items()}


async def write(turn: Turn, office_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep one answer in the office."""
    here = await office.by_id(turn.db, office_id)
    for name, value in columns.items():
        setattr(here, name, value)
    _note(turn, KEEP_OFFICE, office_id, field)


def _note(turn: Turn, action: str, office_id: int, field: str) -> None:
    by_whom = {"contact_id": turn.contact, "office_id": office_id}
    audit.note(turn.db, action, "office", office_id, now=turn.now, about=field, **by_whom)


async def finish(turn: Turn, office_id: int) -> list[Message]:
    """Open a new office for owners; of one that is open, show what stands there now."""
    here = await office.by_id(turn.db, office_id)
    if here.is_open:
        return [Go("office")]
    here.is_open = True
    _note(turn, FOUND, office_id, "is_open")
    opened = _("*{office}* is open. Now invite its head.", office=here.name)
    return [Say(opened, column(Button(_("People of the office"), "team"), MENU))]


async def about(turn: Turn) -> list[Message]:
    """What owners are told of the office, each with a way to change it."""
    known = await answers(turn, turn.office)
    here = await office.by_id(turn.db, turn.office)
    may_found = await authority.may(turn.db, turn.contact, FOUND, turn.office)
    form = OFFICE if may_found else REACHING
    buttons = changes(form, known, "setoffice", ())
    further = (Button(_("Reminders"), "reminding"), MENU)
    head = _("*{office}* · {area}", office=here.name, area=here.area)
    return [under(lines(head, *told(form, known), _("What shall be changed?")), *buttons, further)]


async def change(turn: Turn) -> list[Message]:
    """Ask one question about the office again; what only an admin may change takes an admin."""
    field = turn.args[0] if turn.args else ""
    if REACHING.field(field):
        return [Ask("reaching", turn.office, field)]
    return [Ask("office", turn.office, field)] if OFFICE.field(field) else [Go("office")]


async def switch(turn: Turn) -> list[Message]:
    """The offices that this person may work in."""
    buttons = [
        Button(one.area, "workin", (one.id,)) for one in await _workplaces(turn) if one.id != turn.office
    ]
    return [Say(_("In which office do you want to work now?"), column(*buttons, MENU))]


async def work_in(turn: Turn) -> list[Message]:
    """From now on the person works in this office."""
    here = await _named(turn)
    if here is None or here.id not in {one.id for one in await _workplaces(turn)}:
        return [Go("menu")]
    person = await contact.by_id(turn.db, turn.contact)
    person.office_id, person.office_chosen = here.id, True
    return [Go("menu")]


async def _workplaces(turn: Turn) -> list[office.Office]:
    if await authority.may(turn.db, turn.contact, FOUND, turn.office):
        return await office.all_of_them(turn.db)
    held = await role.held_by(turn.db, turn.contact)
    return await office.by_ids(turn.db, [one.office_id for one in held])


ROUTES = (
    Route("offices", offices, right=FOUND),
    Route("found", found, right=FOUND),
    Route("openoffice", open_office, right=FOUND),
    Route("office", about, right=KEEP_OFFICE),
    Route("setoffice", change, right=KEEP_OFFICE),
    Route("switch", switch, right="everyone"),
    Route("workin", work_in, right="everyone"),
)
FORMS = (
    FormRoute(FOUNDING, bar_founding, answers_founding, write_founding, finish_founding, right=FOUND),
    FormRoute(OFFICE, _bar(FOUND), answers, write, finish, right=FOUND),
    FormRoute(REACHING, _bar(KEEP_OFFICE), answers, write, finish, right=KEEP_OFFICE),
)
