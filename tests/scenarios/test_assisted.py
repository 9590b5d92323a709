"""An officer or field helper fills in for an owner without Telegram."""

import hashlib

from tests.scenarios.conftest import STEADILY, Helped
from tests.scenarios.printed import printed_code
from tests.scenarios.walks import opens_entry, to_the_nine_questions
from tests.staff import field_helper, fired, hired
from tests.stage import Stage


async def test_a_field_helper_fills_in_for_an_owner_who_agreed(stage: Stage) -> None:
    joko = await field_helper(stage)
    await joko.says("/menu")
    await joko.taps("Isikan untuk pemilik usaha")
    await joko.taps("Mulai isi baru")
    assert joko.sees("apakah pemilik sudah ada di daftar")
    await joko.says("Siti Aminah, Keleyan")
    assert joko.sees("Belum ada di daftar") and joko.sees("menyatakan setuju")
    await joko.taps("Pemilik ada di sini")
    assert joko.sees("Tolong bacakan kepada pemilik") and joko.sees("luar negeri")
    await joko.taps("Ya, pemilik setuju")
    assert joko.sees("isi atas nama pemilik") and joko.sees("nama lengkap")
    await joko.says("Siti Aminah")
    assert joko.sees("Jangan nomor sendiri") and "Kirim nomor saya" not in joko.buttons()
    await joko.says("0812 3344 5566")
    for answer in (
        "Keripik Bu Siti",
        "Socah",
        "Keleyan",
        "keripik singkong",
        "ya",
        "2",
        "3",
        "1.500 bungkus",
    ):
        await joko.says(answer)
    await joko.taps("Lewati, ingatkan nanti")
    await joko.taps("Simpan")
    assert joko.sees("Keripik Bu Siti sudah terdaftar dengan nomor IKM-3526-00001")
    assert "Bantu pemilik lain" in joko.buttons()

    row = (await stage.query("SELECT * FROM business"))[0]._mapping
    assert (row["origin"], row["agreed_how"], row["agreed_version"]) == ("assisted", "present", "1")
    assert row["agreed_at"] is not None and row["phone"] == "+6281233445566"
    assert (await stage.query("SELECT DISTINCT on_behalf FROM history"))[0][0], (
        "each answer tells who typed it"
    )
    assert (await stage.query("SELECT count(*) FROM business_contact"))[0][0] == 0
    assert (await stage.query("SELECT phone FROM contact"))[0][0] is None
    assert (await stage.query("SELECT count(*) FROM job WHERE kind = 'card'"))[0][0] == 0
    done = {row.action for row in await stage.query("SELECT action FROM audit")}
    assert {"agree", "edit"} <= done


async def test_the_paper_is_photographed_and_a_no_keeps_nothing(stage: Stage) -> None:
    rina = await hired(stage, "Bu Rina", phone="+6281111111111")
    await rina.says("/kantor")
    await rina.taps("Isikan untuk pemilik usaha")
    await rina.taps("Mulai isi baru")
    await rina.says("Marwiyah")
    assert rina.sees("Mohon tulis nama pemilik dan desanya")
    await rina.says("Marwiyah Keleyan")
    await rina.taps("Di atas kertas: ditandatangani")
    assert rina.sees("foto kertas yang sudah ditandatangani")
    await rina.sends_photo()
    assert rina.sees("Tolong bacakan")
    await rina.taps("Tidak setuju")
    assert rina.sees("Tanpa persetujuan pemilik, tidak ada yang disimpan")
    for table in ("business", "attachment"):
        assert (await stage.query(f"SELECT count(*) FROM {table}"))[0][0] == 0
    declined = await stage.query("SELECT thing, thing_id FROM audit WHERE action = 'declined'")
    assert [tuple(row) for row in declined] == [("business", None)], "what was thrown away is told of"
    await rina.taps("Bantu pemilik lain")
    await rina.taps("Mulai isi baru")
    await rina.says("Marwiyah, Keleyan")
    await rina.taps("Di atas kertas: ditandatangani")
    await rina.sends_photo()
    await rina.taps("Ya, pemilik setuju")
    assert rina.sees("nama lengkap")
    kept = await stage.query(
        "SELECT agreed_how, length(content) AS bytes FROM business "
        "JOIN attachment ON attachment.id = business.agreed_photo_id"
    )
    assert kept[0].agreed_how == "paper" and kept[0].bytes > 0


async def test_nothing_is_asked_before_the_owner_agreed(stage: Stage) -> None:
    joko = await field_helper(stage)
    await joko.says("/menu")
    await joko.taps("Isikan untuk pemilik usaha")
    await joko.taps("Mulai isi baru")
    await joko.says("Siti Aminah, Keleyan")
    await joko.says("/menu")
    await joko.taps("Isikan untuk pemilik usaha")
    await joko.taps("Yang saya isikan")
    await joko.taps("… · konsep")
    assert joko.sees("menyatakan setuju"), "the questions wait for the owner's consent"


