"""Numbers and pictures of an office: each line opens its list, and nothing of another office is in any."""

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from storage import contact, intake, office, role
from tests.conftest import ONLY_KILLED
from tests.stage import Person, Stage

CANARY = "kenari"
TANJUNG_BUMI, SOCAH = "35.26.09", "35.26.02"


def ikm(number: int, now: Any, **told: Any) -> dict[str, Any]:
    return {"state": "submitted", "created_at": now, "owner_name": f"Pemilik {number}", **told}


def of_bangkalan(now: Any) -> list[dict[str, Any]]:
    """Seven with a kecamatan, one without; five food, three untold."""
    report = {"quantity": 300.0, "quantity_unit": "kg", "value": 4_500_000, "submitted_at": now}
    parts = {
        "market": [{"area": "35.78", "channel": "shop"}, {"area": "Malaysia", "channel": "reseller"}],
        "material": [{"name": "Singkong"}],
        "production_report": [{"period": "2026-Q4", **report}],
    }
    food = {"district": TANJUNG_BUMI, "sector": "agro", "branch": "food", "main_product": "keripik singkong"}
    capacity = {"capacity": 2.0, "capacity_unit": "kuintal", "capacity_period": "bulan"}
    full = {"help_wanted": ["training"], "constraints": ["capital", "material"], "parts": parts}
    return [
        ikm(1, now, phone="+6281200000001", **food, **capacity, **full),
        *(ikm(number, now, **food) for number in range(2, 6)),
        *(ikm(number, now, district=SOCAH, sector="non_agro") for number in (6, 7)),
        ikm(8, now),
    ]


def canaries(now: Any) -> list[dict[str, Any]]:
    words = {
        name: CANARY for name in ("owner_name", "name", "brand", "street", "constraint_note", "main_product")
    }
    parts = {
        "product": [{"name": CANARY}],
        "market": [{"area": CANARY, "channel": CANARY}],
        "material": [{"name": CANARY}],
        "production_report": [
            {"period": "2026-Q4", "quantity": 1.0, "quantity_unit": CANARY, "value": 7, "submitted_at": now}
        ],
    }
    coded = {name: CANARY for name in ("sector", "branch", "capacity_unit", "kbli", "level", "legal_form")}
    coded["kbli"] = CANARY[:5]
    lists = {name: [CANARY] for name in ("help_wanted", "constraints", "capital_sources")}
    return [
        ikm(1, now, **words, **coded, **lists, capacity=5.0, district="35.23.01", parts=parts)
        | {"phone": "+62811999", "papers": {"nib": CANARY}, "owner_name": CANARY}
        for _ in range(3)
    ]


@pytest.fixture
async def bu_rina(stage: Stage) -> AsyncIterator[Person]:
    """An officer of Bangkalan, in whose register eight IKM are; in Tuban's are three with a canary."""
    rina = await stage.person("Rina", phone="+6281300000001")
    await rina.starts()
    async with stage.house.store.writing() as db:
        now = stage.clock.now()
        who = (await contact.by_addresses(db, "telegram", [str(rina.number)]))[str(rina.number)]
        granted = {"name": role.OFFICER, "person": "Bu Rina", "granted_by": None, "now": now}
        await role.grant(db, contact_id=who.id, office_id=who.office_id, **granted)
        await intake.take_in(db, who.office_id, of_bangkalan(now))
        tuban = await office.settle(
            db, region="35.23", name="Dinas Tuban", area="Kabupaten Tuban", zone="Asia/Jakarta", phone=""
        )
        await intake.take_in(db, tuban.id, canaries(now))
        await db.commit()
    await rina.says("menu")
    yield rina


async def file_of(person: Person, kind: str) -> bytes:
    """The newest picture or document, as the person's phone has it."""
    message = next(one for one in reversed(person.messages) if one.get(kind))
    async with person.stage.http.get(message[kind]["url"]) as answer:
        return await answer.read()


