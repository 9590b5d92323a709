"""The report of a notice: what became of it, person by person, and sending it again to only those it missed.

Bot:  Pemberitahuan: Pelatihan (terkirim)
      Diterima Telegram: 40. Menekan Sudah baca: 12. Memblokir bot: 2 …
      [Lihat nama] [Kirim lagi ke yang belum menekan Sudah baca (28)] [Tulis untuk WhatsApp] [Daftar Excel]
"""

from dialogue.filter import counted as counted_by_reach
from dialogue.i18n import Lines, Shown, _, lines
from dialogue.message import Button, Edit, Go, Message, Moot, Say, column
from dialogue.notice_outcome import GROUPS, again_to, counted, reason
from dialogue.notice_told import HELD, summary, title
from dialogue.record import MENU
from dialogue.turn import Notice, Route, Turn
from storage import audience, audit, authority, broadcast, delivery, office, recipient, segment
from storage.authority import EXPORT, SEND_NOTICES, WRITE_NOTICES
from storage.base import columns_of
from storage.broadcast import EDITABLE, SENDING, Broadcast
from storage.recipient import Recipient
from storage.segment import Segment

ON_PAGE = 10
MOMENT_OF = {"read": "read_at", "opened": "opened_at"}


async def _row(turn: Turn) -> Broadcast | None:
    row = await broadcast.of_office(turn.db, turn.number(0), turn.office)
    return row if row is not None and row.state not in EDITABLE else None


async def _may(turn: Turn, right: str) -> bool:
    return await authority.may(turn.db, turn.contact, right, turn.office)


async def outcome(turn: Turn) -> list[Message]:
    """The report of a notice that is going out, done or stopped; an earlier one is shown as it is."""
    row = await _row(turn)
    if row is None:
        return [Go("notice", turn.args[:1])]
    found = await delivery.counts(turn.db, row.id)
    reached = await segment.reached(turn.db, Segment.from_dict(row.filter or {}), row.office_id)
    words = lines(
        title(columns_of(row)),
        HELD.get(row.held_for),
        summary(columns_of(row)),
        _("It began on {moment}.", moment=row.started_at) if row.started_at else None,
        *_counted(found),
        counted_by_reach(reached.telegram, reached.phone, reached.none),
    )
    return [Say(words, column(*await _ways(turn, row, found.all)))]


def _counted(found: delivery.Counts) -> list[Shown]:
    told = counted(recipient.grouped(found), found.reasons)
    if not told:
        return [_("Nobody has a copy yet.")]
    people = _("It is for *{count} people*.", count=found.all)
    return [people, *told, _("Telegram tells nobody who has read it; only who pressed *Read* is known.")]


async def _ways(turn: Turn, row: Broadcast, count: int) -> list[Button | None]:
    may_send = await _may(turn, SEND_NOTICES)
    is_going = row.state == SENDING
    here = await office.by_id(turn.db, row.office_id)
    groups = await audience.groups(turn.db, row, here.weekly_notices, turn.now) if may_send else {}
    return [
        Button(_("Stop it"), "noticestop", (row.id,)) if is_going and may_send else None,
        Button(_("See the names"), "recipients", (row.id,)) if count else None,
        *(
            Button(again_to(group, number), "noticeagain", (row.id, group))
            for group, number in groups.items()
            if number
        ),
        Button(_("Write for WhatsApp"), "noticeforward", (row.id,)),
        Button(_("Lists as Excel"), "noticelists", (row.id,)) if await _may(turn, EXPORT) else None,
        Button(_("All notices"), "notices"),
    ]


async def recipients(turn: Turn) -> list[Message]:
    """The groups; of one of them the people by name, ten at a time, which is noted in the audit."""
    row, group = await _row(turn), turn.args[1] if len(turn.args) > 1 else ""
    if row is None:
        return [Go("notices")]
    if group not in GROUPS:
        return [await _groups(turn, row)]
    found = await recipient.page(turn.db, row, group, ON_PAGE + 1, turn.number(2))
    shown = found[:ON_PAGE]
    by = {"contact_id": turn.contact, "office_id": row.office_id}
    about = [one.contact_id for one in shown]
    audit.note(turn.db, "recipients", "broadcast", row.id, now=turn.now, count=len(shown), about=about, **by)
    words = lines(
        _("*{group}*", group=GROUPS[group]),
        *(_line(one, group) for one in shown),
        None if shown else _("Nobody is left in this group."),
    )
    next_ = (row.id, group, shown[-1].contact_id) if len(found) > ON_PAGE else None
    keyboard = column(
        Button(_("Next page"), "recipients", next_) if next_ else None,
        Button(_("First page"), "recipients", (row.id, group)) if turn.number(2) else None,
        Button(_("Back"), "recipients", (row.id,)),
    )
    return [Edit(words, keyboard)]


async def _groups(turn: Turn, row: Broadcast) -> Message:
    counts = recipient.grouped(await delivery.counts(turn.db, row.id))
    groups = [
        Button(_("{name} ({count})", name=label, count=counts[group]), "recipients", (row.id, group))
        for group, label in GROUPS.items()
        if counts[group]
    ]
    return Say(_("Whose names?"), column(*groups, Button(_("The report"), "outcome", (row.id,))))


def _line(one: Recipient, group: str) -> Shown:
    """The name, the businesses, and when she did it or why it did not arrive."""
    name = one.owner_name or (None if one.businesses else _("without a name"))
    at = getattr(one, MOMENT_OF[group]) if group in MOMENT_OF else None
    why = reason(one.state, one.reason) if at is None else None
    business = Lines(one.businesses, ", ") if one.businesses else None
    return Lines(tuple(part for part in (name, business, at or why) if part is not None), " · ")


async def again(turn: Turn) -> list[Message]:
    """A draft of the same words for those of one group; for the uncertain it is asked first."""
    row, group = await _row(turn), turn.args[1] if len(turn.args) > 1 else ""
    if row is None or group not in audience.GROUPS:
        return [Go("outcome", turn.args[:1])]
    if group == audience.UNKNOWN_ONES and turn.args[2:] != ("sure",):
        sure = Button(_("Yes, write to them again"), "noticeagain", (row.id, group, "sure"))
        doubt = _("It may have arrived: some of them may get it *twice*. Send it all the same?")
        return [Say(doubt, column(sure, Button(_("The report"), "outcome", (row.id,))))]
    made = await broadcast.again(turn.db, row, turn.contact, group, turn.now)
    return [Go("notice", (made.id,))]


async def over(turn: Turn, broadcast_id: int) -> Message | Moot:
    """The short report for the author, when all copies have an end."""
    row = await broadcast.by_id(turn.db, broadcast_id)
    if row is None or row.ended_at is None:
        return Moot("gone")
    if not await authority.may(turn.db, row.author_id, WRITE_NOTICES, row.office_id):
        return Moot("no right")
    found = await delivery.counts(turn.db, row.id)
    see = column(Button(_("The report"), "outcome", (row.id,)), MENU)
    return Say(lines(title(columns_of(row)), HELD.get(row.held_for), *_counted(found)), see)


ROUTES = (
    Route("outcome", outcome, right=WRITE_NOTICES),
    Route("recipients", recipients, right=WRITE_NOTICES),
    Route("noticeagain", again, right=SEND_NOTICES),
)
NOTICES: dict[str, Notice] = {"noticeover": over}
