"""What a business is found by: the line of words, kept with each answer, and words like a misspelt one."""

from datetime import UTC, datetime

import pytest

from storage import answer, business, part, segment
from storage.certificate import Certificate
from storage.product import Product
from storage.searchable import normal, search_text, words_like
from storage.segment import Segment
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moh. Ali", "Muhammad Ali"),
        ("MOCHAMMAD", "mohamad"),
        ("Soeharti", "Suharti"),
        ("Djamilah", "Jamilah"),
        ("Ma'ruf", "maruf"),
        ("Fattah", "fatah"),
        ("Tjipto-Rahardjo", "cipto raharjo"),
    ],
)
def test_two_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_names_that_differ_stay_apart() -> None:
    assert len({normal(name) for name in ("Siti", "Sita", "Muhaimin", "Muhamad", "Muh. Ali", "Muhali")}) == 6


def test_the_line_holds_all_that_one_looks_for_and_fits_an_index() -> None:
    columns = {
        "name": "Nur Jaya",
        "number": "IKM-3526-00042",
        "phone": "+6281234567890",
        "village": "35.26.09.2013",
    }
    line = search_text(columns, ["selendang"], ["NIB 0112345678901"])
    assert line.startswith(" nur jaya ")
    for words in ("nurjaya", "ikm-3526-00042 ", " 6281234567890 ", "35.26.09", "0112345678901", "selendang"):
        assert words in line, words
    assert len(search_text({"name": "a b" * 500, "main_product": "é" * 5000}).encode()) <= 2000
    assert search_text({}) == ""


async def test_what_is_answered_is_found_at_once(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        held = await business.start(db, office_id, owner, NOW)
        by = {"business_id": held.id, "contact_id": owner, "now": NOW, "words": "x"}
        await answer.keep(db, held, "business", "name", {"name": "Batik Tresna"}, **by)
        business.submit(held, "IKM-3526-00042", NOW)
        product = await part.add(db, Product, held.id, NOW)
        await answer.keep(db, product, "product", "name", {"name": "selendang"}, **by)
        paper = await part.add(db, Certificate, held.id, NOW, kind="nib")
        await answer.keep(db, paper, "certificate", "nib", {"number": "0112345678901"}, **by)
        await db.commit()
        for words in (("batik", "tresna"), ("salah|selendang",), ("0112345678901",), ("-00042 ",)):
            found = await segment.page(db, Segment(words=words), office_id, 8)
            assert [entry.id for entry in found] == [held.id], words
            assert await segment.page(db, Segment(words=words), office_id + 1, 8) == []
        assert await segment.page(db, Segment(words=("batik", "keripik")), office_id, 8) == []


async def test_the_best_find_stands_first(store: Store, office_id: int, owner: int) -> None:
    names = ("Kue Basah Rina", "Anyaman Rinawati", "Rina Batik", "Zulfa")
    async with store.writing() as db:
        for name in names:
            held = await business.start(db, office_id, owner, NOW)
            keeping = {"words": "", "business_id": held.id, "contact_id": owner, "now": NOW}
            await answer.keep(db, held, "business", "name", {"name": name}, **keeping)
            business.submit(held, f"IKM-3526-{held.id:05d}", NOW)
        await db.flush()
        found = await segment.page(db, Segment(words=("rina|zulfa",)), office_id, 8)
        assert [entry.name for entry in found] == [
            "Rina Batik",
            "Kue Basah Rina",
            "Anyaman Rinawati",
            "Zulfa",
        ]
        found = await segment.page(db, Segment(words=("rian|rina|zulfa|sah",)), office_id, 8)
        assert [entry.name for entry in found] == [
            "Rina Batik",
            "Kue Basah Rina",
            "Anyaman Rinawati",
            "Zulfa",
        ], "of a misspelt word the likeliest reading counts, not the alphabet"


async def test_a_misspelt_word_brings_words_of_this_office_only(
    store: Store, office_id: int, owner: int
) -> None:
    async with store.writing() as db:
        held = await business.start(db, office_id, owner, NOW)
        keeping = {"words": "", "business_id": held.id, "contact_id": owner, "now": NOW}
        await answer.keep(db, held, "business", "name", {"name": "Keripik Rahmatullah"}, **keeping)
        for typed in ("kripik", "keripk", "kerpiik", "rahmatulah", "rahmattullahi"):
            assert await words_like(db, office_id, normal(typed)), typed
            assert await words_like(db, office_id + 1, normal(typed)) == []
        assert await words_like(db, office_id, "batik") == []
        assert await words_like(db, office_id, "ker") == []
