"""A business card as a picture: name, product, village, number, and a QR code that leads to the bot."""

from documents.drawing import ACCENT, FAINT, Sheet

WIDTH, HEIGHT = 10.0, 6.0
"""Inches at 120 dots: 1200 by 720, sharp on a phone and small on a weak signal."""
LEFT, ROOM = 0.5, 6.0


def draw_card(
    *, name: str, product: str, place: str, area: str, number: str, office: str, link: str, scan: str
) -> bytes:
    """The card as a PNG of 1200 x 720 dots; long words are wrapped, never cut off the card."""
    card = Sheet(WIDTH, HEIGHT)
    card.fill(0, 0, WIDTH, 0.9, ACCENT)
    card.write(LEFT, 0.62, office, size=17, color="white", width=62, room=9.0)
    y = card.write(LEFT, 1.65, name, size=32, width=21, lines=2, weight="bold", room=ROOM)
    y = card.write(LEFT, y + 0.1, product, size=20, color=ACCENT, width=34, lines=2, room=ROOM)
    card.write(LEFT, y + 0.2, f"{place}\n{area}", size=17, color=FAINT, width=42, lines=3, room=ROOM)
    card.write(LEFT, HEIGHT - 0.5, number, size=25, width=30, weight="bold", room=ROOM)
    card.code(link, 8.25, 1.35, 3.1)
    card.write(8.25, HEIGHT - 1.02, scan, size=14, color=FAINT, width=40, room=3.2, is_centred=True)
    return card.png()
