"""The owner's own data: the menu, what is there, what is missing, and changing any of it.

Bot:  Keripik Bu Siti · IKM-3526-00001
      Data lengkap 90%. Belum diisi: Foto produk.
      [Isi: Foto produk] [Data saya] …
"""

from dialogue.asking import shown
from dialogue.i18n import Lines, Shown, _, lines
from dialogue.message import Ask, Button, Buttons, Edit, Message, Say, column
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.turn import Route, Turn
from dialogue.words import GO_ON
from storage import business, run


async def menu(turn: Turn) -> list[Message]:
    """All that can be done from here; what was left half done stands first."""
    held = await business.of_contact(turn.db, turn.contact)
    registered = [one for one in held if one.number]
    unfinished = await run.latest_unfinished(turn.db, turn.contact)
    go_on = Button(GO_ON, "continue") if unfinished else None
    if not registered:
        register = None if unfinished else Button(_("Register a business"), "register")
        return [Say(_("What would you like to do?"), column(go_on, register, *_always()))]
    words: list[Shown] = []
    fill: list[Button] = []
    for one in registered:
        words.append(_summary(one))
        fill += [_fill(one, field.name, field.label) for field in REGISTRATION.missing(business.answers(one))]
    cards = [Button(_("Business card"), "card", (one.id,)) for one in registered]
    mine = (Button(_("My data"), "record"), Button(_("My consents"), "consents"))
    return [Say(lines(*words), column(go_on, *fill, *mine, *cards, *_always()))]


def _always() -> tuple[Button, ...]:
    return Button(_("Ask an officer"), "officer"), Button(_("Help"), "help")


def _summary(held: business.Business) -> Shown:
    answers = business.answers(held)
    missing = REGISTRATION.missing(answers)
    head = _("*{name}* · {number}", name=held.name or "", number=held.number or "")
    percent = REGISTRATION.completeness(answers)
    if not missing:
        return lines(head, _("The data is complete ({percent}%).", percent=percent))
    names = Lines(tuple(field.label for field in missing), ", ")
    told = _("The data is {percent}% complete. Missing: {names}.", percent=percent, names=names)
    return lines(head, told)


def _fill(held: business.Business, field: str, label: Shown) -> Button:
    return Button(_("Fill in: {label}", label=label), "edit", (held.id, field))


async def record(turn: Turn) -> list[Message]:
    """Every answer of each business, and a way to change any of it."""
    held = await business.of_contact(turn.db, turn.contact)
    if not held:
        register = Button(_("Register a business"), "register")
        return [Say(_("No business is registered here yet."), column(register, *_always()))]
    return [_shown_data(one) for one in held]


def _data(held: business.Business) -> Lines:
    answers = business.answers(held)
    told = [
        _("{label}: *{answer}*", label=field.label, answer=shown(field, answers))
        for field in REGISTRATION.visible(answers)
    ]
    head = _summary(held) if held.number else _("*Draft*, not saved yet.")
    return Lines((head, *told))


def _shown_data(held: business.Business) -> Say:
    fields = REGISTRATION.missing(business.answers(held))
    missing = [_fill(held, field.name, field.label) for field in fields]
    change = Button(_("Change something"), "change", (held.id,))
    return Say(_data(held), column(*missing, change, Button(_("Main menu"), "menu")))


async def change(turn: Turn) -> list[Message]:
    """Choose what to change, with the data in sight."""
    held = await business.held_by(turn.db, turn.contact, int(turn.args[0]))
    assert held is not None  # the route's right is the holder's
    buttons = [Button(field.label, "edit", (held.id, field.name)) for field in REGISTRATION.fields]
    pairs = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    menu = (Button(_("Main menu"), "menu"),)
    return [Edit(lines(_data(held), _("What shall be changed?")), Buttons((*pairs, menu)))]


async def edit(turn: Turn) -> list[Message]:
    """Ask one question of the registration again."""
    business_id, field = int(turn.args[0]), turn.args[1] if len(turn.args) > 1 else ""
    if REGISTRATION.field(field) is None:
        return await change(turn)
    held = await business.held_by(turn.db, turn.contact, business_id)
    assert held is not None  # the route's right is the holder's
    return [Ask("registration", business_id, field, is_single=held.number is not None)]


ROUTES = (
    Route(
        "menu",
        menu,
        right="everyone",
        commands=("menu",),
        words=(_("Main menu"), "menu"),
        about=_("Main menu"),
    ),
    Route(
        "record",
        record,
        right="everyone",
        commands=("data", "ubah"),
        words=(_("My data"),),
        about=_("My data"),
    ),
    Route("change", change, right="holder"),
    Route("edit", edit, right="holder"),
)
