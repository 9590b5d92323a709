"""The hour of a notice: quiet ones, holidays, a series, an outage, and a clock that jumps."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.clock import heed_jump
from handlers.broadcast_delivery import begin_due
from storage import broadcast
from tests.scenarios.notices import MONDAY, passes, sends, set_clock, ticks, writes
from tests.staff import contact_of, fired, hired
from tests.stage import Person, Stage


async def test_a_time_is_read_back_and_quiet_hours_are_waited_out(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, "Besok ada kunjungan.")
    await rina.taps("Waktu kirim")
    await rina.taps("Pada waktu tertentu")
    await rina.says("besok")
    assert rina.sees("Tulis hari dan jamnya")
    await rina.says("besok jam 9 malam")
    assert rina.sees("Waktu: Selasa, 24 November 2026 21.00 WIB") and not rina.sees("Dicatat")
    await rina.taps("Kirim…")
    assert rina.sees("Akan dikirim Rabu, 25 November 2026 07.00 WIB ke 1 orang.")
    assert rina.sees("Selasa, 24 November 2026 21.00 WIB jatuh pada jam tenang atau hari libur.")
    await rina.taps("Ya, kirim ke 1 orang")
    set_clock(stage, "2026-11-24 21:05")
    await ticks(stage)
    set_clock(stage, "2026-11-25 06:59")
    await ticks(stage)
    await bu_siti.looks()
    assert "kunjungan" not in bu_siti.words(bu_siti.question)
    set_clock(stage, "2026-11-25 07:00")
    await ticks(stage)
    await bu_siti.looks()
    assert "kunjungan" in bu_siti.words(bu_siti.question)


async def test_a_weekly_one_goes_out_again_and_can_be_taken_back(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, "Jangan lupa absen.")
    await rina.taps("Waktu kirim")
    await rina.taps("Pada waktu tertentu")
    await rina.says("Selasa jam 9 pagi")
    await rina.taps("Waktu kirim")
    await rina.taps("Ulangi tiap minggu")
    await sends(rina, 1)
    assert rina.sees("Akan dikirim Selasa, 24 November 2026 09.00 WIB, diulang tiap minggu, ke 1 orang.")
    for day in ("2026-11-24 09:00", "2026-12-01 09:00"):
        set_clock(stage, day)
        await ticks(stage)
    copies = await stage.query("SELECT 1 FROM outbox WHERE kind = 'broadcast' AND state = 'sent'")
    assert len(copies) == 2
    await rina.says("/kantor")
    await rina.taps("Kirim pemberitahuan")
    each = {f"{day}: Jangan lupa absen." for day in ("terkirim 24 Nov", "terkirim 1 Des", "terjadwal 8 Des")}
    assert each <= set(rina.buttons()), "each has its own day"
    await rina.taps("terjadwal 8 Des: Jangan lupa absen.")
    assert rina.sees("Selasa, 8 Desember 2026 09.00 WIB, diulang tiap minggu")
    await rina.taps("Tarik kembali")
    assert rina.sees("Sudah ditarik: tidak dikirim, dan tidak diulang lagi.")
    set_clock(stage, "2026-12-08 09:00")
    await ticks(stage)
    assert len(await stage.query("SELECT 1 FROM outbox WHERE kind = 'broadcast'")) == 2


async def test_a_holiday_and_common_leave_are_waited_out(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, "2026-12-21 10:00")
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, "Pasar murah pekan depan.")
    await rina.taps("Waktu kirim")
    await rina.taps("Pada waktu tertentu")
    await rina.says("Kamis jam 9 pagi")
    assert rina.sees("Waktu: Kamis, 24 Desember 2026 09.00 WIB")
    assert rina.sees("hari libur. Ditunggu sampai Senin, 28 Desember 2026 07.00 WIB"), rina.said()
    await rina.taps("Kirim…")
    assert rina.sees("Akan dikirim Senin, 28 Desember 2026 07.00 WIB ke 1 orang.")
    assert rina.sees("Kamis, 24 Desember 2026 09.00 WIB jatuh pada jam tenang atau hari libur.")
    await rina.taps("Kembali ke pemberitahuan")
    await rina.taps("Waktu kirim")
    await rina.taps("Ulangi tiap minggu")
    await rina.taps("Kirim…")
    assert rina.sees("Akan dikirim Senin, 28 Desember 2026 07.00 WIB ke 1 orang."), "the next one does not"
    assert rina.sees("Kamis, 24 Desember 2026 09.00 WIB (diulang tiap minggu) jatuh pada jam tenang atau")
    await rina.taps("Ya, kirim ke 1 orang")
    for closed in ("2026-12-24 09:01", "2026-12-25 09:01", "2026-12-26 09:01", "2026-12-28 06:59"):
        set_clock(stage, closed)
        await ticks(stage)
    await bu_siti.looks()
    assert "Pasar murah" not in bu_siti.words(bu_siti.question)
    set_clock(stage, "2026-12-28 07:00")
    await ticks(stage)
    await bu_siti.looks()
    assert "Pasar murah pekan depan." in bu_siti.words(bu_siti.question)


@pytest.mark.parametrize("bu_siti", ["steady"], indirect=True)
async def test_an_outage_ends_no_weekly_series(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, "Jangan lupa absen.")
    await rina.taps("Waktu kirim")
    await rina.taps("Pada waktu tertentu")
    await rina.says("Selasa jam 9 pagi")
    await rina.taps("Waktu kirim")
    await rina.taps("Ulangi tiap minggu")
    await sends(rina, 1)
    set_clock(stage, "2026-11-25 10:00")
    await ticks(stage)
    await rina.looks()
    await rina.taps("Lihat pemberitahuan")
    await rina.taps("Kirim…")
    await rina.taps("Langsung")
    assert rina.sees("Waktu: langsung, diulang tiap minggu")
    await sends(rina, 1)
    await passes(stage, minutes=2)
    assert len(await stage.query("SELECT 1 FROM broadcast WHERE state = 'scheduled'")) == 1


async def test_a_revoked_sender_and_a_long_outage_hold_it_back(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, "Pelatihan dibuka.")
    await sends(rina, 1)
    set_clock(stage, "2026-11-24 10:00")
    await ticks(stage)
    await rina.looks()
    assert "Waktunya lewat saat layanan ini mati" in rina.words(rina.question)
    await rina.taps("Lihat pemberitahuan")
    await rina.taps("Kirim…")
    assert rina.sees("Waktu kirim pemberitahuan ini sudah lewat")
    await rina.taps("Langsung")
    await sends(rina, 1)
    await fired(rina)
    await passes(stage, minutes=2)
    held = await stage.query("SELECT state, held_for FROM broadcast")
    assert [(row.state, row.held_for) for row in held] == [("held", "role")]
    assert not await stage.query("SELECT 1 FROM delivery")


async def test_a_monthly_one_keeps_its_day_past_a_short_month(stage: Stage) -> None:
    set_clock(stage, "2027-01-29 10:00")
    rina = await hired(stage, "Rina Wulandari")
    async with stage.house.store.writing() as db:
        row = await broadcast.start(db, 1, await contact_of(rina), {}, stage.clock.now())
        due = datetime(2027, 1, 31, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
        broadcast.edit(row, stage.clock.now(), text="Laporan.", due_at=due, repeats="monthly")
        row.state, row.counted = "scheduled", 0
        await db.commit()
    for opened in ("2027-02-01 07:00", "2027-03-01 07:00", "2027-03-31 09:00"):
        set_clock(stage, opened)
        await ticks(stage)
    rows = await stage.query("SELECT due_at FROM broadcast WHERE state = 'scheduled'")
    assert [str(row.due_at)[:16] for row in rows] == ["2027-04-30 02:00"], "of the 31st, as it was meant"
    assert len(await stage.query("SELECT 1 FROM broadcast")) == 4


@pytest.mark.parametrize("bu_siti", ["steady"], indirect=True)
async def test_a_jump_of_the_clock_lets_nothing_go_on_that_waits_for_the_morning(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, "2026-11-23 19:50")
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, "Pelatihan dibuka.")
    await sends(rina, 1)
    set_clock(stage, "2026-11-23 19:59")
    async with stage.house.store.writing() as db:
        await begin_due(db, stage.clock.now())
        set_clock(stage, "2026-11-23 20:01")
        await db.commit()
    stage.house.signals.asked.set()
    await stage.settle()
    before = stage.clock.now()
    async with stage.house.store.writing() as db:
        set_clock(stage, "2026-11-24 09:00")
        await heed_jump(db, before, stage.clock.now())
        await db.commit()
    await passes(stage, seconds=5)
    await bu_siti.looks()
    assert "Pelatihan dibuka." not in bu_siti.words(bu_siti.question)
    await rina.looks()
    assert "sempat melompat. Kalau masih perlu, kirim lagi." in rina.words(rina.question), rina.said()
    await rina.taps("Laporan")
    await rina.taps("Kirim lagi ke yang belum menerima (1)")
    await sends(rina, 1)
    await passes(stage, minutes=2)
    await bu_siti.looks()
    assert "Pelatihan dibuka." in bu_siti.words(bu_siti.question)
