"""Whole records, from the first word to the last section, typed by three people in their own Indonesian.

A line is what the person types; `>` presses a label, `photo` sends a picture, `place` shares a location.
"""

from typing import Any

import pytest

from tests.conftest import KILLED
from tests.stage import Person, Stage

SITI = """
mw dftr usaha sy bu
> Setuju
> Setuju
> Setuju
siti aminah
> Kirim nomor saya
Keripik Bu Siti
kec socah
keleyan
kripik singkong sama peyek
iya
siji
3 orang
kurleb 50 bungkus sehari
iya
photo
> Simpan
> Lengkapi data
> Pemilik dan usaha (0%)
perempuan
belum berbadan usaha
sejak th 2015
Barokah
dsn Barat rt 2 rw 1
place
> Lanjut: Kegiatan usaha
> membuat kerupuk, keripik, dan sejenisnya
iya
> Lanjut: Surat-surat usaha
1234567890123
blm punya
ga punya bu
belum
> Belum punya
blm ada
> Lanjut: Produk
> Tambah
kripik singkong balado
12rb per bks
10 bungkus
2 hari
200 bks seminggu
> Lewati, ingatkan nanti
> Lanjut: Tenaga kerja dan kapasitas
25 hari
2rb bungkus sebulan
> Lanjut: Mesin dan alat
> Tambah
wajan besar
papat
2018
kayu bakar
> Lanjut: Bahan baku
> Tambah
singkong
yg tua
2 kwintal seminggu
> Dari kabupaten ini
mahal kl kemarau
> Lanjut: Peta pemasaran
> Tambah
bangkalan
toko atau pasar
100
> Lanjut: Modal
5 jutaan
iya
gak ada
uang sendiri
> Lanjut: Kendala
modal, kemasan
pengen plastik yg bagus
pelatihan
"""
ROFIQ = """
assalamualaikum pak, kulo badhe ndaftar usaha
> Setuju
> Setuju
> Setuju
moh. rofiq
0819 5566 7788
Celurit Pak Rofiq
kwanyar
dlemer
celurit, arit, pisau dapur
nggih
5
0
3 kodi seminggu
nanti
> Simpan
> Lengkapi data
> Pemilik dan usaha (0%)
laki-laki
UD
1998
skip
nanti saja
lewati
> Lanjut: Kegiatan usaha
> membuat pisau, golok, dan celurit
betul
> Lanjut: Surat-surat usaha
nib 0220001234567
09.254.294.3-407.000
tidak ada
IDM000123456
> Semua bagian
> Produk (0%)
> Tambah
celurit ukir
75-100 ribu per biji
iya
1 kodi
rong minggu
sekodi seminggu
photo
> Lanjut: Tenaga kerja dan kapasitas
26
limang kodi seminggu
> Lanjut: Mesin dan alat
> Tambah
gerinda listrik
2
thn 2020
listrik
> Tambah satu lagi
tungku
1
lewati
kayu bakar
> Lanjut: Bahan baku
> Tambah
per bekas truk
baja
setengah ton sebulan
> Dari kabupaten lain
kadang kosong
> Lanjut: Peta pemasaran
> Tambah
kota surabaya
penjual ulang
60
> Tambah satu lagi
seluruh indonesia
online
40%
> Lanjut: Modal
selawe yuto
sepuluh juta
uang sendiri, bank atau KUR
> Lanjut: Kendala
bahan baku
per truk susah dicari
bantuan alat
"""
NURUL = """
/start
> Daftarkan usaha
> Setuju
> Setuju
> Setuju
Nurul Hidayati
> Kirim nomor saya
Batik Gedog Nurul
tanjung bumi
paseseh
kain batik tulis dan baju batik
ya
2
enam
45 lembar
> Lewati, ingatkan nanti
> Simpan
> Lengkapi data
> Pemilik dan usaha (0%)
Perempuan
kelompok usaha (KUB)
2009
Nurul Batik
Jl. Raya Paseseh 12
place
> Lanjut: Kegiatan usaha
> membatik kain
ya
> Lanjut: Surat-surat usaha
9120001234567
3526096505700001
belum punya
belum punya
> Semua bagian
> Produk (0%)
> Tambah
kain batik tulis gentongan
satu setengah juta per lembar
1 lembar
sebulan
10 lembar sebulan
photo
> Tambah satu lagi
baju batik
Rp 250.000,- per potong
setengah lusin
2 minggu
2 kodi sebulan
photo
> Lanjut: Tenaga kerja dan kapasitas
22
60 lembar
> Lanjut: Mesin dan alat
> Tidak pakai mesin atau alat
> Lanjut: Bahan baku
> Tambah
kain mori
primissima
5 rol sebulan
> Dari kabupaten lain
tidak ada kesulitan
> Lanjut: Peta pemasaran
> Tambah
> Kabupaten Bangkalan
langsung ke pembeli
25
> Tambah satu lagi
jakarta selatan
online
50
> Tambah satu lagi
jepang
industri besar
25
> Lanjut: Modal
sekitar 35 juta
betul
100 jt
koperasi, uang sendiri
> Lanjut: Kendala
pemasaran, tenaga terampil
anak muda jarang yang mau membatik
bantuan pemasaran
"""
PEOPLE: dict[str, tuple[str, str, dict[str, Any]]] = {
    "Siti Aminah": (
        "+6281233445566",
        SITI,
        {
            "capacity": 50,
            "capacity_unit": "bungkus",
            "capacity_period": "hari",
            "capacity_about": True,
            "workers_male": 1,
            "workers_female": 3,
            "year_established": 2015,
            "kbli": "10794",
            "branch": "food",
            "installed": 2000,
            "days_per_month": 25,
            "investment": 5_000_000,
            "investment_about": True,
            "land_building": 0,
        },
    ),
    "Moh. Rofiq": (
        "+6281955667788",
        ROFIQ,
        {
            "capacity": 3,
            "capacity_unit": "kodi",
            "capacity_period": "minggu",
            "workers_male": 5,
            "workers_female": 0,
            "legal_form": "ud",
            "kbli": "25932",
            "kbli_edition": "2025",
            "branch": "metal",
            "installed": 5,
            "investment": 25_000_000,
            "land_building": 10_000_000,
        },
    ),
    "Nurul Hidayati": (
        "+6287711223344",
        NURUL,
        {
            "capacity": 45,
            "workers_female": 6,
            "kbli": "13133",
            "branch": "textile",
            "investment": 35_000_000,
            "investment_about": True,
            "land_building": 100_000_000,
            "days_per_month": 22,
        },
    ),
}
PRODUCTS = {
    "Siti Aminah": [(12_000, None, "bungkus", 10, "bungkus", 2, 200, "bungkus", "minggu")],
    "Moh. Rofiq": [(75_000, 100_000, "pcs", 1, "kodi", 14, 1, "kodi", "minggu")],
    "Nurul Hidayati": [
        (1_500_000, None, "lembar", 1, "lembar", 30, 10, "lembar", "bulan"),
        (250_000, None, "potong", 0.5, "lusin", 14, 2, "kodi", "bulan"),
    ],
}
PRODUCT = """
SELECT price, price_high, price_unit, minimum, minimum_unit, lead_days, capacity, capacity_unit,
       capacity_period FROM product ORDER BY id
"""


