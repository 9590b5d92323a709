"""The page in a real browser, beside a small bot that answers."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import fake_bot
import pytest
import pytest_asyncio
from conftest import Hands
from playwright.async_api import Browser, Page, async_playwright
from telegram import Bot
from telegram.request import HTTPXRequest

from playground import Limits, Playground

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDE, PHONE = {"width": 1200, "height": 800}, {"width": 360, "height": 740}

in_a_browser = [
    pytest.mark.asyncio(loop_scope="module"),  # one browser for all of them
    pytest.mark.skipif(
        CHROMIUM is None, reason="no browser: install Debian's chromium, or set CHROMIUM to a Chromium's path"
    ),
]


class Stage:
    """A playground with a bot that answers, and a browser to look at it."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        levers = {"kill": self.kill, "start": self.start, "clock": self.clock}
        gauges = {"status": self.status, "queues": self.queues}
        self.playground = Playground(limits=Limits(enabled=False), levers=levers, gauges=gauges)
        self.bot: Bot
        self.hands: Hands
        self.serving: asyncio.Task[None] | None = None
        self.absence: dict[str, Any] | None = None
        self.offset = 0.0
        self.troubles: list[str] = []
        self.hosts: set[str] = set()

    async def status(self) -> dict[str, Any]:
        return {"alive": self.serving is not None, "absence": self.absence}

    async def queues(self) -> dict[str, Any]:
        inbox = {"open": 0, "done": 9, "quarantined": 0, "parked": 2}
        outbox = {"waiting": 1234, "sending": 1, "sent": 5, "unknown": 0, "failed": 0, "closed": 0}
        return {"inbox": inbox, "outbox": outbox, "jobs": {"waiting": 0, "running": 0, "failed": 0}}

    async def clock(self, offset_seconds: float) -> None:
        self.offset = offset_seconds

    async def start(self) -> None:
        self.serving = asyncio.create_task(fake_bot.serve(self.bot))

    async def kill(self) -> None:
        if self.serving is not None:
            self.serving.cancel()
            await asyncio.gather(self.serving, return_exceptions=True)
        self.serving = None

    async def page(self, size: dict[str, int] = WIDE, at: str = "", **how: Any) -> Page:
        page = await self.browser.new_page(viewport=size, locale="id-ID", **how)
        page.set_default_timeout(5000)
        page.on("console", lambda line: self.troubles.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        await page.goto(f"{self.playground.url}/{at}")
        return page

    async def chat(self) -> tuple[Page, int]:
        """Bu Siti has pressed START, and her chat is open."""
        person = await self.hands.person("Bu Siti")
        return await self.page(at=f"#{person}"), person


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        one = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield one
        await one.close()


@pytest_asyncio.fixture(loop_scope="module")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    one = Stage(browser)
    await one.playground.start()
    url, plain = one.playground.url, {"verify": False}
    way = one.playground.line.url
    requests = HTTPXRequest(httpx_kwargs=plain), HTTPXRequest(httpx_kwargs=plain)
    one.bot = Bot(one.playground.token, f"{way}/bot", request=requests[0], get_updates_request=requests[1])
    async with aiohttp.ClientSession() as session, one.bot:
        one.hands = Hands(url, session)
        await one.start()
        yield one
        for context in browser.contexts:
            await context.close()
        await one.kill()
    await one.playground.stop()
    assert one.troubles == []
    assert one.hosts <= {url.removeprefix("http://")}, "the page asks nobody else"
