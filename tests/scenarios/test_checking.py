"""Checking what owners handed in: an officer at the queue and an owner with her phone, side by side."""

from sqlalchemy import text

from dialogue.i18n import Voice
from dialogue.period import period_named
from storage import contact, role
from tests.staff import contact_of, fired, forges, hired, promoted, second_office
from tests.stage import Person

OPEN = "SELECT count(*) FROM returned_field WHERE answered_at IS NULL AND reason <> ''"
AGAIN = "Petugas akan memeriksanya lagi"
STATE = "SELECT state FROM business WHERE id = 1"


async def state(person: Person) -> str:
    return str((await person.stage.query(STATE))[0][0])


async def gives_back(officer: Person, section: str, *choices: str, reason: str) -> None:
    """From the record on the screen to the reason."""
    await officer.taps("Kembalikan satu isian")
    await officer.taps(section)
    for choice in choices:
        await officer.taps(choice)
    assert officer.sees("Apa yang perlu diperbaiki?"), officer.said()
    if reason in officer.buttons():
        await officer.taps(reason)
    else:
        await officer.says(reason)


async def test_the_oldest_is_checked_and_its_owner_hears_of_it_once(bu_siti: Person) -> None:
    assert bu_siti.sees("IKM-3526-00001 · menunggu diperiksa petugas")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await rina.taps("Antrean periksa")
    assert rina.sees("1 usaha menunggu diperiksa")
    await rina.taps("Periksa yang paling lama")
    assert rina.sees("Usaha Siti Aminah") and rina.sees("Produksi sebulan: 1.500 bungkus per bulan")
    assert rina.sees("Data pokok yang belum diisi: Foto produk")
    check = rina.question
    await rina.taps("Benar semua, tandai terverifikasi")
    assert rina.sees("sudah ditandai terverifikasi") and rina.sees("Tidak ada yang menunggu diperiksa")
    await bu_siti.looks()
    assert bu_siti.words(bu_siti.question).startswith("Kabar baik: data Usaha Siti Aminah")
    await rina.presses_again(check, "Benar semua, tandai terverifikasi")
    assert rina.sees("sudah diperiksa lebih dulu oleh Rina Wulandari")
    assert sum("Kabar baik" in bu_siti.words(m) for m in bu_siti.messages) == 1
    await bu_siti.says("/status")
    assert bu_siti.sees("sudah diperiksa petugas")
    row = (await rina.stage.query("SELECT state, verified_at, verified_by FROM business"))[0]
    assert row.state == "verified" and row.verified_at and row.verified_by
    found = await rina.stage.query("SELECT count(*) FROM audit WHERE action = 'verified' AND thing_id = 1")
    assert found[0][0] == 1


