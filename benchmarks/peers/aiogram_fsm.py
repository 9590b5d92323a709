"""aiogram: a StatesGroup in MemoryStorage, which keeps nothing past the process.

After the page "Finite State Machine" of its documentation.

    python -m benchmarks.peers.aiogram_fsm http://127.0.0.1:8081 1:token
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Message

from benchmarks.peers import THANKS, asks

router = Router()


class Form(StatesGroup):
    """One state a question."""

    owner = State()
    phone = State()
    name = State()
    district = State()
    village = State()
    product = State()
    sector = State()
    men = State()
    women = State()
    capacity = State()


STATES = Form.__states__


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    """Ask the first question."""
    await state.set_state(STATES[0])
    await message.answer(asks(0))


def answer(number: int) -> Callable[[Message, FSMContext], Awaitable[None]]:
    """Keep the answer to this question, and ask the next one."""

    async def keep(message: Message, state: FSMContext) -> None:
        await state.update_data({str(number): message.text})
        if number + 1 == len(STATES):
            await state.set_state(None)
            await message.answer(THANKS)
            return
        await state.set_state(STATES[number + 1])
        await message.answer(asks(number + 1))

    return keep


async def main(url: str, token: str) -> None:
    """Poll until it is ended."""
    for number, asked in enumerate(STATES):
        router.message.register(answer(number), asked)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
