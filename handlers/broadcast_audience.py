"""To whom a notice goes: the filter, the people in it by name, and those left out by a tick.

Rina: [Kepada siapa]
Bot:  Kepada: Kecamatan: Modung. 12 orang. Tekan nama yang tidak perlu dikirimi.
      [Siti Aminah · Keripik Bu Siti] [Pak Budi (tidak dikirimi)] … [Ubah saringan]
"""

from dialogue.event import Kind
from dialogue.filter import told
from dialogue.i18n import Shown, _, lines
from dialogue.listing.recipients import CALLS
from dialogue.message import Button, Edit, Go, Message, Say, column
from dialogue.notice_told import audience
from dialogue.turn import Route, Turn
from storage import audience as meant
from storage import audit, broadcast, role, segment
from storage.audience import Somebody
from storage.authority import WRITE_NOTICES
from storage.broadcast import Broadcast
from storage.segment import Segment

ON_PAGE = 10


async def _row(turn: Turn) -> Broadcast | None:
    return await broadcast.written_by(turn.db, turn.number(0), turn.office, turn.contact)


async def who(turn: Turn) -> list[Message]:
    """Ten of the people at a time; who is looked at is noted in the audit."""
    row = await _row(turn)
    if row is None:
        return [Go("notice", turn.args[:1])]
    page = turn.number(1)
    found = await meant.page(turn.db, row, ON_PAGE + 1, page * ON_PAGE)
    count = await meant.count(turn.db, row)
    people = {str(one.contact_id): one.person for one in await role.in_office(turn.db, row.office_id)}
    shown = found[:ON_PAGE]
    by = {"contact_id": turn.contact, "office_id": row.office_id}
    about = [one.contact_id for one in shown]
    audit.note(turn.db, "audience", "broadcast", row.id, now=turn.now, count=len(shown), about=about, **by)
    words = lines(
        audience(told(row.filter or {}, people, turn.voice.zone), row.of_group),
        _("It reaches *{count} people*.", count=count),
        _("Press a name to leave that person out, or to take her in again.") if shown else None,
    )
    ticks = [Button(_named(one), "noticetick", (row.id, page, one.contact_id)) for one in shown]
    more = Button(_("Next page"), "noticewho", (row.id, page + 1)) if len(found) > ON_PAGE else None
    first = Button(_("First page"), "noticewho", (row.id, 0)) if page else None
    change = Button(_("Change the filter"), "noticefilter", (row.id,)) if not row.of_id else None
    calls = Button(_("The others: phone list as Excel"), "noticelist", (row.id, CALLS))
    back = Button(_("Back to the notice"), "notice", (row.id,))
    keyboard = column(*ticks, more, first, calls, change, back)
    return [Edit(words, keyboard) if turn.event.kind is Kind.BUTTON else Say(words, keyboard)]


def _named(one: Somebody) -> Shown:
    name: Shown = one.owner_name or one.business_name or _("without a name")
    if one.owner_name and one.business_name:
        name = _("{owner} · {business}", owner=one.owner_name, business=one.business_name)
    return _("{name} (left out)", name=name) if one.is_excluded else name


async def tick(turn: Turn) -> list[Message]:
    """Leave one person out, or take her in again."""
    row, who_ = await _row(turn), turn.number(2)
    if row is not None and await meant.is_among(turn.db, row, who_):
        await broadcast.exclude(turn.db, row, who_, turn.now)
    return [Go("noticewho", turn.args[:2])]


async def change_filter(turn: Turn) -> list[Message]:
    """Open the list of IKM at this filter; from there it is taken over again."""
    row = await _row(turn)
    if row is None:
        return [Go("notice", turn.args[:1])]
    asked = Segment.from_dict(row.filter or {})
    number = await segment.keep(turn.db, asked, turn.office, turn.contact, turn.now)
    use = _("Narrow the list, then press *Write to all of these*.")
    return [Say(use), Go("browse", (number,))]


ROUTES = (
    Route("noticewho", who, right=WRITE_NOTICES),
    Route("noticetick", tick, right=WRITE_NOTICES),
    Route("noticefilter", change_filter, right=WRITE_NOTICES),
)
