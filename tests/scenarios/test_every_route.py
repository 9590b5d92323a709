"""Each way in, taken by those who may not: nothing is shown, and nothing is changed."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from dialogue.event import Event, Kind
from dialogue.turn import FormRoute, Route, Turn
from handlers import FORMS, ROUTES
from handlers.measuring import measure
from storage import contact, invite, role
from storage.authority import Actor, Resource, actor_of, authorize
from storage.tables import TABLES
from tests.staff import TUBAN, contact_of, fired, forges, hired, second_office
from tests.stage import Person, Stage

DENIED = {"Itu bukan wewenang Bapak/Ibu.", "Data itu bukan milik Bapak/Ibu."}
MOVING = {"inbox", "outbox", "throttled"}
"""Tables that every turn writes to; and of a contact, when it was seen."""
RESTRICTED = [route for route in ROUTES.values() if route.right != "everyone"]
STRANGERS = {
    "another owner": None,
    "a field helper": role.FIELD_HELPER,
    "an officer of another office": role.OFFICER,
    "a revoked officer": role.OFFICER,
}


@pytest.fixture
async def theirs(registered: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """The stage on which Siti has registered, with a second office beside hers."""
    shutil.copy(registered, tmp_path / "wadah.db")
    stage = await Stage(tmp_path).open()
    await stage.person("Siti Aminah")
    await second_office(stage)
    async with stage.house.store.writing() as db:
        await measure(db, stage.clock.now())  # or the clock would, midway
        await db.commit()
    yield stage
    await stage.close()


async def stranger(stage: Stage, who: str) -> Person:
    if STRANGERS[who] is None:
        person = await stage.person("Budi", "+6281300088899")
        await person.starts()
        await person.taps("Kabupaten Bangkalan")
        return person
    region = TUBAN if "another office" in who else "35.26"
    person = await hired(stage, "Orang Lain", str(STRANGERS[who]), region=region)
    if who == "a revoked officer":
        await fired(person)
        async with stage.house.store.writing() as db:
            (await contact.by_id(db, await contact_of(person))).office_chosen = True
            await db.commit()
    return person


async def all_rows(stage: Stage) -> dict[str, list[Any]]:
    tables = {table.__tablename__ for table in TABLES} - MOVING - {"contact"}
    rows = {name: await stage.query(f"SELECT * FROM {name} ORDER BY 1") for name in sorted(tables)}
    return {**rows, "contact": await stage.query("SELECT id, office_id, active_run_id FROM contact")}


def wires(route: Route) -> list[str]:
    """Buttons of this route about Siti's business, her office, and the first of everything."""
    return [":".join([route.name, *rest]) for rest in (["1", "1"], [])]


def is_hers(route: Route | FormRoute, me: Actor, office_id: int) -> bool:
    """In the own office some may; what is shown there is the other tests' matter."""
    action, _space, thing = route.right.partition(" ")
    return not thing and authorize(me, action, Resource(office_id))


@pytest.mark.parametrize("who", STRANGERS)
async def test_no_stranger_gets_past_a_route(theirs: Stage, who: str) -> None:
    person = await stranger(theirs, who)
    async with theirs.house.store.reading() as db:
        me = await actor_of(db, await contact_of(person))
        mine = (await contact.by_id(db, me.contact)).office_id
    before = await all_rows(theirs)
    taken = [wire for route in RESTRICTED if not is_hers(route, me, mine) for wire in wires(route)]
    await forges(person, *taken)
    await person.looks(len(taken))
    said = [person.words(message) for message in person.answers]
    assert set(said) <= DENIED and len(said) == len(taken), set(said)
    assert await all_rows(theirs) == before, who


async def test_the_officer_of_the_office_does_get_past(theirs: Stage) -> None:
    """Or the test above would be green for a bot that denies everybody."""
    person = await hired(theirs, "Rina Wulandari", role.OFFICER)
    await forges(person, "sections:1")
    assert person.sees("Usaha Siti Aminah")
    who = await contact_of(person)
    seen = await theirs.query("SELECT action, thing_id FROM audit WHERE contact_id = :who", who=who)
    assert [tuple(row) for row in seen] == [("view", 1)], "what is seen of another is written down"


@pytest.mark.parametrize("who", STRANGERS)
async def test_no_stranger_gets_past_a_form(theirs: Stage, who: str) -> None:
    head = await hired(theirs, "Hadi Prasetyo", role.HEAD, phone="+6281300033344")
    boss = await contact_of(head)
    person = await stranger(theirs, who)
    me = await contact_of(person)
    async with theirs.house.store.writing() as db:
        draft = await invite.draft_role(db, 1, boss, theirs.clock.now())
        subjects = {"invitation": draft.id, "consent": boss, "founding": boss}
        turn, bosses = await turn_of(theirs, db, me), await turn_of(theirs, db, boss)
        mine = await actor_of(db, me)
        for name, route in FORMS.items():
            if route.right != "everyone" and not is_hers(route, mine, turn.office):
                assert await route.bar(turn, subjects.get(name, 1)), f"{who} may answer {name}"
        for name in ("invitation", "reaching", "registration"):
            assert not await FORMS[name].bar(bosses, subjects.get(name, 1)), name


async def turn_of(stage: Stage, db: Any, contact_id: int) -> Turn:
    person = await contact.by_id(db, contact_id)
    return await stage.house.worker.letters.turn(db, person, Event(Kind.IGNORED, person.address))


ODD = (["1", "1"], [], ["1", "registration", "name"], ["x", "²", "-1"])
"""Arguments as a forger may put them: fitting ones, none, those of another route, and no numbers."""


async def test_no_route_breaks_on_odd_arguments(theirs: Stage) -> None:
    """For a head, who gets past most: what a route cannot use gets a sentence, never an error."""
    me = await contact_of(await hired(theirs, "Hadi Prasetyo", role.HEAD))
    broken = []
    for wire in (":".join([route, *rest]) for route in ROUTES for rest in ODD):
        async with theirs.house.store.writing() as db:
            person = await contact.by_id(db, me)
            event = Event(Kind.BUTTON, person.address, text=wire)
            turn = await theirs.house.worker.letters.turn(db, person, event)
            try:
                said, _is_secret = await theirs.house.worker.routing.respond(turn)
                await theirs.house.worker.letters.post(turn, said)
                await db.flush()
            except Exception as error:
                broken.append((wire, repr(error)[:200]))
            await db.rollback()
    assert not broken
