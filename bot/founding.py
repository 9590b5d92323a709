"""What has to be there before the first turn: the office of the settings, who runs the service, and nothing
that the end of the last process left under way."""

import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.settings import Settings
from bot.time_of_day import Clock
from bot.updates import CHANNEL
from dialogue import places
from storage import contact, invite, job, office, outcome, role
from storage.migrate import migrate
from storage.store import Store

SECRET_BYTES = 16


async def settle(store: Store, settings: Settings, now: datetime) -> int:
    """Settle all of it in one commit; the id of the office."""
    async with store.writing() as db:
        here = await _settle_office(db, settings)
        await _settle_admins(db, settings, now)
        await outcome.recover(db, now)
        await job.resume(db)
        await db.commit()
        return here.id


async def _settle_office(db: Any, settings: Settings) -> office.Office:
    """The office of the settings; it is filled from them only when it is made."""
    return await office.settle(
        db,
        region=settings.office_region,
        name=settings.office_name,
        area=places.name_of(settings.office_region),
        zone=settings.office_zone,
        phone=settings.office_phone,
        report_period=settings.report_period,
    )


async def _settle_admins(db: Any, settings: Settings, now: datetime) -> None:
    """Whoever ADMIN_IDS names is an admin, and who was one only by it is one no more."""
    addresses = [str(number) for number in settings.admin_ids]
    known = await contact.by_addresses(db, CHANNEL, addresses) if addresses else {}
    await role.settle_admins(db, [one.id for one in known.values()], now)


async def admin_word(settings: Settings) -> str:
    """What a person writes to the bot to become an admin: it works once, within 72 hours."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    await write_once(settings.database_url, lambda db, now: invite.add_admin(db, secret, now))
    return f"/start {invite.ROLE_PREFIX}{secret}"


async def write_once(database_url: str, deed: Callable[[Any, datetime], Awaitable[None]]) -> None:
    """Do one deed of (db, now) in a commit of its own, on a database brought up to date, beside the bot."""
    await migrate(database_url)
    store = Store(database_url)
    try:
        async with store.writing() as db:
            await deed(db, Clock().now())
            await db.commit()
    finally:
        await store.close()
