"""A whole filter at once: an officer's count and confirmation, and what owners hear of it."""

from sqlalchemy import text

from storage import role, segment
from storage.segment import Segment
from tests.staff import fired, forges, hired
from tests.stage import Person, Stage

MORE = (
    "INSERT INTO business (office_id, number, state, name, created_at, submitted_at, origin) "
    "SELECT office_id, 'IKM-9-' || :n, 'submitted', 'Usaha ' || :n, created_at, created_at, 'import' "
    "FROM business WHERE id = 1"
)


async def grows(stage: Stage, numbers: range) -> None:
    """So many businesses on the list whose owners are not on Telegram."""
    async with stage.house.store.writing() as db:
        for number in numbers:
            await db.execute(text(MORE), {"n": str(number)})
        await db.commit()


async def everybody(officer: Person) -> int:
    """The number of the filter that asks for nothing, as this officer's list has it."""
    who, here = (await officer.stage.query("SELECT contact_id, office_id FROM role ORDER BY id DESC"))[0]
    async with officer.stage.house.store.writing() as db:
        number = await segment.keep(db, Segment(), here, who, officer.stage.clock.now())
        await db.commit()
    return number


async def states(stage: Stage) -> dict[str, int]:
    return {
        row[0]: row[1] for row in await stage.query("SELECT state, count(*) FROM business GROUP BY state")
    }


async def test_all_are_marked_as_checked_after_the_count(bu_siti: Person) -> None:
    stage = bu_siti.stage
    await grows(stage, range(3))
    rina = await hired(stage, "Rina Wulandari")
    await forges(rina, f"bulk:{await everybody(rina)}")
    assert rina.sees("untuk 4 usaha ini")
    await rina.taps("Tandai terverifikasi")
    assert rina.sees("4 usaha akan ditandai terverifikasi")
    assert await states(stage) == {"submitted": 4}, "nothing before the count is confirmed"
    await grows(stage, range(3, 6))
    confirm = rina.question
    await rina.taps("Ya, untuk 4 usaha")
    assert rina.sees("7 usaha akan ditandai terverifikasi"), "many more by now: asked once more"
    await rina.taps("Ya, untuk 7 usaha")
    assert rina.sees("Selesai untuk 7 usaha")
    assert await states(stage) == {"verified": 7}
    await bu_siti.looks()
    assert bu_siti.words(bu_siti.question).startswith("Kabar baik")
    await rina.presses_again(confirm, "Ya, untuk 4 usaha")
    assert rina.sees("Tidak ada yang perlu dilakukan")
    noted = await stage.query("SELECT count, digest FROM audit WHERE action = 'bulk_verify'")
    assert [row.count for row in noted] == [7] and len(noted[0].digest) == 64


async def test_owners_on_telegram_are_asked_to_complete_one_answer(bu_siti: Person) -> None:
    stage = bu_siti.stage
    await grows(stage, range(3))
    rina = await hired(stage, "Rina Wulandari")
    await forges(rina, f"bulk:{await everybody(rina)}")
    await rina.taps("Minta lengkapi…")
    await rina.taps("Data pokok")
    await rina.taps("Minta lengkapi: Foto produk")
    assert rina.sees("1 pemilik yang ada di Telegram akan diminta melengkapi: Foto produk")
    await rina.taps("Ya, untuk 1 usaha")
    assert await states(stage) == {"returned": 1, "submitted": 3}
    await bu_siti.looks()
    assert "satu isian yang belum ada: Foto produk." in bu_siti.words(bu_siti.question)
    await bu_siti.taps("Isi sekarang")
    await bu_siti.sends_photo()
    assert await states(stage) == {"submitted": 4}


async def test_a_head_names_who_looks_after_all_of_them(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    await forges(rina, f"bulk:{await everybody(rina)}")
    assert "Didampingi oleh: Pak Hadi" not in rina.buttons()
    head = await hired(bu_siti.stage, "Pak Hadi", role.HEAD)
    await forges(head, f"bulk:{await everybody(head)}")
    await head.taps("Didampingi oleh: Rina Wulandari")
    await head.taps("Ya, untuk 1 usaha")
    await forges(head, "standing:1")
    assert head.sees("Pendamping: Rina Wulandari")


async def test_forged_and_foreign_filters_do_nothing(bu_siti: Person) -> None:
    rina = await hired(bu_siti.stage, "Rina Wulandari")
    number = await everybody(rina)
    dodi = await hired(bu_siti.stage, "Dodi Santoso")
    for data in (f"bulk:{number}", f"bulkask:{number}:verify", f"bulkdo:{number}:verify:-:9"):
        await forges(dodi, data)
        assert not dodi.sees("1 usaha"), "another's filter"
    strange = ("bulk:x", "bulk", f"bulkask:{number}:delete", f"bulkask:{number}:assign:999")
    more = (
        f"bulkask:{number}:complete:registration.state",
        f"bulkdo:{number}:complete:x.y:1",
        f"bulkdo:{number}:verify:-",
    )
    for data in (*strange, *more):
        await forges(rina, data)
    await fired(rina)
    await forges(rina, f"bulkdo:{number}:verify:-:1")
    assert rina.sees("bukan wewenang")
    assert await states(bu_siti.stage) == {"submitted": 1}
    assert not await rina.stage.query("SELECT 1 FROM bulk")
    inbox = await rina.stage.query("SELECT DISTINCT state FROM inbox")
    assert [row.state for row in inbox] == ["done"]
