"""A registered owner: her data, what is missing, changing any of it, help, and the language."""

from tests.scenarios.walks import through_consent, to_the_end, to_the_workers
from tests.stage import Person, Stage


async def test_one_tap_leads_to_what_is_missing(siti: Person) -> None:
    await to_the_end(siti)
    await siti.taps("Menu utama")
    assert siti.sees("Data pokok 90%. Belum diisi: Foto produk.")
    await siti.taps("Isi: Foto produk")
    assert siti.sees("Apakah ada foto produknya?")
    await siti.sends_photo()
    assert siti.sees("Data sudah disimpan")
    await siti.taps("Menu utama")
    assert siti.sees("Data pokok sudah lengkap (100%)")

    await siti.taps("Data saya")
    assert siti.sees("Produksi sebulan: 1.500 bungkus per bulan")
    await siti.taps("Ubah data")
    await siti.taps("Data pokok")
    await siti.taps("Kecamatan")
    await siti.says("Kwanyar")
    assert siti.sees("Desa atau kelurahan mana?"), "a new kecamatan asks for its desa at once"
    await siti.says("Dlemer")
    assert siti.sees("Data sudah disimpan")
    old = await siti.stage.query("SELECT old, words FROM history WHERE field = 'district' ORDER BY id")
    assert [row.words for row in old] == ["Socah", "Kwanyar"] and "35.26.02" in old[1].old
    await siti.taps("Menu utama")
    await siti.taps("Kartu usaha")
    assert siti.sees("Ini kartu usaha")


async def test_a_single_question_can_be_left_without_a_change(siti: Person) -> None:
    await to_the_end(siti)
    await siti.says("menu")
    await siti.taps("Data saya")
    await siti.taps("Ubah data")
    await siti.taps("Data pokok")
    await siti.taps("Nomor HP")
    await siti.taps("Tidak jadi")
    assert siti.sees("tidak ada yang diubah")
    assert not siti.screen["reply_keyboard"]
    await siti.says("halo")
    assert siti.sees("Setiap jawaban langsung tersimpan"), "no form catches these words"


async def test_a_question_to_an_officer_does_not_lose_the_form(siti: Person) -> None:
    await to_the_workers(siti)
    await siti.says("/petugas")
    await siti.says("Apakah anak saya ikut dihitung?")
    assert siti.sees("sudah kami simpan untuk petugas")
    assert siti.place() == (8, 11), "the form goes on by itself"


async def test_menu_words_are_understood_in_every_language(siti: Person) -> None:
    await through_consent(siti)
    await siti.says("/bahasa")
    await siti.taps("English")
    assert siti.sees("From now on: English")
    await siti.says("menu utama")
    assert siti.sees("What would you like to do?")
    await siti.taps("Go on filling in")
    assert siti.sees("What is the full name of the owner?")
    await siti.says("Siti Aminah")
    await siti.says("kembali")
    assert siti.sees("1 of 11")


async def test_a_newcomer_is_greeted_whatever_she_says(siti: Person) -> None:
    await siti.says("assalamualaikum, mau tanya")
    assert siti.sees("Selamat datang di Wadah IKM")
    await siti.says("bantuan")
    assert siti.sees("Setiap jawaban langsung tersimpan")
    await siti.says("/batal")
    assert siti.sees("tidak ada yang sedang diisi")
    await siti.says("/tidakada")
    assert siti.sees("Selamat datang")


async def test_in_a_group_the_bot_only_gives_its_link(stage: Stage, siti: Person) -> None:
    group = {"id": -100500, "type": "supergroup", "title": "IKM Socah"}
    sender = {"id": siti.number, "is_bot": False, "first_name": "Siti"}
    for text in ("/start", "halo semua", "/data"):
        message = {"message_id": 1, "date": 1, "chat": group, "from": sender, "text": text}
        await stage.post("updates", {"update": {"message": message}})
    await stage.settle()
    calls = await stage.get("calls?chat=-100500")
    assert len(calls) == 2, "chatter is left alone"
    assert all("percakapan pribadi" in call["params"]["text"] for call in calls)
