"""An interview: a person going through a form. What the pure form says is stored here, at once."""

from dataclasses import replace

from dialogue.answering import Taken, action_for, take
from dialogue.asking import ask
from dialogue.event import Event, Kind
from dialogue.fields.base import Context, Given
from dialogue.fields.enclosure import Enclosure
from dialogue.fields.photo import Photo
from dialogue.form import REVIEW, Progress, current, opened
from dialogue.i18n import Shown, _
from dialogue.message import Ask, Button, Buttons, Edit, Message, NoKeys, Say, column
from dialogue.turn import FormRoute, Turn
from dialogue.words import GO_ON
from storage import attachment, contact, history, office, question, role, run
from storage.run import Run

UNREADABLE: dict[Kind, Shown] = {
    Kind.VOICE: _("We cannot listen to recordings yet. Please type it, or press *Ask an officer*."),
    Kind.STICKER: _("Nice sticker! Please answer in words or with a button."),
    Kind.EDITED: _("A changed message is not read again. Please send the answer once more."),
    Kind.FILE: _("We cannot read this file. Please send a picture, or type the answer."),
}
"""What a person hears who sends what is no answer anywhere."""


class Interview:
    """Runs the forms. Each answer is written before the next question is said."""

    def __init__(self, forms: dict[str, FormRoute]) -> None:
        self.forms = forms

    async def open(self, turn: Turn, wanted: Ask) -> list[Message]:
        """Ask the next question of a form about a subject, or the one named; parks any other form."""
        route = self.forms[wanted.form]
        barred = await route.bar(turn, wanted.subject)
        if barred and not any(isinstance(message, Ask) for message in barred):
            await run.close(turn.db, turn.contact, wanted.form, wanted.subject, turn.now)
        if barred:
            return barred
        person = await contact.by_id(turn.db, turn.contact)
        if wanted.words or wanted.value:
            return await self._answered(turn, person, wanted)
        has_keys = await self._had_keys(turn, person.active_run_id)
        running = await run.open_run(turn.db, person, wanted.form, wanted.subject, turn.now)
        kept = Progress.from_dict(running.progress)
        progress = opened(kept, wanted.field, is_single=wanted.is_single)
        return await self._next(turn, running, replace(progress, has_keys=progress.has_keys or has_keys))

    async def _answered(self, turn: Turn, person: contact.Contact, wanted: Ask) -> list[Message]:
        """Take what answers a question that stood outside of a form; once it is kept, the form that was open
        goes on as it was."""
        before = person.active_run_id
        running = await run.open_run(turn.db, person, wanted.form, wanted.subject, turn.now)
        kept = Progress.from_dict(running.progress)
        running.progress = opened(kept, wanted.field, is_single=wanted.is_single).as_dict()
        said = await self._take(turn, running, "answer", Given(text=wanted.words, value=wanted.value))
        if running.finished_at is not None and before != running.id:
            person.active_run_id = before
        return said

    async def _had_keys(self, turn: Turn, active: int | None) -> bool:
        """Whether the form that is being parked left its keys on the screen; they change hands."""
        before = await run.by_id(turn.db, active) if active else None
        if before is None or not before.progress.get("has_keys"):
            return False
        before.progress = {**before.progress, "has_keys": False}
        return True

    def takes_file(self, running: Run | None) -> bool:
        """Whether the question last asked is answered by a file, which else is a list to bring in."""
        route = self.forms.get(running.form) if running else None
        asked = Progress.from_dict(running.progress).asked if running else ""
        return route is not None and isinstance(route.form.field(asked), Enclosure)

    async def answer(self, turn: Turn, running: Run) -> list[Message]:
        """Take what was typed or sent as an answer to the question last asked."""
        if turn.event.kind in UNREADABLE and not (turn.event.kind is Kind.FILE and self.takes_file(running)):
            return [Say(UNREADABLE[turn.event.kind])]
        given = await self._given(turn, running)
        action = "answer" if turn.event.is_forwarded else action_for(given)
        return await self._take(turn, running, action, given)

    async def press(self, turn: Turn) -> list[Message]:
        """Take a button of a form; checked now, whatever was true when it was shown."""
        number, name, action = (*turn.args, "", "", "")[:3]
        running = await run.by_id(turn.db, int(number)) if number.isdecimal() and len(number) < 10 else None
        if running is None or running.contact_id != turn.contact or running.form not in self.forms:
            return [Say(_("This button is not in use any more."), column(Button(_("Main menu"), "menu")))]
        progress = Progress.from_dict(running.progress)
        used = f"{turn.event.message}:{name}:{action}"
        if used == progress.used:
            return []
        if running.finished_at is not None or not _is_current(progress, name, action):
            return await self._explain(turn, running, progress)
        await self._take_up(turn, running, replace(progress, used=used))
        if action == "edit":
            action = f"edit:{name}"
        if action.startswith("="):
            return await self._take(turn, running, "answer", Given(value=action[1:]))
        return await self._take(turn, running, action, Given())

    async def _take_up(self, turn: Turn, running: Run, progress: Progress) -> None:
        """Make this the form that typed words go to; one that was active is parked, its keys taken over."""
        person = await contact.by_id(turn.db, turn.contact)
        if person.active_run_id != running.id and await self._had_keys(turn, person.active_run_id):
            progress = replace(progress, has_keys=True)
        person.active_run_id = running.id
        running.progress = progress.as_dict()

    async def _explain(self, turn: Turn, running: Run, progress: Progress) -> list[Message]:
        """An earlier question's button: said once, then nothing until the next answer."""
        if progress.explained:
            return []
        running.progress = replace(progress, explained=True).as_dict()
        if running.finished_at is not None:
            done = _("That was filled in already. To change it, open My data.")
            return [Say(done, column(Button(_("My data"), "record"), Button(_("Main menu"), "menu")))]
        note = _("That button belongs to an earlier question. We are here now:")
        return [Say(note), *await self.open(turn, Ask(running.form, running.subject))]

    async def _given(self, turn: Turn, running: Run) -> Given:
        event = turn.event
        if event.kind not in {Kind.PHOTO, Kind.FILE} or event.file is None:
            return _words_of(event)
        route = self.forms[running.form]
        if await route.bar(turn, running.subject):
            return _words_of(event)
        answers = await route.answers(turn, running.subject)
        field = current(route.form, Progress.from_dict(running.progress), answers)
        if not isinstance(field, Photo):
            return _words_of(event)
        kept = await attachment.add(
            turn.db,
            contact_id=turn.contact,
            name=event.file.name,
            file_id=event.file.handle,
            size=event.file.size,
            now=turn.now,
        )
        return Given(text=event.text, file=event.file, attachment=kept.id)

    async def _take(self, turn: Turn, running: Run, action: str, given: Given) -> list[Message]:
        route = self.forms[running.form]
        person = await contact.by_id(turn.db, turn.contact)
        barred = await route.bar(turn, running.subject)
        if barred:
            run.park(person)
            return barred
        context = await self._context(turn, running)
        taken = take(route.form, Progress.from_dict(running.progress), action, given, context)
        running.progress, running.touched_at = taken.progress.as_dict(), turn.now
        said = await self._store(turn, running, taken, context)
        if taken.is_left:
            return [*said, *self._leave(turn, running, person, taken.progress)]
        if taken.is_finished:
            return [*said, *await self._finish(turn, running, taken.progress, taken.note)]
        following = await self._next(turn, running, taken.progress, taken.note)
        if taken.is_in_place and turn.event.kind is Kind.BUTTON:
            following = [_in_place(message) for message in following]
        return [*said, *following]

    async def _context(self, turn: Turn, running: Run) -> Context:
        route = self.forms[running.form]
        answers = await route.answers(turn, running.subject)
        here = await office.by_id(turn.db, answers.get("office_id") or turn.office)
        before = await route.before(turn, running.subject) if route.before else {}
        works = bool(await role.held_by(turn.db, turn.contact))
        return Context(here.region, turn.today, answers, before=before, is_of_office=works)

    async def _store(self, turn: Turn, running: Run, taken: Taken, context: Context) -> list[Message]:
        """Write what was accepted, and pass a question on to the office that holds what it is about."""
        route = self.forms[running.form]
        if taken.to_officer:
            about = f"{running.form}.{taken.progress.asked}"
            await question.ask(
                turn.db,
                contact_id=turn.contact,
                office_id=context.answers.get("office_id") or turn.office,
                about=about,
                tried=taken.progress.tried,
                text=taken.to_officer,
                now=turn.now,
            )
            return [Say(_("Your question is kept for an officer. We go on."))]
        if taken.field is None or taken.columns is None:
            return []
        words = taken.words or turn.voice.say(taken.field.tells(taken.columns))
        await route.write(turn, running.subject, taken.field.name, taken.columns, words)
        follow = route.when_answered.get(taken.field.name)
        return await follow(turn, running.subject) if follow else []

    async def _next(self, turn: Turn, running: Run, progress: Progress, note: Shown = "") -> list[Message]:
        """Ask the next question, or end the form if there is none and nothing to review."""
        route = self.forms[running.form]
        context = await self._context(turn, running)
        answers = context.answers
        field = current(route.form, progress, answers)
        if field is None and not route.form.review:
            return await self._finish(turn, running, progress, note)
        is_there = field is not None and any(answers.get(column) is not None for column in field.columns())
        if field and is_there and not field.is_answered(answers):
            old_words = await history.last_words(turn.db, route.thing, running.subject, field.name)
            context = replace(context, old_words=old_words)
        messages, asked = ask(route.form, progress, context, running.id, note)
        running.progress = asked.as_dict()
        return messages

    async def _finish(self, turn: Turn, running: Run, progress: Progress, note: Shown) -> list[Message]:
        """Close the run; the last answer is read back, and the form's own ending follows."""
        person = await contact.by_id(turn.db, turn.contact)
        run.finish(running, person, turn.now)
        running.progress = replace(progress, has_keys=False).as_dict()
        said: list[Message] = []
        if note or progress.has_keys:
            said.append(Say(note or _("All right, we go on."), NoKeys() if progress.has_keys else None))
        return [*said, *await self.forms[running.form].finish(turn, running.subject)]

    def _leave(self, turn: Turn, running: Run, person: contact.Contact, progress: Progress) -> list[Message]:
        """Stop for now: a draft is parked, a single question is simply closed."""
        running.progress = replace(progress, has_keys=False).as_dict()
        menu = Button(_("Main menu"), "menu")
        if progress.is_single:
            run.finish(running, person, turn.now)
            words, ways = _("All right, nothing was changed."), column(menu)
        else:
            run.park(person)
            words = _("All right, we stop here. What you have filled in is kept.")
            ways = column(Button(GO_ON, "continue"), menu)
        if progress.has_keys:
            return [Say(words, NoKeys()), Say(_("What would you like to do?"), ways)]
        return [Say(words, ways)]


def _is_current(progress: Progress, name: str, action: str) -> bool:
    return progress.asked == name or (progress.asked == REVIEW and action == "edit")


def _in_place(message: Message) -> Message:
    if isinstance(message, Say) and isinstance(message.keyboard, Buttons):
        return Edit(message.text, message.keyboard)
    return message


def _words_of(event: Event) -> Given:
    return Given(
        text=event.text,
        marks=event.marks,
        phone=event.phone,
        phone_is_own=event.phone_is_own,
        latitude=event.latitude,
        longitude=event.longitude,
        file=event.file,
    )
