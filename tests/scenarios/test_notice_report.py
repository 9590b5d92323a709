"""The report of a notice: who got it, sent again to only the others, passed on, and as workbooks."""

import io
import re
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from handlers.measuring import measure
from storage import contact, office
from storage.business import Business, BusinessContact
from tests.conftest import KILLED
from tests.scenarios.notices import MONDAY, passes, sends, set_clock, writes
from tests.scenarios.test_numbers import file_of
from tests.staff import BANGKALAN, hired
from tests.stage import Person, Stage

ONLY_KILLED = pytest.mark.parametrize("bu_siti", [KILLED], indirect=True)
"""Each of them takes many turns: the harder half is enough."""
NOTED = "SELECT action, count FROM audit WHERE thing = 'broadcast' AND action LIKE 'export%' ORDER BY id"
TEXT = "Yth. {nama}, pelatihan dibuka **Senin**."


async def owner(stage: Stage, name: str, phone: str) -> Person:
    """An owner with a business, who has written to the bot."""
    person = await stage.person(name, phone)
    async with stage.house.store.writing() as db:
        here = await office.of_region(db, BANGKALAN)
        assert here is not None
        who = await contact.add(db, "telegram", str(person.number), here.id, stage.clock.now())
        held = await on_paper(db, stage, here.id, name, phone)
        db.add(BusinessContact(business_id=held.id, contact_id=who.id, since=stage.clock.now()))
        await db.commit()
    await person.says("menu")
    return person


async def on_paper(db: Any, stage: Stage, office_id: int, name: str, phone: str | None) -> Business:
    """A business that came with a list, as nobody's on Telegram."""
    held = Business(
        office_id=office_id,
        origin="import",
        state="submitted",
        owner_name=name,
        name=f"Usaha {name}",
        phone=phone,
        district="35.26.02",
        created_at=stage.clock.now(),
    )
    db.add(held)
    await db.flush()
    return held


def blocks_unheard(person: Person) -> None:
    """Block the bot, the news of which has not come yet when the notice goes out."""
    person.stage.playground.world.person(person.number).blocked = True


async def opens_the_report(rina: Person) -> None:
    await rina.says("/kantor")
    await rina.taps("Kirim pemberitahuan")
    await rina.taps("terkirim 23 Nov: Yth. {nama}, pelatihan dibuka Senin.")


