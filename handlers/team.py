"""The people of an office: who they are, letting one more in by a link, and taking a role back.

Pak Hadi: [Orang di kantor] [Undang orang]
Bot:      Orang itu akan menjadi apa? …
"""

from typing import Any

from dialogue.i18n import Shown, Text, _, lines
from dialogue.message import Ask, Button, Go, Message, Moot, Owed, Say, column
from dialogue.questionnaire.invitation import INVITATION, ROLES
from dialogue.record import MENU, useless_link
from dialogue.turn import FormRoute, Notice, Route, Turn
from storage import audit, authority, contact, invite, job, office, role
from storage.authority import MANAGE_ROLES
from storage.invite import ROLE, Invite
from storage.role import ADMIN, EVERYWHERE, Role

MOST = 40
"""People whose buttons fit under one message."""
NOT_YOURS: Shown = _("That is not for you to do.")
TEAM = Button(_("People of the office"), "team")


async def team(turn: Turn) -> list[Message]:
    """Everybody with a role in the office (or every administrator), each with a way out."""
    place = _place(turn)
    if not await authority.may(turn.db, turn.contact, MANAGE_ROLES, place):
        return [Say(NOT_YOURS, column(MENU))]
    people = (await role.in_office(turn.db, place))[:MOST]
    waiting = (await invite.waiting(turn.db, place, turn.now))[:MOST]
    outs = [Button(_("Take back: {person}", person=_called(one)), "revoke", (one.id,)) for one in people]
    ends = [
        Button(_("End the invitation: {person}", person=one.person or _told(one.role)), "uninvite", (one.id,))
        for one in waiting
    ]
    told = [_("{person}: {role}", person=_called(one), role=_told(one.name)) for one in people]
    head = _("*People of {office}*", office=await _place_name(turn, place))
    none = None if told else _("Nobody yet.")
    more = Button(_("Invite somebody"), "summon", (place,) if place == EVERYWHERE else ())
    return [Say(lines(head, *told, none), column(more, *outs, *ends, MENU))]


def _place(turn: Turn) -> int:
    """The office that is meant: the one the person works in, or all of them."""
    return EVERYWHERE if turn.args[:1] == (str(EVERYWHERE),) else turn.office


async def _place_name(turn: Turn, place: int) -> Shown:
    if place == EVERYWHERE:
        return _("all offices")
    here = await office.by_id(turn.db, place)
    return here.name or here.area


def _told(name: str | None) -> Text:
    return ROLES[name or "officer"]


def _called(one: Role) -> Shown:
    return one.person or _("without a name")


async def summon(turn: Turn) -> list[Message]:
    """Begin an invitation."""
    place = _place(turn)
    if not await authority.may(turn.db, turn.contact, MANAGE_ROLES, place):
        return [Say(NOT_YOURS, column(MENU))]
    draft = await invite.draft_role(turn.db, place, turn.contact, turn.now)
    draft.role = ADMIN if place == EVERYWHERE else None
    return [Ask("invitation", draft.id)]


async def bar(turn: Turn, invite_id: int) -> list[Message]:
    """Each fills in an invitation of her own, and only while she may invite."""
    draft = await invite.by_id(turn.db, invite_id)
    is_own = draft is not None and draft.kind == ROLE and draft.invited_by == turn.contact
    if not is_own or draft is None or draft.person is not None:
        return [Say(NOT_YOURS, column(MENU))]
    may = await authority.may(turn.db, turn.contact, MANAGE_ROLES, draft.subject)
    return [] if may else [Say(NOT_YOURS, column(MENU))]


async def answers(turn: Turn, invite_id: int) -> dict[str, Any]:
    """What is filled in so far."""
    draft = await invite.by_id(turn.db, invite_id)
    assert draft is not None  # the bar saw to it
    return {"role": draft.role, "person": draft.person}


