"""Translation. Msgids are English; `_()` is lazy, and a text is rendered when its row is written.

`*stars*` in a msgid make bold. They are turned into markup before the arguments go in, and arguments are
escaped, so nothing that a person typed can become markup.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from re import compile as pattern
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).parent.parent / "locales"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
BOLD = pattern(r"\*([^*\n]+)\*")


@dataclass(frozen=True)
class Text:
    """Words to be translated, with their arguments."""

    msgid: str
    args: tuple[tuple[str, "Shown"], ...] = ()


@dataclass(frozen=True)
class Lines:
    """Texts that follow each other."""

    parts: tuple["Shown", ...]
    separator: str = "\n"


@dataclass(frozen=True)
class Piece:
    """A stretch of words that a person wrote, as it was written."""

    text: "Shown"
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""
    """The address behind the words, or nothing."""


@dataclass(frozen=True)
class Marked:
    """A person's own words with bold, slanted and linked stretches."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ShortDay:
    """The day of a moment in few letters, for a button: 23 Nov."""

    moment: datetime


Shown = str | int | float | date | Text | Lines | Marked | ShortDay
"""All that can be shown: a `str` is a person's own words, never translated and always escaped.
A datetime is shown as a moment in the voice's zone, with the zone's name; a date as a day."""


def _(msgid: str, **args: Shown) -> Text:
    """A text to be translated later; `{name}` in it is filled from the arguments."""
    return Text(msgid, tuple(args.items()))


def lines(*parts: Shown | None) -> Lines:
    """One part a line; None is left out."""
    return Lines(tuple(part for part in parts if part is not None))


@cache
def catalog(language: str) -> Mapping[str, str]:
    """The translations into a language: msgid to text. A language without a catalog has none."""
    path = LOCALES / language / "messages.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        messages = read_po(file)
    return {str(m.id): str(m.string) for m in messages if m.id and m.string and not m.fuzzy}


@cache
def _marked(msgid: str, language: str, bold: tuple[str, str], escape: Callable[[str], str]) -> str:
    """The words of a language with their markup, to be filled in; there are as many as the code has texts."""
    words = escape(catalog(language).get(msgid, msgid))
    return BOLD.sub(lambda found: f"{bold[0]}{found[1]}{bold[1]}", words)


@dataclass(frozen=True)
class Voice:
    """Renders what is shown in one language and zone; its fields say what markup and escaping look like."""

    language: str = "id"
    zone: str = "Asia/Jakarta"
    bold: tuple[str, str] = ("", "")
    italic: tuple[str, str] = ("", "")
    link: str = "{words} ({address})"
    """How a stretch with an address behind it is written."""
    escape: Callable[[str], str] = str

    def say(self, shown: Shown) -> str:
        """The words as they will be sent."""
        if isinstance(shown, Text):
            return self._translate(shown)
        if isinstance(shown, Lines):
            return shown.separator.join(self.say(part) for part in shown.parts)
        if isinstance(shown, Marked):
            return "".join(map(self._piece, shown.pieces))
        if isinstance(shown, ShortDay):
            local = shown.moment.astimezone(ZoneInfo(self.zone))
            return self.escape(format_date(local, "d MMM", locale=self.language))
        if isinstance(shown, datetime):
            return self.escape(self._moment(shown))
        if isinstance(shown, date):
            return self.escape(format_date(shown, "d MMMM y", locale=self.language))
        if isinstance(shown, str):
            return self.escape(shown)
        if isinstance(shown, int) and 0 <= shown < 1000:
            return str(int(shown))  # written alike in every language, and Babel takes long over it
        return self.escape(format_decimal(shown, locale=self.language))

    def _piece(self, piece: Piece) -> str:
        words = self.say(piece.text)
        for is_so, (opening, closing) in ((piece.is_italic, self.italic), (piece.is_bold, self.bold)):
            words = f"{opening}{words}{closing}" if is_so else words
        return self.link.format(words=words, address=self.escape(piece.link)) if piece.link else words

    def _translate(self, text: Text) -> str:
        marked = _marked(text.msgid, self.language, self.bold, self.escape)
        return marked.format(**{name: self.say(value) for name, value in text.args})

    def _moment(self, moment: datetime) -> str:
        zone = ZoneInfo(self.zone)
        local = moment.astimezone(zone)
        return f"{format_datetime(local, 'EEEE, d MMMM y HH.mm', locale=self.language)} {local.tzname()}"
