"""The command line: `python -m bot --help`."""

import asyncio
import logging
import signal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.log import set_up_logs
from bot.settings import Settings, WrongSetting, read_settings
from storage.backup import NoBackup, back_up
from storage.migrate import UnusableDatabase, migrate
from storage.store import AlreadyRunning

log = logging.getLogger("bot")
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Wadah IKM: a bot in which owners of small industry hand in their data to the office. "
    "Settings come from the environment and from a file .env; docs/operations.md lists them.",
)
DEMO = Path("data/demo")
errors = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)
NO_TOKEN = (
    "BOT_TOKEN is not set: open @BotFather on Telegram, send /newbot, and put the token it gives into .env.\n"
    "To try the bot without a token, run: make demo"
)


def fail(words: str) -> typer.Exit:
    """Say what is wrong; the program ends with 2."""
    errors.print(words)
    return typer.Exit(2)


def settings_or_fail() -> Settings:
    try:
        return read_settings()
    except WrongSetting as wrong:
        raise fail(str(wrong)) from None


@app.command()
def run() -> None:
    """Run the bot until it is stopped (SIGTERM or Ctrl+C)."""
    from telegram.error import InvalidToken  # the machine takes a second to load; other commands need none

    settings = settings_or_fail()
    if not settings.bot_token:
        raise fail(NO_TOKEN)
    set_up_logs(settings.log_level)
    try:
        asyncio.run(_run(settings))
    except AlreadyRunning:
        raise fail("Another process runs the bot on this database; stop that one first.") from None
    except UnusableDatabase as unusable:
        raise fail(str(unusable)) from None
    except InvalidToken:
        raise fail("BOT_TOKEN: Telegram does not know this token; ask @BotFather for it again.") from None
    except Exception:
        log.critical("ended by an error", exc_info=True)  # its text is not told: it could hold personal data
        raise typer.Exit(1) from None


async def _run(settings: Settings) -> None:
    from bot.house import House

    house = House(settings)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, house.signals.stopping.set)
    try:
        await house.open()
        await house.run()
    finally:
        await house.close()


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page on 127.0.0.1.")] = 8026,
    folder: Annotated[Path, typer.Option(help="Where the demo's own database goes.")] = DEMO,
) -> None:
    """Open a chat page in which you can be an owner, with the real bot behind it; needs no token."""
    from bot.demo import run_demo

    asyncio.run(run_demo(port, folder))


@app.command(name="migrate")
def migrate_() -> None:
    """Bring the database to this program's version; `run` does this too."""
    settings = settings_or_fail()
    try:
        before, now = asyncio.run(migrate(settings.database_url))
    except UnusableDatabase as unusable:
        raise fail(str(unusable)) from None
    typer.echo(
        f"The database is at version {now}" + ("." if before == now else f", before: {before or 'empty'}.")
    )


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The new file to write.")]) -> None:
    """Make a consistent copy of the database, also while the bot runs."""
    settings = settings_or_fail()
    try:
        size = back_up(settings.database_url, file)
    except NoBackup as refused:
        raise fail(str(refused)) from None
    typer.echo(f"Wrote {file}, {size:,} bytes.")


@app.command()
def understand(
    text: Annotated[str, typer.Argument(help="What an owner typed; - reads lines from standard input.")],
) -> None:
    """Tell what a text is understood as: the three likeliest intents, and whether the bot is sure."""
    import json
    import sys

    from dialogue import intents

    def told(line: str) -> str:
        understood = intents.understand(line)
        return json.dumps({"intents": understood.intents, "sure": understood.sure})

    if text != "-":
        typer.echo(told(text))
        return
    for line in sys.stdin.buffer:
        print(told(line.decode(errors="replace")), flush=True)


if __name__ == "__main__":
    app()
