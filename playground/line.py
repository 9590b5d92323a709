"""The bot's own way to us: a port that can be closed under it, as when a cable is cut.

A call to a closed port is refused, so the bot knows that nothing was sent. A fault of the kind `outage`
breaks calls off after they have arrived, which is another trouble.
"""

from __future__ import annotations

from aiohttp import web


class Line:
    """Leads to the same server as the page's address does."""

    def __init__(self) -> None:
        self.url = ""
        self.is_cut = False
        self._host, self._port = "", 0
        self._runner: web.AppRunner
        self._site: web.TCPSite

    async def open(self, runner: web.AppRunner, host: str) -> None:
        """Take a free port, and keep it from now on."""
        self._runner, self._host = runner, host
        await self._listen()
        self._port = runner.addresses[-1][1]
        self.url = f"http://{host}:{self._port}"

    async def cut(self) -> None:
        """Let nobody in any more, and break off whoever is inside."""
        if self.is_cut:
            return
        self.is_cut = True
        await self._site.stop()
        for connection in self._runner.server.connections if self._runner.server else ():
            transport = connection.transport
            if transport is not None and transport.get_extra_info("sockname")[1] == self._port:
                transport.abort()

    async def mend(self) -> None:
        """The same address leads here again."""
        if self.is_cut:
            await self._listen()
            self.is_cut = False

    async def _listen(self) -> None:
        self._site = web.TCPSite(self._runner, self._host, self._port, backlog=1024)
        await self._site.start()
