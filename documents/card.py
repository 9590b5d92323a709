"""A business card as a picture: name, product, village, number, and a QR code that leads to the bot."""

import io
import textwrap

import matplotlib as mpl
import segno
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

mpl.rcParams["text.parse_math"] = False  # a price like $5 is no formula
INK, PAPER, ACCENT, FAINT = "#20302b", "#fffdf7", "#0f6b57", "#5f6f69"
WIDTH, HEIGHT = 10.0, 6.0
"""Inches at 120 dots: 1200 by 720, sharp on a phone and small on a weak signal."""
DOTS = 120


def draw_card(
    *, name: str, product: str, place: str, area: str, number: str, office: str, link: str, scan: str
) -> bytes:
    """The card as a PNG of 1200 x 720 dots; long words are wrapped, never cut off the card."""
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, HEIGHT)
    axes.axis("off")
    axes.add_patch(Rectangle((0, HEIGHT - 0.9), WIDTH, 0.9, color=ACCENT))
    _write(axes, 0.5, HEIGHT - 0.62, office, size=17, color="white", width=62, lines=1, room=9.0)
    top = _write(axes, 0.5, 4.35, name, size=32, color=INK, width=21, lines=2, weight="bold")
    top = _write(axes, 0.5, top - 0.1, product, size=20, color=ACCENT, width=34, lines=2)
    _write(axes, 0.5, top - 0.2, f"{place}\n{area}", size=17, color=FAINT, width=42, lines=3)
    _write(axes, 0.5, 0.5, number, size=25, color=INK, width=30, lines=1, weight="bold")
    _draw_code(figure, link)
    axes.text(8.25, 1.1, scan, fontsize=14, color=FAINT, ha="center", va="center")
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=DOTS, facecolor=PAPER)
    return picture.getvalue()


def _write(  # type: ignore[no-untyped-def]
    axes,
    x: float,
    top: float,
    words: str,
    *,
    size: float,
    color: str,
    width: int,
    lines: int,
    weight="normal",
    room: float = 6.0,
) -> float:
    """Write wrapped words downwards from their first line; where the next block may begin.

    Wide letters make the block smaller, until it fits into its room beside the code.
    """
    rows = [row for line in words.split("\n") for row in textwrap.wrap(line, width) or [""]]
    if len(rows) > lines:
        rows = [*rows[: lines - 1], textwrap.shorten(" ".join(rows[lines - 1 :]), width, placeholder=" …")]
    height = size / 72 * 1.3
    written = [
        axes.text(x, top - index * height, row, fontsize=size, color=color, weight=weight, va="baseline")
        for index, row in enumerate(rows)
    ]
    widest = max(row.get_window_extent().width for row in written) / DOTS
    for row in written:
        row.set_fontsize(size * min(1.0, room / max(widest, 0.1)))
    return top - len(rows) * height


def _draw_code(figure: Figure, link: str) -> None:
    """The QR code, with the quiet border that scanners need."""
    dots = [[1 - dot for dot in row] for row in segno.make(link, error="m").matrix_iter(border=2)]
    side = 3.1
    axes = figure.add_axes(((8.25 - side / 2) / WIDTH, 1.35 / HEIGHT, side / WIDTH, side / HEIGHT))
    axes.imshow(dots, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    axes.axis("off")
