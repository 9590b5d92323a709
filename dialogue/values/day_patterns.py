"""How days, months and times are written: a pattern for each way, and what is taken from it."""

import re
from collections.abc import Callable

from dialogue.values.calendar_words import (
    CLOCK_WORD,
    DATE_WORD,
    LAST,
    MONTH,
    MONTH_OF,
    NEXT,
    PART,
    PART_OF,
    PASARAN_OF,
    RELATIVE_OF,
    THIS,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAY_OF,
    YEAR,
    either,
)
from dialogue.values.said import Said

Match = re.Match[str]
Take = Callable[[Said, Match], None]


def _date(said: Said, m: Match) -> None:
    said.dates.append((int(m["year"]), int(m["month"]), int(m["day"])))


def _year(m: Match) -> int:
    """The year said, 26 meaning 2026 and 98 meaning 1998; 0 if none was."""
    year = int(m["year"] or 0)
    if m["year"] and len(m["year"]) == 2:
        return year + (2000 if year < 50 else 1900)
    return year


def _day_month_year(said: Said, m: Match) -> None:
    said.dates.append((_year(m), int(m["month"]), int(m["day"])))


def _day_month(said: Said, m: Match) -> None:
    said.dates.append((0, int(m["month"]), int(m["day"])))


def _day_named_month(said: Said, m: Match) -> None:
    said.dates.append((_year(m), MONTH_OF[m["name"]], int(m["day"])))


def _days_named_month(said: Said, m: Match) -> None:
    said.day_span = int(m["low"]), int(m["high"])
    if m["name"]:
        said.months.append((_year(m), MONTH_OF[m["name"]]))


def _days_of_month_in_digits(said: Said, m: Match) -> None:
    said.day_span = int(m["low"]), int(m["high"])
    said.months.append((_year(m), int(m["month"])))


def _weekday_and_day(said: Said, m: Match) -> None:
    said.weekdays.append((WEEKDAY_OF[m["weekday"]], ""))
    said.month_days.append(int(m["day"]))


def _named_month(said: Said, m: Match) -> None:
    said.months.append((_year(m), MONTH_OF[m["name"]]))


def _month_in_digits(said: Said, m: Match) -> None:
    said.months.append((_year(m), int(m["month"])))


def _clock(said: Said, m: Match) -> None:
    hour, minute = int(m["hour"]), int(m["minute"] or 0)
    said.clocks.append((hour, minute, bool(m["minute"]) and len(m["hour"]) == 2))


def _clock_range(said: Said, m: Match) -> None:
    for hour, minute in ((m["hour"], m["minute"]), (m["hour2"], m["minute2"])):
        said.clocks.append((int(hour), int(minute or 0), bool(minute) and len(hour) == 2))


def _half_to(said: Said, m: Match) -> None:
    hour = int(m["hour"])
    said.clocks.append(((hour - 2) % 12 + 1 if 1 <= hour <= 12 else 99, 30, False))


def _past_or_to(said: Said, m: Match) -> None:
    hour, minutes = int(m["hour"]), 15 if m["minutes"] == "seperempat" else int(m["minutes"])
    is_before = m["way"] in ("kurang", "krg")
    if is_before:
        hour, minutes = (hour - 2) % 12 + 1 if hour <= 12 else hour - 1, 60 - minutes
    said.clocks.append((hour, minutes, False))


def _ahead(said: Said, m: Match) -> None:
    low = int(m["low"])
    high = int(m["high"]) if m["high"] else low
    said.ahead.append((low, high, m["unit"]))


def _ago(said: Said, m: Match) -> None:
    said.ahead.append((-int(m["low"]), -int(m["low"]), m["unit"]))


def _one_ahead(said: Said, m: Match) -> None:
    way = -1 if m["past"] else 1
    said.ahead.append((way, way, m["unit"]))


def _weekday(said: Said, m: Match) -> None:
    number = WEEKDAY_OF[m["weekday"]]
    how = "week" if m["week"] else _way(m)
    said.weekdays.append((number, how))


def _way(m: Match) -> str:
    return "depan" if m["next"] else "lalu" if m["last"] else "ini" if m["this"] else ""


def _eve(said: Said, m: Match) -> None:
    said.eves.append(WEEKDAY_OF[m["weekday"]])


def _sunday(said: Said, m: Match) -> None:
    said.weekdays.append((6, ""))


def _edge_of_year(said: Said, m: Match) -> None:
    said.edges.append("year")


def _week_of_month(said: Said, m: Match) -> None:
    said.edges.append("week")


def _loose_week(said: Said, m: Match) -> None:
    said.loose_week = True


def _about(said: Said, m: Match) -> None:
    said.approximate = True


def _pasaran(said: Said, m: Match) -> None:
    said.pasaran.append(PASARAN_OF[m["name"]])


def _relative(said: Said, m: Match) -> None:
    said.offsets.append(RELATIVE_OF[m["name"]])


def _part(said: Said, m: Match) -> None:
    said.parts.append(PART_OF[m["name"]])


