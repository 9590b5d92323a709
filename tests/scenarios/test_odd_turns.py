"""Turns that people take by mistake, late, or together: nothing is written where it does not belong."""

from datetime import UTC, datetime

from storage import part
from storage.product import Product
from tests.scenarios.test_production import reports
from tests.scenarios.test_sections import opens
from tests.scenarios.test_together import invited
from tests.stage import Person


async def test_an_old_reports_button_writes_to_no_other_period(bu_siti: Person) -> None:
    clock = bu_siti.stage.clock
    clock.offset += datetime(2026, 11, 23, 2, tzinfo=UTC) - clock.now()
    await bu_siti.stage.reopen()
    await bu_siti.says("/produksi")
    await reports(bu_siti, "4.500 bungkus", "15rb", "65 jt")
    await bu_siti.taps("Simpan")
    await bu_siti.taps("Lihat laporan")
    old = bu_siti.question
    clock.offset += datetime(2027, 5, 20, 2, tzinfo=UTC) - clock.now()
    await bu_siti.stage.reopen()
    await bu_siti.presses_again(old, "Harga satuan")
    assert bu_siti.sees("Laporan periode itu sudah ditutup") and bu_siti.sees("Produksi Triwulan II 2027")
    kept = await bu_siti.stage.query("SELECT period, price FROM production_report")
    assert [tuple(row) for row in kept] == [("2026-Q4", 15000)]


async def test_words_refused_at_one_question_are_kept_at_no_other(bu_siti: Person) -> None:
    await opens(bu_siti, "Produk")
    await bu_siti.taps("Tambah")
    for answer in ("Keripik", "entah ya", "tidak tentu"):
        await bu_siti.says(answer)
    assert "Catat apa adanya" in bu_siti.buttons()
    await opens(bu_siti, "Produk")
    await bu_siti.taps("Keripik")
    await bu_siti.taps("Lama pengerjaan")
    assert "Catat apa adanya" not in bu_siti.buttons()
    await bu_siti.says("catat apa adanya")
    assert (await bu_siti.stage.query("SELECT flagged FROM product"))[0][0] in (None, "null")


async def test_a_label_typed_is_a_button_pressed(bu_siti: Person) -> None:
    await opens(bu_siti, "Kendala")
    await bu_siti.taps("Modal")
    await bu_siti.says("selesai")
    assert bu_siti.sees("Dicatat: Modal")
    await opens(bu_siti, "Surat-surat usaha")
    await bu_siti.says("123456789012")
    await bu_siti.says("ya")
    assert bu_siti.sees("Dicatat: 0123456789012")


async def test_a_long_record_comes_in_several_messages(bu_siti: Person) -> None:
    async with bu_siti.stage.house.store.writing() as db:
        for number in range(40):
            name = f"Keripik singkong nomor {number} " + "x" * 80
            await part.add(db, Product, 1, bu_siti.stage.clock.now(), name=name)
        await db.commit()
    await bu_siti.says("/data")
    assert bu_siti.sees("nomor 0 ") and bu_siti.sees("nomor 39 ") and bu_siti.sees("Kendala")
    assert max(len(bu_siti.words(message)) for message in bu_siti.answers) <= 4096
    assert "Ubah data" in bu_siti.buttons()


async def test_without_consent_nothing_is_written(bu_siti: Person) -> None:
    payload = await invited(bu_siti)
    pak = await bu_siti.stage.person("Pak Aminudin", "+6281955667788")
    await pak.starts(payload)
    await pak.taps("Ya, saya ikut")
    await opens(bu_siti, "Mesin dan alat")
    machines = bu_siti.question
    await bu_siti.says("/privasi")
    await bu_siti.taps("Ubah: Daftar IKM dinas")
    await bu_siti.taps("Tidak setuju")
    for label in ("Tidak pakai mesin atau alat", "Tambah"):
        await bu_siti.presses_again(machines, label)
        assert bu_siti.sees("Bolehkah dinas menyimpan")
    await pak.says("/privasi")
    await pak.taps("Ubah: Daftar IKM dinas")
    await pak.taps("Setuju")
    await pak.says("/lengkapi")
    await pak.taps("Modal (0%)")
    assert pak.sees("Pemiliknya menarik persetujuan"), "the owner's no stops her helper too"
    assert (await bu_siti.stage.query("SELECT count(*) FROM machine"))[0][0] == 0
    assert (await bu_siti.stage.query("SELECT without FROM business"))[0][0] in (None, "null")


async def test_a_helper_lets_nobody_in_and_registers_a_business_of_his_own(bu_siti: Person) -> None:
    payload = await invited(bu_siti)
    mine = bu_siti.question["message_id"]
    await bu_siti.act("press", message_id=mine, data=f"joined:{payload.removeprefix('usaha_')}", forge=True)
    assert bu_siti.sees("sudah ikut mengisi"), "the owner does not become her own guest"
    pak = await bu_siti.stage.person("Pak Aminudin", "+6281955667788")
    await pak.starts(payload)
    await pak.taps("Ya, saya ikut")
    await pak.says("/daftar")
    await pak.taps("Setuju")
    await pak.act("press", message_id=pak.question["message_id"], data="invite:1", forge=True)
    assert pak.sees("Hanya pemilik data")
    await pak.act("press", message_id=pak.question["message_id"], data="another", forge=True)
    assert pak.sees("Siapa nama lengkap Bapak/Ibu pemilik usaha?"), "he is not Siti"
    await bu_siti.says("/data")
    await bu_siti.taps("Ajak orang lain ikut mengisi")
    assert bu_siti.sees("ikut mengisi data ini: 1")
    await bu_siti.taps(next(label for label in bu_siti.buttons() if label.startswith("Keluarkan")))
    await pak.says("/data")
    assert "Usaha Siti Aminah" not in pak.said()


async def test_what_is_forwarded_leads_nowhere(bu_siti: Person) -> None:
    await bu_siti.act("text", text="mau lapor produksi", forwarded=True)
    assert bu_siti.sees("belum paham")
