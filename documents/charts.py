"""The register in pictures, for a phone held upright: one thing a picture, with its numbers written out.

matplotlib takes a second to load, so only the child process imports this file. All words come translated.
"""

import io
from collections.abc import Sequence
from math import ceil

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from dialogue.i18n import Voice
from documents.drawing import ACCENT, FAINT, INK, PAPER, few_bytes, font, wrapped

WIDTH, DOTS = 10.8, 100
"""Inches, and dots to the inch: 1080 dots, a phone's screen upright."""
FOOT, ROW, PART = 1.2, 0.72, 1.4
"""Inches below the drawing, for one bar, and for one part of a whole."""
LEFT, RIGHT = 0.6, WIDTH - 0.6
LABELS = 3.6
"""Inches for what stands before a bar."""
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7")
"""Colours that people who see few colours can tell apart (Okabe and Ito)."""


def draw_bars(
    *, office: str, title: str, about: str, total: str, bars: Sequence[tuple[str, int]], language: str = "id"
) -> bytes:
    """Horizontal bars with their numbers, in the order given, as a PNG 1080 dots wide.

    `about` tells area, filter and day; `total` what the numbers come to. More bars make a taller picture.
    """
    rows = max(len(bars), 3)
    page = _Page(rows * ROW, office=office, title=title, about=about, total=total)
    widest = max((_wide(_number(count, language), 23, "bold") for _label, count in bars), default=0.0)
    axes = page.area(LEFT + LABELS, RIGHT - widest - 0.2)
    axes.barh(range(len(bars)), [count for _label, count in bars], height=0.62, color=ACCENT)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xlim(0, max([count for _label, count in bars] + [1]))
    for place, (label, count) in enumerate(bars):
        words = "\n".join(wrapped(label, 20, 2))
        _note(axes, (0, place), (-14, 0), words, size=_fitting(words, 21, LABELS - 0.2), ha="right")
        _note(axes, (count, place), (12, 0), _number(count, language), size=23, weight="bold")
    return page.png()


def draw_parts(
    *, office: str, title: str, about: str, total: str, parts: Sequence[tuple[str, int]], language: str = "id"
) -> bytes:
    """Two to four parts of a whole: one divided bar, and below it each part with number and share.

    Shares are rounded each for itself, so the numbers, not they, add up.
    """
    room = 1.6 + PART * len(parts)
    page = _Page(room, office=office, title=title, about=about, total=total)
    axes = page.area(LEFT, RIGHT)
    axes.set_ylim(room, 0)
    whole = sum(count for _label, count in parts) or 1
    axes.set_xlim(0, whole)
    start = 0
    for place, (label, count) in enumerate(parts):
        color = COLOURS[place]
        axes.barh(0.55, count, left=start, height=1.0, color=color, edgecolor=PAPER, linewidth=3)
        start += count
        line = 2.1 + PART * place
        axes.barh(line, whole * 0.05, height=0.5, color=color)
        told = f"{_number(count, language)}  ({_number(round(100 * count / whole), language)}%)"
        words = "\n".join(wrapped(label, 24, 2))
        _note(axes, (whole * 0.08, line), (0, 0), words, size=_fitting(words, 26, 5.0))
        _note(axes, (whole, line), (0, 0), told, size=32, weight="bold", ha="right")
    return page.png()


def draw_growth(
    *,
    office: str,
    title: str,
    about: str,
    total: str,
    months: Sequence[tuple[str, int]],
    language: str = "id",
) -> bytes:
    """How many there were at the end of each month, as a line above zero; up to five are written out."""
    page = _Page(7.0, office=office, title=title, about=about, total=total)
    axes = page.area(LEFT + 0.6, RIGHT - 0.6, below=0.8)
    counts = [count for _month, count in months]
    axes.fill_between(range(len(months)), counts, color=ACCENT, alpha=0.18, linewidth=0)
    axes.plot(counts, color=ACCENT, linewidth=5, marker="o", markersize=11, clip_on=False)
    axes.set_xlim((0, len(months) - 1) if len(months) > 1 else (-1, 1))
    axes.set_ylim(0, max([*counts, 1]) * 1.12)
    axes.axhline(0, color=FAINT, linewidth=2)
    for place in _few(len(months)):
        month, count = months[place]
        _note(axes, (place, 0), (0, -33), month, size=19, ha="center", va="baseline")
        _note(axes, (place, count), (0, 28), _number(count, language), size=23, ha="center", weight="bold")
    return page.png()


