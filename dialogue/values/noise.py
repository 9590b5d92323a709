"""Words around a value: polite ones that change nothing, those that make it approximate, those that say
that there is none. A word that is not here is never passed over."""

from functools import cache

from dialogue.values.meaning import Lexicon, of

POLITE = """
    ya iya y yaa yo yoi iyo nggih inggih enggih njih ok oke baik bu ibu buk ibuk bpk bapak pak mas
    mbak mba mbk kak kakak kk bos boss gan sis dik dek adik pakde bude budhe admin om tante cak cik
    ning neng bang abang tuan petugas lek lik gaes bun bund bunda mbakyu kang teh saya sy sya aku
    kami kita kulo kula lah deh sih kok dong kan mah toh to nih ni tu tuh loh lho itu ini niku niki
    maaf mf permisi tolong terima kasih terimakasih makasih trimakasih trims tks thanks thx suwun
    matur nuwun assalamualaikum aslm insyaallah insya allah alhamdulillah halo hai eh hmm hm em oh
    wah hehe haha wkwk wkwkwk aja saja sja ae doang tok thok cuma cuman cm hanya hny baru sudah sdh
    udah udh dah sampun wis ada onok wonten ono pas tepat persis pastinya tepatnya yaitu yakni
    adalah ialah sebesar sebanyak senilai jumlah jumlahnya total totalnya jml semua semuanya kalau
    kalo klo untuk utk yang yg sekarang skrg skr bisa biasanya biasa biasane umumnya jawab jawabnya
    jawaban jawabannya segitu begitu gitu dari dr nya
"""
POLITE_PHRASES = (
    "saat ini",
    "sama sekali",
    "selamat pagi",
    "selamat siang",
    "selamat sore",
    "selamat malam",
    "kalau tidak salah",
    "kalo ga salah",
    "kalau gak salah",
    "wa alaikum salam",
    "as salamu alaikum",
)
ABOUT = """
    sekitar sekitaran sktr skitar sekiter skt kira kira2 kurleb kurlebih krg hampir hampr mendekati
    mungkin paling sekira sekiranya kirakira kisaran rata rerata kayaknya kyknya kayanya sepertinya
    lebih kurang lbh plus minimal minim minimum maksimal maksimum max maks min2 sedikitnya
    setidaknya udakara udakoro watara lebihan kadang dikisaran min taksiran perkiraan perkiraannya
    kurangan luwih kintun wetara
"""
ABOUT_PHRASES = (
    "kira kira",
    "kurang lebih",
    "krg lbh",
    "kurang lbh",
    "krg lebih",
    "lebih kurang",
    "lebih dari",
    "kurang dari",
    "lebih sedikit",
    "lebih dikit",
    "kurang sedikit",
    "kurang dikit",
    "rata rata",
    "di atas",
    "diatas",
    "di bawah",
    "dibawah",
    "ke atas",
    "keatas",
    "ke bawah",
    "kebawah",
    "plus minus",
    "plus min",
    "paling tidak",
    "paling sedikit",
    "paling dikit",
    "paling banyak",
    "paling banter",
    "paling cuma",
    "di kisaran",
    "di sekitar",
    "kadang kadang",
    "luwih kurang",
    "kirang langkung",
    "langkung kirang",
    "kurang luwih",
)
RANGES = "sampai sampe smpai smp sampek nyampe hingga hingga sd ngantos nganti tekan"
NONE_WORDS = "nihil kosong tadak tadha none null"
HAVE = "ada punya pny duwe duwe onok ono gadah wonten adalah pernah tersedia ndue nduwe due andi andik andhi"
NOT = """
    tidak tdk tak gak ga nggak ngga enggak engga ndak nda ndek g gk kagak ora ra gag ngak mboten
    boten durung dereng belum blm blum belom blom dak tada tade
"""
MARKS = {
    "-": "dash",
    "/": "slash",
    "+": "plus",
    "%": "percent",
    "@": "at",
    "=": "equals",
    "<": "about",
    ">": "about",
    ":": "sep",
    "$": "foreign",
    "€": "foreign",
    "£": "foreign",
    "¥": "foreign",
}


@cache
def noise() -> Lexicon:
    """Words that may stand around any amount."""
    lexicon: Lexicon = {word: (of("noise"),) for word in (*POLITE.split(), *POLITE_PHRASES)}
    lexicon |= {word: (of("about"),) for word in (*ABOUT.split(), *ABOUT_PHRASES)}
    lexicon |= {word: (of("range"),) for word in RANGES.split()}
    lexicon |= {word: (of("or"),) for word in ("atau", "ato", "atw", "utawa", "utowo", "otaba")}
    lexicon |= {
        word: (of("and"),) for word in ("dan", "dn", "sama", "karo", "lan", "ambi", "serta", "ditambah")
    }
    lexicon |= {word: (of("between"),) for word in ("antara", "antarane", "antaranya")}
    lexicon |= {mark: (of(kind),) for mark, kind in MARKS.items()} | {"an": (of("an"),)}
    lexicon |= {word: (of("minus"),) for word in ("minus", "negatif")}
    lexicon |= {word: (of("none"),) for word in NONE_WORDS.split()}
    lexicon |= {word: (of("not"),) for word in NOT.split()}
    pairs = (f"{no} {have}" for no in NOT.split() for have in HAVE.split())
    lexicon |= {pair: (of("none"),) for pair in pairs}
    lexicon |= {
        word: (of("none"),) for word in ("gada", "gaada", "gakada", "gapunya", "gakpunya", "belumada")
    }
    return lexicon


def says_none(kinds: list[str], *also: str) -> bool:
    """Whether only "there is none", or a lone dash, was said; `also` are kinds that may stand by it."""
    said = [kind for kind in kinds if kind not in ("noise", "sep", "about", *also)]
    return bool(said) and (set(said) == {"dash"} or set(said) == {"none"} or said == ["not"])
