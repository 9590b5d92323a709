"""The owner's own data: the menu, the sections with their completeness, all that is stored, and changing it.

Bot:  Keripik Bu Siti · IKM-3526-00001
      Data pokok 90%. Belum diisi: Foto produk.
      [Isi: Foto produk] [Lengkapi data (21%)] [Produksi Triwulan IV 2026] …
"""

from dialogue.i18n import Lines, Shown, Text, _, lines
from dialogue.labels import LABELS
from dialogue.message import Ask, Button, Buttons, Edit, Go, Message, Say, column
from dialogue.period import Period, period_named, period_of
from dialogue.questionnaire.production import PRODUCTION
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.questionnaire.sections import BY_NAME, SECTIONS, Record, Section, percent, record_of
from dialogue.record import MENU, STATES, changes, section_told, sections_message, summary, told, under
from dialogue.turn import Route, Turn
from dialogue.words import GO_ON
from storage import business, claim, office, production_report, question, returned_field, role, run
from storage import record as stored
from storage.base import columns_of

NEWEST = 10
"""Production reports shown at once."""


async def _record(turn: Turn, held: business.Business) -> Record:
    return record_of(*await stored.of_business(turn.db, held))


async def _records(turn: Turn, held: list[business.Business]) -> list[Record]:
    return [record_of(*found) for found in await stored.of_businesses(turn.db, held)]


async def _held(turn: Turn) -> business.Business:
    held = await business.by_id(turn.db, int(turn.args[0]))
    assert held is not None  # the route's right saw to it
    return held


async def menu(turn: Turn) -> list[Message]:
    """For somebody of the office the desk, for an owner her own businesses."""
    return [Go("desk" if await role.held_by(turn.db, turn.contact) else "mine")]


async def mine(turn: Turn) -> list[Message]:
    """All that an owner can do from here; what was left half done stands first."""
    held = await business.of_contact(turn.db, turn.contact)
    registered = [one for one in held if one.number]
    unfinished = await run.latest_unfinished(turn.db, turn.contact)
    go_on = Button(GO_ON, "continue") if unfinished else None
    if not registered:
        register = None if unfinished else Button(_("Register a business"), "register")
        return [Say(_("What would you like to do?"), _with_help(go_on, register))]
    words: list[Shown] = []
    buttons: list[Button] = await _corrections(turn, registered)
    here = await office.by_id(turn.db, turn.office)
    period = period_of(turn.today, here.report_period)
    reported = await production_report.reported(turn.db, [one.id for one in registered], period.key)
    for one, record in zip(registered, await _records(turn, registered), strict=True):
        words.append(summary(record))
        buttons += _ways(one, record, period, is_only=len(registered) == 1, is_reported=one.id in reported)
    claimed = await claim.unchecked_by(turn.db, turn.contact)
    checks = [Button(_("Check what was filled in"), "claimed", (business_id,)) for business_id in claimed]
    mine = (Button(_("My data"), "record"), Button(_("My consents"), "consents"))
    switches = Button(_("Notices and reminders"), "topics")
    return [Say(lines(*words), _with_help(go_on, *checks, *buttons, *mine, switches))]


def _ways(
    held: business.Business, record: Record, period: Period, *, is_only: bool, is_reported: bool
) -> list[Button]:
    """What can be done for one business; its name stands on the buttons if there are several."""

    def labelled(label: Text) -> Text:
        return label if is_only else _("{label}: {name}", label=label, name=held.name or "")

    missing = [_fill(held.id, field.name, field.label) for field in REGISTRATION.missing(record.business)]
    fill = _("Complete the data ({percent}%)", percent=percent(record))
    report = _("Production {period}", period=period.title)
    if is_reported:
        report = _("Production {period} (reported)", period=period.title)
    return [
        *missing,
        Button(labelled(fill), "sections", (held.id,)),
        Button(labelled(report), "production", (held.id,)),
        Button(labelled(_("Business card")), "card", (held.id,)),
    ]


async def _corrections(turn: Turn, held: list[business.Business]) -> list[Button]:
    """The answers that an officer gave back, each to be answered again."""
    waiting = await returned_field.open_of(turn.db, [one.id for one in held])
    return [
        Button(_("Correct: {label}", label=LABELS[row.thing, row.field]), "again", (row.id,))
        for rows in waiting.values()
        for row in rows
    ]


def _with_help(*buttons: Button | None) -> Buttons:
    """These below each other, and at the end, in one row, who and what helps."""
    ask = (Button(_("Ask an officer"), "officer"), Button(_("Help"), "help"))
    return Buttons((*column(*buttons).rows, ask))


def _fill(business_id: int, field: str, label: Shown) -> Button:
    return Button(_("Fill in: {label}", label=label), "edit", (business_id, "registration", field))


async def sections(turn: Turn) -> list[Message]:
    """The sections of the record, each with how much of it is there."""
    held = await _held(turn)
    if not held.number:
        return [Ask("registration", held.id)]
    return [sections_message(held.id, await _record(turn, held))]


async def fill(turn: Turn) -> list[Message]:
    """The sections of the only business, or a choice among several."""
    registered = [one for one in await business.of_contact(turn.db, turn.contact) if one.number]
    if not registered:
        return [Go("register")]
    if len(registered) == 1:
        return [Go("sections", (registered[0].id,))]
    choices = [Button(one.name or "", "sections", (one.id,)) for one in registered]
    return [Say(_("Which business is it about?"), column(*choices, MENU))]


