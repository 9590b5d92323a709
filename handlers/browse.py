"""The list of IKM: a filter that is narrowed by buttons, its live count, and the list that it means.

Bot:  Kecamatan: Tanjung Bumi
      79 IKM: 4 di Telegram, 66 hanya telepon, 9 tanpa keduanya.
      [Lihat daftar] [Kecamatan] [Desa/kelurahan] … [Hapus saringan] [Kirim sebagai Excel]
"""

from typing import Any

from dialogue import places
from dialogue.event import Kind
from dialogue.filter import (
    CALLED,
    KINDS,
    MAY_BE_UNTOLD,
    NO_NOTICE,
    ON_PAGE,
    UNFINISHED,
    UNTOLD,
    called,
    counted,
    told,
    values_of,
)
from dialogue.i18n import Lines, Shown, _, lines
from dialogue.message import Ask, Button, Buttons, Edit, Go, Message, Say
from dialogue.questionnaire.filtering import KBLI, PRODUCT
from dialogue.record import MENU
from dialogue.turn import FormRoute, Route, Turn
from storage import audit, authority, narrowing, office, role, segment
from storage.authority import VIEW
from storage.narrowing import MANY
from storage.segment import Entry, Segment

CHOICES, PAIRED = 10, 20
"""Values of one kind that are shown at once; names of places are short and stand in pairs."""
TYPED = ("products", "kbli")
"""Kinds of which the value is typed."""
PLACES = frozenset({"districts", "villages"})
"""Kinds with many values, of which those that there are stand first."""


async def _asked(turn: Turn) -> Segment:
    """The filter that the first argument names; everybody if that is not this person's."""
    kept = await segment.load(turn.db, turn.number(0), turn.office, turn.contact)
    return kept or Segment()


async def _kept(turn: Turn, asked: Segment) -> int:
    return await segment.keep(turn.db, asked, turn.office, turn.contact, turn.now)


def _screen(turn: Turn, text: Shown, *rows: tuple[Button, ...]) -> Message:
    """In place of the message whose button was pressed, else a new one."""
    keyboard = Buttons(tuple(row for row in rows if row))
    return Edit(text, keyboard) if turn.event.kind is Kind.BUTTON else Say(text, keyboard)


async def _people(turn: Turn) -> dict[str, str]:
    """Who looks after records in the office, by contact."""
    return {str(one.contact_id): one.person for one in await role.in_office(turn.db, turn.office)}


async def browse(turn: Turn) -> list[Message]:
    """The filter, how many it means, and a way to narrow each part of it."""
    asked = await _asked(turn)
    number = await _kept(turn, asked)
    found = await segment.reached(turn.db, asked, turn.office)
    narrowed = told(asked.as_dict(), await _people(turn))
    words = lines(
        _("*The list of IKM.* What shall be in it?") if not narrowed else None,
        *narrowed,
        counted(found.telegram, found.phone, found.none),
    )
    ways = [
        Button(label, "choose", (number, kind, 0)) for kind, label in KINDS.items() if _offered(kind, asked)
    ]
    pairs = [tuple(ways[at : at + 2]) for at in range(0, len(ways), 2)]
    clear = (Button(_("Drop all filters"), "browse"),) if narrowed else ()
    show = (Button(_("Show the list"), "list", (number, 0)),)
    return [_screen(turn, words, show, *pairs, clear, *_for_all(number), (MENU,))]


def _offered(kind: str, asked: Segment) -> bool:
    """Names of desa repeat, so the kecamatan is chosen first."""
    return kind != "villages" or len(asked.districts) == 1


def _for_all(number: int) -> tuple[tuple[Button, ...], ...]:
    return (
        (Button(_("Send as Excel"), "export", (number,)),),
        (Button(_("Write to all of these"), "notify", (number,)),),
        (Button(_("For all of these…"), "bulk", (number,)),),
    )


