"""The page in a real browser: people press and type, and see what the bot says."""

import pytest
from page_stage import PHONE, browser, in_a_browser, stage
from playwright.async_api import expect

from playground.files import drawn_picture

__all__ = ["browser", "stage"]

pytestmark = in_a_browser


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
    await page.get_by_test_id("composer").fill("Yang saya jual keripik singkong.")
    await page.get_by_test_id("send").tap()
    await expect(page.get_by_test_id("message").last).to_contain_text("Saya dengar")
    for whose in ("mine", "theirs"):
        await page.locator(f"[data-testid=message].{whose}").last.get_by_test_id("message-menu").tap()
        menu = await page.get_by_role("menu").bounding_box()
        assert menu is not None and menu["x"] >= 0 and menu["x"] + menu["width"] <= 360, whose
        await page.keyboard.press("Escape")
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
