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
    role_name: str = role.OFFICER,
    *,
    region: str = BANGKALAN,
    phone: str = "+6281300011122",
) -> Person:
    """Somebody who holds this role in the office of the region (an admin in all of them), at the desk."""
    person = await stage.person(name, phone)
    async with stage.house.store.writing() as db:
        here = await office.of_region(db, region)
        assert here is not None
        row = await contact.add(db, "telegram", str(person.number), here.id, stage.clock.now())
        await _grant(db, person, row.id, role_name, here.id)
        await db.commit()
    await person.says("/kantor")  # the bot may write only to who wrote to it
    return person


async def field_helper(stage: Stage, name: str = "Pak Joko", phone: str = "+6281222222222") -> Person:
    """Somebody who fills in for owners of Bangkalan, at the desk."""
    return await hired(stage, name, role.FIELD_HELPER, phone=phone)


async def promoted(person: Person, role_name: str) -> None:
    """Who is on the bot already gets this role in the office that she belongs to."""
    async with person.stage.house.store.writing() as db:
        who = await contact.by_id(db, await contact_of(person))
        await _grant(db, person, who.id, role_name, who.office_id)
        await db.commit()


async def _grant(db: Any, person: Person, contact_id: int, role_name: str, office_id: int) -> None:
    await role.grant(
        db,
        contact_id=contact_id,
        office_id=role.EVERYWHERE if role_name == role.ADMIN else office_id,
        name=role_name,
        person=person.name,
        granted_by=None,
        now=person.stage.clock.now(),
    )


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
