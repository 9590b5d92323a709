"""Registering a business and filling in what is asked about it: each answer is stored at once.

Siti: [Simpan]
Bot:  Terima kasih! Keripik Bu Siti sudah terdaftar dengan nomor IKM-3526-00001.
"""

from functools import partial
from typing import Any

from dialogue.fields.base import Field
from dialogue.fields.phone import TYPISTS_PHONE
from dialogue.i18n import _
from dialogue.message import Ask, Board, Button, Go, Message, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.questionnaire.sections import BY_NAME, SECTIONS, record_of
from dialogue.record import MENU, barred, ended, kept
from dialogue.turn import FormRoute, Route, Turn
from storage import (
    answer,
    authority,
    business,
    claim,
    consent,
    contact,
    history,
    job,
    office,
    returned_field,
)
from storage import record as stored
from storage.base import columns_of


async def register(turn: Turn) -> list[Message]:
    """Go on with the draft, begin one, or tell what is registered already; consent comes first."""
    held = await business.of_contact(turn.db, turn.contact)
    if held and all(one.number for one in held):
        return await _consent_first(turn) or [_is_registered(held[-1])]
    return await another(turn)


async def _consent_first(turn: Turn) -> list[Message]:
    given = await consent.in_force(turn.db, turn.contact, VERSION)
    if given.get("register"):
        return []
    return [Ask("consent", turn.contact, "register" if given.get("register") is False else "")]


def _is_registered(held: business.Business) -> Say:
    already = _(
        "*{name}* is registered already, as {number}.", name=held.name or "", number=held.number or ""
    )
    more = Button(_("Register another business"), "another")
    return Say(already, column(Button(_("My data"), "record"), more, Button(_("Main menu"), "menu")))


async def another(turn: Turn) -> list[Message]:
    """Begin with a business more, or go on with the one that was begun; consent comes first.

    Who has none yet may be on the list of the office already: that is asked before the nine questions.
    """
    first = await _consent_first(turn)
    if first:
        return first
    if not await business.of_contact(turn.db, turn.contact) and await claim.may_be_listed(
        turn.db, turn.contact, turn.office
    ):
        return [Go("claim")]
    return await fresh(turn)


async def fresh(turn: Turn) -> list[Message]:
    """A record of one's own, whether or not the office has one; the one that was begun is gone on with."""
    first = await _consent_first(turn)
    if first:
        return first
    held = await business.of_contact(turn.db, turn.contact)
    draft = next((one for one in held if not one.number), None)
    if draft is None:
        draft = await _begin(turn)
    return [Ask("registration", draft.id)]


async def _begin(turn: Turn) -> business.Business:
    """The owner of a second business has the same name and number; a helper's own business has not."""
    own = await business.begun_by(turn.db, turn.contact)
    draft = await business.start(turn.db, turn.office, turn.contact, turn.now)
    if own:
        draft.owner_name, draft.phone = own[-1].owner_name, own[-1].phone
    return draft


async def bar(turn: Turn, business_id: int) -> list[Message]:
    """Only who may change the record answers for it, and only with consent to the register."""
    held = await authority.business_for(turn.db, turn.contact, authority.EDIT, business_id)
    if held is None:
        return [Say(_("That is not among your data."))]
    return barred(
        await consent.lacking(turn.db, turn.contact, business_id, VERSION), turn.contact, business_id
    )


async def answers(turn: Turn, business_id: int) -> dict[str, Any]:
    """The business as it stands; for whoever fills in for its owner also the own number of that person."""
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    if await business.held_by(turn.db, turn.contact, business_id) is not None:
        return columns_of(held)
    return {**columns_of(held), TYPISTS_PHONE: (await contact.by_id(turn.db, turn.contact)).phone}


