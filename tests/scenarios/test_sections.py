"""The complete record, a section at a time, by an owner who is registered already."""

from tests.stage import Person


async def opens(person: Person, section: str) -> None:
    """Open a section from the menu, whatever its percentage says."""
    await person.says("/lengkapi")
    label = next(label for label in person.buttons() if label.startswith(section))
    await person.taps(label)


async def test_owner_and_business(bu_siti: Person) -> None:
    await opens(bu_siti, "Pemilik dan usaha (0%)")
    await bu_siti.taps("Perempuan")
    await bu_siti.says("perorangan")
    await bu_siti.says("2015")
    assert bu_siti.sees("Dicatat: 2015"), "a year has no dot"
    await bu_siti.says("Barokah")
    await bu_siti.says("Dusun Barat RT 02 RW 01")
    assert "Kirim lokasi ini" in bu_siti.buttons()
    await bu_siti.taps("Kirim lokasi ini")
    assert bu_siti.sees("Lokasinya sudah kami terima")
    assert bu_siti.sees("Data sudah disimpan") and "Lanjut: Kegiatan usaha" in bu_siti.buttons()
    assert not bu_siti.screen["reply_keyboard"]
    row = (await bu_siti.stage.query("SELECT * FROM business"))[0]._mapping
    assert (row["gender"], row["legal_form"], row["year_established"]) == ("female", "sole", 2015)
    assert (row["brand"], round(row["latitude"], 4)) == ("Barokah", -7.0455)


async def test_the_activity_is_proposed_by_the_products_words(bu_siti: Person) -> None:
    await opens(bu_siti, "Kegiatan usaha")
    assert bu_siti.buttons()[0] == "membuat kerupuk, keripik, dan sejenisnya"
    assert not any("10794" in label for label in bu_siti.buttons()), "the code is never shown first"
    await bu_siti.taps("Bukan ini")
    assert bu_siti.sees("Apa yang dibuat atau dikerjakan?")
    await bu_siti.says("bikin kripik tempe")
    assert bu_siti.sees("Mana yang paling dekat?")
    await bu_siti.taps("membuat kerupuk, keripik, dan sejenisnya (KBLI 10794 tahun 2025)")
    assert bu_siti.sees("Usaha ini biasanya masuk Pangan")
    await bu_siti.says("ya")
    row = (await bu_siti.stage.query("SELECT kbli, kbli_edition, branch FROM business"))[0]
    assert tuple(row) == ("10794", "2025", "food")


async def test_a_code_that_changed_its_meaning_is_asked_about(bu_siti: Person) -> None:
    await opens(bu_siti, "Kegiatan usaha")
    await bu_siti.says("32907")
    assert bu_siti.sees("berbeda artinya di KBLI 2020 dan 2025")
    assert "membuat kancing dan ritsleting (KBLI 32907 tahun 2025)" in bu_siti.buttons()
    await bu_siti.taps("Bukan, saya jawab lagi")
    await bu_siti.taps("Tidak tahu")
    await bu_siti.says("pangan")
    row = (await bu_siti.stage.query("SELECT kbli, kbli_edition, branch FROM business"))[0]
    assert tuple(row) == ("", "", "food")


async def test_papers_take_numbers_not_yet_and_odd_ones(bu_siti: Person) -> None:
    await opens(bu_siti, "Surat-surat usaha")
    assert bu_siti.place() == (1, 6), "food has P-IRT and halal too"
    await bu_siti.says("NIB saya 123456789012")
    await bu_siti.taps("0123456789012")
    await bu_siti.says("blm punya")
    assert bu_siti.sees("NPWP gratis")
    await bu_siti.says("2013526010001-2")
    assert bu_siti.sees("terdiri dari 15 angka") and bu_siti.sees("Dicatat apa adanya dulu?")
    await bu_siti.says("ya")
    assert bu_siti.sees("“2013526010001-2” (nanti dilihat petugas)")
    await bu_siti.says("ID35110000123450421")
    await bu_siti.taps("Belum punya")
    await bu_siti.taps("Lewati, ingatkan nanti")
    assert bu_siti.sees("NIB: 0123456789012") and bu_siti.sees("Merek terdaftar: belum diisi")

    await bu_siti.taps("Masa berlaku dan foto: Sertifikat halal")
    await bu_siti.says("31/12/2027")
    await bu_siti.sends_photo()
    assert bu_siti.sees("Sertifikat halal sudah disimpan")
    await bu_siti.taps("NPWP")
    await bu_siti.says("01.312.166.0-091.000")
    assert bu_siti.sees("Data sudah disimpan") or bu_siti.sees("NPWP:")
    rows = await bu_siti.stage.query(
        "SELECT kind, is_held, number, expires_on, flagged FROM certificate ORDER BY id"
    )
    papers = {row.kind: row for row in rows}
    assert papers["nib"].number == "0123456789012"
    assert papers["npwp"].number == "0013121660091000" and papers["npwp"].is_held
    assert papers["halal"].expires_on == "2027-12-31"
    assert papers["pirt"].number is None and "2013526010001-2" in papers["pirt"].flagged
    assert not papers["sni"].is_held and "trademark" not in papers
    photos = "SELECT length(content) FROM attachment JOIN certificate ON photo_id = attachment.id"
    assert (await bu_siti.stage.query(photos))[0][0] > 0


