"""For a whole filter at once: mark as checked, ask to complete one answer, name who looks after it.

Rina: [Untuk semua ini…] [Tandai terverifikasi]
Bot:  79 usaha akan ditandai terverifikasi, dan pemiliknya diberi tahu. [Ya, untuk 79 usaha] [Tidak jadi]
"""

from dialogue.i18n import Shown, Text, _
from dialogue.labels import FORMS as ASKED
from dialogue.message import Board, Button, Go, Message, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.sections import SECTIONS
from dialogue.record import MENU
from dialogue.turn import Route, Turn, Work
from dialogue.words import NEVER_MIND
from storage import audit, authority, job, role, segment
from storage import bulk as deeds
from storage.bulk import Bulk
from storage.deed import ASSIGN, COMPLETE, VERIFY, Deed, how_many
from storage.segment import Segment

GROWN = 1.1
"""More than so many times the count that was shown is asked about again."""
CAN_LACK = {
    f"{section.name}.{field.name}": field
    for section in SECTIONS
    if not section.repeats
    for field in section.form.fields
    if field.visible({}) and field.columns()[0].removesuffix("_id") == field.name
}
"""The questions that every owner is asked and that have a column of their own, by form and name."""


async def _asked(turn: Turn) -> Segment | None:
    return await segment.load(turn.db, turn.number(0), turn.office, turn.contact)


async def bulk(turn: Turn) -> list[Message]:
    """What can be done to all businesses of the list."""
    number, asked = turn.number(0), await _asked(turn)
    if asked is None:
        return [Go("desk")]
    count = await segment.count(turn.db, asked, turn.office)
    checked = Button(_("Mark as checked"), "bulkask", (number, VERIFY))
    complete = Button(_("Ask to complete…"), "bulkfield", (number,))
    mine = Button(_("I look after them"), "bulkask", (number, ASSIGN, turn.contact))
    others = [
        Button(_("Looked after by: {name}", name=name or _("an officer")), "bulkask", (number, ASSIGN, who))
        for who, name in (await _may_be_named(turn)).items()
        if who != turn.contact
    ]
    back = Button(_("Back to the list"), "browse", (number,))
    title = _("What shall be done for these *{count}* businesses?", count=count)
    return [Say(title, column(checked, complete, mine, *others, back, MENU))]


async def _may_be_named(turn: Turn) -> dict[int, str]:
    """Oneself; a head may name every officer of the office."""
    people = {
        one.contact_id: one.person
        for one in await role.in_office(turn.db, turn.office)
        if one.name in {role.OFFICER, role.HEAD}
    }
    if await authority.may(turn.db, turn.contact, authority.MANAGE_ROLES, turn.office):
        return people
    return {who: name for who, name in people.items() if who == turn.contact}


async def choose_field(turn: Turn) -> list[Message]:
    """Choose what is to be completed: first the section, then the question."""
    number, name = turn.number(0), turn.args[1] if len(turn.args) > 1 else ""
    back = Button(_("Back to the list"), "browse", (number,))
    inside = {key: one for key, one in CAN_LACK.items() if key.startswith(f"{name}.")}
    if inside:
        buttons = [
            Button(_("Complete: {label}", label=one.label), "bulkask", (number, COMPLETE, key))
            for key, one in inside.items()
        ]
        return [Say(_("Which answer shall be completed?"), column(*buttons, back))]
    sections = [Button(one.title, "bulkfield", (number, one.name)) for one in SECTIONS if not one.repeats]
    return [Say(_("In which part of the data is the answer?"), column(*sections, back))]


async def _deed(turn: Turn) -> Deed | None:
    """The deed that the arguments name, if there is such a one and this person may do it."""
    kind, value = (*turn.args[1:3], "", "")[:2]
    if kind == VERIFY:
        return Deed(VERIFY, "", VERSION, turn.contact)
    if kind == COMPLETE and value in CAN_LACK:
        return Deed(COMPLETE, value, VERSION, turn.contact)
    if kind == ASSIGN and turn.number(2) in await _may_be_named(turn):
        return Deed(ASSIGN, value, VERSION, turn.contact)
    return None


