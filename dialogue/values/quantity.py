"""Quantities: 3 kodi seminggu, 50 bks/hr, setengah ton, 2 kodi setengah, 1 ton 200 kg."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from dialogue.i18n import Text, _
from dialogue.values import amounts
from dialogue.values.amounts import WHY_ODD, WHY_WORDS, kinds, marked, row, tidy, understand, without_noise
from dialogue.values.figures import Element, Figure
from dialogue.values.goods import goods
from dialogue.values.meaning import Lexicon, Meaning, of
from dialogue.values.measure import Measured, measured
from dialogue.values.noise import noise, says_none
from dialogue.values.number import as_shown
from dialogue.values.number_words import number_words
from dialogue.values.outcome import Invalid, Known, Nothing, Outcome, Span, Unclear
from dialogue.values.periods import EACH, period_words
from dialogue.values.tokens import unusable
from dialogue.values.units import Amount, unit_words

MOST = 10**15
PERIOD_NAMES = {"hari": _("a day"), "minggu": _("a week"), "bulan": _("a month"), "tahun": _("a year")}
TOPIC = """
    produksi produksinya kapasitas kapasitasnya bikin buat membuat menghasilkan hasil hasilnya
    menghasilkan jadi dapat dpt mampu jual terjual kebutuhan butuh perlu pakai habis stok isinya
    saget gawe produksine memproduksi sanggup kemampuan bahan kirim mengirim barang barangnya
    pesanan order
"""
BATCH = """
    produksi masak bikin buat jalan giling adonan panen goreng cetak bakar jahit oven angkut kirim
    proses batch celup rebus
