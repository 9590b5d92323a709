"""The link of an invitation to a role, as words and as a picture to show: made once, by a job.

Bot: (gambar) Kirimkan tautan ini kepada Rina Wulandari. Tautan berlaku sekali, selama 3 hari. …
"""

import base64
import json
import secrets
from typing import Any
from zoneinfo import ZoneInfo

from dialogue.i18n import _, lines
from dialogue.message import Button, Message, Photo, column
from dialogue.questionnaire.invitation import ROLES
from dialogue.record import MENU
from dialogue.turn import Turn, Work
from storage import attachment, authority, invite, office
from storage.authority import MANAGE_ROLES
from storage.invite import ROLE, ROLE_PREFIX, Invite
from storage.role import EVERYWHERE

SECRET_BYTES = 16


async def _to_be_sent(turn: Turn, invite_id: int) -> Invite | None:
    """The invitation, while nobody used it and its sender may still invite."""
    invited = await invite.by_id(turn.db, invite_id)
    if invited is None or invited.kind != ROLE or invited.invited_by != turn.contact:
        return None
    if invited.used_at is not None or invited.person is None:
        return None
    may = await authority.may(turn.db, turn.contact, MANAGE_ROLES, invited.subject)
    return invited if may else None


async def prepare(turn: Turn, invite_id: int) -> dict[str, Any] | None:
    """What the picture says, with a secret that nothing but the picture and its message keeps."""
    invited = await _to_be_sent(turn, invite_id)
    if invited is None:
        return None
    here = await office.by_id(turn.db, turn.office if invited.subject == EVERYWHERE else invited.subject)
    until = (turn.now + invite.LASTS[ROLE]).astimezone(ZoneInfo(here.zone)).date()
    say = turn.voice.say
    return {
        "office": here.name,
        "title": say(_("Invitation for {person}", person=invited.person or "")),
        "role": say(ROLES[invited.role or "officer"]),
        "link": f"https://t.me/{turn.bot}?start={ROLE_PREFIX}{secrets.token_urlsafe(SECRET_BYTES)}",
        "valid_until": say(_("Valid until {day}", day=until)),
        "scan": say(_("Scan to open Telegram")),
        "warning": say(_("For one person only. It works once.")),
    }


async def keep(turn: Turn, invite_id: int, result: bytes) -> list[Message]:
    """From now on the link opens; only the hash of its secret is kept with the invitation."""
    invited = await _to_be_sent(turn, invite_id)
    if invited is None:
        return []
    made = json.loads(result)
    invite.issue(invited, made["link"].rpartition(ROLE_PREFIX)[2], turn.now)
    picture = base64.b64decode(made["picture"])
    kept = await attachment.add(
        turn.db, contact_id=turn.contact, name=f"undangan-{invite_id}.png", content=picture, now=turn.now
    )
    caption = lines(
        _("Send this link to {person}. It works once, for 3 days.", person=invited.person or ""),
        _(
            "Whoever opens it becomes *{role}*, so send it to nobody else.",
            role=ROLES[invited.role or "officer"],
        ),
        made["link"],
    )
    return [Photo(kept.id, caption, column(Button(_("People of the office"), "team"), MENU))]


JOBS: dict[str, Work] = {"invitation": Work(prepare, keep)}
