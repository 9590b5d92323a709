"""Search: whoever may see the register types a name, a number, a product or a place.

Rina: batik tanjungbumi
Bot:  Cari: batik tanjungbumi
      12 IKM: 3 di Telegram, 8 hanya telepon, 1 tanpa keduanya.
      1. Batik Bu Rahma · Rahma · Tanjung Bumi · IKM-3526-00042 …
"""

import re
from dataclasses import replace

from dialogue import places
from dialogue.filter import ON_PAGE
from dialogue.i18n import _
from dialogue.message import Button, Go, Message, Say, column
from dialogue.record import MENU
from dialogue.turn import Route, Turn
from dialogue.values import read_phone
from dialogue.values.outcome import Known
from storage import audit, authority, business, office, segment
from storage.searchable import normal, words_like
from storage.segment import Segment

MOST = 100
"""Letters that are read of what was typed."""
WORDS = 8
NUMBER = re.compile(r"(?:ikm)?[\s-]*(?:([1-9]\d{3})[\s-]+)?(\d{1,5})", re.IGNORECASE)
"""A number of the register, such as 42, 3526-42 or IKM-3526-00042."""
DIGITS = re.compile(r"[\d\s().+/-]{6,}")
PASSED_OVER = frozenset("di ke dari yang kec kecamatan kel kelurahan ds desa kab kabupaten kota cari".split())  # noqa: SIM905
LONGEST_PLACE = 3
"""Words of the longest name of a kecamatan or desa that is looked for."""


def terms(typed: str, region: str) -> tuple[str, ...]:
    """What was typed as words of a segment: each a word with its other readings, such as "a|b"."""
    typed = " ".join(typed[:MOST].split())
    number = NUMBER.fullmatch(typed)
    if number:
        at, last = number[1] or region.replace(".", ""), int(number[2])
        return (f" ikm-{at}-{last:05d} | {number[2]} ",)
    if DIGITS.fullmatch(typed):
        return _of_digits(typed)
    return _of_words(typed, region)


def _of_digits(typed: str) -> tuple[str, ...]:
    """A NIB or a phone number, whole or in part, in whatever spelling."""
    digits = re.sub(r"\D", "", typed)
    phone = read_phone(typed)
    readings = [digits, digits.lstrip("0")]
    if isinstance(phone, Known):
        readings.append(phone.value.lstrip("+"))
    return ("|".join(dict.fromkeys(one for one in readings if len(one) > 3)),) if digits.strip("0") else ()


def _of_words(typed: str, region: str) -> tuple[str, ...]:
    words = typed.split()
    kept = [word for word in words if word.lower().strip(".") not in PASSED_OVER] or words
    kept = kept[:WORDS]
    found: list[str] = []
    while kept:
        size = next((size for size in range(LONGEST_PLACE, 0, -1) if _codes(kept[:size], region)), 1)
        codes = _codes(kept[:size], region)
        plain = normal(" ".join(kept[:size]))
        found += ["|".join((plain, *codes))] if codes and plain else plain.split()
        kept = kept[size:]
    return tuple(dict.fromkeys(found))


def _codes(words: list[str], region: str) -> tuple[str, ...]:
    """The kecamatan and desa of exactly this name; a kecamatan's code begins those of its desa."""
    name = places.normal(" ".join(words))
    codes = [place.code for place in places.within(region) if places.normal(place.name) == name]
    return tuple(code for code in codes if code.rpartition(".")[0] not in codes)


async def respelt(turn: Turn, words: tuple[str, ...], region: str) -> tuple[str, ...]:
    """The words, each with words of the register and places that are spelt much like it."""
    wider = []
    for word in words:
        typed = word.split("|")[0]
        like = await words_like(turn.db, turn.office, typed)
        near = places.find(typed, places.within(region)).places if typed.isalpha() and len(typed) > 3 else ()
        wider.append("|".join(dict.fromkeys((*word.split("|"), *like, *(place.code for place in near)))))
    return tuple(wider)


async def find(turn: Turn) -> list[Message]:
    """Look for what was typed; a single find is opened at once, several are listed, the best first."""
    typed = " ".join(turn.args) if turn.event.is_command else turn.event.text
    region = (await office.by_id(turn.db, turn.office)).region
    wanted = Segment(words=terms(typed, region))
    if not wanted.words:
        return [Go("browse")]
    found = await segment.page(turn.db, wanted, turn.office, ON_PAGE)
    said: list[Message] = []
    if not found:
        wanted = replace(wanted, words=await respelt(turn, wanted.words, region))
        found = await segment.page(turn.db, wanted, turn.office, ON_PAGE)
        said = [Say(_("Nothing is spelt just like that. This comes close:"))]
    by = {"contact_id": turn.contact, "office_id": turn.office}
    about = {"filter": wanted.as_dict(), "shown": [one.id for one in found]}
    audit.note(turn.db, "search", "business", now=turn.now, count=len(found), about=about, **by)
    if not found:
        return await _nothing(turn, typed)
    number = await segment.keep(turn.db, wanted, turn.office, turn.contact, turn.now)
    if len(found) == 1 and not said:
        return [Go("entry", (found[0].id, number, 0))]
    return [*said, Go("list", (number, 0))]


async def similar(turn: Turn) -> list[Message]:
    """The same search, with what is spelt much like it."""
    kept = await segment.load(turn.db, turn.number(0), turn.office, turn.contact)
    if kept is None:
        return [Go("browse")]
    region = (await office.by_id(turn.db, turn.office)).region
    wider = replace(kept, words=await respelt(turn, kept.words, region))
    return [Go("list", (await segment.keep(turn.db, wider, turn.office, turn.contact, turn.now), 0))]


async def _nothing(turn: Turn, typed: str) -> list[Message]:
    """No find: how else one may look, and the ways on."""
    words = _(
        "No IKM is found for “{words}”. Please try a part of the name, the phone number, or the desa.",
        words=typed[:MOST],
    )
    is_owner = bool(await business.of_contact(turn.db, turn.contact))
    mine = Button(_("My own business"), "mine") if is_owner else None
    return [Say(words, column(Button(_("List of IKM"), "browse"), mine, MENU))]


ROUTES = (
    Route("find", find, right=authority.VIEW, commands=("cari",)),
    Route("similar", similar, right=authority.VIEW),
)
