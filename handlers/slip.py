"""The printed slip with which an owner claims, later, the record that somebody filled in for her.

Rina: [Cetak slip]
Bot:  Slip sedang dibuat, sebentar ya. Slip yang lama tidak berlaku lagi.
"""

import base64
import json
import secrets
from typing import Any
from zoneinfo import ZoneInfo

from dialogue.claiming import hint
from dialogue.i18n import _
from dialogue.message import Button, Message, Moot, Owed, Photo, Say, column
from dialogue.questionnaire.claim import ALPHABET, CODE_LENGTH, as_printed
from dialogue.record import MENU
from dialogue.turn import Notice, Route, Turn, Work
from storage import attachment, audit, authority, invite, job, office, unclaimed
from storage.base import columns_of
from storage.business import Business


async def print_slip(turn: Turn) -> list[Message]:
    """Have a slip made, with a new code."""
    held = await unclaimed.claimable(turn.db, int(turn.args[0]))
    if held is None:
        words = _(
            "There is no slip for this record: it is not finished, or its owner looks after it already."
        )
        return [Say(words, column(MENU))]
    await job.add(turn.db, "slip", subject=held.id, contact_id=turn.contact, now=turn.now)
    return [Say(_("The slip is being made, one moment. An older slip does not work any more then."))]


async def _printable(turn: Turn, business_id: int) -> Business | None:
    """The record, if it can still be claimed and this person may still touch it."""
    if await authority.business_for(turn.db, turn.contact, authority.EDIT, business_id) is None:
        return None
    return await unclaimed.claimable(turn.db, business_id)


async def prepare(turn: Turn, business_id: int) -> dict[str, Any] | None:
    """What the slip says, with a code that nothing but the picture keeps."""
    held = await _printable(turn, business_id)
    if held is None:
        return None
    here = await office.by_id(turn.db, held.office_id)
    code = "".join(secrets.choice(ALPHABET) for _letter in range(CODE_LENGTH))
    until = (turn.now + invite.LASTS[invite.CLAIM]).astimezone(ZoneInfo(here.zone)).date()
    steps = (
        _("Open Telegram and scan this code, or look for @{bot}.", bot=turn.bot),
        _("Press Start; or type /klaim, and then the code."),
        _("Look at your data, and press what is right."),
    )
    return {
        "office": here.name,
        "title": turn.voice.say(_("Take over your business data")),
        "whose": turn.voice.say(_("For: {hint}", hint=hint(columns_of(held)))),
        "code": as_printed(code),
        "link": f"https://t.me/{turn.bot}?start={invite.SLIP_PREFIX}{code}",
        "valid_until": turn.voice.say(_("Valid until {day}", day=until)),
        "steps": [turn.voice.say(step) for step in steps],
    }


async def keep(turn: Turn, business_id: int, result: bytes) -> list[Message]:
    """Keep the picture and the hash of its code; what was printed before opens nothing now."""
    held = await _printable(turn, business_id)
    if held is None:
        return []
    made = json.loads(result)
    await invite.end(turn.db, invite.CLAIM, held.id, turn.now)
    code = made["code"].replace("-", "")
    invite.add(turn.db, code, invite.CLAIM, held.id, turn.contact, turn.now)
    picture = base64.b64decode(made["picture"])
    kept = await attachment.add(
        turn.db, contact_id=turn.contact, name=f"slip-{held.id}.png", content=picture, now=turn.now
    )
    if held.slip_id is not None:
        await attachment.remove(turn.db, held.slip_id)
    held.slip_id = kept.id
    by = {"contact_id": turn.contact, "office_id": held.office_id}
    audit.note(turn.db, "print", "business", held.id, now=turn.now, about="slip", **by)
    return [Owed("slip", held.id)]


async def notice(turn: Turn, business_id: int) -> Message | Moot:
    """The slip, unless it was claimed meanwhile or the right was taken back."""
    held = await _printable(turn, business_id)
    if held is None or held.slip_id is None:
        return Moot("gone")
    caption = _("The slip for *{name}*. Print it and give it to the owner only.", name=held.name or "")
    return Photo(held.slip_id, caption, column(Button(_("Help another owner"), "assist"), MENU))


ROUTES = (Route("slip", print_slip, right="edit business"),)
JOBS: dict[str, Work] = {"slip": Work(prepare, keep)}
NOTICES: dict[str, Notice] = {"slip": notice}
