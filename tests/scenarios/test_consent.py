"""Consent: before the first personal question, purpose by purpose, and taken back at any time."""

from tests.scenarios.walks import to_the_end
from tests.stage import Person


async def test_refusing_leaves_a_polite_way_to_an_officer(siti: Person) -> None:
    await siti.starts("pasar_socah")
    await siti.taps("Daftarkan usaha")
    assert siti.place() == (1, 3)
    await siti.taps("Tidak setuju")
    assert siti.sees("Tidak apa-apa; data usaha Bapak/Ibu tidak disimpan")
    assert (await siti.stage.query("SELECT count(*) FROM business"))[0][0] == 0
    await siti.taps("Tanya petugas")
    await siti.says("Kenapa perlu data saya?")
    assert siti.sees("sudah kami simpan untuk petugas")
    await siti.taps("Saya berubah pikiran")
    await siti.taps("Setuju")
    assert siti.sees("pembeli besar dan bank")
    assert (await siti.stage.query("SELECT came_by FROM contact"))[0][0] == "pasar_socah"


async def test_each_answer_is_kept_with_the_words_that_were_shown(siti: Person) -> None:
    await to_the_end(siti)
    await siti.says("/privasi")
    assert siti.sees("Izin katalog umum: Setuju")
    await siti.taps("Ubah: Izin katalog umum")
    await siti.taps("Tidak setuju")
    assert siti.sees("Izin katalog umum: Tidak setuju")
    await siti.taps("Ubah: Daftar IKM dinas")
    await siti.taps("Tidak setuju")
    assert siti.sees("dinas mengurusnya dalam 3 x 24 jam")

    kept = await siti.stage.query("SELECT purpose, given, version, text, address FROM consent ORDER BY id")
    assert [(row.purpose, bool(row.given)) for row in kept] == [
        ("register", True),
        ("sharing", True),
        ("catalog", True),
        ("catalog", False),
        ("register", False),
    ]
    assert all(row.version == "1" and row.address == str(siti.number) for row in kept)
    assert "luar negeri" in kept[0].text and "<b>" not in kept[0].text
    told = await siti.stage.query("SELECT about FROM question")
    assert [row.about for row in told] == ["consent.register"], "the office learns of the withdrawal"

    await siti.says("/data")
    await siti.taps("Ubah data")
    await siti.taps("Data pokok")
    await siti.taps("Nama usaha")
    assert siti.sees("Bolehkah dinas menyimpan"), "nothing more is asked without consent"


async def test_a_button_of_older_words_agrees_to_nothing(siti: Person) -> None:
    await siti.starts()
    await siti.taps("Daftarkan usaha")
    here = siti.question["message_id"]
    await siti.act("press", message_id=here, data="f:1:register:=yes-0", forge=True)
    assert siti.sees("Isi pertanyaannya berubah")
    assert (await siti.stage.query("SELECT count(*) FROM consent"))[0][0] == 0
    await siti.taps("Tidak setuju")
    await siti.taps("Tanya petugas")
    await siti.taps("Tidak jadi")
    await siti.says("daftarkan usaha")
    assert siti.sees("Bolehkah dinas menyimpan"), "who refused is asked again when she wants to register"
