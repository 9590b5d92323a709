"""An owner takes over the record that somebody else has filled in for her."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from storage import invite, returned_field, verification
from storage.business import Business
from tests.scenarios.conftest import STEADILY, Helped
from tests.scenarios.printed import printed_code
from tests.scenarios.walks import opens_entry
from tests.staff import contact_of, fired, second_office
from tests.stage import Person, Stage

SITIS = "+6281233445566"


async def agrees(person: Person) -> None:
    for _purpose in range(3):
        await person.taps("Setuju")


async def asks_for_her_record(person: Person) -> None:
    """To the question whether she is on the list, and her own number."""
    await person.starts()
    await person.taps("Daftarkan usaha")
    await agrees(person)
    assert person.sees("Mungkin usaha Bapak/Ibu sudah ada di daftar dinas")
    await person.taps("Cek dengan nomor HP saya")
    await person.taps("Kirim nomor saya")


async def owners(stage: Stage) -> list[Any]:
    return [
        tuple(row)
        for row in await stage.query("SELECT business_id, contact_id, invited_by FROM business_contact")
    ]


async def imported(stage: Stage, **columns: Any) -> None:
    """A record as a list of the office brings it in."""
    async with stage.house.store.writing() as db:
        known = {"office_id": 1, "state": "submitted", "origin": "import", "created_at": stage.clock.now()}
        place = {"district": "35.26.02", "village": "35.26.02.2002"}
        await db.execute(insert(Business).values(**{**known, **place, **columns}))
        await db.commit()


async def test_her_own_number_shows_the_name_and_she_sees_who_typed_what(helped: Helped) -> None:
    siti, stage = await helped.stage.person("Siti Aminah", SITIS), helped.stage
    await siti.starts()
    await siti.shares_contact()
    assert not siti.sees("Keripik Bu Siti"), "consent comes first"
    await siti.taps("Daftarkan usaha")
    await agrees(siti)
    await siti.shares_contact()
    assert siti.sees("Apakah Keripik Bu Siti usaha Bapak/Ibu?"), "as if she had pressed the button"
    assert await owners(stage) == [], "nothing is hers before she says so"
    await siti.taps("Ya, ini usaha saya")
    assert siti.sees("sekarang datanya milik Bapak/Ibu")
    assert siti.sees("Nama usaha: Keripik Bu Siti (diisi petugas)")
    await siti.taps("Perbaiki")
    await siti.taps("Nama usaha")
    await siti.says("Keripik Barokah")
    assert siti.sees("Nama usaha: Keripik Barokah (diisi sendiri)")
    assert siti.sees("Produk utama: keripik singkong (diisi petugas)")
    await siti.says("/menu")
    await siti.taps("Periksa data dari dinas")
    await siti.taps("Benar semua")
    assert siti.sees("Keripik Barokah terdaftar dengan nomor IKM-3526-00001. Sekarang petugas memeriksanya")
    assert [row[2] for row in await owners(stage)] == [None], "she is the owner, let in by nobody"
    assert (await stage.query("SELECT state FROM business"))[0][0] == "submitted"
    assert {"claim", "check"} <= {row.action for row in await stage.query("SELECT action FROM audit")}
    await opens_is_refused(helped.joko)


async def opens_is_refused(joko: Person) -> None:
    await joko.says("/kantor")
    await joko.act("press", message_id=joko.question["message_id"], data="entry:1", forge=True)
    assert joko.sees("Data itu bukan milik Bapak/Ibu"), "who filled it in sees it no more"


async def test_she_scans_the_slip_agrees_and_shares_her_number(helped: Helped) -> None:
    await opens_entry(helped.joko)
    code = await printed_code(helped.joko)
    siti = await helped.stage.person("Siti Aminah", SITIS)
    await siti.starts(f"slip_{code}")
    assert siti.sees("Slip ini untuk usaha K… di desa Keleyan. Apakah itu usaha Bapak/Ibu?")
    await siti.taps("Ya, lanjut")
    assert siti.sees("Bolehkah dinas menyimpan") and "Keripik" not in siti.said()
    await agrees(siti)
    assert siti.sees("kami cocokkan nomor HP Bapak/Ibu") and "Keripik" not in siti.said()
    await siti.taps("Cek dengan nomor HP saya")
    await siti.says("0812 3344 5566")
    assert siti.sees("hanya nomor Bapak/Ibu sendiri"), "a typed number proves nothing"
    await siti.shares_contact(phone="+6281233445566", name="Siti")
    assert siti.sees("hanya nomor Bapak/Ibu sendiri"), "nor does somebody's contact"
    await siti.taps("Kirim nomor saya")
    assert siti.sees("Dicatat: 0812-3344-5566"), "no bare word takes the keys away"
    assert siti.sees("sekarang datanya milik Bapak/Ibu") and siti.sees("Keripik Bu Siti (diisi petugas)")
    await siti.taps("Benar semua")
    stranger = await helped.stage.person("Orang Lain", "+6281900000001")
    await stranger.starts(f"slip_{code}")
    assert stranger.sees("sudah dipakai, atau sudah lewat waktunya")
    assert (await helped.stage.query("SELECT count(*) FROM attachment WHERE name LIKE 'slip-%'"))[0][0] == 0


async def test_with_another_number_an_officer_confirms(helped: Helped) -> None:
    await opens_entry(helped.joko)
    code = await printed_code(helped.joko)
    siti = await helped.stage.person("Siti Aminah", "+6281955667788")
    await siti.starts()
    await siti.says(f"/klaim {code[:4].lower()}-{code[4:8].lower()}-{code[8:]}")
    await siti.taps("Ya, lanjut")
    await agrees(siti)
    await siti.taps("Cek dengan nomor HP saya")
    await siti.taps("Kirim nomor saya")
    assert (
        siti.sees("Petugas akan memeriksa apakah usaha K… di desa Keleyan") and "Keripik" not in siti.said()
    )
    assert await owners(helped.stage) == []
    rina = helped.rina
    await rina.says("/kantor")
    await rina.taps("Memastikan pemilik")
    await rina.taps(rina.buttons()[0])
    assert rina.sees("Keripik Bu Siti") and rina.sees("0812-3344-5566")
    assert rina.sees("memegang slip") and rina.sees("0819-5566-7788")
    await rina.taps("Ya, ini pemiliknya")
    assert rina.sees("Sudah dipastikan")
    await siti.looks()
    assert "data Keripik Bu Siti sekarang milik Bapak/Ibu" in siti.words(siti.question)
    await siti.taps("Periksa data dari dinas")
    assert siti.sees("Nomor HP: 0812-3344-5566 (diisi petugas)")
    await siti.taps("Benar semua")
    assert siti.sees("IKM-3526-00001")


async def test_a_shared_number_shows_a_hint_and_a_refusal_lets_her_register_anew(helped: Helped) -> None:
    await imported(helped.stage, name="Batik Bu Marwiyah", phone=SITIS)
    siti = await helped.stage.person("Marwiyah", SITIS)
    await asks_for_her_record(siti)
    assert siti.buttons()[:2] == ["usaha K… di desa Keleyan", "usaha B… di desa Keleyan"]
    assert "Keripik" not in siti.said() and "Batik" not in siti.said()
    await siti.act("press", message_id=siti.question["message_id"], data="is_mine:2", forge=True)
    assert await owners(helped.stage) == [], "a forged yes opens nothing"
    await siti.act("press", message_id=siti.question["message_id"], data="check_me:2", forge=True)
    assert siti.sees("Petugas akan memeriksa")
    rina = helped.rina
    await rina.says("/kantor")
    await rina.taps("Memastikan pemilik")
    await rina.taps(rina.buttons()[0])
    assert rina.sees("Data di daftar dengan nomor itu: 2")
    await rina.taps("Tidak bisa dipastikan")
    await rina.says("Nama pemiliknya lain")
    assert rina.sees("Dicatat")
    await siti.looks()
    assert "belum bisa dipastikan" in siti.words(siti.question)
    assert "Nama pemiliknya lain" in siti.words(siti.question)
    await siti.taps("Daftar baru")
    assert siti.sees("Siapa nama lengkap")
    await rina.taps("Memastikan pemilik")
    assert rina.sees("Tidak ada pemilik yang menunggu")


@STEADILY
async def test_the_helper_who_typed_the_own_number_opens_nothing_by_it(helped: Helped) -> None:
    joko, stage = helped.joko, helped.stage
    async with stage.house.store.writing() as db:
        (await db.get_one(Business, 1)).phone = "+6281222222222"
        await db.commit()
    await fired(joko)
    await joko.says("/daftar")
    await agrees(joko)
    await joko.taps("Cek dengan nomor HP saya")
    await joko.taps("Kirim nomor saya")
    assert joko.buttons()[0] == "usaha K… di desa Keleyan" and not joko.sees("Keripik")
    assert await owners(stage) == []


@STEADILY
async def test_who_is_not_on_the_list_goes_on_to_the_nine_questions(helped: Helped) -> None:
    hasan = await helped.stage.person("Hasan Basri", "+6281300000000")
    await asks_for_her_record(hasan)
    assert hasan.sees("Nomor Bapak/Ibu belum ada di daftar") and hasan.sees("Siapa nama lengkap")
    budi = await helped.stage.person("Budi", "+6281300000001")
    await budi.starts()
    await budi.taps("Daftarkan usaha")
    await agrees(budi)
    await budi.taps("Belum ada, daftar baru")
    assert budi.sees("Siapa nama lengkap")


async def test_an_imported_record_tells_where_it_is_from_and_what_is_missing(stage: Stage) -> None:
    await (await stage.person("Tetangga", "+6281300000009")).starts()
    phone = "+6281300000002"
    await imported(stage, name="Tenun Gedog", owner_name="Nurul", phone=phone, number="IKM-3526-00007")
    nurul = await stage.person("Nurul", phone)
    await asks_for_her_record(nurul)
    await nurul.taps("Ya, ini usaha saya")
    assert nurul.sees("Nama usaha: Tenun Gedog (dari daftar dinas)")
    assert "Periksa: Produk utama" in nurul.buttons() and "Periksa: Nama usaha" not in nurul.buttons()
    await nurul.taps("Benar semua")
    assert nurul.sees("Apa saja yang dibuat") or nurul.sees("dibuat"), nurul.said()
    for answer in ("kain tenun gedog", "non-agro", "1", "4", "45 lembar"):
        await nurul.says(answer)
    await nurul.taps("Benar semua")
    assert nurul.sees("Tenun Gedog terdaftar dengan nomor IKM-3526-00007")


@STEADILY
async def test_old_and_reprinted_slips_open_nothing_and_wrong_codes_are_limited(helped: Helped) -> None:
    await opens_entry(helped.joko)
    old = await printed_code(helped.joko)
    await opens_entry(helped.joko)
    new = await printed_code(helped.joko)
    siti = await helped.stage.person("Siti Aminah", SITIS)
    await siti.starts(f"slip_{old}")
    assert siti.sees("Kodenya keliru")
    for _try in range(4):
        await siti.taps("Punya kode dari petugas")
        await siti.says("ABCD-EFGH-JKMN")
        assert siti.sees("Kodenya keliru")
    await siti.says(f"/klaim {new}")
    assert siti.sees("Sudah beberapa kali kodenya keliru"), "the right code is not told from a wrong one"
    helped.stage.clock.offset += timedelta(hours=1, minutes=1)
    await helped.stage.reopen()
    await siti.says(f"/klaim {new}")
    assert siti.sees("Slip ini untuk usaha K…")
    helped.stage.clock.offset += timedelta(days=90)
    await helped.stage.reopen()
    await siti.says(f"/klaim {new}")
    assert siti.sees("sudah lewat waktunya")


async def test_of_two_who_claim_at_once_one_gets_it(helped: Helped) -> None:
    await opens_entry(helped.joko)
    code = await printed_code(helped.joko)
    siti = await helped.stage.person("Siti Aminah", SITIS)
    await asks_for_her_record(siti)
    other = await helped.stage.person("Orang Lain", "+6281900000001")
    await other.starts(f"slip_{code}")
    await other.taps("Ya, lanjut")
    await agrees(other)
    await other.taps("Minta petugas memeriksa")
    await siti.taps("Ya, ini usaha saya")
    assert siti.sees("sekarang datanya milik Bapak/Ibu")
    await other.looks()
    assert "belum bisa dipastikan" in other.words(other.question)
    assert len(await owners(helped.stage)) == 1


@STEADILY
async def test_who_withdraws_while_an_officer_looks_is_not_confirmed(helped: Helped) -> None:
    await imported(helped.stage, name="Batik Bu Marwiyah", phone=SITIS)
    siti = await helped.stage.person("Marwiyah", SITIS)
    await asks_for_her_record(siti)
    await siti.taps("usaha B… di desa Keleyan")
    await siti.says("/privasi")
    await siti.taps("Ubah: Daftar IKM dinas")
    await siti.taps("Tidak setuju")
    rina = helped.rina
    await rina.says("/kantor")
    await rina.taps("Memastikan pemilik")
    await rina.taps(rina.buttons()[0])
    await rina.taps("Ya, ini pemiliknya")
    assert rina.sees("tidak setuju datanya disimpan")
    assert await owners(helped.stage) == []


@STEADILY
async def test_a_slip_says_which_office_it_is(helped: Helped) -> None:
    """Who scans one is not asked for the kabupaten, and whoever named another belongs to the record's."""
    stage = helped.stage
    other = await second_office(stage)
    async with stage.house.store.writing() as db:
        for code, number in (("K7PM3XQD9TWA", 1), ("W7PM3XQD9TWK", 2)):
            invite.add(db, code, invite.CLAIM, number, await contact_of(helped.rina), stage.clock.now())
        await db.commit()
    await imported(stage, office_id=other, name="Batik Bu Marwiyah", phone="+6281900000009", number="IKM-2")
    siti = await stage.person("Siti Aminah", SITIS)
    await siti.starts("slip_K7PM3XQD9TWA")
    assert siti.sees("Slip ini untuk usaha K… di desa Keleyan"), siti.said()
    await siti.taps("Ya, lanjut")
    assert siti.sees("Bolehkah dinas menyimpan"), siti.said()
    marwiyah = await stage.person("Marwiyah", "+6281900000009")
    await marwiyah.starts()
    await marwiyah.taps("Kabupaten Bangkalan")
    await marwiyah.says("/klaim W7PM-3XQD-9TWK")
    await marwiyah.taps("Ya, lanjut")
    await agrees(marwiyah)
    await marwiyah.taps("Cek dengan nomor HP saya")
    await marwiyah.taps("Kirim nomor saya")
    assert marwiyah.sees("sekarang datanya milik Bapak/Ibu"), marwiyah.said()
    belongs = "SELECT office_id FROM contact WHERE id = :who"
    row = (await stage.query(belongs, who=await contact_of(marwiyah)))[0]
    assert row[0] == other, "what she asks and withdraws is heard where her record is"


