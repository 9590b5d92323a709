"""People of offices, made quickly: the invitation itself is walked in tests of its own."""

from itertools import count
from typing import Any

from dialogue import places
from dialogue.zones import zone_of
from storage import contact, office, role
from tests.stage import Person, Stage

BANGKALAN, TUBAN = "35.26", "35.23"
PRESSES = count(10**6)


async def second_office(stage: Stage, region: str = TUBAN) -> int:
    """Another office that is open; its id."""
    area = places.name_of(region)
    async with stage.house.store.writing() as db:
        here = await office.settle(
            db, region=region, name=f"Dinas {area}", area=area, zone=zone_of(region), phone=""
        )
        await db.commit()
        return here.id


async def hired(
    stage: Stage,
    name: str,
    role_name: str,
    *,
    region: str = BANGKALAN,
    phone: str = "+6281300011122",
) -> Person:
    """Somebody who holds this role in the office of the region (an admin in all of them), at the desk."""
    person = await stage.person(name, phone)
    async with stage.house.store.writing() as db:
        here = await office.of_region(db, region)
        assert here is not None
        now = stage.clock.now()
        row = await contact.add(db, "telegram", str(person.number), here.id, now)
        await role.grant(
            db,
            contact_id=row.id,
            office_id=role.EVERYWHERE if role_name == role.ADMIN else here.id,
            name=role_name,
            person=name,
            granted_by=None,
            now=now,
        )
        await db.commit()
    await person.says("/kantor")  # the bot may write only to who wrote to it
    return person


async def contact_of(person: Person) -> int:
    """The id under which the bot knows this person."""
    rows = await person.stage.query("SELECT id FROM contact WHERE address = :a", a=str(person.number))
    return int(rows[0].id)


async def fired(person: Person) -> None:
    """Every role of this person is taken back, as by somebody else at this moment."""
    stage, contact_id = person.stage, await contact_of(person)
    async with stage.house.store.writing() as db:
        for held in await role.held_by(db, contact_id):
            held.revoked_at = stage.clock.now()
        await db.commit()


async def forges(person: Person, *wires: str) -> None:
    """Press buttons that the bot never showed to this person, and look at all that it answers."""
    person._before = max((m["message_id"] for m in person.messages), default=0)
    for wire in wires:
        await person.stage.post("updates", {"update": press(person, wire)})
    await person.looks()


def press(person: Person, wire: str) -> dict[str, Any]:
    """The update of a button press."""
    sender = {"id": person.number, "is_bot": False, "first_name": person.name}
    message = {"message_id": 1, "date": 1, "chat": {"id": person.number, "type": "private"}, "from": sender}
    query = {"id": str(next(PRESSES)), "from": sender, "message": message, "chat_instance": "1"}
    return {"callback_query": {**query, "data": wire}}