async def ask(turn: Turn) -> list[Message]:
    """Show to how many it would be done, and ask once more."""
    number, asked, deed = turn.number(0), await _asked(turn), await _deed(turn)
    if asked is None or deed is None:
        return [Go("bulk", turn.args[:1])]
    count = await how_many(turn.db, asked, turn.office, deed)
    back = Button(NEVER_MIND, "bulk", (number,))
    if not count:
        return [Say(_("There is nothing to do: it fits none of these businesses."), column(back, MENU))]
    yes = Button(
        _("Yes, for {count} businesses", count=count), "bulkdo", (number, deed.kind, deed.value or "-", count)
    )
    return [Say(await _told(turn, deed, count), column(yes, back))]


async def _told(turn: Turn, deed: Deed, count: int) -> Text:
    if deed.kind == VERIFY:
        return _("*{count}* businesses will be marked as checked, and their owners are told.", count=count)
    if deed.kind == COMPLETE:
        label = _label(deed)
        return _(
            "*{count}* owners who are on Telegram will be asked to complete: *{label}*.",
            count=count,
            label=label,
        )
    name = (await _may_be_named(turn)).get(int(deed.value)) or _("an officer")
    return _("*{count}* businesses will be looked after by *{name}*.", count=count, name=name)


def _label(deed: Deed) -> Shown:
    form, name = deed.question
    field_ = ASKED[form].field(name)
    return field_.label if field_ else name


async def do(turn: Turn) -> list[Message]:
    """Begin, if there are not many more by now than were shown."""
    number, asked, deed = turn.number(0), await _asked(turn), await _deed(turn)
    if asked is None or deed is None:
        return [Go("bulk", turn.args[:1])]
    count = await how_many(turn.db, asked, turn.office, deed)
    if not count or count > GROWN * turn.number(3):
        return await ask(turn)
    words = (await _may_be_named(turn)).get(int(deed.value), "") if deed.kind == ASSIGN else ""
    row = await deeds.start(
        turn.db,
        asked=asked,
        segment_id=number,
        office_id=turn.office,
        contact_id=turn.contact,
        deed=deed,
        words=words,
        counted=count,
        now=turn.now,
    )
    if row is None:
        return [Say(_("That is being done already."), column(MENU))]
    by = {"contact_id": turn.contact, "office_id": turn.office}
    about = {"filter": asked.as_dict(), "value": deed.value}
    audit.note(turn.db, f"bulk_{deed.kind}", "business", count=count, now=turn.now, about=about, **by)
    await job.add(turn.db, "bulk", subject=row.id, contact_id=turn.contact, now=turn.now)
    return [_progress(row)]


def _progress(row: Bulk) -> Board:
    words = _("Under way: *{done}* of {count} businesses.", done=row.done, count=row.counted)
    return Board(f"bulk:{row.id}", words)


async def prepare(turn: Turn, bulk_id: int) -> dict[str, int] | None:
    """Nothing, if it has ended."""
    row = await deeds.by_id(turn.db, bulk_id)
    return None if row is None or row.ended_at is not None else {}


async def keep(turn: Turn, bulk_id: int, _result: bytes) -> list[Message]:
    """One stretch; the next one is a job of its own, so that others come in between."""
    row = await deeds.by_id(turn.db, bulk_id)
    assert row is not None
    asked = await segment.load(turn.db, row.segment_id, row.office_id, row.contact_id)
    if asked is None or not await _still_may(turn, row):
        row.ended_at = turn.now
        return [Say(_("That is not for you to do."), column(MENU))]
    if not await deeds.go_on(turn.db, row, asked, turn.now):
        await job.add(turn.db, "bulk", subject=bulk_id, contact_id=turn.contact, now=turn.now)
        return [_progress(row)]
    back = Button(_("Back to the list"), "browse", (row.segment_id,))
    return [_progress(row), Say(_("Done for *{count}* businesses.", count=row.done), column(back, MENU))]


async def _still_may(turn: Turn, row: Bulk) -> bool:
    """The right is asked again in each stretch; naming another takes a head's."""
    for_another = row.deed == ASSIGN and row.value != str(row.contact_id)
    right = authority.MANAGE_ROLES if for_another else authority.VERIFY
    return await authority.may(turn.db, row.contact_id, right, row.office_id)


ROUTES = (
    Route("bulk", bulk, right="verify"),
    Route("bulkfield", choose_field, right="verify"),
    Route("bulkask", ask, right="verify"),
    Route("bulkdo", do, right="verify"),
)
JOBS: dict[str, Work] = {"bulk": Work(prepare, keep, has_child=False)}
