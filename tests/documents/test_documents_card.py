"""The card: a picture of a fixed size, whose code leads to the bot, whatever the words on it are."""

import io
from typing import Any

import numpy as np
import pytest
import segno
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.child import Failed
from documents.card import draw_card
from tests.made import made

LINK = "https://t.me/wadah_ikm_bot?start=card_42"
CARD: dict[str, str] = {
    "name": "Keripik Bu Siti",
    "product": "keripik singkong",
    "place": "Paseseh, Kecamatan Tanjung Bumi",
    "area": "Kabupaten Bangkalan",
    "number": "IKM-3526-00042",
    "office": "Dinas Perindustrian dan Tenaga Kerja Kabupaten Bangkalan",
    "link": LINK,
    "scan": "Pindai untuk membuka",
}
Dots = NDArray[np.uint8]


def drawn(**changes: str) -> Dots:
    """The dots of a card, from dark (0) to light (255)."""
    return dots_of(draw_card(**{**CARD, **changes}))


def dots_of(png: bytes) -> Dots:
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.format == "PNG"
        return np.asarray(picture.convert("L"))


def code_of(dots: Dots) -> list[list[bool]]:
    """The dark modules of the square code on the right, as a scanner sees them."""
    dark = dots < 100
    half = dark[130:600, 800:1190]
    rows, columns = np.flatnonzero(half.any(axis=1)), np.flatnonzero(half.any(axis=0))
    square = half[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    count = len(list(segno.make(LINK, error="m").matrix))
    at = [[int((n + 0.5) * side / count) for n in range(count)] for side in square.shape]
    return [[bool(square[y, x]) for x in at[1]] for y in at[0]]


def wanted_code() -> list[list[bool]]:
    return [[bool(dot) for dot in row] for row in segno.make(LINK, error="m").matrix]


def ink(dots: Dots, top: int, bottom: int, right: int = 800) -> tuple[int, int]:
    """From which to which column anything dark stands between two rows, left of the code."""
    columns = np.flatnonzero((dots[top:bottom, :right] < 140).any(axis=0))
    return (int(columns[0]), int(columns[-1])) if len(columns) else (0, 0)


def test_it_is_a_picture_for_a_phone() -> None:
    png = draw_card(**CARD)
    assert dots_of(png).shape == (720, 1200)
    assert len(png) < 150_000, "small enough for a weak signal"


def test_its_code_is_the_link() -> None:
    assert code_of(drawn()) == wanted_code()
    assert code_of(drawn(link=LINK.replace("42", "43"))) != wanted_code()


def test_the_code_has_a_quiet_border() -> None:
    dots = drawn()
    columns = np.flatnonzero((dots[130:600, 780:] < 100).any(axis=0)) + 780
    rows = np.flatnonzero((dots[130:600, 800:1190] < 100).any(axis=1)) + 130
    modules = len(wanted_code())
    module = (columns[-1] - columns[0] + 1) / modules
    border = int(1.5 * module)
    around = np.concatenate(
        [
            dots[rows[0] : rows[-1], columns[0] - border : columns[0] - 1].ravel(),
            dots[rows[0] : rows[-1], columns[-1] + 2 : columns[-1] + border].ravel(),
            dots[rows[0] - border : rows[0] - 1, columns[0] : columns[-1]].ravel(),
        ]
    )
    assert around.min() > 200


@pytest.mark.parametrize(
    "words",
    [
        "",
        "W" * 120,
        "M " * 60,
        "KERUPUK DAN KERIPIK IKAN TENGGIRI MADURA MAKMUR JAYA",
        "baris satu\nbaris dua\nbaris tiga\nbaris empat",
        "😀 ꦲꦤꦕꦫꦏ 木工 مصنع",
        "\t\u202e\u200b",
    ],
)
def test_any_words_leave_the_code_and_the_border_alone(words: str) -> None:
    dots = drawn(name=words, product=words, place=words)
    assert dots.shape == (720, 1200)
    assert code_of(dots) == wanted_code()
    assert ink(dots, 130, 720, right=1200)[1] < 1185, "nothing runs off the card"


@settings(max_examples=4, derandomize=True, phases=[Phase.generate])
@given(words=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_no_words_break_it(words: str) -> None:
    assert code_of(drawn(name=words, product=words, place=words)) == wanted_code()


def test_a_long_name_stays_readable_beside_the_code() -> None:
    """It ends before the code's border begins: what lies under it cannot be read."""
    for name in ("KERUPUK DAN KERIPIK IKAN TENGGIRI MADURA", "MAMMA MOMMA WARUNG MAMMA", "W" * 60):
        code_left = ink(drawn(name="", product="", place="", area=""), 130, 330, right=1200)[0]
        left, right = ink(drawn(name=name, product="", place="", area=""), 130, 330, right=code_left - 1)
        assert left >= 50
        assert right < code_left - 20, name


def test_signs_of_formulas_and_markup_are_drawn_as_they_are() -> None:
    def width(name: str) -> int:
        left, right = ink(drawn(name=name), 150, 220)
        return right - left

    letter = width("5")
    assert width("$5$") > 2 * letter, "no formula"
    assert width("<b>5</b>") > 5 * letter, "no markup"
    assert width("$5 & $6 %") > 4 * letter, "and no broken one"


def test_each_of_its_words_is_there() -> None:
    whole = drawn()
    without = drawn(name="", product="", place="", area="", number="", office="", scan="")
    blocks = {
        "office": (40, 90, 0, 1200),
        "name": (150, 215, 0, 780),
        "product": (250, 290, 0, 780),
        "place": (320, 350, 0, 780),
        "area": (360, 390, 0, 780),
        "number": (620, 670, 0, 780),
        "scan": (570, 600, 800, 1200),
    }
    for name, (top, bottom, left, right) in blocks.items():
        assert (whole[top:bottom, left:right] != without[top:bottom, left:right]).any(), name


async def test_the_child_process_makes_the_same_card() -> None:
    dots = dots_of(await made("card", {**CARD, "name": "Keripik Bu Siti “Éclair”"}))
    assert dots.shape == (720, 1200)
    assert code_of(dots) == wanted_code()
    assert (dots == drawn(name="Keripik Bu Siti “Éclair”")).all()


@pytest.mark.parametrize(("kind", "request_"), [("card", {"name": "x"}), ("nothing", CARD)])
async def test_a_request_that_makes_no_sense_fails(kind: str, request_: Any) -> None:
    with pytest.raises(Failed):
        await made(kind, request_)
    assert await made("card", CARD), "and the next one is made"
