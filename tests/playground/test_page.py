"""The page in a real browser: people press and type, and see what the bot says."""

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
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import Bot
from telegram.request import HTTPXRequest

from playground import Limits, Playground
from playground.files import drawn_picture

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

pytestmark = [
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


async def test_a_new_person_starts_presses_and_shares_her_number(stage):
    page = await stage.page()
    await page.get_by_text("Orang baru").click()
    await page.get_by_label("Nama").fill("Bu Siti")
    await page.get_by_label("Catatan").fill("pemilik baru")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("satu pertanyaan demi satu")).to_be_visible()
    await page.get_by_test_id("start-button").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("Selamat datang, Bu Siti.")
    await page.get_by_test_id("inline-button").get_by_text("Daftarkan usaha").click()
    await expect(page.get_by_test_id("toast")).to_have_text("Baik, kita mulai")
    await expect(page.get_by_text("diedit")).to_be_visible()
    await page.get_by_test_id("reply-button").get_by_text("Kirim nomor saya").click()
    await expect(page.get_by_text("Bagikan nomor HP Anda?")).to_be_visible()
    await page.get_by_test_id("confirm").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("Nomor sudah dicatat")
    await expect(page.get_by_test_id("reply-button")).to_have_count(0)


async def test_writing_replying_and_correcting(stage):
    page, _siti = await stage.chat()
    composer = page.get_by_test_id("composer")
    await composer.fill("<b>3</b> kodi & <script>")
    await composer.press("Enter")
    await expect(page.get_by_test_id("message").last).to_contain_text("Saya dengar: <b>3</b> kodi & <script>")
    mine = page.locator("[data-testid=message].mine").last
    await mine.hover()
    await mine.get_by_test_id("message-menu").click()
    await page.get_by_role("menuitem", name="Ubah").click()
    await expect(composer).to_have_value("<b>3</b> kodi & <script>")
    await composer.fill("4 kodi")
    await page.get_by_test_id("send").click()
    await expect(mine).to_contain_text("4 kodi")
    await expect(mine).to_contain_text("diedit")
    theirs = page.locator("[data-testid=message].theirs").last
    await theirs.hover()
    await theirs.get_by_test_id("message-menu").click()
    await page.get_by_role("menuitem", name="Balas").click()
    await composer.fill("diam")
    await composer.press("Enter")
    await expect(mine.locator(".quote")).to_contain_text("Saya dengar")


async def test_photos_and_documents_both_ways(stage):
    page, siti = await stage.chat()
    await page.get_by_test_id("attach").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_test_id("attach-photo").click()
    await (await chooser.value).set_files(
        {"name": "keripik.png", "mimeType": "image/png", "buffer": drawn_picture(2)}
    )
    await expect(page.get_by_text("keripik.png")).to_be_visible()
    await page.get_by_test_id("composer").fill("Keripik saya")
    await page.get_by_test_id("send").click()
    mine = page.locator("[data-testid=message].mine").last
    await expect(mine).to_contain_text("Keripik saya")
    await mine.get_by_role("button", name="Perbesar foto").click()
    await expect(page.get_by_role("dialog", name="Foto")).to_be_visible()
    await page.keyboard.press("Escape")
    await stage.hands.post(f"/people/{siti}/text", text="kartu")
    link = page.get_by_role("link", name="data-usaha.csv")
    await expect(link).to_be_visible()
    async with page.expect_download() as download:
        await link.click()
    assert (await download.value).suggested_filename == "data-usaha.csv"


async def test_an_alert_a_command_and_a_link(stage):
    page, _siti = await stage.chat()
    await page.get_by_test_id("inline-button").get_by_text("Data saya").click()
    await expect(page.get_by_role("dialog")).to_contain_text("foto produk belum ada")
    await page.get_by_role("button", name="Oke").click()
    await page.get_by_test_id("commands").click()
    await page.get_by_role("menuitem", name="/bantuan").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("Saya dengar: /bantuan")
    await page.get_by_test_id("inline-button").get_by_text("Bantuan").click()
    await page.get_by_test_id("start-button").click()
    await expect(page.locator("[data-testid=message].mine").last).to_contain_text("/start bantuan")
    await page.get_by_test_id("options").click()
    await page.get_by_test_id("open-link").click()
    await page.get_by_test_id("link").fill("https://t.me/WadahDemoBot?start=kades_7")
    await page.get_by_test_id("confirm").click()
    await page.get_by_test_id("start-button").click()
    await expect(page.locator("[data-testid=message].mine").last).to_contain_text("/start kades_7")


async def test_blocking_and_the_bots_process(stage):
    page, _siti = await stage.chat()
    await page.get_by_test_id("options").click()
    await page.get_by_test_id("block").click()
    await expect(page.get_by_test_id("start-button")).to_have_text("BUKA BLOKIR")
    await page.get_by_test_id("start-button").click()
    await expect(page.get_by_test_id("composer")).to_be_visible()
    await page.get_by_test_id("lever-kill").click()
    await expect(page.get_by_text("Bot mati")).to_be_visible()
    button = page.get_by_test_id("inline-button").get_by_text("Daftarkan usaha")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await page.get_by_test_id("lever-start").click()
    await expect(page.get_by_text("Bot menyala")).to_be_visible()
    await expect(page.get_by_test_id("toast")).to_have_text("Baik, kita mulai")


