"""The language of the bot's words: Indonesian until the person changes it."""

from dialogue.i18n import LANGUAGES, _
from dialogue.message import Ask, Button, Message, Say, column
from dialogue.turn import Route, Turn
from storage import contact, run


async def choose(turn: Turn) -> list[Message]:
    """Offer the languages, each by its own name."""
    buttons = [Button(name, "speak", (code,)) for code, name in LANGUAGES.items()]
    return [Say(_("Which language shall we use?"), column(*buttons))]


async def speak(turn: Turn) -> list[Message]:
    """Use it from the next message on."""
    code = turn.args[0] if turn.args else ""
    if code not in LANGUAGES:
        return await choose(turn)
    person = await contact.by_id(turn.db, turn.contact)
    person.language = code
    now = _("From now on: {language}.", language=LANGUAGES[code])
    running = await run.by_id(turn.db, person.active_run_id) if person.active_run_id else None
    if running is not None:
        return [Say(now), Ask(running.form, running.subject)]
    return [Say(now, column(Button(_("Main menu"), "menu")))]


ROUTES = (
    Route(
        "language", choose, right="everyone", commands=("bahasa", "language"), about=_("Change the language")
    ),
    Route("speak", speak, right="everyone"),
)
