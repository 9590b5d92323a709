"""Reminders, as owners live with them: in time, by their own clock, and gone when the thing is done."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import TICKS
from dialogue.questionnaire.consent import VERSION
from dialogue.quiet import Quiet
from dialogue.reminding import BY_KIND
from storage import business, consent, contact, office, part
from storage.certificate import Certificate
from tests.staff import contact_of, promoted, second_office
from tests.stage import Person, Stage

STEADY = pytest.mark.parametrize("bu_siti", ["steady"], indirect=True)
WIB = Quiet("Asia/Jakarta")
MONDAY = date(2031, 9, 8)
"""The first of many weeks without a holiday."""


async def ticks(stage: Stage, *names: str) -> None:
    """Let these ticks of the clock run now."""
    for name in names or ("remind",):
        tick = next(tick for tick in TICKS if tick.name == name)
        async with stage.house.store.writing() as db:
            await tick.run(db, stage.clock.now())
            await db.commit()
    stage.house.signals.written.set()


def goes_to(stage: Stage, days: int, hour: str = "09:00") -> None:
    """The clock stands at this hour of a day after that Monday."""
    stage.clock.offset = WIB.at(MONDAY + timedelta(days=days), hour) - datetime.now(UTC)


async def only(stage: Stage, kind: str) -> None:
    """The office has switched off all other kinds of reminders."""
    async with stage.house.store.writing() as db:
        here = await office.by_id(db, 1)
        here.reminder_days = {other: [] for other in BY_KIND if other != kind}
        await db.commit()


async def is_reminded(person: Person) -> bool:
    """Whether the clock's tick brings this person a new message."""
    before = len(person.messages)
    await ticks(person.stage)
    await person.looks()
    return len(person.messages) > before


async def test_a_form_left_half_done(bu_siti: Person) -> None:
    stage = bu_siti.stage
    await only(stage, "form")
    goes_to(stage, 0, "14:00")
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Pemilik dan usaha (0%)")
    await bu_siti.taps("Perempuan")
    assert bu_siti.place() == (2, 6)
    goes_to(stage, 1, "08:59")
    assert not await is_reminded(bu_siti)
    goes_to(stage, 1, "09:00")
    assert await is_reminded(bu_siti)
    assert bu_siti.words(bu_siti.question) == (
        "Pemilik dan usaha Usaha Siti Aminah belum selesai diisi. Yang sudah diisi tetap tersimpan."
    )
    assert bu_siti.buttons() == ["Lanjutkan isian", "Ingatkan besok", "Jangan ingatkan lagi"]
    first = bu_siti.question
    await bu_siti.taps("Ingatkan besok")
    assert bu_siti.sees("Baik, kami ingatkan lagi Rabu, 10 September 2031 09.00 WIB.")
    await bu_siti.presses_again(first, "Ingatkan besok")
    assert not bu_siti.answers
    goes_to(stage, 2)
    assert await is_reminded(bu_siti) and not await is_reminded(bu_siti)
    await bu_siti.taps("Lanjutkan isian")
    assert bu_siti.place() == (2, 6)
    goes_to(stage, 3, "09:05")
    assert await is_reminded(bu_siti), "the third day; nothing was answered since"
    await bu_siti.taps("Jangan ingatkan lagi")
    assert bu_siti.sees("untuk ini kami tidak mengingatkan lagi")
    goes_to(stage, 7)
    assert not await is_reminded(bu_siti)


@STEADY
async def test_a_missing_answer_is_given_in_the_message_itself(bu_siti: Person) -> None:
    stage = bu_siti.stage
    await only(stage, "missing")
    await ticks(stage, "measure")
    goes_to(stage, 2)  # the tenth of the month
    assert await is_reminded(bu_siti)
    assert bu_siti.sees("Satu pertanyaan lagi untuk melengkapi data Usaha Siti Aminah:")
    await bu_siti.says("tidak jadi soal")
    assert not bu_siti.sees("Dicatat"), "words that are no reply are not caught"
    assert bu_siti.buttons()[0] == "Isi sekarang", "but the way to the question stands first"
    reminder = next(m for m in bu_siti.messages if "Satu pertanyaan lagi" in bu_siti.words(m))
    await bu_siti.presses_again(reminder, "Perempuan")
    assert bu_siti.sees("Data sudah disimpan.")
    await bu_siti.presses_again(reminder, "Laki-laki")
    assert bu_siti.sees("Isian itu sudah"), bu_siti.said()
    assert await gender(stage) == "female"
    await bu_siti.says("tidak jadi soal")
    assert "Isi sekarang" not in bu_siti.buttons()
    async with stage.house.store.writing() as db:
        held = await business.by_id(db, 1)
        assert held is not None
        held.legal_form = "sole"
        await db.commit()
    await ticks(stage, "measure")
    goes_to(stage, 32)
    assert await is_reminded(bu_siti), "the next month it asks the next one"
    assert "Balas pesan ini dengan jawabannya." in bu_siti.words(bu_siti.question)
    year = bu_siti.question["message_id"]
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Tenaga kerja dan kapasitas (60%)")
    place = bu_siti.place()
    await bu_siti.act("text", text="2015", reply_to=year)
    assert bu_siti.sees("Dicatat: 2015")
    await bu_siti.says("contoh")
    assert bu_siti.place() == place, "the form that was open goes on"


