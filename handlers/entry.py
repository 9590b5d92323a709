"""The card of a business as the office sees it: the whole record, in parts, and what can be done with it.

Bot:  Batik Bu Rahma · IKM-3526-00042 · sudah diperiksa petugas
      Pemilik: Rahma · No. HP: 0812-3456-7890 · Desa: Tanjung Bumi …
      Terisi 64%, dari daftar dinas. Didampingi Bu Rina.
      [Lihat semua data] [Ubah] [Periksa] [Kirim pesan ke pemilik] [Telepon] [Riwayat] [Kembali ke daftar]
"""

from dialogue.asking import shown
from dialogue.event import Kind
from dialogue.fields.base import Answers
from dialogue.i18n import Lines, Shown, Text, _, lines
from dialogue.indicative import CLASSES, class_of
from dialogue.message import Button, Buttons, Edit, Link, Message, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.questionnaire.sections import BY_NAME, SECTIONS, Record, percent, record_of
from dialogue.record import MENU, head, section_told
from dialogue.standing import LEVELS, REACHES
from dialogue.turn import Route, Turn
from storage import authority, business, consent, role, segment
from storage import record as stored
from storage.authority import EDIT, VERIFY
from storage.business import Business

FIRST = ("owner_name", "phone", "village", "district", "main_product")
"""What stands first on the card, of the basic data."""
ORIGINS: dict[str, Text] = {
    "owner": _("registered by the owner"),
    "import": _("from the list of the dinas"),
    "assisted": _("filled in by the office"),
}


async def _held(turn: Turn) -> tuple[Business, Record]:
    held = await business.by_id(turn.db, int(turn.args[0]))
    assert held is not None  # the route's right saw to it
    return held, record_of(*await stored.of_business(turn.db, held))


def _from(turn: Turn) -> tuple[str, ...]:
    """The list and its page from which the card was opened, as its buttons carry them on."""
    given = turn.args[1:3]
    is_list = len(given) == 2 and all(one.isascii() and one.isdecimal() and len(one) < 10 for one in given)
    return given if is_list else ()


async def entry(turn: Turn) -> list[Message]:
    """The first screen: who and what it is, how far the data is, and every way on."""
    held, record = await _held(turn)
    words = lines(
        head(record.business),
        *(_told(name, record.business) for name in FIRST),
        await _filled(turn, held, record),
        _size(record.business),
        _("Level: *{level}*", level=LEVELS[held.level]) if held.level in LEVELS else None,
        await _reach(turn, held),
        _missing(record),
    )
    return [Say(words, await _ways(turn, held))]


def _told(name: str, answers: Answers) -> Shown | None:
    field = REGISTRATION.field(name)
    assert field is not None
    return _("{label}: *{answer}*", label=field.label, answer=shown(field, answers))


async def _filled(turn: Turn, held: Business, record: Record) -> Shown:
    looks_after = await role.person(turn.db, held.assigned_to, held.office_id)
    officer = (
        _("Looked after by {person}.", person=looks_after or _("an officer")) if held.assigned_to else None
    )
    told = _("{percent}% filled in, {origin}.", percent=percent(record), origin=ORIGINS[held.origin])
    return Lines((told, officer), " ") if officer else told


def _size(answers: Answers) -> Shown | None:
    if answers.get("size_class"):
        return _("Size: *{size}*, confirmed by an officer", size=CLASSES[answers["size_class"]])
    size = class_of(answers)
    return _("Size: *{size}*, indicative", size=CLASSES[size]) if size else None


async def _reach(turn: Turn, held: Business) -> Shown:
    reached = await segment.reached_by(turn.db, held.id)
    return _("Reached: *{how}*", how=REACHES[reached])


def _missing(record: Record) -> Shown | None:
    lacking = [section.title for section in SECTIONS if section.percent(record) < 100]
    return _("Not complete yet: {names}.", names=Lines(tuple(lacking), ", ")) if lacking else None


async def _ways(turn: Turn, held: Business) -> Buttons:
    """What this person may do with the record; each is asked for again when it is pressed."""
    actor = await authority.actor_of(turn.db, turn.contact)
    here = await authority.resource_of(turn.db, held)
    may_edit, may_verify = (authority.authorize(actor, right, here) for right in (EDIT, VERIFY))
    back = _from(turn)
    data = Button(_("See all data"), "reading", (held.id, "", *back))
    edit = Button(_("Change"), "change", (held.id,)) if may_edit and await _agrees(turn, held) else None
    check = Button(_("Check it"), "check", (held.id,)) if may_verify else None
    write = Button(_("Write to the owner"), "write", (held.id,)) if may_verify else None
    call = (
        Link(_("WhatsApp {name}", name=held.owner_name or ""), _address(held.phone)) if held.phone else None
    )
    slip = Button(_("Print a slip"), "slip", (held.id,)) if may_edit and not here.speakers else None
    past = Button(_("History"), "past", (held.id,))
    to_list = Button(_("Back to the list"), "list", back) if back else None
    return column(data, edit, check, write, call, slip, past, to_list, MENU)


def _address(phone: str) -> str:
    return f"https://wa.me/{phone.lstrip('+')}"


async def _agrees(turn: Turn, held: Business) -> bool:
    """Nothing is changed against the owner's withdrawal; then no way leads there."""
    return not await consent.lacking(turn.db, turn.contact, held.id, VERSION)


async def reading(turn: Turn) -> list[Message]:
    """All that stands in the record, section by section."""
    held, record = await _held(turn)
    chosen = BY_NAME.get(turn.args[1] if len(turn.args) > 1 else "")
    back = tuple(turn.args[2:4])
    if chosen is None:
        words: Shown = lines(head(record.business), _("Which part do you want to see?"))
    else:
        words = lines(head(record.business), section_told(chosen, record))
    parts = [
        Button(
            _("{title} ({percent}%)", title=one.title, percent=one.percent(record)),
            "reading",
            (held.id, one.name, *back),
        )
        for one in SECTIONS
        if one is not chosen
    ]
    pairs = tuple(tuple(parts[at : at + 2]) for at in range(0, len(parts), 2))
    card = (Button(_("Back to the card"), "entry", (held.id, *back)),)
    keyboard = Buttons((*pairs, card, (MENU,)))
    return [Edit(words, keyboard) if turn.event.kind is Kind.BUTTON else Say(words, keyboard)]


ROUTES = (
    Route("entry", entry, right="view business"),
    Route("reading", reading, right="view business"),
)
