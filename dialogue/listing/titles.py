"""Titles of columns as offices write them, and what such a column holds.

A title is compared without marks, capitals and abbreviations: "Kap. Prod/bln (Kg)" is kapasitas produksi,
with a period and a unit of its own.
"""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from dialogue.i18n import LANGUAGES, Text, Voice, _
from dialogue.listing.columns import BY_KEY
from dialogue.values.units import UNIT_OF

UNUSED = ""
"""The key of a column that is left out."""
ACTION, NOTE = "action", "note"
OURS: dict[str, Text] = {NOTE: _("Notes"), ACTION: _("Action")}
"""The columns that a list has when it is given back."""
WORKERS = "workers"
"""All workers together, men and women."""

WORDS = {
    "number": "nomor register;nomor registrasi;nomor ikm;id ikm;kode ikm;nomor register ikm",
    "owner_name": (
        "nama pemilik;pemilik;nama pengusaha;pengusaha;nama pelaku usaha;pelaku usaha;nama pelaku ikm;"
        "nama pemilik usaha;nama pimpinan;pimpinan;nama penanggung jawab;penanggung jawab;nama lengkap;"
        "nama pemilik ikm;pemilik usaha;nama pemilik perusahaan;nama;nama pengrajin;nama perajin;pengrajin;"
        "nama pelaku industri;pemilik pimpinan;nama pemilik pimpinan;nama pemilik pengelola;nama peserta;"
        "nama pemilik penanggung jawab;nama orang;pelaku ikm;nama sesuai ktp;nama ketua"
    ),
    "gender": "jenis kelamin;jenis kelamin l p;kelamin;jenis kelamin pemilik;l p;gender;laki laki perempuan",
    "phone": (
        "nomor telepon;telepon;telepon wa;nomor handphone;handphone;nomor hp;hp;nomor hp wa;nomor wa;wa;"
        "whatsapp;nomor whatsapp;kontak;nomor kontak;contact person;cp;kontak person;telepon hp;"
        "nomor telepon hp;nomor telepon wa;nomor telepon hp wa;hp wa;nomor telepon pemilik;telepon seluler;"
        "nomor yang bisa dihubungi;nomor telepon handphone;nomor kontak hp"
    ),
    "name": (
        "nama usaha;nama perusahaan;perusahaan;nama ikm;nama industri;nama umkm;nama ukm;nama unit usaha;"
        "nama badan usaha;nama toko;unit usaha;nama usaha ikm;nama perusahaan ikm;nama tempat usaha;"
        "ikm;usaha;nama usaha perusahaan;nama cv ud;nama industri kecil"
    ),
    "legal_form": (
        "bentuk usaha;bentuk badan usaha;badan usaha;badan hukum;bentuk badan hukum;status usaha;"
        "bentuk hukum;jenis badan usaha;legalitas usaha;status badan hukum;bentuk perusahaan"
    ),
    "year_established": (
        "tahun berdiri;tahun pendirian;tahun mulai usaha;mulai usaha;berdiri sejak;tahun usaha;sejak tahun;"
        "tahun mulai;tanggal berdiri;tanggal pendirian;tahun mulai produksi;berdiri tahun;berdiri"
    ),
    "brand": "merek;merk;nama merek;merek dagang;nama merk;merk dagang;merek produk;brand;merk produk",
    "district": "kecamatan;nama kecamatan;kecamatan usaha;wilayah kecamatan",
    "village": (
        "desa;kelurahan;desa kelurahan;kelurahan desa;nama desa;nama desa kelurahan;desa usaha;nama kelurahan"
    ),
    "area_code": "kode wilayah;kode desa",
    "street": (
        "alamat;alamat lengkap;alamat usaha;alamat perusahaan;alamat ikm;alamat pemilik;lokasi;lokasi usaha;"
        "alamat rumah;tempat usaha;alamat tempat usaha;alamat industri;alamat produksi;lokasi produksi;"
        "jalan;nama jalan;dusun;dusun rt rw;rt rw;alamat jalan;jalan dusun;kampung;alamat dusun;"
        "jalan dusun rt rw"
    ),
    "latitude": "latitude;lintang;lat;koordinat lintang;garis lintang",
    "longitude": "longitude;bujur;long;lng;koordinat bujur;garis bujur",
    "main_product": (
        "jenis produk;produk;komoditi;komoditas;produk utama;nama produk;hasil produksi;jenis usaha;"
        "jenis produksi;produk yang dihasilkan;jenis komoditi;jenis produk utama;bidang usaha;jenis industri;"
        "jenis barang;jenis barang yang dihasilkan;usaha produk;macam produk;produksi;jenis produk yang"
        " dihasilkan;jenis hasil produksi;barang yang diproduksi;hasil usaha;komoditi utama;produk unggulan;"
        "jenis usaha produk;nama barang"
    ),
    "sector": (
        "sektor;agro non agro;sektor agro non agro;sektor industri;sektor usaha;kelompok industri;"
        "jenis sektor;agro non;kategori sektor"
    ),
    "kbli": "kbli;kode kbli;nomor kbli;kbli 5 digit;kode klui;kbli 2020;kbli 2025",
    "kbli_edition": "tahun kbli;edisi kbli",
    "branch": "cabang industri;cabang;subsektor;sub sektor;cabang usaha;kelompok cabang industri",
    "nib": "nib;nomor nib;nomor induk berusaha;nib oss;nomor nib oss;nib nomor induk berusaha",
    "npwp": "npwp;nomor npwp;npwp usaha;npwp pemilik;npwp pribadi;nomor pokok wajib pajak",
    "pirt": "pirt;p irt;nomor pirt;sppirt;spp irt;izin pirt;nomor p irt;pirt spp irt;nomor spp irt",
    "halal": "halal;sertifikat halal;nomor halal;nomor sertifikat halal;sertifikasi halal",
    "sni": "sni;sertifikat sni;nomor sni;nomor sertifikat sni",
    "trademark": "haki;hki;nomor haki;nomor hki;sertifikat merek;nomor merek;pendaftaran merek;hak merek",
    "workers_male": (
        "tenaga kerja laki laki;tenaga kerja l;tenaga kerja pria;laki laki;pria;pekerja laki laki;"
        "jumlah tenaga kerja laki laki;jumlah tenaga kerja l;karyawan laki laki;karyawan l;"
        "jumlah tenaga kerja pria;tenaga kerja orang l;tenaga kerja orang laki laki"
    ),
    "workers_female": (
        "tenaga kerja perempuan;tenaga kerja p;tenaga kerja wanita;perempuan;wanita;pekerja perempuan;"
        "jumlah tenaga kerja perempuan;jumlah tenaga kerja p;karyawan perempuan;karyawan p;"
        "jumlah tenaga kerja wanita;tenaga kerja orang p;tenaga kerja orang perempuan"
    ),
    WORKERS: (
        "tenaga kerja;jumlah tenaga kerja;jumlah karyawan;karyawan;jumlah pekerja;pekerja;"
        "tenaga kerja jumlah;total tenaga kerja;tenaga kerja total;jumlah naker;"
        "tenaga kerja orang;tenaga kerja orang jumlah"
    ),
    "capacity": (
        "kapasitas produksi;kapasitas;kapasitas produksi jumlah;jumlah produksi;volume produksi;"
        "kapasitas jumlah;kapasitas produksi volume;kapasitas produksi nilai;produksi jumlah;"
        "produksi volume;jumlah kapasitas produksi;kapasitas produksi banyaknya"
    ),
    "capacity_unit": (
        "satuan;satuan produksi;kapasitas produksi satuan;satuan kapasitas;kapasitas satuan;"
        "satuan kapasitas produksi;produksi satuan;unit satuan"
    ),
    "capacity_period": "periode produksi;periode;kapasitas produksi periode;periode kapasitas",
    "installed": "kapasitas terpasang;kapasitas terpasang jumlah;kapasitas maksimal",
    "installed_unit": "kapasitas terpasang satuan;satuan kapasitas terpasang",
    "days_per_month": "hari kerja sebulan;hari kerja;hari kerja bulan;jumlah hari kerja",
    "investment": (
        "nilai investasi;investasi;modal;nilai modal;modal usaha;nilai investasi usaha;jumlah investasi;"
        "total investasi;modal investasi;besar modal;modal kerja;nilai aset;aset;besar investasi"
    ),
    "land_building": "tanah bangunan;tanah dan bangunan;nilai tanah bangunan;nilai tanah dan bangunan",
    "constraint_note": "kendala;permasalahan;masalah;hambatan;kesulitan;kendala usaha;permasalahan usaha",
    ACTION: "tindakan",
    NOTE: "catatan",
    UNUSED: (
        "nomor;nomor urut;nik;nomor ktp;nomor nik;ktp;nik pemilik;nilai produksi;omzet;omset;nilai penjualan;"
        "kabupaten;kota;kabupaten kota;provinsi;keterangan;email;surel;kode pos;tanggal lahir;tempat lahir;"
        "tempat tanggal lahir;umur;usia;pendidikan;bahan baku;nilai bahan baku;pemasaran;daerah pemasaran;"
        "wilayah pemasaran;mesin;peralatan;mesin peralatan;jumlah mesin;website;media sosial;instagram;foto;"
        "tanggal input;tanggal data;tahun data;petugas;izin usaha;nomor izin;iumk;siup;tdp;tdi;iui;bpom;"
        "status;tingkat;skala usaha;kelas usaha;harga;harga jual;paraf;tanda tangan;jumlah;total;bantuan;"
        "pelatihan;ekspor;nilai ekspor;tujuan ekspor;rt;rw;nomor kk;tanggal nib;tanggal;bulan;tahun;agama;"
        "jumlah unit usaha;nilai bahan baku penolong;sumber modal;nomor rumah"
    ),
}
"""What such a column is called, in words as `plain_title` leaves them."""

