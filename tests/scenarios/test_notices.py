"""Notices: an officer writes one, it goes out, members read it, and the officer sees what became of it."""

import asyncio

from storage import role, topic
from tests.scenarios.notices import MONDAY, changes, has_had_one, passes, sends, set_clock, writes
from tests.scenarios.test_notice_report import owner
from tests.staff import contact_of, hired
from tests.stage import Person, Stage


async def test_a_notice_is_written_sent_and_read(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, "Yth. {nama}, pelatihan untuk {usaha} di {kecamatan} dibuka **Senin**.")
    assert rina.sees("Akan diterima 1 orang") and rina.sees("Waktu: langsung")
    await rina.taps("Lihat seperti penerima")
    assert rina.sees("Yth. Siti Aminah, pelatihan untuk Usaha Siti Aminah di Socah dibuka Senin.")
    looked = await stage.query("SELECT count FROM audit WHERE action = 'audience'")
    assert [row.count for row in looked] == [1], "whose name was seen is in the audit"
    await rina.taps("Kembali ke pemberitahuan")
    await sends(rina, 1)
    assert rina.sees("Sampai saat itu masih bisa ditarik kembali")
    await bu_siti.looks()
    assert "dibuka Senin" not in bu_siti.words(bu_siti.question), "a minute to take it back"
    await passes(stage, minutes=2)
    await bu_siti.looks()
    copy = bu_siti.question
    assert "Yth. Siti Aminah, pelatihan untuk Usaha Siti Aminah di Socah" in bu_siti.words(copy)
    assert "<b>Senin</b>" in copy["html"]
    await bu_siti.taps("Sudah baca")
    await rina.looks()
    assert "Selesai dikirim" in rina.said()


async def test_words_with_an_unknown_variable_are_refused_and_nothing_is_lost(stage: Stage) -> None:
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await rina.says("/kantor")
    await rina.taps("Kirim pemberitahuan")
    await rina.taps("Tulis pemberitahuan baru")
    await rina.taps("Pelatihan")
    await rina.says("Yth. {nama}, omzet Anda {omzet}")
    assert rina.sees("{omzet} tidak dikenal. Yang bisa diisi: {nama}, {usaha}, {kecamatan}")
    await rina.says("Halo {nama}")
    assert "Lewati" in rina.buttons(), "nobody reminds her of a picture"
    await rina.sends_file("undangan.pdf", b"%PDF-1.4 undangan")
    assert rina.sees("Sudah dilampirkan") and rina.sees("Akan diterima 0 orang")
    await rina.taps("Kirim…")
    assert rina.sees("Tidak ada orang di daftar itu yang bisa dikirimi")


