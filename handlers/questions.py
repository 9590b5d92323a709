"""Questions of owners: the oldest first, answered in one message that the bot passes on.

Rina: [Pertanyaan pemilik]
Bot:  Dari Keripik Bu Siti, Keleyan: “Apakah anak saya ikut dihitung?”
      [Jawab] [Sudah diurus] [Lewati dulu]
"""

from datetime import timedelta
from typing import Any

from dialogue import places
from dialogue.i18n import Shown, _, lines
from dialogue.labels import FORMS as ASKED
from dialogue.message import Ask, Button, Go, Message, Owed, Say, column
from dialogue.questionnaire.relayed import ANSWER
from dialogue.record import MENU
from dialogue.turn import FormRoute, Route, Turn
from storage import audit, authority, business, contact, question, relay, role
from storage.question import DAYS_TO_STOP, WITHDRAWAL, Question


async def questions(turn: Turn) -> list[Message]:
    """The open question that waits longest, with who asks and where; consents withdrawn stand apart."""
    waiting, withdrawn = await question.counts(turn.db, turn.office)
    row = await question.oldest(turn.db, turn.office, after=turn.number(0))
    row = row or await question.oldest(turn.db, turn.office)
    apart = Button(_("Consents withdrawn ({count})", count=withdrawn), "withdrawals") if withdrawn else None
    if row is None:
        return [Say(_("No question of an owner is open."), column(apart, MENU))]
    who = await _who(turn, row)
    words = lines(
        _("*{count}* questions are open. Asked {moment}:", count=waiting, moment=row.asked_at),
        _("{who}: “{words}”", who=who, words=row.text),
        _where(row),
    )
    reply = Button(_("Answer"), "answer", (row.id,))
    done = Button(_("Settled otherwise"), "settled", (row.id,))
    later = Button(_("Leave it for now"), "questions", (row.id,)) if waiting > 1 else None
    return [Say(words, column(reply, done, later, apart, MENU))]


async def withdrawals(turn: Turn) -> list[Message]:
    """Who withdrew consent, the oldest first, with the moment by which the law wants it done."""
    _waiting, count = await question.counts(turn.db, turn.office)
    row = await question.oldest(turn.db, turn.office, after=turn.number(0), are_withdrawals=True)
    row = row or await question.oldest(turn.db, turn.office, are_withdrawals=True)
    if row is None:
        return [Go("questions")]
    due = row.asked_at + timedelta(days=DAYS_TO_STOP)
    words = lines(
        _(
            "*{who}* withdrew consent to the register ({moment}).",
            who=await _who(turn, row),
            moment=row.asked_at,
        ),
        _("The data may be used no more. To be settled by *{moment}*.", moment=due)
        if turn.now <= due
        else _("This is *late*: it was to be settled by {moment}.", moment=due),
    )
    done = Button(_("Settled"), "settled", (row.id,))
    later = Button(_("Leave it for now"), "withdrawals", (row.id,)) if count > 1 else None
    return [Say(words, column(done, later, Button(_("Questions of owners"), "questions"), MENU))]


async def _who(turn: Turn, row: Question) -> Shown:
    """The businesses of who asks, with their villages: somebody else's data, so it is audited."""
    held = [one for one in await business.of_contact(turn.db, row.contact_id) if one.office_id == turn.office]
    audit.note(
        turn.db,
        authority.VIEW,
        "question",
        row.id,
        contact_id=turn.contact,
        office_id=turn.office,
        now=turn.now,
        about=[one.id for one in held],
    )
    if not held:
        return _("somebody who is not registered")
    first = held[0]
    if not first.village:
        return first.name or _("a business without a name yet")
    named = first.name or _("a business without a name yet")
    return _("{name}, {village}", name=named, village=places.name_of(first.village))


def _where(row: Question) -> Shown | None:
    """Where in a form it was asked, and what the bot had not understood just before."""
    form, _dot, name = row.about.partition(".")
    field = ASKED[form].field(name) if form in ASKED else None
    if field is None:
        return None
    if row.tried:
        return _("Asked at: {label}, after typing “{words}”.", label=field.label, words=row.tried)
    return _("Asked at: {label}.", label=field.label)


async def _named(turn: Turn) -> Question | None:
    """The question that the arguments name, if it is the office's."""
    row = await question.by_id(turn.db, turn.number(0))
    return row if row is not None and row.office_id == turn.office else None


async def answer(turn: Turn) -> list[Message]:
    """Type the answer."""
    row = await _named(turn)
    if row is None or row.about == WITHDRAWAL:
        return [Go("questions")]
    return [Ask(ANSWER.name, row.id, "text")]


async def settled(turn: Turn) -> list[Message]:
    """It was seen to without a message."""
    row = await _named(turn)
    if row is None:
        return [Go("questions")]
    if await question.settle(turn.db, row.id, turn.now):
        _note(turn, row, "settled")
    return [Say(_("Noted as settled.")), Go("withdrawals" if row.about == WITHDRAWAL else "questions")]


def _note(turn: Turn, row: Question, action: str) -> None:
    by = {"contact_id": turn.contact, "office_id": row.office_id}
    audit.note(turn.db, action, "question", row.id, now=turn.now, **by)


async def bar(turn: Turn, question_id: int) -> list[Message]:
    """Only an officer of the office that was asked answers, and only once."""
    row = await question.by_id(turn.db, question_id)
    if row is None or not await authority.may(turn.db, turn.contact, authority.VERIFY, row.office_id):
        return [Say(_("That is not for you to do."), column(MENU))]
    if row.answered_at is None:
        return []
    given = await relay.answer_to(turn.db, question_id)
    who = await role.person(turn.db, given.from_contact, row.office_id) if given else ""
    words = _("That question was answered already, by {who}.", who=who or _("an officer"))
    return [Say(words, column(Button(_("Questions of owners"), "questions"), MENU))]


async def answers(turn: Turn, question_id: int) -> dict[str, Any]:
    """Nothing is answered beforehand."""
    return {}


async def write(turn: Turn, question_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep the answer, to be passed on."""
    row = await question.by_id(turn.db, question_id)
    assert row is not None
    if not await question.settle(turn.db, row.id, turn.now):
        return
    await relay.add(
        turn.db,
        office_id=row.office_id,
        question_id=row.id,
        from_contact=turn.contact,
        to_contact=row.contact_id,
        text=columns["text"],
        side=relay.OFFICE,
        now=turn.now,
    )
    _note(turn, row, "answered")


async def finish(turn: Turn, question_id: int) -> list[Message]:
    """Pass it on, and go on with the next question."""
    owed = [
        Owed("relayed", one.id, to=one.to_contact)
        for one in await relay.just_sent(turn.db, turn.contact, turn.now)
    ]
    if not owed:
        return await bar(turn, question_id)
    asker = await contact.by_id(turn.db, owed[0].to)
    done = _("The answer is passed on.")
    if asker.unreachable_at is not None:
        done = _(
            "The answer is kept, but the owner has stopped this service on Telegram. Please call instead."
        )
    return [*owed, Say(done), Go("questions")]


ROUTES = (
    Route("questions", questions, right="verify"),
    Route("withdrawals", withdrawals, right="verify"),
    Route("answer", answer, right="verify"),
    Route("settled", settled, right="verify"),
)
FORMS = (FormRoute(ANSWER, bar, answers, write, finish, right="verify"),)
