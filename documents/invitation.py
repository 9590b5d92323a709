"""An invitation to a role in an office, as a picture to show or to send: which role, until when, and a
code that opens it."""

import base64
import json

from documents.drawing import ACCENT, FAINT, Sheet

WIDTH, HEIGHT = 9.0, 11.25
"""Inches at 120 dots: 1080 by 1350, a phone's screen upright."""
MIDDLE, ROOM = WIDTH / 2, WIDTH - 1.2


def draw_invitation(
    *, office: str, title: str, role: str, link: str, valid_until: str, scan: str, warning: str
) -> bytes:
    """The invitation as a PNG of 1080 x 1350 dots; `warning` says that it is for one person only."""
    sheet = Sheet(WIDTH, HEIGHT)
    sheet.fill(0, 0, WIDTH, 1.3, ACCENT)
    sheet.write(MIDDLE, 0.6, office, size=20, color="white", width=44, lines=2, room=ROOM, is_centred=True)
    y = sheet.write(MIDDLE, 1.95, title, size=22, color=FAINT, width=40, room=ROOM, is_centred=True)
    y = sheet.write(
        MIDDLE, y + 0.3, role, size=38, width=24, lines=2, weight="bold", room=ROOM, is_centred=True
    )
    sheet.code(link, MIDDLE, y - 0.3, 5.2)
    y += 5.25
    y = sheet.write(MIDDLE, y, scan, size=20, color=FAINT, width=44, room=ROOM, is_centred=True)
    y = sheet.write(
        MIDDLE, y + 0.1, valid_until, size=24, width=54, weight="bold", room=ROOM, is_centred=True
    )
    sheet.write(
        MIDDLE, y + 0.05, warning, size=18, color=FAINT, width=58, lines=2, room=ROOM, is_centred=True
    )
    return sheet.png()


def kept_invitation(*, link: str, **words: str) -> bytes:
    """The picture with the link in it, as JSON: only here is the link known until the picture is kept."""
    picture = base64.b64encode(draw_invitation(link=link, **words)).decode()
    return json.dumps({"link": link, "picture": picture}).encode()
