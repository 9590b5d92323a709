"""Bu Siti in a real browser, at a phone's width, with the real bot as a process that is killed under her."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.chat_page import PHONE, Owner, demo, needs_browser, phone

__all__ = ["demo", "phone"]

pytestmark = [needs_browser, pytest.mark.parametrize("demo", [("--empty",)], indirect=True)]


async def the_others_are_where_their_notes_say(phone: Page) -> None:
    rofiq = Owner(phone)
    await rofiq.opens("Moh. Rofiq")
    await rofiq.sees("5 dari 11")
    await phone.get_by_test_id("back").click()
    nurul = Owner(phone)
    await nurul.opens("Nurul Hidayati")
    await nurul.sees("IKM-3526-00001")
    await phone.get_by_test_id("back").click()


def newest_update(folder: Path) -> datetime:
    """When the bot took the newest update, by its own clock."""
    with closing(sqlite3.connect(next(folder.glob("*/wadah.db")))) as database:
        (newest,) = database.execute("SELECT max(received_at) FROM inbox").fetchone()
    return datetime.fromisoformat(newest).replace(tzinfo=UTC)


async def test_siti_registers_on_her_phone_and_loses_nothing(phone: Page, demo: str, tmp_path: Path) -> None:
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

    await phone.get_by_role("button", name="Tuas").click()
    await phone.get_by_role("button", name="+1 hari").click()
    await phone.get_by_test_id("lever-kill").click()
    await siti.says("Keripik Bu Siti")
    await expect(phone.locator("#bot-note")).to_contain_text("1 pesan menunggu sampai bot hidup lagi")
    await phone.goto("about:blank")
    await phone.request.post(f"{demo}/play/levers/start")
    await phone.goto(demo)
    await siti.opens("Siti Aminah")
    await siti.sees("Dicatat: Keripik Bu Siti")
    await siti.sees("4 dari 11")
    caught_up = re.compile(r"Sesudah hidup lagi: 1 pesan Anda dibaca, \d pesan terkirim\.")  # a day passed
    await expect(phone.locator("#bot-note")).to_contain_text(caught_up)
    moved = newest_update(tmp_path) - datetime.now(UTC)
    assert moved > timedelta(hours=23), "the bot's clock went along, and stayed there through its end"

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
