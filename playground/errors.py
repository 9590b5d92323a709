"""How a call can fail."""

from __future__ import annotations

from typing import Any


class BotError(Exception):
    """An answer with ok=false, in Telegram's own words."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class BadRequest(BotError):
    def __init__(self, words: str, **parameters: Any) -> None:
        super().__init__(400, f"Bad Request: {words}", **parameters)


class Forbidden(BotError):
    def __init__(self, words: str) -> None:
        super().__init__(403, f"Forbidden: {words}")


class Cut(Exception):
    """The connection breaks without an answer."""


class Refused(Exception):
    """The control API can't do what a person wants: status and a sentence that says why."""

    def __init__(self, status: int, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = {"error": sentence, **more}