SHORT = {
    "no": "nomor", "nmr": "nomor", "nomer": "nomor", "nm": "nama", "tlp": "telepon", "telp": "telepon",
    "tlpn": "telepon", "telpon": "telepon", "telephone": "telepon", "phone": "telepon", "tel": "telepon",
    "jml": "jumlah", "jmlh": "jumlah", "jlh": "jumlah", "tk": "tenaga kerja", "naker": "tenaga kerja",
    "kap": "kapasitas", "kaps": "kapasitas", "prod": "produksi", "prodksi": "produksi", "kec": "kecamatan",
    "ds": "desa", "kel": "kelurahan", "dsn": "dusun", "jl": "jalan", "jln": "jalan", "kab": "kabupaten",
    "lk": "laki laki", "pr": "perempuan", "lelaki": "laki laki", "laki2": "laki laki", "prsh": "perusahaan",
    "perush": "perusahaan", "ush": "usaha", "almt": "alamat", "jns": "jenis", "th": "tahun", "thn": "tahun",
    "tgl": "tanggal", "sat": "satuan", "inv": "investasi", "invest": "investasi", "klmn": "kelamin",
    "jk": "jenis kelamin",
    "whatapp": "whatsapp", "prop": "provinsi", "sert": "sertifikat", "bdn": "badan", "pengushaa": "pengusaha",
}  # fmt: skip
"""Abbreviations, in words of their own."""