async def test_one_answer_goes_back_and_brings_the_record_into_the_queue_again(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await rina.taps("Antrean periksa")
    await rina.taps("Periksa yang paling lama")
    await gives_back(rina, "Data pokok", "Produksi sebulan", reason="Angkanya sepertinya keliru")
    assert rina.sees("Isian Produksi sebulan dikembalikan ke pemilik"), rina.said()
    assert not rina.sees("menunggu diperiksa"), "she is not thrown into the next one"
    await rina.taps("Usaha berikutnya")
    assert rina.sees("Tidak ada yang menunggu diperiksa")
    assert await state(rina) == "returned"
    await bu_siti.looks()
    asked = bu_siti.question
    assert bu_siti.words(asked) == (
        "Petugas meminta satu isian diperbaiki: Produksi sebulan.\nAlasan: Angkanya sepertinya keliru"
    )
    assert [b["text"] for row in asked["keyboard"] for b in row] == ["Perbaiki isian ini"]
    await bu_siti.says("menu")
    assert (
        bu_siti.sees("ada isian yang perlu diperbaiki") and "Perbaiki: Produksi sebulan" in bu_siti.buttons()
    )
    await bu_siti.presses_again(asked, "Perbaiki isian ini")
    assert bu_siti.sees("Sekarang: 1.500 bungkus per bulan"), "just that question"
    await bu_siti.says("150 bungkus sebulan")
    assert bu_siti.sees(AGAIN)
    assert await state(rina) == "submitted"
    await bu_siti.presses_again(asked, "Perbaiki isian ini")
    assert bu_siti.sees("Isian itu sudah diperbaiki")
    await rina.says("menu")
    await rina.taps("Antrean periksa")
    await rina.taps("Periksa yang paling lama")
    assert rina.sees("Berubah sejak pemeriksaan terakhir") and rina.sees("Produksi sebulan, “150 bungkus")


async def test_the_same_answer_again_is_an_answer_too(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, "check:1")
    await gives_back(rina, "Data pokok", "Pekerja laki-laki", reason="Yakin dua orang?")
    await bu_siti.looks()
    assert "Alasan: Yakin dua orang?" in bu_siti.words(bu_siti.question)
    await bu_siti.taps("Perbaiki isian ini")
    await bu_siti.taps("Tetap")
    assert await state(rina) == "submitted"


async def test_two_answers_are_both_waited_for_and_papers_and_reports_go_back_too(bu_siti: Person) -> None:
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Surat-surat usaha (0%)")
    await bu_siti.taps("Belum punya")
    await bu_siti.says("/batal")
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Produk (0%)")
    await bu_siti.taps("Tambah")
    await bu_siti.says("Keripik balado")
    await bu_siti.says("/batal")
    await bu_siti.says("/produksi")
    await bu_siti.taps("Isi laporan")
    await bu_siti.says("300 bungkus")
    for _optional in range(2):
        await bu_siti.taps("Lewati, ingatkan nanti")
    await bu_siti.taps("Simpan")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, "check:1")
    await gives_back(rina, "Surat-surat usaha", "NIB", reason="Belum lengkap")
    await forges(rina, "check:1")
    await gives_back(rina, "Produk", "Keripik balado", "Nama produk", reason="Isiannya kurang jelas")
    await forges(rina, "check:1")
    report = next(one for one in (await rina.stage.query("SELECT id, period FROM production_report")))
    await gives_back(
        rina,
        "Laporan produksi",
        *[title(report.period)],
        "Hasil produksi",
        reason="Angkanya sepertinya keliru",
    )
    assert (await rina.stage.query(OPEN))[0][0] == 3
    await bu_siti.says("menu")
    await bu_siti.taps("Perbaiki: NIB")
    await bu_siti.taps("Tetap")
    assert bu_siti.sees(AGAIN) and await state(rina) == "returned", "two are waited for"
    await bu_siti.says("menu")
    await bu_siti.taps("Perbaiki: Hasil produksi")
    await bu_siti.says("30 bungkus")
    assert bu_siti.sees(AGAIN)
    await bu_siti.says("menu")
    assert await state(rina) == "returned", "one is waited for"
    await bu_siti.taps("Perbaiki: Nama produk")
    await bu_siti.says("Keripik balado pedas")
    assert bu_siti.sees(AGAIN)
    assert (await rina.stage.query(OPEN))[0][0] == 0
    assert await state(rina) == "submitted"


def title(period: str) -> str:
    return Voice("id").say(period_named(period).title)


async def test_what_was_taken_out_of_the_record_is_not_waited_for(bu_siti: Person) -> None:
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Produk (0%)")
    await bu_siti.taps("Tambah")
    await bu_siti.says("Keripik balado")
    await bu_siti.says("/batal")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, "check:1")
    await gives_back(rina, "Produk", "Keripik balado", "Nama produk", reason="Isiannya kurang jelas")
    await bu_siti.says("/lengkapi")
    await bu_siti.taps(next(label for label in bu_siti.buttons() if label.startswith("Produk (")))
    await bu_siti.taps("Keripik balado")
    await bu_siti.taps("Hapus")
    await bu_siti.taps("Ya, hapus")
    assert await state(rina) == "submitted"


