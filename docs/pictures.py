"""Makes the pictures of the documents anew, from a demo that was just started.

    make demo                                    # in one terminal: prints its address
    .venv/bin/python docs/pictures.py http://127.0.0.1:8026

Bu Siti registers and begins to fill in the rest; Bu Nurul, who is registered already, does what comes later.
Between their steps the screen is photographed.
"""

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

DOCS = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1200, "height": 800}
COLOURS = 96
TIDY = """() => {
  document.activeElement.blur();
  document.querySelectorAll('.day').forEach((day) => { day.style.position = 'static'; });
  for (const card of document.querySelectorAll('.theirs .photo:not(.covered)')) {
    const cover = document.createElement('b');
    cover.textContent = 'CONTOH';
    cover.style.cssText = 'position: absolute; left: 69%; top: 37%; width: 28%; padding: 18px 0;';
    cover.style.cssText += 'font-size: 13px; background: #fffdf7';
    card.style.position = 'relative';
    card.classList.add('covered');
    card.append(cover);
  }
  for (const link of document.querySelectorAll('.theirs a[href*="start="]')) {
    link.textContent = 'https://t.me/…?start=usaha_…';
  }
  const last = document.querySelector('.message:last-of-type');
  if (last && last.offsetHeight > last.parentNode.clientHeight) last.scrollIntoView({ block: 'start' });
}"""
"""Nothing has the focus, no day lies over a message, a long message is seen from its beginning, and nobody
can scan the code of a card or copy a link: they lead to a bot that is not ours."""

SITI: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("01-mulai", ()),
    ("02-salam", ("start",)),
    ("03-persetujuan", ("Daftarkan usaha",)),
    ("04-mengetik", ("Setuju", "Setuju", "Setuju", "=Siti Aminah")),
    ("05-kecamatan", ("Kirim nomor saya", "=Keripik Bu Siti")),
    ("06-maksudnya", ("=tanjungbumy",)),
    ("07-tombol", ("Ya: Tanjung Bumi", "=Paseseh", "=keripik singkong", "=ya")),
    ("08-salah", ("2", "3", "=banyak sekali")),
    ("09-kira-kira", ("=kira2 350 bks seminggu",)),
    ("10-berhenti", ("=ya", "Berhenti dulu")),
    ("11-foto", ("Lanjutkan isian",)),
    ("12-periksa", ("photo",)),
    ("13-kartu", ("Simpan",)),
    ("14-menu", ("Menu utama",)),
    ("15-bagian", ("Lengkapi data",)),
    ("16-surat", ("Surat-surat usaha", "Belum punya")),
    ("22-petugas", ("=/petugas", "=Bagaimana cara mengurus NPWP?")),
    (
        "17-harga",
        (*("=belum",) * 5, "Lanjut: Produk", "Tambah", "=Keripik balado", "=15rb per bks"),
    ),
    ("18-apa-adanya", ("=/lengkapi", "Modal", "=lumayan banyak", "=ya segitu lah")),
    ("20-usaha-lain", ("Catat apa adanya", "=0", "Uang sendiri", "Selesai", "=Daftarkan usaha")),
    ("21-persetujuan-saya", ("=Persetujuan saya",)),
)
NURUL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("23-produk", ("=/lengkapi", "Produk")),
    ("24-satu-produk", ("Kain batik tulis gedog",)),
    ("25-laporan", ("=/produksi",)),
    ("30-daftar-surat", ("=/lengkapi", "Surat-surat usaha (", "=belum")),
    ("26-data", ("=Data saya",)),
    ("27-ubah", ("Ubah data",)),
    ("28-riwayat", ("=Data saya", "Riwayat perubahan")),
    ("19-tulisan-bebas", ("=mau jual batik",)),
    ("29-ajak", ("=Data saya", "Ajak orang lain ikut mengisi", "Buat tautan")),
)
"""Each picture, and what is done before it: `=` types words, `start` and `photo` do so, others press."""


class Owner:
    """One of the demo's people, as her phone shows her chat."""

    def __init__(self, browser: Browser, url: str, name: str) -> None:
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
        before = self._newest()
        if act in {"start", "photo"}:
            what, body = act, {}
        elif act.startswith("="):
            what, body = "text", {"text": act[1:]}
        else:
            what, body = "tap", {"label": act}
        answer = self.page.request.post(f"{self.me}/{what}", data=body)
        assert answer.ok, answer.text()
        for _look in range(100):
            self.page.wait_for_timeout(100)
            if self._newest() > before:
                break
        self.page.wait_for_timeout(6000 if act == "Simpan" else 700)  # the card is drawn after saving

    def _newest(self) -> int:
        told = self.page.request.get(f"{self.me}/messages").json()["messages"]
        return max((message["message_id"] for message in told if message["from"] == "bot"), default=0)


def open_page(browser: Browser, size: dict[str, int], scale: float) -> Page:
    return browser.new_page(viewport=size, device_scale_factor=scale, locale="id-ID")


def keep(page: Page, path: Path) -> None:
    """Photograph the page with few colours, so that the picture is small."""
    path.parent.mkdir(exist_ok=True)
    page.evaluate(TIDY)
    whole = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(path.relative_to(DOCS), f"{path.stat().st_size // 1024} kB")


def main(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, walk in (("Siti Aminah", SITI), ("Nurul Hidayati", NURUL)):
            owner = Owner(browser, url, name)
            for picture, acts in walk:
                for act in acts:
                    owner.does(act)
                keep(owner.page, DOCS / "gambar" / f"{picture}.png")
                if picture == "07-tombol":
                    desk = open_page(browser, DESK, 1)
                    desk.goto(f"{url}/#{owner.id}")
                    expect(desk.get_by_test_id("message").last).to_be_visible()
                    desk.wait_for_timeout(700)
                    keep(desk, DOCS / "gambar" / "halaman.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