@STEADILY
async def test_whom_an_officer_refused_no_number_lets_in(helped: Helped) -> None:
    stage = helped.stage
    await imported(stage, name="Batik Bu Marwiyah", phone=SITIS)
    siti = await stage.person("Marwiyah", SITIS)
    await asks_for_her_record(siti)
    await siti.taps("usaha K… di desa Keleyan")
    await helped.rina.says("/kantor")
    await helped.rina.taps("Memastikan pemilik")
    await helped.rina.taps(helped.rina.buttons()[0])
    await helped.rina.taps("Tidak bisa dipastikan")
    await helped.rina.says("Nama pemiliknya lain")
    async with stage.house.store.writing() as db:
        (await db.get_one(Business, 2)).phone = None
        await db.commit()
    await siti.says("/daftar")
    await siti.taps("Cek dengan nomor HP saya")
    await siti.taps("Kirim nomor saya")
    assert not siti.sees("Keripik"), siti.said()
    await siti.act("press", message_id=siti.question["message_id"], data="is_mine:1", forge=True)
    assert await owners(stage) == [], "the officer's word stands until an officer takes it back"


@STEADILY
async def test_a_number_that_was_shared_long_ago_opens_nothing(helped: Helped) -> None:
    """It may be another person's by now, who is on the list with it."""
    stage = helped.stage
    siti = await stage.person("Siti Aminah", SITIS)
    await asks_for_her_record(siti)
    assert siti.sees("Apakah Keripik Bu Siti usaha Bapak/Ibu?")
    stage.clock.offset += timedelta(days=1, minutes=1)
    await stage.reopen()
    await siti.taps("Ya, ini usaha saya")
    assert await owners(stage) == [] and siti.sees("kami cocokkan nomor HP"), siti.said()
    await siti.taps("Cek dengan nomor HP saya")
    await siti.taps("Kirim nomor saya")
    assert siti.sees("Apakah Keripik Bu Siti usaha Bapak/Ibu?"), "and it is asked first, as before"
    await siti.taps("Ya, ini usaha saya")
    assert siti.sees("sekarang datanya milik Bapak/Ibu")


