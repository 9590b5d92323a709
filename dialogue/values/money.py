"""Money, in whole rupiah: Rp 1.500.000, 2,5 jt, 500rb-1jt, dua juta lima ratus."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from dialogue.i18n import Text, _
from dialogue.values.amounts import (
    WHY_ODD,
    WHY_WORDS,
    Amount,
    amount,
    kinds,
    mapped,
    marked,
    row,
    understand,
    without_noise,
)
from dialogue.values.figures import Element, Figure
from dialogue.values.goods import goods
from dialogue.values.meaning import Lexicon, Meaning, of
from dialogue.values.noise import noise, says_none
from dialogue.values.number_words import number_words
from dialogue.values.outcome import Invalid, Known, Nothing, Outcome, Span, Unclear
from dialogue.values.periods import period_words
from dialogue.values.spans import Readings
from dialogue.values.tokens import unusable
from dialogue.values.units import UNIT_OF, unit_words

MOST = 10**15
SMALL = 1000
"""A bare number below this may have left out the word ribu."""
COINS = 100
"""Rupiah below this are no price, even with Rp before them."""
SLANG = {
    "gopek": 500, "seceng": 1000, "ceceng": 1000, "cenggo": 1500, "noceng": 2000, "goceng": 5000,
    "ceban": 10_000, "noban": 20_000, "goban": 50_000, "cepekceng": 100_000,
    "cepek ceng": 100_000, "nopekceng": 200_000, "gopekceng": 500_000, "gopek ceng": 500_000,
    "setiao": 10**6, "cetiao": 10**6, "setiau": 10**6, "cetiau": 10**6, "gotiau": 5 * 10**6,
}  # fmt: skip
"""Hokkien words of the market, with the one amount each stands for."""
SLANG_UNCLEAR = {"cepek": 100, "nopek": 200, "jigo": 25, "gocap": 50, "pekgo": 150, "ceng": 1000}
FOREIGN = "dolar dollar dolars usd sgd euro eur ringgit rm myr yen jpy riyal real sar yuan pound gbp baht"
TOPIC = """
    harga harganya hrg hrga hargane rego regane regone jual jualnya dijual biaya biayanya ongkos
    ongkosnya modal modalnya awal omzet omset omzetnya omsetnya omzet omsetku pendapatan pendapatannya
    penghasilan penghasilannya hasil hasilnya untung untungnya laba labanya penjualan pemasukan
    pemasukannya gaji upah nilai nilainya uang duit keuntungan dapat dpt dapatnya perolehan bersih
    kotor bayar kena jadi sekali produksi ecer eceran grosir setoran tabungan investasi aset asetnya
    dulu dulunya dahulu awalnya mulanya seharga jualan belanja pengeluaran pengeluarannya keluar keluarnya
    habis habisnya butuh perlu beli belinya dibeli dihargai dibanderol tarif tarifnya terjual laku lakunya
    berkisar pertama hitung dihitung itung diitung
"""
PERKS = """
    orang org kali barang item produk satuan biji tenaga karyawan pekerja produksi pesanan order
    potongan tukang bijinya bungkusnya kilonya mesin lubang rumah hari kepala