async def test_the_helpers_own_number_is_not_taken_for_the_owners(stage: Stage) -> None:
    joko = await field_helper(stage)
    await to_the_nine_questions(joko)
    await joko.says("Siti Aminah")
    for _time in range(2):
        await joko.says("belum tahu")
        assert not joko.sees("Tanya petugas") and "Tanya petugas" not in joko.buttons()
    await joko.shares_contact()
    assert joko.sees("Itu nomor Bapak/Ibu sendiri")
    await joko.taps("Bukan, saya jawab lagi")
    await joko.taps("Pemilik tidak punya HP")
    assert joko.sees("tidak punya HP")
    await joko.says("Keripik Bu Siti")
    assert joko.sees("kecamatan")
    row = (await stage.query("SELECT phone, flagged FROM business"))[0]
    assert row.phone is None and "tidak punya HP" in row.flagged


async def test_a_helper_goes_on_with_what_he_began_and_sees_no_other(helped: Helped) -> None:
    joko, wati = helped.joko, await field_helper(helped.stage, "Bu Wati", "+6281222222223")
    await to_the_nine_questions(joko, "Hasan, Paseseh")
    await joko.says("Hasan Basri")
    await joko.says("/menu")
    await joko.taps("Isikan untuk pemilik usaha")
    await joko.taps("Yang saya isikan")
    assert joko.buttons()[:2] == ["Hasan Basri · konsep", "Keripik Bu Siti · IKM-3526-00001"]
    await joko.taps("Hasan Basri · konsep")
    assert joko.place() == (2, 11), "it goes on where it stopped"
    await wati.says("/menu")
    await wati.taps("Isikan untuk pemilik usaha")
    await wati.taps("Yang saya isikan")
    assert "Siti" not in wati.said() + "".join(wati.buttons())
    here = wati.question["message_id"]
    for stolen in ("entry:1", "sections:1", "slip:1", "edit:1:registration:phone", "past:1"):
        await wati.act("press", message_id=here, data=stolen, forge=True)
        assert wati.sees("Data itu bukan milik Bapak/Ibu"), stolen


@STEADILY
async def test_nobody_is_entered_twice_and_a_helper_learns_only_the_number(helped: Helped) -> None:
    rina, joko = helped.rina, helped.joko
    await joko.says("/kantor")
    for mark in ("0812-3344-5566", "Siti Aminah, Keleyan", "kripik bu siti, keleyan"):
        await joko.act("press", message_id=joko.question["message_id"], data="lookup", forge=True)
        await joko.says(mark)
        assert joko.sees("Sepertinya sudah ada di daftar, nomor …00001"), mark
        assert "Siti" not in joko.said() + "".join(joko.buttons())
    await rina.says("/menu")
    await rina.taps("Isikan untuk pemilik usaha")
    await rina.taps("Mulai isi baru")
    await rina.says("081233445566")
    await rina.taps("Keripik Bu Siti · IKM-3526-00001")
    assert rina.sees("Keripik Bu Siti") and "Cetak slip" in rina.buttons()
    looks = await helped.stage.query("SELECT count(*) FROM audit WHERE action = 'view' AND count = 1")
    assert looks[0][0] >= 4, "each look into the register is audited"


async def test_a_helper_whose_role_is_taken_back_midway_can_do_nothing_more(stage: Stage) -> None:
    joko = await field_helper(stage)
    await to_the_nine_questions(joko)
    await joko.says("Siti Aminah")
    await fired(joko)
    await joko.says("0812 3344 5566")
    assert joko.sees("Data itu bukan milik Bapak/Ibu")
    assert (await stage.query("SELECT phone FROM business"))[0][0] is None
    await joko.says("/lanjut")
    assert "Siti" not in joko.said()
    await joko.act("press", message_id=joko.question["message_id"], data="assist", forge=True)
    assert joko.sees("bukan wewenang Bapak/Ibu")


async def test_a_slip_is_printed_again_and_only_its_hash_is_kept(helped: Helped) -> None:
    joko, stage = helped.joko, helped.stage
    await opens_entry(joko)
    first = await printed_code(joko)
    await opens_entry(joko)
    second = await printed_code(joko)
    assert first != second and len(second) == 12
    assert (await stage.query("SELECT count(*) FROM attachment WHERE name LIKE 'slip-%'"))[0][0] == 1
    digests = [row.digest for row in await stage.query("SELECT digest FROM invite")]
    assert hashlib.sha256(second.encode()).hexdigest() in digests
    assert (await stage.query("SELECT count(*) FROM audit WHERE action = 'print'"))[0][0] == 2
