"""python-telegram-bot: a ConversationHandler whose state PicklePersistence writes once a minute.

After its examples conversationbot.py and persistentconversationbot.py.

    python -m benchmarks.peers.ptb http://127.0.0.1:8081/bot 1:token folder
"""

import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks.peers import QUESTIONS, THANKS, asks

Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, int]]


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Ask the first question."""
    assert update.message is not None
    await update.message.reply_text(asks(0))
    return 0


def answer(number: int) -> Callback:
    """Keep the answer to this question, and ask the next one."""

    async def keep(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message is not None and context.user_data is not None
        context.user_data[number] = update.message.text
        if number + 1 == len(QUESTIONS):
            await update.message.reply_text(THANKS)
            return ConversationHandler.END
        await update.message.reply_text(asks(number + 1))
        return number + 1

    return keep


def main(base_url: str, token: str, folder: str) -> None:
    """Poll until it is ended."""
    persistence = PicklePersistence(filepath=Path(folder) / "conversations.pickle")
    application = Application.builder().token(token).base_url(base_url).persistence(persistence).build()
    typed = filters.TEXT & ~filters.COMMAND
    states: dict[object, list[Any]] = {
        number: [MessageHandler(typed, answer(number))] for number in range(len(QUESTIONS))
    }
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states=states,
        fallbacks=[CommandHandler("start", start)],
        name="questions",
        persistent=True,
    )
    application.add_handler(conversation)
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main(*sys.argv[1:])
