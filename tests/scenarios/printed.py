"""Reading a printed slip as an owner does: the code that stands on it, letter by letter."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from dialogue.questionnaire.claim import ALPHABET
from documents.drawing import font
from tests.stage import Person, Stage

Dots = NDArray[np.int_]
LETTERS, SIZE = 14, 22 * 200 / 72
"""Three groups of four with dashes between, in dots."""
BELOW = 575
"""Row of the picture under the square code."""


async def newest_slip(stage: Stage) -> bytes:
    """The picture that was made last."""
    made = "SELECT content FROM attachment WHERE name LIKE 'slip-%' ORDER BY id DESC LIMIT 1"
    return bytes((await stage.query(made))[0][0])


async def printed_code(person: Person) -> str:
    """Press for the slip, and read its code."""
    await person.taps("Cetak slip")
    assert person.sees("Slip untuk") and person.sees("hanya kepada pemiliknya"), person.said()
    return code_on(await newest_slip(person.stage))


def code_on(png: bytes) -> str:
    """The code, by the likeness of each letter to those that could stand there."""
    with Image.open(io.BytesIO(png)) as picture:
        dots = np.asarray(picture.convert("L")).astype(int)
    inked = np.flatnonzero((dots[BELOW:] < 128).any(axis=1)) + BELOW
    bottom = next(row for row in inked if row + 1 not in inked)
    line = dots[inked[0] - 2 : bottom + 3]
    wide = font(SIZE, "even").getlength("A")
    left = dots.shape[1] / 2 - LETTERS * wide / 2
    cells = [line[:, round(left + n * wide) : round(left + (n + 1) * wide)] for n in range(LETTERS)]
    return "".join(_letter(cell) for place, cell in enumerate(cells) if place not in (4, 9))


def _letter(cell: Dots) -> str:
    return min(ALPHABET, key=lambda letter: min(_unlike(cell, letter, down) for down in range(-3, 4)))


def _unlike(cell: Dots, letter: str, down: int) -> int:
    drawn = Image.new("L", cell.shape[::-1], 255)
    foot = font(SIZE, "even").getbbox("H", anchor="ls")
    at = (cell.shape[1] / 2, 2 - foot[1] + down)
    ImageDraw.Draw(drawn).text(at, letter, 40, font(SIZE, "even"), anchor="ms")
    return int(np.abs(cell - np.asarray(drawn).astype(int)).sum())
