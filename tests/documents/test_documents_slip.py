"""Slips and invitations: pictures of a fixed size whose code leads to the bot, whatever the words are."""

import io
from typing import Any

import numpy as np
import pytest
import segno
from numpy.typing import NDArray
from PIL import Image

from documents.drawing import Sheet, wrapped
from documents.invitation import draw_invitation
from documents.slip import draw_slip

LINK = "https://t.me/wadah_ikm_bot?start=claim_7f3k9QpZ2mVw1xYb8RtN4c"
SLIP: dict[str, Any] = {
    "office": "Dinas Perindustrian Kabupaten Bangkalan",
    "title": "Data usaha Bapak/Ibu sudah dicatat",
    "whose": "Usaha berawalan K di Desa Paseseh",
    "code": "K7MQ-2R9T",
    "link": LINK,
    "valid_until": "Berlaku sampai 26 Februari 2027",
    "steps": ["Pindai kode ini dengan HP.", "Atau ketik kode di bot Wadah IKM.", "Periksa datanya."],
}
INVITATION = {
    "office": "Dinas Perindustrian Kabupaten Bangkalan",
    "title": "Undangan menjadi",
    "role": "Petugas lapangan",
    "link": LINK,
    "valid_until": "Berlaku sampai 1 Desember 2026 10.00 WIB",
    "scan": "Pindai dengan kamera HP",
    "warning": "Hanya untuk satu orang.",
}
Dots = NDArray[np.uint8]


def dots_of(png: bytes) -> Dots:
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.format == "PNG"
        return np.asarray(picture.convert("L"))


def changed(first: Dots, second: Dots) -> tuple[int, int]:
    """The height and width of what differs between two pictures."""
    rows, columns = np.nonzero(first != second)
    return (int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1) if len(rows) else (0, 0)


def test_a_code_is_drawn_module_by_module_with_a_quiet_border() -> None:
    sheet = Sheet(4, 4, dots=100)
    sheet.fill(0, 0, 4, 4, "black")
    sheet.code(LINK, 2, 1, 2)
    dots = dots_of(sheet.png())
    wanted = [[not dot for dot in row] for row in segno.make(LINK, error="m").matrix_iter(border=2)]
    at = [100 + int((n + 0.5) * 200 / len(wanted)) for n in range(len(wanted))]
    assert [[bool(dots[y, x] > 100) for x in at] for y in at] == wanted


def test_wrapped_words_end_in_dots_where_they_are_cut() -> None:
    assert wrapped("satu dua tiga", 8, 3) == ["satu dua", "tiga"]
    assert wrapped("satu dua tiga empat lima", 9, 2) == ["satu dua", "tiga …"]
    assert wrapped("", 9, 2) == [""]


def test_a_slip_is_a6_for_a_printer() -> None:
    png = draw_slip(**SLIP)
    assert dots_of(png).shape == (1166, 826)
    assert len(png) < 60_000
    with Image.open(io.BytesIO(png)) as picture:
        assert round(picture.info["dpi"][0]) == 200


def test_an_invitation_fits_a_phone() -> None:
    png = draw_invitation(**INVITATION)
    assert dots_of(png).shape == (1350, 1080)
    assert len(png) < 60_000


@pytest.mark.parametrize("name", [name for name in SLIP if name != "steps"])
def test_each_word_of_a_slip_is_on_it(name: str) -> None:
    height, width = changed(dots_of(draw_slip(**SLIP)), dots_of(draw_slip(**{**SLIP, name: "Lain"})))
    assert height > 15
    assert width > 30


@pytest.mark.parametrize("name", INVITATION)
def test_each_word_of_an_invitation_is_on_it(name: str) -> None:
    other = draw_invitation(**{**INVITATION, name: "Lain"})
    height, width = changed(dots_of(draw_invitation(**INVITATION)), dots_of(other))
    assert height > 20
    assert width > 30


def test_every_step_is_on_the_slip() -> None:
    for count in range(3):
        fewer = draw_slip(**{**SLIP, "steps": SLIP["steps"][:count]})
        assert changed(dots_of(fewer), dots_of(draw_slip(**{**SLIP, "steps": SLIP["steps"][: count + 1]})))[1]


@pytest.mark.parametrize("words", ["", "W" * 120, "Wonorejo Makmur " * 20, "a\nb\nc\nd", "😀 木工\t\u202e"])
def test_no_words_run_off_the_paper(words: str) -> None:
    every = {name: words for name in SLIP if name not in ("steps", "link")}
    slip = dots_of(draw_slip(**{**SLIP, **every, "steps": [words] * 3}))
    invitation = {name: words for name in INVITATION if name != "link"}
    sheet = dots_of(draw_invitation(**{**INVITATION, **invitation}))
    for dots, edge in ((slip, 24), (sheet, 30)):
        assert dots[-edge:].min() > 200
        assert dots[160:, :edge].min() > 200
        assert dots[160:, -edge:].min() > 200
