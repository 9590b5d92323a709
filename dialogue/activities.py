"""What small industry makes, by words of the product, with its code in both editions of KBLI.

Own short table, written after Peraturan BPS 2/2020 and 7/2025 (category C, 10-33). KBLI splits by process,
so what is found here is only proposed. What an activity is called is Indonesian, as the classification is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

NEWEST = "2025"
EDITIONS = ("2025", "2020")
AGRO_DIVISIONS = frozenset({"10", "11", "12", "16", "17", "31"})
"""After Kemenperin's Ditjen Industri Agro: food, drinks, tobacco, wood and woven goods, paper, furniture."""

TABLE = """
kerupuk, keripik, kripik, krupuk, peyek, emping | membuat kerupuk, keripik, dan sejenisnya | 10794 | 10794
tempe | membuat tempe | 10391 | 10307
tahu | membuat tahu | 10392 | 10308
ikan asin, ikan kering, teri | membuat ikan asin atau ikan kering | 10211 | 10211
ikan asap | mengasap ikan | 10212 | 10212
pindang | membuat ikan pindang | 10214 | 10214
terasi | membuat terasi | 10295 | 10295
petis | membuat petis | 10779 | 10779
bumbu | membuat bumbu masak | 10772 | 10779
garam | membuat garam konsumsi | 10774 | 10772
kecap | membuat kecap | 10771 | 10771
roti, kue kering, biskuit, nastar | membuat roti dan kue kering | 10710 | 10710
kue basah, kue, jajanan pasar | membuat kue basah dan jajanan pasar | 10792 | 10792
dodol, jenang | membuat dodol atau jenang | 10796 | 10796
gula merah, gula aren, gula siwalan | membuat gula merah atau gula aren | 10722 | 10722
sirop, sirup | membuat sirop | 10723 | 10723
manisan | membuat manisan buah | 10733 | 10733
kopi | mengolah kopi | 10761 | 10761
teh | mengolah teh | 10763 | 10762
tepung, tapioka | membuat tepung tapioka dan sejenisnya | 10621 | 10621
telur asin, sambal, abon, camilan, makanan, bakso, presto | membuat makanan olahan lain | 10799 | 10799
air isi ulang, air minum | air minum isi ulang | 11052 | 11052
minuman, es, jus | membuat minuman ringan | 11040 | 11053
tembakau, rokok | mengeringkan dan mengolah tembakau | 12091 | 12004
tenun gedog, tenun atbm, tenun | menenun kain dengan alat tenun | 13121 | 13122
tenun ikat | menenun kain ikat | 13122 | 13122
batik, batik gedog | membatik kain | 13134 | 13133
kain sulaman, sulaman, bordir | menyulam atau membordir kain | 13912 | 13996
konveksi, seragam, kaos, baju, pakaian | membuat pakaian jadi dan seragam | 14111 | 14111
jahit, penjahit, menjahit | menjahit pakaian pesanan | 14120 | 14120
mukena, jilbab, hijab, kerudung | membuat mukena, jilbab, dan sejenisnya | 14131 | 14131
tas kulit, dompet kulit | membuat tas dan dompet kulit | 15121 | 15121
sandal, sepatu, selop | membuat sepatu dan sandal harian | 15201 | 15201
sepatu olahraga | membuat sepatu olahraga | 15202 | 15202
sepatu safety | membuat sepatu keselamatan kerja | 15203 | 15203
apd, helm, masker kerja, rompi | membuat alat pelindung kerja | 32904 | 32904
anyaman bambu, anyaman rotan | menganyam bambu atau rotan | 16291 | 16291
anyaman, tikar, besek, keranjang | menganyam pandan, mendong, dan bahan lain | 16292 | 16292
ukiran kayu, ukiran, kerajinan kayu | mengukir dan membuat kerajinan kayu | 16293 | 16293
alat dapur kayu, talenan, centong kayu | membuat alat dapur dari kayu | 16294 | 16294
mebel kayu, mebel, meubel, furnitur, lemari, kursi kayu, meja | membuat mebel kayu | 31001 | 31011
mebel rotan, mebel bambu, kursi rotan, kursi bambu | membuat mebel rotan atau bambu | 31002 | 31012
percetakan, sablon, undangan | mencetak dan menyablon | 18111 | 18111
jamu | membuat jamu | 21022 | 21022
sabun | membuat sabun | 20231 | 20231
minyak atsiri | menyuling minyak atsiri | 20294 | 20294
pupuk, kompos | membuat pupuk organik | 20121 | 20124
bata, batu bata, bata merah | membuat bata merah | 23921 | 23921
genteng | membuat genteng | 23922 | 23922
gerabah, keramik, tembikar | membuat gerabah dan tembikar | 23932 | 23932
paving, ubin semen | membuat paving dan ubin semen | 23953 | 23951
batako | membuat batako | 23952 | 23951
cor besi, cor logam | mengecor besi | 24310 | 24310
tempa, pres logam | menempa dan mengepres logam | 25910 | 25910
bubut, las, pagar besi, teralis, pelapisan logam | bengkel bubut, las, dan pelapisan logam | 25920 | 25920
alat pertanian, cangkul | membuat cangkul dan alat pertanian | 25931 | 25931
pisau, golok, celurit, sabit | membuat pisau, golok, dan celurit | 25933 | 25932
wajan, panci | membuat wajan dan panci | 25992 | 25992
knalpot, komponen motor | membuat knalpot dan komponen motor | 30912 | 30912
suku cadang mobil | membuat suku cadang mobil | 29300 | 29300
perhiasan emas, perhiasan perak, perhiasan | membuat perhiasan emas atau perak | 32112 | 32112
aksesori imitasi, aksesoris, manik-manik | membuat aksesori dan perhiasan imitasi | 32120 | 32120
kerajinan, souvenir, suvenir | membuat kerajinan dan suvenir | 32903 | 32903
sabut kelapa, keset sabut | mengolah sabut kelapa | 32905 | 32905
"""
"""Words of the product | what one does | KBLI 2020 | KBLI 2025."""

