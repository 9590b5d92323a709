"""What who runs the service must know: Telegram was out of reach for too long, or the clock jumped.

Bot → Admin: Layanan ini tidak tersambung ke Telegram selama 26 jam (dari … sampai …). …
"""

from datetime import timedelta

from dialogue.i18n import _, lines
from dialogue.message import Message, Moot, Say, column
from dialogue.record import MENU
from dialogue.turn import Notice, Turn
from storage import gap, role

HOUR = timedelta(hours=1)


async def unreached(turn: Turn, number: int) -> Message | Moot:
    """For how long Telegram was out of reach, and what may be lost."""
    found = await gap.by_number(turn.db, gap.UNREACHED, number)
    if found is None or turn.contact not in await role.keepers(turn.db):
        return Moot("no right")
    start, end = found
    words = lines(
        _(
            "*For {hours} hours the service could not reach Telegram* (from {start} until {end}).",
            hours=round((end - start) / HOUR),
            start=start,
            end=end,
        ),
        _("Messages that waited for more than 24 hours may be lost. Please ask people to send them again."),
    )
    return Say(words, column(MENU))


async def jumped(turn: Turn, number: int) -> Message | Moot:
    """From when to when the clock jumped, and what waits because of it."""
    found = await gap.by_number(turn.db, gap.JUMPED, number)
    if found is None or turn.contact not in await role.keepers(turn.db):
        return Moot("no right")
    start, end = found
    held = _("Notices that were due in between are held back; their authors are asked.")
    waits = _("Notices wait until their hour has come; everything else goes on.")
    words = lines(
        _("*The computer's clock jumped* from {start} to {end}.", start=start, end=end),
        held if end > start else waits,
        _("Please have the computer's clock checked."),
    )
    return Say(words, column(MENU))


NOTICES: dict[str, Notice] = {gap.UNREACHED: unreached, gap.JUMPED: jumped}
