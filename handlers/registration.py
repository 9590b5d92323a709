"""Registering a business, from the first answer to its number and its card.

Siti: [Simpan]
Bot:  Terima kasih! Keripik Bu Siti sudah terdaftar dengan nomor IKM-3526-00001.
"""

from functools import partial
from typing import Any

from dialogue.i18n import _
from dialogue.message import Ask, Board, Button, Message, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.turn import FormRoute, Route, Turn
from storage import business, consent, contact, job, office


async def register(turn: Turn) -> list[Message]:
    """Go on with the draft, begin one, or show what is registered already; consent comes first."""
    given = await consent.in_force(turn.db, turn.contact, VERSION)
    if given.get("register") is False:
        return [Ask("consent", turn.contact, "register")]
    if not given.get("register"):
        return [Ask("consent", turn.contact)]
    held = await business.of_contact(turn.db, turn.contact)
    registered = next((one for one in held if one.number), None)
    if registered is not None:
        already = _(
            "*{name}* is registered already, as {number}.",
            name=registered.name or "",
            number=registered.number or "",
        )
        return [Say(already, column(Button(_("My data"), "record"), Button(_("Main menu"), "menu")))]
    draft = held[-1] if held else await business.start(turn.db, turn.office, turn.contact, turn.now)
    return [Ask("registration", draft.id)]


async def bar(turn: Turn, business_id: int) -> list[Message]:
    """Only who speaks for the business answers for it, and only with consent to the register."""
    if await business.held_by(turn.db, turn.contact, business_id) is None:
        return [Say(_("That is not among your data."))]
    given = await consent.in_force(turn.db, turn.contact, VERSION)
    return [] if given.get("register") else [Ask("consent", turn.contact, "register")]


async def answers(turn: Turn, business_id: int) -> dict[str, Any]:
    """The business as it stands."""
    held = await business.held_by(turn.db, turn.contact, business_id)
    assert held is not None
    return business.answers(held)


async def write(turn: Turn, business_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Store one answer at once. A new kecamatan takes the old desa away."""
    held = await business.held_by(turn.db, turn.contact, business_id)
    assert held is not None
    answer = partial(business.answer, turn.db, held, words=words, contact_id=turn.contact, now=turn.now)
    if field == "district" and held.village and not held.village.startswith(f"{columns['district']}."):
        answer("village", {"village": None})
    answer(field, columns)
    if field == "phone" and turn.event.phone_is_own:
        (await contact.by_id(turn.db, turn.contact)).phone = columns["phone"]


async def photographed(turn: Turn, business_id: int) -> list[Message]:
    """Fetch the picture from the channel, to be kept with the register."""
    held = await business.held_by(turn.db, turn.contact, business_id)
    if held is not None and held.photo_id is not None:
        await job.add(turn.db, "fetch", subject=held.photo_id, contact_id=turn.contact, now=turn.now)
    return []


async def finish(turn: Turn, business_id: int) -> list[Message]:
    """Give the business its number the first time, and have its card made; afterwards show the data."""
    held = await business.held_by(turn.db, turn.contact, business_id)
    assert held is not None
    needed = [one for one in REGISTRATION.missing(business.answers(held)) if not one.optional]
    if held.number is not None and needed:
        return [Ask("registration", business_id, needed[0].name)]
    if held.number is not None:
        back = column(Button(_("My data"), "record"), Button(_("Main menu"), "menu"))
        return [Say(_("The data is kept."), back)]
    if needed:
        return [Ask("registration", business_id)]
    business.submit(held, await office.next_number(turn.db, turn.office), turn.now)
    await job.add(turn.db, "card", subject=held.id, contact_id=turn.contact, now=turn.now)
    thanks = _(
        "Thank you! *{name}* is registered with the number *{number}*.",
        name=held.name or "",
        number=held.number or "",
    )
    return [
        Say(thanks, column(Button(_("Main menu"), "menu"))),
        Board(f"card:{held.id}", _("The business card is being made, one moment.")),
    ]


ROUTES = (
    Route(
        "register",
        register,
        right="everyone",
        commands=("daftar",),
        words=(_("Register a business"),),
        about=_("Register a business"),
    ),
)
FORMS = (FormRoute(REGISTRATION, bar, answers, write, finish, "business", {"photo": photographed}),)