@STEADILY
async def test_a_forged_yes_opens_nothing_that_the_number_was_not_shared_for(helped: Helped) -> None:
    stage = helped.stage
    async with stage.house.store.writing() as db:
        (await db.get_one(Business, 1)).phone = "+6281300000007"
        await db.commit()
    siti = await stage.person("Siti Aminah", SITIS)
    await asks_for_her_record(siti)
    assert siti.sees("Nomor Bapak/Ibu belum ada di daftar")
    async with stage.house.store.writing() as db:
        (await db.get_one(Business, 1)).phone = SITIS
        await db.commit()
    for forged in ("is_mine:1", "check_me:1", "is_mine:1"):
        await siti.act("press", message_id=siti.question["message_id"], data=forged, forge=True)
    held = [row for row in await owners(stage) if row[0] == 1]
    assert held == [], "nor does what waits for an officer"


@STEADILY
async def test_what_was_given_back_before_the_claim_is_asked_first(helped: Helped) -> None:
    stage = helped.stage
    async with stage.house.store.writing() as db:
        now, by = stage.clock.now(), await contact_of(helped.rina)
        about = {"business_id": 1, "thing": "business", "form": "registration", "subject": 1}
        chosen = await returned_field.choose(db, **about, field="name", by=by, now=now)
        assert await verification.give_back(db, await db.get_one(Business, 1), chosen, "Salah tulis", by, now)
        await db.commit()
    state = "SELECT state FROM business"
    siti = await stage.person("Siti Aminah", SITIS)
    await asks_for_her_record(siti)
    await siti.taps("Ya, ini usaha saya")
    await siti.taps("Benar semua")
    assert siti.sees("Salah tulis") and siti.sees("nama usaha"), siti.said()
    assert (await stage.query(state))[0][0] == "returned", "nobody has answered it yet"
    await siti.says("Keripik Barokah")
    await siti.taps("Benar semua")
    assert siti.sees("Keripik Barokah terdaftar"), siti.said()
    assert (await stage.query(state))[0][0] == "submitted"