async def test_a_large_notice_is_approved_by_another_and_an_edit_voids_that(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    hadi = await hired(stage, "Hadi Prasetyo", role.HEAD, phone="+6281300033344")
    rina = await hired(stage, "Rina Wulandari")
    await changes(stage, "UPDATE office SET approve_above = 0")
    await writes(rina, "Pelatihan dibuka.")
    await rina.taps("Kirim…")
    assert rina.sees("Untuk lebih dari 0 orang, harus disetujui satu orang lagi")
    await rina.taps("Minta persetujuan")
    await hadi.looks()
    asked = hadi.question
    assert "Rina Wulandari minta persetujuan" in hadi.words(asked)
    assert "Pelatihan dibuka." in hadi.words(asked)
    await hadi.taps("Kembalikan")
    await hadi.says("harinya belum pasti")
    assert hadi.sees("Sudah dikembalikan; belum ada yang menerima")
    await rina.looks()
    assert "Alasan: harinya belum pasti" in rina.words(rina.question)
    await rina.taps("Lihat pemberitahuan")
    await rina.taps("Kirim…")
    await rina.taps("Minta persetujuan")
    await hadi.looks()
    await hadi.taps("Kembalikan")
    await hadi.taps("Tanpa alasan")
    await rina.looks()
    assert "Alasan" not in rina.words(rina.question), "nor the one of the time before"
    await rina.taps("Lihat pemberitahuan")
    await rina.taps("Kirim…")
    await rina.taps("Minta persetujuan")
    await hadi.looks()
    asked = hadi.question
    await hadi.taps("Kembalikan")
    await rina.taps("Lihat pemberitahuan")
    await rina.taps("Ubah teks")
    await rina.says("Pelatihan ditutup.")
    await hadi.presses_again(asked, "Setujui dan kirim")
    assert hadi.sees("sudah diubah, ditarik, atau diputuskan")
    await passes(stage, hours=1)
    await bu_siti.looks()
    assert "Pelatihan" not in bu_siti.words(bu_siti.question), "nothing goes out unapproved"
    await rina.taps("Kirim…")
    await rina.taps("Minta persetujuan")
    await hadi.says("itu tentang yang lama")
    assert hadi.sees("sudah diubah, ditarik, atau diputuskan"), "what he did not see is not given back"
    await hadi.looks()
    await hadi.taps("Setujui dan kirim")
    assert hadi.sees("Sampai saat itu masih bisa ditarik kembali")
    await rina.looks()
    assert "disetujui" in rina.words(rina.question)
    await passes(stage, minutes=2)
    await bu_siti.looks()
    assert "Pelatihan ditutup." in bu_siti.words(bu_siti.question)
    noted = await stage.query("SELECT action FROM audit WHERE thing = 'broadcast' ORDER BY id")
    assert [row.action for row in noted] == ["approve", "send_notices"]


async def test_who_is_alone_types_the_count_and_waits_half_an_hour(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await changes(stage, "UPDATE office SET approve_above = 0")
    await writes(rina, "Pelatihan dibuka.")
    await sends(rina, 1)
    assert rina.sees("Ketik ke berapa orang ini dikirim")
    await rina.says("12")
    assert rina.sees("Jumlahnya berbeda; tidak ada yang dikirim")
    await rina.taps("Kirim…")
    await rina.taps("Ya, kirim ke 1 orang")
    await rina.says("1")
    assert rina.sees("Akan dikirim Senin, 23 November 2026 10.3")
    await passes(stage, minutes=25)
    await bu_siti.looks()
    assert "Pelatihan dibuka" not in bu_siti.words(bu_siti.question)
    await passes(stage, minutes=7)
    await bu_siti.looks()
    assert "Pelatihan dibuka" in bu_siti.words(bu_siti.question)


async def test_one_is_stopped_while_it_goes_out(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    budi = await owner(stage, "Budi Santoso", "+6281300000077")
    wati = await owner(stage, "Wati", "+6281300000078")
    await changes(stage, "UPDATE office SET weekly_notices = 1")
    await has_had_one(wati)
    await writes(rina, "Pelatihan dibuka.")
    await sends(rina, 3)
    slow = {"kind": "retry_after", "methods": ["sendMessage"], "count": 1, "seconds": 120}
    await stage.post("faults", [slow])
    await passes(stage, minutes=2)
    await passes(stage, seconds=5)
    async with asyncio.timeout(20):
        while "2 dari 3" not in rina.words(rina.question):
            await rina.looks()
    assert "terkirim 1" in rina.words(rina.question).lower(), rina.said()
    told = "gagal 0, memblokir 0, tidak dikirimi 1, tidak pasti 0, menunggu 1."
    assert told in rina.words(rina.question), "the figures add up"
    await rina.taps("Hentikan")
    assert rina.sees("Dihentikan. Yang sudah menerima tetap menerima; yang lain tidak dikirimi.")
    await passes(stage, minutes=10)
    await bu_siti.looks()
    await budi.looks()
    got = ["Pelatihan dibuka." in one.words(one.question) for one in (bu_siti, budi)]
    assert sorted(got) == [False, True], "who was not reached yet gets nothing any more"
    await rina.looks()
    await rina.taps("Laporan")
    for line in ("Untuk 3 orang", "Diterima Telegram: 1", "saat gilirannya: 2", "pengiriman dihentikan: 1"):
        assert rina.sees(line), rina.said()
    assert "Kirim lagi ke yang belum menerima (1)" in rina.buttons(), "not to who had enough this week"


async def test_the_weekly_number_of_notices_is_kept_and_a_head_may_pass_it(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    hadi = await hired(stage, "Hadi Prasetyo", role.HEAD, phone="+6281300033344")
    await changes(stage, "UPDATE office SET weekly_notices = 1")
    for words in ("Kabar satu.", "Kabar dua."):
        await writes(hadi, words)
        await sends(hadi, 1)
        await passes(stage, minutes=2)
    await bu_siti.looks()
    assert "Kabar satu." in bu_siti.words(bu_siti.question)
    closed = await stage.query("SELECT reason FROM outbox WHERE kind = 'broadcast' AND state = 'closed'")
    assert [row.reason for row in closed] == ["budget"]
    await writes(hadi, "Kabar tiga.")
    full = "1 di antaranya sudah cukup banyak menerima minggu ini, jadi tidak dikirimi."
    assert hadi.sees("Akan diterima 1 orang") and hadi.sees(full), hadi.said()
    await hadi.taps("Kirim…")
    assert hadi.sees("Akan dikirim sekarang ke 1 orang.") and hadi.sees(full), hadi.said()
    await hadi.taps("Kembali ke pemberitahuan")
    await hadi.taps("Kirim juga di jam tenang")
    await hadi.says("tempat acara pindah mendadak")
    assert not hadi.sees(full)
    assert "Jangan kirim di jam tenang" in hadi.buttons(), "pressed again, it is taken back"
    await sends(hadi, 1)
    await passes(stage, minutes=2)
    await bu_siti.looks()
    assert "Kabar tiga." in bu_siti.words(bu_siti.question)
    assert await stage.query("SELECT 1 FROM audit WHERE action = 'override_quiet'")


async def test_who_opts_out_after_it_was_released_gets_nothing(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, "Pelatihan dibuka.")
    await sends(rina, 1)
    async with stage.house.store.writing() as db:
        await topic.switch(db, await contact_of(bu_siti), topic.TRAINING, False, stage.clock.now())
        await db.commit()
    await passes(stage, minutes=2)
    await bu_siti.looks()
    assert "Pelatihan dibuka." not in bu_siti.words(bu_siti.question)
    assert not await stage.query("SELECT 1 FROM delivery")
