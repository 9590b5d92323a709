"""Topics: each person switches what the bot may begin to speak about, and officers their morning."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dialogue.quiet import Quiet
from tests.scenarios.test_reminders import ticks
from tests.stage import Person

TUESDAY = date(2031, 9, 9)


@pytest.mark.parametrize("bu_siti", ["steady"], indirect=True)
async def test_an_owner_switches_topics(bu_siti: Person) -> None:
    await bu_siti.says("menu")
    await bu_siti.taps("Atur pemberitahuan")
    assert bu_siti.buttons()[:2] == ["Program dan bantuan: nyala", "Pelatihan: nyala"]
    before = len(bu_siti.messages)
    await bu_siti.taps("Pelatihan: nyala")
    assert "Pelatihan: mati" in bu_siti.buttons() and len(bu_siti.messages) == before, "in place"
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Pemilik dan usaha (0%)")
    await bu_siti.says("/berhenti")
    assert bu_siti.sees("pemberitahuan dan pengingat dimatikan"), "it is no word for the form"
    await bu_siti.taps("Nyalakan lagi seperti semula")
    off = [label for label in bu_siti.buttons() if label.endswith(": mati")]
    assert off == ["Pelatihan: mati"], "it was off before"
    assert "Ringkasan pagi: nyala" not in bu_siti.buttons()


@pytest.mark.parametrize("bu_siti", ["steady"], indirect=True)
async def test_an_officer_begins_the_day_with_what_waits(bu_siti: Person) -> None:
    from tests.staff import hired

    stage = bu_siti.stage
    rina = await hired(stage, "Rina Wulandari")
    quiet = Quiet("Asia/Jakarta")
    for days, hour, comes in (
        (0, "07:25", False),
        (0, "07:30", True),
        (4, "07:30", False),
        (6, "07:31", True),
    ):
        stage.clock.offset = quiet.at(TUESDAY + timedelta(days=days), hour) - datetime.now(UTC)
        before = len(rina.messages)
        await ticks(stage, "morning", "morning")
        await rina.looks()
        assert (len(rina.messages) > before) == comes, (days, hour)
    assert rina.words(rina.question) == "Selamat pagi. IKM baru: 0. Menunggu diperiksa: 1."
    await rina.says("/pemberitahuan")
    await rina.taps("Ringkasan pagi: nyala")
    stage.clock.offset += timedelta(days=1)
    before = len(rina.messages)
    await ticks(stage, "morning")
    await rina.looks()
    assert len(rina.messages) == before