CHANGED = """
32907 2020 membuat elemen bahan bakar uranium
32907 2025 membuat kancing dan ritsleting
14302 2020 membuat pakaian jadi bersulam
14302 2025 membuat kaus kaki
11040 2020 membuat minuman ringan
11040 2025 membuat malt
10772 2020 membuat bumbu masak
10772 2025 membuat garam konsumsi
"""
"""Codes that mean one thing in the one edition and another in the other."""


@dataclass(frozen=True)
class Activity:
    """One line of the table: the words as people say them, what one does, and the code in each edition."""

    words: tuple[str, ...]
    title: str
    kbli_2020: str
    kbli_2025: str

    @property
    def sector(self) -> str:
        """agro or non_agro, by the division of the newer edition."""
        return sector_of(self.kbli_2025)


def _read(line: str) -> Activity:
    words, title, kbli_2020, kbli_2025 = (part.strip() for part in line.split("|"))
    return Activity(tuple(word.strip() for word in words.split(",")), title, kbli_2020, kbli_2025)


ACTIVITIES = tuple(_read(line) for line in TABLE.strip().splitlines())
_BY_WORDS = {words: activity for activity in ACTIVITIES for words in activity.words}
_ANY = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _BY_WORDS), key=len, reverse=True)) + r")\b")
_CHANGED = {
    tuple(line.split(maxsplit=2)[:2]): line.split(maxsplit=2)[2] for line in CHANGED.split("\n") if line
}
CLOSE = 84
"""Likeness (0-100) from which a misspelt word is taken for one of the table."""


def activity_of(product: str) -> Activity | None:
    """The activity that a product's words name first, the longest name first; None if no word is known."""
    found = _ANY.search(product.lower())
    return _BY_WORDS[found[1]] if found else None


def proposals(product: str, most: int = 3) -> list[Activity]:
    """Activities that a product's words may mean, the likeliest first; misspelt words count too."""
    named = [_BY_WORDS[word] for word in _ANY.findall(product.lower())]
    near: list[Activity] = []
    for word in re.findall(r"[a-z]{4,}", product.lower()):
        close: Sequence[tuple[str, float, int]] = process.extract(
            word, list(_BY_WORDS), scorer=fuzz.ratio, limit=2, score_cutoff=CLOSE
        )
        near += [_BY_WORDS[words] for words, _score, _index in close]
        near += [one for words, one in _BY_WORDS.items() if word in words.split()]
    found = list(dict.fromkeys((*named, *near)))
    return [*found, *(one for one in _akin(found) if one not in found)][:most]


def _akin(found: Sequence[Activity]) -> list[Activity]:
    """Others of the first one's group, so that there is a choice; the closest codes first."""
    if not found:
        return []
    code = found[0].kbli_2025
    groups = [[one for one in ACTIVITIES if one.kbli_2025[:digits] == code[:digits]] for digits in (4, 3)]
    return list(dict.fromkeys(one for group in groups for one in group))


def meaning(code: str, edition: str) -> str | None:
    """What a code means in an edition, as far as the own table tells."""
    if (code, edition) in _CHANGED:
        return _CHANGED[code, edition]
    coded = (one for one in ACTIVITIES if code == (one.kbli_2025 if edition == "2025" else one.kbli_2020))
    found = next(coded, None)
    return found.title if found else None


def is_industry(code: str) -> bool:
    """Whether it is shaped like a code of industry: five digits, division 10 to 33."""
    return bool(re.fullmatch(r"(?:1\d|2\d|3[0-3])\d{3}", code))


def sector_of(code: str) -> str:
    """agro or non_agro, by the division."""
    return "agro" if code[:2] in AGRO_DIVISIONS else "non_agro"


def branch_of(code: str) -> str:
    """The branch that tables of the dinas would count it in, proposed by its division."""
    division = int(code[:2])
    if division <= 12:
        return "food"
    if division <= 15 or code == "32904":
        return "textile"
    if division in {16, 31, 32}:
        return "crafts"
    return "chemical" if division <= 23 else "metal"
