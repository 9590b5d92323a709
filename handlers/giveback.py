"""Giving one answer back to its owner, with a reason; her new answer brings the record into the queue again.

Rina: [Kembalikan satu isian] [Data pokok] [Produksi sebulan] [Angkanya sepertinya keliru]
Siti: Petugas meminta satu isian diperbaiki: Produksi sebulan. Alasan: angkanya sepertinya keliru.
      [Perbaiki isian ini]
"""

from collections.abc import Sequence
from typing import Any

from dialogue.checking import Asked, asked_of, find
from dialogue.i18n import Shown, _, lines
from dialogue.labels import LABELS
from dialogue.message import Ask, Button, Go, Link, Message, Moot, Owed, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.production import PRODUCTION
from dialogue.questionnaire.reason import REASON, tell_reason
from dialogue.questionnaire.sections import SECTIONS, record_of
from dialogue.record import MENU, barred
from dialogue.turn import FormRoute, Notice, Route, Turn
from dialogue.values.phone import as_dialled
from storage import authority, business, consent, production_report, returned_field, role, verification
from storage import record as stored
from storage.base import columns_of
from storage.business import SUBMITTED, VERIFIED, Business
from storage.returned_field import ReturnedField

REPORTS = 10
MOST = 90
"""Buttons under one message; Telegram takes 100."""


async def _asked(turn: Turn, held: Business) -> list[Asked]:
    record = record_of(*await stored.of_business(turn.db, held))
    reports = (await production_report.handed_in(turn.db, [held.id]))[held.id][:REPORTS]
    return asked_of(record, [columns_of(report) for report in reports])


async def give_back(turn: Turn) -> list[Message]:
    """Choose the section, the thing in it where there are several, and the answer."""
    held = await business.by_id(turn.db, int(turn.args[0]))
    assert held is not None  # the route's right saw to it
    if not held.number or await consent.lacking(turn.db, turn.contact, held.id, VERSION):
        return [Go("check", (held.id,))]
    asked = await _asked(turn, held)
    form, _subject, field = (*turn.args[1:4], "", "", "")[:3]
    chosen = find(asked, form, turn.number(2), field)
    if chosen is not None:
        return await _reason(turn, held, chosen)
    return [_choices(held, asked, form, turn.number(2))]


async def _reason(turn: Turn, held: Business, chosen: Asked) -> list[Message]:
    row = await returned_field.choose(
        turn.db,
        business_id=held.id,
        thing=chosen.thing,
        form=chosen.form,
        subject=chosen.subject,
        field=chosen.field.name,
        by=turn.contact,
        now=turn.now,
    )
    return [Say(chosen.told), Ask(REASON.name, row.id, "reason")]


def _choices(held: Business, asked: Sequence[Asked], form: str, subject: int) -> Message:
    """The answers of one thing, or the things of one section, or the sections."""
    back = Button(_("Back to the record"), "check", (held.id,))
    of_thing = [one for one in asked if (one.form, one.subject) == (form, subject)]
    of_section = [one for one in asked if one.form in _forms(form)]
    if of_thing:
        buttons = [_answer(held, one) for one in of_thing]
        return Say(_("Which answer?"), column(*buttons[:MOST], back))
    if of_section:
        numbers = [_answer(held, one) for one in of_section if not one.of]
        things = {(one.form, one.subject): one.of for one in of_section if one.of}
        opens = [Button(name, "giveback", (held.id, *thing)) for thing, name in things.items()]
        return Say(_("Which one?"), column(*[*numbers, *opens][:MOST], back))
    known = {one.form for one in asked}
    named: list[tuple[Shown, str]] = [(one.title, one.name) for one in SECTIONS if one.name in known]
    if PRODUCTION.name in known:
        named.append((PRODUCTION.title, PRODUCTION.name))
    sections = [Button(title, "giveback", (held.id, name)) for title, name in named]
    return Say(_("In which part of the data is the answer?"), column(*sections, back))


def _forms(section: str) -> tuple[str, ...]:
    return (section, "certificate") if section == "papers" else (section,)


def _answer(held: Business, one: Asked) -> Button:
    return Button(one.field.label, "giveback", (held.id, one.form, one.subject, one.field.name))


async def bar(turn: Turn, returned_id: int) -> list[Message]:
    """Only who may verify the record gives an answer back."""
    row = await returned_field.by_id(turn.db, returned_id)
    if row is None or not await authority.business_for(
        turn.db, turn.contact, authority.VERIFY, row.business_id
    ):
        return [Say(_("That is not for you to do."), column(MENU))]
    lacking = await consent.lacking(turn.db, turn.contact, row.business_id, VERSION)
    return barred(lacking, turn.contact, row.business_id)


async def answers(turn: Turn, returned_id: int) -> dict[str, Any]:
    """No reason is given beforehand."""
    return {}


