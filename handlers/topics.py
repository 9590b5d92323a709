"""What the bot may begin to speak about by itself: topics and reminders, switched by the person.

Siti: /berhenti
Bot:  Baik, pemberitahuan dan pengingat dimatikan. Yang wajib … tetap kami kirim.
      [Nyalakan lagi seperti semula] [Atur pemberitahuan]
"""

from dialogue.i18n import Shown, Text, _, lines
from dialogue.message import Button, Edit, Message, Say, column
from dialogue.questionnaire.broadcast import CALLED, STATUTORY
from dialogue.record import MENU
from dialogue.turn import Route, Turn
from storage import reminder, role, topic
from storage.topic import REMINDERS

TITLES: dict[str, Text] = {
    **{name: label for name, label in CALLED.items() if name != STATUTORY},
    REMINDERS: _("Reminders"),
}
"""A topic is called here as where a notice is written."""
MORNING = "morning"
"""Has a switch here too, for those who work in an office."""
ON, OFF = "on", "off"


async def topics(turn: Turn) -> list[Message]:
    """Each topic with its switch."""
    return [await _switches(turn, Say)]


async def _switches(turn: Turn, kind: type[Say] | type[Edit]) -> Say | Edit:
    off = await topic.off(turn.db, turn.contact)
    buttons = [_switch(name, title, is_on=name not in off) for name, title in TITLES.items()]
    held = await role.morning_of(turn.db, turn.contact, turn.office)
    morning = None if held is None else _switch(MORNING, _("Morning summary"), is_on=held)
    stopped = await reminder.count_stopped(turn.db, turn.contact)
    again = Button(_("Single reminders that are off: {count}. Switch on", count=stopped), "remindall")
    words = lines(
        _("*Notices and reminders.* Press one to switch it on or off."),
        _("What the office must tell by law, and answers to your own matters, always come."),
    )
    return kind(words, column(*buttons, morning, again if stopped else None, MENU))


def _switch(name: str, title: Text, *, is_on: bool) -> Button:
    label: Shown = _("{topic}: on", topic=title) if is_on else _("{topic}: off", topic=title)
    return Button(label, "topic", (name, OFF if is_on else ON))


async def switch(turn: Turn) -> list[Message]:
    """Switch one as its button says; a second press of the same button changes nothing more."""
    name, wanted = (*turn.args[:2], "", "")[:2]
    if name in TITLES and wanted in {ON, OFF}:
        await topic.switch(turn.db, turn.contact, name, wanted == ON, turn.now)
    if name == MORNING and wanted in {ON, OFF}:
        await role.want_morning(turn.db, turn.contact, turn.office, wanted == ON)
    return [await _switches(turn, Edit)]


async def remind_of_all(turn: Turn) -> list[Message]:
    """Take back every "Do not remind me again"."""
    await reminder.resume(turn.db, turn.contact)
    return [await _switches(turn, Edit)]


async def stop(turn: Turn) -> list[Message]:
    """Nothing more that the bot begins by itself, except what the law asks for."""
    await topic.all_off(turn.db, turn.contact, turn.now)
    words = lines(
        _("All right, notices and reminders are switched off."),
        _("What the office must tell by law, and answers to your own matters, always come."),
    )
    back = Button(_("Switch on again as before"), "alltopics")
    return [Say(words, column(back, Button(_("Notices and reminders"), "topics"), MENU))]


async def all_on(turn: Turn) -> list[Message]:
    """Switch on again what was on before all was switched off."""
    await topic.all_back(turn.db, turn.contact)
    return [await _switches(turn, Edit)]


ROUTES = (
    Route(
        "topics",
        topics,
        right="everyone",
        commands=("pemberitahuan",),
        words=(_("Notices and reminders"),),
        about=_("Notices and reminders"),
    ),
    Route("topic", switch, right="everyone"),
    Route("remindall", remind_of_all, right="everyone"),
    Route(
        "stop",
        stop,
        right="everyone",
        commands=("berhenti",),
        about=_("No more notices and reminders"),
        beats_forms=True,
        before_office=True,
    ),
    Route("alltopics", all_on, right="everyone"),
)
