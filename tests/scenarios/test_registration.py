"""An owner registers her business, with the turns that people take on the way."""

from datetime import timedelta

from tests.scenarios.walks import to_the_kecamatan, to_the_review, to_the_workers
from tests.stage import Person, Stage


async def test_siti_registers_her_business(siti: Person) -> None:
    await siti.starts()
    assert siti.sees("layanan resmi Dinas Perindustrian dan Tenaga Kerja Kabupaten Bangkalan")
    assert siti.sees("tidak pernah meminta OTP, PIN, atau uang")

    await siti.taps("Daftarkan usaha")
    assert siti.sees("luar negeri")
    for _purpose in range(3):
        await siti.taps("Setuju")
    assert siti.sees("Siapa nama lengkap Bapak/Ibu pemilik usaha?")

    await siti.says("Siti Aminah")
    assert siti.sees("Dicatat: Siti Aminah")
    await siti.taps("Kirim nomor saya")
    assert siti.sees("Dicatat: 0812-3344-5566")
    await siti.says("Keripik Bu Siti")
    await siti.taps("Nama lainnya")
    await siti.taps("Socah")
    await siti.taps("Keleyan")
    assert siti.sees("Dicatat: Keleyan")
    await siti.says("keripik singkong balado")
    assert siti.sees("sepertinya termasuk agro")
    await siti.taps("Agro: makanan")
    await siti.taps("2")
    await siti.says("3 orang")
    await siti.says("1.500 bungkus")
    assert siti.sees("Dicatat: 1.500 bungkus per bulan")
    await siti.sends_photo()
    assert siti.sees("Mohon diperiksa sekali lagi")
    assert siti.sees("Produk utama: keripik singkong balado")
    await siti.taps("Simpan")
    assert siti.sees("IKM-3526-00001")
    assert siti.sees("Ini kartu usaha")

    row = (await siti.stage.query("SELECT * FROM business"))[0]._mapping
    assert (row["name"], row["village"], row["workers_female"]) == ("Keripik Bu Siti", "35.26.02.2002", 3)
    assert (row["capacity"], row["capacity_unit"], row["state"]) == (1500, "bungkus", "submitted")
    words = {field: words for field, words in await siti.stage.query("SELECT field, words FROM history")}
    assert words["workers_female"] == "3 orang"
    photo = await siti.stage.query(
        "SELECT length(content) FROM attachment WHERE id = :id", id=row["photo_id"]
    )
    assert photo[0][0] > 0
    assert (await siti.stage.get("state"))["unanswered"] == []


async def test_she_goes_back_keeps_corrects_and_skips(siti: Person) -> None:
    await to_the_workers(siti)
    assert siti.place() == (8, 11)
    await siti.taps("Kembali")
    assert siti.sees("Sekarang: Agro")
    await siti.taps("Kembali")
    assert siti.place() == (6, 11)
    await siti.says("kain batik tulis")
    assert siti.place() == (8, 11), "what was answered before is not asked again"
    await siti.taps("Kembali")
    assert siti.sees("sepertinya termasuk non-agro")
    await siti.says("betul")
    await siti.says("lewati")
    assert siti.sees("Yang ini perlu diisi")
    for answer in ("2", "6", "45 lembar"):
        await siti.says(answer)
    await siti.taps("Lewati, ingatkan nanti")
    assert siti.sees("Foto produk: belum diisi")

    await siti.taps("Ubah: Nama usaha")
    assert siti.sees("Sekarang: Usaha Siti Aminah")
    await siti.says("Batik Siti")
    assert siti.sees("Nama usaha: Batik Siti")
    await siti.taps("Ubah: Kecamatan")
    await siti.says("Kwanyar")
    assert siti.sees("Desa atau kelurahan mana?"), "the old desa is not in the new kecamatan"
    await siti.says("Dlemer")
    assert siti.sees("Kecamatan: Kwanyar") and siti.sees("Desa atau kelurahan: Dlemer")
    await siti.taps("Simpan")
    assert siti.sees("Batik Siti sudah terdaftar")


async def test_she_stops_and_comes_back_after_a_month(stage: Stage, siti: Person) -> None:
    await to_the_workers(siti)
    await siti.says("/batal")
    assert siti.sees("Yang sudah diisi tetap tersimpan")
    stage.clock.offset += timedelta(days=30)
    await stage.reopen()
    await siti.says("saya mau lanjut yang kemarin")
    assert siti.sees("Maksud Bapak/Ibu yang mana?") and siti.buttons()[0] == "Lanjutkan isian"
    await siti.starts()
    assert siti.sees("Kita lanjutkan dari yang tadi")
    assert siti.place() == (8, 11)
    await siti.says("2")
    assert siti.place() == (9, 11)


async def test_her_number_is_the_next_one_of_the_office(stage: Stage, siti: Person) -> None:
    await to_the_review(siti)
    rofiq = await stage.person("Mohammad Rofiq", "+6281955667788")
    await to_the_review(rofiq)
    await rofiq.taps("Simpan")
    assert rofiq.sees("IKM-3526-00001")
    await siti.taps("Simpan")
    assert siti.sees("IKM-3526-00002")
    await siti.taps("Daftarkan usaha")
    assert siti.sees("sudah terdaftar dengan nomor IKM-3526-00002")


async def test_a_press_made_twice_is_one_answer(siti: Person) -> None:
    await to_the_workers(siti)
    men = siti.question
    await siti.taps("2")
    before = siti.question
    await siti.presses_again(men, "2")
    assert siti.question == before, "the same press again says nothing"
    await siti.presses_again(men, "5")
    assert siti.sees("pertanyaan yang sudah lewat") and siti.place() == (9, 11)
    await siti.presses_again(men, "4")
    assert not siti.answers, "explained once, then silence"
    assert (await siti.stage.query("SELECT workers_male FROM business"))[0][0] == 2
    assert (await siti.stage.get("state"))["unanswered"] == []


async def test_a_question_may_be_asked_about(siti: Person) -> None:
    await to_the_kecamatan(siti)
    await siti.taps("Contoh?")
    assert siti.sees("Contoh: Arosbaya")
    await siti.taps("Tanya petugas")
    assert siti.sees("Silakan tulis pertanyaan")
    await siti.says("Usaha saya di dua kecamatan, pilih yang mana?")
    assert siti.sees("Pertanyaan sudah kami simpan") and siti.place() == (4, 11)
    await siti.taps("Tanya petugas")
    await siti.taps("Tidak jadi")
    assert siti.place() == (4, 11)
    kept = await siti.stage.query("SELECT about, text FROM question")
    assert [tuple(row) for row in kept] == [
        ("registration.district", "Usaha saya di dua kecamatan, pilih yang mana?")
    ]


async def test_nothing_is_registered_without_save(siti: Person) -> None:
    await to_the_review(siti)
    await siti.says("/data")
    assert siti.sees("Konsep, belum disimpan")
    await siti.taps("Ubah data")
    await siti.taps("Nama usaha")
    await siti.says("Keripik Siti Jaya")
    assert siti.sees("Mohon diperiksa sekali lagi"), "a draft goes back to its review"
    assert (await siti.stage.query("SELECT number FROM business"))[0][0] is None
    await siti.taps("Simpan")
    assert siti.sees("Keripik Siti Jaya sudah terdaftar")