"""
TRAILING = ("period", "one_unit", "per_one")
WHY_NONE = _("No amount could be read there.")


@cache
def lexicon() -> Lexicon:
    """What words mean where an amount of money is asked for."""
    words = goods() | noise() | unit_words() | period_words() | number_words()
    words |= {word: (of("noise"),) for word in TOPIC.split()}
    words |= {word: (of("rupiah"),) for word in ("rupiah", "rupiyah", "perak", "rph", "rupiahnya")}
    words |= {word: (of("rp"),) for word in ("rp", "rp .", "idr", "rp,", "rp :")}
    words |= {word: (of("foreign"),) for word in FOREIGN.split()}
    words |= {word: (of("money", value),) for word, value in SLANG.items()}
    words |= {word: (of("unsure", value),) for word, value in SLANG_UNCLEAR.items()}
    words |= {word: (of("free"),) for word in ("gratis", "cuma cuma", "free")}
    words |= {word: (of("per"),) for word in ("per", "tiap", "setiap", "untuk tiap", "saben", "@")}
    words |= {word: (of("thing"),) for word in PERKS.split()}
    words |= {f"sekali {word}": (of("one_unit"),) for word in PERKS.split()}
    words |= {f"{one} {word}": (of("one_unit"),) for one in ("sak", "sa", "se") for word in UNIT_OF}
    words |= {f"per{word}": (of("one_unit"),) for word in (*PERKS.split(), *UNIT_OF) if len(word) > 1}
    words |= {"m": (of("scale", 9),), "t": (of("scale", 12),), "g": (of("word"),), "l": (of("word"),)}
    words |= {f"{each} pak": (of("one_unit"),) for each in ("per", "/", "tiap", "satu")} | {
        "pak": (of("noise"),)
    }
    return words


EACH = re.compile(r"(?<=[a-z])\s+(?:satu(?:nya|annya)|sijine|sijian)\s*$", re.IGNORECASE)
"""Behind an amount: for each one."""
ONE = re.compile(r"(?:rb|ribu|rebu|jt|juta|ewu|yuto)\s+(?:satu|siji)\s*$", re.IGNORECASE)
"""Behind an amount: each one, or one rupiah more."""


def read_money(text: str) -> Outcome[int]:
    """The amount in whole rupiah; what could as well be ten or a thousand times another is asked about."""
    refused = unusable(text)
    if refused:
        return refused
    if ONE.search(text):
        each, more = _read(text.rsplit(maxsplit=1)[0]), _read(text)
        if isinstance(each, Known) and isinstance(more, Known):
            return Unclear(_asks((each, more)), (each, more))
    return _read(EACH.sub("", text))


def _read(text: str) -> Outcome[int]:
    items = understand(text, lexicon())
    said = [item.kind for item in items]
    if says_none(said):
        return Nothing()
    if "foreign" in said:
        return Invalid(_("That is not in rupiah. Please write the amount in rupiah."))
    kept, approximate = without_noise(items)
    if [item.kind for item in kept] == ["free"]:
        return Known(0)
    return _judged(_without_trailing(row(kept)), approximate)


def _without_trailing(found: list[Element]) -> list[Element]:
    """The row without "per bungkus", "sebulan", "1 kg": an amount is not multiplied by them."""
    kept: list[Element] = []
    at = 1 if kinds(found)[:2] == ["per", "F"] and _text(found[0]) == "@" else 0
    while at < len(found):
        length = _trailing(found, at)
        if not length:
            kept.append(found[at])
        at += max(1, length)
    while kept and _kind(kept, len(kept) - 1) == "sep":
        kept.pop()
    return [one for at, one in enumerate(kept) if not (_kind(kept, at) == "sep" and at == 0)]


def _text(one: Element) -> str:
    return "" if isinstance(one, Figure) else one.text


def _kind(found: Sequence[Element], at: int) -> str:
    one = found[at] if 0 <= at < len(found) else Meaning("")
    return "F" if isinstance(one, Figure) else one.kind


def _trailing(found: Sequence[Element], at: int) -> int:
    """How many elements from here say what the amount is for."""
    here, following, after = (_kind(found, at + step) for step in range(3))
    if here in ("period", "one_unit"):
        return 1
    if here in ("per", "slash", "at") and following in ("unit", "thing", "days", "one_unit"):
        return 2
    one = next((one for one in found[at : at + 2] if isinstance(one, Figure)), None)
    if one is not None and one.value == 1 and one.is_bare and here in ("F", "per", "slash", "at"):
        if here == "F" and following in ("unit", "days") and after != "scale":
            return 2
        if here != "F" and after in ("unit", "days"):
            return 3
    return 0


def _judged(found: list[Element], approximate: bool) -> Outcome[int]:
    shape = kinds(found)
    if shape[:1] == ["dash"] or (shape[:2] == ["rp", "dash"]) or "minus" in shape:
        return Invalid(_("An amount cannot be less than nothing."))
    says_rp, says_rupiah = "rp" in shape, "rupiah" in shape
    found = [one for one in found if isinstance(one, Figure) or one.kind not in ("rp", "rupiah")]
    slang = [one for one in found if isinstance(one, Meaning) and one.kind in ("money", "unsure")]
    if slang:
        return _slang(found, slang[0], approximate)
    if "F" not in shape:
        return Unclear(_("How much is that in numbers?")) if "scale" in shape else Invalid(WHY_NONE)
    read = amount(found)
    if not read.readings:
        return _left_over(found, approximate)
    return _sized(found, read, (says_rp, says_rupiah), approximate)


def _slang(found: list[Element], word: Meaning, approximate: bool) -> Outcome[int]:
    value = int(word.value)
    if len(found) > 1:
        return Unclear(WHY_WORDS)
    if word.kind == "unsure":
        readings = (Known(value, approximate), Known(value * 1000, approximate))
        return Unclear(_asks(readings), readings)
    return Known(value, approximate)


def _left_over(found: list[Element], approximate: bool) -> Outcome[int]:
    """Words or marks that may change the amount: what it would be without them is offered."""
    figures = [one for one in found if isinstance(one, Figure)]
    if any(not figure.readings for figure in figures):
        return Unclear(WHY_ODD)
    if len(figures) > 1:
        return Unclear(_("More than one amount was written. Which one is it?"))
    follows = _kind(found, found.index(figures[0]) + 1)
    outcome = _sized([figures[0]], amount([figures[0]]), (False, False), approximate)
    is_loose = figures[0].is_bare or not figures[0].is_single
    beside = {follows, _kind(found, found.index(figures[0]) - 1)}
    is_unsafe = follows == "scale" or (is_loose and beside & {"word", "an", "unit"})
    if isinstance(outcome, Known) and not is_unsafe:
        return Unclear(WHY_WORDS, (outcome,))
    return Unclear(WHY_WORDS)


def _sized(found: list[Element], read: Amount, says: tuple[bool, bool], approximate: bool) -> Outcome[int]:
    """The outcome of an amount, once its size is beyond doubt."""
    figures = [one for one in found if isinstance(one, Figure)]
    readings, sure = marked(read.readings, approximate), read.sure
    if len(figures) == 1 and figures[0].is_spoken and not says[1]:
        readings, sure = readings[:1], True  # dua juta lima ratus: in speech ribu is left out
    if _is_small(figures, says):
        return _small(readings)
    if any(value > MOST for value in _values(readings)):
        return Invalid(_("That amount is too large to be right."))
    if any(value % 1 for value in _values(readings)):
        sure = False
    whole = _whole(readings)
    if sure:
        return whole[0]
    return Unclear(_asks(whole), whole)


def _values(readings: Readings) -> list[Decimal]:
    return [v for r in readings for v in ((r.value,) if isinstance(r, Known) else (r.low, r.high))]


def _is_small(figures: Sequence[Figure], says: tuple[bool, bool]) -> bool:
    """Whether ribu or juta may have been left out: 15, 500, 2,5; not Rp500, 500 perak or 0."""
    bare = [figure for figure in figures if figure.is_bare and figure.is_single]
    if len(bare) < len(figures):
        return False
    says_rp, says_rupiah = says
    least = 0 if says_rupiah else COINS if says_rp else SMALL
    values = [value for figure in bare for value in figure.readings]
    return any(value % 1 for value in values) or any(0 < value < least for value in values)


def _small(readings: Readings) -> Outcome[int]:
    """Ask which word was left out: 15 may be 15 ribu, 2,5 may be 2,5 juta, 1,500 may be 1500 or 1,5 juta."""
    values = _values(readings)
    if values[0] < SMALL <= values[-1] and values[0] * 1000 < values[-1]:
        span = Span(int(values[0] * 1000), int(values[-1]))
        return Unclear(_asks((span,)), (span,))  # 20-30.000
    sizes = (1, 10**6) if values[0] >= SMALL else (10**6, 1000) if values[0] % 1 else (1000, 1)
    base = readings[:2] if values[0] >= SMALL else (readings[0], readings[0])
    offered = tuple(
        _whole(mapped((one,), lambda value, size=size: value * size))[0]  # type: ignore[misc]
        for one, size in zip(base, sizes, strict=False)
    )
    return Unclear(_asks(offered), offered)


def _whole(readings: Readings) -> tuple[Known[int] | Span[int], ...]:
    """The readings in whole rupiah."""
    whole: list[Known[int] | Span[int]] = []
    for one in readings:
        if isinstance(one, Known):
            whole.append(Known(int(one.value), one.approximate))
        else:
            whole.append(Span(int(one.low), int(one.high), one.approximate))
    return tuple(dict.fromkeys(whole))


def shown(reading: Known[int] | Span[int]) -> Text:
    """An amount or a range as it is said back."""
    if isinstance(reading, Known):
        return _("Rp{amount}", amount=reading.value)
    return _("Rp{low} to Rp{high}", low=reading.low, high=reading.high)


def _asks(readings: Sequence[Known[int] | Span[int]]) -> Text:
    if len(readings) > 1:
        return _("Is it {first} or {second}?", first=shown(readings[0]), second=shown(readings[1]))
    if readings:
        return _("Do you mean {value}?", value=shown(readings[0]))
    return _("How much is that in numbers?")
