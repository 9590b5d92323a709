"""Text with formatting: Telegram's HTML read into entities, and entities written as safe HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from playground.errors import BadRequest

Entity = dict[str, Any]

KIND_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
SHOWN_AS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
_PIECE = re.compile(r"<|&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']*))?""")
_FOUND = re.compile(
    r"(?P<url>(?:https?://|t\.me/)[^\s<>\"]*[^\s<>\".,;:!?)])|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@\w+)?)\b"
)


def units(text: str) -> int:
    """The length in UTF-16 code units, in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Open:
    tag: str
    at: int
    entity: Entity


class _Reader:
    """Reads one text; `position` is where in the source it is, `length` what it has written so far."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.written: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while piece := _PIECE.search(self.source, self.position):
            self._write(self.source[self.position : piece.start()])
            self.position = piece.start()
            if piece[0] != "<":
                self._write(html.unescape(piece[0]) if piece[0] not in NAMED else NAMED[piece[0]])
                self.position = piece.end()
            elif self.source.startswith("</", self.position):
                self._end_tag()
            else:
                self._start_tag()
        self._write(self.source[self.position :])
        if self.open:
            raise self._wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"', None)
        self.entities.sort(key=_place)
        return "".join(self.written), self.entities

    def _write(self, text: str) -> None:
        self.written.append(text)
        self.length += units(text)

    def _wrong(self, words: str, at: int | None) -> BadRequest:
        where = "" if at is None else f" at byte offset {len(self.source[:at].encode())}"
        return BadRequest(f"can't parse entities: {words}{where}")

    def _start_tag(self) -> None:
        begin = self.position
        name = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        assert name is not None
        tag, self.position = name[0].lower(), name.end()
        if self.position == len(self.source):
            raise self._wrong("Unclosed start tag", begin)
        if tag not in KIND_OF_TAG:
            raise self._wrong(f'Unsupported start tag "{tag}"', begin)
        attributes = self._attributes(tag, begin)
        self.open.append(_Open(tag, self.length, self._entity(tag, attributes, begin)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            while self.position < len(self.source) and self.source[self.position].isspace():
                self.position += 1
            if self.source.startswith(">", self.position):
                self.position += 1
                return found
            attribute = _ATTRIBUTE.match(self.source, self.position)
            if self.position >= len(self.source):
                raise self._wrong(f'Unclosed start tag "{tag}"', begin)
            if attribute is None:
                raise self._wrong(f'Empty attribute name in the tag "{tag}"', begin)
            found[attribute[1].lower()] = html.unescape((attribute[2] or "").strip("\"'"))
            self.position = attribute.end()

    def _entity(self, tag: str, attributes: dict[str, str], begin: int) -> Entity:
        entity: Entity = {"type": KIND_OF_TAG[tag]}
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        if tag == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        if tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        if tag == "a":
            entity["url"] = attributes.get("href", "")
        if tag == "code" and attributes.get("class", "").startswith("language-"):
            entity["language"] = attributes["class"].removeprefix("language-")
        return entity

    def _end_tag(self) -> None:
        begin = self.position
        if not self.open:
            raise self._wrong("Unexpected end tag", begin)
        end = re.compile(r"</([^\s>]*)\s*").match(self.source, begin)
        assert end is not None
        if not self.source.startswith(">", end.end()):
            raise self._wrong("Unclosed end tag", begin)
        self.position = end.end() + 1
        opened, found = self.open.pop(), end[1].lower()
        if found and found != opened.tag:
            offset = len(self.source[:begin].encode())
            words = (
                f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{found}>"'
            )
            raise self._wrong(words, None)
        entity = opened.entity | {"offset": opened.at, "length": self.length - opened.at}
        if entity["length"] and not (entity["type"] == "text_link" and not entity["url"]):
            self.entities.append(entity)


def read(text: str, parse_mode: str, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    """The text as people see it, with its entities, both without white space at the ends."""
    if parse_mode.lower() == "html":
        text, entities = _Reader(text).read() if "<" in text or "&" in text else (text, [])
    elif parse_mode:
        raise BadRequest("unsupported parse_mode")
    given = entities or []
    every = [*given, *(one for one in found_in(text) if not _taken(one, given))]
    return _trimmed(text, sorted(every, key=_place) if len(every) > 1 else every)


_TYPED = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*|__(?P<italic>[^_\n]+)__")


def typed(text: str) -> tuple[str, str, list[Entity]]:
    """What Telegram's apps make of **bold** and __slanted__ words as they are typed; for `read`."""
    entities: list[Entity] = []
    kept, at = "", 0
    for found in _TYPED.finditer(text):
        kept += text[at : found.start()]
        kind = str(found.lastgroup)
        entities.append({"type": kind, "offset": units(kept), "length": units(found[kind])})
        kept, at = kept + found[kind], found.end()
    return kept + text[at:], "", entities


def _place(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _taken(found: Entity, given: list[Entity]) -> bool:
    """What Telegram finds by itself never lies in code or in a link."""
    start, end = found["offset"], found["offset"] + found["length"]
    return any(
        one["type"] in ("code", "pre", "text_link", "url")
        and one["offset"] < end
        and start < one["offset"] + one["length"]
        for one in given
    )


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    kept = text.strip()
    if kept == text or not entities:
        return kept, entities
    before, length = units(text) - units(text.lstrip()), units(kept)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - before)
        end = min(length, entity["offset"] + entity["length"] - before)
        if end > start:
            moved.append(entity | {"offset": start, "length": end - start})
    return kept, moved


def found_in(text: str) -> list[Entity]:
    """The links and commands that Telegram finds by itself."""
    if "/" not in text:
        return []
    return [
        {"type": str(hit.lastgroup), "offset": units(text[: hit.start()]), "length": units(hit[0])}
        for hit in _FOUND.finditer(text)
    ]


def shown(text: str, entities: list[Entity]) -> str:
    """The text as HTML in which every character that was typed is escaped."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return _span(encoded, 0, len(encoded) // 2, sorted(entities, key=_place))


def _span(encoded: bytes, start: int, end: int, entities: list[Entity]) -> str:
    parts, at = [], start
    for i, entity in enumerate(entities):
        begin, finish = entity["offset"], min(end, entity["offset"] + entity["length"])
        if begin < at or begin >= end:
            continue  # inside an earlier one, which shows it, or beyond this span
        parts.append(_plain(encoded, at, begin))
        words = _span(encoded, begin, finish, entities[i + 1 :])
        parts.append(_wrapped(entity, words, _text(encoded, begin, finish)))
        at = finish
    return "".join([*parts, _plain(encoded, at, end)])


def _text(encoded: bytes, start: int, end: int) -> str:
    return encoded[2 * start : 2 * end].decode("utf-16-le", "replace")


def _plain(encoded: bytes, start: int, end: int) -> str:
    return html.escape(_text(encoded, start, end))


def _wrapped(entity: Entity, inner: str, text: str) -> str:
    kind = entity["type"]
    if kind in ("url", "text_link"):
        address = entity.get("url") or (text if "://" in text else f"https://{text}")
        if re.match(r"(https?|tg|tel|mailto):", address):
            return f'<a href="{html.escape(address)}" target="_blank" rel="noopener noreferrer">{inner}</a>'
        return inner
    if kind == "bot_command":
        return f'<a href="#" class="command" data-command="{html.escape(text)}">{inner}</a>'
    if kind == "spoiler":
        return f'<span class="spoiler" tabindex="0">{inner}</span>'
    tag = SHOWN_AS.get(kind)
    return f"<{tag}>{inner}</{tag}>" if tag else inner
