"""The people of the demo: what they did in the chat still leads where it led."""

from pathlib import Path

from bot.invented.people import PEOPLE
from tests.stage import Person, Stage


async def test_the_people_of_the_demo_arrive(tmp_path: Path) -> None:
    """Once is enough here: the whole records tell what a kill after every turn does to such walks."""
    stage = await Stage(tmp_path).open()
    for name, phone, _note, did in PEOPLE:
        person = await stage.person(name, phone)
        for act in did:
            await does(person, act)
            assert not person.sees("Contoh:") and not person.sees("Maaf"), (act, person.said())
    rows = await stage.query("SELECT number, gender, brand FROM business ORDER BY number")
    assert [tuple(row) for row in rows] == [(None, None, None), ("IKM-3526-00001", "female", "Gedog Nurul")]
    products = await stage.query("SELECT name, photo_id, price_high, lead_days FROM product ORDER BY id")
    assert [row.name for row in products] == ["Kain batik tulis gedog", "Baju batik pria"]
    assert products[0].photo_id and products[1].price_high == 200_000 and products[1].lead_days == 10
    papers = await stage.query("SELECT kind, is_held FROM certificate ORDER BY id")
    assert [tuple(row) for row in papers] == [("nib", 1), ("npwp", 0), ("sni", 0)]

    await person.says("/produksi")
    assert "Sama seperti lalu" in person.buttons(), "there is a report of the quarter before"
    await stage.close()


async def does(person: Person, act: str) -> None:
    if act in {"start", "photo"}:
        await person.act(act)
    elif act.startswith("="):
        await person.says(act[1:])
    elif not act.startswith("?") or act[1:] in person.buttons():
        await person.taps(act.removeprefix("?"))
