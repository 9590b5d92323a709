"""Where an event goes: a command, button or menu word first; then the running form; then help."""

from dataclasses import replace

from bot.interview import UNREADABLE, Interview
from dialogue.asking import PRESS
from dialogue.event import Kind
from dialogue.i18n import Text, _
from dialogue.message import Ask, Button, Go, Link, Message, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.record import barred
from dialogue.turn import FormRoute, Route, Turn
from dialogue.words import action_of, plain, spellings
from storage import audit, authority, business, consent, contact, office, outbox, role, run


class Routing:
    """Answers one turn. Authority is checked here, when a button is pressed, not when it was shown."""

    def __init__(self, routes: dict[str, Route], forms: dict[str, FormRoute]) -> None:
        self.routes = routes
        self.interview = Interview(forms)
        self._commands = {command: route for route in routes.values() for command in route.commands}
        self._replied = {route.replies_to: route for route in routes.values() if route.replies_to}
        self._words = {
            spelling: route
            for route in routes.values()
            for word in route.words
            for spelling in (spellings(word) if isinstance(word, Text) else {plain(str(word))})
        }

    def commands(self) -> list[tuple[str, Text]]:
        """The commands to list, each with what it is for."""
        return [
            (route.commands[0], route.about)
            for route in self.routes.values()
            if route.commands and isinstance(route.about, Text)
        ]

    async def respond(self, turn: Turn) -> tuple[list[Message], bool]:
        """The messages that answer this turn, and whether its payload is a secret."""
        person = await contact.by_id(turn.db, turn.contact)
        if self._is_settled(turn, person):
            return [], False
        if turn.event.kind is Kind.GROUP:
            words = _("This service is used in a private chat.")
            return [Say(words, column(Link(_("Open the chat"), f"https://t.me/{turn.bot}")))], False
        route, turn = await self._answered(turn) or self._route(turn, person)
        if route is None and await _is_unplaced(turn):
            wanted = ("continue",) if person.active_run_id else ()
            return await self._handle(self.routes["where"], replace(turn, args=wanted)), False
        if route is not None:
            return await self._handle(route, turn), route.is_secret
        if turn.event.kind is Kind.BUTTON:
            return await self._press(turn), False
        running = await run.by_id(turn.db, person.active_run_id) if person.active_run_id else None
        is_list = turn.event.kind is Kind.FILE and not self.interview.takes_file(running)
        if is_list and await authority.may(turn.db, turn.contact, authority.IMPORT, turn.office):
            return await self._handle(self.routes["bring"], turn), False
        if running is not None:
            return await self._resolve(turn, await self.interview.answer(turn, running)), False
        return await self._nothing_open(turn), False

    def _is_settled(self, turn: Turn, person: contact.Contact) -> bool:
        """Whether the event wants no words: it is nothing, or another picture of an album already taken."""
        event = turn.event
        if event.kind is Kind.BLOCKED:
            person.unreachable_at, person.unreachable_reason = turn.now, "blocked"
            return True
        if event.kind in {Kind.RETURNED, Kind.IGNORED}:
            return True
        if event.album and event.album == person.album:
            return True
        if event.album:
            person.album = event.album
        return False

    async def _answered(self, turn: Turn) -> tuple[Route, Turn] | None:
        """The route of words typed as a reply to what the bot began; an open form does not catch them."""
        event = turn.event
        if event.kind is not Kind.TEXT or not event.reply_to or event.is_command or event.is_forwarded:
            return None
        owed = await outbox.owed_as(turn.db, turn.contact, event.reply_to)
        if owed is None or owed[0] not in self._replied:
            return None
        return self._replied[owed[0]], replace(turn, args=(str(owed[1]),))

    def _route(self, turn: Turn, person: contact.Contact) -> tuple[Route | None, Turn]:
        event = turn.event
        if event.kind is Kind.BUTTON:
            name, *args = event.text.split(":")
            return self.routes.get(name), replace(turn, args=tuple(args))
        if event.kind is not Kind.TEXT or event.is_forwarded:
            return None, turn
        command, *args = event.text[1:].split() or [""]
        route = self._commands.get(command.partition("@")[0].lower()) if event.is_command else None
        is_steering = person.active_run_id and action_of(event.text.lstrip("/"))
        if is_steering and not (route and route.beats_forms):
            if event.is_command:
                turn = replace(turn, event=replace(event, text=event.text.lstrip("/")))
            return None, turn
        if event.is_command:
            return route or self.routes["lost"], replace(turn, args=tuple(args))
        return self._words.get(plain(event.text)), turn

    async def _handle(self, route: Route, turn: Turn) -> list[Message]:
        if not route.before_office and await _is_unplaced(turn):
            route, turn = self.routes["where"], replace(turn, args=(route.name, *turn.args))
        if not await _may(route, turn):
            words = (
                _("That is not among your data.")
                if "business" in route.right
                else _("That is not for you to do.")
            )
            return [Say(words, column(Button(_("Main menu"), "menu")))]
        said = await _withheld(route, turn) or await route.handler(turn)
        return await self._resolve(turn, said)

    async def _press(self, turn: Turn) -> list[Message]:
        if turn.event.text.split(":")[0] == PRESS:
            return await self._resolve(turn, await self.interview.press(turn))
        words = _("This button is not in use any more.")
        return [Say(words, column(Button(_("Main menu"), "menu")))]

    async def _nothing_open(self, turn: Turn) -> list[Message]:
        if turn.event.kind in UNREADABLE:
            ways = column(Button(_("Main menu"), "menu"), Button(_("Ask an officer"), "officer"))
            return [Say(UNREADABLE[turn.event.kind], ways)]
        return await self._handle(self.routes["hear"], turn)

    async def _resolve(self, turn: Turn, messages: list[Message]) -> list[Message]:
        """Put a form's question in the place of each Ask, and a route's answer in that of each Go."""
        resolved: list[Message] = []
        for message in messages:
            if isinstance(message, Ask):
                resolved += await self._resolve(turn, await self.interview.open(turn, message))
            elif isinstance(message, Go):
                there = replace(await _at_office(turn), args=tuple(map(str, message.args)))
                route = self.routes.get(message.route, self.routes["lost"])
                resolved += await self._handle(route, there)
            else:
                resolved.append(message)
        return resolved


