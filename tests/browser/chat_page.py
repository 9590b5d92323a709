"""The chat page in a real browser, at a phone's width, with the real bot as a process of its own."""

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 360, "height": 740}
READY_SECONDS = 90

needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no browser: install Debian's chromium, or set CHROMIUM to a Chromium's path"
)


@pytest.fixture
async def demo(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address that `make demo` prints; with other options, if the test names them."""
    options = getattr(request, "param", ())
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", "0", "--folder", str(tmp_path), *options, cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(READY_SECONDS):
        while b"Open http" not in (line := await process.stdout.readline()):
            assert line, "the demo ended"
    yield line.decode().split()[1]
    process.send_signal(signal.SIGINT)
    await process.wait()


@pytest.fixture
async def phone(demo: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page(viewport=PHONE, locale="id-ID")
        page.set_default_timeout(20_000)
        expect.set_options(timeout=20_000)
        hosts: set[str] = set()
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        await page.goto(demo)
        yield page
        assert hosts == {demo.split("/")[2]}, "the page asks no other host"
        await browser.close()


class Owner:
    """What a person does with the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def opens(self, name: str) -> None:
        await self.page.get_by_test_id("back").or_(self.page.get_by_text(name)).first.wait_for()
        await self.page.locator("[data-testid^=person-]").filter(has_text=name).click()

    async def says(self, words: str) -> None:
        await self.page.get_by_test_id("composer").fill(words)
        await self.page.get_by_test_id("composer").press("Enter")

    async def taps(self, label: str) -> None:
        begins = re.compile(f"^{re.escape(label)}")
        await self.page.get_by_test_id("inline-button").filter(has_text=begins).last.click()

    async def sees(self, words: str) -> None:
        await expect(self.page.get_by_test_id("message").filter(has_text=words).last).to_be_visible()
