"""The commands as processes: what a person who operates the bot types and sees."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from playground import Limits, Playground

ROOT = Path(__file__).parent.parent.parent
QUICK = {"CHAT_PER_SECOND": "1000", "CHAT_BURST": "1000", "USER_BURST": "1000", "USER_PER_SECOND": "1000"}


class Command:
    """`python -m bot …` against a playground and a database of its own."""

    def __init__(self, folder: Path, playground: Playground) -> None:
        self.folder, self.playground = folder, playground
        self.database = folder / "wadah.db"
        self._started: list[asyncio.subprocess.Process] = []

    def environment(self, **changes: str) -> dict[str, str]:
        known = {
            "BOT_TOKEN": self.playground.token,
            "BOT_API_URL": self.playground.url,
            "DATABASE_URL": f"sqlite:///{self.database}",
        }
        return {**os.environ, **QUICK, **known, **changes, "PYTHONPATH": str(ROOT)}

    async def start(self, *words: str, **changes: str) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, cwd=self.folder, env=self.environment(**changes),
            stdout=pipe, stderr=pipe,
        )  # fmt: skip
        self._started.append(process)
        return process

    async def end(self) -> None:
        """Leave nothing running, also where a test failed."""
        for process in self._started:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def run(self, *words: str, **changes: str) -> tuple[int, str, str]:
        process = await self.start(*words, **changes)
        async with asyncio.timeout(30):
            out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()


@pytest.fixture
async def command(tmp_path: Path) -> AsyncIterator[Command]:
    playground = Playground(limits=Limits(enabled=False))
    await playground.start()
    opened = Command(tmp_path, playground)
    yield opened
    await opened.end()
    await playground.stop()


async def until(url: str, path: str, is_so: Any, seconds: float = 20) -> Any:
    """Ask the playground until it is so."""
    async with aiohttp.ClientSession(url) as http, asyncio.timeout(seconds):
        while True:
            async with http.get(path) as answer:
                told = await answer.json()
            if is_so(told):
                return told
            await asyncio.sleep(0.05)


async def person_says(url: str, words: str) -> int:
    async with aiohttp.ClientSession(url) as http:
        async with http.post("/play/people", json={"name": "Siti"}) as answer:
            number = (await answer.json())["id"]
        async with http.post(f"/play/people/{number}/text", json={"text": words}) as answer:
            assert answer.status < 300
    return int(number)


async def test_help_explains_and_names_every_command(command: Command) -> None:
    code, out, _err = await command.run("--help", COLUMNS="200")
    assert code == 0
    for name in ("run", "demo", "migrate", "backup", "status"):
        assert name in out
    assert "docs/operations.md" in out


async def test_without_a_token_two_lines_say_what_to_do(command: Command) -> None:
    code, _out, err = await command.run("run", BOT_TOKEN="")
    assert code == 2
    assert len(err.strip().splitlines()) == 2
    assert "@BotFather" in err and "make demo" in err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://root:secret@here/db"),
        ("OFFICE_ZONE", "Asia/Bangkalan-secret"),
        ("OFFICE_REGION", "99.secret"),
        ("ADMIN_IDS", "1,secret"),
        ("LOG_LEVEL", "secret"),
        ("SEND_SECONDS", "3"),
        ("WEBHOOK_SECRET", "geheim!"),
        ("BOT_API_URL", "secret"),
    ],
)
async def test_a_wrong_setting_is_one_clear_line(command: Command, name: str, value: str) -> None:
    code, out, err = await command.run(
        "run", **{"WEBHOOK_URL": "https://secret", "WEBHOOK_SECRET": "x" * 8, name: value}
    )
    assert code == 2 and not out
    assert err.startswith(name) and len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


async def test_an_unknown_token_is_said_in_one_line(command: Command) -> None:
    code, _out, err = await command.run("run", BOT_TOKEN="123:unknown")
    assert code == 2
    lines = [line for line in err.splitlines() if not line.startswith("{")]
    assert lines == ["BOT_TOKEN: Telegram does not know this token; ask @BotFather for it again."]


async def test_it_answers_stops_within_five_seconds_and_logs_no_names(command: Command) -> None:
    process = await command.start("run", LOG_LEVEL="DEBUG")
    siti = await person_says(command.playground.url, "Kanarikuning 081233445566")
    path = f"/play/people/{siti}/messages"
    await until(command.playground.url, path, lambda told: len(told["messages"]) > 1)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _out, err = await process.communicate()
    assert process.returncode == 0
    assert time.monotonic() - began < 5
    logged = err.decode()
    assert json.loads(logged.splitlines()[-1])["what"]
    for secret in ("Kanarikuning", "081233445566", "Siti", command.playground.token.split(":")[1]):
        assert secret not in logged


async def test_a_second_instance_is_turned_away_before_any_call(command: Command) -> None:
    first = await command.start("run")
    await until(command.playground.url, "/play/state", lambda told: told["polling"])
    calls = (await until(command.playground.url, "/play/state", bool))["calls"]
    code, _out, err = await command.run("run")
    assert code == 2 and "Another process runs the bot" in err
    code, out, _err = await command.run("status")
    assert code == 0 and "The bot runs." in out and "quarantined" in out
    methods = await until(command.playground.url, f"/play/calls?after={calls}", lambda told: True)
    assert [call for call in methods if call["method"] != "getUpdates"] == []
    first.terminate()
    await first.wait()
    assert "The bot does not run." in (await command.run("status"))[1]


async def test_a_backup_made_while_it_runs_can_be_restored(command: Command, tmp_path: Path) -> None:
    process = await command.start("run")
    siti = await person_says(command.playground.url, "/start")
    path = f"/play/people/{siti}/messages"
    await until(command.playground.url, path, lambda told: len(told["messages"]) > 1)
    copy = tmp_path / "cadangan.db"
    code, out, err = await command.run("backup", str(copy))
    assert code == 0, err
    assert str(copy) in out.replace("\n", "")
    code, _out, err = await command.run("backup", str(copy))
    assert code == 2 and "exists already" in err.replace("\n", " ")
    process.kill()
    await process.wait()

    restore(copy, command.database)
    again = await command.start("run")
    await until(command.playground.url, "/play/state", lambda told: told["polling"])
    again.terminate()
    await again.wait()
    with sqlite3.connect(command.database) as database:
        assert database.execute("SELECT count(*) FROM contact").fetchone()[0] == 1
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


async def test_migrate_says_what_it_did_and_refuses_what_it_cannot_use(command: Command) -> None:
    code, out, _err = await command.run("migrate")
    assert code == 0 and "before: empty" in out
    code, out, _err = await command.run("migrate")
    assert code == 0 and "before" not in out
    with sqlite3.connect(command.database) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    code, _out, err = await command.run("run")
    assert code == 2 and "newer version (9999)" in err
    command.database.write_bytes(b"this is no database" * 1000)
    code, _out, err = await command.run("run")
    assert code == 2 and "damaged" in err


async def test_the_status_of_a_missing_database_is_one_sentence_and_makes_none(command: Command) -> None:
    code, out, err = await command.run("status")
    assert (code, out, err) == (2, "", f"There is no database at {command.database} yet.\n")
    assert not command.database.exists()


async def test_a_webhook_takes_what_carries_the_secret(command: Command) -> None:
    port = _free_port()
    hook = f"http://127.0.0.1:{port}"
    process = await command.start(
        "run", WEBHOOK_URL=hook, WEBHOOK_SECRET="rahasia_1", WEBHOOK_LISTEN=f"127.0.0.1:{port}"
    )
    await until(command.playground.url, "/play/calls?method=setWebhook", bool)
    siti = await person_says(command.playground.url, "/start")
    path = f"/play/people/{siti}/messages"
    await until(command.playground.url, path, lambda told: len(told["messages"]) > 1)
    header = "X-Telegram-Bot-Api-Secret-Token"
    async with aiohttp.ClientSession() as http:
        for secret, body, status in (
            ("", b"{}", 403),
            ("rahasia_2", b"{}", 403),
            ("rahasia_1", b"not json", 400),
            ("rahasia_1", b"[" * (1024 * 1024 + 1), 413),
        ):
            async with http.post(f"{hook}/telegram", data=body, headers={header: secret}) as answer:
                assert answer.status == status
    process.terminate()
    assert await process.wait() == 0


def restore(copy: Path, database: Path) -> None:
    """As docs/operations.md says."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
    copy.rename(database)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
