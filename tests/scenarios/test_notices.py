"""Notices: an officer writes one, it goes out, members read it, and the officer sees what became of it."""

from tests.scenarios.notices import MONDAY, passes, sends, set_clock, writes
from tests.staff import hired
from tests.stage import Person


async def test_a_notice_is_written_sent_and_read(bu_siti: Person) -> None:
    stage = bu_siti.stage
    set_clock(stage, MONDAY)
    rina = await hired(stage, "Rina Wulandari")
    await writes(rina, "Yth. {nama}, pelatihan untuk {usaha} di {kecamatan} dibuka **Senin**.")
    assert rina.sees("Akan diterima 1 orang") and rina.sees("Waktu: langsung")
    await rina.taps("Lihat seperti penerima")
    assert rina.sees("Yth. Siti Aminah, pelatihan untuk Usaha Siti Aminah di Socah dibuka Senin.")
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
