"""The production report: due by period, prefilled with the last one, and checked against its price."""

from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

from tests.stage import Person, Stage


async def reports(person: Person, quantity: str, price: str, value: str) -> None:
    await person.taps("Isi laporan")
    for answer in (quantity, price, value):
        await person.says(answer)


async def test_a_report_by_quarter_and_the_same_again_with_one_tap(bu_siti: Person) -> None:
    clock = bu_siti.stage.clock
    clock.offset += datetime(2026, 11, 23, 2, tzinfo=UTC) - clock.now()
    await bu_siti.stage.reopen()
    await bu_siti.says("menu")
    await bu_siti.taps("Produksi Triwulan IV 2026")
    assert "Sama seperti lalu" not in bu_siti.buttons()
    await reports(bu_siti, "4.500 bungkus", "15rb", "450 juta")
    assert bu_siti.sees("Jumlah kali harga kira-kira Rp67.500.000, yang ditulis Rp450.000.000. Betul?")
    await bu_siti.says("bukan")
    await bu_siti.says("65 jt")
    assert bu_siti.sees("Mohon diperiksa sekali lagi") and bu_siti.sees("Nilai produksi: Rp65.000.000")
    await bu_siti.taps("Simpan")
    assert bu_siti.sees("Produksi Triwulan IV 2026 sudah dilaporkan")

    clock.offset += datetime(2027, 1, 20, 2, tzinfo=UTC) - clock.now()
    await bu_siti.stage.reopen()
    await bu_siti.says("/produksi")
    assert bu_siti.sees("Triwulan IV 2026: Hasil produksi: 4.500 bungkus")
    await bu_siti.taps("Sama seperti lalu")
    assert bu_siti.sees("Produksi Triwulan I 2027 sudah dilaporkan")
    await bu_siti.taps("Lihat laporan")
    await bu_siti.taps("Hasil produksi")
    assert "Sama seperti lalu: 4.500 bungkus" in bu_siti.buttons()
    await bu_siti.says("5.000 bks")
    await bu_siti.taps("Lihat laporan")
    await bu_siti.taps("Harga satuan")
    await bu_siti.says("16rb")
    await bu_siti.taps("Lihat laporan")
    await bu_siti.taps("Harga satuan")
    await bu_siti.taps("Sama seperti lalu: Rp15.000")
    await bu_siti.says("/data")
    await bu_siti.taps("Riwayat perubahan")
    assert bu_siti.sees("Harga satuan, “Rp15.000”") and bu_siti.sees("Harga satuan, “16rb”")
    rows = await bu_siti.stage.query(
        "SELECT period, quantity, quantity_unit, value FROM production_report ORDER BY period"
    )
    assert [tuple(row) for row in rows] == [
        ("2026-Q4", 4500, "bungkus", 65_000_000),
        ("2027-Q1", 5000, "bungkus", 65_000_000),
    ]


async def test_nothing_made_is_a_good_answer_and_last_quarter_can_be_made_up_for(bu_siti: Person) -> None:
    clock = bu_siti.stage.clock
    clock.offset += datetime(2026, 11, 23, 2, tzinfo=UTC) - clock.now()
    await bu_siti.stage.reopen()
    await bu_siti.says("/produksi")
    await bu_siti.taps("Produksi Triwulan III 2026")
    await bu_siti.taps("Isi laporan")
    await bu_siti.says("tidak ada")
    assert bu_siti.sees("Hasil produksi: tidak ada")
    await bu_siti.taps("Simpan")
    assert bu_siti.sees("Produksi Triwulan III 2026 sudah dilaporkan")


async def test_an_office_may_want_it_by_month(registered: Path, tmp_path: Path) -> None:
    copy(registered, tmp_path / "wadah.db")
    stage = await Stage(tmp_path, report_period="month").open()
    stage.clock.offset += datetime(2026, 11, 23, 2, tzinfo=UTC) - stage.clock.now()
    siti = await stage.person("Siti Aminah")
    await siti.says("menu")
    assert "Produksi November 2026" in siti.buttons()
    await stage.close()
