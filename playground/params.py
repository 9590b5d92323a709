"""The parameters of one call, whichever way the client wrapped them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from aiohttp import BodyPartReader, web

from playground.errors import BadRequest, BotError
from playground.files import UPLOAD


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    body: bytes


@dataclass(slots=True)
class Params:
    """Values as they came: strings from forms, anything from JSON. The readers convert."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        try:
            return default if value in (None, "") else int(value)
        except (TypeError, ValueError):
            raise BadRequest(f'parameter "{name}" must be an integer') from None

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes")

    def json(self, name: str, what: str) -> Any:
        """A nested value, which forms carry as a JSON string. `what` names it in the refusal."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise BadRequest(f"can't parse {what} JSON object") from None


async def read(request: web.Request) -> Params:
    """From the query string and from a JSON, urlencoded or multipart body."""
    params = Params(dict(request.query)) if request.query_string else Params()
    if request.method == "GET" or not request.can_read_body:
        return params
    kind = request.content_type
    if kind == "multipart/form-data":
        await _multipart(request, params)
    elif kind == "application/json":
        params.values.update(_object(await request.text()))
    else:
        params.values.update(_form((await request.read()).decode("utf-8", "replace")))
    return params


def _form(body: str) -> dict[str, Any]:
    """An urlencoded form. (`parse_qsl` decodes every piece, needed or not, which costs a tenth of a call.)"""
    values: dict[str, Any] = {}
    for pair in body.split("&") if body else ():
        name, _, value = pair.partition("=")
        values[unquote_plus(name)] = unquote_plus(value) if "%" in value or "+" in value else value
    return values


def _object(body: str) -> dict[str, Any]:
    try:
        parsed = json.loads(body or "{}")
    except ValueError:
        raise BadRequest("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise BadRequest("can't parse JSON object: object expected")
    return parsed


async def _multipart(request: web.Request, params: Params) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        if part.filename is None:
            params.values[part.name] = await part.text()
            continue
        body = bytes(await part.read(decode=False))
        if len(body) > UPLOAD:
            raise BotError(413, "Request Entity Too Large")
        mime = part.headers.get("Content-Type", "application/octet-stream")
        params.uploads[part.name] = Upload(part.filename, mime, body)
