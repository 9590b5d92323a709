"""Letters: what a turn answers, written into the outbox in the recipient's language and zone."""

from collections.abc import Collection
from typing import Any

from bot.clock import Clock
from bot.render import bodies_of, body_of, voice_for
from bot.updates import CHANNEL
from dialogue.event import Event, Kind
from dialogue.i18n import Voice
from dialogue.message import Board, Message, Moot, Owed, Toast, Wait
from dialogue.turn import Notice, Turn
from storage import contact, office, outbox, role
from storage.contact import Contact
from storage.outbox import CONVERSATION, OWED, Claimed


class Letters:
    """Makes turns for contacts, and outbox rows of messages."""

    def __init__(
        self,
        clock: Clock,
        notices: dict[str, Notice],
        bot_name: str,
        office_id: int,
        admins: Collection[int] = (),
    ) -> None:
        self.clock, self.notices, self.bot_name, self.office_id = clock, notices, bot_name, office_id
        self.admins = {str(number) for number in admins}

    async def welcome(self, db: Any, event: Event) -> Contact:
        """A contact for somebody who writes for the first time; an admin, if the setting says so."""
        now = self.clock.now()
        person = await contact.add(db, CHANNEL, event.chat, self.office_id, now)
        if event.chat in self.admins:
            await role.grant_admin(db, person.id, now)
        return person

    async def turn(self, db: Any, person: Contact, event: Event) -> Turn:
        """A turn of this contact."""
        here = await office.by_id(db, person.office_id)
        return Turn(
            event=event,
            db=db,
            contact=person.id,
            office=person.office_id,
            now=self.clock.now(),
            voice=Voice(person.language, here.zone),
            bot=self.bot_name,
        )

    async def post(self, turn: Turn, messages: list[Message]) -> None:
        """Owe these messages to the contact of the turn, in their order."""
        person = await contact.by_id(turn.db, turn.contact)
        voice = voice_for(person.language, turn.voice.zone)
        pressed = turn.event.message if turn.event.kind is Kind.BUTTON else 0
        rows: list[dict[str, Any]] = []
        for message in messages:
            if isinstance(message, Board):
                await outbox.add(turn.db, rows, turn.now)
                rows.clear()
                _kind, board = body_of(message, voice)
                await outbox.put_board(turn.db, turn.contact, message.subject, board, turn.now)
            elif isinstance(message, Owed):
                owed = {"lane": OWED, "kind": message.kind, "subject": message.subject}
                rows.append({"contact_id": message.to or turn.contact, **owed})
            else:
                for kind, body in bodies_of(message, voice, pressed):
                    if isinstance(message, Toast):
                        body["press"] = turn.event.press
                    rows.append(
                        {"lane": CONVERSATION, "contact_id": turn.contact, "kind": kind, "body": body}
                    )
        await outbox.add(turn.db, rows, turn.now)

    async def compose(self, db: Any, row: Claimed) -> tuple[str, dict[str, Any]] | Moot | Wait:
        """Write a row of lane 1 or 2 now that it is to be sent, or learn that it is moot or has to wait."""
        if row.kind not in self.notices:
            return Moot("unknown kind")
        person = await contact.by_id(db, row.contact_id)
        turn = await self.turn(db, person, Event(Kind.IGNORED, person.address))
        message = await self.notices[row.kind](turn, row.subject)
        if isinstance(message, Moot | Wait):
            return message
        return body_of(message, voice_for(person.language, turn.voice.zone))
