"""Names of things that are made, sold and bought: they stand beside an amount and do not change it."""

from functools import cache

from dialogue.activities import ACTIVITIES
from dialogue.values.meaning import Lexicon, of

GOODS = """
    kain kertas kambing sapi ayam bebek telur susu air beras ketan kedelai kedele singkong jagung
    padi tepung gula minyak kayu bambu rotan pandan baju kaos kaus seragam celana kemeja jilbab
    mukena sarung sandal sepatu tas topi masker kursi meja lemari pintu besi kulit benang bata
    genteng batako paving tulis cap jahit mentah basah kering besar kecil sedang mebel anyaman tikar
    ikan udang garam bahan baku produk semen pasir pisang kelapa kacang
"""


@cache
def goods() -> Lexicon:
    """Words of products and materials, which say nothing of an amount."""
    made = {word for activity in ACTIVITIES for word in activity.words}
    return {word: (of("noise"),) for word in (*GOODS.split(), *made)}