PERIODS = {
    "hari": "hari hr harian hri", "minggu": "minggu mgg mg mnggu mingguan", "bulan": "bulan bln bl bulanan",
    "tahun": "tahun thn th tahunan",
}  # fmt: skip
PERIOD_OF = {word: period for period, words in PERIODS.items() for word in words.split()}
PER = re.compile(rf"(?:\bper\b|/|\()\s*({'|'.join(sorted(PERIOD_OF, key=len, reverse=True))})\b\.?")
THOUSANDS = re.compile(
    r"rp\.?\s*\(?\s*[.,x]?\s*1?[.,]?000\b(?![.,]\d)|\bribu(?:an)?\b|x\s*1[.,]?000\b|\b000\s*rp|\brb\b|\(\s*000\s*\)"
)
MILLIONS = re.compile(r"\bjuta(?:an)?\b|\bjt\b|x\s*1[.,]?000[.,]?000\b|rp\.?\s*1?[.,]?000[.,]?000\b")
MONEY_WORDS = re.compile(
    r"\(?\b(?:dalam|dlm|x|rp|rupiah|ribu(?:an)?|juta(?:an)?|jt|rb)\b\.?|\d[\d.,]*|,-|\bx\b"
)
NO_TITLE = re.compile(r"[^a-z0-9]+")
CLOSE = 87
"""Likeness (0-100) from which a title is taken for a misspelt one."""


