"""Asking an officer: one message, kept until an officer answers; then the form that was open goes on."""

from typing import Any

from dialogue.i18n import _
from dialogue.message import Ask, Button, Message, Say, column
from dialogue.questionnaire.officer import OFFICER
from dialogue.questionnaire.sections import BY_NAME
from dialogue.turn import FormRoute, Route, Turn
from storage import business, part, question, run
from storage.record import PARTS


async def ask(turn: Turn) -> list[Message]:
    """Open the question."""
    return [Ask("officer", turn.contact, "question")]


async def bar(turn: Turn, contact_id: int) -> list[Message]:
    """Anybody may ask."""
    return []


async def answers(turn: Turn, contact_id: int) -> dict[str, Any]:
    """Nothing is answered beforehand: every question is a new one."""
    return {}


async def write(turn: Turn, contact_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep the question for the office."""
    office_id = await _office(turn)
    await question.ask(
        turn.db, contact_id=turn.contact, office_id=office_id, text=columns["question"], now=turn.now
    )


async def _office(turn: Turn) -> int:
    """That of the business whose form was left, which may be another than one's own."""
    left = await run.latest_unfinished(turn.db, turn.contact, but=OFFICER.name)
    if left is None or left.form not in BY_NAME:
        return turn.office
    number = left.subject
    if left.form in PARTS:
        row = await part.by_id(turn.db, PARTS[left.form], left.subject)
        number = row.business_id if row else 0
    held = await business.held_by(turn.db, turn.contact, number)
    return held.office_id if held else turn.office


async def finish(turn: Turn, contact_id: int) -> list[Message]:
    """Say so, and go on with the form that was left."""
    passed_on = _("Your question is kept for an officer.")
    unfinished = await run.latest_unfinished(turn.db, turn.contact)
    if unfinished is not None:
        return [Say(passed_on), Ask(unfinished.form, unfinished.subject)]
    return [Say(passed_on, column(Button(_("Main menu"), "menu")))]


ROUTES = (
    Route(
        "officer",
        ask,
        right="everyone",
        commands=("petugas",),
        words=(_("Ask an officer"),),
        about=_("Ask an officer"),
    ),
)
FORMS = (FormRoute(OFFICER, bar, answers, write, finish, right="everyone"),)
