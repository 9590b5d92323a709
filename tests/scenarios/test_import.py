"""An officer brings in a list: columns, preview, doubts, saving; and what is not let in."""

import io
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import text

from documents.opening import opened
from handlers.measuring import measure
from storage import contact, office, role
from tests.conftest import KILLED, STEADY
from tests.stage import Person, Stage

MESSY = (Path(__file__).parents[2] / "docs" / "contoh-daftar-ikm.xlsx").read_bytes()
TITLES = ("Nama Pemilik", "Nama Usaha", "Desa", "Kecamatan", "No. HP", "Jenis Produk", "NIB")
SITI = ("Siti Aminah", "Keripik Bu Siti", "Keleyan", "Socah", "081233445566", "keripik singkong", "")
JUMAATI = ("Jumaati", "Batik Jumaati", "Paseseh", "Tanjung Bumi", "081333444001", "batik tulis", "")
HASAN = ("Hasan Basri", "Petis Hasan", "Keleyan", "Socah", "081333444002", "petis ikan", "203230004417")
RUKMINI = ("Rukmini", "Anyaman Rukmini", "Keleyan", "Socah", "081333444003", "tikar pandan", "103220118832")


def workbook(*rows: tuple[Any, ...], titles: tuple[str, ...] = TITLES) -> bytes:
    """A list with one row of titles."""
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as book:
        page = book.add_worksheet("Data IKM")
        for number, row in enumerate((titles, *rows)):
            page.write_row(number, 0, row)
    return whole.getvalue()


async def hired(stage: Stage, name: str, phone: str, region: str = "35.26") -> Person:
    """An officer of the office of this region, at the desk."""
    person = await stage.person(name, phone)
    async with stage.house.store.writing() as db:
        here = await office.settle(
            db, region=region, name=f"Dinas {region}", area="", zone="Asia/Jakarta", phone=""
        )
        row = await contact.add(db, "telegram", str(person.number), here.id, stage.clock.now())
        held = {"contact_id": row.id, "office_id": here.id, "name": role.OFFICER, "person": name}
        await role.grant(db, **held, granted_by=None, now=stage.clock.now())
        await db.commit()
    await person.says("/kantor")
    return person


@pytest.fixture(params=[KILLED])
async def bu_rina(request: pytest.FixtureRequest, tmp_path: Path, registered: Path) -> AsyncIterator[Person]:
    """Rina, officer of Bangkalan, where Siti's business is registered; the bot is killed after each turn.

    Not once more without kills: every list waits for child processes.
    """
    shutil.copy(registered, tmp_path / "wadah.db")
    stage = await Stage(tmp_path, restarts=request.param != STEADY).open()
    await stage.person("Siti Aminah")  # the first number is hers
    yield await hired(stage, "Rina", "+6281111111111")
    await stage.close()


async def brings(person: Person, content: bytes, name: str = "daftar.xlsx") -> None:
    """As far as the preview, if the columns are right at once."""
    await person.sends_file(name, content)
    await person.taps("Benar, lanjut")


async def saves(person: Person) -> None:
    await person.taps("Simpan")
    await person.taps("Ya, simpan")


def shows(person: Person, words: str) -> bool:
    """Whether the newest message says this; it may be an older one with new words."""
    return words in person.words(person.question)


async def register(stage: Stage) -> list[tuple[Any, ...]]:
    rows = await stage.query("SELECT number, owner_name, phone, main_product FROM business ORDER BY id")
    return [tuple(row) for row in rows]


async def nothing_is_left(stage: Stage) -> None:
    """Neither the file nor its rows are kept once the list is done with."""
    for table in ("import_row", "import_change", "import_paper"):
        assert (await stage.query(f"SELECT count(*) FROM {table}"))[0][0] == 0, table
    assert not await stage.query("SELECT id FROM register_import WHERE sheets IS NOT NULL")
    assert not await stage.query("SELECT id FROM attachment WHERE name LIKE 'daftar%'")


async def test_a_messy_list_is_saved_and_the_same_list_again_changes_nothing(bu_rina: Person) -> None:
    await bu_rina.sends_file("daftar.xlsx", MESSY)
    assert bu_rina.sees("lembar “Daftar IKM”: 160 baris"), bu_rina.said()
    assert bu_rina.sees("“Jenis Produk” → Produk utama")
    await bu_rina.taps("Benar, lanjut")
    assert bu_rina.sees("160 baris"), bu_rina.said()
    await bu_rina.taps(next(label for label in bu_rina.buttons() if label.startswith("Putuskan")))
    await bu_rina.taps(next(label for label in bu_rina.buttons() if label.startswith("Pakai usulan")))
    await saves(bu_rina)
    assert bu_rina.sees("Tersimpan: 153 usaha baru, 0 diperbarui"), bu_rina.said()
    assert bu_rina.sees("Nomor IKM-3526-00002 sampai IKM-3526-00154")
    assert bu_rina.sees("3 baris tidak ikut disimpan")
    assert shows(bu_rina, "Ini daftar Bapak/Ibu dengan catatan"), "what was not saved comes back"
    odd = await bu_rina.stage.query("SELECT kind, flagged ->> 'number' FROM certificate WHERE number IS NULL")
    assert ("nib", "20120456") in map(tuple, odd), "what could not be read is kept with its paper"
    before = await register(bu_rina.stage)
    await brings(bu_rina, MESSY)
    assert bu_rina.sees("0 baru, 0 berubah"), bu_rina.said()
    assert await register(bu_rina.stage) == before


