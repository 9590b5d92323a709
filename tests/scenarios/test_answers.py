"""Answers as people give them: clumsy, in pictures, by somebody else's phone, twice."""

import pytest

from storage import business
from tests.scenarios.walks import through_consent, to_the_kecamatan, to_the_workers
from tests.stage import Person, Stage


async def test_a_wrong_answer_gets_a_reason_an_example_and_then_help(siti: Person) -> None:
    await to_the_workers(siti)
    await siti.says("1.5")
    assert siti.sees("Maksudnya 15 orang?")
    await siti.says("bukan")
    await siti.says("banyak")
    assert siti.sees("Contoh: 2") and siti.place() == (8, 11)
    assert "Catat apa adanya" not in siti.buttons()
    await siti.says("5000")
    assert siti.sees("antara 0 dan 999") and "Catat apa adanya" in siti.buttons()
    await siti.says("2 orang")
    assert siti.sees("Dicatat: 2 orang")


async def test_a_phone_number_typed_shared_or_somebody_elses(siti: Person) -> None:
    await through_consent(siti)
    await siti.says("Siti Aminah")
    await siti.says("0812")
    assert siti.sees("Contoh: 0812 3456 7890")
    await siti.shares_contact(phone="+6285712345678", user_id=999)
    assert siti.sees("Sepertinya ini bukan nomor Bapak/Ibu sendiri")
    await siti.says("tidak")
    assert siti.place() == (2, 11)
    await siti.says("62 857-1234-5678")
    assert siti.sees("Dicatat: 0857-1234-5678")
    assert not siti.screen["reply_keyboard"], "the read-back takes the keys away"
    assert (await siti.stage.query("SELECT phone FROM business"))[0][0] == "+6285712345678"


async def test_places_are_found_as_people_type_them(siti: Person) -> None:
    await to_the_kecamatan(siti)
    await siti.says("paris")
    assert siti.sees("Nama itu tidak ada di Kabupaten Bangkalan")
    await siti.says("paseseh")
    assert siti.sees("Paseseh ada di Kecamatan Tanjung Bumi. Betul?")
    await siti.taps("Bukan, saya jawab lagi")
    await siti.says("kec. tanjungbumi")
    assert siti.sees("Dicatat: Tanjung Bumi")
    await siti.says("pasese")
    assert siti.sees("Maksudnya Paseseh?")
    await siti.says("ya")
    assert siti.sees("Dicatat: Paseseh")
    codes = (await siti.stage.query("SELECT district, village FROM business"))[0]
    assert tuple(codes) == ("35.26.09", "35.26.09.2001")


async def test_a_number_without_its_unit_is_asked_about(siti: Person) -> None:
    await to_the_workers(siti)
    await siti.says("2")
    await siti.says("3")
    await siti.says("1.500")
    assert siti.sees("1.500 dalam satuan apa?")
    first = siti.question
    await siti.says("toples")
    assert siti.sees("Dicatat: 1.500 toples per bulan")
    await siti.taps("Kembali")
    await siti.says("15")
    assert siti.sees("15 dalam satuan apa?")
    await siti.presses_again(first, "kg")
    assert siti.sees("15 dalam satuan apa?"), "an old doubt's button chooses nothing"
    await siti.taps("kodi")
    assert siti.sees("Dicatat: 15 kodi per bulan")


async def test_an_album_is_one_answer_and_other_things_get_one_kind_sentence(siti: Person) -> None:
    await to_the_workers(siti)
    await siti.act("voice")
    assert siti.sees("belum bisa mendengarkan rekaman") and len(siti.answers) == 1
    await siti.act("sticker")
    assert siti.sees("Stikernya bagus")
    for answer in ("2", "3", "20 kg"):
        await siti.says(answer)
    mine = [m for m in siti.messages if m["from"] == "me"][-1]
    await siti.act("edit", message_id=mine["message_id"], text="30 kg")
    assert siti.sees("Pesan yang diubah tidak terbaca lagi")
    await siti.says("nanti dikirim")
    assert siti.sees("Mohon kirim fotonya")
    await siti.act("album", count=4)
    reviews = [m for m in siti.answers if "Mohon diperiksa" in siti.words(m)]
    assert len(reviews) == 1 and len(siti.answers) == 1
    assert (await siti.stage.query("SELECT count(*) FROM attachment"))[0][0] == 1
    assert (await siti.stage.query("SELECT capacity FROM business"))[0][0] == 20


async def test_a_forwarded_text_may_answer_but_is_never_a_command(siti: Person) -> None:
    await through_consent(siti)
    await siti.act("text", text="/batal", forwarded=True)
    assert siti.sees("Dicatat: /batal"), "words that were forwarded are only words"
    await siti.taps("Kembali")
    await siti.act("text", text="Siti Aminah", forwarded=True)
    assert siti.sees("Dicatat: Siti Aminah")


@pytest.mark.parametrize("words", ["<b>Siti</b> & *Aminah*", "{name} </i>", "Bu Siti 🥨 “enak”"])
async def test_what_is_typed_comes_back_as_typed(siti: Person, words: str) -> None:
    await through_consent(siti)
    await siti.says(words)
    assert siti.sees(f"Dicatat: {words}")


async def test_an_answer_that_can_no_longer_be_read_is_asked_again_with_its_words(
    stage: Stage, siti: Person
) -> None:
    await to_the_workers(siti)
    async with stage.house.store.writing() as db:
        held = (await business.of_contact(db, 1))[0]
        held.village = "35.26.02.9999"  # a desa that a newer list of areas does not have any more
        await db.commit()
    await siti.says("2")
    assert siti.sees("Desa atau kelurahan mana?") and siti.sees("Sebelumnya: Keleyan")
    await siti.says("Keleyan")
    assert siti.place() == (9, 11)
