"""The words of numbers: Indonesian, and Javanese and Madurese as they occur."""

from decimal import Decimal
from functools import cache

from dialogue.values.meaning import Lexicon, Meaning, of

ONES = {
    0: "nol zero",
    1: "satu stu siji setunggal settong sittong",
    2: "dua duwa du loro rong kalih dhua dhuwa dhu",
    3: "tiga telu telung tigang tigo tello tallo tellok",
    4: "empat ampat mpat pat papat patang petang sekawan empa empak",
    5: "lima limo limang gangsal gangsalan lema lemak",
    6: "enam anam nem enem nenem ennem",
    7: "tujuh tuju pitu pitung petto pettok",
    8: "delapan dlapan lapan wolu wolung wolong ballu balluk",
    9: "sembilan smbilan songo sanga sango sangang sangak",
}
TEENS = {
    11: "sebelas sewelas sabellas",
    12: "rolas duabelas dubellas",
    13: "telulas",
    14: "patbelas patblas",
    15: "limolas",
    16: "nembelas nemblas",
    17: "pitulas",
    18: "wolulas",
    19: "songolas sangalas",
    21: "selikur",
    22: "rolikur",
    23: "telulikur",
    24: "patlikur",
    25: "selawe",
    26: "nemlikur",
    27: "pitulikur",
    28: "wolulikur",
    29: "songolikur sangalikur",
}
TENS = {
    10: "sepuluh spuluh sepuloh spuloh sepulu sedasa sedoso sapolo saponjul",
    50: "seket",
    60: "sewidak suwidak swidak",
}
TENFOLD = "puluh puloh pulu plh dasa doso polo"
SCALES = {
    3: "ribu rb rebu rbu ribuh ribbu ribuu ewu ebu k",
    6: "juta jt jta juata jutta jeti yuto juto yuta jutah",
    9: "miliar milyar milliar milyard miliard milyart miliyar",
    12: "triliun trilyun trilliun triliyun",
}
ONE_SCALES = {
    3: "seribu serebu sewu saebu saribu seceng ceceng",
    6: "sejuta sayuto sajuta seyuto sakyuto sakjuta",
    9: "semiliar semilyar",
    12: "setriliun",
}
FRACTIONS = {
    "0.5": "setengah stengah stgh stngh stngah stgah setngah setenga separuh separo setangah satengnga",
    "0.25": "seperempat seprapat prapat",
}
LETTERS_IN_PARTS = 3
"""Words shorter than this are not looked for inside another word: rb, k, jt are."""


def _spread(table: dict[int, str], kind: str) -> Lexicon:
    return {word: (of(kind, value),) for value, words in table.items() for word in words.split()}


@cache
def number_words() -> Lexicon:
    """Every word that is part of a number, and what it means there."""
    lexicon = (
        _spread(ONES, "ones") | _spread(TEENS, "teen") | _spread(TENS, "tens") | _spread(SCALES, "scale")
    )
    lexicon |= {w: (of("one", 1), of("scale", p)) for p, words in ONE_SCALES.items() for w in words.split()}
    lexicon |= {w: (Meaning("half", Decimal(v)),) for v, words in FRACTIONS.items() for w in words.split()}
    lexicon |= {word: (of("ones", 1), of("times", 100)) for word in ("seratus", "satus", "saratos", "sratus")}
    lexicon |= {word: (of("times", 100),) for word in ("ratus", "atus", "ratos", "rts")}
    lexicon |= {word: (of("times", 10),) for word in TENFOLD.split()}
    lexicon |= {word: (of("belas", 10),) for word in ("belas", "blas", "welas", "bellas")}
    lexicon |= {f"{word} likur": (of("teen", 20 + n),) for n, words in ONES.items() for word in words.split()}
    lexicon |= {word: (of("quarter", 0),) for word in ("perempat",)}
    lexicon |= {word: (of("point", 0),) for word in ("koma", "coma", "titik")}
    lexicon |= {word: (of("one", 1),) for word in ("se", "sa", "sak")}
    return lexicon


def in_parts(word: str) -> tuple[Meaning, ...]:
    """The meaning of number words written as one, such as duapuluhlimaribu; none if it is anything else."""
    words = number_words()
    best: list[tuple[Meaning, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 10), end):
            head, part = best[start], word[start:end]
            if head is not None and part in words and _may_be_part(part, start == 0):
                best[end] = head + words[part]
    return best[-1] or ()


def _may_be_part(part: str, is_first: bool) -> bool:
    return len(part) >= LETTERS_IN_PARTS or part in ("rb", "jt") or (is_first and part in ("sa", "se", "du"))
