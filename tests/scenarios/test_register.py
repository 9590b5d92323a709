"""The register in the chat: an officer searches, filters, lists, and opens the card of a business.

Two offices stand on the stage: in every text of the other one's businesses there is a canary, which Bu Rina
of Bangkalan must never see.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from handlers.measuring import measure
from storage import contact, office, part, role, segment
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.product import Product
from storage.segment import Segment
from tests.conftest import STEADY
from tests.stage import Person, Stage

CANARY = "kenari"
TANJUNG_BUMI, SOCAH = "35.26.09", "35.26.02"


once = pytest.mark.parametrize("stage", [STEADY], indirect=True)
"""For walks of many steps that leave nothing behind which a restart could lose."""


@pytest.fixture
async def bu_rina(stage: Stage) -> AsyncIterator[Person]:
    """An officer of Bangkalan, whose register holds a dozen IKM; Tuban's are beside them."""
    rina = await stage.person("Rina", phone="+6281300000001")
    await rina.starts()
    async with stage.house.store.writing() as db:
        now = stage.clock.now()
        who = (await contact.by_addresses(db, "telegram", [str(rina.number)]))[str(rina.number)]
        granted = {"name": role.OFFICER, "person": "Bu Rina", "granted_by": None, "now": now}
        await role.grant(db, contact_id=who.id, office_id=who.office_id, **granted)
        await fill(db, who.office_id, now)
        tuban = await office.settle(
            db, region="35.23", name="Dinas Tuban", area="Kabupaten Tuban", zone="Asia/Jakarta", phone=""
        )
        await fill_with_canaries(db, tuban.id, now)
        await measure(db, now)
        await db.commit()
    await rina.says("menu")
    yield rina


async def fill(db: Any, office_id: int, now: Any) -> None:
    rahma = await add(
        db,
        office_id,
        now,
        number="IKM-3526-00042",
        name="Batik Tresna Art",
        owner_name="Moh. Rahmatullah",
        phone="+6281234567890",
        district=TANJUNG_BUMI,
        village=f"{TANJUNG_BUMI}.2003",
        main_product="batik tulis",
        sector="non_agro",
        branch="textile",
        kbli="13133",
        workers_male=2,
        workers_female=6,
        investment=50_000_000,
    )
    await part.add(db, Certificate, rahma.id, now, kind="nib", number="0112345678901", is_held=True)
    await part.add(db, Product, rahma.id, now, name="selendang sutra")
    for number in range(1, 12):
        await add(
            db,
            office_id,
            now,
            number=f"IKM-3526-{number:05d}",
            name=f"Keripik Barokah {number}",
            owner_name=f"Siti Soeharti {'abcdefghijkl'[number]}",
            phone=f"+62813555500{number:02d}" if number > 2 else None,
            district=SOCAH,
            village=f"{SOCAH}.2002",
            main_product="keripik singkong",
            sector="agro",
            branch="food",
            state="verified",
            origin="import",
        )


async def add(db: Any, office_id: int, now: Any, **columns: Any) -> Business:
    row = Business(**{"office_id": office_id, "state": "submitted", "created_at": now, **columns})
    db.add(row)
    await db.flush()
    return row


async def fill_with_canaries(db: Any, office_id: int, now: Any) -> None:
    words = {
        name: f"{CANARY}{name.replace('_', '')}"
        for name in ("name", "owner_name", "main_product", "street", "brand", "constraint_note")
    }
    held = await add(
        db,
        office_id,
        now,
        **words,
        number="IKM-3523-00777",
        phone="+6281999888777",
        district=TANJUNG_BUMI,
        village=f"{TANJUNG_BUMI}.2003",
        sector="agro",
        branch="food",
        kbli="10794",
        completeness=30,
        level="independent",
        size_class="large",
        flagged={"phone": f"{CANARY}flagged"},
    )
    await part.add(db, Product, held.id, now, name=f"{CANARY}produk")
    await part.add(db, Certificate, held.id, now, kind="nib", number="9998887776665", is_held=True)
    owner = await contact.add(db, "telegram", "999777", office_id, now)
    db.add(BusinessContact(business_id=held.id, contact_id=owner.id, since=now))


