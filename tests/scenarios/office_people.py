"""People of the office, for scenarios: their roles are granted straight in the database."""

from storage import contact, role
from tests.stage import Person, Stage


async def joins(stage: Stage, name: str, role_name: str = role.OFFICER) -> Person:
    """Somebody who holds this role in the only office, looking at the desk."""
    person = await stage.person(name, "+6281300001111")
    await person.starts()
    async with stage.house.store.writing() as db:
        address = str(person.number)
        who = (await contact.by_addresses(db, "telegram", [address]))[address]
        now = stage.clock.now()
        await role.grant(
            db,
            contact_id=who.id,
            office_id=who.office_id,
            name=role_name,
            person=name,
            granted_by=None,
            now=now,
        )
        await db.commit()
    await person.says("menu")
    return person


async def loses_the_role(person: Person) -> None:
    """All roles are taken back, as by a head."""
    stage = person.stage
    async with stage.house.store.writing() as db:
        address = str(person.number)
        who = (await contact.by_addresses(db, "telegram", [address]))[address]
        for held in await role.held_by(db, who.id):
            await role.revoke(db, held.id, stage.clock.now())
        await db.commit()


async def forges(person: Person, data: str) -> None:
    """Press a button that was never shown."""
    await person.act("press", message_id=person.question["message_id"], data=data, forge=True)
