"""Consent: asked before the first personal question, shown and changed at any time.

Siti: [Daftarkan usaha]
Bot:  1 dari 3. Bolehkah dinas menyimpan nama, nomor HP, dan data usaha …?
      [Setuju] [Tidak setuju]
"""

from typing import Any

from dialogue.asking import shown
from dialogue.fields import YesNo
from dialogue.fields.base import Context
from dialogue.i18n import _, lines
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.questionnaire.consent import CONSENT, VERSION
from dialogue.turn import FormRoute, Route, Turn
from storage import business, consent, contact, office, question

_STOPPED = _("Your data will be used no more; the office sees to it within 3 x 24 hours.")


async def bar(turn: Turn, contact_id: int) -> list[Message]:
    """Nobody answers for another."""
    return [] if contact_id == turn.contact else [Say(_("That is not among your data."))]


async def answers(turn: Turn, contact_id: int) -> dict[str, Any]:
    """What this contact agreed to in the words now in force."""
    return dict(await consent.in_force(turn.db, turn.contact, VERSION))


async def write(turn: Turn, contact_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep the answer with the words that were shown, as proof (UU 27/2022 article 24).

    One that is kept as it was is proved already.
    """
    if (await answers(turn, contact_id)).get(field) == columns[field]:
        return
    asked = CONSENT.field(field)
    assert isinstance(asked, YesNo)
    here = await office.by_id(turn.db, turn.office)
    question_shown = asked.asks(Context(here.region, turn.today, {}))
    person = await contact.by_id(turn.db, turn.contact)
    consent.record(
        turn.db,
        contact_id=turn.contact,
        address=person.address,
        purpose=field,
        version=VERSION,
        text=turn.voice.say(question_shown),
        given=columns[field],
        now=turn.now,
    )
    if field == "register" and not columns[field]:
        await _tell_office(turn)


async def _tell_office(turn: Turn) -> None:
    """Processing must stop within 3 x 24 hours of a withdrawal, drafts too (UU 27/2022 article 40); each
    office that holds a record hears of it, wherever the owner may work."""
    held = await business.of_contact(turn.db, turn.contact)
    for office_id in sorted({one.office_id for one in held}):
        await question.ask(
            turn.db,
            contact_id=turn.contact,
            office_id=office_id,
            about=question.WITHDRAWAL,
            text=turn.voice.say(_("The owner withdrew consent to the register.")),
            now=turn.now,
        )


async def finish(turn: Turn, contact_id: int) -> list[Message]:
    """Go on to the registration, back to the list of consents, or politely to an officer."""
    given = await consent.in_force(turn.db, turn.contact, VERSION)
    held = await business.of_contact(turn.db, turn.contact)
    if any(one.number for one in held):
        return await show(turn)
    if given.get("register") and CONSENT.missing(given):
        return [Ask("consent", turn.contact)]
    if given.get("register"):
        return [Say(_("Thank you. Now the business itself.")), Go("register")]
    return [_refused(has_draft=bool(held))]


def _refused(*, has_draft: bool) -> Say:
    words = lines(
        _("That is all right.") if has_draft else _("That is all right; nothing is kept of your business."),
        _STOPPED if has_draft else None,
        _("An officer can still help you, or you can change your mind at any time."),
    )
    again = Button(_("I changed my mind"), "consent", ("register",))
    return Say(words, column(Button(_("Ask an officer"), "officer"), again))


async def show(turn: Turn) -> list[Message]:
    """Each purpose with what was answered; one press changes it."""
    given = await consent.in_force(turn.db, turn.contact, VERSION)
    purposes = CONSENT.visible(given)
    told = [_("{label}: *{answer}*", label=one.label, answer=shown(one, given)) for one in purposes]
    changes = [Button(_("Change: {label}", label=one.label), "consent", (one.name,)) for one in purposes]
    stopped = _STOPPED if given.get("register") is False else None
    return [
        Say(
            lines(_("*Your consents.* You may change each at any time."), *told, stopped),
            column(*changes, Button(_("Notices and reminders"), "topics"), Button(_("Main menu"), "menu")),
        )
    ]


async def change(turn: Turn) -> list[Message]:
    """Ask about one purpose again."""
    purpose = turn.args[0] if turn.args else "register"
    if CONSENT.field(purpose) is None:
        return await show(turn)
    return [Ask("consent", turn.contact, purpose)]


ROUTES = (
    Route(
        "consents",
        show,
        right="everyone",
        commands=("privasi", "privacy"),
        words=(_("My consents"),),
        about=_("My consents"),
    ),
    Route("consent", change, right="everyone"),
)
FORMS = (FormRoute(CONSENT, bar, answers, write, finish, right="oneself"),)
