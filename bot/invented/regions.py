"""Where what is made: the kecamatan of each region with their crafts, and how many for every other one."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from bot.invented.crafts import CRAFTS, Craft
from bot.invented.names import JAVANESE, MADURESE, SASAK, Naming
from dialogue import places

BANGKALAN = """
Tanjung Bumi | batik 118 | Paseseh, Telaga Biru, Tanjung Bumi, Macajah, Bandang Dajah
Tanjung Bumi | ikan asin 9, terasi 5, petis 6 | Banyusangka, Telaga Biru, Tanjung Bumi
Tanjung Bumi | kerajinan 3, konveksi 4 | Paseseh, Tanjung Bumi
Sepulu | ikan asin 9, terasi 6, petis 5, pindang 3 | Labuhan, Lembung Paseser, Prancak, Maneron
Sepulu | batik 9 | Sepulu, Maneron
Klampis | ikan asin 11, terasi 9, petis 7, kerupuk 6 | Bator, Mrandung, Karang Asem, Klampis Barat
Klampis | celurit 7, bata 5 | Bragang, Larangan Sorjan
Arosbaya | petis 8, ikan asin 7, kerupuk 8, jamu 3 | Arosbaya, Tengket, Lajing, Makam Agung
Arosbaya | paving 6 | Buduran, Berbeluk
Geger | bata 6, anyaman bambu 7, tembakau 3, pupuk 3 |
Kokop | anyaman bambu 8, tembakau 5, gula merah 4 |
Konang | anyaman 7, tembakau 3, cangkul 5 |
Galis | genteng 8, jamu 4, keripik 7 | Galis, Paterongan, Lantek Timor
Galis | anyaman bambu 5 |
Blega | genteng 10, garam 5, bata 6 | Blega, Karang Panasan, Lomaer, Kampao
Blega | kerupuk 7, roti 3 | Blega, Blega Oloh
Modung | ikan asin 8, terasi 6, petis 6, kerupuk 6 | Patereman, Serabi Timur, Karang Anyar, Modung
Modung | garam 8 | Pangpajung, Patengteng
Kwanyar | celurit 16, cangkul 4 | Morombuh, Pandanan, Paoran
Kwanyar | ikan asin 10, kerupuk 9, terasi 6, petis 7 | Batah Barat, Pesanggrahan, Ketetang, Karang Entang
Labang | kerupuk 8, kerajinan 8, ikan asap 4 | Sukolilo Barat, Sukolilo Timur, Pangpong
Labang | konveksi 4 | Labang, Sukolilo Barat
Tragah | celurit 6, bata 8, anyaman bambu 6 | Soket Laok, Pamorah, Pocong, Tragah
Tanah Merah | celurit 12, cangkul 3 | Petrah, Pacentan, Dumajah, Basanah
Tanah Merah | keripik 9, kopi 4, mebel 7, jamu 4 | Tanah Merah Laok, Tanah Merah Dajah, Petrah
Burneh | konveksi 13, bordir 5, mukena 6, percetakan 3 | Burneh, Tunjung, Langkap
Burneh | abon 5, keripik 6 | Burneh, Tunjung, Sobih
Socah | garam 26 | Pernajuh, Sanggra Agung, Socah, Dakiring
Socah | paving 9, batako 6, kerupuk 5 | Parseh, Jaddih, Bilaporah
Kamal | konveksi 12, mebel 6, kerajinan 4 | Kamal, Banyuajuh, Gili Timur, Telang
Kamal | garam 5, petis 6, kerupuk 7 | Tajungan, Tanjung Jati, Kamal
Bangkalan | konveksi 22, bordir 6, mukena 8 | Pejagan, Pangeranan, Demangan, Kraton, Bancaran
Bangkalan | percetakan 9, batik 14, perhiasan 6 | Pejagan, Pangeranan, Demangan, Kraton
Bangkalan | abon 9, roti 8, jamu 9, kopi 5, minuman 6 | Pejagan, Kemayoran, Mlajah, Demangan
Bangkalan | ikan asap 5, pindang 6, petis 7, terasi 4 | Bancaran, Pangeranan, Sembilangan, Ujung Piring
"""
"""Kecamatan | crafts and how many | their villages, or none for all of them."""
TUBAN = """
Kerek | tenun 6, batik 7 | Margorejo, Kedungrejo, Gaji
Semanding | minuman 2, gula merah 5, paving 2 | Prunggahan Wetan, Tunah, Bejagung
Palang | terasi 4, ikan asin 3, gula merah 2, kacang 2 | Karangagung, Glodog, Palang, Leran Kulon
Tuban | kacang 4, batik 4, konveksi 3, kerajinan 2 | Kingking, Sendangharjo, Karangsari, Kutorejo
Merakurak | paving 3, gula merah 2 | Tuwiri Wetan, Tahulu
Rengel | paving 3, tempe 2 | Rengel, Sawahan
Jenu | terasi 2, ikan asin 2 | Beji, Jenggolo
Bancar | terasi 2, ikan asap 2 | Boncong, Bulumeduro
Plumpang | gerabah 2, bata 3 | Plumpang, Klotok
Jatirogo | mebel 3 | Wotsogo, Sadang
"""
MATARAM = """
Ampenan | ikan asin 2, kerajinan 2, perhiasan 2 | Bintaro, Ampenan Selatan, Banjar
Sekarbela | perhiasan 10 | Karang Pule, Kekalik Jaya
Cakranegara | tenun 5, abon 3, dodol 2, jahit 2 | Sayang-sayang, Cakranegara Utara, Karang Taliwang
Sandubaya | ukiran 4, kerajinan 3, tempe 3, mebel 3 | Selagalas, Babakan, Bertais
Selaparang | dodol 3, roti 2, kerupuk 2 | Rembiga, Monjok, Dasan Agung
Mataram | tahu 4, abon 3, keripik 3, kopi 2 | Pagesangan, Pagutan, Punia
"""
EVERYWHERE = """
    kerupuk 3, keripik 5, tempe 4, tahu 3, kue basah 4, roti 1, telur asin 1, kopi 1, minuman 1,
    air isi ulang 2, mebel 3, mebel bambu 1, anyaman bambu 1, alat dapur kayu 1, tepung 1,
    jahit 4, las 3, batako 2, bata 2, mukena 1, jamu 1,
    percetakan 1, sandal 1, sabut kelapa 1, pupuk 1, sabun 1, gerabah 1