def _few(count: int, most: int = 5) -> list[int]:
    """At most so many places, evenly apart, the last among them."""
    step = max(1, ceil((count - 1) / (most - 1)))
    return list(range(count - 1, -1, -step))[::-1]


class _Page:
    """An empty picture with its words above and below `room` inches to draw in."""

    def __init__(self, room: float, *, office: str, title: str, about: str, total: str) -> None:
        blocks = (
            ("\n".join(wrapped(office, 58, 2)), 20, FAINT, "normal"),
            ("\n".join(wrapped(title, 30, 2)), 31, INK, "bold"),
            ("\n".join(wrapped(about, 54, 3)), 20, FAINT, "normal"),
        )
        heights = [
            (words.count("\n") + 1) * size / 72 * 1.25 + 0.14 for words, size, _color, _weight in blocks
        ]
        self.room = room
        self.tall = 0.5 + sum(heights) + 0.35 + room + FOOT
        self.figure = Figure(figsize=(WIDTH, self.tall), dpi=DOTS, facecolor=PAPER)
        FigureCanvasAgg(self.figure)
        for index, (words, size, color, weight) in enumerate(blocks):
            self._write(0.5 + sum(heights[:index]), words, size=size, color=color, weight=weight)
        self._write(self.tall - 0.85, "\n".join(wrapped(total, 46, 1)), size=25, color=INK, weight="bold")

    def _write(self, top: float, words: str, *, size: float, color: str, weight: str) -> None:
        """Words at the left edge, so many inches below the upper one."""
        self.figure.text(
            LEFT / WIDTH,
            1 - top / self.tall,
            words,
            va="top",
            size=_fitting(words, size, RIGHT - LEFT, weight),
            color=color,
            weight=weight,
            linespacing=1.15,
            parse_math=False,
        )

    def area(self, left: float, right: float, below: float = 0.0) -> Axes:
        """The room to draw in, from left to right in inches, without a frame; `below` is left free."""
        bottom, height = (FOOT + below) / self.tall, (self.room - below) / self.tall
        axes = self.figure.add_axes((left / WIDTH, bottom, (right - left) / WIDTH, height))
        axes.axis("off")
        return axes

    def png(self) -> bytes:
        """The picture in few bytes."""
        file = io.BytesIO()
        self.figure.savefig(file, format="png")
        with Image.open(file) as picture:
            return few_bytes(picture.convert("RGB"), DOTS)


def _note(
    axes: Axes,
    at: tuple[float, float],
    beside: tuple[float, float],
    words: str,
    *,
    size: float,
    ha: str = "left",
    va: str = "center",
    weight: str = "normal",
) -> None:
    """Words at a point of the drawing, moved beside it by so many printer's points. No sign is a formula."""
    axes.annotate(
        words,
        at,
        beside,
        textcoords="offset points",
        size=size,
        ha=ha,
        va=va,
        weight=weight,
        parse_math=False,
        color=INK,
        annotation_clip=False,
        linespacing=1.05,
    )


def _wide(words: str, size: float, weight: str = "normal") -> float:
    """How many inches the widest line of the words takes in letters of so many points."""
    letters = font(size * DOTS / 72, weight)
    return max(letters.getlength(line) for line in words.split("\n")) / DOTS


def _fitting(words: str, size: float, room: float, weight: str = "normal") -> float:
    """The size in points, or a smaller one with which the words fit into so many inches."""
    return size * min(1.0, room / max(_wide(words, size, weight), 0.01))


def _number(count: int, language: str) -> str:
    return Voice(language).say(count)