async def test_the_clock_moves_and_the_days_with_it(stage):
    page, _siti = await stage.chat()
    days = page.locator(".day")
    await expect(days).to_have_text(["Hari ini"])
    await page.get_by_role("button", name="+1 hari").click()
    await expect(days).to_have_text(["Kemarin"])
    await page.get_by_test_id("composer").fill("halo")
    await page.get_by_test_id("composer").press("Enter")
    await expect(days).to_have_text(["Kemarin", "Hari ini"])
    await page.get_by_role("button", name="Ke tanggal…").click()
    await page.get_by_label("Pindah ke").fill("2036-01-02T09:00")
    await page.get_by_role("button", name="Pindah", exact=True).click()
    await expect(page.locator("#demo-time")).to_contain_text("2 Januari 2036, 09.00")
    assert stage.offset == stage.playground.world.clock_offset > 86_400
    await page.get_by_role("button", name="Ke tanggal…").click()
    await page.evaluate("document.querySelector('#to-date input').min = ''")
    await page.get_by_label("Pindah ke").fill("2026-01-01T09:00")
    await page.get_by_role("button", name="Pindah", exact=True).click()
    await expect(page.get_by_test_id("toast")).to_have_text("Jam hanya bisa dimajukan.")


async def test_the_network_is_cut_the_queues_and_the_story_of_an_absence(stage):
    page, siti = await stage.chat()
    await expect(page.get_by_test_id("message").last).to_contain_text("Selamat datang")
    await page.get_by_role("button", name="Putuskan jaringan").click()
    await expect(page.locator("#bot-state")).to_have_text("Jaringan diputus")
    await stage.hands.post(f"/people/{siti}/text", text="diam")
    await expect(page.locator("#bot-note")).to_contain_text("1 pesan menunggu sampai jaringan disambungkan")
    await page.get_by_role("button", name="Sambungkan jaringan").click()
    await expect(page.locator("#bot-state")).to_have_text("Bot menyala")
    await expect(page.locator("#bot-note")).to_be_hidden()
    await page.get_by_role("button", name="Antrean").click()
    await expect(page.get_by_test_id("outbox-waiting")).to_have_text("1.234 menunggu")
    await expect(page.get_by_test_id("inbox-parked")).to_have_class("count trouble")
    back = {"began": 1.0, "seconds": 72, "is_away": False, "read": 3, "sent": 4, "left": 0, "is_over": True}
    stage.absence = back
    told = "Bot mati 1 menit 12 detik. Sesudah hidup lagi: 3 pesan Anda dibaca, 4 jawaban terkirim."
    await expect(page.locator("#note-words")).to_have_text(told)
    await page.get_by_role("button", name="Tutup kabar").click()
    await expect(page.locator("#bot-note")).to_be_hidden()


async def test_unread_marks_and_two_people_side_by_side(stage):
    page, _siti = await stage.chat()
    aminah = await stage.hands.person("Bu Aminah")
    row = page.get_by_test_id(f"person-{aminah}")
    await expect(row.locator(".unread")).to_have_text("1")
    await page.get_by_test_id(f"beside-{aminah}").click()
    await expect(page.locator(".chat")).to_have_count(2)
    await expect(row.locator(".unread")).to_have_count(0)
    await page.reload()
    await expect(page.locator(".chat")).to_have_count(2)


async def test_a_phone_shows_the_list_or_the_chat(stage):
    siti = await stage.hands.person("Bu Siti")
    page = await stage.page(PHONE, has_touch=True)
    await page.get_by_test_id(f"person-{siti}").tap()
    await expect(page.get_by_test_id("message").last).to_contain_text("Selamat datang")
    await expect(page.get_by_test_id(f"person-{siti}")).to_be_hidden()
    await page.get_by_test_id("inline-button").first.tap()
    await expect(page.get_by_test_id("reply-button").first).to_be_visible()
    await page.get_by_test_id("toggle-keyboard").tap()
    await expect(page.get_by_test_id("reply-button").first).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    small = await page.evaluate(
        "[...document.querySelectorAll('button')].filter(b => b.offsetParent && b.offsetHeight < 36).length"
    )
    assert small == 0
    await page.get_by_test_id("back").tap()
    await expect(page.get_by_test_id(f"person-{siti}")).to_be_visible()


async def test_who_stands_aside_is_found_by_name_and_stays(stage):
    siti = await stage.hands.person("Bu Siti")
    made = await stage.hands.post(
        "/people", status=201, name="Bu Marhamah", note="Pemilik di Kamal", started=True, aside=True
    )
    page = await stage.page(PHONE)
    marhamah = page.get_by_test_id(f"person-{made['id']}")
    await expect(page.get_by_test_id(f"person-{siti}")).to_be_visible()
    await expect(marhamah).to_be_hidden()
    await page.get_by_label("Cari orang").fill("kamal")
    await marhamah.click()
    await page.get_by_test_id("composer").fill("halo")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("message").last).to_contain_text("Saya dengar: halo")
    await page.get_by_test_id("back").click()
    await expect(marhamah).to_be_visible()


async def test_the_keyboard_alone_is_enough(stage):
    siti = await stage.hands.person("Bu Siti", started=False)
    page = await stage.page()
    await expect(page.get_by_test_id(f"person-{siti}")).to_be_visible()

    async def tab_to(hook: str) -> None:
        for _ in range(30):
            await page.keyboard.press("Tab")
            if await page.evaluate("document.activeElement.dataset.testid") == hook:
                return
        pytest.fail(f"Tab never comes to {hook}")

    await tab_to(f"person-{siti}")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("start-button")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.type("halo")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("message").last).to_contain_text("Saya dengar: halo")
    await tab_to("attach")
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("menuitem", name="Stiker")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("attach")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id(f"person-{siti}")).to_be_focused()