"""
COUNTED = ("number", "fraction", "ones", "teen", "tens", "times", "belas", "scale", "half", "an", "one")
"""Behind these pak is a pack; elsewhere it is a polite word."""
TIMES = "kali x kaleh balik"


@cache
def lexicon() -> Lexicon:
    """What words mean where a quantity is asked for."""
    words = goods() | noise() | number_words() | period_words()
    words |= {word: (of("noise"),) for word in TOPIC.split()}
    words |= unit_words()
    words |= {
        f"{each} {batch}": (of("batch"),)
        for each in ("sekali", "per", "tiap", "setiap", "satu kali")
        for batch in BATCH.split()
    }
    words |= {word: (of("times_said"),) for word in (*TIMES.split(), "sekali")}
    words |= {"sak": (of("sack", 1),), "pak": (Meaning("unit", name="pak"),), "k": (of("scale_k", 3),)}
    words |= {word: (of("vague"),) for word in ("banyak", "sedikit", "lumayan", "akeh", "dikit")}
    words |= {each: (of("each"),) for each in EACH if each not in words}
    return words


def read_quantity(text: str) -> Outcome[Amount]:
    """So many of a unit, and the period if one was said."""
    refused = unusable(text)
    if refused:
        return refused
    items = _settled(understand(text, lexicon()))
    if says_none([item.kind for item in items]):
        return Nothing()
    kept, approximate = without_noise(items)
    if [item.kind for item in kept[:1]] in (["dash"], ["minus"]):
        return Invalid(_("A quantity cannot be less than nothing."))
    found = row(kept)
    rest, periods = _without_periods(found)
    if "batch" in kinds(rest):
        return Unclear(_("How many times a month is that done?"))
    if len(periods) > 1 or {"times_said", "each", "days"} & set(kinds(rest)):
        return _often(rest)
    return _judged(rest, periods.pop() if periods else "-", approximate)


def _settled(items: list[Meaning]) -> list[Meaning]:
    """Words with two meanings settled by what follows: sak kodi is one kodi, 5 sak are sacks; 5k pcs."""
    settled: list[Meaning] = []
    for at, item in enumerate(items):
        following = items[at + 1].kind if at + 1 < len(items) else ""
        if item.kind == "sack":
            is_one = following in ("unit", "scale", "times")
            item = Meaning("ones", Decimal(1), text=item.text) if is_one else Meaning("unit", name="sak")
        elif item.text == "pak" and not (settled and settled[-1].kind in COUNTED):
            item = Meaning("noise", text=item.text)
        elif item.kind == "an" and settled and settled[-1].kind == "unit":
            item = Meaning("about", text=item.text)
        elif item.kind == "scale_k" and following == "unit":
            item = Meaning("scale", Decimal(3), text=item.text)
        elif item.kind == "one" and following == "unit":
            item = Meaning("ones", Decimal(1), text=item.text)
        elif item.kind == "one_unit":
            settled.append(Meaning("ones", Decimal(1), text=item.text))
            item = Meaning("unit", name=item.name)
        settled.append(item)
    return settled


def _without_periods(found: list[Element]) -> tuple[list[Element], set[str]]:
    """The row without its periods ("per hari", "1 minggu"), and which they were."""
    rest: list[Element] = []
    periods: set[str] = set()
    for at, one in enumerate(found):
        before = found[at - 1] if at else None
        if isinstance(one, Meaning) and one.kind == "period":
            periods.add(one.name)
            rest.append(Meaning("sep"))
        elif isinstance(one, Meaning) and one.kind == "days" and _is_one(before):
            periods.add(one.name)
            rest[-1] = Meaning("sep")
            if len(rest) > 1 and kinds(rest)[-2] in ("slash", "each"):
                rest.pop(-2)
        else:
            rest.append(one)
    return _trimmed(rest), periods


def _is_one(element: Element | None) -> bool:
    return isinstance(element, Figure) and element.value == 1 and element.is_bare


def _trimmed(found: list[Element]) -> list[Element]:
    """The row without breaks at its ends, and with single ones inside."""
    shape = [*kinds(found), "sep"]
    ends = [at for at, kind in enumerate(shape) if kind != "sep"]
    if not ends:
        return []
    inside = range(ends[0], ends[-1] + 1)
    return [found[at] for at in inside if shape[at] != "sep" or shape[at - 1] != "sep"]


def _often(found: Sequence[Element]) -> Outcome[Amount]:
    """So many times in a period, or in several of them: asked about, because it could be per time."""
    if "F" not in kinds(found):
        return Invalid(_("How many, and of what? For example 3 kodi a week."))
    return Unclear(_("How much is that in all, in one day, one week or one month?"))


def _judged(found: list[Element], per: str, approximate: bool) -> Outcome[Amount]:
    shape = kinds(found)
    if "F" not in shape:
        return _no_number(shape)
    if "unit" not in shape:
        return _no_unit(found)
    read = measured(found)
    if not read.unit:
        return _left_over(found, per, approximate)
    readings = tuple(_of(one, read.unit, per) for one in marked(read.readings, approximate))
    if any(value > MOST for one in readings for value in _values(one)):
        return Invalid(_("That quantity is too large to be right."))
    return readings[0] if _is_sure(read) else Unclear(_asks(readings), readings)


def _left_over(found: list[Element], per: str, approximate: bool) -> Outcome[Amount]:
    """Several quantities, or words that may change one: what it would be without them is offered."""
    if any(isinstance(one, Figure) and not one.readings for one in found):
        return Unclear(WHY_ODD)
    plain = [one for one in found if isinstance(one, Figure) or one.kind == "unit"]
    if kinds(plain) == ["F", "unit"] and plain != found:
        outcome = _judged(plain, per, approximate)
        at = found.index(plain[0])
        beside = kinds(found)[max(0, at - 1) : at + 2]
        if isinstance(outcome, Known) and beside[-1] == "unit" and "word" not in beside:
            return Unclear(WHY_WORDS, (outcome,))
        return Unclear(WHY_WORDS)
    return Unclear(_("More than one quantity was written. Which one is it?"))


def _is_sure(read: Measured) -> bool:
    return read.sure and len(read.readings) == 1


def _no_number(shape: list[str]) -> Outcome[Amount]:
    if {"vague", "scale", "times", "belas"} & set(shape):
        return Unclear(_("About how many is that, in a number?"))
    if "unit" in shape:
        return Invalid(_("How many is that? Please write the number too."))
    return Invalid(_("How many, and of what? For example 3 kodi a week."))


def _no_unit(found: list[Element]) -> Outcome[Amount]:
    read = amounts.amount(found)
    if kinds(found) == ["F"] and len(read.readings) == 1:
        first = read.readings[0]
        if isinstance(first, Known):
            return Unclear(_("{number} of what? Please write the unit too.", number=as_shown(first.value)))
    return Unclear(_("Of what? Please write the number and its unit."))


def _of(one: Known[Decimal] | Span[Decimal], unit: str, per: str) -> Known[Amount] | Span[Amount]:
    if isinstance(one, Known):
        return Known(Amount(tidy(one.value), unit, per), one.approximate)
    return Span(Amount(tidy(one.low), unit, per), Amount(tidy(one.high), unit, per), one.approximate)


def _values(one: Known[Amount] | Span[Amount]) -> tuple[Decimal, ...]:
    return (one.value.qty,) if isinstance(one, Known) else (one.low.qty, one.high.qty)


def shown(reading: Known[Amount] | Span[Amount]) -> Text:
    """A quantity or a range as it is said back."""
    amount = reading.value if isinstance(reading, Known) else reading.low
    if isinstance(reading, Known):
        said = _("{number} {unit}", number=as_shown(amount.qty), unit=amount.unit)
    else:
        low, high = as_shown(amount.qty), as_shown(reading.high.qty)
        said = _("{low} to {high} {unit}", low=low, high=high, unit=amount.unit)
    if amount.per not in PERIOD_NAMES:
        return said
    return _("{quantity} {period}", quantity=said, period=PERIOD_NAMES[amount.per])


def _asks(readings: Sequence[Known[Amount] | Span[Amount]]) -> Text:
    if len(readings) > 1:
        return _("Is it {first} or {second}?", first=shown(readings[0]), second=shown(readings[1]))
    return _("Do you mean {value}?", value=shown(readings[0]))
