"""The audit in words, for the head: who did what to what, newest first, and whether the chain holds.

Pak Hadi: [Rekam jejak]
Bot:      22 November 2026
          10.15 WIB Rina Wulandari memeriksa IKM-3526-00042 …
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from dialogue.i18n import Shown, Text, _, lines
from dialogue.message import Button, Message, Moot, Say, column
from dialogue.morning import troubles
from dialogue.record import MENU
from dialogue.turn import Notice, Route, Turn
from storage import audit, authority, business, morning, office, role, summary
from storage.audit import Audit, Chain
from storage.authority import READ_AUDIT

A_PAGE = 8
LINKS_LOOKED_AT = 20
"""Of the chain's newest end, for a reply that comes at once; `python -m bot audit verify` looks at all."""
SHORT = 12
"""Signs of the end of the chain that people compare."""

DEEDS: dict[str, Text] = {
    "view": _("looked at"),
    "search": _("searched for"),
    "edit": _("changed"),
    "speak": _("acted as owner for"),
    "enter": _("began"),
    "verify": _("checked"),
    "return": _("gave back"),
    "assign": _("assigned"),
    "claim": _("settled whose is"),
    "relay": _("wrote to the owner of"),
    "answer": _("answered the owner of"),
    "import": _("brought in"),
    "export": _("took out"),
    "write_notices": _("wrote a notice to"),
    "send_notices": _("sent a notice to"),
    "approve": _("approved"),
    "agree": _("noted the agreement for"),
    "declined": _("noted that the owner did not agree to"),
    "answered": _("answered"),
    "settled": _("settled"),
    "cancel_import": _("put away"),
    "check": _("checked again"),
    "list": _("listed"),
    "print": _("printed the slip of"),
    "refuse": _("refused"),
    "write": _("wrote to the owner of"),
    "invite": _("invited somebody to"),
    "uninvite": _("ended an invitation to"),
    "grant": _("accepted"),
    "revoke": _("took back"),
    "found": _("founded"),
    "keep_office": _("changed"),
    "verified": _("marked as checked"),
    "returned": _("gave back"),
    "size_class": _("settled the size of"),
    "level": _("settled the level of"),
    "assigned_to": _("named a mentor for"),
    "bulk_verify": _("marked as checked"),
    "bulk_complete": _("asked to complete"),
    "bulk_assign": _("named a mentor for"),
    "export_sent": _("was sent"),
    "audience": _("looked at the names of"),
    "recipients": _("looked at the names of"),
    "override_quiet": _("let go past quiet hours"),
    "stop_notice": _("stopped the sending of"),
}
THINGS: dict[str, Text] = {
    "business": _("an IKM"),
    "role": _("a task"),
    "office": _("the office"),
    "claim": _("a claim"),
    "question": _("a question"),
    "register_import": _("a list"),
    "register": _("the list of IKM"),
    "broadcast": _("a notice"),
}


async def newest(turn: Turn) -> list[Message]:
    """A page of the newest deeds in the office, and whether the chain holds."""
    page = turn.number(0)
    rows = await audit.of_office(turn.db, turn.office, A_PAGE + 1, page * A_PAGE)
    people = await role.people(turn.db, turn.office)
    ids = [row.thing_id for row in rows if row.thing == "business" and row.thing_id]
    numbers = await business.numbers(turn.db, turn.office, ids)
    told = _by_day(turn, rows[:A_PAGE], people, numbers) or [_("Nothing is written down yet.")]
    older = Button(_("Older"), "audit", (page + 1,)) if len(rows) > A_PAGE else None
    newer = Button(_("Newer"), "audit", (page - 1,)) if page else None
    chain = _chain(await audit.verify(turn.db, LINKS_LOOKED_AT))
    return [Say(lines(_("*Who did what*"), *told, chain), column(older, newer, MENU))]


def _by_day(
    turn: Turn, rows: Sequence[Audit], people: Mapping[int, str], numbers: Mapping[int, str]
) -> list[Shown]:
    """The deeds, newest first, each day's under its date."""
    told: list[Shown] = []
    for day, deeds in groupby(rows, lambda row: row.at.astimezone(ZoneInfo(turn.voice.zone)).date()):
        told.append(_("*{day}*", day=day))
        told += [_deed(turn, row, people, numbers) for row in deeds]
    return told


def _deed(turn: Turn, row: Audit, people: Mapping[int, str], numbers: Mapping[int, str]) -> Text:
    who: Shown = _("the bot itself")
    if row.contact_id is not None:
        who = people.get(row.contact_id) or _("somebody without a task")
    what: Shown = numbers.get(row.thing_id or 0) or THINGS.get(row.thing, _("data"))
    if row.thing != "business":
        what = THINGS.get(row.thing, _("data"))
    if row.count != 1 or row.thing_id is None:
        what = _("{count} data", count=row.count)
    deed = DEEDS.get(row.action, _("worked on"))
    at = row.at.astimezone(ZoneInfo(turn.voice.zone))
    return _("{time} {who} {deed} {what}", time=f"{at:%H.%M %Z}", who=who, deed=deed, what=what)


def _chain(chain: Chain) -> Shown:
    if chain.broken is not None:
        return _("*These notes were changed from outside.* Please tell whoever runs the bot.")
    if not chain.end:
        return _("The newest notes will be sealed within a minute.")
    end = chain.end[:SHORT]
    return _("The newest {count} sealed notes are untouched. Their seal: {end}", count=chain.rows, end=end)


async def week(turn: Turn, office_id: int) -> Message | Moot:
    """The head's summary of the week, unless she is the head no more."""
    if not await authority.may(turn.db, turn.contact, READ_AUDIT, office_id):
        return Moot("role revoked")
    here = await office.by_id(turn.db, office_id)
    told = await summary.of_office(turn.db, office_id, turn.now)
    due = await morning.of_office(turn.db, office_id, turn.now - summary.WEEK, turn.today)
    words = lines(
        _("*This week at {office}*", office=here.name),
        _("New IKM: {new}. To be checked: {waiting}.", new=told.new, waiting=told.waiting),
        _("Lists brought in: {imports}.", imports=told.imports),
        *troubles(due.failed, due.expiring, due.returned),
        _("The seal of all notes: {end}", end=told.chain_end[:SHORT]) if told.chain_end else None,
    )
    queue = Button(_("To be checked"), "queue") if told.waiting else None
    return Say(words, column(queue, Button(_("Audit"), "audit"), MENU))


ROUTES = (Route("audit", newest, right=READ_AUDIT),)
NOTICES: dict[str, Notice] = {summary.KIND: week}
