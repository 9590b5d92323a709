"""Names of people and of businesses, put together at random as people in these regions are called.

Nobody real is meant. What public persons of the regions are called is left out of the lists.
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Naming:
    """What women and men are called in a region: titles (an empty one is none), first and second names."""

    men_titles: tuple[str, ...]
    men: tuple[str, ...]
    men_second: tuple[str, ...]
    women_titles: tuple[str, ...]
    women: tuple[str, ...]
    women_second: tuple[str, ...]
    single: float
    """How many of a hundred, as a fraction, have one name only."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


MADURESE = Naming(
    men_titles=("", "", "", "", "", "", "Moh.", "Moh.", "Ach.", "Abd.", "H.", "Mat"),
    men=_words("""
        Hosnan Marsuki Mashuri Misnadi Tohari Jumali Muzakki Buhari Ruspandi Sahrul Hasbullah Mursidi
        Sudahnan Sunarwi Matsari Jamaluddin Syaiful Rofiki Romli Sholeh Musleh Hamdan Nasir Ghazali
        Zaini Halim Subairi Mukhlis Suhaimi Rohim Jalil Wahid Kusairi Junaidi Asmuni Saruji Mudhar
        Mulyadi Sayuti Badrus Maskur Jauhari Khoirul Anwari Farid Hafid Rusdi Busiri Idris Marzuki Nawawi
        Basri Syamsul Munir
    """),
    men_second=_words("""
        Hidayat Rahman Arifin Hosen Efendi Hariyanto Mustofa Fadli Baihaqi Rosyidi Syafii Mubarok Wafi
        Ridwan Karim Suryadi Hasan Fathoni Salim Holis Anam Bahri Ghufron Matrawi Hamid Sulaiman Yasin
        Dahlan Tamam Zubaidi Qosim Umar Sofyan Basyir Firdaus Maulana Ansori Huri Santoso Wijaya Rohmat
    """),
    women_titles=("", "", "", "", "", "", "", "Siti", "Siti", "Nur", "Nur", "Hj.", "St."),
    women=_words("""
        Hosniyah Musrifah Maimunah Rohemah Juhairiyah Zainab Misnati Suhartatik Sumiyati Aisyah Hotijah
        Munawaroh Romlah Holifah Sulastri Jumaati Mutmainnah Halimah Zubaidah Latifah Rukmini Nadhiroh
        Fatimah Masruroh Khotimah Kholifah Rofiah Hamidah Sittina Suprapti Marhamah Rusmiati Nafisah
        Hasanah Toyyibah Saodah Muniroh Aliyah Muslimah Rahmawati Suhriyah Satuni Sahriyah Zakiyah
        Sumarni Ummi Fadilah Hayati Jannah Laila Imamah Husnul Asiyah Badriyah
    """),
    women_second=_words("""
        Hidayah Hasanah Fitriyah Wahyuni Rohmah Aini Khoiriyah Jamilah Ningsih Mahmudah Azizah Lestari
        Mufidah Qomariyah Safitri Ulfa Sholehah Hamidah Faizah Maghfiroh Yuliana Kamilah Susanti
        Indrayani Handayani Mardiyah Nuraini Sakdiyah Farida Rosidah Maulidah Anggraini Afifah Hotimah
        Wardani
    """),
    single=0.3,
)
JAVANESE = Naming(
    men_titles=("", "", "", "", "", "H.", "Moh.", "M."),
    men=_words("""
        Sukarmin Kasmuri Sutrisno Tarmuji Wartono Suparman Ngadiman Sarmidi Paimin Kusnan Jasmani
        Rusmanto Darsono Mulyono Sumadi Wagimin Lasiman Karjo Samuri Rasmani Nuryanto Supriyanto Jumari
        Slamet Widodo Agus Karyono
    """),
    men_second=_words(
        "Prasetyo Santoso Hartono Purnomo Setiawan Utomo Nugroho Wibowo Susilo Raharjo Subagyo"
    ),
    women_titles=("", "", "", "", "", "", "Siti", "Hj."),
    women=_words("""
        Kasmirah Warsini Ngatini Sumiatun Rukayah Tasmirah Parti Sutini Lasmini Kastini Darmi Sri Endang
        Wiwik Tutik Suwarti Yatini Sumarmi Musri Karsiti Rumini Siyami Juwariyah Suparmi Eko Lilik Umi
        Dwi
    """),
    women_second=_words(
        "Rahayu Lestari Utami Wahyuni Astuti Ningsih Handayani Setyowati Puspita Hartini Wulandari"
    ),
    single=0.45,
)
SASAK = Naming(
    men_titles=("", "", "", "Lalu", "Lalu", "H.", "Muh.", "I Wayan", "I Made"),
    men=_words("""
        Sukri Mahsun Jumahir Sahnan Rusnan Muksin Saparudin Hirpan Marzoan Nasrun Sudirman Mahyudin
        Karyadi Sumardi Jumasih Murdani Suhirman Kamarudin Hilmi Satriawan Supardi
    """),
    men_second=_words("Hadi Wirawan Saputra Gunawan Jayadi Sasaki Ardana Sanjaya Hamdi Rizkiawan"),
    women_titles=("", "", "", "Baiq", "Baiq", "Hj.", "Ni Made", "Ni Ketut"),
    women=_words("""
        Nurhayati Sakmah Raehanun Murniati Hikmah Suharni Mahnim Rohani Jumenah Sulastini Mariani Rukyah
        Mustiani Haeriah Kartini Yuliani Sumiati Rabiah Zuhriah Erniwati
    """),
    women_second=_words("Apriani Suryani Hartati Wahyuni Ratnawati Komalasari Andriani Puspitasari Lestari"),
    single=0.35,
)

