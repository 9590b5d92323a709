"""What has to be there before the first turn: the office of the settings, and who runs the service."""

import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.settings import Settings
from bot.time_of_day import Clock
from bot.updates import CHANNEL
from dialogue import places
from storage import contact, invite, office, role
from storage.migrate import migrate
from storage.store import Store

SECRET_BYTES = 16


async def settle_office(store: Store, settings: Settings) -> int:
    """The id of the office of the settings; it is filled from them only when it is made."""
    async with store.writing() as db:
        here = await office.settle(
            db,
            region=settings.office_region,
            name=settings.office_name,
            area=places.name_of(settings.office_region),
            zone=settings.office_zone,
            phone=settings.office_phone,
            report_period=settings.report_period,
        )
        await db.commit()
        return here.id


async def settle_admins(store: Store, settings: Settings, now: datetime) -> None:
    """Whoever ADMIN_IDS names is an admin, and who was one only by it is one no more."""
    addresses = [str(number) for number in settings.admin_ids]
    async with store.writing() as db:
        known = await contact.by_addresses(db, CHANNEL, addresses)
        await role.settle_admins(db, [one.id for one in known.values()], now)
        await db.commit()


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
