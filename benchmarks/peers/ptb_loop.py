"""python-telegram-bot: a loop over all chats, slowed by its AIORateLimiter.

After the page "Avoiding flood limits" of its wiki.

    python -m benchmarks.peers.ptb_loop http://127.0.0.1:8081 1:token 1000000000 400
"""

import sys

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, Application, CommandHandler, ContextTypes


async def menu(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer an owner."""
    assert update.message is not None
    await update.message.reply_text("Menu")


async def broadcast(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Write to everybody."""
    for chat in context.bot_data["chats"]:
        try:
            await context.bot.send_message(chat, f"Yth. Pemilik {chat}, pelatihan dibuka.")
        except TelegramError:
            continue


def main(url: str, token: str, first: str, count: str) -> None:
    """Poll until it is ended."""
    limiter = AIORateLimiter(max_retries=3)
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{url}/bot")
        .rate_limiter(limiter)
        .concurrent_updates(True)
        .build()
    )
    application.bot_data["chats"] = range(int(first), int(first) + int(count))
    application.add_handler(CommandHandler("menu", menu))
    application.add_handler(CommandHandler("broadcast", broadcast))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
