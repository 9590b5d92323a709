"""A notice that waits for approval is given back to its author, who reads why.

Hadi: (kepala dinas) [Kembalikan]
Bot:  Mengapa dikembalikan? Tulis dalam satu baris; penulisnya akan membacanya. [Tanpa alasan]
"""

from typing import Any

from dialogue.i18n import _
from dialogue.message import Ask, Message, Owed, Say, column
from dialogue.questionnaire.broadcast import GIVEN_BACK, UNSAID
from dialogue.record import MENU
from dialogue.turn import FormRoute, Route, Turn
from storage import authority, broadcast, run
from storage.authority import APPROVE
from storage.broadcast import ASKED

CHANGED = Say(_("It was changed, taken back or settled meanwhile."), column(MENU))


async def give_back(turn: Turn) -> list[Message]:
    """Ask why, for its author; just what was shown is given back."""
    row = await broadcast.of_office(turn.db, turn.number(0), turn.office)
    shown = turn.args[1] if len(turn.args) > 1 else "-"
    if row is None or not (row.digest or "").startswith(shown):
        return [CHANGED]
    await run.close(turn.db, turn.contact, GIVEN_BACK.name, row.id, turn.now)  # left open on an earlier one
    return [Ask(GIVEN_BACK.name, row.id, "reason")]


async def bar(turn: Turn, broadcast_id: int) -> list[Message]:
    """Only who may approve it, while just what was to be given back waits for that."""
    if not await authority.may(turn.db, turn.contact, APPROVE, turn.office):
        return [Say(_("That is not for you to do."), column(MENU))]
    row = await broadcast.of_office(turn.db, broadcast_id, turn.office)
    asked_at = await run.touched_at(turn.db, turn.contact, GIVEN_BACK.name, broadcast_id)
    if row is None or row.state != ASKED or (asked_at is not None and asked_at < row.changed_at):
        return [CHANGED]
    return []


async def answers(turn: Turn, broadcast_id: int) -> dict[str, Any]:
    """No reason is given beforehand."""
    return {}


async def write(turn: Turn, broadcast_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """It is a draft again, with the reason if there is one."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    assert row is not None
    reason = None if columns["reason"] == UNSAID else columns["reason"]
    broadcast.edit(row, turn.now, given_back_for=reason)


async def finish(turn: Turn, broadcast_id: int) -> list[Message]:
    """Tell both."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    assert row is not None
    done = Say(_("It is given back; nobody got it."), column(MENU))
    return [done, Owed("noticenews", row.id, to=row.author_id)]


ROUTES = (Route("noticeno", give_back, right=APPROVE),)
FORMS = (FormRoute(GIVEN_BACK, bar, answers, write, finish, right=APPROVE),)
