"""What a business is found by: one line of plain words for each, in which a search looks with LIKE.

Spellings that people mix are brought to one in the line and in what is looked for: Moh. and Muhammad, oe and
u, dj and j, tj and c, doubled letters. What is still misspelt is found by words of the register like it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import event, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import part
from storage.base import columns_of
from storage.business import Business
from storage.certificate import Certificate
from storage.product import Product

LONGEST = 700
"""Letters of the line; an index of PostgreSQL holds no more than 2,700 bytes."""
MUHAMMAD = re.compile(r"moh|m[ou]hd|mhd|muh|m[ou](?:h|kh|ch)am+[ae]d")
OLD_SPELLINGS = (("oe", "u"), ("dj", "j"), ("tj", "c"))
DOUBLED = re.compile(r"([a-z])\1+")
SEARCHED = frozenset({"name", "owner_name", "brand", "main_product", "phone", "village", "district", "kbli"})
SHORTEST = 4
"""Letters of a word below which nothing is taken for a misspelling of it."""
CLOSE = 74
"""Likeness (0-100) from which a word of the register is taken for what was meant."""
MOST_READ = 4000
"""Lines that are looked through for words like a misspelt one, so that a turn stays short."""

Columns = Mapping[str, Any]


def normal(words: str) -> str:
    """Words without capitals, marks and accents, each in the one spelling that stands for all of its own."""
    plain = unicodedata.normalize("NFKD", words.lower())
    plain = re.sub(r"['’‘`]", "", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return " ".join(map(_usual, re.findall(r"[a-z]+|[0-9]+", plain)))


def _usual(word: str) -> str:
    if MUHAMMAD.fullmatch(word):
        return "muhamad"
    for old, new in OLD_SPELLINGS:
        word = word.replace(old, new)
    return DOUBLED.sub(r"\1", word)


def search_text(columns: Columns, products: Iterable[str] = (), papers: Iterable[str] = ()) -> str:
    """The line of a business, from its columns, the names of its products and the numbers of its papers.

    Columns read: name, owner_name, number, phone, village, district, kbli, brand, main_product; any may be
    absent. It begins with the name, so that lists ordered by it read alphabetically.
    """
    named = [normal(str(columns.get(name) or "")) for name in ("name", "owner_name", "brand", "main_product")]
    name, owner, brand, product = named
    exact = [
        str(columns.get("number") or "").lower(),
        str(columns.get("phone") or "").lstrip("+"),
        str(columns.get("village") or columns.get("district") or ""),
        str(columns.get("kbli") or ""),
        *(normal(number).replace(" ", "") for number in papers),
    ]
    joined = [words.replace(" ", "") for words in (name, owner) if " " in words]
    parts = (name, owner, *exact, brand, *joined, product, *map(normal, products))
    line = " ".join(filter(None, parts))
    return f" {line[: LONGEST - 2]} " if line else ""


def is_searched(thing: str, field: str) -> bool:
    """Whether a change of this answer may change the line."""
    return thing in {"product", "certificate"} or field in SEARCHED


async def line_of(db: AsyncSession, held: Business) -> str:
    """The line of a business as it is stored now."""
    products = await part.of_business(db, Product, held.id)
    papers = await part.of_business(db, Certificate, held.id)
    return search_text(
        columns_of(held), (row.name or "" for row in products), (row.number or "" for row in papers)
    )


@event.listens_for(Business, "before_insert")
def _begin(_mapper: Any, _connection: Any, held: Business) -> None:
    held.search = held.search or search_text(columns_of(held))


async def words_like(db: AsyncSession, office_id: int, word: str, most: int = 4) -> list[str]:
    """Words of the office's register that a misspelt word (in its normal spelling) may mean, likeliest first.

    One wrong letter leaves the first or the second half of a word whole, and two that changed places in its
    middle leave what follows them, so only lines with one of these are looked through.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return []
    half = len(word) // 2
    pieces = (word[:half], word[half:], word[half + 1 :])
    lines = await db.scalars(
        select(Business.search)
        .where(
            Business.office_id == office_id,
            or_(*(Business.search.contains(piece) for piece in pieces)),
        )
        .limit(MOST_READ)
    )
    known = {one for line in lines for one in (line or "").split() if one.isalpha()}
    near = process.extract(word, sorted(known), scorer=fuzz.ratio, limit=most, score_cutoff=CLOSE)
    return [one for one, _score, _place in near if one != word]
