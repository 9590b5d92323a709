"""A business card as a picture: name, product, village, number, and a QR code that leads to the bot.

Drawn with Pillow, for a plotting library takes over a second to load. Its letters are DejaVu Sans, which
comes with matplotlib; no font of the system is needed.
"""

import io
import textwrap
from importlib.util import find_spec
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

INK, PAPER, ACCENT, FAINT = "#20302b", "#fffdf7", "#0f6b57", "#5f6f69"
WIDTH, HEIGHT = 10.0, 6.0
"""Inches at 120 dots: 1200 by 720, sharp on a phone and small on a weak signal."""
DOTS = 120
FACES = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}


def draw_card(
    *, name: str, product: str, place: str, area: str, number: str, office: str, link: str, scan: str
) -> bytes:
    """The card as a PNG of 1200 x 720 dots; long words are wrapped, never cut off the card."""
    card = Image.new("RGB", (_dots(WIDTH), _dots(HEIGHT)), PAPER)
    pen = ImageDraw.Draw(card)
    pen.rectangle((0, 0, card.width, _dots(0.9) - 1), fill=ACCENT)
    _write(pen, 0.5, HEIGHT - 0.62, office, size=17, color="white", width=62, lines=1, room=9.0)
    top = _write(pen, 0.5, 4.35, name, size=32, color=INK, width=21, lines=2, weight="bold")
    top = _write(pen, 0.5, top - 0.1, product, size=20, color=ACCENT, width=34, lines=2)
    _write(pen, 0.5, top - 0.2, f"{place}\n{area}", size=17, color=FAINT, width=42, lines=3)
    _write(pen, 0.5, 0.5, number, size=25, color=INK, width=30, lines=1, weight="bold")
    card.paste(_code(link), (_dots(8.25 - 3.1 / 2), _dots(HEIGHT - 1.35 - 3.1)))
    pen.text((_dots(8.25), _dots(HEIGHT - 1.1)), scan, FAINT, _font(14, "normal"), anchor="mm")
    picture = io.BytesIO()
    card.save(picture, "png")
    return picture.getvalue()


def _dots(inches: float) -> int:
    return round(inches * DOTS)


def _font(size: float, weight: str) -> ImageFont.FreeTypeFont:
    """Letters of so many points. A missing one is drawn as a box; none is turned or joined."""
    found = find_spec("matplotlib")
    assert found is not None and found.origin is not None
    face = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / FACES[weight]
    return ImageFont.truetype(face, size * DOTS / 72, layout_engine=ImageFont.Layout.BASIC)


def _write(
    pen: ImageDraw.ImageDraw,
    x: float,
    top: float,
    words: str,
    *,
    size: float,
    color: str,
    width: int,
    lines: int,
    weight: str = "normal",
    room: float = 6.0,
) -> float:
    """Write wrapped words downwards from their first line; where the next block may begin.

    Wide letters make the block smaller, until it fits into its room beside the code.
    """
    rows = [row for line in words.split("\n") for row in textwrap.wrap(line, width) or [""]]
    if len(rows) > lines:
        rows = [*rows[: lines - 1], textwrap.shorten(" ".join(rows[lines - 1 :]), width, placeholder=" …")]
    height = size / 72 * 1.3
    font = _font(size, weight)
    widest = max(font.getbbox(row, anchor="ls")[2] for row in rows) / DOTS
    if widest > room:
        font = _font(size * room / widest, weight)
    for index, row in enumerate(rows):
        pen.text((_dots(x), _dots(HEIGHT - top + index * height)), row, color, font, anchor="ls")
    return top - len(rows) * height


def _code(link: str) -> Image.Image:
    """The QR code, with the quiet border that scanners need."""
    matrix = segno.make(link, error="m").matrix_iter(border=2)
    rows = [bytes(0 if dot else 255 for dot in row) for row in matrix]
    modules = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    return modules.resize((_dots(3.1), _dots(3.1)), Image.Resampling.NEAREST)
