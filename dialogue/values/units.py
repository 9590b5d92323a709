"""Units of things made and used, how people write them, and what a unit that counts others comes to."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from dialogue.values.meaning import Lexicon, Meaning

UNITS = {
    "pcs": "pcs pc pieces piece picis pis psc pcss buah buwah bua biji iji bh bj bji",
    "bungkus": "bungkus bks bungkusan bgks bngks bngkus bgkus bks bungkos",
    "pak": "pak pack pck",
    "kg": "kg kilo kilogram kgs kilos kgm",
    "kodi": "kodi kody",
    "lusin": "lusin lsn losin",
    "pasang": "pasang psg pasangan psng",
    "potong": "potong ptg potongan ptong",
    "lembar": "lembar lbr lembaran lmbr",
    "helai": "helai hlai",
    "liter": "liter ltr l lt litre",
    "botol": "botol btl botolan",
    "toples": "toples tpl stoples",
    "dus": "dus dos kardus karton doos krdus duz",
    "ikat": "ikat iket",
    "sak": "sak karung zak krg karong",
    "kuintal": "kuintal kw kwintal kwt kintal kuwintal kuital kwital quintal",
    "ton": "ton tonase",
    "ons": "ons on",
    "gram": "gram gr g grm",
    "ml": "ml mililiter cc mili",
    "gross": "gross gros grosan gros",
    "rim": "rim",
    "meter": "meter m mtr mter",
    "set": "set",
    "stel": "stel setel",
    "batang": "batang btg btang",
    "ekor": "ekor ekr",
    "unit": "unit",
    "kotak": "kotak box boks ktk kothak",
    "kaleng": "kaleng klg blek",
    "renteng": "renteng rentengan rtg",
    "bal": "bal ball",
    "gulung": "gulung roll rol gulungan",
    "lonjor": "lonjor lonjoran",
    "papan": "papan",
    "butir": "butir btr",
    "porsi": "porsi prs",
    "cup": "cup cups",
    "keranjang": "keranjang kranjang",
    "loyang": "loyang",
    "nampan": "nampan tampah",
    "ember": "ember",
    "jeriken": "jeriken jerigen jirigen dirigen jrigen",
    "drum": "drum",
    "galon": "galon",
    "sachet": "sachet saset sachetan saset",
    "mangkok": "mangkok mangkuk",
    "tusuk": "tusuk",
    "truk": "truk truck",
    "kubik": "kubik",
    "besek": "besek",
    "tabung": "tabung",
    "plastik": "plastik plastikan",
    "gelas": "gelas",
    "slop": "slop",
}
"""The unit as it is kept, and how people write it."""
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words.split()}
BASES = {
    "kodi": (20, "pcs"),
    "lusin": (12, "pcs"),
    "gross": (144, "pcs"),
    "rim": (500, "lembar"),
    "ons": (100, "gram"),
    "kuintal": (100, "kg"),
    "ton": (1000, "kg"),
}
"""What one of a unit comes to. Packs, pairs and sheets come to no number of pieces."""
WEIGHTS = {"gram": 1, "ons": 100, "kg": 1000, "kuintal": 100_000, "ton": 1_000_000}
COUNTS = {"pcs": 1, "lusin": 12, "kodi": 20, "gross": 144}
VOLUMES = {"ml": 1, "liter": 1000}
MEASURES = frozenset({*WEIGHTS, *VOLUMES, "meter", "kubik"})
"""Units of which 1.5 is fairly one and a half."""
WHOLE_ONLY = frozenset({"pcs", "ekor", "butir", "unit", "batang"})
"""Things that are not cut: half of one is a slip."""


@dataclass(frozen=True)
class Amount:
    """So many of a unit in a period: hari, minggu, bulan, tahun, or "-" when none was said."""

    qty: Decimal
    unit: str
    per: str = "-"

    @property
    def base(self) -> tuple[Decimal, str] | None:
        """What it comes to in pieces, sheets, gram or kg, for a unit that counts those."""
        if self.unit not in BASES:
            return None
        times, unit = BASES[self.unit]
        return self.qty * times, unit


def ratio(unit: str, other: str) -> Decimal | None:
    """How many of `other` one of a unit comes to; None if they do not measure the same."""
    for family in (WEIGHTS, COUNTS, VOLUMES):
        if unit in family and other in family:
            return Decimal(family[unit]) / family[other]
    return Decimal(1) if unit == other else None


@cache
def unit_words() -> Lexicon:
    """Every unit, and "one of" it with se- before."""
    lexicon: Lexicon = {word: (Meaning("unit", name=unit),) for word, unit in UNIT_OF.items()}
    lexicon |= {word: (Meaning("unit", name="kubik"),) for word in ("meter kubik", "m kubik")}
    for word, unit in UNIT_OF.items():
        if len(word) > 2:
            for one in ("se", "sa", "sak"):
                lexicon.setdefault(one + word, (Meaning("one_unit", Decimal(1), unit),))
    return lexicon
