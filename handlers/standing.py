"""What only the office says of a business: its size class, its level, and who looks after it.

Rina: [Ukuran, tingkat, dan pendamping]
Bot:  Perkiraan: industri kecil, dari 5 orang dan nilai investasi Rp20.000.000. …
      [Tetapkan: industri kecil] [Tingkat: madya] [Saya yang dampingi]
"""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dialogue.checking import SETTLED
from dialogue.i18n import Shown, Text, _, lines
from dialogue.indicative import CLASSES, tell_size
from dialogue.message import Button, Go, Message, Moot, Owed, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.record import MENU
from dialogue.standing import LEVELS
from dialogue.turn import Notice, Route, Turn
from storage import authority, business, consent, role, verification
from storage.base import columns_of
from storage.business import Business

LABELS: dict[str, Text] = {
    "size_class": _("Size class"),
    "level": _("Level"),
    "assigned_to": _("Mentor"),
}
CONFIRMS: dict[str, Callable[[Text], Text]] = {
    "size_class": lambda answer: _("Confirm: {size}", size=answer),
    "level": lambda answer: _("Confirm: level {level}", level=answer),
}


async def _held(turn: Turn) -> Business:
    held = await business.by_id(turn.db, int(turn.args[0]))
    assert held is not None  # the route's right saw to it
    return held


async def standing(turn: Turn) -> list[Message]:
    """All three, with who settled what and when, and the ways to change them."""
    held = await _held(turn)
    size = CLASSES[held.size_class] if held.size_class else _("not settled yet")
    level = LEVELS[held.level] if held.level else _("not settled yet")
    mentor = await role.person(turn.db, held.assigned_to, held.office_id) if held.assigned_to else ""
    words = lines(
        _("*{name}*", name=held.name or ""),
        _("{label}: *{answer}*", label=LABELS["size_class"], answer=size),
        tell_size(columns_of(held)),
        _("{label}: *{answer}*", label=LABELS["level"], answer=level),
        *(await _before(turn, held, "level")),
        _("{label}: *{answer}*", label=LABELS["assigned_to"], answer=mentor or _("nobody yet")),
    )
    is_mine = held.assigned_to == turn.contact
    ways = [
        *_settling(held, "size_class"),
        *_settling(held, "level"),
        Button(_("I look after no more"), "mentor", (held.id, 0)) if is_mine else None,
        None if is_mine else Button(_("I look after it"), "mentor", (held.id, turn.contact)),
        await _others(turn, held),
        Button(_("Back to the record"), "check", (held.id,)),
        MENU,
    ]
    return [Say(words, column(*ways))]


def _settling(held: Business, field: str) -> list[Button]:
    """A button for each value that it has not."""
    return [
        Button(CONFIRMS[field](label), "settle", (held.id, field, value))
        for value, label in SETTLED[field].items()
        if value != getattr(held, field)
    ]


async def _others(turn: Turn, held: Business) -> Button | None:
    """A head may name somebody else."""
    is_head = await authority.may(turn.db, turn.contact, authority.MANAGE_ROLES, held.office_id)
    return Button(_("Name somebody else"), "mentors", (held.id,)) if is_head else None


async def _before(turn: Turn, held: Business, field: str) -> list[Shown]:
    """What was settled, when and by whom, from what to what."""
    told: list[Shown] = []
    people = await role.people(turn.db, held.office_id)
    for row in await verification.settled(turn.db, held.id, field):
        old, new = row.old.get(field), row.words
        who = people.get(row.contact_id or 0, "")
        told.append(
            _(
                "{day}, {who}: from {old} to {new}",
                day=_day(turn, row.at),
                who=who or _("an officer"),
                old=SETTLED[field].get(str(old), _("not settled yet")),
                new=SETTLED[field].get(new, new),
            )
        )
    return told


async def settle(turn: Turn) -> list[Message]:
    """Settle the size class or the level."""
    held = await _held(turn)
    field, value = (*turn.args[1:3], "", "")[:2]
    is_own = await business.held_by(turn.db, turn.contact, held.id) is not None
    if value in SETTLED.get(field, {}) and not is_own:
        await verification.settle(turn.db, held, field, value, value, turn.contact, turn.now)
    return [Go("standing", (held.id,))]


async def mentors(turn: Turn) -> list[Message]:
    """The officers of the office to choose from; only a head chooses for others."""
    held = await _held(turn)
    if not await authority.may(turn.db, turn.contact, authority.MANAGE_ROLES, held.office_id):
        return [Go("standing", (held.id,))]
    people = await _officers(turn, held)
    buttons = [Button(name or _("an officer"), "mentor", (held.id, who)) for who, name in people.items()]
    nobody = Button(_("Nobody"), "mentor", (held.id, 0))
    return [Say(_("Who looks after *{name}*?", name=held.name or ""), column(*buttons, nobody, MENU))]


async def _officers(turn: Turn, held: Business) -> dict[int, str]:
    held_roles = await role.in_office(turn.db, held.office_id)
    return {one.contact_id: one.person for one in held_roles if one.name in {role.OFFICER, role.HEAD}}


async def mentor(turn: Turn) -> list[Message]:
    """Take a record, give one's own back, or, as the head, name somebody of the office."""
    held = await _held(turn)
    number = turn.args[1] if len(turn.args) > 1 else ""
    if not (number.isdecimal() and len(number) < 10):
        return [Go("standing", (held.id,))]
    who = int(number) or None
    is_head = await authority.may(turn.db, turn.contact, authority.MANAGE_ROLES, held.office_id)
    gives_back = who is None and held.assigned_to == turn.contact
    if not (is_head or who == turn.contact or gives_back):
        return [Go("standing", (held.id,))]
    people = await _officers(turn, held)
    if who is not None and who not in people:
        return [Go("standing", (held.id,))]
    name = people[who] if who else ""
    is_new = await verification.settle(turn.db, held, "assigned_to", who, name, turn.contact, turn.now)
    owed = [Owed("assigned", held.id, to=who)] if is_new and who and who != turn.contact else []
    return [*owed, Go("standing", (held.id,))]


async def notice(turn: Turn, business_id: int) -> Message | Moot:
    """To an officer who was named by the head."""
    held = await authority.business_for(turn.db, turn.contact, authority.VERIFY, business_id)
    if held is None:
        return Moot("role revoked")
    if held.assigned_to != turn.contact:
        return Moot("somebody else")
    if await consent.lacking(turn.db, turn.contact, held.id, VERSION):
        return Moot("consent withdrawn")
    words = _(
        "You are asked to look after *{name}* ({number}).", name=held.name or "", number=held.number or ""
    )
    return Say(words, column(Button(_("Open the record"), "check", (held.id,)), MENU))


def _day(turn: Turn, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(turn.voice.zone)).date()


ROUTES = (
    Route("standing", standing, right="verify business"),
    Route("settle", settle, right="verify business"),
    Route("mentors", mentors, right="verify business"),
    Route("mentor", mentor, right="verify business"),
)
NOTICES: dict[str, Notice] = {"assigned": notice}
