"""Bu Siti in a real browser, at a phone's width, with the real bot as a process that is killed under her."""

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
READY_SECONDS = 60

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no browser: install Debian's chromium, or set CHROMIUM to a Chromium's path"
)


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """The address that `make demo` prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", "0", "--folder", str(tmp_path), cwd=ROOT,
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


async def the_others_are_where_their_notes_say(phone: Page) -> None:
    rofiq = Owner(phone)
    await rofiq.opens("Moh. Rofiq")
    await rofiq.sees("5 dari 11")
    await phone.get_by_test_id("back").click()
    nurul = Owner(phone)
    await nurul.opens("Nurul Hidayati")
    await nurul.sees("IKM-3526-00001")
    await phone.get_by_test_id("back").click()


async def test_siti_registers_on_her_phone_and_loses_nothing(phone: Page, demo: str) -> None:
    await the_others_are_where_their_notes_say(phone)
    siti = Owner(phone)
    await siti.opens("Siti Aminah")
    await phone.get_by_test_id("start-button").click()
    await siti.sees("layanan resmi")
    await siti.taps("Daftarkan usaha")
    for purpose in ("daftar IKM", "pembeli besar", "katalog umum"):
        await siti.sees(purpose)
        await siti.taps("Setuju")
    await siti.sees("nama lengkap Bapak/Ibu")
    await siti.says("Siti Aminah")
    await siti.sees("Nomor berapa")
    await phone.get_by_test_id("reply-button").filter(has_text="Kirim nomor saya").click()
    await phone.get_by_test_id("confirm").click()
    await siti.sees("Dicatat: 0812-3344-5566")
    await siti.sees("Apa nama usahanya?")

    await phone.request.post(f"{demo}/play/levers/kill")
    await siti.says("Keripik Bu Siti")
    await phone.goto("about:blank")
    await phone.request.post(f"{demo}/play/levers/start")
    await phone.goto(demo)
    await siti.opens("Siti Aminah")
    await siti.sees("Dicatat: Keripik Bu Siti")
    await siti.sees("4 dari 11")

    await siti.says("socah")
    await siti.sees("5 dari 11")
    await phone.get_by_test_id("reply-button").filter(has_text="Keleyan").click()
    await siti.sees("6 dari 11")
    await siti.says("keripik singkong")
    await siti.sees("sepertinya termasuk agro")
    await siti.taps("Agro: makanan")
    await siti.sees("8 dari 11")
    await siti.taps("2")
    await siti.sees("9 dari 11")
    await siti.taps("Kembali")
    await siti.sees("Sekarang: 2 orang")
    await siti.says("4")
    await siti.sees("9 dari 11")
    await siti.says("3")
    await siti.sees("10 dari 11")
    await siti.says("1.500 bungkus")
    await siti.sees("11 dari 11")
    await siti.taps("Lewati, ingatkan nanti")
    await siti.sees("Mohon diperiksa")
    await siti.taps("Simpan")
    await siti.sees("IKM-3526-00002")
    await siti.sees("Ini kartu usaha")
    width = await phone.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], "nothing sticks out to the side"