async def choose(turn: Turn) -> list[Message]:
    """The values of one kind, each with how many there are; pressing a chosen one drops it."""
    asked, kind = await _asked(turn), turn.args[1] if len(turn.args) > 1 else ""
    if kind not in KINDS or not _offered(kind, asked):
        return [Go("browse", turn.args[:1])]
    number = await _kept(turn, asked)
    if kind in TYPED and not values_of(asked.as_dict(), kind):
        return [Ask(f"filter_{kind}", number, kind)]
    people = await _people(turn)
    counts = await _counts(turn, asked, kind)
    chosen = values_of(asked.as_dict(), kind)
    wide, most = (2, PAIRED) if kind in PLACES else (1, CHOICES)
    pages = max(1, -(-len(counts) // most))
    page = turn.number(2) % pages
    shown = list(counts.items())[page * most : (page + 1) * most]
    buttons = [_choice(number, kind, value, count, chosen, people) for value, count in shown]
    rows = [tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide)]
    more = Button(_("More names"), "choose", (number, kind, (page + 1) % pages))
    typed = Button(_("Type another"), "type", (number, kind))
    drop = Button(_("Any"), "narrow", (number, kind, "any"))
    back = Button(_("Back"), "browse", (number,))
    extra = ((more,) if pages > 1 else (), (typed,) if kind in TYPED else (), (drop,) if chosen else ())
    title = _("*{label}*: which one?", label=KINDS[kind])
    return [_screen(turn, title, *rows, *extra, (back,))]


def _choice(
    number: int, kind: str, value: str, count: int | None, chosen: tuple[str, ...], people: dict[str, str]
) -> Button:
    name = called(kind, value, people)
    label = name if count is None else _("{name} ({count})", name=name, count=count)
    label = _("{label}, chosen", label=label) if value in chosen else label
    return Button(label, "narrow", (number, kind, value))


async def _counts(turn: Turn, asked: Segment, kind: str) -> dict[str, int | None]:
    """The values of a kind in the order in which they are shown, with how many of the rest have each."""
    if kind in TYPED:
        return dict.fromkeys(values_of(asked.as_dict(), kind))
    rest = narrowing.without(asked, kind)
    if kind in {"held", "lacking"}:
        holding = await segment.papers(turn.db, rest, turn.office)
        every = await segment.count(turn.db, rest, turn.office) if kind == "lacking" else 0
        return {
            value: every - holding.get(value, 0) if kind == "lacking" else holding.get(value, 0)
            for value in CALLED[kind]
        }
    if kind == "unnotified":
        return {NO_NOTICE: await segment.count(turn.db, _more(turn, rest, kind, NO_NOTICE), turn.office)}
    found = await segment.counts(turn.db, rest, turn.office, kind)
    if kind == "filled":
        found[UNFINISHED] = sum(count for low, count in found.items() if low is not None and low < 100)
    counts = {value: found.get(_stored(kind, value), 0) for value in await _values(turn, asked, kind)}
    return dict(sorted(counts.items(), key=lambda one: not one[1])) if kind in PLACES else {**counts}


def _stored(kind: str, value: str) -> Any:
    """How the register holds a value that buttons carry."""
    if value == UNTOLD or (kind, value) == ("assigned_to", "0"):
        return None
    is_number = kind in {"filled", "assigned_to"} and value != UNFINISHED
    return int(value) if is_number else value


async def _values(turn: Turn, asked: Segment, kind: str) -> list[str]:
    """All values that a kind may have in this office."""
    untold = [UNTOLD] if kind in MAY_BE_UNTOLD else []
    if kind == "districts":
        region = (await office.by_id(turn.db, turn.office)).region
        return [*(place.code for place in places.inside(region)), *untold]
    if kind == "villages":
        return [*(place.code for place in places.inside(asked.districts[0])), *untold]
    if kind == "assigned_to":
        return ["0", *await _people(turn)]
    return [*CALLED[kind], *untold]


async def narrow(turn: Turn) -> list[Message]:
    """Ask for one value more or less; what no button offers changes nothing."""
    asked = await _asked(turn)
    kind, value = (*turn.args[1:3], "", "")[:2]
    if kind in KINDS and _offered(kind, asked):
        asked = await _narrowed(turn, asked, kind, value)
    return [Go("browse", (await _kept(turn, asked),))]


async def _narrowed(turn: Turn, asked: Segment, kind: str, value: str) -> Segment:
    chosen = values_of(asked.as_dict(), kind)
    if value == "any" or (value in chosen and kind not in MANY):
        return narrowing.without(asked, kind)
    if value in chosen:
        return narrowing.less(asked, kind, value)
    if kind in TYPED or value not in await _all_values(turn, asked, kind):
        return asked
    return _more(turn, asked, kind, value)


def _more(turn: Turn, asked: Segment, kind: str, value: str) -> Segment:
    return narrowing.more(asked, kind, value, turn.now, turn.voice.zone)


async def _all_values(turn: Turn, asked: Segment, kind: str) -> list[str]:
    return list(CALLED[kind]) if kind in {"held", "lacking"} else await _values(turn, asked, kind)


async def list_(turn: Turn) -> list[Message]:
    """One page of the list; showing it is noted in the audit."""
    asked = await _asked(turn)
    number = await _kept(turn, asked)
    found = await segment.reached(turn.db, asked, turn.office)
    pages = max(1, -(-found.count // ON_PAGE))
    page = min(turn.number(1), pages - 1)
    entries = await segment.page(turn.db, asked, turn.office, ON_PAGE, page * ON_PAGE)
    by = {"contact_id": turn.contact, "office_id": turn.office}
    about = {"filter": asked.as_dict(), "shown": [entry.id for entry in entries]}
    audit.note(turn.db, "list", "business", now=turn.now, count=len(entries), about=about, **by)
    first = page * ON_PAGE + 1
    words = lines(
        *told(asked.as_dict(), await _people(turn)),
        counted(found.telegram, found.phone, found.none),
        _("Page {page} of {pages}.", page=page + 1, pages=pages) if pages > 1 else None,
        *(_line(at, entry) for at, entry in enumerate(entries, first)),
    )
    opens = [
        (Button(_("{place}. {name}", place=at, name=_name(entry)), "entry", (entry.id, number, page)),)
        for at, entry in enumerate(entries, first)
    ]
    return [_screen(turn, words, *opens, *_turning(number, page, pages), *_below(asked, number, found.count))]


def _turning(number: int, page: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    back = (Button(_("Page before"), "list", (number, page - 1)),) if page else ()
    on = (Button(_("Next page"), "list", (number, page + 1)),) if page + 1 < pages else ()
    return ((*back, *on),)


def _below(asked: Segment, number: int, count: int) -> tuple[tuple[Button, ...], ...]:
    is_search = (
        bool(asked.words) and count <= ON_PAGE and not any(word.count("|") > 2 for word in asked.words)
    )
    similar = (Button(_("Search for similar words too"), "similar", (number,)),) if is_search else ()
    return similar, (Button(_("Change the filter"), "browse", (number,)),), *_for_all(number), (MENU,)


def _name(entry: Entry) -> Shown:
    return entry.name or entry.owner_name or _("without a name")


def _line(place: int, entry: Entry) -> Shown:
    """Name, owner, desa and number, as far as they are told."""
    where = entry.village or entry.district
    rest = (entry.owner_name, places.name_of(where) if where else None, entry.number)
    name = _("{place}. *{name}*", place=place, name=_name(entry))
    return Lines((name, *(one for one in rest if one)), " · ")


async def type_(turn: Turn) -> list[Message]:
    """Ask for words of a product or a code."""
    asked, kind = await _asked(turn), turn.args[1] if len(turn.args) > 1 else ""
    number = await _kept(turn, asked)
    return [Ask(f"filter_{kind}", number, kind)] if kind in TYPED else [Go("browse", (number,))]


async def bar(turn: Turn, number: int) -> list[Message]:
    """Who may see the register no more filters it no more."""
    if await authority.may(turn.db, turn.contact, VIEW, turn.office):
        return []
    return [Say(_("That is not for you to do."), Buttons(((MENU,),)))]


async def answers(turn: Turn, number: int) -> dict[str, Any]:
    """Nothing is answered beforehand."""
    return {}


async def write(turn: Turn, number: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep the filter with what was typed; it is the newest then."""
    asked = await segment.load(turn.db, number, turn.office, turn.contact) or Segment()
    await _kept(turn, _more(turn, asked, field, columns[field]))


async def finish(turn: Turn, number: int) -> list[Message]:
    """Show the filter that was asked for last."""
    return [Go("browse", (await segment.newest(turn.db, turn.office, turn.contact),))]


ROUTES = (
    Route("browse", browse, right=VIEW),
    Route("choose", choose, right=VIEW),
    Route("narrow", narrow, right=VIEW),
    Route("list", list_, right=VIEW),
    Route("type", type_, right=VIEW),
)
FORMS = (
    FormRoute(PRODUCT, bar, answers, write, finish, right="view"),
    FormRoute(KBLI, bar, answers, write, finish, right="view"),
)
