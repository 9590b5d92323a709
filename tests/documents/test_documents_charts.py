"""Charts: pictures for a phone whose lengths are the numbers. Loading matplotlib takes a second."""

import io
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from documents.__main__ import KINDS
from documents.charts import COLOURS, draw_bars, draw_growth, draw_parts
from documents.drawing import ACCENT
from tests.made import made

ROOT = Path(__file__).parents[2]
PAGE = {
    "office": "Dinas Perindustrian Kabupaten Bangkalan",
    "title": "IKM per kecamatan",
    "about": "Kabupaten Bangkalan · semua usaha · 28 November 2026",
    "total": "Jumlah: 1.513 usaha",
}


def dots_of(png: bytes) -> NDArray[np.int_]:
    assert len(png) < 60_000, "small enough for a weak signal"
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.format, picture.width) == ("PNG", 1080)
        return np.asarray(picture.convert("RGB")).astype(int)


def lengths(dots: NDArray[np.int_], color: str) -> list[int]:
    """How many dots of a colour each row has."""
    wanted = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    near = (abs(dots - wanted) < 12).all(axis=2)
    return [int(count) for count in near.sum(axis=1)]


def bars_in(dots: NDArray[np.int_]) -> list[int]:
    """The length of each bar, from the top."""
    found, before = [], 0
    for length in lengths(dots, ACCENT):
        if length > 20 and before <= 20:
            found.append(length)
        before = length
    return found


def test_bars_are_as_long_as_their_numbers() -> None:
    bars = [("Tanjung Bumi", 400), ("Kamal", 200), ("Socah", 100)]
    longest, *others = bars_in(dots_of(draw_bars(**PAGE, bars=bars)))
    assert [round(length / longest, 2) for length in others] == [0.5, 0.25]


def test_more_bars_make_a_taller_picture() -> None:
    heights = [len(dots_of(draw_bars(**PAGE, bars=[("Kamal", 3)] * count))) for count in (0, 5, 18)]
    assert heights == sorted(set(heights))
    assert len(bars_in(dots_of(draw_bars(**PAGE, bars=[("Kamal", 3)] * 18)))) == 18


def test_a_whole_is_divided_by_its_parts() -> None:
    dots = dots_of(draw_parts(**PAGE, parts=[("Agro", 894), ("Non-agro", 619)]))
    agro, other = (max(lengths(dots, color)) for color in COLOURS[:2])
    assert agro / other == pytest.approx(894 / 619, rel=0.03)


def test_growth_is_drawn_even_of_one_month_or_none() -> None:
    for months in ([("Jan 2026", 171), ("Feb 2026", 467)], [("Nov 2026", 13)], []):
        assert len(dots_of(draw_growth(**PAGE, months=months))) > 900


@pytest.mark.parametrize("count", [12, 13])
def test_the_months_of_a_year_stand_evenly_below_the_line(count: int) -> None:
    months = [(f"{name} 2026", 9 + month) for month, name in enumerate(("Jan", "Agu", "Sep", "Nov") * 4)]
    dots = dots_of(draw_growth(**PAGE, months=months[:count]))
    axis = max(range(len(dots)), key=lambda row: (dots[row].max(axis=1) < 190).sum())
    apart = np.diff(_middles(dots[axis + 10 : axis + 60]))
    assert len(apart) >= 3 and max(apart) - min(apart) < 8


def _middles(dots: NDArray[np.int_]) -> list[int]:
    """Where the words in a line have their middle; a gap of 20 dots parts two of them."""
    inked = np.flatnonzero((dots.max(axis=2) < 100).any(axis=0))
    words = np.split(inked, np.flatnonzero(np.diff(inked) > 20) + 1)
    return [int(word[0] + word[-1]) // 2 for word in words]


def test_no_sign_is_read_as_a_formula_and_nothing_runs_off() -> None:
    words = "$\\frac{ Kerupuk & Keripik $ Wonorejo MAKMUR WWWWWWWWWWWWWWWWWWWWWWWW " * 3
    page = dict.fromkeys(PAGE, words)
    for png in (
        draw_bars(**page, bars=[(words, 1_234_567), (words, 0)]),
        draw_parts(**page, parts=[(words, 0), (words, 0)]),
    ):
        dots = dots_of(png)
        assert min(dots[:, -12:].min(), dots[:, :12].min()) > 200


async def test_the_child_process_draws_a_chart() -> None:
    assert dots_of(await made("bars", {**PAGE, "bars": [["Kamal", 3]]})).shape[1] == 1080


@pytest.mark.parametrize("kind", KINDS)
def test_the_child_process_knows_who_makes_each_kind(kind: str) -> None:
    module, function = KINDS[kind].split(":")
    assert callable(getattr(import_module(module), function))


def test_only_the_child_that_draws_a_chart_loads_matplotlib() -> None:
    code = "import sys, documents.__main__, documents.slip; print('matplotlib' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True, text=True)
    assert said.stdout.strip() == "False"