async def test_products_are_added_changed_and_removed(bu_siti: Person) -> None:
    await opens(bu_siti, "Produk")
    await bu_siti.taps("Tambah")
    await bu_siti.says("Keripik balado 250 gram")
    await bu_siti.says("15rb per bks")
    assert bu_siti.sees("Dicatat: Rp15.000 per bungkus")
    await bu_siti.says("1 lusin")
    assert bu_siti.sees("Itu 12 pcs")
    await bu_siti.says("seminggu")
    assert bu_siti.sees("Dicatat: 7 hari")
    await bu_siti.says("kurleb 3 kodi seminggu")
    assert bu_siti.sees("Maksudnya kira-kira 3 kodi per minggu?")
    await bu_siti.says("iya")
    assert bu_siti.sees("Itu kira-kira 260 pcs sebulan")
    await bu_siti.sends_photo()
    assert bu_siti.sees("Keripik balado 250 gram sudah disimpan")

    await bu_siti.taps("Tambah satu lagi")
    await bu_siti.says("Keripik original")
    await bu_siti.says("12-15 ribu")
    assert bu_siti.sees("Rp12.000 sampai Rp15.000 untuk satu apa?")
    await bu_siti.says("bungkus")
    assert bu_siti.place() == (3, 6)
    await bu_siti.says("/batal")
    await opens(bu_siti, "Produk")
    assert bu_siti.sees("Produk (2)")
    await bu_siti.taps("Keripik original")
    assert bu_siti.sees("Harga: Rp12.000 sampai Rp15.000 per bungkus")
    await bu_siti.taps("Hapus")
    await bu_siti.taps("Ya, hapus")
    assert bu_siti.sees("Keripik original sudah dihapus") and bu_siti.sees("Produk (1)")
    await bu_siti.taps("Keripik balado 250 gram")
    await bu_siti.taps("Harga")
    await bu_siti.says("16.000")
    await bu_siti.taps("bungkus")
    row = (await bu_siti.stage.query("SELECT * FROM product WHERE removed_at IS NULL"))[0]._mapping
    assert (row["price"], row["price_unit"], row["minimum"], row["minimum_unit"]) == (
        16000,
        "bungkus",
        1,
        "lusin",
    )
    assert (row["lead_days"], row["capacity"], row["capacity_unit"]) == (7, 3, "kodi")
    assert (row["capacity_period"], bool(row["capacity_about"])) == ("minggu", True)
    old = await bu_siti.stage.query("SELECT words FROM history WHERE thing = 'product' AND field = 'price'")
    assert next(change.words for change in old) == "15rb per bks"


async def test_machines_materials_and_where_it_is_sold(bu_siti: Person) -> None:
    await opens(bu_siti, "Mesin dan alat")
    await bu_siti.taps("Tidak pakai mesin atau alat")
    assert "Lanjut: Bahan baku" in bu_siti.buttons()
    await bu_siti.says("/lengkapi")
    assert "Mesin dan alat (lengkap)" in bu_siti.buttons()
    await opens(bu_siti, "Mesin dan alat")
    await bu_siti.taps("Tambah")
    for answer in ("mesin perajang", "loro", "2019", "listrik"):
        await bu_siti.says(answer)
    assert bu_siti.sees("mesin perajang sudah disimpan")
    assert tuple((await bu_siti.stage.query("SELECT count, year, power FROM machine"))[0]) == (
        2,
        2019,
        "electricity",
    )
    assert (await bu_siti.stage.query("SELECT without FROM business"))[0][0] in (None, "null")

    await opens(bu_siti, "Bahan baku")
    await bu_siti.taps("Tambah")
    for answer in ("singkong", "mutu A", "2 kuintal seminggu", "Dari kabupaten ini", "mahal pas kemarau"):
        await bu_siti.says(answer)
    assert bu_siti.sees("singkong sudah disimpan")
    need = await bu_siti.stage.query(
        "SELECT quantity, quantity_unit, quantity_period, source FROM material_need"
    )
    assert tuple(need[0]) == (2, "kuintal", "minggu", "local")


