"""Offices: founded and changed in the chat; an owner belongs to the one she names; who is an admin."""

import pytest

from bot.founding import admin_word, settle
from storage import role
from tests.scenarios.walks import to_the_kecamatan
from tests.staff import TUBAN, contact_of, forges, hired, second_office
from tests.stage import Person, Stage

ADMINS = "SELECT contact_id, by_setting FROM role WHERE name = 'admin' AND revoked_at IS NULL"


@pytest.fixture
async def bu_admin(stage: Stage) -> Person:
    return await hired(stage, "Wati", role.ADMIN, phone="+6281300055566")


async def test_an_admin_founds_an_office_and_invites_its_head(stage: Stage, bu_admin: Person) -> None:
    await bu_admin.taps("Kantor-kantor")
    assert bu_admin.sees("Sekarang Bapak/Ibu bekerja di kantor Kabupaten Bangkalan. Silakan pilih.")
    assert "Bekerja di Kabupaten Bangkalan" not in bu_admin.buttons()
    await bu_admin.taps("Dirikan kantor baru")
    await bu_admin.says("mataramm")
    assert bu_admin.sees("Maksudnya Kota Mataram?"), bu_admin.said()
    await bu_admin.taps("Ya: Kota Mataram")
    assert bu_admin.sees("Apa nama kantornya?")
    await bu_admin.says("Dinas Perindustrian Kota Mataram")
    await bu_admin.says("Baiq Nurul")
    await bu_admin.says("0811 222 3334")
    assert bu_admin.sees("Waktu: WITA") and bu_admin.sees("Jam kerja: 07.30-16.00")
    await bu_admin.taps("Ubah: Jam kerja")
    await bu_admin.says("8 sampai 3")
    assert bu_admin.sees("Apakah ini yang dimaksud?")
    await bu_admin.taps("Ya: 08.00-15.00")
    await bu_admin.taps("Simpan")
    assert bu_admin.sees("Dinas Perindustrian Kota Mataram sudah dibuka")
    row = (await stage.query("SELECT * FROM office WHERE region = '52.71'"))[0]
    assert (row.zone, row.works_from, row.works_to, row.phone) == (
        "Asia/Makassar",
        "08:00",
        "15:00",
        "+628112223334",
    )
    await bu_admin.taps("Orang di kantor")
    assert bu_admin.sees("Orang di Dinas Perindustrian Kota Mataram")
    await bu_admin.taps("Undang orang")
    await bu_admin.taps("kepala kantor: juga mengundang orang")
    await bu_admin.says("Lalu Hadi")
    payload = bu_admin.said().rpartition("?start=")[2].split()[0]
    lalu = await stage.person("Lalu", "+6281300066677")
    await lalu.starts(payload)
    await lalu.taps("Ya, saya orangnya")
    assert lalu.sees("Bapak/Ibu sekarang kepala kantor di Dinas Perindustrian Kota Mataram")


async def test_an_office_half_founded_is_offered_to_nobody(stage: Stage, bu_admin: Person) -> None:
    await bu_admin.taps("Kantor-kantor")
    await bu_admin.taps("Dirikan kantor baru")
    await bu_admin.says("Kabupaten Tuban")
    await bu_admin.says("/batal")
    siti = await stage.person("Siti Aminah")
    await siti.starts()
    assert siti.sees("Selamat datang di Wadah IKM")
    await bu_admin.says("/kantor")
    await bu_admin.taps("Kantor-kantor")
    await bu_admin.taps("Lanjutkan: Kabupaten Tuban")
    assert bu_admin.sees("Apa nama kantornya?")


async def test_a_head_changes_hours_and_number_but_not_the_name(stage: Stage, pak_head: Person) -> None:
    await pak_head.taps("Tentang kantor")
    assert "Nama kantor" not in pak_head.buttons()
    await pak_head.taps("Narahubung")
    await pak_head.says("Rina Wulandari")
    assert pak_head.sees("Narahubung: Rina Wulandari")
    await pak_head.taps("Jam tenang")
    await pak_head.says("9 malam sampai 6 pagi")
    await pak_head.taps("Ya: 21.00-06.00")
    await forges(pak_head, "setoffice:name")
    assert pak_head.sees("Itu bukan wewenang Bapak/Ibu")
    await settle(stage.house.store, stage.settings, stage.clock.now())
    row = (await stage.query("SELECT * FROM office"))[0]
    assert (row.contact_name, row.quiet_from, row.quiet_to) == ("Rina Wulandari", "21:00", "06:00")
    await stage.reopen()
    assert (await stage.query("SELECT contact_name FROM office"))[0][0] == "Rina Wulandari"


