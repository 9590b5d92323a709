"""A second person for a business: wife and husband, or a child who types faster. Only the owner lets in.

Siti: [Ajak orang lain ikut mengisi]
Bot:  Teruskan tautan ini ke satu orang yang dipercaya. …
"""

import secrets

from dialogue.i18n import _, lines
from dialogue.message import Button, Go, Message, Moot, Owed, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.record import MENU, useless_link
from dialogue.turn import Notice, Route, Turn
from storage import business, consent, contact, invite, role

SECRET_BYTES = 16
MOST = 5
"""People who may fill in one record beside its owner."""


async def helpers(turn: Turn) -> list[Message]:
    """Who fills in with the owner, each with a way out, and the way to let one more in."""
    business_id = int(turn.args[0])
    if await business.owner(turn.db, business_id) != turn.contact:
        return [Say(_("Only the owner of the data can let others in."), column(MENU))]
    people = await business.helpers(turn.db, business_id)
    outs = [
        Button(_("Take out: who joined {moment}", moment=since), "out", (business_id, contact_id))
        for contact_id, since in people
    ]
    one_more = Button(_("Make a link"), "invite", (business_id,)) if len(people) < MOST else None
    words = _("Nobody else fills in this data yet.")
    if people:
        words = _("Others who fill in this data: {count}.", count=len(people))
    return [Say(words, column(*outs, one_more, MENU))]


async def make(turn: Turn) -> list[Message]:
    """A link for one more person, who then fills in the same record."""
    held = await business.held_by(turn.db, turn.contact, int(turn.args[0]))
    if held is None:  # an officer may edit it, and lets nobody in
        return [Go("helpers", turn.args[:1])]
    people = await business.helpers(turn.db, held.id)
    if await business.owner(turn.db, held.id) != turn.contact or len(people) >= MOST:
        return [Go("helpers", (held.id,))]
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invite.add(turn.db, secret, invite.BUSINESS, held.id, turn.contact, turn.now)
    link = f"https://t.me/{turn.bot}?start={invite.LINK_PREFIX}{secret}"
    words = lines(
        _("Send this link to one person you trust, to fill in *{name}* with you.", name=held.name or ""),
        _("It works once, for 3 days."),
        link,
    )
    return [Say(words, column(MENU))]


async def join(turn: Turn) -> list[Message]:
    """Whoever opens the link is asked first; opening it alone changes nothing."""
    secret = turn.args[0] if turn.args else ""
    invited = await _opened(turn, secret)
    held = await business.by_id(turn.db, invited.subject) if invited else None
    if invited is None or held is None:
        person = await contact.by_id(turn.db, turn.contact)
        return [useless_link(must_wait=contact.must_wait(person, turn.now))]
    if await business.held_by(turn.db, turn.contact, held.id) is not None:
        return [Say(_("You fill in *{name}* already.", name=held.name or ""), column(MENU))]
    ask = _(
        "You are invited to fill in the data of *{name}* together. Would you like to?", name=held.name or ""
    )
    return [Say(ask, column(Button(_("Yes, I join"), "joined", (secret,)), Button(_("No"), "menu")))]


async def _opened(turn: Turn, secret: str) -> invite.Invite | None:
    person = await contact.by_id(turn.db, turn.contact)
    return contact.tried(person, await invite.opened_by(turn.db, secret, invite.BUSINESS, turn.now), turn.now)


async def joined(turn: Turn) -> list[Message]:
    """Let the person in, once, and tell the one who invited."""
    secret = turn.args[0] if turn.args else ""
    invited = await _opened(turn, secret)
    held = await business.by_id(turn.db, invited.subject) if invited else None
    inviter = invited.invited_by if invited else None
    if invited is None or inviter is None or held is None:
        return [Go("join", (secret,))]
    if await business.held_by(turn.db, turn.contact, held.id):
        return [Go("join", (secret,))]
    if not await invite.use(turn.db, invited.id, turn.contact, turn.now):
        return [Go("join", (secret,))]
    await business.join(turn.db, held.id, turn.contact, inviter, turn.now)
    if not await role.held_by(turn.db, turn.contact):
        person = await contact.by_id(turn.db, turn.contact)
        person.office_id, person.office_chosen = held.office_id, True
    welcome = _("Welcome! You can fill in *{name}* now.", name=held.name or "")
    fill = Button(_("Fill in more"), "sections", (held.id,))
    return [Say(welcome, column(fill, MENU)), Owed("joined", invited.id, to=inviter)]


async def notice(turn: Turn, invite_id: int) -> Message | Moot:
    """Somebody came in by this contact's invite, and can be taken out again."""
    invited = await invite.by_id(turn.db, invite_id)
    held = await business.held_by(turn.db, turn.contact, invited.subject) if invited else None
    if invited is None or held is None or held.removed_at is not None or invited.used_by is None:
        return Moot("gone")
    if await consent.lacking(turn.db, turn.contact, held.id, VERSION):
        return Moot("consent withdrawn")
    words = _("Somebody has opened your link and fills in *{name}* with you now.", name=held.name or "")
    out = Button(_("Take that person out"), "out", (held.id, invited.used_by))
    return Say(words, column(out, MENU))


async def out(turn: Turn) -> list[Message]:
    """Take out a person who was let in; only the owner may, and never herself."""
    business_id, other = int(turn.args[0]), turn.args[1] if len(turn.args) > 1 else ""
    people = {str(contact_id) for contact_id, _since in await business.helpers(turn.db, business_id)}
    if other not in people or await business.owner(turn.db, business_id) != turn.contact:
        return [Go("helpers", (business_id,))]
    await business.leave(turn.db, business_id, int(other))
    return [Say(_("That person cannot see or change the data any more."), column(MENU))]


ROUTES = (
    Route("helpers", helpers, right="speak business"),
    Route("invite", make, right="edit business"),
    Route("join", join, right="everyone", before_office=True),
    Route("joined", joined, right="everyone", before_office=True),
    Route("out", out, right="speak business"),
)
NOTICES: dict[str, Notice] = {"joined": notice}
