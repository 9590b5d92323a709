"""People of an office: invited by a link, let in once, and out from the next word on."""

from datetime import timedelta

import pytest

from storage import role
from tests.staff import TUBAN, contact_of, field_helper, fired, forges, hired, press, second_office
from tests.stage import Person, Stage

HELD = "SELECT name, office_id FROM role WHERE contact_id = :who AND revoked_at IS NULL"


async def invited(head: Person, what: str = "Petugas:", name: str = "Rina Wulandari") -> str:
    """The payload of a link that the head has just made."""
    await head.says("/kantor")
    await head.taps("Orang di kantor")
    await head.taps("Undang orang")
    await head.taps(next(label for label in head.buttons() if label.lower().startswith(what.lower())))
    await head.says(name)
    assert head.sees("Tautan berlaku sekali, selama 3 hari"), head.said()
    return head.said().rpartition("?start=")[2].split()[0]


async def test_a_head_invites_an_officer_by_a_link_that_works_once(stage: Stage, pak_head: Person) -> None:
    payload = await invited(pak_head)
    assert pak_head.question["photo"], "the code to scan comes with the link"
    assert (await stage.query("SELECT count(*) FROM invite WHERE digest LIKE :s", s=f"%{payload[6:]}%"))[0][
        0
    ] == 0
    rina = await stage.person("Rina W", "+6281300011122")
    await rina.starts(payload)
    assert rina.sees("Rina Wulandari, Bapak/Ibu diundang menjadi petugas di Dinas Perindustrian")
    who = await contact_of(rina)
    assert not await stage.query(HELD, who=who), "opening the link changes nothing"
    await rina.taps("Ya, saya orangnya")
    assert rina.sees("Bapak/Ibu sekarang petugas di")
    assert [tuple(row) for row in await stage.query(HELD, who=who)] == [("officer", 1)]
    await pak_head.looks()
    assert "Rina Wulandari sudah membuka tautan Bapak/Ibu" in pak_head.words(pak_head.question)
    await rina.taps("Menu utama")
    assert "Antrean periksa" in rina.buttons() and "Orang di kantor" not in rina.buttons()
    budi = await stage.person("Budi", "+6281300011199")
    await budi.starts(payload)
    assert budi.sees("sudah dipakai atau sudah lewat waktunya")
    deeds = [row.action for row in await stage.query("SELECT action FROM audit ORDER BY id")]
    assert deeds == ["invite", "grant"]


async def test_a_link_dies_with_its_time_and_with_the_right_of_its_sender(
    stage: Stage, pak_head: Person
) -> None:
    first, second = await invited(pak_head), await invited(pak_head, name="Budi")
    await pak_head.taps("Orang di kantor")
    await pak_head.taps("Batalkan undangan: Budi")
    assert pak_head.sees("Undangan itu sudah tidak berlaku")
    rina = await stage.person("Rina W", "+6281300011122")
    await rina.starts(second)
    assert rina.sees("sudah lewat waktunya")
    await pak_head.starts(first)
    assert pak_head.sees("sudah lewat waktunya"), "nobody invites herself"
    await rina.starts(first)
    await fired(pak_head)
    await rina.taps("Ya, saya orangnya")
    assert rina.sees("sudah lewat waktunya")
    assert not await stage.query(HELD, who=await contact_of(rina))


async def test_an_old_link_to_a_role_opens_nothing(stage: Stage, pak_head: Person) -> None:
    payload = await invited(pak_head)
    stage.clock.offset += timedelta(hours=73)
    await stage.reopen()
    rina = await stage.person("Rina W", "+6281300011122")
    await rina.starts(payload)
    assert rina.sees("sudah lewat waktunya")


async def test_after_five_wrong_links_even_a_right_one_waits(stage: Stage, pak_head: Person) -> None:
    payload = await invited(pak_head)
    rina = await stage.person("Rina W", "+6281300011122")
    for place in range(5):
        await rina.starts(f"{('tugas_', 'usaha_')[place % 2]}{place}" + "x" * 21)
    assert rina.sees("Terlalu banyak tautan yang tidak berlaku")
    await rina.starts(payload)
    assert rina.sees("Terlalu banyak tautan yang tidak berlaku")
    stage.clock.offset += timedelta(minutes=61)
    await rina.starts(payload)
    assert rina.sees("diundang menjadi petugas")


