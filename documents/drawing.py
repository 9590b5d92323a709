"""What pictures on paper have in common: letters, wrapped words, and QR codes.

Drawn with Pillow, for a plotting library takes over a second to load. Its letters are DejaVu Sans, which
comes with matplotlib; no font of the system is needed.
"""

import io
import textwrap
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

INK, PAPER, ACCENT, FAINT = "#20302b", "#fffdf7", "#0f6b57", "#5f6f69"
FACES = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf", "even": "DejaVuSansMono-Bold.ttf"}


@cache
def font(dots: float, weight: str = "normal") -> ImageFont.FreeTypeFont:
    """Letters of so many dots. A missing one is drawn as a box; none is turned or joined."""
    found = find_spec("matplotlib")
    assert found is not None and found.origin is not None
    face = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / FACES[weight]
    return ImageFont.truetype(face, dots, layout_engine=ImageFont.Layout.BASIC)


class Sheet:
    """A picture measured in inches from its upper left corner, `dots` to the inch."""

    def __init__(self, width: float, height: float, *, dots: int = 120, paper: str = PAPER) -> None:
        self.dots = dots
        self.width = width
        self.picture = Image.new("RGB", (self._dots(width), self._dots(height)), paper)
        self.pen = ImageDraw.Draw(self.picture)

    def _dots(self, inches: float) -> int:
        return round(inches * self.dots)

    def fill(self, left: float, top: float, right: float, bottom: float, color: str) -> None:
        """Fill a rectangle; its right and lower edge are not part of it."""
        box = (self._dots(left), self._dots(top), self._dots(right) - 1, self._dots(bottom) - 1)
        self.pen.rectangle(box, fill=color)

    def write(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        color: str = INK,
        width: int,
        lines: int = 1,
        weight: str = "normal",
        room: float,
        is_centred: bool = False,
    ) -> float:
        """Write words, wrapped after `width` letters, downwards from the foot of their first line at `y`;
        where the next line may begin.

        `size` is in points. What needs more lines is cut with dots; wide letters make the block smaller,
        until it fits into its `room` of inches. `x` is its left edge, or its middle if it is centred.
        """
        rows = wrapped(words, width, lines)
        height = size / 72 * 1.3
        letters = font(size * self.dots / 72, weight)
        widest = max(letters.getbbox(row, anchor="ls")[2] for row in rows) / self.dots
        if widest > room:
            letters = font(size * room / widest * self.dots / 72, weight)
        for index, row in enumerate(rows):
            at = (self._dots(x), self._dots(y + index * height))
            self.pen.text(at, row, color, letters, anchor="ms" if is_centred else "ls")
        return y + len(rows) * height

    def code(self, link: str, x: float, y: float, side: float) -> None:
        """A QR code around the middle `x` below `y`, with the quiet border that scanners need."""
        matrix = segno.make(link, error="m").matrix_iter(border=2)
        rows = [bytes(0 if dot else 255 for dot in row) for row in matrix]
        modules = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
        square = modules.resize((self._dots(side), self._dots(side)), Image.Resampling.NEAREST)
        self.picture.paste(square, (self._dots(x - side / 2), self._dots(y)))

    def png(self) -> bytes:
        """The picture in few bytes, with its size on paper."""
        return few_bytes(self.picture, self.dots)


def wrapped(words: str, width: int, lines: int) -> list[str]:
    """The words in at most so many lines; what is too much ends in dots."""
    rows = [row for line in words.split("\n") for row in textwrap.wrap(line, width) or [""]]
    if len(rows) > lines:
        rows = [*rows[: lines - 1], textwrap.shorten(" ".join(rows[lines - 1 :]), width, placeholder=" …")]
    return rows


def few_bytes(picture: Image.Image, dots: int) -> bytes:
    """The picture as a PNG of a few dozen colours: a third of the bytes, for a weak signal."""
    few = picture.quantize(48, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "png", optimize=True, dpi=(dots, dots))
    return file.getvalue()