async def write(turn: Turn, business_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Store one answer at once. A new kecamatan takes the old desa away."""
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    keep = partial(
        answer.keep,
        turn.db,
        held,
        "business",
        words=words,
        business_id=business_id,
        contact_id=turn.contact,
        now=turn.now,
    )
    if field == "district" and held.village and not held.village.startswith(f"{columns['district']}."):
        await keep(field="village", values={"village": None})
    await keep(field=field, values=columns)
    if field == "phone" and turn.event.phone_is_own:
        (await contact.by_id(turn.db, turn.contact)).phone = columns["phone"]


async def photographed(turn: Turn, business_id: int) -> list[Message]:
    """Fetch the picture from the channel, to be kept with the register."""
    held = await business.by_id(turn.db, business_id)
    if held is not None and held.photo_id is not None:
        await job.add(turn.db, "fetch", subject=held.photo_id, contact_id=turn.contact, now=turn.now)
    return []


async def finish(turn: Turn, business_id: int) -> list[Message]:
    """Give the business its number the first time, and have its card made; afterwards go on."""
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    needed = [one for one in REGISTRATION.missing(columns_of(held)) if not one.optional]
    if held.number is not None:
        following = await _following(turn, business_id, needed)
        if following is not None:
            return [Ask("registration", business_id, following.name)]
        return await finish_section(turn, business_id, "registration", *needed[:1])
    if needed:
        return [Ask("registration", business_id)]
    business.submit(held, await office.next_number(turn.db, held.office_id), turn.now)
    if await business.held_by(turn.db, turn.contact, business_id) is None:
        return [_is_entered(held)]
    await job.add(turn.db, "card", subject=held.id, contact_id=turn.contact, now=turn.now)
    thanks = _(
        "Thank you! *{name}* is registered with the number *{number}*.",
        name=held.name or "",
        number=held.number or "",
    )
    more = Button(_("Fill in more"), "sections", (held.id,))
    return [
        Say(thanks, column(more, Button(_("Main menu"), "menu"))),
        Board(f"card:{held.id}", _("The business card is being made, one moment.")),
    ]


async def _following(turn: Turn, business_id: int, needed: list[Field]) -> Field | None:
    """What is asked at once after one answer: all that a claimed record lacks, for its owner looks through
    it; else only the desa of a new kecamatan. The rest has a button."""
    if needed and await claim.unchecked(turn.db, business_id, turn.contact) is not None:
        return needed[0]
    desa = next((one for one in needed if one.name == "village"), None)
    newest = await history.newest(turn.db, {"business": [business_id]}, 1) if desa else []
    return desa if newest and newest[0].field == "district" else None


def _is_entered(held: business.Business) -> Say:
    """For whoever filled it in: its owner may claim it with the slip."""
    words = _(
        "*{name}* is registered with the number *{number}*. Give the owner the printed slip.",
        name=held.name or "",
        number=held.number or "",
    )
    slip = Button(_("Print a slip"), "slip", (held.id,))
    more = Button(_("Fill in more"), "sections", (held.id,))
    return Say(words, column(slip, more, Button(_("Help another owner"), "assist"), MENU))


async def finish_section(turn: Turn, business_id: int, name: str, *lacking: Field) -> list[Message]:
    """Say that it is kept, and what comes next; for who has just claimed it, all answers again."""
    if await claim.unchecked(turn.db, business_id, turn.contact) is not None:
        return [Go("claimed", (business_id,))]
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    record = record_of(*await stored.of_business(turn.db, held))
    is_looked_at = await returned_field.is_answered_now(turn.db, business_id, turn.now)
    note = kept(_("Thank you, it is kept.") if lacking else _("The data is kept."), is_looked_at=is_looked_at)
    fill = [
        Button(_("Fill in: {label}", label=one.label), "edit", (business_id, name, one.name))
        for one in lacking
    ]
    return [ended(business_id, record, BY_NAME[name], note, *fill)]


def _section_route(name: str) -> FormRoute:
    form = BY_NAME[name].form
    return FormRoute(
        form, bar, answers, write, partial(finish_section, name=name), thing="business", right="edit business"
    )


ROUTES = (
    Route(
        "register",
        register,
        right="everyone",
        commands=("daftar",),
        words=(_("Register a business"),),
        about=_("Register a business"),
    ),
    Route("another", another, right="everyone"),
    Route("fresh", fresh, right="everyone"),
)
ABOUT_THE_BUSINESS = [
    section.name
    for section in SECTIONS
    if not section.repeats and section.name not in {"registration", "papers"}
]
FORMS = (
    FormRoute(
        REGISTRATION,
        bar,
        answers,
        write,
        finish,
        thing="business",
        when_answered={"photo": photographed},
        right="edit business",
    ),
    *(_section_route(name) for name in ABOUT_THE_BUSINESS),
)
