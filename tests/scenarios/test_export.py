"""The register as a workbook: asked once, sent to who may have it, audited, dropped when it has arrived."""

import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bot.clock import drop_handouts
from dialogue.listing.columns import COLUMNS
from storage import role
from tests.conftest import ONLY_KILLED, STEADY
from tests.scenarios.test_numbers import CANARY, bu_rina, file_of
from tests.staff import forges
from tests.stage import Person

__all__ = ["bu_rina"]
ONLY_STEADY = pytest.mark.parametrize("stage", [STEADY], indirect=True)
"""Pressed twice before the child has begun."""
AUDIT = "SELECT action, count, digest FROM audit WHERE thing = 'register' ORDER BY id"
KEPT = "SELECT count(*) FROM attachment WHERE content IS NOT NULL"


async def asks_for_everybody(person: Person) -> None:
    await person.says("menu")
    await person.taps("Daftar IKM")
    await person.taps("Kirim sebagai Excel")


def rows_of(workbook: bytes) -> tuple[list[list[Any]], str]:
    """The rows of the list, and all words of the sheet that explains it."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    listed, explained = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names[:2])
    return listed, " ".join(str(cell) for row in explained for cell in row)


@ONLY_KILLED
async def test_the_register_is_sent_as_a_workbook(bu_rina: Person) -> None:
    await asks_for_everybody(bu_rina)
    assert bu_rina.sees("Kirim 8 baris sebagai Excel?") and bu_rina.sees("Semua IKM Kabupaten Bangkalan")
    assert bu_rina.sees("Simpan baik-baik"), bu_rina.said()
    await bu_rina.taps("Ya, kirim")
    assert bu_rina.sees(": 8 baris."), bu_rina.said()
    sent = next(one for one in reversed(bu_rina.messages) if one.get("document"))
    assert "Kabupaten Bangkalan" in sent["document"]["name"]
    rows, explained = rows_of(await file_of(bu_rina, "document"))
    titles = rows[0]
    assert len(titles) == len(COLUMNS) and len(rows) == 9
    first = dict(zip(titles, rows[1], strict=True))
    assert first["Nama pemilik"] == "Pemilik 1"
    assert "081200000001" in rows[1], "a number to call is text with its zero"
    assert str(first["Status"]).lower() == "terkirim", first
    assert "Dinas Perindustrian" in explained and CANARY not in f"{rows} {explained} {bu_rina.said()}"
    stage = bu_rina.stage
    told = [tuple(row) for row in await stage.query(AUDIT)]
    assert [(action, count) for action, count, _digest in told] == [("export", 8), ("export_sent", 8)]
    assert len({digest for _action, _count, digest in told}) == 1 and len(told[0][2]) == 64
    async with stage.house.store.writing() as db:
        await drop_handouts(db, stage.clock.now())
        await db.commit()
    assert (await stage.query(KEPT))[0][0] == 0, "a register does not lie about"


@ONLY_KILLED
async def test_the_filter_of_a_line_is_that_of_the_file(bu_rina: Person) -> None:
    await bu_rina.says("/angka")
    await bu_rina.taps("Berapa IKM")
    await bu_rina.taps("Socah (2)")
    await bu_rina.taps("Kirim sebagai Excel")
    assert bu_rina.sees("Kirim 2 baris") and bu_rina.sees("Kecamatan: Socah"), bu_rina.said()
    await bu_rina.taps("Ya, kirim")
    rows, explained = rows_of(await file_of(bu_rina, "document"))
    assert [row[2] for row in rows[1:]] == ["Pemilik 6", "Pemilik 7"]
    assert "Socah" in explained


@ONLY_KILLED
async def test_who_lost_the_role_meanwhile_gets_nothing(bu_rina: Person) -> None:
    await asks_for_everybody(bu_rina)
    stage = bu_rina.stage
    async with stage.house.store.writing() as db:
        (held,) = await role.held_by(db, 1)
        assert await role.revoke(db, held.id, stage.clock.now())
        await db.commit()
    await bu_rina.taps("Ya, kirim")
    assert not any(one.get("document") for one in bu_rina.messages), bu_rina.said()
    assert await stage.query(AUDIT) == []


@ONLY_STEADY
async def test_who_presses_twice_gets_one_file_and_one_picture(bu_rina: Person) -> None:
    await asks_for_everybody(bu_rina)
    stage = bu_rina.stage
    number = (await stage.query("SELECT max(id) FROM segment"))[0][0]
    await forges(bu_rina, f"sendexport:{number}", f"sendexport:{number}", "chart:sector", "chart:sector")
    assert sum(bool(one.get("document")) for one in bu_rina.messages) == 1, bu_rina.said()
    made = await stage.query("SELECT kind FROM handout ORDER BY kind")
    assert [row.kind for row in made] == ["chart sector", "register"]
    await forges(bu_rina, f"sendexport:{number}")
    assert sum(bool(one.get("document")) for one in bu_rina.messages) == 2, "later it may be asked for anew"
