"""The HTTP client under python-telegram-bot: aiohttp, about three times as fast here as the default."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

AS_JSON = {"Content-Type": "application/json"}


class NotSent(NetworkError):
    """The server was never reached: what was to be sent was certainly not sent."""


@dataclass(frozen=True)
class _Plain:
    """Parameters that are JSON already; the library would make an object of each."""

    parameters: dict[str, Any]
    contains_files = False


class AiohttpRequest(BaseRequest):
    """Follows no redirects (a loop of them would put the token into an exception) and logs no bodies."""

    def __init__(self, *, connections: int, seconds: float) -> None:
        self._connections, self._seconds = connections, seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._seconds

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, url: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """One method by its address, answered as raw JSON; the errors of python-telegram-bot."""
        payload = await self._request_wrapper(url, "POST", cast(RequestData, _Plain(parameters)))
        return self.parse_json_payload(payload)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as JSON; TelegramError for anything else, without a word of it."""
        try:
            parsed = json.loads(payload)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict) or "ok" not in parsed:
            raise TelegramError("the answer is no Bot API answer")
        return parsed

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """One call; NotSent, TimedOut or NetworkError, none of which tells the address."""
        assert self._session is not None
        seconds = self._seconds if isinstance(read_timeout, DefaultValue | None) else float(read_timeout)
        try:
            async with self._session.request(
                method, url, **_body(request_data), timeout=_timeout(seconds), allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotSent("no connection") from None
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


@cache
def _timeout(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=seconds, sock_connect=min(10.0, seconds))


def _body(request_data: RequestData | None) -> dict[str, Any]:
    """JSON: to quote a form takes twice as long as all the rest of a call. Only a file needs one."""
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"data": json.dumps(request_data.parameters).encode(), "headers": AS_JSON}
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
