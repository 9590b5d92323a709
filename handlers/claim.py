"""The claim: an owner takes over the record that the office has of her business.

Siti: [Daftarkan usaha]
Bot:  Mungkin data Bapak/Ibu sudah ada di dinas. Mau kita cek dulu?
      [Cek dengan nomor HP saya] [Punya kode dari petugas] [Belum ada, daftar baru]
"""

from typing import Any

from dialogue.claiming import hint
from dialogue.fields.base import Context, Given, Value
from dialogue.i18n import Shown, _, lines
from dialogue.message import Ask, Button, Go, Message, Moot, Owed, Say, column
from dialogue.questionnaire.claim import OWN_NUMBER, SLIP_CODE, as_kept
from dialogue.questionnaire.consent import VERSION
from dialogue.record import MENU
from dialogue.turn import FormRoute, Notice, Route, Turn
from storage import business, claim, consent, contact, invite, unclaimed
from storage.base import columns_of
from storage.business import Business
from storage.claim import BY_PHONE, BY_SLIP, CONFIRMED, OPENED, REFUSED, WAITING

MOST = 6
"""Records of one number that are hinted at; a number that more have is no owner's."""
BY_NUMBER = Button(_("Check with my phone number"), "my_number")
BY_CODE = Button(_("I have a code from an officer"), "code")
NEW = Button(_("Not yet, register anew"), "not_mine")


async def claim_(turn: Turn) -> list[Message]:
    """Ask whether she is on the list already, or go on with what she claims."""
    pending = await claim.live(turn.db, turn.contact)
    held = await unclaimed.claimable(turn.db, pending.business_id) if pending else None
    if pending is None or held is None:
        ask = _("Your business may be on the list of the office already. Shall we look first?")
        return [Say(ask, column(BY_NUMBER, BY_CODE, NEW))]
    if pending.state == OPENED:
        return await _consent_first(turn) or [_how_to_prove(held)]
    words = _("An officer is still looking whether *{hint}* is yours. You hear it here.", hint=_hint(held))
    return [Say(words, column(BY_CODE, NEW, MENU))]


async def _consent_first(turn: Turn) -> list[Message]:
    given = await consent.in_force(turn.db, turn.contact, VERSION)
    if given.get("register"):
        return []
    return [Ask("consent", turn.contact, "register" if given.get("register") is False else "")]


def _hint(held: Business) -> Shown:
    return hint(columns_of(held))


def _how_to_prove(held: Business) -> Say:
    words = lines(
        _("So that nobody else gets the data of *{hint}*, we compare your phone number.", hint=_hint(held)),
        _("If your number is another one now, an officer looks at it."),
    )
    ask = Button(_("Let an officer look"), "check_me", (held.id,))
    return Say(words, column(BY_NUMBER, ask, Button(_("That is not my business"), "not_mine")))


async def my_number(turn: Turn) -> list[Message]:
    """Ask for the own number; consent comes first."""
    return await _consent_first(turn) or [Ask("own_number", turn.contact, "phone")]


async def shared_number(turn: Turn) -> list[Message]:
    """The own number came without the button: where it would be asked for, that is an answer too."""
    is_asked = not await _consent_first(turn) and not await business.of_contact(turn.db, turn.contact)
    if not is_asked or not await claim.may_be_listed(turn.db, turn.contact, turn.office):
        return [Go("lost")]
    given = Given(phone=turn.event.phone, phone_is_own=turn.event.phone_is_own)
    reading = OWN_NUMBER.fields[0].read(given, Context("", turn.today, {}))
    if not isinstance(reading, Value):
        return [Go("my_number")]
    await keep_number(turn, turn.contact, "phone", reading.columns, turn.event.phone)
    return await numbered(turn, turn.contact)


async def code(turn: Turn) -> list[Message]:
    """Take the code that was typed behind the command, or ask for it."""
    return (
        [Go("open_slip", (as_kept(turn.args[0]),))] if turn.args else [Ask("slip_code", turn.contact, "code")]
    )