@dataclass(frozen=True)
class Title:
    """What a column's title says: what the column holds, and the size, unit and period of its numbers."""

    key: str
    likeness: int
    """0-100; 0 for a title that nobody knows."""
    scale: int = 1
    """Rupiah that one stands for: 1,000 under "(Rp. 000)"."""
    unit: str = ""
    period: str = ""
    says_rupiah: bool = False


@cache
def _known() -> dict[str, str]:
    """The key of each title: the register's own in every language first, then the synonyms."""
    known = {" ".join(_plain(synonym)): key for key, words in WORDS.items() for synonym in words.split(";")}
    for language in LANGUAGES:
        voice = Voice(language)
        own = {voice.say(column.title): column for column in BY_KEY.values()}
        known |= {
            " ".join(_plain(title)): column.key if column.is_read else UNUSED for title, column in own.items()
        }
        known |= {" ".join(_plain(voice.say(title))): key for key, title in OURS.items()}
    return known


def is_ours(title: str, key: str) -> bool:
    """Whether it is the register's own title of that column, to the letter, in any of the languages."""
    own = BY_KEY[key].title if key in BY_KEY else OURS.get(key)
    return own is not None and title in [Voice(language).say(own) for language in LANGUAGES]


def _plain(title: str) -> list[str]:
    words = NO_TITLE.sub(" ", title.lower().replace("p-irt", "pirt").replace("p.irt", "pirt")).split()
    return [long for word in words for long in SHORT.get(word, word).split()]


@cache
def read_title(title: str) -> Title:
    """What a title says, by its words or by ones that are close to them."""
    words = title.lower()
    period = PER.search(words)
    scale = 1_000_000 if MILLIONS.search(words) else 1000 if THOUSANDS.search(words) else 1
    bare = PER.sub(" ", words)
    for said in (words, bare, re.sub(r"\([^)]*\)?", " ", bare), MONEY_WORDS.sub(" ", bare)):
        key, likeness = _key(said)
        if likeness:
            break
    unit = next((UNIT_OF[word] for word in re.findall(r"[a-z]+", _bracket(words)) if word in UNIT_OF), "")
    is_money = key in ("investment", "land_building")
    return Title(
        key=key,
        likeness=likeness,
        scale=scale if is_money else 1,
        unit=unit if key in ("capacity", "installed") else "",
        period=PERIOD_OF[period[1]] if period and key in ("capacity", "installed") else "",
        says_rupiah=is_money and ("rp" in words or "rupiah" in words),
    )


def _bracket(words: str) -> str:
    found = re.search(r"\(([^)]*)\)?", words)
    return found[1] if found else ""


@cache
def _key(said: str) -> tuple[str, int]:
    """The key of the title and how like it is; the last words alone may name it: "Alamat / Desa"."""
    words = _plain(said)
    if not words:
        return UNUSED, 0
    known = _known()
    whole = " ".join(words)
    if whole in known:
        return known[whole], 100
    found = process.extractOne(whole, known.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE)
    if found and len(whole) > 4:
        return known[found[0]], int(found[1])
    turned = process.extractOne(whole, known.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=93)
    return (known[turned[0]], int(turned[1]) - 5) if turned and len(words) > 1 else (UNUSED, 0)
