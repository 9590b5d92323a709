"""Names of things that are made, sold and bought: they stand beside an amount and do not change it."""

from functools import cache

from dialogue.activities import ACTIVITIES
from dialogue.values.meaning import Lexicon, of

GOODS = """
    kain kertas kambing sapi ayam bebek telur susu air beras ketan kedelai kedele singkong jagung
    padi tepung gula minyak kayu bambu rotan pandan baju kaos kaus seragam celana kemeja jilbab
    mukena sarung sandal sepatu tas topi masker kursi meja lemari pintu besi kulit benang bata
    genteng batako paving tulis cap jahit mentah basah kering besar kecil sedang mebel anyaman tikar
    madu kopi jamu sambal sambel sirup sirop rempeyek peyek rengginang kerupuk krupuk keripik kripik tempe
    kecap petis terasi trasi abon bakso dodol jenang roti kue donat bolu es selai manisan asinan sayur bumbu
    cabe cabai bawang jahe kunyit tembakau mie bihun sosis nugget kedele gabah bekatul dedak ampas
    hijab kerudung gamis daster kebaya rok jaket songkok peci kopiah udeng tenun songket bordir selendang
    taplak sprei gorden bantal guling boneka dompet tali sapu keset sabun lilin pupuk kompos kapur arang
    briket gerabah pot vas genting ubin tegel kusen sangkar gantungan souvenir suvenir undangan spanduk
    mukenah jarik benang bakpia lontong tape getuk opak emping lumpia pentol cilok siomay bakwan gorengan
    nasi lauk katering snack camilan cemilan
    ikan udang garam bahan baku produk semen pasir pisang kelapa kacang
"""


@cache
def goods() -> Lexicon:
    """Words of products and materials, which say nothing of an amount."""
    made = {word for activity in ACTIVITIES for word in activity.words}
    return {word: (of("noise"),) for word in (*GOODS.split(), *made)}