async def section(turn: Turn) -> list[Message]:
    """Go on with a section; one that is complete is shown, with a way to change it."""
    held = await _held(turn)
    chosen = BY_NAME.get(turn.args[1] if len(turn.args) > 1 else "")
    if chosen is None:
        return [Go("sections", (held.id,))]
    if chosen.repeats:
        return [Go("parts", (held.id, chosen.name))]
    if chosen.name == "papers":
        return [Go("papers", (held.id,))]
    record = await _record(turn, held)
    if chosen.form.missing(record.business):
        return [Ask(chosen.name, held.id)]
    return [_section_message(held.id, chosen, record)]


def _section_message(business_id: int, shown: Section, record: Record) -> Message:
    buttons = changes(shown.form, record.business, "edit", (business_id, shown.name))
    back = (Button(_("All parts"), "sections", (business_id,)), MENU)
    return under(lines(section_told(shown, record), _("What shall be changed?")), *buttons, back)


async def record(turn: Turn) -> list[Message]:
    """All that is stored of each business, and a way to change any of it."""
    held = await business.of_contact(turn.db, turn.contact)
    if not held:
        register = Button(_("Register a business"), "register")
        return [Say(_("No business is registered here yet."), _with_help(register))]
    reports = await production_report.handed_in(turn.db, [one.id for one in held])
    records = zip(held, await _records(turn, held), strict=True)
    return [_all_data(one, known, reports[one.id][:NEWEST]) for one, known in records]


def _all_data(
    held: business.Business, record: Record, reports: list[production_report.ProductionReport]
) -> Message:
    change = Button(_("Change something"), "change", (held.id,))
    past = Button(_("What was changed"), "past", (held.id,))
    missing = [_fill(held.id, field.name, field.label) for field in REGISTRATION.missing(record.business)]
    if not held.number:
        basic = Lines((summary(record).parts[0], *told(REGISTRATION, record.business)))
        return Say(basic, column(*missing, change, past, MENU))
    blocks = [summary(record), *(section_told(one, record) for one in SECTIONS), _reports(reports)]
    more = Button(_("Fill in more"), "sections", (held.id,))
    invite = Button(_("Let somebody help to fill in"), "helpers", (held.id,))
    return Say(Lines(tuple(blocks), "\n\n"), column(*missing, change, more, past, invite, MENU))


def _reports(reports: list[production_report.ProductionReport]) -> Lines:
    """The production reports that were handed in, newest first."""
    told_ = [
        _(
            "{period}: {details}",
            period=period_named(report.period).title,
            details=Lines(tuple(told(PRODUCTION, columns_of(report))), "; "),
        )
        for report in reports
    ]
    return Lines((_("*Production reports*"), *(told_ or [_("not filled in yet")])))


async def change(turn: Turn) -> list[Message]:
    """Choose what to change: of a draft an answer, else first the section."""
    held = await _held(turn)
    if not held.number:
        answers, _parts = await stored.of_business(turn.db, held)
        buttons = changes(REGISTRATION, answers, "edit", (held.id, "registration"))
        return [under(_("What shall be changed?"), *buttons, (MENU,))]
    chosen = BY_NAME.get(turn.args[1] if len(turn.args) > 1 else "")
    if chosen is None:
        buttons = tuple((Button(one.title, "change", (held.id, one.name)),) for one in SECTIONS)
        return [Edit(_("What shall be changed?"), column(*(row[0] for row in buttons), MENU))]
    if chosen.repeats or chosen.name == "papers":
        return [Go("section", (held.id, chosen.name))]
    return [_section_message(held.id, chosen, await _record(turn, held))]


async def edit(turn: Turn) -> list[Message]:
    """Ask one question of a section again."""
    held = await _held(turn)
    name, field = (*turn.args[1:3], "", "")[:2]
    chosen = BY_NAME.get(name)
    if chosen is None or chosen.repeats or chosen.form.field(field) is None:
        return [Go("change", (held.id,))]
    return [Ask(name, held.id, field, is_single=held.number is not None)]


async def status(turn: Turn) -> list[Message]:
    """How far everything is: registered or not, and questions that wait for an officer."""
    held = await business.of_contact(turn.db, turn.contact)
    if not held:
        return [Go("record")]
    told_: list[Shown] = []
    for one, record in zip(held, await _records(turn, held), strict=True):
        filled = percent(record)
        told_.append(
            _(
                "*{name}* is registered as {number}; {percent}% filled in; {state}.",
                name=one.name or "",
                number=one.number,
                percent=filled,
                state=STATES[one.state],
            )
            if one.number
            else _("A registration was begun and is not saved yet.")
        )
    waiting = await question.count_open(turn.db, turn.contact)
    asked = _("Questions that wait for an officer: {count}.", count=waiting) if waiting else None
    unfinished = await run.latest_unfinished(turn.db, turn.contact)
    go_on = Button(GO_ON, "continue") if unfinished else None
    correct = await _corrections(turn, held)
    return [Say(lines(*told_, asked), column(*correct, go_on, Button(_("My data"), "record"), MENU))]


ROUTES = (
    Route(
        "menu",
        menu,
        right="everyone",
        commands=("menu",),
        words=(_("Main menu"), "menu"),
        about=_("Main menu"),
    ),
    Route("mine", mine, right="everyone"),
    Route(
        "record",
        record,
        right="everyone",
        commands=("data", "ubah"),
        words=(_("My data"),),
        about=_("My data"),
    ),
    Route("fill", fill, right="everyone", commands=("lengkapi",), about=_("Fill in more")),
    Route("sections", sections, right="view business"),
    Route("section", section, right="view business"),
    Route("change", change, right="view business"),
    Route("edit", edit, right="view business"),
    Route("status", status, right="everyone", commands=("status",), about=_("How far it is")),
)
