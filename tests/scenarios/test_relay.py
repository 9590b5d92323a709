"""What the office and an owner write each other through the bot: questions, messages, replies."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from tests.staff import fired, forges, hired
from tests.stage import Person

OPEN = "SELECT count(*) FROM question WHERE answered_at IS NULL"


async def asks(owner: Person, words: str) -> None:
    await owner.says("/petugas")
    await owner.says(words)
    assert owner.sees("kami simpan untuk petugas")


async def test_a_question_is_answered_and_asked_back(bu_siti: Person) -> None:
    await asks(bu_siti, "Bagaimana cara mengurus NIB?")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await rina.taps("Pertanyaan pemilik")
    assert rina.sees("1 pertanyaan belum dijawab")
    assert rina.sees("Usaha Siti Aminah, Keleyan: “Bagaimana cara mengurus NIB?”")
    await rina.taps("Jawab")
    await rina.says("Gratis di oss.go.id. Bawa KTP ke kantor, kami bantu.")
    assert rina.sees("Jawabannya diteruskan") and rina.sees("Tidak ada pertanyaan pemilik")
    await bu_siti.looks()
    said = bu_siti.words(bu_siti.question)
    assert said.startswith("Dari petugas Rina Wulandari – Dinas")
    assert "“Bagaimana cara mengurus NIB?”" in said and "kami bantu" in said
    await bu_siti.taps("Balas")
    await bu_siti.says("Terima kasih, besok saya datang")
    assert bu_siti.sees("Balasannya sudah diteruskan")
    await rina.looks()
    assert rina.words(rina.question) == (
        "Balasan dari Usaha Siti Aminah, Keleyan:\nTerima kasih, besok saya datang"
    )
    await rina.taps("Balas")
    await rina.says("Kami tunggu")
    await bu_siti.looks()
    assert bu_siti.words(bu_siti.question).endswith(":\nKami tunggu")
    everything = "\n".join(p.words(m) for p in (bu_siti, rina) for m in p.messages)
    assert f"{bu_siti.number}" not in everything and f"{rina.number}" not in everything
    seen = await rina.stage.query("SELECT action FROM audit WHERE thing = 'question' ORDER BY id")
    assert [row.action for row in seen] == ["view", "answered", "write"]


async def test_where_in_the_form_it_was_asked_and_what_was_tried(bu_siti: Person) -> None:
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Modal (0%)")
    await bu_siti.says("lumayan banyak")
    await bu_siti.taps("Tanya petugas")
    await bu_siti.says("Apakah rumah ikut dihitung?")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await rina.taps("Pertanyaan pemilik")
    assert rina.sees("Ditanyakan saat mengisi: ") and rina.sees("“lumayan banyak”")
    await rina.taps("Sudah diurus")
    assert rina.sees("dicatat sebagai selesai") and (await rina.stage.query(OPEN))[0][0] == 0


async def test_one_question_is_answered_by_one_officer(bu_siti: Person) -> None:
    await asks(bu_siti, "Kapan ada pelatihan?")
    await asks(bu_siti, "Di mana kantornya?")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    dodi = await hired(bu_siti.stage, "Dodi Santoso")
    for officer in (rina, dodi):
        await officer.taps("Pertanyaan pemilik")
        assert officer.sees("Kapan ada pelatihan?")
        await officer.taps("Jawab")
    await rina.says("Bulan depan")
    assert rina.sees("Di mana kantornya?"), "the next one follows"
    await dodi.says("Minggu depan")
    assert dodi.sees("sudah dijawab oleh Rina Wulandari")
    await bu_siti.looks()
    assert "Minggu depan" not in "\n".join(map(bu_siti.words, bu_siti.messages))


async def test_withdrawn_consents_stand_apart_with_their_clock(bu_siti: Person) -> None:
    await bu_siti.says("/privasi")
    await bu_siti.taps("Ubah: Daftar IKM dinas")
    await bu_siti.taps("Tidak setuju")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await rina.taps("Pertanyaan pemilik")
    assert rina.sees("Tidak ada pertanyaan pemilik")
    await rina.taps("Persetujuan dicabut (1)")
    assert rina.sees("Usaha Siti Aminah, Keleyan mencabut persetujuan") and rina.sees("Paling lambat")
    rina.stage.clock.offset += timedelta(hours=73)
    await rina.stage.reopen()
    await forges(rina, "withdrawals")
    assert rina.sees("terlambat")
    await forges(rina, "check:1")
    assert rina.sees("menarik persetujuan") and not rina.sees("bungkus")
    await forges(rina, "withdrawals")
    await rina.taps("Sudah ditangani")
    assert (await rina.stage.query(OPEN))[0][0] == 0


async def test_an_owner_who_withdrew_still_gets_her_answer(bu_siti: Person) -> None:
    await asks(bu_siti, "Apakah data saya dihapus?")
    await bu_siti.says("/privasi")
    await bu_siti.taps("Ubah: Daftar IKM dinas")
    await bu_siti.taps("Tidak setuju")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await rina.taps("Pertanyaan pemilik")
    await rina.taps("Jawab")
    await rina.says("Ya, dalam tiga hari")
    await bu_siti.looks()
    assert bu_siti.words(bu_siti.question).endswith("Ya, dalam tiga hari")


async def test_a_message_to_the_owner_and_a_reply_by_swiping(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, "check:1")
    await rina.taps("Kirim pesan ke pemilik")
    await rina.says("Bolehkah kami berkunjung hari Selasa jam 9?")
    assert rina.sees("Pesannya diteruskan")
    await bu_siti.looks()
    letter = bu_siti.question
    assert "Dari petugas Rina Wulandari" in bu_siti.words(letter)
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Produk (0%)")
    await bu_siti.taps("Tambah")
    await bu_siti.act("text", text="Boleh, Bu", reply_to=letter["message_id"])
    assert bu_siti.sees("Balasannya sudah diteruskan")
    names = await bu_siti.stage.query("SELECT name FROM product")
    assert [row.name for row in names] == [None], "the form did not catch it"
    await rina.looks()
    assert rina.words(rina.question) == "Balasan dari Usaha Siti Aminah, Keleyan:\nBoleh, Bu"
    await bu_siti.says("Keripik balado")
    names = await bu_siti.stage.query("SELECT name FROM product")
    assert [row.name for row in names] == ["Keripik balado"], "and it goes on"
    async with bu_siti.stage.house.store.writing() as db:
        await db.execute(text("DELETE FROM business_contact"))
        await db.commit()
    await bu_siti.act("text", text="Saya sudah berhenti", reply_to=letter["message_id"])
    await rina.looks()
    assert rina.words(rina.question) == "Balasan dari seseorang yang belum terdaftar:\nSaya sudah berhenti"
    assert "Buka data usaha" not in rina.buttons()


async def test_an_officer_without_the_role_gets_and_sends_nothing(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    for words in ("Pesan pertama", "Pesan kedua"):
        await forges(rina, "write:1")
        await rina.says(words)
    await bu_siti.looks()
    await bu_siti.taps("Balas")
    await bu_siti.says("Balasan pertama")
    await rina.looks()
    first = rina.question
    await fired(rina)
    await rina.presses_again(first, "Balas")
    assert rina.sees("bukan wewenang")
    await forges(rina, "write:1")
    assert not rina.sees("Apa yang mau disampaikan")
    await bu_siti.taps("Balas")
    await bu_siti.says("Balasan kedua")
    assert bu_siti.sees("simpan untuk petugas"), "it is not lost"
    await rina.looks()
    assert "Balasan kedua" not in "\n".join(map(rina.words, rina.messages))
    asked = await rina.stage.query("SELECT text FROM question")
    assert [row.text for row in asked] == ["Balasan kedua"]


async def test_what_was_written_before_the_role_ended_is_not_sent_after_it(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await bu_siti.says("/lengkapi")
    await bu_siti.taps("Produk (0%)")
    await bu_siti.taps("Tambah")  # she is typing, so the message waits
    await forges(rina, "write:1")
    await rina.stage.post(f"people/{rina.number}/text", {"text": "Jangan terkirim"})
    while not await rina.stage.query("SELECT 1 FROM relay"):
        await asyncio.sleep(0.01)
    await fired(rina)
    await bu_siti.says("/batal")
    await bu_siti.looks()
    assert "Jangan terkirim" not in "\n".join(map(bu_siti.words, bu_siti.messages))
    ends = await rina.stage.query("SELECT state, reason FROM outbox WHERE kind = 'relayed'")
    assert [tuple(row) for row in ends] == [("closed", "role revoked")]


async def test_where_nobody_is_on_telegram_the_phone_is_offered(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    async with rina.stage.house.store.writing() as db:
        await db.execute(text("UPDATE contact SET unreachable_at = created_at WHERE id = 1"))
        await db.commit()
    await forges(rina, "write:1")
    assert rina.sees("Pemilik tidak ada di Telegram. Silakan hubungi 0812-3344-5566")
    assert "WhatsApp ke pemilik" in rina.buttons()
    assert not await rina.stage.query("SELECT 1 FROM relay")


async def test_forged_replies_and_questions_change_nothing(bu_siti: Person) -> None:
    await asks(bu_siti, "Pertanyaan Siti")
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, "write:1")
    await rina.says("Untuk Siti saja")
    budi = await bu_siti.stage.person("Budi", "+6281399990000")
    await budi.starts()
    for data in (
        "questions",
        "withdrawals",
        "answer:1",
        "settled:1",
        "write:1",
        "reply:1",
        "replied:1",
        "reply:x",
    ):
        await forges(budi, data)
        await budi.says("Saya Siti")
        assert "Siti saja" not in budi.said() and "Pertanyaan Siti" not in budi.said(), data
    for data in (
        "answer:99",
        "answer:x",
        "settled:0",
        "write:99",
        "write",
        "reply:99",
        "replied",
        "questions:x",
    ):
        await forges(rina, data)
    await forges(rina, "reply:1")
    assert rina.sees("tidak dipakai lagi") or not rina.sees("Tulis balasan")
    assert [
        tuple(row) for row in await rina.stage.query("SELECT id, answered_at FROM question WHERE id = 1")
    ] == [(1, None)]
    assert (await rina.stage.query("SELECT count(*) FROM relay"))[0][0] == 1
    states = await rina.stage.query("SELECT DISTINCT state FROM inbox")
    assert [row.state for row in states] == ["done"]
