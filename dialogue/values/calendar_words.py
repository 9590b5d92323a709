"""The words of days, months and parts of the day, as patterns."""

import re

WEEKDAYS = {
    0: "senin senen snin sinin soma",
    1: "selasa slasa selaso seloso salasa",
    2: "rabu rebo rebu robu buda",
    3: "kamis kemis kammis",
    4: "jumat jum'at jemuah jumuah jumah jumt jmt jemuwah",
    5: "sabtu setu saptu sabto",
    6: "minggu ahad ngahad ngaad",
}
MONTHS = {
    1: "januari jan january januwari",
    2: "februari feb pebruari peb februai febuari",
    3: "maret mar mrt marte",
    4: "april apr",
    5: "mei may",
    6: "juni jun",
    7: "juli jul",
    8: "agustus agu ags agt agust agus aug agst",
    9: "september sep sept spt",
    10: "oktober okt oct october",
    11: "november nov nopember nop novembr nopembr",
    12: "desember des dec december desembr",
}
PARTS = {
    "dawn": "dini hari|dinihari|subuh|shubuh|fajar",
    "morning": "pagi hari|pagi|pgi|isuk|esuk|enjing|injing",
    "noon": "siang hari|siang bolong|siang|awan|siyang",
    "afternoon": "sore hari|sore|sonten|petang",
    "night": "malam hari|malam|malem|mlm|bengi|dalu|ndalu",
}
RELATIVE = {
    -2: "kemarin lusa|kemarin dulu|wingenane|kemaren lusa",
    -1: "kemarin|kmrn|kemaren|kmarin|wingi|kala wingi|kalawingi|yesterday|"
    "tadi malam|semalam|tadi malem|mau bengi",
    0: "hari ini juga|hari ini|hr ini|hri ini|dina iki|dino iki|dinten niki|dinten puniko|saiki|today|"
    "sekarang juga|sekarang|skrg|sapuneka|are reya",
    2: "besok lusa|lusa|besuk emben|suk emben|sesuk emben|lusane|bsk lusa",
    1: "besok|bsk|bsok|besuk|sesuk|sesok|suk|mbenjing|benjing|esok hari|esok|"
    "keesokan hari|tomorrow|lagguk|bezok",
}
PASARAN = {0: "legi", 1: "pahing paing", 2: "pon", 3: "wage", 4: "kliwon"}
"""The five market days, counted from 17 August 1945, a Jumat Legi."""
WEEKDAY_OF = {word: number for number, words in WEEKDAYS.items() for word in words.split()}
MONTH_OF = {word: number for number, words in MONTHS.items() for word in words.split()}
PASARAN_OF = {word: number for number, words in PASARAN.items() for word in words.split()}
PART_OF = {word: part for part, words in PARTS.items() for word in words.split("|")}
RELATIVE_OF = {word: days for days, words in RELATIVE.items() for word in words.split("|")}
UNIT_DAYS = {
    "hari": 1,
    "hr": 1,
    "dina": 1,
    "dino": 1,
    "dinten": 1,
    "minggu": 7,
    "mgg": 7,
    "mg": 7,
    "pekan": 7,
}
UNIT_MONTHS = {"bulan": 1, "bln": 1, "sasi": 1, "wulan": 1, "tahun": 12, "thn": 12, "th": 12, "taun": 12}


def either(words: object) -> str:
    """A pattern of any of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


WEEKDAY, MONTH, PART = either(WEEKDAY_OF), either(MONTH_OF), either(PART_OF)
UNIT = either([*UNIT_DAYS, *UNIT_MONTHS])
YEAR = rf"(?P<year>\d{{4}}|[2-4]\d)(?![\d.:])(?!\s*(?:{PART}|wi[bt]|wita)\b)"
TO = r"(?:-|sampai|sampe|sampek|smp|s\s?[/.]\s?d\.?|sd|hingga|ke)"
DATE_WORD = r"(?:tanggal|tgl|tggl|tg|tanggale)\.?"
CLOCK_WORD = r"(?:jam|pukul|pkl|pk|jm|jem|puku)\.?"
NEXT = r"(?:depan|dpn|dpan|ngarep|ngajeng|mendatang|y\.?a\.?d|yang akan datang|yg akan datang|akan datang)"
LAST = r"(?:lalu|kemarin|kmrn|kemaren|wingi|yang lalu|yg lalu|kepungkur|sebelumnya)"
THIS = r"(?:ini|iki|niki)"
