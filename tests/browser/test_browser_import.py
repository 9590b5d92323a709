"""Bu Rina brings in the office's own list with the file picker of the chat page."""

from pathlib import Path

from playwright.async_api import Page

from tests.browser.chat_page import Owner, demo, needs_browser, phone

__all__ = ["demo", "phone"]

pytestmark = needs_browser
MESSY = Path(__file__).parents[2] / "docs" / "contoh-daftar-ikm.xlsx"


async def test_a_list_is_picked_looked_at_and_saved(phone: Page) -> None:
    rina = Owner(phone)
    await rina.opens("Rina Wulandari")
    await rina.taps("Daftar IKM")
    await rina.sees("1.513 IKM: 87 di Telegram, 1.214 hanya telepon, 212 tanpa keduanya")
    await phone.get_by_test_id("attach").click()
    async with phone.expect_file_chooser() as choosing:
        await phone.get_by_test_id("attach-document").click()
    await (await choosing.value).set_files(MESSY)
    await phone.get_by_test_id("send").click()
    await rina.sees("“Jenis Produk” → Produk utama")
    await rina.taps("Benar, lanjut")
    await rina.sees("perlu keputusan")
    await rina.taps("Simpan")
    await rina.sees("tidak ikut disimpan")
    await rina.taps("Ya, simpan")
    await rina.sees("Tersimpan:")
