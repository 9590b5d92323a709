"""The business card: a picture with name, product, village, number and a QR code, to show a neighbour."""

from typing import Any

from dialogue import places
from dialogue.i18n import _
from dialogue.message import Ask, Board, Button, Message, Moot, Owed, Photo, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.turn import Notice, Route, Turn, Work
from storage import attachment, business, consent, job, office


async def card(turn: Turn) -> list[Message]:
    """Have the card made anew, so that it tells the newest data."""
    business_id = int(turn.args[0])
    given = await consent.in_force(turn.db, turn.contact, VERSION)
    if not given.get("register"):
        return [Ask("consent", turn.contact, "register")]
    await job.add(turn.db, "card", subject=business_id, contact_id=turn.contact, now=turn.now)
    return [Say(_("The business card is being made, one moment."))]


async def prepare(turn: Turn, business_id: int) -> dict[str, Any] | None:
    """What the card says; nothing for a business that is no longer this contact's."""
    held = await business.held_by(turn.db, turn.contact, business_id)
    if held is None or held.number is None:
        return None
    here = await office.by_id(turn.db, held.office_id)
    place = _(
        "{village}, Kec. {district}",
        village=places.name_of(held.village or ""),
        district=places.name_of(held.district or ""),
    )
    return {
        "name": held.name,
        "product": held.main_product,
        "place": turn.voice.say(place),
        "area": here.area,
        "number": held.number,
        "office": here.name,
        "link": f"https://t.me/{turn.bot}?start=kartu_{held.number}",
        "scan": turn.voice.say(_("Scan to join")),
    }


async def keep(turn: Turn, business_id: int, picture: bytes) -> list[Message]:
    """Keep the picture as the business's card, and owe it to the owner."""
    held = await business.held_by(turn.db, turn.contact, business_id)
    if held is None:
        return []
    kept = await attachment.add(
        turn.db, contact_id=turn.contact, name=f"{held.number}.png", content=picture, now=turn.now
    )
    if held.card_id is not None:
        await attachment.remove(turn.db, held.card_id)
    held.card_id = kept.id
    return [
        Board(f"card:{business_id}", _("The business card is ready.")),
        Owed("card", business_id),
    ]


async def notice(turn: Turn, business_id: int) -> Message | Moot:
    """The card, unless the owner withdrew from the register meanwhile."""
    held = await business.held_by(turn.db, turn.contact, business_id)
    if held is None or held.card_id is None:
        return Moot("gone")
    given = await consent.in_force(turn.db, turn.contact, VERSION)
    if not given.get("register"):
        return Moot("consent withdrawn")
    caption = _("Your business card. Show it to a neighbour who wants to join.")
    return Photo(held.card_id, caption, column(Button(_("Main menu"), "menu")))


ROUTES = (Route("card", card, right="speak business"),)
JOBS: dict[str, Work] = {"card": Work(prepare, keep)}
NOTICES: dict[str, Notice] = {"card": notice}
