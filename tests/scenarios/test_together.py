"""Two businesses of one owner, and two people for one business."""

from datetime import timedelta

from tests.stage import Person


async def test_one_owner_with_two_businesses(bu_siti: Person) -> None:
    await bu_siti.says("/daftar")
    assert bu_siti.sees("sudah terdaftar dengan nomor IKM-3526-00001")
    await bu_siti.taps("Daftarkan usaha lain")
    assert bu_siti.place() == (3, 11), "her name and number are known"
    for answer in ("Batik Bu Siti", "Tanjung Bumi", "Paseseh", "kain batik", "ya", "1", "4", "45 lembar"):
        await bu_siti.says(answer)
    await bu_siti.taps("Lewati, ingatkan nanti")
    await bu_siti.taps("Simpan")
    assert bu_siti.sees("Batik Bu Siti sudah terdaftar dengan nomor IKM-3526-00002")
    await bu_siti.says("menu")
    assert bu_siti.sees("Keripik") or bu_siti.sees("Usaha Siti Aminah · IKM-3526-00001")
    assert bu_siti.sees("Batik Bu Siti · IKM-3526-00002")
    await bu_siti.says("/lengkapi")
    assert bu_siti.sees("Untuk usaha yang mana?")
    await bu_siti.taps("Batik Bu Siti")
    assert bu_siti.sees("Batik Bu Siti: terisi")
    await bu_siti.taps("Surat-surat usaha (0%)")
    assert bu_siti.place() == (1, 4), "cloth needs no P-IRT and no halal certificate"


async def invited(bu_siti: Person) -> str:
    await bu_siti.says("/data")
    await bu_siti.taps("Ajak orang lain ikut mengisi")
    await bu_siti.taps("Buat tautan")
    return bu_siti.said().rpartition("?start=")[2].split()[0]


async def test_husband_and_wife_fill_in_one_record(bu_siti: Person) -> None:
    payload = await invited(bu_siti)
    pak = await bu_siti.stage.person("Pak Aminudin", "+6281955667788")
    await pak.starts(payload)
    assert pak.sees("diajak ikut mengisi data Usaha Siti Aminah. Mau ikut?")
    assert (await bu_siti.stage.query("SELECT count(*) FROM business_contact"))[0][0] == 1, (
        "opening changes nothing"
    )
    await pak.taps("Ya, saya ikut")
    await bu_siti.looks()
    assert "ikut mengisi data Usaha Siti Aminah" in bu_siti.words(bu_siti.question)
    await pak.taps("Lengkapi data")
    await pak.taps("Pemilik dan usaha (0%)")
    assert pak.sees("Bolehkah dinas menyimpan"), "he agrees for himself first"
    await pak.taps("Setuju")
    await pak.says("/lengkapi")
    await pak.taps("Pemilik dan usaha (0%)")
    await pak.taps("Perempuan")
    who = "SELECT count(DISTINCT contact_id) FROM history WHERE thing = 'business'"
    assert (await bu_siti.stage.query(who))[0][0] == 2
    await pak.says("/batal")
    await pak.starts(payload)
    assert pak.sees("sudah dipakai atau sudah lewat waktunya")

    await bu_siti.taps("Keluarkan orang itu")
    assert bu_siti.sees("sudah tidak bisa melihat atau mengubah")
    await pak.says("/data")
    assert "Siti" not in pak.said()


async def test_an_old_link_opens_nothing(bu_siti: Person) -> None:
    payload = await invited(bu_siti)
    bu_siti.stage.clock.offset += timedelta(hours=73)
    await bu_siti.stage.reopen()
    pak = await bu_siti.stage.person("Pak Aminudin", "+6281955667788")
    await pak.starts(payload)
    assert pak.sees("sudah lewat waktunya")
    await pak.starts("usaha_" + "x" * 22)
    assert pak.sees("sudah lewat waktunya")


async def test_who_is_taken_out_midway_is_told_and_loses_nothing_else(bu_siti: Person) -> None:
    payload = await invited(bu_siti)
    pak = await bu_siti.stage.person("Pak Aminudin", "+6281955667788")
    await pak.starts(payload)
    await pak.taps("Ya, saya ikut")
    await pak.taps("Lengkapi data")
    await pak.taps("Produk (0%)")
    await pak.taps("Tambah")
    assert pak.sees("Bolehkah dinas menyimpan")
    await pak.taps("Setuju")
    await pak.says("/lengkapi")
    await pak.taps("Produk (0%)")
    await pak.taps("Tambah")
    for answer in ("Keripik", "nanti", "nanti", "nanti", "nanti"):
        await pak.says(answer)
    assert pak.sees("Ada foto produk ini?")
    await bu_siti.looks()
    await bu_siti.taps("Keluarkan orang itu")
    await pak.sends_photo()
    assert pak.sees("Data itu bukan milik Bapak/Ibu")
    await pak.says("/lanjut")
    assert pak.sees("Data itu bukan milik Bapak/Ibu")
    await pak.says("/lanjut")
    assert not pak.sees("Data itu bukan milik Bapak/Ibu"), "what is gone is not offered again"
    states = await bu_siti.stage.query("SELECT DISTINCT state FROM inbox")
    assert [row.state for row in states] == ["done"]