async def test_shares_of_markets_make_a_hundred(bu_siti: Person) -> None:
    await opens(bu_siti, "Peta pemasaran")
    await bu_siti.taps("Tambah")
    await bu_siti.taps("Kabupaten Bangkalan")
    await bu_siti.taps("Toko atau pasar")
    await bu_siti.says("60%")
    await bu_siti.taps("Tambah satu lagi")
    await bu_siti.says("surabya")
    assert bu_siti.sees("Maksudnya Kota Surabaya?")
    await bu_siti.says("betul")
    await bu_siti.taps("Penjual ulang")
    await bu_siti.says("50")
    assert bu_siti.sees("jadi 110%, lebih dari semuanya")
    await bu_siti.says("bukan")
    await bu_siti.says("30")
    await bu_siti.taps("Tambah satu lagi")
    await bu_siti.says("malaysia")
    await bu_siti.taps("Lewati, ingatkan nanti")
    await bu_siti.taps("Lewati, ingatkan nanti")
    await bu_siti.taps("Kembali ke daftar")
    assert bu_siti.sees("berjumlah 90%; semestinya 100%")
    rows = await bu_siti.stage.query("SELECT area, channel, share FROM market ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("35.26", "shop", 60),
        ("35.78", "reseller", 30),
        ("Malaysia", None, None),
    ]


async def test_the_size_class_is_told_with_its_reason(bu_siti: Person) -> None:
    await opens(bu_siti, "Tenaga kerja dan kapasitas")
    await bu_siti.says("25")
    await bu_siti.says("3.000 bungkus sebulan")
    await opens(bu_siti, "Modal")
    await bu_siti.says("rong puluh yuto")
    assert bu_siti.sees("Dicatat: Rp20.000.000")
    await bu_siti.says("tidak ada")
    await bu_siti.taps("Uang sendiri")
    await bu_siti.taps("Bank atau KUR")
    await bu_siti.taps("Selesai")
    assert bu_siti.sees("Indikatif: industri kecil, karena 5 tenaga kerja dan modal Rp20.000.000")
    await opens(bu_siti, "Kendala")
    await bu_siti.says("bahan baku, kemasan")
    await bu_siti.says("singkong mahal kalau kemarau")
    await bu_siti.taps("Pelatihan")
    await bu_siti.taps("Selesai")
    row = (await bu_siti.stage.query("SELECT * FROM business"))[0]._mapping
    assert (row["investment"], row["land_building"], row["installed"]) == (20_000_000, 0, 3000)
    assert "own" in row["capital_sources"] and "bank" in row["capital_sources"]
    assert "material" in row["constraints"] and "packaging" in row["constraints"]


async def test_words_that_are_no_number_are_kept_for_an_officer(bu_siti: Person) -> None:
    await opens(bu_siti, "Modal")
    await bu_siti.says("lumayan banyak")
    assert "Catat apa adanya" not in bu_siti.buttons()
    await bu_siti.says("ya segitu lah")
    assert "Catat apa adanya" in bu_siti.buttons()
    await bu_siti.taps("Catat apa adanya")
    assert bu_siti.sees("Dicatat apa adanya: “ya segitu lah”")
    assert bu_siti.place() == (2, 3), "it does not hold her up"
    flagged = (await bu_siti.stage.query("SELECT flagged FROM business"))[0][0]
    assert "ya segitu lah" in flagged
    await bu_siti.says("/data")
    assert "“ya segitu lah” (nanti dilihat petugas)" in bu_siti.said()
    await opens(bu_siti, "Modal")
    await bu_siti.says("/batal")
    await bu_siti.says("/ubah")
    await bu_siti.taps("Ubah data")
    await bu_siti.taps("Modal")
    await bu_siti.says("/batal")
    assert "ya segitu lah" in (await bu_siti.stage.query("SELECT flagged FROM business"))[0][0]


async def test_all_data_is_shown_and_changes_are_kept(bu_siti: Person) -> None:
    await bu_siti.says("/ubah")
    assert bu_siti.sees("Kendala") and bu_siti.sees("Produksi sebulan: 1.500 bungkus per bulan")
    await bu_siti.taps("Ubah data")
    await bu_siti.taps("Data pokok")
    await bu_siti.taps("Nama usaha")
    await bu_siti.says("Keripik Siti Jaya")
    await bu_siti.says("/data")
    await bu_siti.taps("Riwayat perubahan")
    assert bu_siti.sees("Nama usaha, “Keripik Siti Jaya”")