async def _is_unplaced(turn: Turn) -> bool:
    """Whether there are several offices and nothing says which of them this contact belongs to."""
    person = await contact.by_id(turn.db, turn.contact)
    if person.office_chosen or await business.of_contact(turn.db, turn.contact):
        return False
    return not await role.held_by(turn.db, turn.contact) and await office.are_several(turn.db)


async def _at_office(turn: Turn) -> Turn:
    """The turn in the office of its contact, which the handler before may have changed."""
    person = await contact.by_id(turn.db, turn.contact)
    if person.office_id == turn.office:
        return turn
    here = await office.by_id(turn.db, person.office_id)
    return replace(turn, office=here.id, voice=replace(turn.voice, zone=here.zone))


async def _withheld(route: Route, turn: Turn) -> list[Message]:
    """What is said instead of a record for want of consent: to change it takes all of it, and what an owner
    withdrew is not even shown to the office."""
    action, _space, thing = route.right.partition(" ")
    if not thing:
        return []
    business_id = int(turn.args[0])
    lacking = await consent.lacking(turn.db, turn.contact, business_id, VERSION)
    is_shut = lacking == "owner" and await business.held_by(turn.db, turn.contact, business_id) is None
    return barred(lacking, turn.contact, business_id) if action == authority.EDIT or is_shut else []


async def _may(route: Route, turn: Turn) -> bool:
    """Whether this contact may take the route now; what is done to another's record is audited here."""
    if route.right == "everyone":
        return True
    action, _space, thing = route.right.partition(" ")
    if not thing:
        return await authority.may(turn.db, turn.contact, action, turn.office)
    number = turn.args[0] if turn.args else ""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return False
    found = await authority.business_for(turn.db, turn.contact, action, int(number))
    if found is not None and await business.held_by(turn.db, turn.contact, found.id) is None:
        by = {"contact_id": turn.contact, "office_id": found.office_id}
        audit.note(turn.db, action, "business", found.id, now=turn.now, about=route.name, **by)
    return found is not None
