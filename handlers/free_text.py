"""What people write outside of a form: where they want to go, or the three likeliest ways to choose from.

Siti: mw dftr ikm bwt suami sy
Bot:  1 dari 3. Bolehkah dinas menyimpan …?
"""

from dialogue.event import Kind
from dialogue.i18n import Text, _
from dialogue.intents import is_courtesy, understand
from dialogue.message import Button, Go, Message, Say, column
from dialogue.missing import is_missing, named
from dialogue.questionnaire.sections import record_of
from dialogue.quiet import DAY
from dialogue.record import MENU
from dialogue.reminding import BY_KIND
from dialogue.turn import Route, Turn
from dialogue.words import GO_ON
from storage import authority, business, reminder, run
from storage import record as stored

TITLES: dict[str, Text] = {
    "register_business": _("Register a business"),
    "update_business": _("Change or complete the data"),
    "report_production": _("Report production"),
    "catalog": _("Product catalogue"),
    "demand": _("What buyers look for"),
    "event": _("Meetings and fairs"),
    "partnership": _("Partners in large industry"),
    "assistance": _("Aid, training and licences"),
    "mentoring": _("Mentoring"),
    "organization": _("Organisation of IKM"),
    "check_status": _("How far it is"),
    "privacy": _("My personal data"),
    "contact_officer": _("Ask an officer"),
    "help": _("Help"),
    "out_of_scope": _("Something else"),
}
THERE = {
    "register_business": "register",
    "update_business": "fill",
    "report_production": "produce",
    "check_status": "status",
    "privacy": "consents",
    "contact_officer": "officer",
    "help": "help",
    "out_of_scope": "outside",
}
"""The route of each subject that is built; all others are coming."""


def _go(intent: str) -> Go:
    return Go(THERE[intent]) if intent in THERE else Go("coming", (intent,))


async def hear(turn: Turn) -> list[Message]:
    """Go where the words lead if that is sure; else ask which of three is meant. Never a silent guess.

    Who may see the register searches in it.
    """
    if turn.event.phone_is_own:
        return [Go("shared_number")]
    if turn.event.kind is not Kind.TEXT or turn.event.is_forwarded:
        return [Go("lost")]
    if is_courtesy(turn.event.text):
        return [Say(_("All right. If you need anything, just write here."), column(MENU))]
    if await authority.may(turn.db, turn.contact, authority.VIEW, turn.office):
        return [Go("find")]
    understood = understand(turn.event.text)
    best = understood.intents[0]
    unfinished = await run.latest_unfinished(turn.db, turn.contact)
    is_new = unfinished is None and not await business.of_contact(turn.db, turn.contact)
    greeting: list[Message] = [Go("hello")] if is_new else []
    if is_new and best in {"help", "out_of_scope"}:
        return greeting
    if understood.sure:
        return [*greeting, _go(best)]
    go_on = Button(GO_ON, "continue") if unfinished else None
    ways = [Button(TITLES[intent], "mean", (intent,)) for intent in understood.intents]
    answer = await _answer_now(turn)
    officer = None if "contact_officer" in understood.intents else _officer()
    ask = _("We are not sure what you mean. Is it one of these?")
    return [*greeting, Say(ask, column(answer, go_on, *ways, officer, MENU))]


async def _answer_now(turn: Turn) -> Button | None:
    """The way to the question of a reminder of the last day, which the words may be meant for, while it is
    still open."""
    row = await reminder.asked_since(turn.db, turn.contact, turn.now - DAY)
    asked = named(row.asked) if row else None
    held = await business.held_by(turn.db, turn.contact, row.subject) if row else None
    if row is None or asked is None or held is None:
        return None
    record = record_of(*await stored.of_business(turn.db, held))
    return Button(BY_KIND[row.kind].button, "answernow", (row.id,)) if is_missing(*asked, record) else None


def _officer() -> Button:
    return Button(_("Ask an officer"), "officer")


async def mean(turn: Turn) -> list[Message]:
    """One of the three was meant."""
    intent = turn.args[0] if turn.args else ""
    return [_go(intent)] if intent in TITLES else [Go("menu")]


async def coming(turn: Turn) -> list[Message]:
    """A subject that is not built yet: said honestly, with a person to ask."""
    intent = turn.args[0] if turn.args else ""
    if intent not in TITLES:
        return [Go("menu")]
    words = _(
        "*{subject}* is being prepared and cannot be used here yet. An officer can tell you more.",
        subject=TITLES[intent],
    )
    return [Say(words, column(_officer(), MENU))]


async def outside(turn: Turn) -> list[Message]:
    """What this service is not for."""
    words = _("Sorry, we cannot help with that here. This service is for the data and programmes of IKM.")
    return [Say(words, column(MENU, _officer()))]


ROUTES = (
    Route("hear", hear, right="everyone"),
    Route("mean", mean, right="everyone"),
    Route("coming", coming, right="everyone"),
    Route("outside", outside, right="everyone"),
)