async def test_two_officers_at_one_record(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    dodi = await hired(bu_siti.stage, "Dodi Santoso")
    await forges(rina, "check:1")
    await forges(dodi, "check:1")
    seen_by_dodi = dodi.question
    await dodi.taps("Kembalikan satu isian")
    await dodi.taps("Data pokok")
    await dodi.taps("Nama usaha")
    await rina.taps("Benar semua, tandai terverifikasi")
    await dodi.says("Namanya kurang jelas")
    assert dodi.sees("sudah diperiksa lebih dulu oleh Rina Wulandari"), dodi.said()
    await dodi.presses_again(seen_by_dodi, "Benar semua, tandai terverifikasi")
    assert dodi.sees("sudah diperiksa lebih dulu oleh Rina Wulandari")
    assert await state(rina) == "verified" and (await rina.stage.query(OPEN))[0][0] == 0


async def test_what_changed_behind_the_officers_back_is_shown_first(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, "check:1")
    await bu_siti.says("menu")
    await bu_siti.taps("Data saya")
    await bu_siti.taps("Ubah data")
    await bu_siti.taps("Data pokok")
    await bu_siti.taps("Nama usaha")
    await bu_siti.says("Keripik Bu Siti")
    await rina.taps("Benar semua, tandai terverifikasi")
    assert rina.sees("baru saja mengubah") and rina.sees("Keripik Bu Siti")
    assert await state(rina) == "submitted"
    await rina.taps("Benar semua, tandai terverifikasi")
    assert await state(rina) == "verified"


async def test_an_owner_without_telegram_is_called_instead(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    async with bu_siti.stage.house.store.writing() as db:
        await db.execute(text("DELETE FROM business_contact"))
        await db.commit()
    await forges(rina, "check:1")
    assert rina.sees("Pemilik tidak ada di Telegram. Nomor HP: 0812-3344-5566")
    await gives_back(rina, "Data pokok", "Nama usaha", reason="Isiannya kurang jelas")
    assert rina.sees("tidak bisa dikirimi pesan") and rina.sees("Silakan hubungi 0812-3344-5566")
    await rina.says("menu")
    await rina.taps("Antrean periksa")
    await rina.taps("Dikembalikan ke pemilik (1)")
    assert rina.sees("Usaha Siti Aminah: Nama usaha")
    await rina.taps("Usaha Siti Aminah")
    await rina.taps("Isikan untuk pemilik: Nama usaha")
    await rina.says("Keripik Bu Siti")
    assert await state(rina) == "submitted"
    told = await rina.stage.query("SELECT on_behalf FROM history WHERE field = 'name' ORDER BY id DESC")
    assert told[0][0], "and whose words they are is kept"


async def test_odd_answers_stand_first(bu_siti: Person) -> None:
    await bu_siti.says("menu")
    await bu_siti.taps("Data saya")
    await bu_siti.taps("Ubah data")
    await bu_siti.taps("Data pokok")
    await bu_siti.taps("Pekerja laki-laki")
    await bu_siti.says("sak karepe")
    await bu_siti.says("yo kadang akeh")
    await bu_siti.taps("Catat apa adanya")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, "check:1")
    first = rina.words(rina.answers[0])
    assert "Mohon dilihat dulu" in first and "“yo kadang akeh”" in first


async def test_size_level_and_mentor_are_settled_by_people_of_the_office(bu_siti: Person) -> None:
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Modal (0%)")
    await bu_siti.says("20 juta")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, "check:1")
    assert rina.said().count("Indikatif: industri kecil") == 1, rina.said()
    await forges(rina, "standing:1")
    assert rina.sees("Indikatif: industri kecil")
    await rina.taps("Tetapkan: industri kecil")
    assert rina.sees("Skala usaha: industri kecil")
    await rina.taps("Tetapkan: tingkat pra-mandiri")
    await rina.taps("Tetapkan: tingkat madya")
    assert rina.sees("Rina Wulandari: dari pra-mandiri menjadi madya")
    await rina.taps("Saya yang dampingi")
    assert rina.sees("Pendamping: Rina Wulandari") and "Tunjuk petugas lain" not in rina.buttons()
    await forges(rina, "mentor:1:1")
    assert rina.sees("Pendamping: Rina Wulandari"), "only a head names others"
    head = await hired(bu_siti.stage, "Pak Hadi", role.HEAD)
    await forges(head, "standing:1")
    await head.taps("Tunjuk petugas lain")
    await head.taps("Pak Hadi")
    assert head.sees("Pendamping: Pak Hadi")
    await head.taps("Tunjuk petugas lain")
    await head.taps("Rina Wulandari")
    await rina.looks()
    assert "Bapak/Ibu diminta mendampingi Usaha Siti Aminah" in rina.words(rina.question)
    assert (await state(rina)) == "submitted", "none of this is the owner's answer"