LUCKY = _words("""
    Barokah Berkah Sumber_Rejeki Sinar_Jaya Mandiri Melati Mekar_Sari Tunas_Jaya Putra_Kembar Al-Ikhlas
    Sejahtera Maju_Bersama Mitra_Usaha Sari_Rasa Karya_Utama Cahaya Bintang_Timur Harapan_Baru Dua_Putri
    Tiga_Saudara An-Nur Lancar_Jaya Sumber_Makmur Anugerah Surya Kenanga Karya_Bersama Bunga_Tanjung
    Mulya_Abadi Setia_Kawan
""")


def person(rng: Random, naming: Naming, *, is_woman: bool) -> str:
    """A full name, with or without a title."""
    titles, firsts, seconds = (
        (naming.women_titles, naming.women, naming.women_second)
        if is_woman
        else (naming.men_titles, naming.men, naming.men_second)
    )
    title, first, second = rng.choice(titles), rng.choice(firsts), rng.choice(seconds)
    short = title if rng.random() < naming.single else f"{title} {first}"
    names = f"{short} {first}" if short == title else f"{short} {second}"
    return names.strip()


def called(owner: str, *, is_woman: bool) -> str:
    """How neighbours call an owner: Bu Zainab, Pak Hosnan."""
    plain = [
        name for name in owner.split() if not name.endswith(".") and name not in {"I", "Ni", "Nur", "Mat"}
    ]
    given = [name for name in plain if name not in {"Lalu", "Baiq", "Siti", "Wayan", "Made", "Ketut"}]
    return f"{'Bu' if is_woman else 'Pak'} {given[0]}"


def business(rng: Random, made: str, owner: str, *, is_woman: bool) -> tuple[str, str | None]:
    """What a business is called after what it makes or after luck, and its brand if it has one."""
    word = made.split()[0].capitalize()
    chance = rng.random()
    if chance < 0.45:
        return f"{word} {called(owner, is_woman=is_woman)}", None
    brand = rng.choice(LUCKY)
    if chance < 0.8:
        return f"{word} {brand}", brand
    return f"{'CV' if chance > 0.97 else 'UD'} {brand}", brand
