"""The report of an office: the five data sets a regent asks for, one short list at a time.

Rina: [Angka dan grafik]
Bot:  1.513 IKM: 87 di Telegram, 1.214 hanya telepon, 212 tanpa keduanya.
      [Berapa IKM] [Apa yang dibuat] [Berapa banyak] [Dijual ke mana] [Apa yang diminta] …
Rina: [Berapa IKM]
Bot:  1. Berapa IKM, per kecamatan …
      [Arosbaya (84)] … each opens the list of them
"""

import json
from dataclasses import replace
from typing import Any

from dialogue.filter import counted
from dialogue.i18n import Shown, _, lines
from dialogue.message import Button, Buttons, Go, Message, Say, column
from dialogue.record import MENU
from dialogue.report.amounts import capacity_lines, group_lines, monthly_sums, production_lines, reported_sums
from dialogue.report.lines import Line, by_answer, by_group, by_group_with_answers
from dialogue.report.screen import as_plain, closing, heading, page_of, period_of_view, told_lines
from dialogue.report.view import AXES, LISTS, SETS, WHOLE, View, spans
from dialogue.turn import Route, Turn, Work
from storage import authority, handout, job, office, report, segment
from storage.authority import VIEW
from storage.segment import Segment

KIND = "figures"
REACHES = {
    "telegram": _("On Telegram"),
    "phone": _("Phone only"),
    "none": _("Neither Telegram nor phone"),
}


async def numbers(turn: Turn) -> list[Message]:
    """How many there are, and the ways on; counted outside of the turn."""
    return await _ask(turn, {"view": []})


async def figures(turn: Turn) -> list[Message]:
    """One list of the report, for the axis and period that the button names."""
    return await _ask(turn, {"view": [*View.of(turn.args).args]})


async def _ask(turn: Turn, asked: dict[str, Any]) -> list[Message]:
    number = await handout.ask(
        turn.db, KIND, asked, office_id=turn.office, contact_id=turn.contact, now=turn.now
    )
    await job.add(turn.db, KIND, subject=number, contact_id=turn.contact, now=turn.now)
    return []


async def choose_span(turn: Turn) -> list[Message]:
    """The periods that a list can be shown for."""
    view, here = View.of(turn.args), await office.by_id(turn.db, turn.office)
    offered = spans(turn.today, here.report_period)
    ways = [Button(one.title, "figures", view.to(span=one.key).args) for one in offered]
    return [Say(_("Which period?"), column(*ways))]


async def behind(turn: Turn) -> list[Message]:
    """The businesses that a line counts, as a list."""
    handout_id, place = turn.number(0), turn.number(1)
    shown = await handout.of_contact(turn.db, handout_id, turn.contact)
    if shown is None or shown.office_id != turn.office or place >= len(shown.lines or ()):
        return [
            Say(
                _("These numbers are old. Please open them again."),
                column(Button(_("Numbers and charts"), "numbers")),
            )
        ]
    assert shown.lines is not None
    asked = Segment.from_dict(shown.lines[place]["asked"])
    return [Go("list", (await segment.keep(turn.db, asked, turn.office, turn.contact, turn.now), 0))]


async def prepare(turn: Turn, handout_id: int) -> dict[str, Any] | None:
    """Count, for somebody who may still see it."""
    asked = await handout.of_contact(turn.db, handout_id, turn.contact)
    if asked is None or not await authority.may(turn.db, turn.contact, VIEW, asked.office_id):
        return None
    here = await office.by_id(turn.db, asked.office_id)
    if not asked.asked["view"]:
        found = await segment.reached(turn.db, Segment(), here.id)
        return {"reached": [found.telegram, found.phone, found.none], "area": here.area}
    view = View.of([str(part) for part in asked.asked["view"]])
    wanted = Segment(made_to=view.period.end_in(here.zone))
    total = await segment.reached(turn.db, wanted, here.id)
    all_lines = await lines_of(turn, view, wanted, here.id)
    first, last, pages = page_of(all_lines, view.page)
    said: list[Shown] = [
        period_of_view(view, here.area, turn.today),
        counted(total.telegram, total.phone, total.none),
        *await _new(turn, view, wanted, here.id, here.zone),
        "",
        *told_lines(view, all_lines, total.count)[first:last],
        *closing(view, all_lines, total.count),
    ]
    return {
        "said": [turn.voice.say(words) for words in said],
        "lines": [
            {**as_plain(turn.voice, line), "asked": {**wanted.as_dict(), **line.asked}}
            for line in all_lines[first:last]
        ],
        "pages": pages,
    }


async def _new(turn: Turn, view: View, wanted: Segment, office_id: int, zone: str) -> list[Shown]:
    """How many came in during the period."""
    since = view.period.start_in(zone)
    if view.list != "count" or since is None:
        return []
    new = replace(wanted, made_from=since)
    return [_("New in this period: {count}.", count=await segment.count(turn.db, new, office_id))]