"""
"""Crafts that no kecamatan of Bangkalan is without."""
TOWNS = {"Bangkalan": 3, "Kamal": 2, "Tanah Merah": 2, "Socah": 2, "Burneh": 2}
"""How many times more of these there are in a town."""


@dataclass(frozen=True)
class Site:
    """A craft in a kecamatan, the villages it is found in, and its weight among the others."""

    district: str
    villages: tuple[str, ...]
    craft: Craft
    weight: int


@dataclass(frozen=True)
class Region:
    """A region of the demo: how many of each sector, where, and what people are called."""

    code: str
    agro: int
    non_agro: int
    naming: Naming
    markets: tuple[str, ...]
    """Where goods are sold beside the region itself."""
    table: str
    everywhere: str = ""

    def count(self, sector: str) -> int:
        return self.agro if sector == "agro" else self.non_agro


REGIONS = {
    region.code: region
    for region in (
        Region(
            "35.26",
            894,
            619,
            MADURESE,
            ("35.78", "35.27", "35.25", "35.15", "31", "ID"),
            BANGKALAN,
            EVERYWHERE,
        ),
        Region("35.23", 27, 21, JAVANESE, ("35.22", "35.24", "35.78", "33", "31", "ID"), TUBAN),
        Region("52.71", 18, 18, SASAK, ("52.01", "52.02", "51", "35.78", "31", "ID"), MATARAM),
    )
}


@cache
def sites(region: str) -> tuple[Site, ...]:
    """Every craft of a region where it is found."""
    table = REGIONS[region]
    districts = {place.name: place.code for place in places.inside(region)}
    found = []
    for line in table.table.strip().splitlines():
        district, crafts, villages = (part.strip() for part in line.split("|"))
        found += _sites(districts[district], crafts, villages)
    for name, code in districts.items() if table.everywhere else ():
        found += _sites(code, table.everywhere, "", TOWNS.get(name, 1))
    return tuple(found)


def _sites(district: str, crafts: str, villages: str, times: int = 1) -> list[Site]:
    codes = {place.name: place.code for place in places.inside(district)}
    meant = tuple(codes[name.strip()] for name in villages.split(",")) if villages else tuple(codes.values())
    told = [words.strip().rpartition(" ") for words in crafts.split(",")]
    return [Site(district, meant, CRAFTS[craft], times * int(weight)) for craft, _space, weight in told]


def shares(weights: Sequence[int], count: int) -> list[int]:
    """So many things dealt out by weight, none lost: the largest remainders get what is left over."""
    exact = [Fraction(count * weight, sum(weights)) for weight in weights]
    dealt = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda n: dealt[n] - exact[n])
    for n in by_remainder[: count - sum(dealt)]:
        dealt[n] += 1
    return dealt