async def test_a_row_like_a_record_is_shown_beside_it_and_merged(bu_rina: Person) -> None:
    slightly = (
        "Hj. Sitti Aminah",
        "Kue Kering Barokah",
        "Keleyan",
        "Socah",
        "081233445566",
        "kue kering",
        "",
    )
    await brings(bu_rina, workbook(slightly, JUMAATI))
    assert bu_rina.sees("1 baru, 0 berubah, 0 sama, 1 perlu keputusan, 0 salah"), bu_rina.said()
    await bu_rina.taps("Putuskan yang meragukan (1)")
    await bu_rina.taps("Satu per satu")
    assert bu_rina.sees("IKM-3526-00001") and bu_rina.sees("HP …5566"), bu_rina.said()
    await bu_rina.taps("Gabungkan dengan IKM-3526-00001")
    assert bu_rina.sees("1 digabung"), bu_rina.said()
    await bu_rina.taps("Lihat yang berubah")
    assert shows(bu_rina, "→ kue kering"), bu_rina.question
    await bu_rina.taps("Kembali")
    await saves(bu_rina)
    assert bu_rina.sees("Tersimpan: 1 usaha baru, 1 diperbarui"), bu_rina.said()
    rows = await register(bu_rina.stage)
    assert [(row[0], row[3]) for row in rows] == [
        ("IKM-3526-00001", "kue kering"),
        ("IKM-3526-00002", "batik tulis"),
    ]
    history = await bu_rina.stage.query("SELECT field FROM history WHERE on_behalf ORDER BY field")
    assert "main_product" in [row[0] for row in history]
    audited = await bu_rina.stage.query("SELECT count, digest <> '' FROM audit WHERE action = 'import'")
    assert [tuple(row) for row in audited] == [(2, 1)]
    await nothing_is_left(bu_rina.stage)
    await bu_rina.says("batik jumaati")
    assert bu_rina.sees("IKM-3526-00002"), "she is found at once"
    assert await measures(bu_rina.stage) == await measured_anew(bu_rina.stage)


async def measures(stage: Stage) -> tuple[int, set[str]]:
    """How complete the newest record is, and the words that it is found by."""
    found = await stage.query("SELECT completeness, search FROM business ORDER BY id DESC LIMIT 1")
    return found[0][0], set(found[0][1].split())


async def measured_anew(stage: Stage) -> tuple[int, set[str]]:
    async with stage.house.store.writing() as db:
        await db.execute(text("UPDATE business SET completeness = NULL, search = NULL"))
        await measure(db, stage.clock.now())
        await db.commit()
    return await measures(stage)


async def test_a_doubt_answered_once_is_answered_for_all_alike(bu_rina: Person) -> None:
    await brings(bu_rina, workbook(HASAN, RUKMINI))
    await bu_rina.taps("Putuskan yang meragukan (2)")
    await bu_rina.taps("Satu per satu")
    assert bu_rina.sees("0203230004417"), bu_rina.said()
    await bu_rina.taps("0203230004417")
    assert bu_rina.sees("Masih ada 1 baris sejenis"), bu_rina.said()
    await bu_rina.taps("Ya, semua 1")
    assert bu_rina.sees("2 disimpan baru"), bu_rina.said()
    await saves(bu_rina)
    papers = await bu_rina.stage.query("SELECT number FROM certificate WHERE kind = 'nib' ORDER BY number")
    assert [row[0] for row in papers][-2:] == ["0103220118832", "0203230004417"]


async def test_the_workbook_that_comes_back_settles_the_doubts(bu_rina: Person) -> None:
    await brings(bu_rina, workbook(HASAN, ("", "", "Keleyan", "Socah", "08133", "batik", "")))
    await bu_rina.taps("Kirim daftar kesalahan (Excel)")
    assert bu_rina.sees("Ini daftar Bapak/Ibu dengan catatan"), bu_rina.said()
    made = await bu_rina.stage.query("SELECT content FROM attachment ORDER BY id DESC LIMIT 1")
    (sheet,) = opened(made[0][0])
    assert sheet.rows[0][-2:] == ("Catatan", "Tindakan")
    assert sheet.rows[1][-1] == "Simpan baru; Pakai usulan", sheet.rows
    await bu_rina.sends_file("daftar-catatan.xlsx", made[0][0])
    await bu_rina.taps("Benar, lanjut")
    assert bu_rina.sees("1 baru, 0 berubah, 0 sama, 0 perlu keputusan"), bu_rina.said()