async def test_where_several_offices_serve_an_owner_says_hers_first(stage: Stage) -> None:
    await second_office(stage)
    siti = await stage.person("Siti Aminah")
    await siti.says("/daftar")
    assert siti.sees("Usaha Bapak/Ibu di kabupaten atau kota mana?")
    await siti.says("/bantuan")
    assert siti.sees("kabupaten atau kota mana?"), "whatever is pressed or typed before"
    await siti.taps("Tidak ada di daftar ini")
    assert siti.sees("belum ada di daerah Bapak/Ibu")
    await siti.says("mw dftr ikm bwt suami sy")
    await siti.taps("Kabupaten Tuban")
    assert siti.sees("1 dari 3"), "she goes on where she wanted to"
    for _purpose in range(3):
        await siti.taps("Setuju")
    rows = await stage.query("SELECT o.region FROM business b JOIN office o ON o.id = b.office_id")
    assert [row.region for row in rows] == [TUBAN]
    await siti.says("menu")
    assert not siti.sees("kabupaten atau kota mana?")


async def test_the_kabupaten_may_be_typed_and_a_neighbours_card_says_it(stage: Stage) -> None:
    await second_office(stage)
    siti = await stage.person("Siti Aminah")
    await siti.starts()
    await siti.says("tuban")
    assert siti.sees("Dinas Kabupaten Tuban"), siti.said()
    tutik = await stage.person("Tutik", "+6281300077788")
    await tutik.starts("kartu_IKM-3523-00001")
    assert tutik.sees("layanan resmi Dinas Kabupaten Tuban")
    nur = await stage.person("Nur", "+6281300077799")
    await nur.starts("kartu_IKM-9999-00001")
    assert nur.sees("kabupaten atau kota mana?")


async def test_with_one_office_nothing_is_asked(stage: Stage, siti: Person) -> None:
    await to_the_kecamatan(siti)
    assert siti.place() == (4, 11), siti.said()


async def test_a_forged_choice_moves_no_owner_and_no_officer(stage: Stage, bu_rina: Person) -> None:
    there = await second_office(stage)
    await forges(bu_rina, f"choose:{there}:menu")
    await forges(bu_rina, f"choose:{there}:nowhere:1")
    await forges(bu_rina, f"workin:{there}")
    mine = await contact_of(bu_rina)
    assert (await stage.query("SELECT office_id FROM contact WHERE id = :m", m=mine))[0][0] == 1


@pytest.mark.parametrize("stage", ["steady"], indirect=True)
async def test_the_setting_makes_an_admin_and_takes_it_back(stage: Stage) -> None:
    wati = await stage.person("Wati", "+6281300055566")
    budi = await stage.person("Budi", "+6281300055577")
    await wati.says("menu")
    assert not await stage.query(ADMINS), "nobody is one for having been the first"
    stage.settings = stage.settings.model_copy(update={"admin_ids": (wati.number, budi.number)})
    await stage.reopen()
    assert [row.contact_id for row in await stage.query(ADMINS)] == [await contact_of(wati)]
    await budi.says("menu")
    assert "Kantor-kantor" in budi.buttons(), "with the first word"
    await budi.says(await admin_word(stage.settings))
    await budi.taps("Ya, saya orangnya")
    stage.settings = stage.settings.model_copy(update={"admin_ids": ()})
    await stage.reopen()
    assert [row.contact_id for row in await stage.query(ADMINS)] == [await contact_of(budi)], (
        "who came by a word stays"
    )


async def test_the_word_of_the_command_line_works_once(stage: Stage) -> None:
    word = await admin_word(stage.settings)
    wati = await stage.person("Wati", "+6281300055566")
    await wati.says(word)
    assert wati.sees("diundang menjadi pengelola layanan di semua kantor"), wati.said()
    await wati.taps("Ya, saya orangnya")
    await wati.taps("Menu utama")
    await wati.taps("Kantor-kantor")
    await wati.taps("Pengelola layanan")
    assert wati.sees("Orang di semua kantor")
    budi = await stage.person("Budi", "+6281300055577")
    await budi.says(word)
    assert budi.sees("sudah lewat waktunya")
