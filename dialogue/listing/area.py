"""Kecamatan and desa of a row: from columns of their own, from a code, or out of an address."""

import re
from dataclasses import dataclass
from functools import cache

from dialogue import places
from dialogue.i18n import Shown, _
from dialogue.listing.cells import read_area
from dialogue.listing.problem import Heard, Option, Problem, Severity
from dialogue.listing.words import is_none
from dialogue.places import Place

NEXT = r"kec|kecamatan|kab|kabupaten|kota|ds|desa|kel|kelurahan|rt|rw|dsn|dusun"
NAMED = rf"\b\.?\s*:?\s*([^,;.()]+?)(?=\s*(?:[,;()]|\.|\b(?:{NEXT})\b|$))"
IN_DISTRICT = re.compile(rf"\b(?:kecamatan|kec){NAMED}", re.IGNORECASE)
IN_VILLAGE = re.compile(rf"\b(?:desa|ds|kelurahan|kel){NAMED}", re.IGNORECASE)
IN_REGION = re.compile(rf"\b(?:kabupaten|kab|kota){NAMED}", re.IGNORECASE)
ENDS = " ,;.-"


@dataclass(frozen=True)
class Written:
    """What a row says of its place."""

    district: str = ""
    village: str = ""
    code: str = ""
    address: str = ""


@dataclass(frozen=True)
class _Place:
    """Codes that are sure, and what is not."""

    codes: tuple[str, ...] = ()
    problem: Problem | None = None


def read_place(written: Written, region: str) -> Heard:
    """The columns district, village and street; what is in another region is an error."""
    exact = read_area(written.district, written.village, written.code)
    street = {"street": written.address} if _is_told(written.address) else {}
    if exact and exact["district"].startswith(f"{region}."):
        return Heard({**exact, **street})
    elsewhere = _elsewhere(written, region)
    if elsewhere:
        return Heard(street, (elsewhere,))
    district, village, rest = written.district, written.village, written.address
    if not _is_told(district):
        district, rest = _taken(IN_DISTRICT, rest)
    if not _is_told(village):
        village, rest = _taken(IN_VILLAGE, rest)
    if not (district or village) and _is_told(rest):
        district, village, rest = _unlabelled(rest, region)
    heard = _area(district if _is_told(district) else "", village if _is_told(village) else "", region)
    rest = _without_region(rest, region).strip(ENDS)
    return Heard({**heard.columns, **({"street": rest} if _is_told(rest) else {})}, heard.problems)


def _is_told(words: str) -> bool:
    return not is_none(words)


def _taken(pattern: re.Pattern[str], address: str) -> tuple[str, str]:
    """The name that stands in the address, and the address without it."""
    found = pattern.search(address)
    if not found:
        return "", address
    return found[1].strip(), f"{address[: found.start()].rstrip(ENDS)} {address[found.end() :].lstrip(ENDS)}"


def _unlabelled(address: str, region: str) -> tuple[str, str, str]:
    """Names at the address's end without kec. or desa before them: "Jl. Raya 3, Gili Timur, Kamal"."""
    parts = [part.strip() for part in address.split(",")]
    district = village = ""
    if places.find(parts[-1], places.inside(region)).is_exact and len(parts) > 1:
        district = parts.pop()
    among = _villages((district and _code(district, region)) or region)
    if places.find(parts[-1], among).is_exact:
        village = parts.pop()
    return district, village, ", ".join(parts)


def _code(name: str, region: str) -> str:
    return places.find(name, places.inside(region)).places[0].code


def _without_region(address: str, region: str) -> str:
    return re.sub(rf"\b(?:kabupaten|kab|kota)\b\.?\s*{re.escape(_bare(region))}\b", "", address, flags=re.I)


@cache
def _bare(region: str) -> str:
    """The region's name without kabupaten or kota."""
    return re.sub(r"^(?:kabupaten|kota)\s+", "", places.name_of(region), flags=re.IGNORECASE)


@cache
def _villages(area: str) -> tuple[Place, ...]:
    """The desa of a kecamatan, or of the whole region."""
    if area.count(".") > 1:
        return places.inside(area)
    return tuple(village for district in places.inside(area) for village in places.inside(district.code))