@once
async def test_each_way_to_look_for_a_business_opens_its_card(bu_rina: Person) -> None:
    for typed in (
        "tresna",
        "batik tanjungbumi",
        "muhammad rahmatullah",
        "42",
        "3526-42",
        "IKM-3526-00042",
        "0812 3456 7890",
        "+62 812-3456-7890",
        "0112345678901",
        "selendang",
    ):
        await bu_rina.says(typed)
        assert bu_rina.sees("Batik Tresna Art · IKM-3526-00042"), (typed, bu_rina.said())
        assert bu_rina.sees("Moh. Rahmatullah"), typed


@once
async def test_a_misspelt_word_finds_what_comes_close(bu_rina: Person) -> None:
    for typed in ("btaik tresna", "rahmatulah batk", "tresnaa"):
        await bu_rina.says(typed)
        assert bu_rina.sees("Batik Tresna Art"), (typed, bu_rina.said())
    await bu_rina.says("suharti d")
    assert bu_rina.sees("Siti Soeharti"), bu_rina.said()
    await bu_rina.says("zzzzqq")
    assert bu_rina.sees("Belum ada IKM yang cocok dengan “zzzzqq”")
    assert "Daftar IKM" in bu_rina.buttons()
    await bu_rina.says("makasih ya")
    assert bu_rina.sees("Kalau perlu apa-apa")


async def test_several_finds_are_listed_in_pages_and_open_from_there(bu_rina: Person) -> None:
    await bu_rina.says("barokah socah")
    assert bu_rina.sees("11 IKM: 0 di Telegram, 9 hanya telepon, 2 tanpa keduanya"), bu_rina.said()
    assert bu_rina.sees("Halaman 1 dari 2")
    await bu_rina.taps("Halaman berikutnya")
    assert "Halaman 2 dari 2" in bu_rina.words(bu_rina.question)
    name = next(label for label in bu_rina.buttons() if label.startswith("9. "))
    await bu_rina.taps(name)
    assert bu_rina.sees(f"{name.removeprefix('9. ')} · IKM-3526-"), bu_rina.said()
    await bu_rina.taps("Kembali ke daftar")
    assert "Halaman 2 dari 2" in bu_rina.words(bu_rina.question)


async def test_a_filter_is_narrowed_by_buttons_with_a_live_count(bu_rina: Person) -> None:
    await bu_rina.taps("Daftar IKM")
    assert "12 IKM: 0 di Telegram, 10 hanya telepon, 2 tanpa keduanya" in bu_rina.words(bu_rina.question)
    await bu_rina.taps("Kecamatan")
    rows = [[button["text"] for button in row] for row in bu_rina.question["keyboard"]]
    assert rows[0] == ["Socah (11)", "Tanjung Bumi (1)"] and sum(map(len, rows)) == 20, "all 18 are there"
    await bu_rina.taps("Socah (11)")
    assert "11 IKM" in bu_rina.words(bu_rina.question)
    await bu_rina.taps("Desa atau kelurahan")
    await bu_rina.taps("Keleyan (11)")
    await bu_rina.taps("Telegram atau telepon")
    await bu_rina.taps("tanpa Telegram dan telepon (2)")
    shown = bu_rina.words(bu_rina.question)
    assert "Kecamatan: Socah" in shown and "2 IKM: 0 di Telegram, 0 hanya telepon, 2 tanpa keduanya" in shown
    await bu_rina.taps("Lihat daftar")
    assert "1. Keripik Barokah 1 · Siti Soeharti b · Keleyan · IKM-3526-00001" in bu_rina.words(
        bu_rina.question
    )
    assert {"Kirim sebagai Excel", "Untuk semua ini…"} <= set(bu_rina.buttons())
    await bu_rina.taps("Ubah saringan")
    await bu_rina.taps("Hapus saringan")
    assert "12 IKM" in bu_rina.words(bu_rina.question)