@ONLY_KILLED
async def test_who_got_it_is_told_and_only_the_others_get_it_again(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    budi = await owner(stage, "Budi Santoso", "+6281300000077")
    await writes(rina, TEXT)
    await rina.taps("Kepada siapa")
    await rina.taps("Siti Aminah · Usaha Siti Aminah")
    await rina.taps("Kembali ke pemberitahuan")
    await rina.taps("Lihat seperti penerima")
    assert rina.sees("Yth. Budi Santoso, pelatihan"), "the first who is not left out"
    await rina.taps("Kembali ke pemberitahuan")
    await rina.taps("Kepada siapa")
    await rina.taps("Siti Aminah · Usaha Siti Aminah (tidak dikirimi)")
    await rina.taps("Kembali ke pemberitahuan")
    await sends(rina, 2)
    blocks_unheard(budi)
    await passes(stage, minutes=2)
    await bu_siti.looks()
    await bu_siti.taps("Sudah baca")
    await rina.looks()
    assert "Menekan Sudah baca" not in rina.said(), "pressed after it had ended"
    await rina.taps("Laporan")
    for line in ("Untuk 2 orang", "Diterima Telegram: 1", "Menekan Sudah baca: 1", "Memblokir bot: 1"):
        assert rina.sees(line), rina.said()
    assert rina.sees("2 IKM: 1 di Telegram, 1 hanya telepon, 0 tanpa keduanya")
    assert rina.sees("Telegram tidak memberi tahu siapa yang membaca")
    assert not any("Kirim lagi" in label for label in rina.buttons()), "who blocked the bot gets nothing"
    await rina.taps("Lihat nama")
    await rina.taps("Memblokir bot (1)")
    assert "Budi Santoso · Usaha Budi Santoso · memblokir bot" in rina.words(rina.question)
    await budi.act("unblock")
    await budi.says("menu")
    await opens_the_report(rina)
    await rina.taps("Kirim lagi ke yang belum menerima (1)")
    assert rina.sees("hanya yang belum menerima") and rina.sees("Akan diterima 1 orang"), rina.said()
    await sends(rina, 1)
    await passes(stage, minutes=2)
    await budi.looks()
    assert "Yth. Budi Santoso" in budi.words(budi.question)
    await bu_siti.looks()
    got = [one for one in bu_siti.messages if "Yth. Siti Aminah" in bu_siti.words(one)]
    assert len(got) == 1, "who has it does not get it twice"
    await rina.looks()
    await rina.taps("Laporan")
    await rina.taps("Kirim lagi ke yang belum menekan Sudah baca (1)")
    assert rina.sees("hanya yang belum menekan Sudah baca") and rina.sees("Akan diterima 1 orang")


@ONLY_KILLED
async def test_a_neighbour_on_whatsapp_comes_by_the_link(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, TEXT)
    await rina.taps("Tulis untuk WhatsApp")
    words = rina.words(rina.answers[0])
    assert "Yth. Bapak/Ibu, pelatihan dibuka *Senin*." in words and "Siti" not in words, words
    link = re.search(r"https://t\.me/\w+\?start=([A-Za-z0-9_-]{1,64})", words)
    assert link, words
    early = await stage.person("Terlalu Awal", "+6281300000055")
    await early.starts(link[1])
    assert early.sees("Selamat datang") and "pelatihan" not in early.said(), "nobody has released it yet"
    await rina.taps("Kembali ke pemberitahuan")
    await sends(rina, 1)
    await passes(stage, minutes=2)
    neighbour = await stage.person("Tetangga", "+6281300000066")
    await neighbour.starts(link[1])
    assert neighbour.sees("Yth. Bapak/Ibu, pelatihan dibuka Senin.") and neighbour.sees("Selamat datang")
    guesser = await stage.person("Penebak", "+6281300000067")
    await guesser.starts(f"{link[1][:-1]}{'0' if link[1][-1] != '0' else '1'}")
    assert guesser.sees("Selamat datang") and "pelatihan" not in guesser.said()


def rows_of(workbook: bytes) -> list[dict[str, Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    titles, *rows = book.get_sheet_by_name(book.sheet_names[0]).to_python()
    return [dict(zip(titles, row, strict=True)) for row in rows]


@ONLY_KILLED
async def test_the_others_are_called_and_the_report_is_kept(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    async with stage.house.store.writing() as db:
        await on_paper(db, stage, 1, "=Aan", None)
        await on_paper(db, stage, 1, "Zulaikha", "+6281300000099")
        await measure(db, stage.clock.now())  # as the clock does
        await db.commit()
    await writes(rina, TEXT)
    await rina.taps("Kepada siapa")
    await rina.taps("Yang tidak di Telegram: daftar telepon")
    called = rows_of(await file_of(rina, "document"))
    assert [row["Pemilik"] for row in called] == ["Zulaikha", "'=Aan"], "who can be called stands first"
    assert called[0]["Nomor HP"] == "081300000099" and called[0]["Kecamatan"] == "Socah"
    assert called[0]["WhatsApp"] == "https://wa.me/6281300000099"
    await rina.taps("Lihat pemberitahuan")
    await sends(rina, 1)
    await passes(stage, minutes=2)
    await rina.looks()
    await rina.taps("Laporan")
    await rina.taps("Daftar Excel")
    await rina.taps("Belum menekan Sudah baca")
    (unread,) = rows_of(await file_of(rina, "document"))
    assert unread["Pemilik"] == "Siti Aminah" and unread["Nomor HP"].startswith("08")
    await bu_siti.taps("Sudah baca")
    await rina.says("/kantor")
    await opens_the_report(rina)
    await rina.taps("Daftar Excel")
    await rina.taps("Laporan lengkap")
    (whole,) = rows_of(await file_of(rina, "document"))
    assert whole["Status"] == "diterima Telegram" and whole["Terkirim pada"].startswith("2026-11-23 10.0")
    assert whole["Menekan Sudah baca"].endswith("WIB") and not whole["Menekan tombol lain"]
    await rina.says("/kantor")
    await rina.taps("Daftar IKM")
    await rina.taps("Kelengkapan")
    await rina.taps("belum lengkap (3)")
    await rina.taps("Pemberitahuan")
    await rina.taps("belum bulan ini (2)")
    assert "Belum dapat pemberitahuan sejak 1 November 2026" in rina.words(rina.question)
    assert "2 IKM: 0 di Telegram" in rina.words(rina.question)
    noted = await stage.query(NOTED)
    assert [tuple(row) for row in noted[:2]] == [("export", 2), ("export_sent", 2)] and len(noted) == 6