def _shift(m: Match) -> int:
    return {"depan": 1, "lalu": -1}.get(_way(m), 0)


WAY = rf"(?:(?P<next>{NEXT})|(?P<last>{LAST})|(?P<this>{THIS}))"
LATER = r"nanti|ntar|ntr|nti|entar|mengko|ngko|mangke"
HALF = r"(?:setengah|stengah|setenga|stgh|stgah|stngah|separo)"
HOUR = r"(?P<hour>\d{1,2})(?!\d)"
MINUTE = r"(?:\s?[.:]\s?(?P<minute>\d{2})(?!\d))"
HOUR_2 = r"(?P<hour2>\d{1,2})(?:[.:](?P<minute2>\d{2}))?"
DAY = rf"(?:{DATE_WORD}\s?)?(?P<day>\d{{1,2}})"
TO_DAY = rf"\s?{TO}\s?(?:{DATE_WORD}\s?)?(?P<high>\d{{1,2}})"
NAMED = rf"(?P<name>{MONTH})\b\.?(?:\s?[-/,]?\s?(?:tahun\s|thn\s)?{YEAR})?"
OF_WEEKDAY = rf"(?P<weekday>{WEEKDAY})\b(?:\s(?:(?P<week>(?:minggu|pekan) {NEXT})|{WAY})\b)?"
AGAIN = r"(?:lagi|lg|ke depan|kedepan|mendatang|maneh|malih|engkas|kemudian)\b"
ABOUT = "kira kira|kurang lebih|sekitar|sktr|kurleb|paling lambat|paling telat|maksimal|sebelum|mungkin"
WAYS: tuple[tuple[str, Take], ...] = (
    (r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)t?", _date),
    (rf"{DAY}\s(?P<month>\d{{1,2}})\s(?P<year>\d{{4}})(?!\d)", _day_month_year),
    (rf"{DAY}\s?(?:bulan|bln)\.?\s?(?P<month>\d{{1,2}})(?!\d)(?:\s(?P<year>\d{{4}}))?", _day_month_year),
    (r"(?:bulan|bln)\s(?P<month>\d{1,2})(?!\d)(?:\s(?P<year>\d{4}))?", _month_in_digits),
    (
        rf"{DAY}\s?(?P<mark>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?(?P<year>\d{{4}}|\d{{2}})(?!\d)",
        _day_month_year,
    ),
    (rf"(?:{DATE_WORD}\s?)?(?P<low>\d{{1,2}}){TO_DAY}\s?{NAMED}", _days_named_month),
    (rf"{DATE_WORD}\s?(?P<low>\d{{1,2}}){TO_DAY}(?![\d/.:-])(?P<name>)(?P<year>)", _days_named_month),
    (
        rf"(?:{DATE_WORD}\s?)?(?P<low>\d{{1,2}}){TO_DAY}/(?P<month>\d{{1,2}})(?:/(?P<year>\d{{4}}|\d\d))?(?![\d/-])",
        _days_of_month_in_digits,
    ),
    (rf"{DAY}\s?[-/]?\s?(?:bulan\s|bln\s)?{NAMED}", _day_named_month),
    (
        rf"(?:(?:hari|hr|dina|dino|dinten)\s)?(?P<weekday>{WEEKDAY}),?\s(?P<day>\d{{1,2}})(?=$|\s{CLOCK_WORD})",
        _weekday_and_day,
    ),
    (rf"(?:bulan\s|bln\.?\s)?{NAMED}", _named_month),
    (r"(?P<month>\d{1,2})[/-](?P<year>\d{4})(?!\d)", _month_in_digits),
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})(?![\d-])", _month_in_digits),
    (rf"{DAY}/(?P<month>\d{{1,2}})(?![\d/])", _day_month),
    (rf"{DATE_WORD}\s?(?P<day>\d{{1,2}})-(?P<month>\d{{1,2}})(?![\d-])", _day_month),
    (rf"{DATE_WORD}\s?(?P<day>\d{{1,2}})(?!\d)", lambda said, m: said.month_days.append(int(m["day"]))),
    (rf"{CLOCK_WORD}\s?1/2\s{HOUR}(?=\s|$|,)", _half_to),
    (rf"(?:{CLOCK_WORD}\s?)?{HALF}\s?(?:{CLOCK_WORD}\s?)?{HOUR}(?=\s|$|,)", _half_to),
    (
        rf"{CLOCK_WORD}\s?{HOUR}\s(?P<way>lewat|lebih|kurang|krg|liwat)\s"
        r"(?P<minutes>\d{1,2}|seperempat)(?:\smenit)?\b",
        _past_or_to,
    ),
    (
        rf"{CLOCK_WORD}\s?{HOUR}{MINUTE}?\s?{TO}\s?(?:{CLOCK_WORD}\s?)?{HOUR_2}(?![\d/])(?!\s?(?:{MONTH}))",
        _clock_range,
    ),
    (rf"{HOUR}{MINUTE}\s?{TO}\s?(?P<hour2>\d{{1,2}})[.:](?P<minute2>\d{{2}})(?!\d)", _clock_range),
    (rf"{CLOCK_WORD}\s?{HOUR}{MINUTE}?", _clock),
    (r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::00)?(?!\d)", _clock),
    (r"(?<=\s)(?P<hour>\d{2})\.(?P<minute>[0-5]\d)(?![\d./-])", _clock),
    (rf"{HOUR}{MINUTE}?\s?(?=(?:{PART}|wib|wita|wit)\b)", _clock),
    (
        r"(?:dalam\s|dlm\s|kira kira\s)?(?P<low>\d{1,3})(?:\s?(?:-|sampai|atau)\s?(?P<high>\d{1,3}))?"
        rf"\s?(?P<unit>{UNIT})\s?{AGAIN}",
        _ahead,
    ),
    (rf"(?:dalam|dlm)\s(?P<low>\d{{1,3}})(?P<high>)\s?(?P<unit>{UNIT})\b", _ahead),
    (rf"(?P<low>\d{{1,3}})\s?(?P<unit>{UNIT})\s(?:yang\s|yg\s)?(?:lalu|kepungkur)\b", _ago),
    (rf"(?:dalam\s)?se(?P<unit>{UNIT})\s(?:(?P<past>(?:yang\s|yg\s)?lalu\b)|{AGAIN})", _one_ahead),
    (rf"(?:malam|malem|mlm|bengi)\s(?P<weekday>{WEEKDAY})\b", _eve),
    (rf"(?:awal|pertengahan|tengah|akhir|akir)\s(?:tahun|thn)(?:\s{WAY})?\b", _edge_of_year),
    (r"(?:minggu|pekan)\s(?:ke\s?-?\s?\w+|pertama|kedua|ketiga|keempat|terakhir)\b", _week_of_month),
    (
        rf"(?P<edge>awal|pertengahan|tengah|akhir|akir)\s(?=bulan|bln|minggu|tahun|pekan|{MONTH})",
        lambda said, m: said.edges.append(m["edge"]),
    ),
    (rf"(?:hari|hr|dina|dino|dinten)\s{OF_WEEKDAY}", _weekday),
    (r"(?:hari|hr|dina|dino)\s(?:mgg|mggu|mingg)\b", _sunday),
    (rf"(?:minggu|mgg|pekan)\s{WAY}\b", lambda said, m: said.weeks.append(_shift(m))),
    (
        rf"minggu(?=\s(?:{PART}|{CLOCK_WORD}|{DATE_WORD}|\d{{1,2}}[\s/-])|,\s?(?:{DATE_WORD}\s?)?\d)",
        _sunday,
    ),
    (r"(?:minggu|pekan)\b", _loose_week),
    (OF_WEEKDAY, _weekday),
    (rf"(?P<name>{either(PASARAN_OF)})\b", _pasaran),
    (rf"(?P<name>{either(RELATIVE_OF)})\b", _relative),
    (rf"(?:bulan|bln|wulan|sasi)\s{WAY}\b", lambda said, m: said.month_shifts.append(_shift(m))),
    (rf"(?:tahun|thn|th|taun)\s{WAY}\b", lambda said, m: said.year_shifts.append(_shift(m))),
    (
        r"(?:tahun\s|thn\s|th\s)?(?P<year>(?:19|20)\d\d)(?![\d.,/:-])",
        lambda said, m: said.years.append(int(m["year"])),
    ),
    (rf"(?:(?:{LATER}|tadi)\s)?(?P<name>{PART})\b(?:\s(?:ini|iki|nanti))?", _part),
    (rf"(?:{ABOUT})\b", _about),
)
PATTERNS = tuple((re.compile(pattern), take) for pattern, take in WAYS)
NOISE = re.compile(
    rf"(?:{LATER}|ya|iya|bu|ibu|pak|bapak|mas|mbak|mba|kak|bos|min|saya|kami|aja|saja|lah|deh|kok|dong|itu|pada|hari|"
    r"tanggal|tgl|jam|mulai|insya ?allah|insyaallah|nggih|inggih|oke|ok|tadi|kalau bisa|terima kasih|"
    r"makasih|wi[bt]|wita|yang|yg|di|untuk|tahun|jadi|siap|bisa|selesai|kirim|tolong|maaf|sekitarnya|dina|"
    r"tepat|pas|wis|dinten|datang|akan|pukul|insya|allah|antara|dari|bulan|bln|dan|sejak)\b"
)


def scan(text: str) -> Said:
    """The pieces of a text in plain words and digits."""
    said, at = Said(), 0
    while at < len(text):
        if not text[at].isalnum():
            if text[at] not in " .,;:!?()":
                said.left_over.append(text[at])
            at += 1
            continue
        at = _take(said, text, at)
    return said


def _take(said: Said, text: str, at: int) -> int:
    for pattern, take in PATTERNS:
        match = pattern.match(text, at)
        if match:
            take(said, match)
            return match.end()
    match = NOISE.match(text, at)
    if match:
        return match.end()
    word = re.compile(r"[^\W\d_]+|\d+|.").match(text, at)
    end = word.end() if word else at + 1
    said.left_over.append(text[at:end])
    return end
