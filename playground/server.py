"""The playground as one server: the Bot API for the bot, the control API and the page for people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from playground.api import BotApi, turn_strangers_away
from playground.control import Control, explain
from playground.files import UPLOAD
from playground.levers import Lever, Levers
from playground.limits import Limits
from playground.line import Line
from playground.world import World

PAGE = Path(__file__).parent / "page"
GUARD = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Playground:
    """`await start()`, give the bot `token`, `{url}/bot` and `{url}/file/bot`; `await stop()` at the end.

    A bot that is given `line.url` instead can have its network cut.
    """

    def __init__(
        self,
        token: str = "100000001:PLAYGROUND",
        bot_username: str = "WadahDemoBot",
        bot_name: str = "Wadah IKM",
        limits: Limits | None = None,
        levers: Mapping[str, Lever] | None = None,
        gauges: Mapping[str, Lever] | None = None,
    ) -> None:
        self.token = token
        self.url = ""
        user = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self.world = World(user, limits or Limits())
        self._api = BotApi(self.world, token)
        self._control = Control(self.world)
        self.line = Line()
        self._levers = Levers(self.world, self.line, levers or {}, gauges or {})
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Serves from now on; `url` says where. Port 0 takes a free one."""
        app = web.Application(client_max_size=UPLOAD + 2**20, middlewares=[explain, turn_strangers_away])
        app.add_routes([*self._api.routes(), *self._control.routes(), *self._levers.routes()])
        app.router.add_get("/", _page("index.html"))
        for path in PAGE.iterdir():
            app.router.add_get(f"/{path.name}", _page(path.name))
        # A bot that is killed must not hold its long poll: its handler ends with the connection.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, backlog=1024)
        await site.start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        await self.line.open(self._runner, host)

    async def stop(self) -> None:
        await self._api.webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


def _page(name: str) -> Any:
    async def page(request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / name, headers=GUARD)

    return page
