"""The morning summary: what is new, what waits, what failed, what is due this week; on working days at 07.30,
and only if there is something.

Bot:  Selamat pagi. IKM baru: 3. Menunggu diperiksa: 12.
      Pemberitahuan yang gagal terkirim: 2.
      [Antrean periksa]
"""

from datetime import datetime
from typing import Any

from dialogue.i18n import _, lines
from dialogue.message import Button, Message, Moot, Say, Wait, column
from dialogue.morning import troubles
from dialogue.quiet import Quiet
from dialogue.record import MENU
from dialogue.turn import Notice, Turn
from storage import morning, office, outbox, outcome, role
from storage.office import Office

KIND = "morning"
AT = "07:30"
MONDAY = 0


async def owe(db: Any, now: datetime) -> None:
    """Owe everybody in each office who wants one this morning's summary; the day's key adds no second one."""
    for one in await office.open_ones(db):
        quiet = Quiet.of(one)
        today = quiet.day_of(now)
        is_time = quiet.at(today, AT) <= now < quiet.at(today, one.works_to)
        if is_time and quiet.is_working_day(today):
            await _owe(db, one, quiet, now)


async def _owe(db: Any, one: Office, quiet: Quiet, now: datetime) -> None:
    """On Monday the head's summary of the week tells the same. A newcomer begins with the next morning. What
    could not go out yesterday is old."""
    today = quiet.day_of(now)
    held = await role.in_office(db, one.id)
    heads = {who.contact_id for who in held if who.name == role.HEAD}
    told_otherwise = heads if today.weekday() == MONDAY else set()
    people = {
        who.contact_id: who.id
        for who in held
        if who.name in {role.OFFICER, role.HEAD} and who.has_morning and who.granted_at < quiet.at(today, AT)
    }
    rows = [
        {
            "lane": outbox.OWED,
            "contact_id": contact_id,
            "kind": KIND,
            "subject": role_id,
            "dedupe": f"{KIND}:{one.id}:{contact_id}:{today}",
        }
        for contact_id, role_id in people.items()
        if contact_id not in told_otherwise
    ]
    if await outbox.add_once(db, rows, now):
        await outcome.close_waiting(db, KIND, quiet.at(today, "00:00"), "too late", now)


async def notice(turn: Turn, role_id: int) -> Message | Moot | Wait:
    """The numbers as they are when it is sent."""
    held = await role.by_id(turn.db, role_id)
    if held is None or held.revoked_at is not None:
        return Moot("role revoked")
    if not held.has_morning:
        return Moot("switched off")
    one = await office.by_id(turn.db, held.office_id)
    quiet = Quiet.of(one)
    today = quiet.day_of(turn.now)
    allowed = quiet.open_at(turn.now)
    if quiet.day_of(allowed) != today:
        return Moot("too late")
    if allowed > turn.now:
        return Wait(allowed)
    since = quiet.at(quiet.working_day_before(today), AT)
    told = await morning.of_office(turn.db, one.id, since, today)
    if told.is_empty:
        return Moot("nothing to tell")
    words = lines(
        _("Good morning. New IKM: {new}. To be checked: {waiting}.", new=told.new, waiting=told.waiting),
        *troubles(told.failed, told.expiring, told.returned),
    )
    queue = Button(_("To be checked"), "queue") if told.waiting else None
    return Say(words, column(queue, MENU))


NOTICES: dict[str, Notice] = {KIND: notice}