@cache
def _neighbours(region: str) -> frozenset[str]:
    """Names of the other kabupaten and kota of the province, and of their kecamatan."""
    others = [place for place in places.inside(region[:2]) if place.code != region]
    return frozenset(places.normal(d.name) for other in others for d in places.inside(other.code))


def _elsewhere(written: Written, region: str) -> Problem | None:
    """Whether the row says that it is of another region."""
    found = IN_REGION.search(written.address)
    if not found and not written.district:
        return None
    if found and _is_other_region(found[1], region):
        return _outside("district", written.address, region)
    name = places.normal(written.district)
    if (
        name
        and name in _neighbours(region)
        and not places.find(written.district, places.inside(region)).places
    ):
        return _outside("district", written.district, region)
    return None


def _is_other_region(name: str, region: str) -> bool:
    others = [place for place in places.inside(region[:2]) if place.code != region]
    named = {places.normal(place.name) for place in others}
    return places.normal(name) in named and places.normal(name) != places.normal(_bare(region))


def _outside(field: str, words: str, region: str) -> Problem:
    reason = _("That place is not in {area}.", area=places.name_of(region))
    return Problem(field, words, Severity.ERROR, reason)


@cache
def _area(district: str, village: str, region: str) -> Heard:
    if not district and not village:
        return Heard()
    if not district:
        return _village("", village, region)
    found = places.find(district, places.inside(region))
    if found.is_exact:
        code = found.places[0].code
        return (
            _with({"district": code}, _village(code, village, region))
            if village
            else Heard({"district": code})
        )
    if not found.places:
        named = _village("", village, region) if village else Heard()
        reason = _("There is no place of that name in {area}.", area=places.name_of(region))
        odd = Problem("district", district, Severity.KEPT, reason)
        return Heard(named.columns, (odd, *named.problems))
    options = tuple(_option(place, village) for place in found.places)
    chosen = 0 if len(found.places) == 1 else None
    reason = _("There is no kecamatan of just that name. Which one is meant?")
    doubt = Problem("district", district, Severity.DOUBT, reason, options, chosen)
    if not village or any("village" in option.columns for option in options):
        return Heard({}, (doubt,))
    waits = _("The desa is read when its kecamatan is clear.")
    return Heard({}, (doubt, Problem("village", village, Severity.KEPT, waits)))


def _with(columns: dict[str, str], heard: Heard) -> Heard:
    return Heard({**columns, **heard.columns}, heard.problems)


def _option(place: Place, village: str) -> Option:
    """A kecamatan, with the desa if it has one of just that name."""
    columns = {"district": place.code}
    within = places.find(village, places.inside(place.code)) if village else places.Found(())
    if within.is_exact:
        columns["village"] = within.places[0].code
    return Option(_("Kecamatan {name}", name=place.name), columns)


def _village(district: str, village: str, region: str) -> Heard:
    """The desa, in its kecamatan if that is known; one of another kecamatan is asked about."""
    within = places.find(village, _villages(district or region))
    if within.is_exact and (district or within.places):
        return Heard(_codes(within.places[0]))
    whole = places.find(village, _villages(region)) if district else within
    same = [one for one in whole.places if places.normal(one.name) == places.normal(village)]
    if within.places and not (district and same):
        reason: Shown = _("There is no desa of just that name there. Which one is meant?")
        among: list[Place] = list(within.places)
    elif same:
        among = same
        reason = _("A desa of that name is in another kecamatan. Is that one meant?")
    else:
        area = places.name_of(district or region)
        reason = _("There is no place of that name in {area}.", area=area)
        return Heard({}, (Problem("village", village, Severity.KEPT, reason),))
    options = tuple(Option(_label(one), _codes(one)) for one in among)
    is_sure = len(options) == 1 and bool(within.places)
    return Heard({}, (Problem("village", village, Severity.DOUBT, reason, options, 0 if is_sure else None),))


def _codes(village: Place) -> dict[str, str]:
    return {"district": village.code.rpartition(".")[0], "village": village.code}


def _label(village: Place) -> Shown:
    above = places.name_of(village.code.rpartition(".")[0])
    return _("{village}, Kecamatan {district}", village=village.name, district=above)
