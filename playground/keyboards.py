"""What may hang under a message: inline keyboards, reply keyboards, and their removal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.errors import BadRequest

Markup = dict[str, Any]
MOST_INLINE, MOST_REPLY = 100, 300
DOES_SOMETHING = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}


def read(markup: Any) -> Markup | None:
    """The markup as Telegram keeps it, or its refusal in Telegram's words."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise BadRequest("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline keyboard", _inline_button)
        if sum(map(len, rows)) > MOST_INLINE:
            raise BadRequest("reply markup is too long")
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "reply keyboard", _reply_button)
        if sum(map(len, rows)) > MOST_REPLY:
            raise BadRequest("reply markup is too long")
        if not rows:
            raise BadRequest("reply keyboard is empty")
        return {**markup, "keyboard": rows}
    if "remove_keyboard" in markup or "force_reply" in markup:
        return markup
    return None


def _rows(rows: Any, name: str, button: Callable[[Any], Markup]) -> list[list[Markup]]:
    if not isinstance(rows, list):
        raise BadRequest(f"can't parse {name}: Field must be of type Array")
    read_rows = []
    for row in rows:
        if not isinstance(row, list):
            raise BadRequest(f"can't parse {name}: Array of buttons expected")
        read_rows.append([button(one) for one in row])
    return [row for row in read_rows if row]


def _inline_button(button: Any) -> Markup:
    text = button.get("text") if isinstance(button, dict) else None
    if not isinstance(text, str):
        raise BadRequest("can't parse InlineKeyboardButton: Can't find field \"text\"")
    if not text.strip():
        raise BadRequest("BUTTON_TEXT_INVALID")
    if not any(button.get(name) not in (None, "") for name in DOES_SOMETHING):
        raise BadRequest(
            "can't parse InlineKeyboardButton: Text buttons are not allowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise BadRequest("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://", "t.me/", "mailto:")):
        raise BadRequest(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return dict(button)


def _reply_button(button: Any) -> Markup:
    if isinstance(button, str):
        button = {"text": button}
    text = button.get("text") if isinstance(button, dict) else None
    if not isinstance(text, str):
        raise BadRequest("can't parse KeyboardButton: Can't find field \"text\"")
    if not text.strip():
        raise BadRequest("keyboard button text is empty")
    return dict(button)
