"""Who owns a record: an officer settles a claim that the phone number alone could not.

Rina: [Memastikan pemilik]
Bot:  Di daftar: Keripik Bu Siti, HP 0812-… Yang meminta: nomor sendiri 0819-…, memegang slip.
      [Ya, ini pemiliknya] [Tidak bisa dipastikan]
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogue import places
from dialogue.claiming import hint
from dialogue.i18n import Shown, _, lines
from dialogue.message import Ask, Button, Message, Owed, Say, column
from dialogue.questionnaire.claim import REFUSAL
from dialogue.questionnaire.consent import VERSION
from dialogue.record import MENU
from dialogue.turn import FormRoute, Route, Turn
from dialogue.values.phone import as_dialled
from storage import audit, authority, claim, consent, contact, lookalike
from storage.base import columns_of
from storage.business import Business
from storage.claim import BY_SLIP, Claim
from storage.contact import Contact

PAGE = 8
BACK = Button(_("Owners to confirm"), "claims")


async def claims(turn: Turn) -> list[Message]:
    """The claims that wait, the oldest first."""
    page = turn.number(0)
    waiting = await claim.waiting_in(turn.db, turn.office, skip=page * PAGE, most=PAGE + 1)
    if not waiting:
        return [Say(_("No owner waits to be confirmed."), column(MENU))]
    opens = [
        Button(
            _("{hint}, since {day}", hint=hint(columns_of(held)), day=_day(turn, one.made_at)),
            "claim_check",
            (one.id,),
        )
        for one, held in waiting[:PAGE]
    ]
    more = Button(_("More"), "claims", (page + 1,)) if len(waiting) > PAGE else None
    return [
        Say(
            _("These people say that a record is theirs. Who waits longest stands first."),
            column(*opens, more, MENU),
        )
    ]


async def _waiting(turn: Turn) -> tuple[Claim, Business] | None:
    """The claim that the button names, if it waits in this office."""
    return await claim.in_office(turn.db, turn.office, turn.number(0))


def _gone() -> list[Message]:
    return [Say(_("This was settled already."), column(BACK, MENU))]


async def check(turn: Turn) -> list[Message]:
    """What the office knows beside what is known of the one who claims it."""
    found = await _waiting(turn)
    if found is None:
        return _gone()
    one, held = found
    person = await contact.by_id(turn.db, one.contact_id)
    by = {"contact_id": turn.contact, "office_id": held.office_id}
    audit.note(turn.db, "view", "business", held.id, now=turn.now, about=["claim", one.id], **by)
    yes = Button(_("Yes, this is the owner"), "claim_yes", (one.id,))
    no = Button(_("It cannot be confirmed"), "claim_no", (one.id,))
    told = lines(*_record(held), *(await _person(turn, one, held, person)))
    return [Say(told, column(yes, no, BACK, MENU))]


def _record(held: Business) -> tuple[Shown, ...]:
    village = places.name_of(held.village or held.district or "")
    return (
        _("*On the list:* {name}, {number}", name=held.name or "…", number=held.number or "…"),
        _("Owner: {owner}, desa {village}", owner=held.owner_name or "…", village=village),
        _("Phone: {phone}", phone=_dialled(held.phone)),
    )


async def _person(turn: Turn, one: Claim, held: Business, person: Contact) -> tuple[Shown, ...]:
    how = _("holds the slip") if one.how == BY_SLIP else _("has the same phone number")
    holders = await lookalike.with_phone(turn.db, held.office_id, person.phone) if person.phone else []
    return (
        _("*Asks for it:* {how}; first seen on {day}", how=how, day=_day(turn, person.created_at)),
        _("Own phone: {phone}", phone=_dialled(person.phone)),
        _("Records on the list with that number: {count}", count=len(holders)),
    )


def _day(turn: Turn, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(turn.voice.zone)).date()


def _dialled(phone: str | None) -> Shown:
    return as_dialled(phone) if phone else _("not known")


async def confirm(turn: Turn) -> list[Message]:
    """The record is the claimant's, if nobody was quicker; nobody confirms the own claim."""
    found = await _waiting(turn)
    if found is None:
        return _gone()
    one, held = found
    if one.contact_id == turn.contact:
        return [Say(_("This is your own request; another officer has to look at it."), column(BACK, MENU))]
    if not (await consent.in_force(turn.db, one.contact_id, VERSION)).get("register"):
        return [
            Say(
                _("This person does not agree to the register now, so nothing can be confirmed."),
                column(BACK, MENU),
            )
        ]
    person = await contact.by_id(turn.db, one.contact_id)
    settled = await claim.settle(turn.db, held, person, how=one.how, settled_by=turn.contact, now=turn.now)
    if settled is None:
        return _gone()
    others = await claim.refuse_others(turn.db, held.id, turn.now)
    told: list[Message] = [Owed("claim", number, to=other) for number, other in others]
    done = Say(_("Confirmed. The owner is told, and looks through the data."), column(BACK, MENU))
    return [done, Owed("claim", settled.id, to=person.id), *told]


async def refuse(turn: Turn) -> list[Message]:
    """Ask why, for the one who claimed it."""
    found = await _waiting(turn)
    return [Ask("refusal", found[0].id, "reason")] if found else _gone()


async def bar(turn: Turn, claim_id: int) -> list[Message]:
    """Only an officer of the record's office, while the claim waits; asked again at every turn."""
    if not await authority.may(turn.db, turn.contact, authority.VERIFY, turn.office):
        return [Say(_("That is not for you to do."), column(MENU))]
    return [] if await claim.in_office(turn.db, turn.office, claim_id) else _gone()


async def answers(turn: Turn, claim_id: int) -> dict[str, Any]:
    """Nothing is known before."""
    return {}


async def write(turn: Turn, claim_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Refuse it with the reason."""
    found = await claim.in_office(turn.db, turn.office, claim_id)
    assert found is not None  # the bar saw to it in this turn
    one, held = found
    await claim.refuse(turn.db, claim_id, settled_by=turn.contact, reason=columns["reason"], now=turn.now)
    by = {"contact_id": turn.contact, "office_id": held.office_id}
    audit.note(turn.db, "refuse", "claim", one.id, now=turn.now, about=held.id, **by)


async def finish(turn: Turn, claim_id: int) -> list[Message]:
    """Tell both."""
    refused = await claim.by_id(turn.db, claim_id)
    assert refused is not None
    told = Owed("claim", refused.id, to=refused.contact_id)
    return [Say(_("Noted. The person is told, and can register anew."), column(BACK, MENU)), told]


ROUTES = (
    Route("claims", claims, right="verify"),
    Route("claim_check", check, right="verify"),
    Route("claim_yes", confirm, right="verify"),
    Route("claim_no", refuse, right="verify"),
)
FORMS = (FormRoute(REFUSAL, bar, answers, write, finish, right="verify"),)
