"""What small industry makes, by words of the product, with its code in both editions of KBLI.

Own short table, written after Peraturan BPS 2/2020 and 7/2025 (category C, 10-33). KBLI splits by process,
so what is found here is only proposed.
"""

import re
from dataclasses import dataclass

AGRO_DIVISIONS = frozenset({"10", "11", "12", "16", "17", "31"})
"""After Kemenperin's Ditjen Industri Agro: food, drinks, tobacco, wood and woven goods, paper, furniture."""

TABLE = """
kerupuk, keripik, kripik, krupuk, peyek, rempeyek, emping, rengginang 10794 10794
tempe 10391 10307
tahu 10392 10308
ikan asin, ikan kering, teri 10211 10211
ikan asap 10212 10212
pindang 10214 10214
terasi 10295 10295
petis 10779 10779
bumbu 10772 10779
garam 10774 10772
kecap 10771 10771
roti, kue kering, biskuit, nastar 10710 10710
kue basah, kue, jajanan pasar 10792 10792
dodol, jenang 10796 10796
gula merah, gula aren, gula siwalan 10722 10722
sirop, sirup 10723 10723
manisan 10733 10733
kopi 10761 10761
teh 10763 10762
tepung, tapioka 10621 10621
telur asin, sambal, abon, camilan, makanan, bakso, rujak, bandeng presto 10799 10799
air isi ulang, air minum 11052 11052
minuman, es, jus 11040 11053
tembakau, rokok 12091 12004
tenun gedog, tenun atbm, tenun 13121 13122
tenun ikat 13122 13122
batik, batik gedog 13134 13133
kain sulaman, sulaman, bordir 13912 13996
konveksi, seragam, kaos, baju, pakaian 14111 14111
jahit, penjahit, menjahit 14120 14120
mukena, jilbab, hijab, kerudung 14131 14131
tas kulit, dompet kulit 15121 15121
sandal, sepatu, selop 15201 15201
sepatu olahraga 15202 15202
sepatu safety 15203 15203
apd, helm, masker kerja, rompi 32904 32904
anyaman bambu, anyaman rotan 16291 16291
anyaman, tikar, besek, keranjang 16292 16292
ukiran kayu, ukiran, kerajinan kayu 16293 16293
alat dapur kayu, talenan, centong kayu 16294 16294
mebel kayu, mebel, meubel, furnitur, lemari, kursi kayu, meja 31001 31011
mebel rotan, mebel bambu, kursi rotan, kursi bambu 31002 31012
percetakan, sablon, undangan 18111 18111
jamu 21022 21022
sabun 20231 20231
minyak atsiri 20294 20294
pupuk, kompos 20121 20124
bata, batu bata, bata merah 23921 23921
genteng 23922 23922
gerabah, keramik, tembikar 23932 23932
paving, ubin semen 23953 23951
batako 23952 23951
cor besi, cor logam 24310 24310
tempa, pres logam 25910 25910
bubut, las, pagar besi, teralis, pelapisan logam 25920 25920
alat pertanian, cangkul 25931 25931
pisau, golok, celurit, sabit 25933 25932
wajan, panci 25992 25992
knalpot, komponen motor 30912 30912
suku cadang mobil 29300 29300
perhiasan emas, perhiasan perak, perhiasan 32112 32112
aksesori imitasi, aksesoris, manik-manik 32120 32120
kerajinan, souvenir, suvenir 32903 32903
sabut kelapa, keset sabut 32905 32905
"""


@dataclass(frozen=True)
class Activity:
    """One line of the table; the words as people say them, and the code in each edition of KBLI."""

    words: tuple[str, ...]
    kbli_2020: str
    kbli_2025: str

    @property
    def sector(self) -> str:
        """agro or non_agro, by the division of the newer edition."""
        return "agro" if self.kbli_2025[:2] in AGRO_DIVISIONS else "non_agro"


def _read(line: str) -> Activity:
    said, kbli_2020, kbli_2025 = line.rsplit(maxsplit=2)
    return Activity(tuple(words.strip() for words in said.split(",")), kbli_2020, kbli_2025)


ACTIVITIES = tuple(_read(line) for line in TABLE.strip().splitlines())
_BY_WORDS = {words: activity for activity in ACTIVITIES for words in activity.words}
_ANY = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _BY_WORDS), key=len, reverse=True)) + r")\b")


def activity_of(product: str) -> Activity | None:
    """The activity that a product's words name first, the longest name first; None if no word is known."""
    found = _ANY.search(product.lower())
    return _BY_WORDS[found[1]] if found else None
