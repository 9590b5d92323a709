"""Makes the pictures of the documents anew, from a demo that was just started.

    make demo                                    # in one terminal: prints its address
    .venv/bin/python docs/pictures.py http://127.0.0.1:8026
    .venv/bin/python docs/pictures.py http://127.0.0.1:8026 k28-tulis k29-konsep    # only the walks of these

Bu Siti registers and begins to fill in the rest; Bu Nurul, who is registered already, does what comes later;
Bu Sittina finds herself on the list; Bu Rina and others work in the office (walks.py). Between their steps
the screen is photographed. A notice is for "Senin": on a Monday move the demo's clock a day ahead first.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import APIResponse, Browser, Page, expect, sync_playwright
from walks import WALKS

DOCS = Path(__file__).parent
PICTURES = DOCS / "gambar"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ZONE = "Asia/Jakarta"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1200, "height": 800}
COLOURS, GAP, SCREEN = 96, 24, (360, 740)
TIDY = """(place) => {
  document.activeElement.blur();
  document.querySelectorAll('.day').forEach((day) => { day.style.position = 'static'; });
  for (const card of place ? document.querySelectorAll('.theirs .photo:not(.covered)') : []) {
    const cover = document.createElement('b');
    cover.textContent = 'CONTOH';
    cover.style.cssText = 'position: absolute; font-size: 13px; text-align: center; background: #fffdf7;';
    cover.style.cssText += place;
    card.style.position = 'relative';
    card.classList.add('covered');
    card.append(cover);
  }
  for (const link of document.querySelectorAll('.theirs a[href*="start="]')) {
    link.textContent = 'https://t.me/…?start=…';
  }
  for (const start of document.querySelectorAll('[data-command="/start"]')) {
    while (start.nextSibling && start.nextSibling.nodeType === Node.TEXT_NODE) start.nextSibling.remove();
  }
  const last = document.querySelector('.message:last-of-type');
  if (last && last.offsetHeight > last.parentNode.clientHeight) last.scrollIntoView({ block: 'start' });
}"""
"""Nothing has the focus, no day lies over a message, a long message is seen from its beginning, and nobody
can scan the code of a card or copy a link: they lead to a bot that is not ours."""
CODES = {
    "13-kartu": "left: 69%; top: 37%; width: 28%; padding: 18px 0;",
    "k21-slip": "left: 15%; top: 20%; width: 69%; height: 37%; line-height: 120px;",
}
"""Where a picture shows a code to scan, which is covered."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TOGETHER = (("k09-cari", "07-tombol", "k22-angka"), "bersama")
"""Screens beside each other in one picture, and its name."""


class Person:
    """One of the demo's people, as the phone shows the chat."""

    def __init__(self, browser: Browser, url: str, name: str) -> None:
        self.url = url
        self.page = open_page(browser, PHONE, 2)
        people = self.page.request.get(f"{url}/play/people").json()
        self.id = next(person["id"] for person in people if person["name"] == name)
        self.me = f"{url}/play/people/{self.id}"
        self.page.goto(f"{url}/#{self.id}")
        self.page.evaluate("document.getElementById('levers').style.display = 'none'")
        expect(
            self.page.locator("[data-testid=start-button]:visible, [data-testid=message]").last
        ).to_be_visible()

    def does(self, act: str) -> None:
        """Do it as the page would, and wait for the answer."""
        if act.startswith(("?", "!")):
            self._until(lambda: self._sees(act))
        elif act.startswith("@"):
            self._wait_for(act[1:])
        elif act.startswith("~"):
            assert self._post(act[1:]).ok
        else:
            before = self._told()
            self._until(lambda: self._post(act).ok)
            self._until(lambda: self._told() != before)
        self.page.wait_for_timeout(6000 if act == "Simpan" else 900)  # the card is drawn after saving

    def _wait_for(self, day: str) -> None:
        """Move the clock of the demo to five past nine on the next day of this name."""
        clock = f"{self.url}/play/clock"
        told = self.page.request.get(clock).json()
        now = datetime.fromtimestamp(told["now"], ZoneInfo(ZONE))
        days = (now.replace(hour=9, minute=5) + timedelta(days=days) for days in range(8))
        gone = next(one for one in days if one > now and f"{one:%A}" == day) - now
        moved = {"offset_seconds": told["offset_seconds"] + gone.total_seconds()}
        assert self.page.request.post(clock, data=moved).ok

    def _post(self, act: str) -> APIResponse:
        if act.startswith("file:"):
            name = act.removeprefix("file:")
            file: Any = {"name": name, "mimeType": WORKBOOK, "buffer": (DOCS / name).read_bytes()}
            return self.page.request.post(f"{self.me}/document", multipart={"file": file})
        if act in {"start", "photo", "contact"}:
            return self.page.request.post(f"{self.me}/{act}", data={})
        if act.startswith("="):
            return self.page.request.post(f"{self.me}/text", data={"text": act[1:]})
        return self.page.request.post(f"{self.me}/tap", data={"label": act})

    def _until(self, is_so: Callable[[], bool]) -> None:
        """Look until it is so; the last look may fail."""
        for _look in range(700):  # what the clock begins may take a minute
            if is_so():
                return
            self.page.wait_for_timeout(100)
        assert is_so()

    def _told(self) -> list[Any]:
        told = self.page.request.get(f"{self.me}/messages").json()["messages"]
        return [message for message in told if message["from"] == "bot"]

    def _sees(self, act: str) -> bool:
        newest = self._told()[-6:]
        if act == "!":
            return bool(newest[-1]["photo"])
        return any(act[1:] in (message["text"] or message["caption"] or "") for message in newest)


def open_page(browser: Browser, size: dict[str, int], scale: float) -> Page:
    return browser.new_page(viewport=size, device_scale_factor=scale, locale="id-ID", timezone_id=ZONE)


def keep(page: Page, picture: str) -> None:
    """Photograph the page."""
    page.evaluate(TIDY, CODES.get(picture))
    small(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), picture)


def small(image: Image.Image, picture: str) -> None:
    """Keep it with few colours, so that it is small."""
    PICTURES.mkdir(exist_ok=True)
    path = PICTURES / f"{picture}.png"
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(path.relative_to(DOCS), f"{path.stat().st_size // 1024} kB")


def whole_page(browser: Browser, url: str, person: Person) -> None:
    """The demo's page as a computer shows it."""
    desk = open_page(browser, DESK, 1)
    desk.goto(f"{url}/#{person.id}")
    expect(desk.get_by_test_id("message").last).to_be_visible()
    desk.wait_for_timeout(700)
    keep(desk, "halaman")


def side_by_side() -> None:
    """Several screens in one picture."""
    names, picture = TOGETHER
    screens = [Image.open(PICTURES / f"{name}.png").convert("RGB").resize(SCREEN) for name in names]
    wide = Image.new("RGB", (len(screens) * (SCREEN[0] + GAP) - GAP, SCREEN[1]), "white")
    for place, screen in enumerate(screens):
        wide.paste(screen, (place * (SCREEN[0] + GAP), 0))
    small(wide, picture)


def main(url: str, *wanted: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, walk in WALKS:
            if wanted and not set(wanted) & {picture for picture, _acts in walk}:
                continue
            person = Person(browser, url, name)
            for picture, acts in walk:
                for act in acts:
                    person.does(act)
                if picture:
                    keep(person.page, picture)
                if picture == "07-tombol":
                    whole_page(browser, url, person)
            person.page.close()
        browser.close()
    if not wanted or set(wanted) & set(TOGETHER[0]):
        side_by_side()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), *sys.argv[2:])
