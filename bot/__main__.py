"""The command line: `python -m bot --help`."""

import logging
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.audit import Chain

# Every command imports what it needs by itself: the settings and the storage take most of a second to load,
# and a command that reads one value or shows its help has no use for them.

log = logging.getLogger("bot")
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Wadah IKM: a bot in which owners of small industry hand in their data to the office. "
    "Settings come from the environment and from a file .env; docs/operations.md lists them.",
)
DEMO = Path("data/demo")
NO_TOKEN = (
    "BOT_TOKEN is not set: open @BotFather on Telegram, send /newbot, and put the token it gives into .env.\n"
    "To try the bot without a token, run: make demo"
)


def fail(words: str) -> typer.Exit:
    """Say what is wrong; the program ends with 2."""
    typer.echo(words, err=True)
    return typer.Exit(2)


def settings_or_fail() -> "Settings":
    """The settings; the program ends with 2 if one is wrong."""
    from bot.settings import WrongSetting, read_settings

    try:
        return read_settings()
    except WrongSetting as wrong:
        raise fail(str(wrong)) from None


@app.command()
def run() -> None:
    """Run the bot until it is stopped (SIGTERM or Ctrl+C)."""
    settings = settings_or_fail()
    if not settings.bot_token:
        raise fail(NO_TOKEN)

    import uvloop
    from telegram.error import InvalidToken

    from bot.log import set_up_logs
    from storage.migrate import UnusableDatabase
    from storage.store import AlreadyRunning

    set_up_logs(settings.log_level)
    try:
        uvloop.run(_run(settings))
    except AlreadyRunning:
        raise fail("Another process runs the bot on this database; stop that one first.") from None
    except UnusableDatabase as unusable:
        raise fail(str(unusable)) from None
    except InvalidToken:
        raise fail("BOT_TOKEN: Telegram does not know this token; ask @BotFather for it again.") from None
    except Exception:
        log.critical("ended by an error", exc_info=True)  # its text is not told: it could hold personal data
        raise typer.Exit(1) from None


async def _run(settings: "Settings") -> None:
    import asyncio
    import signal

    from bot.house import House

    house = House(settings)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, house.signals.stopping.set)
    try:
        await house.open()
        _collect_seldom()
        await house.run()
    finally:
        await house.close()


def _collect_seldom() -> None:
    """What a turn makes dies with it, without the collector of cycles, which by itself would look through all
    that is loaded again and again: a fifth of a turn."""
    import gc

    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page on 127.0.0.1.")] = 8026,
    folder: Annotated[Path, typer.Option(help="Where the demo's own database goes.")] = DEMO,
    empty: Annotated[bool, typer.Option("--empty", help="One office, with nobody in its register.")] = False,
) -> None:
    """Open a chat page in which you can be an owner or an officer, with the real bot behind it; no token."""
    import asyncio

    from bot.demo import run_demo

    asyncio.run(run_demo(port, folder, is_filled=not empty))


@app.command(name="migrate")
def migrate_() -> None:
    """Bring the database to this program's version; `run` does this too."""
    import asyncio

    from storage.migrate import UnusableDatabase, migrate

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
    from storage.backup import NoBackup, back_up

    settings = settings_or_fail()
    try:
        size = back_up(settings.database_url, file)
    except NoBackup as refused:
        raise fail(str(refused)) from None
    typer.echo(f"Wrote {file}, {size:,} bytes.")


@app.command()
def status() -> None:
    """Tell how the queues stand, and whether the bot runs; changes nothing."""
    import asyncio

    from rich.console import Console

    from bot.status import drawn
    from storage.status import NoStatus, look

    settings = settings_or_fail()
    try:
        told = asyncio.run(look(settings.database_url))
    except NoStatus as refused:
        raise fail(str(refused)) from None
    Console(highlight=False).print(drawn(told))


@app.command()
def admin() -> None:
    """Make a word that lets one person in as an administrator, once, within 72 hours."""
    import asyncio

    from bot.founding import admin_word

    settings = settings_or_fail()
    typer.echo("Write this to the bot on Telegram, within 72 hours. It works once; keep it to yourself.")
    typer.echo(asyncio.run(admin_word(settings)))


