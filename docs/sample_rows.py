"""The rows of the sample list: what a dinas has written down of its IKM over the years.

All people are invented. Most rows are clean, in the many ways in which people write; some want an answer or
are wrong (`Listed.odd`), some stand in the demo's register already (`Listed.known`), some stand here twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from rapidfuzz import fuzz

from bot.invented import register
from dialogue import places

NOW = datetime(2026, 10, 30, 3, 0, tzinfo=UTC)
REGION, SEED, BLOCK = "35.26", 2610, 9
NEW, SAME, CHANGED, RESPELT, TWICE = 144, 4, 4, 4, 4
"""How many rows are new, how many are in the register (as they are there, with other data, or with the name
in another spelling and nothing else to know them by), and how many stand here a second time."""

Cell = str | int | float | date | None
NUMBER, OWNER, NAME, STREET, VILLAGE, DISTRICT, PHONE, PRODUCT = range(8)
SECTOR, NIB, MEN, WOMEN, CAPACITY, MONEY, YEAR, NOTE = range(8, 16)
"""The columns of the list, by their place."""
SECTORS = {
    "agro": ("Agro", "AGRO", "agro", "Industri Agro", "Ind. Agro"),
    "non_agro": ("Non Agro", "NON AGRO", "non-agro", "Industri Non Agro", "Non-Agro"),
}
MISSPELT = {
    "Kwanyar": "Kwanyer",
    "Arosbaya": "Arosbaja",
    "Sepulu": "Sepuluh",
    "Klampis": "Klampes",
    "Burneh": "Burnih",
    "Modung": "Modong",
    "Tragah": "Teragah",
    "Kokop": "Kokkop",
}
"""Kecamatan as they are also written."""
WORDS = {
    1: "satu",
    2: "dua",
    3: "tiga",
    4: "empat",
    5: "lima",
    6: "enam",
    7: "tujuh",
    8: "delapan",
    9: "sembilan",
}
NOTES = (None, None, None, None, "aktif", "binaan", "anggota KUB", "usaha rumahan", "-")

ODD: tuple[tuple[int, Cell, str], ...] = (
    (NIB, 203230004417, "12 digits: a zero in front is lost"),
    (NIB, "103220118832", "12 digits: a zero in front is lost"),
    (NIB, 912240077103, "12 digits: a zero in front is lost"),
    (NIB, 20120456, "far too short for a NIB"),
    (PHONE, "081200", "not a complete phone number"),
    (PHONE, "0812-00O9-7771", "a letter for a zero"),
    (PHONE, "081300097001 / 085700097002", "two numbers"),
    (DISTRICT, "Camplong", "a kecamatan of another kabupaten"),
    (DISTRICT, None, "no kecamatan"),
    (VILLAGE, "Sumber Waru", "no such village in that kecamatan"),
    (VILLAGE, None, "no village"),
    (CAPACITY, 1200, "a number without its unit"),
    (CAPACITY, "30", "a number without its unit"),
    (CAPACITY, "tidak tentu", "not a quantity"),
    (MONEY, "lumayan besar", "not an amount"),
    (MEN, "3-4 org", "two numbers"),
    (YEAR, 2071, "has not come yet"),
    (SECTOR, "UMKM", "neither agro nor non-agro"),
    (OWNER, None, "nobody's name"),
    (PRODUCT, None, "nothing is made"),
)
"""Column, what stands in it, and what is odd about that; one row each."""


@dataclass(frozen=True)
class Listed:
    """One row of the list."""

    cells: tuple[Cell, ...]
    odd: str = ""
    """What is to be asked, or wrong."""
    known: str = ""
    """same, changed or respelt, if the business is in the demo's register."""
    twice: bool = False
    """Whether it stood further up already."""

    def put(self, column: int, cell: Cell) -> "Listed":
        return replace(self, cells=(*self.cells[:column], cell, *self.cells[column + 1 :]))


def listed() -> list[Listed]:
    """Every row, numbered."""
    rng = Random(SEED)
    rows = [Listed(_cells(rng, record)) for record in _newcomers(rng)]
    for n, (column, cell, why) in enumerate(ODD):
        at = 3 + 7 * n
        rows[at] = replace(rows[at].put(column, cell), odd=why)
    clean = [row for row in rows if not row.odd and row.cells[PHONE]]
    rows += [replace(row.put(NOTE, None), twice=True) for row in rng.sample(clean, TWICE)]
    for row in _in_the_register(rng):
        rows.insert(rng.randrange(len(rows) - TWICE), row)
    return [row.put(NUMBER, n) for n, row in enumerate(rows, start=1)]


def _newcomers(rng: Random) -> list[dict[str, Any]]:
    """People whom nobody could take for one of the register; sorted by kecamatan, as a list is."""
    at_home: dict[str, list[str]] = {}
    for record in register(REGION, NOW):
        at_home.setdefault(record["village"], []).append(record["owner_name"])
    told = [one for one in register(REGION, NOW, seed=SEED, block=BLOCK) if "workers_male" in one]
    strangers = [
        one
        for one in told
        if not any(
            fuzz.token_sort_ratio(one["owner_name"], name) > 70 for name in at_home.get(one["village"], ())
        )
    ]
    return sorted(rng.sample(strangers, NEW), key=lambda one: (one["district"], one["village"]))


