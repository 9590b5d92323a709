"""The page's bar in a real browser: the clock is moved, the network cut, the bot killed, its queues seen."""

from page_stage import browser, in_a_browser, stage
from playwright.async_api import expect

__all__ = ["browser", "stage"]

pytestmark = in_a_browser


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
    await expect(page.locator("#note-words")).to_have_css("white-space", "normal")  # a phone breaks it
    await page.get_by_role("button", name="Sambungkan jaringan").click()
    await expect(page.locator("#bot-state")).to_have_text("Bot menyala")
    await expect(page.locator("#bot-note")).to_be_hidden()
    await page.get_by_role("button", name="Antrean").click()
    await expect(page.get_by_test_id("outbox-waiting")).to_have_text("1.234 menunggu")
    await expect(page.get_by_test_id("inbox-parked")).to_have_class("count trouble")
    back = {"began": 1.0, "seconds": 72, "is_away": False, "read": 3, "sent": 4, "left": 0, "is_over": True}
    stage.absence = back
    told = "Bot mati 1 menit 12 detik. Sesudah hidup lagi: 3 pesan Anda dibaca, 4 pesan terkirim."
    await expect(page.locator("#note-words")).to_have_text(told)
    await page.get_by_role("button", name="Tutup kabar").click()
    await expect(page.locator("#bot-note")).to_be_hidden()
