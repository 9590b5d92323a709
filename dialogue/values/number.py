"""Numbers: 2, dua belas, 1.500, satu setengah, loro, rong puluh, berdua, 2-3 orang."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from dialogue.i18n import Shown, Text, _
from dialogue.values.amounts import (
    LINKS,
    WHY_ODD,
    amount,
    kinds,
    marked,
    row,
    tidy,
    understand,
    without_noise,
)
from dialogue.values.counts import HALF
from dialogue.values.figures import Element, Figure
from dialogue.values.meaning import Lexicon, Meaning, of
from dialogue.values.noise import noise, says_none
from dialogue.values.number_words import number_words
from dialogue.values.outcome import Invalid, Known, Nothing, Outcome, Span, Unclear
from dialogue.values.spans import Readings
from dialogue.values.tokens import unusable

MOST = 10**15
YEARS = range(1900, 2101)
TOGETHER = {
    1: "sendiri sendirian dewe dewean ijenan piyambak seorang dewekan",
    2: "berdua bedua",
    3: "bertiga betiga",
    4: "berempat",
    5: "berlima",
    6: "berenam",
    7: "bertujuh",
    8: "berdelapan",
    9: "bersembilan",
    10: "bersepuluh",
}
"""Words for so many people together."""
DOZENS = {"lusin": 12, "kodi": 20, "gross": 144, "gros": 144}
PEOPLE = """
    orang org wong tiyang oreng pekerja karyawan pegawai tenaga kerja anak buah buruh tukang jiwa
    karyawannya pekerjanya pegawainya orangnya anggota penjahit pengrajin perajin pembatik pembantu
    borongan laki lelaki perempuan perempuannya cowok cowo cewek cewe pria wanita lanang wadon wedok
"""
THINGS = """
    biji iji bh bj pcs unit mesin alat kali buah macam jenis lokasi tempat cabang mesinnya hari hr hri dino x
"""
TOPIC = """
    punya kerjanya bekerja dibantu bantu berjumlah yaitu sebanyak sejak mulai berdiri buka sebulan sebulannya
