"""How the control API is spoken to: JSON in, JSON out, numbers in the address."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from playground.errors import Refused
from playground.world import Json


def said(body: Any, status: int = 200) -> web.Response:
    return web.json_response(body, status=status, dumps=lambda value: json.dumps(value, default=str))


def number(request: web.Request, name: str) -> int:
    try:
        return int(request.query.get(name, 0))
    except ValueError:
        raise Refused(400, f"{name} must be a whole number") from None


async def json_object(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        raise Refused(400, "the body is no JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "the body must be a JSON object")
    return body
