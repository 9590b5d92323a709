"""The report as a small workbook: one list, or all five data sets by kecamatan, sector and branch.

Rina: [Kirim sebagai Excel]
Bot:  📄 Laporan Kabupaten Bangkalan, 22 November 2026.xlsx
"""

from typing import Any

from dialogue.i18n import Shown, Voice, _
from dialogue.message import Button, Document, Message, Moot, Owed, Say, column
from dialogue.record import MENU
from dialogue.report.table import (
    CAPACITY,
    COUNT,
    HEAD,
    PRODUCTION,
    Table,
    add_answers,
    add_capacities,
    add_reports,
    add_sizes,
)
from dialogue.report.view import AXES, EVERY, LISTS, WHOLE, View
from dialogue.turn import Notice, Route, Turn, Work
from storage import attachment, authority, handout, job, office, report
from storage.authority import VIEW
from storage.segment import Segment

KIND = "tables"
SHEETS = {
    "count": _("1 Number"),
    "made": _("2 Products"),
    "capacity": _("3 Capacity"),
    "production": _("3 Reported"),
    "sold_in": _("4 Where sold"),
    "sold_by": _("4 How sold"),
    "help": _("5 Help"),
    "constraints": _("5 Difficulties"),
    "materials": _("5 Raw materials"),
}
"""The tabs; at most 31 letters, and none of []:*?/\\."""


async def tables(turn: Turn) -> list[Message]:
    """Have the workbook made."""
    asked = {"view": [*View.of(turn.args).args]}
    number = await handout.ask(
        turn.db, KIND, asked, office_id=turn.office, contact_id=turn.contact, now=turn.now
    )
    await job.add(turn.db, KIND, subject=number, contact_id=turn.contact, now=turn.now)
    return [Say(_("The workbook is being made, one moment."))]


async def prepare(turn: Turn, handout_id: int) -> dict[str, Any] | None:
    """Every number that goes into it; nothing for who may not see them any more."""
    asked = await handout.of_contact(turn.db, handout_id, turn.contact)
    if asked is None or not await authority.may(turn.db, turn.contact, VIEW, asked.office_id):
        return None
    here = await office.by_id(turn.db, asked.office_id)
    view = View.of([str(part) for part in asked.asked["view"]])
    wanted = Segment(made_to=view.period.end_in(here.zone))
    axes = [axis for axis in AXES if axis != WHOLE] if view.list == EVERY else [view.axis]
    names = LISTS if view.list == EVERY else [view.list]
    about: list[Shown] = [
        here.name,
        _("{area}, {period}, as of {day}.", area=here.area, period=view.period.title, day=turn.today),
    ]
    read = [(name, await _table(turn, name, axes, view, wanted, here.id)) for name in names]
    return {"sheets": [_sheet(turn.voice, name, table, about) for name, table in read]}


async def _table(
    turn: Turn, name: str, axes: list[str], view: View, wanted: Segment, office_id: int
) -> Table:
    """One list, split by each of the axes."""
    heads = {"count": COUNT, "capacity": CAPACITY, "production": PRODUCTION}
    table = Table(heads.get(name, (*HEAD, LISTS[name], _("Number of IKM"))))
    for axis in axes:
        asked = (turn.db, wanted, office_id)
        sizes = await report.how_many(*asked, axis)
        if name == "count":
            add_sizes(table, axis, sizes)
        elif name == "capacity":
            add_capacities(table, axis, sizes, await report.capacities(*asked, axis))
        elif name == "production":
            add_reports(table, axis, sizes, await report.reported(*asked, view.period.reports, axis))
        else:
            add_answers(table, name, axis, sizes, await report.COUNTED[name](*asked, axis))
    return table


def _sheet(voice: Voice, name: str, table: Table, about: list[Shown]) -> dict[str, Any]:
    return {
        "title": voice.say(SHEETS[name]),
        "about": [voice.say(words) for words in (LISTS[name], *about)],
        "head": [voice.say(title) for title in table.head],
        "rows": [
            [cell if isinstance(cell, int | float | None) else voice.say(cell) for cell in row]
            for row in table.rows
        ],
        "is_sum": table.is_sum,
    }


async def keep(turn: Turn, handout_id: int, workbook: bytes) -> list[Message]:
    """Keep the workbook until it is sent."""
    asked = await handout.of_contact(turn.db, handout_id, turn.contact)
    if asked is None:
        return []
    here = await office.by_id(turn.db, asked.office_id)
    name = turn.voice.say(_("Report {area} {day}.xlsx", area=here.area, day=turn.today))
    made = await attachment.add(turn.db, contact_id=turn.contact, name=name, content=workbook, now=turn.now)
    await handout.enclose(turn.db, asked, made.id)
    return [Owed(KIND, handout_id)]


async def notice(turn: Turn, handout_id: int) -> Message | Moot:
    """The workbook, for who may still see what is in it."""
    asked = await handout.of_contact(turn.db, handout_id, turn.contact)
    if asked is None or asked.attachment_id is None:
        return Moot("gone")
    if not await authority.may(turn.db, turn.contact, VIEW, asked.office_id):
        return Moot("no right")
    here = await office.by_id(turn.db, asked.office_id)
    caption = _("The report of {area}. It holds numbers only, no names.", area=here.area)
    return Document(asked.attachment_id, caption, column(Button(_("Numbers and charts"), "numbers"), MENU))


ROUTES = (Route("tables", tables, right=VIEW),)
JOBS: dict[str, Work] = {KIND: Work(prepare, keep)}
NOTICES: dict[str, Notice] = {KIND: notice}
