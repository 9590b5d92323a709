"""Periods: per hari, /bln, seminggu, tiap bulan, saben dino."""

from dialogue.values.meaning import Lexicon, of

PERIODS = {
    "hari": "hari hr hri dina dino dinten day are harinya",
    "minggu": "minggu mg mgg ming mnggu mngg pekan week minggunya",
    "bulan": "bulan bln bl bulanan wulan sasi bulen month bulannya",
    "tahun": "tahun thn th taun warsa year tahunnya",
}
ONE = {
    "hari": "sehari sedino sedinten sadino seari sakdino",
    "minggu": "seminggu semingu sepekan saminggu sakminggu semingguan",
    "bulan": "sebulan sewulan sesasi sasasi sakwulan saksasi sabulan",
    "tahun": "setahun setaun sataun saktahun",
}
EACH = (
    "per",
    "tiap",
    "setiap",
    "saben",
    "tiap tiap",
    "sak",
    "sa",
    "se",
    "dalam",
    "dlm",
    "selama",
    "slm",
    "stiap",
    "tiyap",
    "dalam waktu",
)
GLUED = ("per", "tiap")
ADVERBS = {"hari": "harian", "minggu": "mingguan", "bulan": "bulanan", "tahun": "tahunan"}


def period_words() -> Lexicon:
    """Phrases that say a period; "minggu" alone says none."""
    lexicon: Lexicon = {}
    for period, words in PERIODS.items():
        meant = (of("period", name=period),)
        for word in words.split():
            lexicon |= {f"{each} {word}": meant for each in EACH}
            lexicon |= {f"{each} satu {word}": meant for each in EACH}
            lexicon |= {f"{each} {word} sekali": meant for each in ("per", "tiap", "setiap", "saben")}
            lexicon |= {f"{glue}{word}": meant for glue in GLUED}
            lexicon |= {f"satu {word}": meant, f"/ {word}": meant}
            lexicon[word] = (of("days", name=period),)
        for word in ONE[period].split():
            sayings = (
                word,
                f"sekali {word}",
                f"{word} sekali",
                f"dalam {word}",
                f"per {word}",
                f"tiap {word}",
            )
            lexicon |= dict.fromkeys(sayings, meant) | {f"dlm {word}": meant, f"selama {word}": meant}
        lexicon[ADVERBS[period]] = meant
        lexicon |= {f"satu {word} sekali": meant for word in words.split()}
    return lexicon
