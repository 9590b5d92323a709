"""Free text outside of a form: it leads there when it is sure, else the best three are offered."""

from tests.scenarios.walks import to_the_workers
from tests.stage import Person


async def test_a_newcomer_who_wants_to_register_is_greeted_and_asked(siti: Person) -> None:
    await siti.says("mw dftr ikm bwt suami sy")
    assert siti.sees("Selamat datang di Wadah IKM")
    assert siti.sees("Bolehkah dinas menyimpan"), siti.said()


LEADS = (
    ("saya mau setor laporan produksi bulan ini", "Produksi Triwulan"),
    ("mau ganti nomor hp dan alamat usaha saya", "Pilih bagian yang mau diisi"),
    ("data saya tolong dihapus saja", "Persetujuan Bapak/Ibu"),
    ("kapan ada temu bisnis lagi pak", "Temu bisnis dan pameran masih kami siapkan"),
    ("pengen ikut pelatihan sama bantuan alat", "Bantuan, pelatihan, perizinan masih kami siapkan"),
    ("minta nomor petugas dong mau telpon", "Silakan tulis pertanyaan"),
)
"""What an owner writes, and what she sees; the last one opens a question to an officer."""


async def test_what_is_sure_leads_there(bu_siti: Person) -> None:
    for words, said in LEADS:
        await bu_siti.says(words)
        assert bu_siti.sees(said), bu_siti.said()


async def test_what_is_not_sure_is_asked_about(bu_siti: Person) -> None:
    await bu_siti.says("itu gimana ya yang kemarin")
    assert bu_siti.sees("Maksud Bapak/Ibu yang mana?"), bu_siti.said()
    assert len(bu_siti.buttons()) >= 4, "three guesses, and the menu"
    first = bu_siti.buttons()[0]
    await bu_siti.taps(first)
    assert not bu_siti.sees("Maksud Bapak/Ibu yang mana?")


async def test_thanks_are_only_thanks(bu_siti: Person) -> None:
    for words in ("makasih ya bu", "ok siap"):
        await bu_siti.says(words)
        assert bu_siti.sees("Kalau perlu apa-apa, tulis saja di sini"), bu_siti.said()


async def test_what_is_left_half_done_stands_first(siti: Person) -> None:
    await to_the_workers(siti)
    await siti.says("/batal")
    await siti.says("itu gimana ya yang kemarin")
    assert siti.buttons()[0] == "Lanjutkan isian"
