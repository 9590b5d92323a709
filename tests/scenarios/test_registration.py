"""An owner registers her business, with all the turns that people take."""

from tests.stage import Person


async def through_consent(siti: Person) -> None:
    await siti.starts()
    await siti.taps("Daftarkan usaha")
    for _purpose in range(3):
        await siti.taps("Setuju")


async def to_the_product(siti: Person) -> None:
    await through_consent(siti)
    await siti.says("Siti Aminah")
    await siti.taps("Kirim nomor saya")
    await siti.says("Keripik Bu Siti")
    await siti.says("socah")
    await siti.taps("Keleyan")


async def test_siti_registers_her_business(siti: Person) -> None:
    await siti.starts()
    assert siti.sees("layanan resmi Dinas Perindustrian dan Tenaga Kerja Kabupaten Bangkalan")
    assert siti.sees("tidak pernah meminta OTP, PIN, atau uang")

    await siti.taps("Daftarkan usaha")
    assert siti.sees("luar negeri")
    for _purpose in range(3):
        await siti.taps("Setuju")
    assert siti.sees("Siapa nama lengkap pemilik usaha?")

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
    assert siti.question["photo"]
    assert siti.sees("Ini kartu usaha")
