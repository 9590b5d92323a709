"""People of the office: what they are is written straight into the database, as an invite would do it."""

from sqlalchemy import select

from storage import role
from storage.contact import Contact
from tests.stage import Person, Stage


async def grant(person: Person, name: str) -> None:
    """Give the person a role in the office that the contact belongs to."""
    stage = person.stage
    async with stage.house.store.writing() as db:
        found = await db.scalar(select(Contact).where(Contact.address == str(person.number)))
        assert found is not None
        await role.grant(
            db,
            contact_id=found.id,
            office_id=found.office_id,
            name=name,
            person=person.name,
            granted_by=None,
            now=stage.clock.now(),
        )
        await db.commit()


async def revoke(person: Person) -> None:
    """Take all roles of the person back."""
    stage = person.stage
    async with stage.house.store.writing() as db:
        found = await db.scalar(select(Contact).where(Contact.address == str(person.number)))
        assert found is not None
        for held in await role.held_by(db, found.id):
            await role.revoke(db, held.id, stage.clock.now())
        await db.commit()


async def officer(stage: Stage, name: str = "Bu Rina", phone: str = "+6281111111111") -> Person:
    person = await stage.person(name, phone)
    await person.starts()
    await grant(person, role.OFFICER)
    return person


async def field_helper(stage: Stage, name: str = "Pak Joko", phone: str = "+6281222222222") -> Person:
    person = await stage.person(name, phone)
    await person.starts()
    await grant(person, role.FIELD_HELPER)
    return person


async def to_the_nine_questions(person: Person, who: str = "Siti Aminah, Keleyan") -> None:
    """Through the look into the register and the owner's consent."""
    await person.says("/menu")
    await person.taps("Isikan untuk pemilik usaha")
    await person.taps("Mulai isi baru")
    await person.says(who)
    await person.taps("Pemilik ada di sini")
    await person.taps("Ya, pemilik setuju")


async def fills_in(
    person: Person, owner: str = "Siti Aminah", phone: str = "0812 3344 5566", name: str = "Keripik Bu Siti"
) -> None:
    """A whole record of an owner in Keleyan."""
    await to_the_nine_questions(person, f"{owner}, Keleyan")
    for answer in (
        owner,
        phone,
        name,
        "Socah",
        "Keleyan",
        "keripik singkong",
        "ya",
        "2",
        "3",
        "1.500 bungkus",
    ):
        await person.says(answer)
    await person.taps("Lewati, ingatkan nanti")
    await person.taps("Simpan")


async def opens_entry(person: Person, label: str = "Keripik Bu Siti · IKM-3526-00001") -> None:
    """One of the records that this person filled in."""
    await person.says("/kantor")
    await person.taps("Isikan untuk pemilik usaha")
    await person.taps("Yang saya isikan")
    await person.taps(label)