async def test_a_role_is_taken_back_after_a_question_and_the_person_is_told(
    stage: Stage, pak_head: Person, bu_rina: Person
) -> None:
    await pak_head.says("/kantor")
    await pak_head.taps("Orang di kantor")
    await pak_head.taps("Cabut: Rina Wulandari")
    assert pak_head.sees("Cabut tugas Rina Wulandari sebagai petugas?")
    assert await stage.query(HELD, who=await contact_of(bu_rina)), "asked first"
    await pak_head.taps("Ya, cabut")
    assert pak_head.sees("sudah tidak bertugas sebagai petugas")
    await bu_rina.looks()
    assert "Bapak/Ibu sudah tidak bertugas sebagai petugas" in bu_rina.words(bu_rina.question)
    await bu_rina.says("/kantor")
    assert "Antrean periksa" not in bu_rina.buttons()


async def test_a_revoked_officer_is_out_with_a_form_open(bu_siti: Person) -> None:
    stage = bu_siti.stage
    rina = await hired(stage, "Rina Wulandari", role.OFFICER)
    await forges(rina, "edit:1:registration:name")
    assert rina.sees("Apa nama usahanya?")
    await fired(rina)
    await rina.says("Keripik Curian")
    assert rina.sees("Data itu bukan milik Bapak/Ibu")
    await rina.says("/lanjut")
    assert rina.sees("Data itu bukan milik Bapak/Ibu")
    assert (await stage.query("SELECT name FROM business"))[0].name == "Usaha Siti Aminah"


async def test_the_last_head_cannot_be_removed(stage: Stage, pak_head: Person) -> None:
    await pak_head.says("/kantor")
    await pak_head.taps("Orang di kantor")
    await pak_head.taps("Cabut: Hadi Prasetyo")
    await pak_head.taps("Ya, cabut")
    assert pak_head.sees("Itu satu-satunya kepala kantor. Undang dulu penggantinya.")


async def test_a_head_neither_sees_nor_takes_from_another_office(stage: Stage, pak_head: Person) -> None:
    await second_office(stage)
    other = await hired(stage, "Tutik", role.OFFICER, region=TUBAN, phone="+6281300077788")
    who = await contact_of(other)
    number = (await stage.query("SELECT id FROM role WHERE contact_id = :who", who=who))[0].id
    await pak_head.says("/kantor")
    for wire in (f"revoke:{number}", f"revoked:{number}", "team:0", "summon:0", "offices", "workin:2"):
        await forges(pak_head, wire)
        assert "Tutik" not in pak_head.said()
    assert await stage.query(HELD, who=who)
    mine = await contact_of(pak_head)
    assert (await stage.query("SELECT office_id FROM contact WHERE id = :who", who=mine))[0][0] == 1


async def test_who_works_in_two_offices_changes_between_them(stage: Stage, bu_rina: Person) -> None:
    there = await second_office(stage)
    who = await contact_of(bu_rina)
    async with stage.house.store.writing() as db:
        given = {"contact_id": who, "office_id": there, "name": role.FIELD_HELPER, "person": "Rina"}
        await role.grant(db, **given, granted_by=None, now=stage.clock.now())
        await db.commit()
    await bu_rina.says("/kantor")
    await bu_rina.taps("Ganti kantor")
    await bu_rina.taps("Kabupaten Tuban")
    assert bu_rina.sees("Dinas Kabupaten Tuban")
    assert "Antrean periksa" not in bu_rina.buttons() and "Isikan untuk pemilik usaha" in bu_rina.buttons()


@pytest.mark.parametrize("stage", ["steady"], indirect=True)
async def test_of_fifty_who_press_at_once_one_is_let_in(stage: Stage, pak_head: Person) -> None:
    payload = await invited(pak_head)
    crowd = [await stage.person(f"Orang {place}", f"+62813000{place:05}") for place in range(50)]
    for one in crowd:
        await stage.post("updates", {"update": press(one, f"accept:{payload.removeprefix('tugas_')}")})
    await stage.settle()
    officers = "SELECT count(*) FROM role WHERE name = 'officer' AND revoked_at IS NULL"
    assert (await stage.query(officers))[0][0] == 1
    assert (await stage.query("SELECT count(*) FROM audit WHERE action = 'grant'"))[0][0] == 1


async def test_who_works_in_an_office_and_presses_start_stands_at_the_desk(pak_head: Person) -> None:
    await pak_head.starts()
    assert pak_head.sees("Untuk mencari usaha") and "Orang di kantor" in pak_head.buttons(), pak_head.said()


async def test_whatever_a_field_helper_says_first_the_desk_is_shown(stage: Stage) -> None:
    joko = await field_helper(stage)
    for said in ("/start", "Siti Aminah", "/kantor"):
        await joko.says(said)
        assert "Isikan untuk pemilik usaha" in joko.buttons(), said
        assert "Daftarkan usaha" not in joko.buttons(), said
    await fired(joko)
    await joko.says("/kantor")
    assert "Daftarkan usaha" in joko.buttons(), "no bare desk for who works there no more"
