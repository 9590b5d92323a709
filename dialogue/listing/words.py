"""What offices write in cells where one of a few answers is meant."""

import re

from dialogue.listing.columns import BY_KEY
from dialogue.words import plain

PHONE_LIKE = re.compile(r"(?:\+?62|0)?8\d{8,11}")
NOTHING = """
- -- --- – — . .. / x n/a na nihil nil null none kosong blm belum tdk tidak #n/a #ref! #value! ?
"""
NOT_THERE = "tidak ada;tdk ada;belum ada;blm ada;tdk punya;belum punya;tidak punya;"
NONE = frozenset(NOTHING.split()) | frozenset(NOT_THERE.split(";"))
"""Words that say that there is nothing; under a paper, that it is not there yet."""
THERE = (
    "ada;ya;sudah;sdh;punya;ok;v;√;✓;✔;yes;terdaftar;aktif;berlaku;sudah ada;sudah punya;sdh ada;sdh punya"
)
HELD = frozenset(THERE.split(";"))
"""Under a paper: it is there, without its number."""
SAID = {
    "gender": {
        "male": "l;lk;laki;laki laki;pria;lelaki;m;male;cowok;bapak;bpk;laki2;laki - laki;lk2",
        "female": "p;pr;perempuan;wanita;w;f;female;ibu;cewek;prp;perempuan/wanita",
    },
    "sector": {
        "agro": (
            "agro;a;industri agro;sektor agro;agroindustri;agro industri;pangan;makanan;makanan minuman;"
            "makanan dan minuman;mamin;hasil pertanian;hasil hutan;agrobisnis;olahan pangan;ia;ikm agro;"
            "makanan & minuman;pangan olahan;makanan ringan;industri pangan;hasil laut;agr"
        ),
        "non_agro": (
            "non agro;non;na;n;nonagro;non-agro;industri non agro;sektor non agro;bukan agro;ikm non agro;"
            "non agro industri;sandang;kimia;logam;aneka;kerajinan;ilmea;kerajinan umum;sandang dan kulit;"
            "kimia dan bahan bangunan;logam dan elektronika;fashion;konveksi;industri aneka;n agro"
        ),
    },
    "legal_form": {
        "none": (
            "belum berbadan hukum;belum;tidak berbadan hukum;non badan hukum;irt;rumah tangga;home industry;"
            "industri rumah tangga;tanpa badan hukum;belum ada;tidak ada;non formal;informal"
        ),
        "sole": "perorangan;perseorangan;pribadi;usaha perorangan;po;orang perseorangan;individu;op;mandiri",
        "ud": "ud;usaha dagang;pd;ud.;perusahaan dagang",
        "cv": "cv;cv.;persekutuan komanditer",
        "pt": "pt;pt.;perseroan terbatas",
        "pt_sole": "pt perorangan;pt. perorangan;perseroan perorangan",
        "cooperative": "koperasi;kop;koperasi produsen;koperasi serba usaha",
        "group": "kub;kelompok;kelompok usaha bersama;kelompok usaha;kube;poktan;paguyuban;gapoktan",
        "firm": "firma;fa",
        "foundation": "yayasan",
    },
    "branch": {
        "food": "pangan;makanan;makanan dan minuman;makanan minuman;mamin;industri pangan;makanan & minuman",
        "textile": "sandang;sandang & kulit;sandang dan kulit;tekstil;pakaian;fashion;konveksi;batik;kulit",
        "chemical": (
            "kimia;kimia & bahan bangunan;kimia dan bahan bangunan;bahan bangunan;kbb;kimia bahan bangunan"
        ),
        "metal": "logam;logam & elektronika;logam dan elektronika;logam mesin;elektronika;logam elektronika",
        "crafts": "kerajinan;kerajinan umum;kerajinan tangan;handicraft;craft;aneka;kerajinan dan umum",
    },
    "capacity_period": {
        "hari": "hari;hr;per hari;/hari;sehari;harian",
        "minggu": "minggu;mgg;per minggu;/minggu;seminggu;mingguan",
        "bulan": "bulan;bln;per bulan;/bulan;/bln;sebulan;bulanan",
        "tahun": "tahun;thn;th;per tahun;/tahun;/thn;setahun;tahunan",
    },
}
"""Of each column, the value and the ways to say it."""
MEANT = {
    key: {plain(word): value for value, words in values.items() for word in words.split(";")}
    for key, values in SAID.items()
}
MEANT["installed_period"] = MEANT["capacity_period"]


GROUP = re.compile(r"\b(?:ind|industri|sektor|ikm|cabang|kelompok) ")
"""What may stand before an answer and adds nothing to it."""


def is_none(text: str) -> bool:
    """Whether a cell is empty or says that there is nothing."""
    return len(text) < 15 and (not text or plain(text) in NONE)


def meant(key: str, text: str) -> str | None:
    """The value that the words of a cell stand for in this column; None if they are not known."""
    said = MEANT.get(key, {})
    words = plain(text)
    bare = re.sub(r"[^\w&]+", " ", words).strip()
    found = said.get(words) or said.get(bare) or said.get(GROUP.sub("", bare).strip())
    if found is None and BY_KEY[key].kind == "choice" and words in {v for v, _label in BY_KEY[key].options}:
        return words
    return found


def says_gender(text: str) -> bool:
    """Whether it is woman or man in one of the ways to write it."""
    return meant("gender", text) is not None


def says_sector(text: str) -> bool:
    """Whether it is agro or non-agro in a long way to write it."""
    return len(text) > 2 and meant("sector", text) is not None