def _in_the_register(rng: Random) -> Iterator[Listed]:
    """Rows about businesses that the demo's register holds."""
    register_rows = register(REGION, NOW)
    phones = [one["phone"] for one in register_rows]
    counted = [one for one in register_rows if "workers_male" in one]
    full = [
        one
        for one in counted
        if one["papers"].get("nib") and phones.count(one["phone"]) == 1 and _is_plain(one)
    ]
    for n, record in enumerate(rng.sample(full, SAME + CHANGED)):
        row = Listed(_cells(rng, record), known="same" if n < SAME else "changed")
        row = row.put(OWNER, record["owner_name"])
        yield row if n < SAME else row.put(WOMEN, record["workers_female"] + 2)
    unknown = [one for one in counted if not one["phone"] and not one["papers"].get("nib")]
    respelt = [one for one in unknown if _respelt(one["owner_name"]) != one["owner_name"]]
    for record in rng.sample(respelt, RESPELT):
        cells = _cells(rng, {**record, "owner_name": _respelt(record["owner_name"])})
        yield Listed(cells, known="respelt")


def _is_plain(record: dict[str, Any]) -> bool:
    """Whether a cell can say all that the register knows of its amounts."""
    return record.get("capacity_high") is None and not record.get("investment_about")


def _respelt(name: str) -> str:
    """The same name as another clerk writes it."""
    for usual, other in (("Moh.", "Mohammad"), ("Ach.", "Achmad"), ("ah ", "a "), ("iy", "i"), ("sh", "s")):
        name = name.replace(usual, other)
    return name


def _cells(rng: Random, record: dict[str, Any]) -> tuple[Cell, ...]:
    district, village = places.name_of(record["district"]), places.name_of(record["village"])
    return (
        0,
        _case(rng, record["owner_name"]),
        record["name"],
        record["street"],
        rng.choice(
            (
                village,
                village,
                village.upper(),
                f"Ds. {village}" if "2" in record["village"][9:10] else village,
            )
        ),
        rng.choice(
            (
                district,
                district,
                district,
                district.upper(),
                f"Kec. {district}",
                MISSPELT.get(district, district),
            )
        ),
        _phone(rng, record["phone"]),
        record["main_product"],
        rng.choice(SECTORS[record["sector"]]),
        _nib(rng, record["papers"].get("nib")),
        _hands(rng, record["workers_male"]),
        _hands(rng, record["workers_female"]),
        _capacity(rng, record),
        _money(rng, record.get("investment")),
        _year(rng, record.get("year_established")),
        rng.choice(NOTES),
    )


def _case(rng: Random, name: str) -> str:
    return rng.choice((name, name, name, name.upper()))


def _phone(rng: Random, phone: str | None) -> Cell:
    """0812-0009-1234 in the ways of writing it, or as a number that lost its zero."""
    if phone is None:
        return rng.choice((None, "-"))
    bare = phone.removeprefix("+62")
    return rng.choice(
        (f"0{bare}", f"0{bare[:3]}-{bare[3:7]}-{bare[7:]}", int(bare), f"+62 {bare}", int(f"62{bare}"))
    )


def _nib(rng: Random, nib: str | None) -> Cell:
    """As text, or as a number where that costs no zero."""
    if not nib:
        return rng.choice((None, None, "-", "belum ada"))
    return nib if nib.startswith("0") else rng.choice((nib, int(nib)))


def _hands(rng: Random, count: int) -> Cell:
    return rng.choice((count, count, count, str(count), f"{count} org"))


def _capacity(rng: Random, record: dict[str, Any]) -> Cell:
    """The quantity as it is in the register, in figures or in words."""
    if record.get("capacity") is None:
        return None
    made, unit, period = int(record["capacity"]), record["capacity_unit"], record["capacity_period"]
    about = "± " if record["capacity_about"] else ""
    number = about + rng.choice((str(made), f"{made:,}".replace(",", "."), WORDS.get(made, str(made))))
    if period != "bulan":
        return f"{number} {unit}/{period}"
    return rng.choice((f"{number} {unit}", f"{number} {unit}/bln"))


def _money(rng: Random, rupiah: int | None) -> Cell:
    if rupiah is None:
        return None
    dotted = f"{rupiah:,}".replace(",", ".")
    million = f"{rupiah / 1_000_000:g}".replace(".", ",")
    return rng.choice((rupiah, rupiah, f"Rp {dotted}", f"{million} jt", f"{dotted},-"))


def _year(rng: Random, year: int | None) -> Cell:
    """A number, words, or a whole day where the list is of several hands."""
    if year is None:
        return None
    day = date(year, rng.randint(1, 12), rng.randint(1, 28))
    return rng.choice((year, year, year, str(year), f"Th. {year}", f"{day:%d/%m/%Y}", day))
