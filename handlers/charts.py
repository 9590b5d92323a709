"""Charts of an office's register: pictures for a phone, made by a job.

Rina: [Gambar grafik]
Bot:  Grafik yang mana? [Per kecamatan] [Per cabang] [Agro dan non-agro] [Kelengkapan] [Pertumbuhan]
Rina: [Per kecamatan]
Bot:  🖼 IKM per kecamatan, Kabupaten Bangkalan, 22 November 2026
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from dialogue.filter import BANDS
from dialogue.i18n import Shown, Text, _
from dialogue.message import Button, Buttons, Message, Moot, Owed, Photo, Say, column
from dialogue.record import MENU
from dialogue.report.lines import NOT_TOLD, by_group
from dialogue.turn import Notice, Route, Turn, Work
from storage import attachment, authority, handout, job, office, report, segment
from storage.authority import VIEW
from storage.office import Office
from storage.segment import Segment

MONTHS_BACK = 13
SHORT: tuple[Shown, ...] = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("May (short)"),
    _("Jun"),
    _("Jul"),
    _("Aug"),
    _("Sep"),
    _("Oct"),
    _("Nov"),
    _("Dec"),
)


@dataclass(frozen=True)
class Chart:
    drawn: str
    """The kind of the job: how it is drawn (documents/charts.py)."""
    title: Text
    by: str
    """What it is split by."""


CHARTS = {
    "districts": Chart("bars", _("IKM by kecamatan"), "districts"),
    "branch": Chart("bars", _("IKM by branch"), "branch"),
    "sector": Chart("parts", _("Agro and non-agro"), "sector"),
    "filled": Chart("bars", _("How complete the data is"), "filled"),
    "growth": Chart("growth", _("How the register grew"), "growth"),
}


async def charts(turn: Turn) -> list[Message]:
    """Which picture?"""
    return [Say(_("Which chart?"), column(*_others(""), Button(_("Numbers and charts"), "numbers"), MENU))]


def _others(name: str) -> list[Button]:
    return [Button(chart.title, "chart", (key,)) for key, chart in CHARTS.items() if key != name]


async def chart(turn: Turn) -> list[Message]:
    """Have a picture drawn, with the newest numbers."""
    name = turn.args[0] if turn.args else ""
    if name not in CHARTS:
        return await charts(turn)
    drawn, kind, wanted = CHARTS[name].drawn, f"chart {name}", {"chart": name}
    who = {"office_id": turn.office, "contact_id": turn.contact}
    if not await handout.waits(turn.db, drawn, kind, wanted, **who):
        number = await handout.ask(turn.db, kind, wanted, **who, now=turn.now)
        await job.add(turn.db, drawn, subject=number, contact_id=turn.contact, now=turn.now)
    return [Say(_("The chart is being drawn, one moment."))]


async def prepare(turn: Turn, handout_id: int) -> dict[str, Any] | None:
    """What is drawn; nothing for who may not see it any more."""
    asked = await handout.of_contact(turn.db, handout_id, turn.contact)
    if asked is None or not await authority.may(turn.db, turn.contact, VIEW, asked.office_id):
        return None
    here, name = await office.by_id(turn.db, asked.office_id), asked.asked["chart"]
    say, drawn = turn.voice.say, CHARTS[name]
    found = await segment.reached(turn.db, Segment(), here.id)
    values = await _growth(turn, here) if name == "growth" else await _parts(turn, drawn.by, here.id)
    return {
        "office": here.name,
        "title": say(drawn.title),
        "about": say(_("{area}, {day}", area=here.area, day=turn.today)),
        "total": say(_("{count} IKM", count=found.count)),
        {"bars": "bars", "parts": "parts", "growth": "months"}[drawn.drawn]: [
            (say(label), count) for label, count in values
        ],
        "language": turn.voice.language,
    }


async def _parts(turn: Turn, by: str, office_id: int) -> list[tuple[Shown, int]]:
    """Each value with its number, and what is not told."""
    if by == "filled":
        found = await segment.counts(turn.db, Segment(), office_id, by)
        untold = [(_("not measured yet"), found[None])] if found.get(None) else []
        return [*((label, found.get(int(low), 0)) for low, label in BANDS.items()), *untold]
    lines = by_group(by, await report.how_many(turn.db, Segment(), office_id, by))
    return [(line.label, line.count) for line in lines if line.count] or [(NOT_TOLD, 0)]


async def _growth(turn: Turn, here: Office) -> list[tuple[Shown, int]]:
    """How many there were at the end of each month of the last year, and now."""
    starts = _months(turn.today)
    ends = [datetime.combine(start, time(), ZoneInfo(here.zone)) for start in starts[1:]]
    counts = await report.growth(turn.db, Segment(), here.id, [*ends, turn.now])
    return [(_month(start), count) for start, count in zip(starts, counts, strict=True)]


def _month(start: date) -> Shown:
    """Short: there is little room below a line."""
    return _("{month} {year}", month=SHORT[start.month - 1], year=str(start.year))


def _months(today: date) -> list[date]:
    """The first days of the last months, this one's at the end."""
    numbers = [today.year * 12 + today.month - 1 - back for back in reversed(range(MONTHS_BACK))]
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


async def keep(turn: Turn, handout_id: int, picture: bytes) -> list[Message]:
    """Keep the picture in place of the last of its kind, until it is sent."""
    asked = await handout.of_contact(turn.db, handout_id, turn.contact)
    if asked is None:
        return []
    name = f"grafik-{asked.asked['chart']}-{turn.today}.png"
    made = await attachment.add(turn.db, contact_id=turn.contact, name=name, content=picture, now=turn.now)
    await handout.enclose(turn.db, asked, made.id)
    return [Owed("chart", handout_id)]


async def notice(turn: Turn, handout_id: int) -> Message | Moot:
    """The picture, for who may still see it, with ways to the others."""
    asked = await handout.of_contact(turn.db, handout_id, turn.contact)
    if asked is None or asked.attachment_id is None:
        return Moot("gone")
    if not await authority.may(turn.db, turn.contact, VIEW, asked.office_id):
        return Moot("no right")
    here, name = await office.by_id(turn.db, asked.office_id), asked.asked["chart"]
    caption = _("{title}, {area}.", title=CHARTS[name].title, area=here.area)
    ways: Sequence[Button] = _others(name)
    pairs = [tuple(ways[at : at + 2]) for at in range(0, len(ways), 2)]
    last = (Button(_("Numbers and charts"), "numbers"), MENU)
    return Photo(asked.attachment_id, caption, Buttons((*pairs, last)))


ROUTES = (Route("charts", charts, right=VIEW), Route("chart", chart, right=VIEW))
JOBS: dict[str, Work] = {kind: Work(prepare, keep) for kind in ("bars", "parts", "growth")}
NOTICES: dict[str, Notice] = {"chart": notice}
