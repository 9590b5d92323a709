"""The people of the demo and what they did in the chat so far."""

from typing import NamedTuple

from bot.invented.offices import BANGKALAN, MATARAM
from storage.role import ADMIN, HEAD, OFFICER

Acts = tuple[str, ...]


class Hired(NamedTuple):
    """Somebody who works in an office."""

    name: str
    phone: str
    note: str
    role: str
    region: str


OWNER = (
    "Pemilik dan usaha",
    "Perempuan",
    "Perorangan",
    "=2012",
    "=Gedog Nurul",
    "=Dusun Timur RT 03 RW 01",
    "=lewati",
)
PAPERS = (
    "=/lengkapi",
    "Surat-surat usaha",
    "=0256010045123",
    "=belum punya",
    "=belum punya",
    "=lewati",
)
FIRST_PRODUCT = (
    "=/lengkapi",
    "Produk (0%)",
    "Tambah",
    "=Kain batik tulis gedog",
    "=350 ribu per lembar",
    "=1 lembar",
    "=2 minggu",
    "=20 lembar sebulan",
    "photo",
)
SECOND_PRODUCT = (
    "Tambah satu lagi",
    "=Baju batik pria",
    "=150-200 ribu per potong",
    "=ya",
    "=1 lusin",
    "=10 hari",
    "=3 kodi sebulan",
    "=lewati",
)
LAST_REPORT = (
    "=/produksi",
    "Produksi Triwulan",
    "Isi laporan",
    "=120 lembar",
    "=350 ribu",
    "=40 juta",
    "Simpan",
)
"""Of the quarter before this one: this quarter's can then be handed in with one press."""
TO_REGISTRATION = (
    "start",
    "?Kabupaten Bangkalan",
    "Daftarkan usaha",
    "Setuju",
    "Setuju",
    "Setuju",
    "?Belum ada",
)
PEOPLE: tuple[tuple[str, str, str, Acts], ...] = (
    ("Siti Aminah", "+6281233445566", "Pemilik baru", ()),
    (
        "Moh. Rofiq",
        "+6281955667788",
        "Setengah jalan mendaftar",
        (*TO_REGISTRATION, "=Mohammad Rofiq", "Kirim nomor saya", "=Celurit Pak Rofiq", "=kwanyar"),
    ),
    (
        "Nurul Hidayati",
        "+6287711223344",
        "Sudah terdaftar",
        (
            *TO_REGISTRATION,
            "=Nurul Hidayati",
            "Kirim nomor saya",
            "=Batik Gedog Nurul",
            "=Tanjung Bumi",
            "=Paseseh",
            "=kain batik tulis dan baju batik",
            "Non-agro: kain, logam, batu, dan lainnya",
            "=2",
            "=6",
            "=45 lembar",
            "photo",
            "Simpan",
            "Lengkapi data",
            *OWNER,
            *PAPERS,
            *FIRST_PRODUCT,
            *SECOND_PRODUCT,
            *LAST_REPORT,
        ),
    ),
)
"""Name, number, note, and what the person did so far: `=` types words, `photo` sends one, `?` presses what
only several offices with registers ask, anything else presses what has these words on it."""
HEAD_OF_OFFICE = Hired("Bambang Hariyanto", "+6281344556677", "Kepala dinas Bangkalan", HEAD, BANGKALAN)
STAFF = (
    Hired("Rina Wulandari", "+6281344556600", "Petugas dinas Bangkalan", OFFICER, BANGKALAN),
    HEAD_OF_OFFICE,
    Hired("Lalu Wirawan", "+6281799001122", "Petugas dinas Kota Mataram", OFFICER, MATARAM),
    Hired("Ratna Kusuma", "+6281233009988", "Pengelola layanan", ADMIN, BANGKALAN),
)
"""Who works in the offices."""
HELPER = ("Dewi Lestari", "+6287855667788", "Diundang jadi petugas lapangan")
INVITES = ("=/kantor", "Orang di kantor", "Undang orang", "Petugas lapangan", f"={HELPER[0]}")
