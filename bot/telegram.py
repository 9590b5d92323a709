"""Telegram, out and in: raw updates, sending what an outbox row holds, fetching files."""

from dataclasses import dataclass
from typing import Any

from telegram import Bot, BotCommand, InputFile
from telegram import Message as Sent
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError

from bot.request import AiohttpRequest
from bot.settings import Settings
from bot.updates import TYPES
from dialogue.message import Asks

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Bytes that a bot may fetch (Bot API, getFile)."""
SPARE_SECONDS = 10.0
"""How much longer than its own waiting a long poll may take."""
ALREADY = ("message is not modified", "query is too old", "query id is invalid")
"""Refusals that mean: it is done, or nobody waits for it any more."""
UNEDITABLE = ("message to edit not found", "message can't be edited")


@dataclass(frozen=True)
class Load:
    """What an outbox row carries along: the channel's handle of a file, or its bytes."""

    handle: str = ""
    content: bytes = b""
    name: str = ""


@dataclass(frozen=True)
class Receipt:
    """What Telegram said of a message: its number, and its handle of the file in it."""

    message_id: int | None = None
    handle: str = ""


class Telegram:
    """One bot at one Bot API."""

    def __init__(self, settings: Settings) -> None:
        self._request = AiohttpRequest(connections=settings.send_slots + 4, seconds=settings.send_seconds)
        self._polling = AiohttpRequest(connections=1, seconds=settings.poll_seconds + SPARE_SECONDS)
        self._poll_seconds = settings.poll_seconds
        api = settings.bot_api_url
        # with base_url alone, downloads would still go to Telegram itself
        self.bot = Bot(
            settings.bot_token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._request,
            get_updates_request=self._polling,
        )
        self._methods = f"{api}/bot{settings.bot_token}"

    async def open(self) -> None:
        """Connect and learn the bot's own name; InvalidToken if the token is not known."""
        await self.bot.initialize()

    async def close(self) -> None:
        """Close the connections."""
        await self.bot.shutdown()

    async def introduce(self, commands: list[tuple[str, str]], about: str, *, polls: bool) -> None:
        """Tell Telegram what its menu and its first screen say; a poller takes an old webhook away."""
        if polls:
            await self.bot.delete_webhook()
        await self.bot.set_my_commands([BotCommand(name, words) for name, words in commands])
        await self.bot.set_my_description(about)

    async def poll(self, offset: int | None) -> list[Any]:
        """Raw updates: with an offset what is left after confirming, at once; without, a long poll.

        `Bot.get_updates` would lose a whole batch to one bad update.
        """
        wait = 0 if offset is not None else self._poll_seconds
        asked: dict[str, Any] = {"timeout": wait, "limit": 100, "allowed_updates": TYPES}
        if offset is not None:
            asked["offset"] = offset
        answer = await self._polling.call(f"{self._methods}/getUpdates", asked)
        updates = answer.get("result")
        if not isinstance(updates, list):
            raise NetworkError("the answer is no list of updates")
        return updates

    async def send(
        self, kind: str, chat: str, body: dict[str, Any], message: int | None, load: Load
    ) -> Receipt:
        """Send what a row holds; the errors of python-telegram-bot if it cannot be sent."""
        try:
            return await self._send(kind, int(chat), body, message, load)
        except BadRequest as refusal:
            if any(words in refusal.message.lower() for words in ALREADY):
                return Receipt(message)
            raise

    async def _send(
        self, kind: str, chat: int, body: dict[str, Any], message: int | None, load: Load
    ) -> Receipt:
        if kind == "answer":
            await self._call("answerCallbackQuery", callback_query_id=body["press"], text=body.get("text"))
            return Receipt()
        markup = _markup(body)
        if kind in {"photo", "document"}:
            return await self._send_file(kind, chat, body, load, markup)
        edited = message or body.get("message")
        said = {"chat_id": chat, "text": body["text"], "parse_mode": ParseMode.HTML}
        if kind in {"edit", "board"} and edited:
            try:
                shown = {**said, "reply_markup": _inline(body)}
                await self._call("editMessageText", message_id=edited, **shown)
                return Receipt(edited)
            except BadRequest as refusal:
                if not any(words in refusal.message.lower() for words in UNEDITABLE):
                    raise
        sent = await self._call("sendMessage", **said, reply_markup=markup)
        number = sent.get("message_id") if isinstance(sent, dict) else None
        if type(number) is not int:
            raise NetworkError("the answer is no message")
        return Receipt(number)

    async def _call(self, method: str, **asked: Any) -> Any:
        """Words go as they lie in the row: to make the library's objects of them and of the answer takes
        longer than to send them (0.65 ms of the processor instead of 1.17)."""
        given = {name: value for name, value in asked.items() if value}
        return (await self._request.call(f"{self._methods}/{method}", given)).get("result")

    async def _send_file(
        self, kind: str, chat: int, body: dict[str, Any], load: Load, markup: Any
    ) -> Receipt:
        file = load.handle or InputFile(load.content, filename=load.name)
        caption = body.get("caption") or None
        if kind == "photo":
            sent = await self.bot.send_photo(
                chat, file, caption=caption, parse_mode=ParseMode.HTML, reply_markup=markup
            )
        else:
            sent = await self.bot.send_document(
                chat, file, caption=caption, parse_mode=ParseMode.HTML, reply_markup=markup
            )
        return Receipt(sent.message_id, _handle(sent))

    async def fetch(self, handle: str) -> bytes:
        """The bytes of a file that somebody sent, at most 20 MB."""
        file = await self.bot.get_file(handle)
        return bytes(await file.download_as_bytearray())


def _handle(sent: Sent) -> str:
    if sent.photo:
        return sent.photo[-1].file_id
    return sent.document.file_id if sent.document else ""


def _inline(body: dict[str, Any]) -> Any:
    """What the Bot API calls an InlineKeyboardMarkup."""
    if not body.get("buttons"):
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in body["buttons"]]}


def _button(button: dict[str, str]) -> dict[str, str]:
    leads = {"url": button["url"]} if "url" in button else {"callback_data": button["data"]}
    return {"text": button["text"], **leads}


def _markup(body: dict[str, Any]) -> Any:
    """Any of its markups."""
    if body.get("keys"):
        rows = [[_key(key["text"], key["asks"]) for key in row] for row in body["keys"]]
        return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": False}
    if body.get("no_keys"):
        return {"remove_keyboard": True}
    return _inline(body)


def _key(text: str, asks: str) -> dict[str, Any]:
    wanted = {Asks.PHONE.value: "request_contact", Asks.PLACE.value: "request_location"}.get(asks)
    return {"text": text, **({wanted: True} if wanted else {})}
