"""A playground of one's own for each test, python-telegram-bot's own client, and hands for the people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from playground import Playground


class Hands:
    """The control API, called as a test or the page calls it."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url, self.session = url, session

    async def get(self, path: str, **query: Any) -> Any:
        async with self.session.get(f"{self.url}/play{path}", params=query) as answer:
            return await answer.json()

    async def post(self, path: str, body: Any = None, status: int = 200, **fields: Any) -> Any:
        data = fields if body is None else body
        async with self.session.post(f"{self.url}/play{path}", json=data) as answer:
            shown = await answer.json()
            assert answer.status == status, shown
            return shown

    async def upload(self, path: str, form: aiohttp.FormData) -> Any:
        async with self.session.post(f"{self.url}/play{path}", data=form) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def faults(self, *rules: dict[str, Any]) -> None:
        await self.post("/faults", list(rules))

    async def person(self, name: str = "Siti", started: bool = True, **about: Any) -> int:
        person = await self.post("/people", name=name, status=201, **about)
        if started:
            await self.post(f"/people/{person['id']}/start")
        return int(person["id"])

    async def messages(self, person: int) -> list[Any]:
        shown = await self.get(f"/people/{person}/messages")
        return list(shown["messages"])


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    one = Playground()
    await one.start()
    yield one
    await one.stop()


@pytest.fixture
async def hands(playground: Playground) -> AsyncIterator[Hands]:
    async with aiohttp.ClientSession() as session:
        yield Hands(playground.url, session)


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    plain = {"verify": False}  # reading the certificates takes longer than most of these tests
    request = HTTPXRequest(read_timeout=5, httpx_kwargs=plain)
    polling = HTTPXRequest(connection_pool_size=4, httpx_kwargs=plain)
    one = Bot(
        playground.token,
        f"{playground.url}/bot",
        f"{playground.url}/file/bot",
        request=request,
        get_updates_request=polling,
    )
    async with one:
        yield one


@pytest.fixture
async def siti(hands: Hands) -> int:
    """Somebody who has pressed START; that update still waits."""
    return await hands.person()
