"""How updates reach the bot: getUpdates, or a webhook that is called until it says 2xx."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from playground.errors import BadRequest, BotError
from playground.params import Params
from playground.world import Json, World

LONGEST_POLL = 50
HOOKED = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Webhook:
    """Delivers waiting updates in order, each again and again until the bot took it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.url = ""
        self.secret = ""
        self.error: Json = {}
        self._task: asyncio.Task[None] | None = None

    async def point(self, url: str, secret: str) -> None:
        await self.stop()
        self.url, self.secret, self.error = url, secret, {}
        if url:
            self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _deliver(self) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        async with ClientSession(headers=headers, timeout=ClientTimeout(60)) as session:
            pause = 0.1
            while True:
                await self._something_waits()
                update = self.world.updates.first()
                if await self._taken(session, update.body):
                    self.world.updates.done(update)
                    pause = 0.1
                else:
                    await asyncio.sleep(pause)
                    pause = min(2.0, pause * 2)

    async def _something_waits(self) -> None:
        while not len(self.world.updates):
            self.world.updates.arrived.clear()
            await self.world.updates.arrived.wait()

    async def _taken(self, session: ClientSession, body: Any) -> bool:
        try:
            async with session.post(self.url, json=body, allow_redirects=False) as answer:
                if 200 <= answer.status < 300:
                    return True
                trouble = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (ClientError, TimeoutError, OSError):
            trouble = "Connection failed"
        self.error = {"last_error_date": int(self.world.now()), "last_error_message": trouble}
        return False

    def shown(self) -> Json:
        world = self.world
        shown = {"url": self.url, "has_custom_certificate": False, "pending_update_count": len(world.updates)}
        allowed = {"allowed_updates": sorted(world.updates.allowed)} if world.updates.allowed else {}
        return shown | self.error | allowed


async def get_updates(world: World, webhook: Webhook, params: Params) -> list[Any]:
    if webhook.url:
        raise BotError(409, HOOKED)
    _allow(world, params)
    limit = params.number("limit", 100)
    timeout = min(params.number("timeout"), LONGEST_POLL)
    return await world.updates.poll(params.number("offset"), min(max(limit, 1), 100), timeout)


async def set_webhook(world: World, webhook: Webhook, params: Params) -> bool:
    url = params.text("url")
    if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    _allow(world, params)
    await _point(world, webhook, params, url)
    return True


async def delete_webhook(world: World, webhook: Webhook, params: Params) -> bool:
    await _point(world, webhook, params, "")
    return True


async def get_webhook_info(world: World, webhook: Webhook, params: Params) -> Json:
    return webhook.shown()


async def _point(world: World, webhook: Webhook, params: Params, url: str) -> None:
    if params.flag("drop_pending_updates"):
        world.updates.forget()
    if url:
        world.updates.interrupt(BotError(409, "Conflict: terminated by setWebhook request"))
    await webhook.point(url, params.text("secret_token"))


def _allow(world: World, params: Params) -> None:
    """`allowed_updates` counts until it is given again; an empty list means the usual ones."""
    allowed = params.json("allowed_updates", "allowed_updates")
    if allowed is not None:
        world.updates.allowed = frozenset(allowed) or None


METHODS: dict[str, Any] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