"""
TOPIC_PHRASES = (
    *(
        "per bulan",
        "perbulan",
        "/ bulan",
        "/ bln",
        "tiap bulan",
        "dalam sebulan",
        "termasuk saya",
        "termasuk sendiri",
        "termasuk pemilik",
    ),
    *("termasuk saya sendiri", "sudah termasuk saya", "termasuk aku", "termasuk kulo"),
)
"""Words that leave the number as it is; a week is not here, for 6 hari seminggu are 26 a month."""
WITH = "suami istri bojo anak keluarga saudara ibu bapak adik kakak"
AND = ("sama", "dengan", "dgn", "bareng", "karo", "dan")
ALONE = tuple(
    phrase
    for me in ("saya", "aku", "kulo", "sy")
    for phrase in (
        f"cuma {me}",
        f"hanya {me}",
        f"cuman {me}",
        *(f"{me} {only}" for only in ("saja", "aja", "thok", "tok")),
    )
)
COUPLE = ("suami istri", "suami isteri", "pasutri")
VAGUE = "banyak sedikit bnyk bnyak dikit lumayan akeh sithik"


@cache
def lexicon() -> Lexicon:
    """What words mean where a plain number is asked for."""
    words = noise() | number_words()
    words |= {word: (of("noise"),) for word in (*TOPIC.split(), *TOPIC_PHRASES)}
    words |= {word: (of("people"),) for word in PEOPLE.split()} | dict.fromkeys(
        ("anak buah", "laki laki"), (of("people"),)
    )
    words |= {word: (of("thing"),) for word in THINGS.split()}
    words |= {word: (of("together", n),) for n, names in TOGETHER.items() for word in names.split()}
    words |= {word: (of("year"),) for word in ("tahun", "thn", "th", "taun", "tahun .", "th .")}
    words |= {f"{one} {who}": (of("with"),) for one in AND for who in WITH.split()}
    words |= {word: (of("vague"),) for word in VAGUE.split()}
    words |= {word: (of("together", 1),) for word in ALONE}
    words |= {word: (of("together", 2),) for word in COUPLE}
    words |= {f"saya {one} {who}": (of("together", 2),) for one in AND for who in ("suami", "istri", "bojo")}
    words |= {word: (of("dozens", size),) for word, size in DOZENS.items()}
    words |= {f"se{word}": (of("dozen", size),) for word, size in DOZENS.items()}
    words |= {"m": (of("word"),), "t": (of("word"),), "buah": (of("thing"),)}
    return words


def read_number(text: str) -> Outcome[Decimal]:
    """The number; one that could be a tenth or a thousand times another is asked about."""
    refused = unusable(text)
    if refused:
        return refused
    items = _settled(understand(text, lexicon()))
    if says_none([item.kind for item in items], "people", "thing"):
        return Nothing()
    kept, approximate = without_noise(items)
    found = _without_year(row(kept))
    shape = kinds(found)
    if shape[:1] == ["dash"] or "minus" in shape:
        return Invalid(_("A number cannot be less than nothing here."))
    if [kind for kind in shape if kind not in ("sep", "people")] == ["none", "together"]:
        alone = next(one.value for one in found if not isinstance(one, Figure) and one.kind == "together")
        return Unclear(_asks((Known(alone),)), (Known(alone),))  # tidak ada karyawan, sendiri
    together = _together(found, shape)
    if together is not None:
        return Known(together, approximate)
    return _judged(_without_people(found), "people" in shape, approximate)


def _settled(items: list[Meaning]) -> list[Meaning]:
    """The ending of 5 orangan made what it says: about."""
    before = ["", *(item.kind for item in items)]
    return [
        replace(item, kind="about") if (kind, item.kind) == ("people", "an") else item
        for kind, item in zip(before, items, strict=False)
    ]


def _without_year(found: list[Element]) -> list[Element]:
    """The row without the word in "tahun 2015"; 5 tahun keeps it, and is asked about."""
    if kinds(found) == ["year", "F"] and isinstance(found[1], Figure) and found[1].value in YEARS:
        return found[1:]
    return found


def _together(found: list[Element], shape: list[str]) -> Decimal | None:
    """Berdua sama istri, sendiri, selusin."""
    said = [kind for kind in shape if kind not in ("sep", "people", "with")]
    if said not in (["together"], ["dozen"]) or ("with" in shape and said == ["dozen"]):
        return None
    word = next(one for one in found if not isinstance(one, Figure) and one.kind in said)
    return None if "with" in shape and word.value == 1 else word.value


def _without_people(found: list[Element]) -> list[Element]:
    """The row without "orang", in front or behind; two different groups of people stay apart."""
    shape = kinds(found)
    if shape.count("F") == 2:
        first, second = (at for at, kind in enumerate(shape) if kind == "F")
        among = set(shape[first + 1 : second])
        if among & {"people", "thing"} and not among & set(LINKS):
            return found
    kept = [one for one in found if isinstance(one, Figure) or one.kind not in ("people", "thing")]
    ends = [at for at, kind in enumerate(kinds(kept)) if kind != "sep"]
    return kept[ends[0] : ends[-1] + 1] if ends else []


def _judged(found: list[Element], of_people: bool, approximate: bool) -> Outcome[Decimal]:
    shape = kinds(found)
    if any(isinstance(one, Figure) and not one.readings for one in found):
        return Unclear(WHY_ODD)
    if "F" not in shape:
        return _no_number(shape)
    times = Decimal(1)
    if shape[-1] == "dozens" and not isinstance(found[-1], Figure):
        times, found = found[-1].value, found[:-1]
    read = amount(found)
    readings = marked(read.readings, approximate)
    if not readings:
        return Unclear(
            _("More than one number was written, or words that could change it. Which number is it?")
        )
    if any(value > MOST for value in _values(readings)):
        return Invalid(_("That number is too large to be right."))
    readings = tuple(_times(one, times) for one in readings)
    if (
        read.sure
        and (of_people or not _is_pair_of_digits(found))
        and not _is_loose_fraction(found, of_people)
    ):
        return readings[0]
    return Unclear(_asks(readings), readings)


def _no_number(shape: list[str]) -> Outcome[Decimal]:
    if "vague" in shape or "scale" in shape or "times" in shape or "belas" in shape:
        return Unclear(_("About how many is that, in a number?"))
    return Invalid(_("No number could be read there."))


def _is_pair_of_digits(found: list[Element]) -> bool:
    """2 3 may be two or three, or a slip for 23."""
    return len(found) == 2 and all(
        isinstance(one, Figure) and one.count.in_digits and one.is_bare for one in found
    )


def _is_loose_fraction(found: list[Element], of_people: bool) -> bool:
    """3/4 may be three or four, and people are not cut."""
    figures = [one for one in found if isinstance(one, Figure)]
    if of_people and any(value % 1 for figure in figures for value in figure.readings):
        return True
    counts = [figure.count for figure in figures if figure.count.is_part]
    return any(count.in_digits and count.bare[0] != HALF for count in counts)


def _values(readings: Readings) -> list[Decimal]:
    return [v for r in readings for v in ((r.value,) if isinstance(r, Known) else (r.low, r.high))]


def _times(one: Known[Decimal] | Span[Decimal], times: Decimal) -> Known[Decimal] | Span[Decimal]:
    if isinstance(one, Known):
        return Known(tidy(one.value * times), one.approximate)
    return Span(tidy(one.low * times), tidy(one.high * times), one.approximate)


def as_shown(value: Decimal) -> int | float:
    """A decimal as it is rendered in a text."""
    return int(value) if value % 1 == 0 else float(value)


def shown(reading: Known[Decimal] | Span[Decimal]) -> Shown:
    """A number or a range as it is said back."""
    if isinstance(reading, Known):
        return as_shown(reading.value)
    return _("{low} to {high}", low=as_shown(reading.low), high=as_shown(reading.high))


def _asks(readings: Readings) -> Text:
    if len(readings) > 1:
        return _("Is it {first} or {second}?", first=shown(readings[0]), second=shown(readings[1]))
    return _("Do you mean {value}?", value=shown(readings[0]))