async def write(turn: Turn, invite_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep one answer in the draft."""
    draft = await invite.by_id(turn.db, invite_id)
    assert draft is not None  # the bar saw to it
    for name, value in columns.items():
        setattr(draft, name, value)


async def finish(turn: Turn, invite_id: int) -> list[Message]:
    """Have the link drawn; it comes with its picture (handlers/invitation.py)."""
    invited = await invite.by_id(turn.db, invite_id)
    assert invited is not None  # the bar saw to it
    _note(turn, "invite", invited.subject, invited.id, about=invited.role)
    await job.add(turn.db, "invitation", subject=invite_id, contact_id=turn.contact, now=turn.now)
    words = _("The invitation for {person} is being made, one moment.", person=invited.person or "")
    return [Say(words, column(TEAM, MENU))]


def _note(turn: Turn, action: str, office_id: int, thing_id: int, about: Any = None) -> None:
    by_whom = {"contact_id": turn.contact, "office_id": office_id}
    audit.note(turn.db, action, "role", thing_id, now=turn.now, about=about, **by_whom)


async def called(turn: Turn) -> list[Message]:
    """Opening the link only asks: which office, which role."""
    secret = turn.args[0] if turn.args else ""
    invited = await _opened(turn, secret)
    if invited is None:
        person = await contact.by_id(turn.db, turn.contact)
        return [useless_link(must_wait=contact.must_wait(person, turn.now))]
    ask = _(
        "{person}, you are invited to be *{role}* of {office}. Is that you?",
        person=invited.person or _("You who opened this link"),
        role=_told(invited.role),
        office=await _place_name(turn, invited.subject),
    )
    return [Say(ask, column(Button(_("Yes, that is me"), "accept", (secret,)), Button(_("No"), "menu")))]


async def _opened(turn: Turn, secret: str) -> Invite | None:
    """The invite, if it opens for this contact and whoever sent it still may invite."""
    invited = await invite.opened_by(turn.db, secret, ROLE, turn.now)
    sender = invited.invited_by if invited else None
    if invited and sender is not None:
        may = await authority.may(turn.db, sender, MANAGE_ROLES, invited.subject)
        invited = invited if may and sender != turn.contact else None
    return contact.tried(await contact.by_id(turn.db, turn.contact), invited, turn.now)


async def accept(turn: Turn) -> list[Message]:
    """Give the role, once, and tell the one who invited."""
    secret = turn.args[0] if turn.args else ""
    invited = await _opened(turn, secret)
    if invited is None or not await invite.use(turn.db, invited.id, turn.contact, turn.now):
        person = await contact.by_id(turn.db, turn.contact)
        return [useless_link(must_wait=contact.must_wait(person, turn.now))]
    given = await role.grant(
        turn.db,
        contact_id=turn.contact,
        office_id=invited.subject,
        name=invited.role or role.FIELD_HELPER,
        person=invited.person or "",
        granted_by=invited.invited_by,
        now=turn.now,
    )
    _note(turn, "grant", invited.subject, given.id, about=given.name)
    person = await contact.by_id(turn.db, turn.contact)
    if invited.subject != EVERYWHERE:
        person.office_id, person.office_chosen = invited.subject, True
    place = await _place_name(turn, invited.subject)
    welcome = _("Welcome! You are *{role}* of {office} now.", role=_told(given.name), office=place)
    told = [Owed("role_taken", invited.id, to=invited.invited_by)] if invited.invited_by else []
    return [Say(welcome, column(MENU)), *told]


async def taken(turn: Turn, invite_id: int) -> Message | Moot:
    """For the one who invited: somebody has come."""
    invited = await invite.by_id(turn.db, invite_id)
    if invited is None or invited.used_by is None:
        return Moot("gone")
    if not await authority.may(turn.db, turn.contact, MANAGE_ROLES, invited.subject):
        return Moot("role revoked")
    words = _(
        "{person} has opened your link and is *{role}* of {office} now.",
        person=invited.person or "",
        role=_told(invited.role),
        office=await _place_name(turn, invited.subject),
    )
    return Say(words, column(TEAM, MENU))


async def _managed(turn: Turn) -> Role | None:
    """The role that the arguments name, if it is held and this person may take it back."""
    held = await role.by_id(turn.db, turn.number(0))
    if held is None or held.revoked_at is not None:
        return None
    may = await authority.may(turn.db, turn.contact, MANAGE_ROLES, held.office_id)
    return held if may else None


async def revoke(turn: Turn) -> list[Message]:
    """Ask once more."""
    held = await _managed(turn)
    if held is None:
        return [Go("team")]
    ask = _("Shall {person} no longer be *{role}*?", person=_called(held), role=_told(held.name))
    yes = Button(_("Yes, take it back"), "revoked", (held.id,))
    return [Say(ask, column(yes, Button(_("No"), "team")))]


async def revoked(turn: Turn) -> list[Message]:
    """Take the role back, from this moment on, and tell the person."""
    held = await _managed(turn)
    if held is None:
        return [Go("team")]
    if not await role.revoke(turn.db, held.id, turn.now):
        words = _("That is the only *{role}*. Invite another one first.", role=_told(held.name))
        return [Say(words, column(TEAM, MENU))]
    _note(turn, "revoke", held.office_id, held.id, about=held.name)
    words = _("{person} is no longer *{role}*.", person=_called(held), role=_told(held.name))
    return [Say(words, column(TEAM, MENU)), Owed("role_revoked", held.id, to=held.contact_id)]


async def ended(turn: Turn, role_id: int) -> Message | Moot:
    """For the one whose role was taken back, unless it was given again meanwhile."""
    held = await role.by_id(turn.db, role_id)
    now_held = {(one.office_id, one.name) for one in await role.held_by(turn.db, turn.contact)}
    if held is None or (held.office_id, held.name) in now_held:
        return Moot("given again")
    place = await _place_name(turn, held.office_id)
    words = _("You are no longer *{role}* of {office}.", role=_told(held.name), office=place)
    return Say(words, column(MENU))


async def uninvite(turn: Turn) -> list[Message]:
    """Nobody can use that link any more."""
    invited = await invite.by_id(turn.db, turn.number(0))
    if invited is None or invited.kind != ROLE:
        return [Go("team")]
    may = await authority.may(turn.db, turn.contact, MANAGE_ROLES, invited.subject)
    if not may or not await invite.take_back(turn.db, invited.id, turn.now):
        return [Go("team")]
    _note(turn, "uninvite", invited.subject, invited.id)
    return [Say(_("That invitation opens nothing any more."), column(TEAM, MENU))]


ROUTES = (
    Route("team", team, right=MANAGE_ROLES),
    Route("summon", summon, right=MANAGE_ROLES),
    Route("revoke", revoke, right=MANAGE_ROLES),
    Route("revoked", revoked, right=MANAGE_ROLES),
    Route("uninvite", uninvite, right=MANAGE_ROLES),
    Route("called", called, right="everyone", before_office=True),
    Route("accept", accept, right="everyone", before_office=True),
)
FORMS = (FormRoute(INVITATION, bar, answers, write, finish, right=MANAGE_ROLES),)
NOTICES: dict[str, Notice] = {"role_taken": taken, "role_revoked": ended}
