"""The stand-in Bot API: /bot<token>/<method> and /file/bot<token>/<path>, in good weather and in bad."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket
import struct
import time
from typing import Any

from aiohttp import web

from playground import editing, fetching, params, profile, sending
from playground.calls import Call
from playground.errors import BotError, Cut
from playground.faults import CALL_KINDS, Fault
from playground.params import Params
from playground.world import World

AT_ONCE = {
    name.lower(): (name, method)
    for name, method in {**sending.METHODS, **editing.METHODS, **profile.METHODS}.items()
}
IN_TIME = {name.lower(): (name, method) for name, method in fetching.METHODS.items()}
NAMES = {key: name for key, (name, _) in {**AT_ONCE, **IN_TIME}.items()}
REASONS = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
RESET = struct.pack("ii", 1, 0)  # SO_LINGER of no time at all: closing sends a reset
ENCODED = json.JSONEncoder(ensure_ascii=False).encode  # made once: `json.dumps` makes one for every call
A_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]+")


class BotApi:
    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.webhook = fetching.Webhook(world)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.answer),
            web.get("/file/bot{token}/{path:.+}", self.download, allow_head=False),
        ]

    async def answer(self, request: web.Request) -> web.Response:
        """One call of the bot."""
        self._check(request.match_info["token"])
        method = request.match_info["method"].lower()
        if method not in NAMES:
            return _refusal(BotError(404, "Not Found: method not found"))
        arrived = time.monotonic()
        try:
            given = await params.read(request)
        except BotError as error:
            return _refusal(error)
        call = self.world.calls.received(NAMES[method], given.values)
        call.at = arrived
        try:
            return await self._weathered(request, method, given, call)
        except Cut:
            call.ok, call.error, call.fault = False, "connection cut", call.fault or "outage"
            return _cut(request)
        finally:
            call.done = time.monotonic()

    async def _weathered(self, request: web.Request, method: str, given: Params, call: Call) -> web.Response:
        """Answers as the faults of the moment allow."""
        if not self.world.faults.rules:
            return await self._plainly(method, given, call)
        fault = self.world.faults.strike(CALL_KINDS, method)
        slow = self.world.faults.strike({"latency"}, method)
        call.fault = fault.kind if fault else slow.kind if slow else None
        if fault and fault.kind in ("reset", "outage"):
            raise Cut
        if fault and fault.kind == "retry_after":
            wait = max(1, round(fault.seconds))
            return _note(call, BotError(429, f"Too Many Requests: retry after {wait}", retry_after=wait))
        if fault and fault.kind in ("status", "garbage") and not fault.effect:
            return _broken(fault, call)
        answer = await self._plainly(method, given, call)
        if slow:
            await asyncio.sleep(slow.seconds)
        if fault and fault.kind == "lost_reply":
            await asyncio.sleep(fault.seconds)
            return _cut(request)
        return _broken(fault, call) if fault else answer

    async def _plainly(self, method: str, given: Params, call: Call) -> web.Response:
        try:
            if method in AT_ONCE:
                result: Any = AT_ONCE[method][1](self.world, given)
            else:
                result = await IN_TIME[method][1](self.world, self.webhook, given)
        except BotError as error:
            return _note(call, error)
        call.ok, call.status = True, 200
        if isinstance(result, dict):
            call.message_id = result.get("message_id")
        return _json({"ok": True, "result": result})

    async def download(self, request: web.Request) -> web.Response:
        """A file by the path that getFile gave."""
        self._check(request.match_info["token"])
        fault = self.world.faults.strike({*CALL_KINDS, "latency"}, "file")
        if fault and fault.kind == "status":
            return web.Response(status=fault.status)
        if fault and fault.kind != "latency":
            return _cut(request)
        if fault:
            await asyncio.sleep(fault.seconds)
        file = self.world.files.at(request.match_info["path"])
        if file is None:
            return _refusal(BotError(404, "Not Found"))
        return web.Response(body=file.body, content_type="application/octet-stream")

    def _check(self, token: str) -> None:
        if token != self.token:
            known = A_TOKEN.fullmatch(token) is not None
            error = BotError(401, "Unauthorized") if known else BotError(404, "Not Found")
            raise _Stranger(error)


class _Stranger(Exception):
    """Somebody without the token."""

    def __init__(self, error: BotError) -> None:
        super().__init__(error.description)
        self.error = error


@web.middleware
async def turn_strangers_away(request: web.Request, handler: Any) -> web.StreamResponse:
    try:
        answer: web.StreamResponse = await handler(request)
        return answer
    except _Stranger as stranger:
        return _refusal(stranger.error)


def _json(body: Any, status: int = 200) -> web.Response:
    try:
        encoded = ENCODED(body).encode()
    except UnicodeEncodeError:  # half a surrogate pair, which only the escapes of JSON can carry
        encoded = json.dumps(body).encode()
    return web.Response(body=encoded, status=status, content_type="application/json")


def _refusal(error: BotError) -> web.Response:
    body = {"ok": False, "error_code": error.code, "description": error.description}
    return _json(body | ({"parameters": error.parameters} if error.parameters else {}), error.code)


def _note(call: Call, error: BotError) -> web.Response:
    call.error, call.status = error.description, error.code
    return _refusal(error)


def _broken(fault: Fault, call: Call) -> web.Response:
    """What a server in trouble says. The log keeps whether the call took effect: `ok`."""
    if fault.kind == "garbage":
        call.status, call.error = 200, "garbage"
        return web.Response(text="<html><body>Mohon tunggu...</body></html>", content_type="text/html")
    return _note(call, BotError(fault.status, REASONS.get(fault.status, "Internal Server Error")))


def _cut(request: web.Request) -> web.Response:
    """Breaks the connection with a reset; the response is never seen."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        transport.abort()
    return web.Response()