async def open_slip(turn: Turn) -> list[Message]:
    """The slip was scanned or its code typed: only a hint is shown, and nothing is used up."""
    person = await contact.by_id(turn.db, turn.contact)
    if contact.must_wait(person, turn.now):
        words = _("Too many wrong codes. Please try again in an hour, or ask an officer.")
        return [Say(words, column(Button(_("Ask an officer"), "officer"), MENU))]
    secret = as_kept(turn.args[0]) if turn.args else ""
    found = await invite.opened_by(turn.db, secret, invite.CLAIM, turn.now)
    held = await unclaimed.claimable(turn.db, found.subject) if found else None
    if contact.tried(person, held, turn.now) is None or held is None:
        words = _("This code is wrong, used up or too old. Please look at it again, or ask for a new slip.")
        return [Say(words, column(BY_CODE, Button(_("Ask an officer"), "officer"), MENU))]
    await claim.begin(turn.db, held.id, turn.contact, how=BY_SLIP, state=OPENED, now=turn.now)
    if not person.office_chosen:
        await claim.place(turn.db, person, held)
    ask = _("This slip is for *{hint}*. Is that your business?", hint=_hint(held))
    no = Button(_("That is not my business"), "not_mine")
    return [Say(ask, column(Button(_("Yes, go on"), "claim"), no))]


async def not_mine(turn: Turn) -> list[Message]:
    """None of it is hers: what was only opened is let go, and she registers anew."""
    await claim.drop_opened(turn.db, turn.contact)
    return [Go("fresh")]


async def bar(turn: Turn, contact_id: int) -> list[Message]:
    """Nobody answers for another."""
    return [] if contact_id == turn.contact else [Say(_("That is not among your data."), column(MENU))]


async def answers(turn: Turn, contact_id: int) -> dict[str, Any]:
    """It is asked anew each time: a number may have changed hands."""
    return {}


