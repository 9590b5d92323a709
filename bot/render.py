"""Messages as outbox rows hold them: plain values in the recipient's language, ready to be sent."""

import html
from typing import Any

from dialogue.i18n import Shown, Voice
from dialogue.message import (
    Board,
    Button,
    Buttons,
    Document,
    Edit,
    Keyboard,
    Keys,
    Message,
    NoKeys,
    Photo,
    Say,
    Toast,
)

TEXT_LIMIT, CAPTION_LIMIT, TOAST_LIMIT = 4096, 1024, 200
"""Characters after parsing (Bot API: sendMessage, sendPhoto, answerCallbackQuery)."""


def voice_for(language: str, zone: str) -> Voice:
    """A voice whose words are Telegram's HTML, with all that people typed escaped."""
    return Voice(
        language,
        zone,
        bold=("<b>", "</b>"),
        italic=("<i>", "</i>"),
        link='<a href="{address}">{words}</a>',
        escape=html.escape,
    )


def plain(voice: Voice) -> Voice:
    """The same voice for places that know no markup: buttons, toasts, documents."""
    return Voice(voice.language, voice.zone)


def bodies_of(message: Message, voice: Voice, pressed: int = 0) -> list[tuple[str, dict[str, Any]]]:
    """The same for a message of any length: a long one becomes several, the keyboard on the last."""
    kind, body = body_of(message, voice, pressed)
    if len(body.get("text", "")) <= TEXT_LIMIT or kind not in {"say", "edit"}:
        return [(kind, body)]
    *first, last = _pages(body.pop("text"))
    body.pop("message", None)
    return [*(("say", {"text": page}) for page in first), ("say", {"text": last, **body})]


def _pages(text: str) -> list[str]:
    """The lines of a text on as few pages as they fit on; bold never goes past a line."""
    pages = [""]
    for line in text.split("\n"):
        longer = f"{pages[-1]}\n{line}" if pages[-1] else line
        if len(longer) > TEXT_LIMIT:
            pages.append(line[:TEXT_LIMIT])
        else:
            pages[-1] = longer
    return [page for page in pages if page]


def body_of(message: Message, voice: Voice, pressed: int = 0) -> tuple[str, dict[str, Any]]:
    """The kind and body of an outbox row; `pressed` is the message that an Edit changes."""
    match message:
        case Say(text, keyboard):
            return "say", {"text": voice.say(text), **_keyboard(keyboard, voice)}
        case Edit(text, keyboard):
            kind = "edit" if pressed else "say"
            return kind, {"text": voice.say(text), "message": pressed, **_keyboard(keyboard, voice)}
        case Board(_, text, keyboard):
            return "board", {"text": voice.say(text), **_keyboard(keyboard, voice)}
        case Toast(text):
            return "answer", {"text": plain(voice).say(text)[:TOAST_LIMIT]}
        case Photo(attachment, caption, keyboard):
            return "photo", _attached(attachment, caption, keyboard, voice)
        case Document(attachment, caption, keyboard):
            return "document", _attached(attachment, caption, keyboard, voice)
    raise TypeError(f"{type(message).__name__} has no body of its own")


def _attached(attachment: int, caption: Shown, keyboard: Keyboard | None, voice: Voice) -> dict[str, Any]:
    return {"attachment": attachment, "caption": voice.say(caption), **_keyboard(keyboard, voice)}


def _keyboard(keyboard: Keyboard | None, voice: Voice) -> dict[str, Any]:
    label = plain(voice).say
    match keyboard:
        case Buttons(rows):
            return {
                "buttons": [
                    [
                        {"text": label(b.label), "data": b.wire()}
                        if isinstance(b, Button)
                        else {"text": label(b.label), "url": b.url}
                        for b in row
                    ]
                    for row in rows
                ]
            }
        case Keys(rows):
            return {"keys": [[{"text": label(k.label), "asks": k.asks.value} for k in row] for row in rows]}
        case NoKeys():
            return {"no_keys": True}
    return {}
