"""A slip of paper with which an owner claims the record that an officer typed: for printing, A6.

It says no more of the business than whom it is meant for: its village and the first letter of its name.
"""

from collections.abc import Sequence

from documents.drawing import FAINT, INK, Sheet

WIDTH, HEIGHT = 4.13, 5.83
"""Inches: A6 upright."""
DOTS = 200
LEFT, ROOM = 0.3, WIDTH - 0.6


def draw_slip(
    *, office: str, title: str, whose: str, code: str, link: str, valid_until: str, steps: Sequence[str]
) -> bytes:
    """The slip as a PNG, black on white, which any printer can do.

    `whose` tells village and first letter, `code` is what can be typed instead of scanning, `steps` are three
    plain lines on how to use it.
    """
    slip = Sheet(WIDTH, HEIGHT, dots=DOTS, paper="white")
    middle = WIDTH / 2
    y = slip.write(LEFT, 0.35, office, size=9, color=FAINT, width=46, lines=2, room=ROOM)
    y = slip.write(LEFT, y + 0.12, title, size=15, width=26, lines=2, weight="bold", room=ROOM)
    y = slip.write(LEFT, y + 0.05, whose, size=11, width=40, lines=3, room=ROOM)
    slip.code(link, middle, y - 0.12, 1.75)
    y += 1.9
    y = slip.write(middle, y, code, size=22, width=24, weight="even", room=ROOM, is_centred=True)
    y = slip.write(middle, y - 0.1, valid_until, size=10, width=40, weight="bold", room=ROOM, is_centred=True)
    slip.fill(LEFT, y - 0.08, WIDTH - LEFT, y - 0.07, INK)
    for number, step in enumerate(steps, 1):
        slip.write(LEFT, y + 0.18, f"{number}.", size=10, width=3, room=0.2)
        y = slip.write(LEFT + 0.2, y + 0.18, step, size=10, width=40, lines=2, room=ROOM - 0.2) - 0.1
    return slip.png()