async def write(turn: Turn, returned_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Return the answer, unless the record was verified by somebody else meanwhile."""
    row = await returned_field.by_id(turn.db, returned_id)
    assert row is not None
    held = await business.by_id(turn.db, row.business_id)
    assert held is not None
    await verification.give_back(turn.db, held, row, columns["reason"], turn.contact, turn.now)


async def finish(turn: Turn, returned_id: int) -> list[Message]:
    """Tell the owner, or whom to call; the next record is one press away."""
    row = await returned_field.by_id(turn.db, returned_id)
    assert row is not None
    held = await business.by_id(turn.db, row.business_id)
    assert held is not None
    following = Button(_("Next business"), "nextcheck", (held.id,))
    if not row.reason:
        who = await role.person(turn.db, held.verified_by, held.office_id) or _("an officer")
        done = _("*{name}* was checked already, by {who}.", name=held.name or "", who=who)
        return [Say(done, column(following, MENU))]
    one_more = Button(_("One more answer of this business"), "giveback", (held.id,))
    people = await business.reachable(turn.db, held.id)
    if people:
        sent = _("*{label}* goes back to the owner of {name}.", label=_label(row), name=held.name or "")
        return [Owed("returned", row.id, to=people[0]), Say(sent, column(following, one_more, MENU))]
    return [_call(held, row, one_more, following)]


def _call(held: Business, row: ReturnedField, *further: Button) -> Message:
    """The owner reads no message, so somebody has to ask and fill in."""
    phone = (held.phone or "").lstrip("+")
    unknown = _("No phone number is known either.")
    words = lines(
        _("It is noted, but the owner is not on Telegram, so no message can be sent."),
        _("Please call {phone}.", phone=as_dialled(held.phone)) if held.phone else unknown,
    )
    call = Link(_("WhatsApp to the owner"), f"https://wa.me/{phone}") if phone else None
    fill = Button(_("Fill in for the owner: {label}", label=_label(row)), "again", (row.id,))
    return Say(words, column(call, fill, *further, MENU))


def _label(row: ReturnedField) -> Shown:
    return LABELS[row.thing, row.field]


async def again(turn: Turn) -> list[Message]:
    """Ask the returned question, and only that one, of whoever may answer it."""
    row = await returned_field.by_id(turn.db, turn.number(0))
    held = (
        await authority.business_for(turn.db, turn.contact, authority.EDIT, row.business_id) if row else None
    )
    if row is None or held is None or not row.reason:
        return [Say(_("That is not among your data."), column(MENU))]
    waiting = (await returned_field.open_of(turn.db, [held.id]))[held.id]
    if not any((one.form, one.subject, one.field) == (row.form, row.subject, row.field) for one in waiting):
        return [
            Say(
                _("That answer was corrected already. Thank you."),
                column(Button(_("My data"), "record"), MENU),
            )
        ]
    if find(await _asked(turn, held), row.form, row.subject, row.field) is None:
        return await _is_gone(turn, held, row)
    return [Ask(row.form, row.subject, row.field)]


async def _is_gone(turn: Turn, held: Business, row: ReturnedField) -> list[Message]:
    """The question is not asked any more, because of another answer: nothing is left to correct."""
    row.answered_at = turn.now
    await turn.db.flush()
    if await returned_field.is_settled(turn.db, held.id) and held.state != VERIFIED:
        held.state, held.submitted_at = SUBMITTED, turn.now
    return [
        Say(
            _("That question is not needed any more. Thank you."),
            column(Button(_("My data"), "record"), MENU),
        )
    ]


async def notice(turn: Turn, returned_id: int) -> Message | Moot:
    """To the owner: one answer to look at again, with one button that asks just that."""
    row = await returned_field.by_id(turn.db, returned_id)
    held = await business.held_by(turn.db, turn.contact, row.business_id) if row else None
    if row is None or held is None or held.removed_at is not None:
        return Moot("gone")
    if row.answered_at is not None:
        return Moot("already done")
    if await consent.lacking(turn.db, turn.contact, held.id, VERSION):
        return Moot("consent withdrawn")
    chosen = find(await _asked(turn, held), row.form, row.subject, row.field)
    label = chosen.label if chosen else _label(row)
    if chosen and not chosen.is_answered:
        asks = _("An officer asks for one answer that is still missing: *{label}*.", label=label)
        return Say(asks, column(Button(_("Answer now"), "again", (row.id,))))
    asks = _("An officer asks to correct one answer: *{label}*.", label=label)
    words = lines(asks, _("Reason: {reason}", reason=tell_reason(row.reason)))
    return Say(words, column(Button(_("Correct this answer"), "again", (row.id,))))


ROUTES = (
    Route("giveback", give_back, right="verify business"),
    Route("again", again, right="everyone"),
)
FORMS = (FormRoute(REASON, bar, answers, write, finish, right="verify business"),)
NOTICES: dict[str, Notice] = {"returned": notice}