async def test_papers_sizes_and_typed_words_narrow_too(bu_rina: Person) -> None:
    await bu_rina.taps("Daftar IKM")
    await bu_rina.taps("Surat yang sudah ada")
    await bu_rina.taps("NIB (1)")
    assert "1 IKM" in bu_rina.words(bu_rina.question)
    await bu_rina.taps("Skala usaha")
    await bu_rina.taps("industri kecil (1)")
    await bu_rina.taps("Hapus saringan")
    await bu_rina.taps("Nama produk")
    await bu_rina.says("sutra")
    assert bu_rina.sees("Nama produk: sutra") and bu_rina.sees("1 IKM"), bu_rina.said()
    await bu_rina.taps("Hapus saringan")
    await bu_rina.taps("Kode KBLI")
    await bu_rina.says("131")
    assert bu_rina.sees("1 IKM"), bu_rina.said()


async def test_the_card_tells_everything_in_parts(bu_rina: Person) -> None:
    await bu_rina.says("tresna")
    for words in (
        "0812-3456-7890",
        "industri kecil, indikatif",
        "hanya telepon",
        "menunggu diperiksa petugas",
        "Belum lengkap:",
    ):
        assert bu_rina.sees(words), (words, bu_rina.said())
    assert not bu_rina.sees("terkirim"), "its state is told once"
    assert {"Ubah", "Periksa", "Kirim pesan ke pemilik", "Cetak slip", "Riwayat"} <= set(bu_rina.buttons())
    await bu_rina.taps("Lihat semua data")
    await bu_rina.taps(next(label for label in bu_rina.buttons() if label.startswith("Produk (")))
    assert "selendang sutra" in bu_rina.words(bu_rina.question)
    await bu_rina.taps("Kembali ke kartu")
    await bu_rina.taps("Ubah")
    await bu_rina.taps("Data pokok")
    await bu_rina.taps("Nama usaha")
    await bu_rina.says("Batik Tresna Indah")
    await bu_rina.says("/batal")
    await bu_rina.says("tresna indah")
    assert bu_rina.sees("Batik Tresna Indah · IKM-3526-00042"), "what was changed is found at once"
    await bu_rina.taps("Riwayat")
    assert bu_rina.sees("“Batik Tresna Indah” (Bu Rina, untuk pemilik)"), bu_rina.said()


async def test_looking_is_in_the_audit_with_counts_and_without_words(bu_rina: Person) -> None:
    await bu_rina.says("tresna")
    await bu_rina.says("barokah")
    noted = await bu_rina.stage.query("SELECT action, thing, thing_id, count, digest FROM audit ORDER BY id")
    kinds = [(row.action, row.thing_id is not None) for row in noted]
    assert kinds == [("search", False), ("view", True), ("search", False), ("list", False)]
    assert [row.count for row in noted] == [1, 1, 8, 8], "every find on the page is somebody's data"
    await bu_rina.taps("Halaman berikutnya")
    await bu_rina.taps("Halaman sebelumnya")
    pages = await bu_rina.stage.query("SELECT count, digest FROM audit WHERE action = 'list' ORDER BY id")
    assert [row.count for row in pages] == [8, 3, 8]
    assert pages[0].digest == pages[2].digest != pages[1].digest, "which they were can be proved"
    assert all(len(row.digest) == 64 for row in noted)


async def test_who_holds_no_role_searches_nothing(stage: Stage, bu_rina: Person, siti: Person) -> None:
    await siti.starts()
    await siti.says("tresna")
    assert not siti.sees("Tresna Art")
    await siti.says("/cari tresna")
    assert not siti.sees("Tresna Art")
    async with stage.house.store.writing() as db:
        held = await role.in_office(db, 1)
        await role.revoke(db, held[0].id, stage.clock.now())
        await db.commit()
    await bu_rina.taps("Daftar IKM")
    assert not bu_rina.sees("di Telegram"), bu_rina.said()