async def keep_number(turn: Turn, contact_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """The number is the contact's own: the channel says so."""
    (await contact.by_id(turn.db, turn.contact)).phone = columns["phone"]


async def forget(turn: Turn, contact_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """A code is used at once and kept nowhere."""


async def opened_by_code(turn: Turn, contact_id: int) -> list[Message]:
    """Open what the code opens."""
    return [Go("open_slip", (as_kept(turn.event.text),))]


async def numbered(turn: Turn, contact_id: int) -> list[Message]:
    """Compare the own number with the slip's record, or look who on the list has it."""
    first = await _consent_first(turn)
    if first:
        return first
    person = await contact.by_id(turn.db, turn.contact)
    pending = await claim.live(turn.db, turn.contact)
    held = await unclaimed.claimable(turn.db, pending.business_id) if pending else None
    if pending and held and (pending.how, pending.state) != (BY_PHONE, OPENED):
        settle = _settle if await _opens(turn, held) else _wait
        return await settle(turn, held, pending.how)
    found = await unclaimed.by_phone(turn.db, turn.office, person.phone or "")
    if len(found) > MOST:
        many = _("Many records have this number, so it tells nothing. Please ask an officer for a slip.")
        return [Say(many, column(BY_CODE, NEW, Button(_("Ask an officer"), "officer")))]
    if not found:
        return [Say(_("Your number is not on the list. We fill it in together now.")), Go("fresh")]
    if len(found) == 1 and await _opens(turn, found[0]):
        await claim.begin(turn.db, found[0].id, turn.contact, how=BY_PHONE, state=OPENED, now=turn.now)
        ask = _("Is *{name}* your business?", name=found[0].name or found[0].owner_name or "")
        return [Say(ask, column(Button(_("Yes, that is my business"), "is_mine", (found[0].id,)), NEW))]
    ask = _("More than one person has used this number. Which is yours? An officer looks at it then.")
    return [Say(ask, column(*(Button(_hint(one), "check_me", (one.id,)) for one in found), NEW))]


async def _opens(turn: Turn, held: Business) -> bool:
    """Whether the own number is enough. Whom an officer has refused, an officer has to look at again."""
    if await claim.was_refused(turn.db, held.id, turn.contact):
        return False
    return await unclaimed.opens(turn.db, await contact.by_id(turn.db, turn.contact), held)


async def _named(turn: Turn) -> Business | None:
    """The record that the button names, if it can be claimed."""
    return await unclaimed.claimable(turn.db, turn.number(0))


async def is_mine(turn: Turn) -> list[Message]:
    """She says that it is hers, and the number that she has just shared agrees; looked at again here."""
    held = await _named(turn)
    if held is None or not await claim.is_numbered(turn.db, held.id, turn.contact, turn.now):
        return [Go("claim")]
    if not await _opens(turn, held):
        return [Go("claim")]
    return await _consent_first(turn) or await _settle(turn, held, BY_PHONE)


async def check_me(turn: Turn) -> list[Message]:
    """An officer is to look; only for who holds the slip or shares the number."""
    held = await _named(turn)
    person = await contact.by_id(turn.db, turn.contact)
    opened = await claim.live_of(turn.db, held.id, turn.contact) if held else None
    if held is None or not (opened or (person.phone and person.phone == held.phone)):
        return [Go("claim")]
    return await _consent_first(turn) or await _wait(turn, held, opened.how if opened else BY_PHONE)


async def _wait(turn: Turn, held: Business, how: str) -> list[Message]:
    await claim.begin(turn.db, held.id, turn.contact, how=how, state=WAITING, now=turn.now)
    words = _("Thank you. An officer looks whether *{hint}* is yours; you hear it here.", hint=_hint(held))
    return [Say(words, column(MENU))]


async def _settle(turn: Turn, held: Business, how: str) -> list[Message]:
    person = await contact.by_id(turn.db, turn.contact)
    if await claim.settle(turn.db, held, person, how=how, settled_by=None, now=turn.now) is None:
        return [Go("claim")]
    others = await claim.refuse_others(turn.db, held.id, turn.now)
    told: list[Message] = [Owed("claim", number, to=other) for number, other in others]
    return [Say(_("Thank you, the data is yours now.")), Go("claimed", (held.id,)), *told]


async def notice(turn: Turn, claim_id: int) -> Message | Moot:
    """What came of a claim that had waited for an officer."""
    settled = await claim.by_id(turn.db, claim_id)
    held = await business.by_id(turn.db, settled.business_id) if settled else None
    if settled is None or held is None or held.removed_at is not None:
        return Moot("gone")
    if settled.state == REFUSED:
        words = lines(
            _("Sorry, it could not be confirmed that *{hint}* is yours.", hint=_hint(held)),
            settled.reason or None,
        )
        anew = Button(_("Register anew"), "fresh")
        return Say(words, column(anew, Button(_("Ask an officer"), "officer"), MENU))
    if settled.state != CONFIRMED or await business.held_by(turn.db, turn.contact, held.id) is None:
        return Moot("gone")
    if not (await consent.in_force(turn.db, turn.contact, VERSION)).get("register"):
        return Moot("consent withdrawn")
    words = lines(_("An officer has confirmed it: *{name}* is yours now.", name=held.name or ""))
    return Say(words, column(Button(_("Check what was filled in"), "claimed", (held.id,)), MENU))


ROUTES = (
    Route("claim", claim_, right="everyone"),
    Route("my_number", my_number, right="everyone"),
    Route("shared_number", shared_number, right="everyone"),
    Route(
        "code",
        code,
        right="everyone",
        commands=("klaim",),
        about=_("I have a code from an officer"),
        before_office=True,
    ),
    Route("open_slip", open_slip, right="everyone", before_office=True),
    Route("not_mine", not_mine, right="everyone"),
    Route("is_mine", is_mine, right="everyone"),
    Route("check_me", check_me, right="everyone"),
)
FORMS = (
    FormRoute(OWN_NUMBER, bar, answers, keep_number, numbered, right="oneself"),
    FormRoute(SLIP_CODE, bar, answers, forget, opened_by_code, right="oneself"),
)
NOTICES: dict[str, Notice] = {"claim": notice}
