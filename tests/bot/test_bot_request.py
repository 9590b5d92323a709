"""The HTTP client: whether something may have been sent is always known, and no error tells the token."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.request import AiohttpRequest, NotSent

TOKEN = "123456:CanaryTokenOfTheBot"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Answers every call with what the test says."""

    def __init__(self) -> None:
        self.handler: Handler = self.nothing
        self.paths: list[str] = []

    async def nothing(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": True, "result": []})

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.paths.append(request.path)
        return await self.handler(request)

    async def open(self) -> str:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self.take)
        self.runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self.runner.setup()
        await (site := web.TCPSite(self.runner, "127.0.0.1", 0)).start()
        assert site._server is not None
        host, port = site._server.sockets[0].getsockname()[:2]  # type: ignore[attr-defined]
        return f"http://{host}:{port}"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    served = Server()
    served.url = await served.open()  # type: ignore[attr-defined]
    yield served
    await served.runner.cleanup()


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    opened = AiohttpRequest(connections=2, seconds=5)
    await opened.initialize()
    yield opened
    await opened.shutdown()


async def fails(request: AiohttpRequest, url: str, kind: type[TelegramError]) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await request.call(f"{url}/bot{TOKEN}/sendMessage", {"chat_id": 1, "text": "Siti Kenari"})
    assert type(caught.value) is kind
    assert TOKEN not in repr(caught.value)
    assert "Kenari" not in repr(caught.value)
    assert "127.0.0.1" not in repr(caught.value)
    return caught.value


async def test_a_refused_connection_is_not_sent(request_: AiohttpRequest) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        await fails(request_, f"http://127.0.0.1:{taken.getsockname()[1]}", NotSent)


async def test_a_name_that_is_not_known_is_not_sent(request_: AiohttpRequest) -> None:
    await fails(request_, "http://no-such-host.invalid", NotSent)


async def test_no_answer_in_time_may_have_been_sent(server: Any) -> None:
    async def sleep(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(5)
        return web.Response()

    server.handler = sleep
    hasty = AiohttpRequest(connections=1, seconds=0.1)
    await hasty.initialize()
    await fails(hasty, server.url, TimedOut)
    await hasty.shutdown()


async def test_a_connection_cut_midway_may_have_been_sent(server: Any, request_: AiohttpRequest) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    server.handler = cut
    assert not isinstance(await fails(request_, server.url, NetworkError), NotSent)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<html>Siti Kenari</html>", TelegramError),
        (200, b'["Siti Kenari"]', TelegramError),
        (200, b'{"Siti": "Kenari"}', TelegramError),
        (200, b"\xff\xfe", TelegramError),
        (400, b'{"ok": false, "error_code": 400, "description": "Bad Request: x"}', BadRequest),
        (401, b'{"ok": false, "error_code": 401, "description": "Unauthorized"}', InvalidToken),
        (
            429,
            b'{"ok": false, "error_code": 429, "description": "x", "parameters": {"retry_after": 3}}',
            RetryAfter,
        ),
        (502, b'{"ok": false, "error_code": 502, "description": "Bad Gateway"}', NetworkError),
    ],
)
@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
async def test_every_answer_is_an_answer_or_an_error_of_the_library(
    server: Any, request_: AiohttpRequest, status: int, body: bytes, kind: type[TelegramError]
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, body=body)

    server.handler = answer
    await fails(request_, server.url, kind)


async def test_garbage_with_an_error_status_is_an_error_too(server: Any, request_: AiohttpRequest) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=500, body=b"<html>Siti Kenari</html>")

    server.handler = answer
    with pytest.raises(TelegramError) as caught:
        await request_.call(f"{server.url}/bot{TOKEN}/getMe", {})
    assert not isinstance(caught.value, NotSent | BadRequest)
    assert TOKEN not in repr(caught.value)


async def test_a_redirect_is_not_followed(server: Any, request_: AiohttpRequest) -> None:
    async def away(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(f"{server.url}/elsewhere")

    server.handler = away
    with pytest.raises(TelegramError) as caught:
        await request_.call(f"{server.url}/bot{TOKEN}/getMe", {})
    assert len(server.paths) == 1
    assert TOKEN not in repr(caught.value)


async def test_files_and_words_arrive(server: Any, request_: AiohttpRequest) -> None:
    seen: dict[str, Any] = {}

    async def take(request: web.Request) -> web.StreamResponse:
        form = await request.post()
        seen.update(
            {name: part.file.read() if hasattr(part, "file") else part for name, part in form.items()}
        )
        chat = {"id": 1, "type": "private"}
        photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
        message = {"message_id": 1, "date": 1, "chat": chat, "photo": photo}
        return web.json_response({"ok": True, "result": message})

    server.handler = take
    bot = Bot(TOKEN, base_url=f"{server.url}/bot", request=request_, get_updates_request=request_)
    every_byte = bytes(range(256))
    sent = await bot.send_photo(1, every_byte, caption="“Éclair” & <b>", filename="kartu é.png")
    assert sent.photo[-1].file_id == "a"
    assert every_byte in seen.values()
    assert seen["caption"] == "“Éclair” & <b>"