async def test_the_five_data_sets_one_after_another(bu_rina: Person) -> None:
    await bu_rina.taps("Angka dan grafik")
    assert bu_rina.sees("8 IKM: 0 di Telegram, 1 hanya telepon, 7 tanpa keduanya")
    await bu_rina.taps("Berapa IKM")
    assert bu_rina.sees("1. Berapa IKM, per kecamatan") and bu_rina.sees("Tanjung Bumi: 5 (63%)"), (
        bu_rina.said()
    )
    assert bu_rina.sees("belum diisi: 1 (12%)") and bu_rina.sees("Jumlah: 8 IKM")
    await bu_rina.taps("per sektor")
    assert bu_rina.sees("Agro: 5 (63%)") and bu_rina.sees("Non-agro: 2 (25%)")
    await bu_rina.taps("semuanya")
    await bu_rina.taps("2. Apa yang dibuat")
    assert bu_rina.sees("keripik") and bu_rina.sees("belum diisi: 3")
    seen = bu_rina.said()
    for following in (
        "3. Berapa banyak yang bisa dibuat sebulan",
        "3. Berapa banyak yang dilaporkan",
        "4. Dijual ke mana",
        "4. Lewat apa dijual",
        "5. Bantuan yang diminta",
        "5. Kesulitan yang dihadapi",
        "5. Bahan baku yang diperlukan",
    ):
        await bu_rina.taps(following)
        seen += bu_rina.said()
    for words in (
        "kg: 200 kg dari 1 IKM",
        "kg: 300 kg dari 1 laporan, Rp4.500.000",
        "Belum melapor: 7 IKM",
        "Surabaya: 1 (12%)",
        "Malaysia: 1",
        "1 sudah mengisi, 7 belum: jumlah 8 IKM",
        "Pelatihan: 1",
        "singkong: 1",
        "permintaan pembeli belum bisa dicatat",
    ):
        assert words in seen, seen
    assert CANARY not in seen
    await bu_rina.taps("per kecamatan")
    assert bu_rina.sees("Tanjung Bumi: 5 IKM, singkong 1, belum diisi 4"), bu_rina.said()


async def test_each_line_opens_the_list_behind_it(bu_rina: Person) -> None:
    await bu_rina.taps("Angka dan grafik")
    await bu_rina.taps("Berapa IKM")
    await bu_rina.taps("Tanjung Bumi (5)")
    told = bu_rina.words(bu_rina.question)
    assert "Kecamatan: Tanjung Bumi" in told and "5 IKM" in told, told
    await bu_rina.says("/angka")
    await bu_rina.taps("Berapa IKM")
    await bu_rina.taps("belum diisi (1)")
    assert "Pemilik 8" in bu_rina.words(bu_rina.question)
    await bu_rina.says("/angka")
    await bu_rina.taps("Apa yang diminta")
    await bu_rina.taps("Pelatihan (1)")
    told = bu_rina.words(bu_rina.question)
    assert "Pemilik 1" in told and "Bantuan yang diharapkan: Pelatihan" in told, told


async def test_a_period_counts_who_was_there_by_its_end(bu_rina: Person) -> None:
    year = bu_rina.stage.clock.now().year
    await bu_rina.says("/angka")
    await bu_rina.taps("Berapa IKM")
    await bu_rina.taps("Periode")
    await bu_rina.taps(f"tahun {year - 1}")
    assert bu_rina.sees("0 IKM") and bu_rina.sees("Baru dalam periode ini: 0"), bu_rina.said()
    await bu_rina.taps("Periode")
    await bu_rina.taps(f"tahun {year}")
    assert bu_rina.sees("Baru dalam periode ini: 8")


@ONLY_KILLED
async def test_the_report_as_a_workbook(bu_rina: Person) -> None:
    await bu_rina.says("/angka")
    await bu_rina.taps("Seluruh laporan sebagai Excel")
    assert bu_rina.sees("Isinya hanya angka"), bu_rina.said()
    book = CalamineWorkbook.from_filelike(io.BytesIO(await file_of(bu_rina, "document")))
    assert len(book.sheet_names) == 9
    cells = [
        cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    ]
    assert "Tanjung Bumi" in cells and "Malaysia" in cells and 4_500_000.0 in cells
    assert not [cell for cell in cells if CANARY in str(cell)]


@ONLY_KILLED
async def test_charts_are_pictures_with_ways_to_the_others(bu_rina: Person) -> None:
    await bu_rina.says("/angka")
    await bu_rina.taps("Gambar grafik")
    for title in ("IKM per kecamatan", "IKM per kecamatan"):
        await bu_rina.taps(title)
        assert bu_rina.sees(f"{title}, Kabupaten Bangkalan"), bu_rina.said()
    with Image.open(io.BytesIO(await file_of(bu_rina, "photo"))) as picture:
        assert picture.width == 1080
    kept = await bu_rina.stage.query("SELECT count(*) FROM attachment WHERE name LIKE 'grafik-districts%'")
    assert kept[0][0] == 1, "the older picture is gone"


async def test_numbers_are_for_who_may_see_the_register(bu_rina: Person) -> None:
    siti = await bu_rina.stage.person("Siti", phone="+6281300000002")
    await siti.starts()
    await siti.says("/angka")
    assert "Berapa IKM" not in siti.buttons() and not siti.sees("Telegram"), siti.said()