async def test_columns_are_corrected_by_buttons(bu_rina: Person) -> None:
    titles = ("Juragan", "Kode X", "Desa", "Kecamatan", "No. HP", "Jenis Produk", "Kapasitas")
    row = ("Jumaati", "Batik Jumaati", "Paseseh", "Tanjung Bumi", "081333444001", "batik", "40 lembar")
    await bu_rina.sends_file("daftar.xlsx", workbook(row, (*HASAN[:6], "50 kg"), titles=titles))
    await bu_rina.taps("Benar, lanjut")
    assert bu_rina.sees("Belum ada kolom nama pemilik"), bu_rina.said()
    await bu_rina.taps("Ubah kolom")
    await bu_rina.taps("“Juragan” → Tidak dipakai")
    assert shows(bu_rina, "Jumaati; Hasan Basri"), bu_rina.question
    await bu_rina.taps("Nama pemilik")
    assert bu_rina.sees("“Juragan” → Nama pemilik"), bu_rina.said()
    await bu_rina.taps("Benar, lanjut")
    assert bu_rina.sees("untuk berapa lama?"), bu_rina.said()
    await bu_rina.taps("per bulan")
    assert bu_rina.sees("2 baru"), bu_rina.said()
    await saves(bu_rina)
    rows = await bu_rina.stage.query(
        "SELECT owner_name, capacity, capacity_unit, capacity_period FROM business"
        " WHERE import_id = 1 ORDER BY id"
    )
    assert [tuple(row) for row in rows] == [
        ("Jumaati", 40.0, "lembar", "bulan"),
        ("Hasan Basri", 50.0, "kg", "bulan"),
    ]


async def test_what_changed_under_the_preview_is_compared_anew(bu_rina: Person) -> None:
    pak_joko = await hired(bu_rina.stage, "Joko", "+6281222222222")
    await brings(bu_rina, workbook(JUMAATI, (*HASAN[:6], "")))
    await brings(pak_joko, workbook(JUMAATI, (*HASAN[:6], "")))
    await saves(pak_joko)
    assert pak_joko.sees("Tersimpan: 2 usaha baru"), pak_joko.said()
    await saves(bu_rina)
    assert bu_rina.sees("dibandingkan lagi"), bu_rina.said()
    assert bu_rina.sees("0 baru, 0 berubah, 2 sama"), bu_rina.said()
    assert bu_rina.sees("Semuanya sudah ada di data kantor")
    assert len(await register(bu_rina.stage)) == 3
    await bu_rina.taps("Tutup")
    await nothing_is_left(bu_rina.stage)


async def test_a_second_press_saves_nothing_twice_and_cancelled_is_gone(bu_rina: Person) -> None:
    await brings(bu_rina, workbook(JUMAATI))
    preview = bu_rina.question
    await saves(bu_rina)
    await bu_rina.presses_again(preview, "Ya, simpan")
    assert bu_rina.sees("tersimpan"), bu_rina.said()
    assert len(await register(bu_rina.stage)) == 2
    await brings(bu_rina, workbook(HASAN))
    await bu_rina.taps("Batal")
    await bu_rina.taps("Ya, batalkan")
    assert bu_rina.sees("dibatalkan"), bu_rina.said()
    await nothing_is_left(bu_rina.stage)
    await bu_rina.says("/kantor")
    await bu_rina.taps("Masukkan daftar")
    assert bu_rina.sees("Kirim berkas Excel") and bu_rina.sees("tersimpan"), bu_rina.said()


async def test_what_is_no_list_is_refused_with_a_sentence(bu_rina: Person) -> None:
    stage = bu_rina.stage
    for name, content, words in (
        ("surat.pdf", b"%PDF-1.4", "bukan berkas Excel"),
        ("lama.xls", b"\xd0\xcf\x11\xe0", "tidak bisa dibaca"),
        ("besar.csv", b"a;b\n" * (5 * 2**18 + 9), "5 MB"),
        ("rusak.xlsx", b"PK\x03\x04" + bytes(3000), "Kirim berkas Excel"),
    ):
        await bu_rina.sends_file(name, content)
        assert bu_rina.sees(words), (name, bu_rina.said())
    siti = await stage.person("Tetangga")
    await siti.sends_file("daftar.xlsx", workbook(JUMAATI))
    assert not siti.sees("diterima"), siti.said()
    assert (await stage.query("SELECT count(*) FROM import_row"))[0][0] == 0


async def test_the_list_of_another_office_is_not_found(bu_rina: Person) -> None:
    await bu_rina.sends_file("daftar.xlsx", workbook(JUMAATI))
    theirs = await hired(bu_rina.stage, "Tini", "+6281333333333", region="35.23")
    for route in (
        "import:1",
        "importcolumn:1",
        "importread:1",
        "importkeep:1",
        "importstop:1",
        "importdoubt:1:0",
    ):
        message = theirs.question["message_id"]
        await theirs.act("press", message_id=message, data=route, forge=True)
        assert theirs.sees("tidak ada"), (route, theirs.said())
    assert (await bu_rina.stage.query("SELECT state FROM register_import"))[0][0] == "choosing"