async def does(person: Person, line: str) -> None:
    """One line of a script."""
    if line == "photo":
        await person.sends_photo()
    elif line == "place":
        await person.taps("Kirim lokasi ini")
    elif line.startswith("> "):
        await person.taps(line[2:])
    else:
        await person.says(line)
    assert not person.sees("Mohon ") or person.sees("diperiksa") or person.sees("foto"), (line, person.said())


@pytest.mark.parametrize("stage", [KILLED], indirect=True)
@pytest.mark.parametrize("name", PEOPLE)
async def test_a_whole_record_in_her_own_words(stage: Stage, name: str) -> None:
    """With the bot killed after every turn; the demo's people walk as far without."""
    phone, script, expected = PEOPLE[name]
    person = await stage.person(name, phone)
    for line in script.strip().splitlines():
        await does(person, line)
    row = (await stage.query("SELECT * FROM business"))[0]._mapping
    assert {column: row[column] for column in expected} == expected
    assert row["phone"] == phone and row["number"]
    assert [tuple(product) for product in await stage.query(PRODUCT)] == PRODUCTS[name]
    shares = await stage.query("SELECT sum(share) FROM market")
    assert shares[0][0] == 100
    await person.says("menu")
    assert (await stage.query("SELECT count(*) FROM inbox WHERE state <> 'done'"))[0][0] == 0
    assert (await stage.get("state"))["unanswered"] == []