@STEADY
async def test_a_missing_number_is_offered_as_a_form_offers_it(bu_siti: Person) -> None:
    stage = bu_siti.stage
    await only(stage, "missing")
    async with stage.house.store.writing() as db:
        held = await business.by_id(db, 1)
        assert held is not None
        held.workers_male = held.workers_female = None
        await db.commit()
    await ticks(stage, "measure")
    goes_to(stage, 2)  # the tenth of the month
    assert await is_reminded(bu_siti)
    assert bu_siti.sees("Ada berapa pekerja laki-laki?")
    assert bu_siti.sees("Tekan jawabannya, atau balas pesan ini."), bu_siti.said()
    assert [len(row) for row in bu_siti.question["keyboard"]] == [6, 1, 1, 1]
    await bu_siti.taps("2")
    assert bu_siti.sees("Terima kasih, sudah disimpan.") and not bu_siti.sees("pekerja perempuan?")
    await bu_siti.taps("Isi: Pekerja perempuan")
    assert bu_siti.sees("Ada berapa pekerja perempuan?")
    await bu_siti.taps("1")
    assert bu_siti.sees("Data sudah disimpan.")


async def gender(stage: Stage) -> str:
    return str((await stage.query("SELECT gender FROM business"))[0].gender)


async def has_paper(stage: Stage, days: int, business_id: int = 1) -> None:
    """A P-IRT that is valid until so many days after that Monday."""
    async with stage.house.store.writing() as db:
        known = {"kind": "pirt", "is_held": True, "number": "2013526010001-28"}
        row = await part.add(db, Certificate, business_id, stage.clock.now(), **known)
        row.expires_on = (MONDAY + timedelta(days=days)).isoformat()
        await db.commit()


@STEADY
async def test_a_paper_that_expires_until_it_is_renewed(bu_siti: Person) -> None:
    stage = bu_siti.stage
    await only(stage, "certificate")
    await has_paper(stage, 30)
    goes_to(stage, 0)
    assert await is_reminded(bu_siti)
    assert bu_siti.sees("Usaha Siti Aminah berlaku sampai 8 Oktober 2031."), bu_siti.words(bu_siti.question)
    await bu_siti.taps("Sudah diperpanjang")
    await bu_siti.says("8 Oktober 2036")
    goes_to(stage, 23)
    assert not await is_reminded(bu_siti)


@STEADY
async def test_two_offices_each_by_its_own_clock(bu_siti: Person) -> None:
    stage = bu_siti.stage
    mataram = await second_office(stage, "52.71")
    baiq = await stage.person("Baiq Nurlaela", "+6281907777777")
    await baiq.starts()
    await only(stage, "certificate")
    await has_paper(stage, 30)
    async with stage.house.store.writing() as db:
        who = await contact.by_id(db, await contact_of(baiq))
        who.office_id, who.office_chosen = mataram, True
        agreed = {"contact_id": who.id, "address": who.address, "purpose": "register", "version": VERSION}
        consent.record(db, **agreed, text="", given=True, now=stage.clock.now())
        held = await business.start(db, mataram, who.id, stage.clock.now())
        business.submit(held, "IKM-5271-00001", stage.clock.now())
        held.name = "Tenun Baiq"
        await db.commit()
    await has_paper(stage, 30, held.id)
    goes_to(stage, 0, "08:00")
    assert await is_reminded(baiq) and not await is_reminded(bu_siti), "it is 09.00 in Mataram"
    assert "Tenun Baiq" in baiq.words(baiq.question)
    goes_to(stage, 0, "09:00")
    assert await is_reminded(bu_siti) and not await is_reminded(baiq)


@STEADY
async def test_what_falls_into_the_night_waits_and_may_be_moot_by_then(bu_siti: Person) -> None:
    stage = bu_siti.stage
    await only(stage, "certificate")
    await has_paper(stage, 30)
    goes_to(stage, 0, "20:30")
    before = len(bu_siti.messages)
    tick = next(tick for tick in TICKS if tick.name == "remind")
    async with stage.house.store.writing() as db:
        await tick.run(db, WIB.at(MONDAY, "19:59"))
        await db.commit()
    await bu_siti.looks()
    waits = (await stage.query("SELECT state, attempts, due_at FROM outbox WHERE kind = 'remind'"))[0]
    assert (waits.state, waits.attempts, waits.due_at[:16]) == ("waiting", 0, "2031-09-09 00:00")
    assert len(bu_siti.messages) == before
    await bu_siti.says("/berhenti")
    assert bu_siti.sees("pemberitahuan dan pengingat dimatikan")
    goes_to(stage, 1, "07:00")
    assert not await is_reminded(bu_siti)
    closed = (await stage.query("SELECT state, reason FROM outbox WHERE kind = 'remind'"))[0]
    assert (closed.state, closed.reason) == ("closed", "switched off")


@STEADY
async def test_an_office_sets_its_own_hour_and_days(bu_siti: Person) -> None:
    stage = bu_siti.stage
    await promoted(bu_siti, "head")
    await bu_siti.says("/kantor")
    await bu_siti.taps("Tentang kantor")
    await bu_siti.taps("Pengingat")
    assert bu_siti.sees("Isian yang belum selesai: 1, 3, 7 hari")
    await bu_siti.taps("Masa berlaku surat")
    await bu_siti.says("besok")
    assert bu_siti.sees("Mohon tulis hari antara 1 dan 90, dipisah koma.")
    await bu_siti.says("14, 2")
    assert bu_siti.sees("Masa berlaku surat: 2, 14 hari")
    await bu_siti.taps("Isian yang belum selesai")
    await bu_siti.taps("Matikan")
    assert bu_siti.sees("Isian yang belum selesai: mati")
    await bu_siti.taps("Jam pengingat")
    await bu_siti.says("13.30")
    assert bu_siti.sees("Jam pengingat: 13.30")
    kept = (await stage.query("SELECT reminder_hour, reminder_days FROM office"))[0]
    assert (kept.reminder_hour, kept.reminder_days) == ("13:30", '{"certificate": [-2, -14], "form": []}')
