"""What moves the world itself: its limits, its weather, its clock, the bot's line and the bot's process.

The levers and gauges of the bot are plain functions of whoever runs it; without any there are none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from aiohttp import web

from playground.errors import Cut, Refused
from playground.faults import Fault
from playground.limits import Limits
from playground.line import Line
from playground.wire import json_object, said
from playground.world import World

Lever = Callable[..., Awaitable[Any]]
TEN_YEARS = 3653 * 86_400.0
CLOCK = "clock"
"""The lever that moves the bot's clock along with ours."""


class Levers:
    def __init__(
        self, world: World, line: Line, levers: Mapping[str, Lever], gauges: Mapping[str, Lever]
    ) -> None:
        self.world = world
        self.line = line
        self.levers = levers
        self.gauges = gauges

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/play/limits", self.limits),
            web.post("/play/limits", self.set_limits),
            web.get("/play/faults", self.faults),
            web.post("/play/faults", self.set_faults),
            web.delete("/play/faults", self.clear_faults),
            web.get("/play/line", self.show_line),
            web.post("/play/line", self.set_line),
            web.get("/play/clock", self.clock),
            web.post("/play/clock", self.set_clock),
            web.get("/play/levers", self.list_levers),
            web.post("/play/levers/{name}", self.pull),
            web.get("/play/gauges/{name}", self.gauge),
        ]

    async def limits(self, request: web.Request) -> web.Response:
        return said(asdict(self.world.meter.limits))

    async def set_limits(self, request: web.Request) -> web.Response:
        known = {one.name for one in fields(Limits)}
        for name, value in (await json_object(request)).items():
            if name not in known:
                raise Refused(400, f"no limit is called {name}", limits=sorted(known))
            setattr(self.world.meter.limits, name, value)
        return said(asdict(self.world.meter.limits))

    async def faults(self, request: web.Request) -> web.Response:
        return said([fault.shown() for fault in self.world.faults.rules])

    async def set_faults(self, request: web.Request) -> web.Response:
        """Replaces the rules. An outage cuts the poll that waits now, too."""
        rules = await request.json()
        try:
            self.world.faults.rules = [
                Fault.read(one) for one in (rules if isinstance(rules, list) else [rules])
            ]
        except (ValueError, TypeError, AttributeError) as error:
            raise Refused(400, str(error)) from None
        if any(rule.kind == "outage" for rule in self.world.faults.rules):
            self.world.updates.interrupt(Cut())
        return await self.faults(request)

    async def clear_faults(self, request: web.Request) -> web.Response:
        self.world.faults.rules = []
        return said([])

    async def show_line(self, request: web.Request) -> web.Response:
        return said({"url": self.line.url, "cut": self.line.is_cut})

    async def set_line(self, request: web.Request) -> web.Response:
        """Cuts the bot's own way to us, or mends it."""
        is_cut = (await json_object(request)).get("cut") is True
        await (self.line.cut() if is_cut else self.line.mend())
        self.world.events.add("line")
        return await self.show_line(request)

    async def clock(self, request: web.Request) -> web.Response:
        return said({"offset_seconds": self.world.clock_offset, "now": self.world.now()})

    async def set_clock(self, request: web.Request) -> web.Response:
        """Only forward: what happened cannot be still to come. The bot's clock goes first."""
        wanted = (await json_object(request)).get("offset_seconds")
        if not isinstance(wanted, int | float) or not self.world.clock_offset <= wanted <= TEN_YEARS:
            raise Refused(409, "the clock goes forward only, and no more than ten years")
        if CLOCK in self.levers:
            await self.levers[CLOCK](offset_seconds=float(wanted))
        self.world.clock_offset = float(wanted)
        self.world.events.add("clock")
        return await self.clock(request)

    async def list_levers(self, request: web.Request) -> web.Response:
        return said(sorted(self.levers))

    async def pull(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self.levers or name == CLOCK:  # that one is pulled by moving our clock
            raise Refused(404, "there is no such lever", levers=sorted(self.levers))
        result = await self.levers[name](**await json_object(request))
        self.world.events.add("lever")
        return said(result)

    async def gauge(self, request: web.Request) -> web.Response:
        """To read one changes nothing, so nobody is told of it."""
        gauge = self.gauges.get(request.match_info["name"])
        if gauge is None:
            raise Refused(404, "there is no such gauge", gauges=sorted(self.gauges))
        return said(await gauge())
