"""Rows in doubt beside a record that its owner looks after; and the way back from what was decided."""

from typing import Any

from sqlalchemy import update

from handlers.measuring import measure
from storage import consent
from storage.business import Business
from storage.register_import import RegisterImport
from tests.scenarios.test_import import JUMAATI, RUKMINI, TITLES, brings, saves, shows, workbook
from tests.scenarios.test_import import bu_rina as bu_rina
from tests.stage import Person, Stage

SITI = ("Siti Aminah", "", "", "", "081299988877 / 081233445566", "kue kering", "")


async def decides(person: Person, count: int) -> None:
    await person.taps(f"Putuskan yang meragukan ({count})")
    await person.taps("Satu per satu")


async def change(stage: Stage, table: Any, **values: Any) -> None:
    async with stage.house.store.writing() as db:
        await db.execute(update(table).values(**values))
        await db.commit()


async def test_a_number_that_is_clear_late_does_not_write_over_the_owner(bu_rina: Person) -> None:
    await brings(bu_rina, workbook((*SITI, "kira-kira dulu"), titles=(*TITLES, "Tahun Berdiri")))
    await decides(bu_rina, 1)
    await bu_rina.taps("0812-3344-5566")
    assert bu_rina.sees("pemiliknya mengisi lain"), bu_rina.said()
    await bu_rina.taps("Gabungkan dengan IKM-3526-00001")
    await bu_rina.taps("Lihat yang berubah")
    assert shows(bu_rina, "belum diisi → “kira-kira dulu”"), bu_rina.words(bu_rina.question)
    await bu_rina.taps("Kembali")
    await bu_rina.taps("Ubah keputusan")
    await bu_rina.taps("Baris 2, Siti Aminah: digabung")
    assert bu_rina.sees("ditanyakan lagi") and bu_rina.sees("1 perlu keputusan"), bu_rina.said()
    await decides(bu_rina, 1)
    await bu_rina.taps("Lewati baris ini")
    assert bu_rina.sees("1 dilewati") and "Simpan" not in bu_rina.buttons(), bu_rina.said()


async def test_two_rows_of_a_list_do_not_go_into_one_record(bu_rina: Person) -> None:
    rows = [(*SITI[:5], "", "", year) for year in ("2015", "2016")]
    await brings(bu_rina, workbook(*rows, titles=(*TITLES, "Tahun Berdiri")))
    await decides(bu_rina, 2)
    await bu_rina.taps("0812-3344-5566")
    await bu_rina.taps("Ya, semua 1")
    assert bu_rina.sees("sudah ada baris lain yang digabung"), bu_rina.said()


async def test_what_an_owner_withdrew_is_told_and_not_changed(bu_rina: Person) -> None:
    stage = bu_rina.stage
    await brings(bu_rina, workbook(("Siti Aminah", "", "", "", "081233445566", "kue kering", ""), JUMAATI))
    await decides(bu_rina, 1)
    await bu_rina.taps("Gabungkan dengan IKM-3526-00001")
    async with stage.house.store.writing() as db:
        words = {"address": "1", "purpose": "register", "version": "1", "text": ""}
        consent.record(db, contact_id=1, given=False, now=stage.clock.now(), **words)
        await db.commit()
    await saves(bu_rina)
    assert bu_rina.sees("dibandingkan lagi"), bu_rina.said()
    assert bu_rina.sees("1 baru, 0 berubah, 0 sama, 0 perlu keputusan, 1 salah"), bu_rina.said()
    assert bu_rina.sees("Di 1 baris pemilik telah menarik persetujuan"), bu_rina.said()


async def test_a_reading_that_fails_forgets_no_decision(bu_rina: Person) -> None:
    stage = bu_rina.stage
    await brings(bu_rina, workbook(JUMAATI, RUKMINI))
    await decides(bu_rina, 1)
    await bu_rina.taps("0103220118832")
    mapping = {"0": "owner_name", "1": "name", "2": "village", "3": "district", "4": "phone"}
    mapping |= {"5": "main_product", "6": "nib"}
    await change(stage, RegisterImport, mapping={"x": "name"})
    await change(stage, Business, phone="+6281333444001", changed_at=stage.clock.now())
    await saves(bu_rina)
    assert bu_rina.sees("keputusan Bapak/Ibu tetap ada"), bu_rina.said()
    await change(stage, RegisterImport, mapping=mapping)
    await bu_rina.taps("Bandingkan lagi")
    assert bu_rina.sees("1 disimpan baru"), bu_rina.said()
    await bu_rina.taps("Ubah keputusan")
    await bu_rina.taps("Tanyakan lagi semuanya")
    await bu_rina.taps("Ya, tanyakan lagi")
    await bu_rina.taps("Putuskan yang meragukan (1)")
    await bu_rina.taps("Satu per satu")
    await bu_rina.taps("Catat apa adanya")
    await saves(bu_rina)
    saved = await stage.query("SELECT branch FROM business WHERE owner_name = 'Rukmini'")
    assert [row[0] for row in saved] == ["crafts"], "what is woven is counted as crafts"
    async with stage.house.store.writing() as db:
        await measure(db, stage.clock.now())  # or the clock would
        await db.commit()
    await bu_rina.says("rukmini")
    await bu_rina.taps("Periksa")
    assert bu_rina.sees("NIB: “103220118832” (nanti dilihat petugas)"), bu_rina.said()
