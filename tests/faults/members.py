"""An office with its members and an officer, and what is owed to them: made in the database at once, for to
walk there takes minutes. By the program's own functions, in commits as a turn would make them."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from bot.founding import settle
from bot.settings import Settings
from bot.updates import CHANNEL
from dialogue.questionnaire.consent import VERSION
from storage import contact, job, outbox, role
from storage.broadcast import SENDING, Broadcast
from storage.business import SUBMITTED, Business, BusinessContact
from storage.consent import Consent
from storage.contact import Contact
from storage.migrate import migrate
from storage.store import Store
from storage.topic import TRAINING
from tests.faults.ground import Ground

FIRST = 500_000_001
"""Telegram's number of the first member."""
COPIES = """SELECT c.address, o.state, o.reason FROM delivery d
            JOIN outbox o ON o.id = d.outbox_id JOIN contact c ON c.id = d.contact_id
            WHERE d.broadcast_id = ?"""


def now() -> datetime:
    return datetime.now(UTC)


class Members:
    """People by their number on Telegram; `contacts` and `businesses` are the same ones in the database."""

    def __init__(self, here: Ground, store: Store, office_id: int) -> None:
        self.here, self.store, self.office_id = here, store, office_id
        self.people: list[int] = []
        self.contacts: list[int] = []
        self.businesses: list[int] = []
        self._next = FIRST

    async def join(self, count: int) -> None:
        """So many more members, each with a business, a yes to the register, and Telegram."""
        if not count:
            return
        people = [self.arrive(f"Pemilik {number}") for number in range(count)]
        async with self.store.writing() as db:
            rows = [_contact(person, self.office_id) for person in people]
            contacts = list(await db.scalars(insert(Contact).returning(Contact.id), rows))
            records = [_record(self.office_id, person) for person in people]
            businesses = list(await db.scalars(insert(Business).returning(Business.id), records))
            pairs = zip(businesses, contacts, strict=True)
            await db.execute(
                insert(BusinessContact),
                [{"business_id": b, "contact_id": c, "since": now()} for b, c in pairs],
            )
            await db.execute(insert(Consent), [_yes(who) for who in contacts])
            await db.commit()
        self.people += people
        self.contacts += contacts
        self.businesses += businesses

    def arrive(self, name: str) -> int:
        """Somebody on Telegram who has written to the bot before; the number."""
        self._next += 1
        self.here.playground.world.add_person({"id": self._next, "name": name, "started": True})
        return self._next

    async def hire(self, role_name: str = role.OFFICER) -> tuple[int, int]:
        """Somebody with this role in the office: the number on Telegram, and the contact's own."""
        person = self.arrive("Rina")
        async with self.store.writing() as db:
            one = await contact.add(db, CHANNEL, str(person), self.office_id, now())
            where = role.EVERYWHERE if role_name == role.ADMIN else self.office_id
            told: dict[str, Any] = {"name": role_name, "person": "Rina", "granted_by": None}
            await role.grant(db, contact_id=one.id, office_id=where, **told, now=now())
            await db.commit()
        return person, one.id

    async def notice(self, author: int, text: str, **changes: Any) -> int:
        """A notice to all members that has just begun to go out, at whatever hour it is; its number."""
        told: dict[str, Any] = {
            "office_id": self.office_id,
            "author_id": author,
            "state": SENDING,
            "topic": TRAINING,
            "text": text,
            "filter": {},
            "due_at": now(),
            "counted": len(self.people),
            "override_reason": "uji coba",
            "made_at": now(),
            "changed_at": now(),
            "started_at": now(),
        }
        async with self.store.writing() as db:
            row = Broadcast(**{**told, **changes})
            db.add(row)
            await db.flush()
            if row.state == SENDING:
                await job.add(db, "announce", subject=row.id, contact_id=author, now=now())
            await db.commit()
            return row.id

    async def owe(self, rows: Sequence[dict[str, Any]]) -> None:
        """Rows of the outbox, as they are."""
        async with self.store.writing() as db:
            await outbox.add(db, rows, now())
            await db.commit()

    async def press(self, person: int, wire: str) -> None:
        """A press of a button that the bot showed, or might have shown."""
        sender = {"id": person, "is_bot": False, "first_name": "Rina"}
        message = {"message_id": 1, "date": 1, "chat": {"id": person, "type": "private"}, "from": sender}
        query = {"id": str(self.here.chance.randrange(10**12)), "from": sender, "message": message}
        update = {"callback_query": {**query, "chat_instance": "1", "data": wire}}
        await self.here.post("updates", {"update": update})

    def copies(self, number: int) -> dict[int, tuple[str, str]]:
        """State and reason of each person's copy of this notice."""
        return {int(address): (state, reason) for address, state, reason in self.here.look(COPIES, number)}

    async def received(self, words: str) -> Counter[int]:
        """How many messages with these words each person got."""
        await self.here.collect()
        return Counter(
            call["chat_id"]
            for call in self.here.calls
            if call["ok"] and words in str(call["params"].get("text"))
        )


def _contact(person: int, office_id: int) -> dict[str, Any]:
    at = {"created_at": now(), "seen_at": now(), "unreachable_reason": ""}
    words = {"language": "id", "came_by": "", "album": ""}
    return {"channel": CHANNEL, "address": str(person), "office_id": office_id, **words, **at}


def _record(office_id: int, person: int) -> dict[str, Any]:
    return {"office_id": office_id, "state": SUBMITTED, "name": f"Usaha {person}", "created_at": now()}


def _yes(who: int) -> dict[str, Any]:
    told = {"purpose": "register", "version": VERSION, "text": "ya", "given": True, "address": ""}
    return {"contact_id": who, **told, "at": now()}


def refuse(db: Any, who: int) -> None:
    """This contact withdraws the consent to the register."""
    db.add(Consent(**{**_yes(who), "given": False}))


@asynccontextmanager
async def members(here: Ground, count: int) -> AsyncIterator[Members]:
    """So many members of the office of the settings, on a database that no bot runs on yet."""
    url = f"sqlite:///{here.bot.database}"
    await migrate(url)
    store = Store(url, busy_seconds=20)
    try:
        made = Members(here, store, await settle(store, Settings(_env_file=None, database_url=url), now()))
        await made.join(count)
        yield made
    finally:
        await store.close()