CANARIES = (
    *(
        f"{CANARY}{name}"
        for name in ("name", "ownername", "mainproduct", "street", "brand", "produk", "flagged")
    ),
    f"{CANARY}constraintnote",
    CANARY,
    "0819-9988-8777",
    "9998887776665",
    "3523-777",
    "777",
)


@once
async def test_another_offices_rows_are_never_seen(stage: Stage, bu_rina: Person) -> None:
    for typed in CANARIES:
        await bu_rina.says(typed)
        unseen(bu_rina)
    await bu_rina.says("barokah")
    here = bu_rina.question["message_id"]
    theirs = (await stage.query("SELECT id FROM business WHERE number = 'IKM-3523-00777'"))[0][0]
    async with stage.house.store.writing() as db:
        tuban = (await stage.query("SELECT id FROM office WHERE region = '35.23'"))[0][0]
        owner = (await contact.by_addresses(db, "telegram", ["999777"]))["999777"]
        foreign = await segment.keep(db, Segment(words=(CANARY,)), tuban, owner.id, stage.clock.now())
        await db.commit()
    for data in (
        f"entry:{theirs}",
        f"entry:{theirs}:1:0",
        f"reading:{theirs}:profile",
        f"past:{theirs}",
        f"change:{theirs}",
        f"edit:{theirs}:registration:name",
        f"list:{foreign}:0",
        f"browse:{foreign}",
        f"similar:{foreign}",
        f"choose:{foreign}:districts:0",
        f"narrow:{foreign}:villages:35.23.01.2001",
        "list:1:999999",
        "narrow:1:districts:35.23.01",
        "narrow:1:assigned_to:x",
        "choose:1:mood:0",
        "choose:²:held:0",
        "list:-1:-1",
        "entry:x",
    ):
        await bu_rina.act("press", message_id=here, data=data, forge=True)
        unseen(bu_rina)
        assert not bu_rina.sees("ada yang salah"), (data, bu_rina.said())
    parked = await stage.query("SELECT count(*) FROM inbox WHERE state NOT IN ('done', 'open')")
    assert parked[0][0] == 0


@once
async def test_no_filter_counts_another_offices_rows(bu_rina: Person) -> None:
    await bu_rina.taps("Daftar IKM")
    for kind in KINDS_WITH_CHOICES:
        await bu_rina.taps(kind)
        unseen(bu_rina)
        numbers = [
            int(label.rpartition("(")[2].rstrip(")")) for label in bu_rina.buttons() if "(" in label[-5:]
        ]
        counted = {"Surat yang sudah ada": 7, "Surat yang belum ada": 7, "Kelengkapan": 2}  # once and again
        assert sum(numbers) <= 12 * counted.get(kind, 1), kind
        await bu_rina.taps("Kembali")
    assert "12 IKM" in bu_rina.words(bu_rina.question)


KINDS_WITH_CHOICES = (
    "Kecamatan",
    "Sektor",
    "Cabang",
    "Skala usaha",
    "Status",
    "Kelengkapan",
    "Tingkat kemandirian",
    "Surat yang sudah ada",
    "Surat yang belum ada",
    "Telegram atau telepon",
    "Petugas pendamping",
)


def unseen(person: Person) -> None:
    """Nothing on the screen is Tuban's, but for what the person typed and hears again in a refusal."""
    for message in person.messages:
        if message["from"] != "bot" or "Belum ada IKM yang cocok" in person.words(message):
            continue
        shown = f"{person.words(message)} {message.get('keyboard')}"
        for canary in (CANARY, "819-9988", "81999888777", "9998887776665", "3523"):
            assert canary not in shown, shown