audit_app = typer.Typer(no_args_is_help=True, help="The audit: who did what, sealed into a chain.")
app.add_typer(audit_app, name="audit")


@audit_app.command()
def verify() -> None:
    """Make the chain of the audit again and compare; ends with 1 if a link does not hold."""
    import asyncio

    from storage.migrate import UnusableDatabase

    try:
        chain = asyncio.run(_verify(settings_or_fail()))
    except UnusableDatabase as unusable:
        raise fail(str(unusable)) from None
    typer.echo(f"{chain.rows:,} sealed rows hold; {chain.unsealed:,} are not sealed yet.")
    typer.echo(f"End of the chain: {chain.end or 'none yet'}")
    if chain.broken is not None:
        typer.echo(f"BROKEN at link {chain.broken}: a row was changed, added or removed behind the program.")
        raise typer.Exit(1)


async def _verify(settings: "Settings") -> "Chain":
    from storage import audit
    from storage.migrate import migrate
    from storage.store import Store

    await migrate(settings.database_url)
    store = Store(settings.database_url)
    try:
        async with store.reading() as db:
            return await audit.verify(db)
    finally:
        await store.close()


@app.command(context_settings={"ignore_unknown_options": True})
def understand(
    text: Annotated[str, typer.Argument(help="What an owner typed; - reads lines from standard input.")],
) -> None:
    """Tell what a text is understood as: the three likeliest intents, and whether the bot is sure."""
    import json

    from dialogue import intents

    def told(line: str) -> str:
        understood = intents.understand(line)
        return json.dumps({"intents": understood.intents, "sure": understood.sure})

    if text == "-":
        answer_lines(sys.stdin, told)
    else:
        typer.echo(told(text))


@app.command(context_settings={"ignore_unknown_options": True})  # "-5000" is a text
def read(
    kind: Annotated[
        str, typer.Argument(help="money, quantity, number, day, phone, nib, npwp or answer.", metavar="KIND")
    ],
    text: Annotated[str, typer.Argument(help="What was typed; - reads lines from standard input.")],
    today: Annotated[str, typer.Option(help="The day on which it was typed, such as 2026-11-23.")] = "",
) -> None:
    """Read one value as the bot reads it, and print what it came to as a line of JSON."""
    from dialogue.values.line import KINDS, read_line

    if kind not in KINDS:
        raise fail(f"There is no kind {kind!r}. The kinds are: {', '.join(KINDS)}.")
    reads = partial(read_line, kind, today=day_or_fail(today))
    if text == "-":
        answer_lines(sys.stdin, reads)
    else:
        typer.echo(reads(text.encode(errors="replace").decode()))


@app.command()
def forms(
    region: Annotated[str, typer.Option(help="Kemendagri code of an office's region.")] = "35.26",
    language: Annotated[str, typer.Option(help="id or en.")] = "id",
) -> None:
    """Print every question and text of the service as Markdown, for an office to sign."""
    from dialogue.questionnaire.printed import printed

    sys.stdout.write(printed(language, region, clock_day()))


def day_or_fail(typed: str) -> date:
    """The day typed, or today by the clock; the program ends with 2 if it is no day."""
    try:
        return date.fromisoformat(typed) if typed else clock_day()
    except ValueError:
        raise fail(f"--today is a day such as 2026-11-23, not {typed!r}.") from None


def clock_day() -> date:
    """Today in western Indonesia."""
    from zoneinfo import ZoneInfo

    from bot.time_of_day import Clock

    return Clock().now().astimezone(ZoneInfo("Asia/Jakarta")).date()


def answer_lines(source: TextIO, answer: Callable[[str], str]) -> None:
    """Answer each line as soon as it comes; bytes that are no text are read as unknown signs."""
    raw: Iterable[bytes] = iter(source.buffer.readline, b"")
    for line in raw:
        answered = answer(line.decode(errors="replace").rstrip("\r\n"))
        sys.stdout.buffer.write(answered.encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    app()
