"""Messages between the office and an owner, carried by the bot: neither sees the other's account or number.

Rina: [Kirim pesan ke pemilik] Bolehkah kami berkunjung hari Selasa jam 9?
Siti: Dari petugas Rina Wulandari – Dinas …: Bolehkah kami berkunjung hari Selasa jam 9?  [Balas]
"""

from typing import Any

from dialogue import places
from dialogue.fields.base import Context, Given, Value, Wrong
from dialogue.i18n import Shown, _, lines
from dialogue.labels import short
from dialogue.message import Ask, Button, Go, Link, Message, Moot, Owed, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.relayed import LETTER, REPLY
from dialogue.record import MENU
from dialogue.turn import FormRoute, Notice, Route, Turn
from dialogue.values.phone import as_dialled
from storage import audit, authority, business, consent, office, question, relay, role
from storage.relay import OFFICE, OWNER, Relay


async def write_to(turn: Turn) -> list[Message]:
    """Type a message to the owner."""
    return [Ask(LETTER.name, int(turn.args[0]), "text")]


async def bar_letter(turn: Turn, business_id: int) -> list[Message]:
    """Only an officer of the office writes; where nobody reads it here, by phone instead."""
    held = await authority.business_for(turn.db, turn.contact, authority.VERIFY, business_id)
    if held is None:
        return [Say(_("That is not for you to do."), column(MENU))]
    if await business.reachable(turn.db, business_id):
        return []
    back = Button(_("Back to the record"), "check", (business_id,))
    if not held.phone:
        return [Say(_("The owner is not on Telegram, and no phone number is known."), column(back, MENU))]
    words = _("The owner is not on Telegram. Please call {phone}.", phone=as_dialled(held.phone))
    call = Link(_("WhatsApp to the owner"), f"https://wa.me/{held.phone.lstrip('+')}")
    return [Say(words, column(call, back, MENU))]


async def answers(turn: Turn, subject: int) -> dict[str, Any]:
    """Nothing is answered beforehand: every message is a new one."""
    return {}


