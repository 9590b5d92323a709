"""What a person does with a reminder: the thing itself, be reminded tomorrow, or never again.

Siti: [Ingatkan besok]
Bot:  Baik, kami ingatkan lagi Selasa, 24 November 2026 09.00 WIB.
"""

from dialogue.i18n import _, lines
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.missing import is_missing, named
from dialogue.questionnaire.sections import record_of
from dialogue.quiet import DAY, Quiet
from dialogue.record import MENU
from dialogue.turn import Route, Turn
from storage import business, office, reminder, run
from storage import record as stored
from storage.reminder import OUTBOX_KIND, Reminder

GONE = Say(_("Nothing is waiting to be filled in."), column(MENU))


async def _mine(turn: Turn) -> Reminder | None:
    """The reminder that the button names, if it is this person's."""
    row = await reminder.by_id(turn.db, turn.number(0))
    return row if row is not None and row.contact_id == turn.contact else None


async def tomorrow(turn: Turn) -> list[Message]:
    """Once more on the next day that allows it, at the office's hour; a second press is the same wish."""
    row = await _mine(turn)
    if row is None:
        return [GONE]
    here = await office.by_id(turn.db, row.office_id)
    quiet = Quiet.of(here)
    wanted = quiet.at(quiet.day_of(turn.now) + DAY, here.reminder_hour)
    at = quiet.open_at(wanted, deadline=row.until)
    if at >= row.until:
        return [Say(_("Tomorrow is too late for this. Today is the last day."), column(MENU))]
    if not await reminder.put_off(turn.db, row.id, at):
        return []
    return [Say(_("All right, we remind you again on {moment}.", moment=at), column(MENU))]


async def no_more(turn: Turn) -> list[Message]:
    """Never again of this one thing."""
    row = await _mine(turn)
    if row is None:
        return [GONE]
    await reminder.stop(turn.db, row, turn.now)
    words = lines(
        _("All right, we do not remind you of this any more."),
        _("To switch it on again, open *Notices and reminders*."),
    )
    return [Say(words, column(Button(_("Notices and reminders"), "topics"), MENU))]


async def go_on(turn: Turn) -> list[Message]:
    """Exactly the form that was left."""
    left = await run.by_id(turn.db, turn.number(0))
    if left is None or left.contact_id != turn.contact or left.finished_at is not None:
        return [GONE]
    return [Ask(left.form, left.subject)]


async def renew(turn: Turn) -> list[Message]:
    """Ask until when the paper is valid now."""
    row = await _mine(turn)
    return [Ask("certificate", row.subject, "expires_on")] if row and row.kind == "certificate" else [GONE]


async def answer_now(turn: Turn) -> list[Message]:
    """The question of the message, asked as a form asks it."""
    return await _answered(turn)


async def answer_one(turn: Turn) -> list[Message]:
    """A button under the question."""
    return await _answered(turn, value=turn.args[1] if len(turn.args) > 1 else "")


async def replied(turn: Turn) -> list[Message]:
    """Words typed as a reply to a reminder: they answer its question, if it held one."""
    if not turn.event.reply_to:
        return [Go("menu")]  # a button that was never shown
    row = await _mine(turn)
    if row is None or not row.asked:
        return [Go("hear")]
    return await _answered(turn, words=turn.event.text)


async def _answered(turn: Turn, *, words: str = "", value: str = "") -> list[Message]:
    row = await _mine(turn)
    asked = named(row.asked) if row else None
    held = await business.held_by(turn.db, turn.contact, row.subject) if row else None
    if row is None or asked is None or held is None:
        return [GONE]
    form, field = asked
    if not is_missing(form, field, record_of(*await stored.of_business(turn.db, held))):
        done = _("That was filled in already. To change it, open My data.")
        return [Say(done, column(Button(_("My data"), "record"), MENU))]
    return [Ask(form.name, held.id, field.name, words=words, value=value)]


ROUTES = (
    Route("tomorrow", tomorrow, right="everyone"),
    Route("nomore", no_more, right="everyone"),
    Route("goon", go_on, right="everyone"),
    Route("renew", renew, right="everyone"),
    Route("answernow", answer_now, right="everyone"),
    Route("answerone", answer_one, right="everyone"),
    Route("remindreply", replied, right="everyone", replies_to=OUTBOX_KIND),
)
