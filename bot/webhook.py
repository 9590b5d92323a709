"""Telegram in by webhook: the row is committed, then Telegram gets its 200."""

import hmac
import json
import logging

from aiohttp import web

from bot.poller import Gate
from bot.settings import Settings
from bot.telegram import Telegram
from bot.updates import TYPES

log = logging.getLogger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT = 1024 * 1024
"""Bytes; an update is a few thousand."""
PATH = "/telegram"


class Webhook:
    """A small server behind your own TLS; it takes what carries the secret, and nothing else."""

    def __init__(self, telegram: Telegram, gate: Gate, settings: Settings) -> None:
        self.telegram, self.gate, self.settings = telegram, gate, settings
        self._runner: web.AppRunner | None = None

    async def listen(self) -> None:
        """Take what comes from now on."""
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_post(PATH, self.take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        host, _, port = self.settings.webhook_listen.rpartition(":")
        await web.TCPSite(self._runner, host, int(port)).start()

    async def announce(self) -> None:
        """Tell Telegram the address."""
        await self.telegram.bot.set_webhook(
            self.settings.webhook_url + PATH,
            secret_token=self.settings.webhook_secret,
            allowed_updates=TYPES,
        )

    async def close(self) -> None:
        """Listen no more; Telegram keeps what comes meanwhile."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def take(self, request: web.Request) -> web.Response:
        """One update: 403 without the secret, 400 for what is no JSON, 200 once it is on disk,
        503 while we stop."""
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), self.settings.webhook_secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        return web.Response(status=200 if await self.gate.receive([update]) else 503)
