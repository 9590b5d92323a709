"""aiogram: a loop over all chats with a sleep of 0.04 s, which waits when it is told to.

After broadcast_example.py of its examples.

    python -m benchmarks.peers.aiogram_loop http://127.0.0.1:8081 1:token 1000000000 400
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.filters import Command
from aiogram.types import Message

router = Router()


@router.message(Command("menu"))
async def menu(message: Message) -> None:
    """Answer an owner."""
    await message.answer("Menu")


@router.message(Command("broadcast"))
async def broadcast(message: Message, bot: Bot, chats: range) -> None:
    """Write to everybody."""
    for chat in chats:
        await send(bot, chat)
        await asyncio.sleep(0.04)


async def send(bot: Bot, chat: int) -> None:
    """Write to one, again if it was too much."""
    try:
        await bot.send_message(chat, f"Yth. Pemilik {chat}, pelatihan dibuka.")
    except TelegramRetryAfter as error:
        await asyncio.sleep(error.retry_after)
        await send(bot, chat)
    except TelegramAPIError:
        return


async def main(url: str, token: str, first: str, count: str) -> None:
    """Poll until it is ended."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher(chats=range(int(first), int(first) + int(count)))
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
