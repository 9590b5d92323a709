"""Logs tell ids and kinds only: canaries of every sort never come through, DEBUG on."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.log import Lines

ROOT = Path(__file__).parents[2]
TOKEN, NAME, PHONE = "123456:CanaryTokenOfTheBot", "Siti Kenari", "+6281299990000"
CANARIES = (TOKEN, NAME, PHONE, "Kenari", "CanaryToken", "81299990000")


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    """All that our own formatter writes, of our loggers and of others', at DEBUG."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    names = ("bot.sender", "aiosqlite", "some.library")
    for name in names:
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    for name in names:
        logging.getLogger(name).removeHandler(handler)
        logging.getLogger(name).setLevel(logging.NOTSET)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def quiet(text: str) -> bool:
    return not any(canary in text for canary in CANARIES)


def test_ours_tell_what_and_which(heard: io.StringIO) -> None:
    logging.getLogger("bot.sender").info("not sent", extra={"outbox": 7, "reason": "blocked"})
    (line,) = lines(heard)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "from": "bot.sender",
        "what": "not sent",
        "outbox": 7,
        "reason": "blocked",
    }


@pytest.mark.parametrize("level", [logging.DEBUG, logging.WARNING, logging.CRITICAL])
@pytest.mark.parametrize("name", ["aiosqlite", "some.library"])
def test_of_others_only_who_and_how_bad(heard: io.StringIO, name: str, level: int) -> None:
    logging.getLogger(name).log(level, f"executing with {NAME}", extra={"phone": PHONE, "url": TOKEN})
    logging.getLogger(name).log(level, "parameters %s", (NAME, PHONE))
    assert quiet(heard.getvalue())
    assert [set(line) for line in lines(heard)] == [{"at", "level", "from"}] * 2


def fail() -> None:
    try:
        raise ValueError(f"no name {NAME}")
    except ValueError as error:
        raise KeyError(TOKEN) from error


@pytest.mark.parametrize("name", ["bot.sender", "some.library"])
def test_of_an_error_only_its_kind_and_place(heard: io.StringIO, name: str) -> None:
    try:
        fail()
    except KeyError:
        logging.getLogger(name).exception("failed", stack_info=True)
    assert quiet(heard.getvalue())
    (line,) = lines(heard)
    assert line["error"] == "KeyError"
    assert [place.partition(":")[0] for place in line["place"]] == ["test_bot_log.py"] * 2


def test_arguments_of_a_message_are_left_out(heard: io.StringIO) -> None:
    logging.getLogger("bot.sender").warning("not sent to %s", NAME)
    assert quiet(heard.getvalue())
    assert lines(heard)[0]["what"] == "not sent to %s"


def test_what_is_no_json_still_makes_a_line(heard: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    """Or the logging module itself would print the record, with all that is in it."""
    logging.getLogger("bot.sender").warning(ValueError(NAME), extra={"row": {PHONE}})
    assert quiet(heard.getvalue() + capsys.readouterr().err)
    assert lines(heard)[0]["level"] == "WARNING"


PROGRAM = """
import asyncio, logging, sys
from bot.log import set_up_logs
from bot.request import AiohttpRequest
from storage import contact, office
from storage.migrate import migrate
from storage.store import Store
from telegram import Bot
from datetime import UTC, datetime

TOKEN, NAME, PHONE, FOLDER = sys.argv[1:]
set_up_logs("DEBUG")
logging.getLogger().setLevel("DEBUG")  # worse than any setting of ours can make it

async def broken():
    raise RuntimeError(NAME)

async def main():
    url = f"sqlite:///{FOLDER}/wadah.db"
    await migrate(url)
    store = Store(url)
    async with store.writing() as db:
        here = await office.settle(db, region="35.26", name=NAME, area="", zone="", phone=PHONE)
        for _twice in range(2):
            try:
                await contact.add(db, "telegram", PHONE, here.id, datetime.now(UTC))
            except Exception:
                logging.getLogger("bot.worker").exception("turn failed", extra={"inbox": 1})
    await store.close()
    request = AiohttpRequest(connections=2, seconds=5)
    bot = Bot(TOKEN, base_url="http://127.0.0.1:1/bot", request=request, get_updates_request=request)
    try:
        await bot.initialize()
    except Exception as error:
        logging.getLogger("bot.house").error("Telegram not reached", exc_info=error)
    await bot.shutdown()
    task = asyncio.create_task(broken())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task

asyncio.run(main())
"""


def test_a_whole_program_with_everything_at_debug_tells_no_canary(tmp_path: Path) -> None:
    """The database driver, the ORM, the client of Telegram and asyncio, all failing with canaries in hand."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, TOKEN, NAME, PHONE, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told = [json.loads(line) for line in ended.stderr.splitlines()]
    assert {line["from"] for line in told} >= {"aiosqlite", "bot.worker", "bot.house", "asyncio"}
    assert quiet(ended.stderr + ended.stdout)
    assert any(line.get("error") == "IntegrityError" for line in told)