async def lines_of(turn: Turn, view: View, wanted: Segment, office_id: int) -> list[Line]:
    """All lines of the view."""
    asked = (turn.db, wanted, office_id)
    if view.list == "count":
        return await _sizes(turn, view, wanted, office_id)
    if view.list in report.COUNTED:
        cells = await report.COUNTED[view.list](*asked, view.axis)
        if view.axis == WHOLE:
            return by_answer(view.list, cells)
        return by_group_with_answers(view.list, view.axis, await report.how_many(*asked, view.axis), cells)
    if view.list == "capacity":
        capacities = await report.capacities(*asked, view.axis)
        if view.axis == WHOLE:
            return capacity_lines(capacities)
        groups = {one.group for one in capacities}
        sums = {group: monthly_sums([c for c in capacities if c.group == group]) for group in groups}
        sizes = [(one.group, one.count) for one in await report.how_many(*asked, view.axis)]
        return group_lines(view.axis, sizes, sums)
    return await _production(turn, view, wanted, office_id)


async def _sizes(turn: Turn, view: View, wanted: Segment, office_id: int) -> list[Line]:
    if view.axis != WHOLE:
        return by_group(view.axis, await report.how_many(turn.db, wanted, office_id, view.axis))
    found = await segment.reached(turn.db, wanted, office_id)
    return [Line(label, getattr(found, name), {"reach": name}) for name, label in REACHES.items()]


async def _production(turn: Turn, view: View, wanted: Segment, office_id: int) -> list[Line]:
    """What was reported, and who has reported."""
    periods = view.period.reports
    reports = await report.reported(turn.db, wanted, office_id, periods, view.axis)
    who = await report.reporters(turn.db, wanted, office_id, periods, view.axis)
    if view.axis != WHOLE:
        groups = {one.group for one in reports}
        sums = {group: reported_sums([r for r in reports if r.group == group]) for group in groups}
        sizes = await report.how_many(turn.db, wanted, office_id, view.axis)
        return group_lines(view.axis, [(one.group, one.count) for one in sizes], sums)
    has, late = (sum(one.count for one in who if bool(one.what) is told) for told in (True, False))
    return [
        *production_lines(reports, periods),
        Line(_("Have reported"), has, {"reported": list(periods)}, told=_("{count} IKM", count=has)),
        Line(_("Have not reported"), late, {"unreported": list(periods)}, told=_("{count} IKM", count=late)),
    ]


async def keep(turn: Turn, handout_id: int, result: bytes) -> list[Message]:
    """Say what was counted, with a button for each line."""
    asked = await handout.of_contact(turn.db, handout_id, turn.contact)
    if asked is None or not await authority.may(turn.db, turn.contact, VIEW, asked.office_id):
        return []
    found = json.loads(result)
    if "reached" in found:
        return [_overview(found["area"], found["reached"])]
    view = View.of([str(part) for part in asked.asked["view"]])
    handout.show(asked, found["lines"])
    behinds = [
        Button(line["label"], "behind", (handout_id, place)) for place, line in enumerate(found["lines"])
    ]
    pairs = [tuple(behinds[at : at + 2]) for at in range(0, len(behinds), 2)]
    return [Say(lines(heading(view), *found["said"]), Buttons((*pairs, *_ways(view, found["pages"]))))]


def _overview(area: str, reached: list[int]) -> Message:
    sets = [
        Button(label, "figures", View(name, "districts" if name == "count" else WHOLE).args)
        for name, label in SETS.items()
    ]
    rest = (
        Button(_("Charts"), "charts"),
        Button(_("The whole report as Excel"), "tables", View("all").args),
    )
    return Say(
        lines(_("*Numbers of {area}*", area=area), counted(*reached), _("What would you like to see?")),
        column(*sets, *rest, MENU),
    )


def _ways(view: View, pages: int) -> list[tuple[Button, ...]]:
    """Other pages, axes and periods, the next list, and the workbook."""
    turned = (view.page + 1) % pages
    more = (Button(_("More lines"), "figures", replace(view, page=turned).args),) if pages > 1 else ()
    axes = tuple(
        Button(label, "figures", view.to(axis=axis).args) for axis, label in AXES.items() if axis != view.axis
    )
    after = view.next
    onward = (Button(LISTS[after.list], "figures", after.args),) if after else ()
    rest = (Button(_("Period"), "spans", view.args), Button(_("Send as Excel"), "tables", view.args))
    every = (more, axes, onward, rest, (Button(_("Numbers and charts"), "numbers"), MENU))
    return [row for row in every if row]


ROUTES = (
    Route("numbers", numbers, right=VIEW, commands=("angka",), about=_("Numbers and charts")),
    Route("figures", figures, right=VIEW),
    Route("spans", choose_span, right=VIEW),
    Route("behind", behind, right=VIEW),
)
JOBS: dict[str, Work] = {KIND: Work(prepare, keep, has_child=False)}