async def write_letter(turn: Turn, business_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep the message, once for each who speaks for the business."""
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    for person in await business.reachable(turn.db, business_id):
        await relay.add(
            turn.db,
            office_id=held.office_id,
            business_id=business_id,
            from_contact=turn.contact,
            to_contact=person,
            text=columns["text"],
            side=OFFICE,
            now=turn.now,
        )
    _note(turn, held.office_id, "business", business_id)


def _note(turn: Turn, office_id: int, thing: str, thing_id: int | None) -> None:
    """An officer wrote to an owner: about what, never the words."""
    by = {"contact_id": turn.contact, "office_id": office_id}
    audit.note(turn.db, "write", thing, thing_id, now=turn.now, **by)


def _about(row: Relay) -> tuple[str, int | None]:
    return ("business", row.business_id) if row.business_id else ("question", row.question_id)


async def finish_letter(turn: Turn, business_id: int) -> list[Message]:
    """Pass it on."""
    back = Button(_("Back to the record"), "check", (business_id,))
    done = Say(_("The message is passed on. The reply comes here."), column(back, MENU))
    return [*(await _owed(turn)), done]


async def _owed(turn: Turn) -> list[Message]:
    sent = await relay.just_sent(turn.db, turn.contact, turn.now)
    return [Owed("relayed", one.id, to=one.to_contact) for one in sent]


async def reply(turn: Turn) -> list[Message]:
    """Type a reply to the message that the arguments name."""
    return [Ask(REPLY.name, turn.number(0), "text")]


async def bar_reply(turn: Turn, relay_id: int) -> list[Message]:
    """Only who got the message replies; an officer only while the role is held."""
    row = await relay.by_id(turn.db, relay_id)
    if row is None or row.to_contact != turn.contact:
        return [Say(_("This button is not in use any more."), column(MENU))]
    if row.side == OWNER and not await _is_officer(turn, turn.contact, row):
        return [Say(_("That is not for you to do."), column(MENU))]
    return []


async def _is_officer(turn: Turn, contact_id: int, row: Relay) -> bool:
    return await authority.may(turn.db, contact_id, authority.VERIFY, row.office_id)


async def write_reply(turn: Turn, relay_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep the reply. One to an officer who is none any more becomes a question to the office."""
    row = await relay.by_id(turn.db, relay_id)
    assert row is not None
    if row.side == OFFICE and not await _is_officer(turn, row.from_contact, row):
        await question.ask(
            turn.db, contact_id=turn.contact, office_id=row.office_id, text=columns["text"], now=turn.now
        )
        return
    if row.side == OWNER:
        _note(turn, row.office_id, *_about(row))
    await relay.add(
        turn.db,
        office_id=row.office_id,
        business_id=row.business_id,
        question_id=row.question_id,
        from_contact=turn.contact,
        to_contact=row.from_contact,
        answers=row.id,
        text=columns["text"],
        side=OWNER if row.side == OFFICE else OFFICE,
        now=turn.now,
    )


async def finish_reply(turn: Turn, relay_id: int) -> list[Message]:
    """Pass it on."""
    owed = await _owed(turn)
    done = _("Your reply is passed on.") if owed else _("Your question is kept for an officer.")
    return [*owed, Say(done, column(MENU))]


async def replied(turn: Turn) -> list[Message]:
    """Words typed as a reply to the message itself; a form that is open stays as it is."""
    relay_id = turn.number(0)
    if not turn.event.reply_to or not relay_id:
        return [Go("menu")]  # a button that was never shown
    barred = await bar_reply(turn, relay_id)
    if barred:
        return barred
    reading = REPLY.fields[0].read(Given(text=turn.event.text), Context("", turn.today, {}))
    if isinstance(reading, Wrong):
        return [Say(reading.reason, column(Button(_("Reply"), "reply", (relay_id,)), MENU))]
    assert isinstance(reading, Value)
    await write_reply(turn, relay_id, "text", reading.columns, turn.event.text)
    return await finish_reply(turn, relay_id)


async def notice(turn: Turn, relay_id: int) -> Message | Moot:
    """The message as its reader sees it; nothing goes from or to an officer without the role."""
    row = await relay.by_id(turn.db, relay_id)
    if row is None or row.to_contact != turn.contact:
        return Moot("gone")
    officer = row.from_contact if row.side == OFFICE else row.to_contact
    if not await _is_officer(turn, officer, row):
        return Moot("role revoked")
    if row.side == OFFICE:
        return await _from_office(turn, row)
    return await _from_owner(turn, row)


async def _from_office(turn: Turn, row: Relay) -> Message | Moot:
    if row.business_id:
        held = await business.held_by(turn.db, turn.contact, row.business_id)
        if held is None or held.removed_at is not None:
            return Moot("gone")
        if await consent.lacking(turn.db, turn.contact, held.id, VERSION):
            return Moot("consent withdrawn")
    here = await office.by_id(turn.db, row.office_id)
    name = await role.person(turn.db, row.from_contact, row.office_id)
    asked = await question.by_id(turn.db, row.question_id) if row.question_id and not row.answers else None
    words = lines(
        _("From officer *{name}* – {office}:", name=name, office=here.name),
        _("You asked: “{words}”", words=short(asked.text)) if asked else None,
        row.text,
    )
    return Say(words, column(Button(_("Reply"), "reply", (row.id,))))


async def _from_owner(turn: Turn, row: Relay) -> Message:
    """Named is a business that the writer speaks for now: the one that it is about, else another. Of who
    withdrew from the register none is."""
    agreed = await consent.in_force(turn.db, row.from_contact, VERSION)
    theirs = await business.of_contact(turn.db, row.from_contact) if agreed.get("register") else []
    own = [one for one in theirs if one.office_id == row.office_id and one.removed_at is None]
    held = next((one for one in own if one.id == row.business_id), own[0] if own else None)
    who: Shown = _("somebody who is not registered")
    if held is not None:
        village = places.name_of(held.village) if held.village else ""
        who = _("{name}, {village}", name=held.name or "", village=village)
    see = Button(_("Open the record"), "check", (held.id,)) if held else None
    words = lines(_("Reply from *{who}*:", who=who), row.text)
    return Say(words, column(Button(_("Reply"), "reply", (row.id,)), see))


ROUTES = (
    Route("write", write_to, right="verify business"),
    Route("reply", reply, right="everyone"),
    Route("replied", replied, right="everyone", replies_to="relayed"),
)
FORMS = (
    FormRoute(LETTER, bar_letter, answers, write_letter, finish_letter, right="verify business"),
    FormRoute(REPLY, bar_reply, answers, write_reply, finish_reply, right="oneself"),
)
NOTICES: dict[str, Notice] = {"relayed": notice}