async def test_forged_buttons_change_nothing(bu_siti: Person) -> None:
    before = await bu_siti.stage.query("SELECT * FROM business")
    budi = await bu_siti.stage.person("Budi", "+6281399990000")
    await budi.starts()
    forged = (
        "queue",
        "check:1",
        "verify:1:0",
        "giveback:1",
        "giveback:1:registration:1:name",
        "settle:1:level:independent",
    )
    for data in (*forged, "mentor:1:2", "again:1", "returned:0", "nextcheck:1", "standing:1"):
        await forges(budi, data)
        assert "Siti" not in budi.said(), data
    for data in ("verify:1:0", "settle:1:level:independent", "mentor:1:1"):
        await forges(bu_siti, data)
        assert not bu_siti.sees("ditandai"), "an owner does not check herself"
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    strange = (
        "check:x",
        "verify:1",
        "verify:1:zz",
        "giveback:1:registration:99:name",
        "giveback:1:x:1:y",
        "again:99",
    )
    for data in (
        *strange,
        "settle:1:level:king",
        "settle:1:name:x",
        "mentor:1:999",
        "mentor:1:²",
        "returned:-1",
    ):
        await forges(rina, data)
    assert await bu_siti.stage.query("SELECT * FROM business") == before
    assert (await rina.stage.query("SELECT count(*) FROM returned_field"))[0][0] == 0
    states = await rina.stage.query("SELECT DISTINCT state FROM inbox")
    assert [row.state for row in states] == ["done"]


async def test_a_role_taken_back_ends_it_in_the_middle_of_a_reason(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, "check:1")
    await rina.taps("Kembalikan satu isian")
    await rina.taps("Data pokok")
    await rina.taps("Nama usaha")
    await fired(rina)
    await rina.says("Isiannya kurang jelas")
    assert rina.sees("bukan wewenang")
    assert await state(rina) == "submitted" and (await rina.stage.query(OPEN))[0][0] == 0


async def test_nobody_checks_the_own_business(bu_siti: Person) -> None:
    await promoted(bu_siti, role.OFFICER)
    await bu_siti.says("/kantor")
    await bu_siti.taps("Antrean periksa")
    await bu_siti.taps("Periksa yang paling lama")
    await bu_siti.taps("Benar semua, tandai terverifikasi")
    assert await state(bu_siti) == "submitted", "another officer has to look at it"


async def test_each_office_that_holds_a_record_hears_of_a_withdrawal(bu_siti: Person) -> None:
    """Also where the owner works for another office by now."""
    other = await second_office(bu_siti.stage)
    async with bu_siti.stage.house.store.writing() as db:
        (await contact.by_id(db, await contact_of(bu_siti))).office_id = other
        await db.commit()
    await bu_siti.says("/privasi")
    await bu_siti.taps(next(label for label in bu_siti.buttons() if label.startswith("Ubah: ")))
    await bu_siti.taps("Tidak setuju")
    told = await bu_siti.stage.query("SELECT office_id FROM question WHERE about = 'consent.register'")
    assert [tuple(row) for row in told] == [(1,)]


async def test_a_question_about_a_business_is_heard_where_it_is_registered(bu_siti: Person) -> None:
    """Also of an owner who belongs to another office by now, from within a question or by the command."""
    other = await second_office(bu_siti.stage)
    async with bu_siti.stage.house.store.writing() as db:
        (await contact.by_id(db, await contact_of(bu_siti))).office_id = other
        await db.commit()
    await bu_siti.act(
        "press", message_id=bu_siti.question["message_id"], data="edit:1:registration:name", forge=True
    )
    await bu_siti.taps("Tanya petugas")
    await bu_siti.says("Boleh dua nama?")
    await bu_siti.says("/petugas")
    await bu_siti.says("Boleh nama singkat?")
    for part in ("addpart:1:machine", "report:1"):
        await forges(bu_siti, part)
        await bu_siti.says("Tanya petugas")
        await bu_siti.says(f"Di {part}?")
    told = await bu_siti.stage.query("SELECT office_id, text FROM question ORDER BY id")
    asked = ["Boleh dua nama?", "Boleh nama singkat?", "Di addpart:1:machine?", "Di report:1?"]
    assert [tuple(row) for row in told] == [(1, words) for words in asked]
