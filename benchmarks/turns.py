"""Turns: simulated owners answer ten questions each, closed loop, against our bot and two others.

Ours keeps every answer on disk before it asks the next question. python-telegram-bot's ConversationHandler
pickles what it holds once a minute; aiogram's MemoryStorage keeps nothing.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles
from typing import IO, Any

from rich.console import Console
from rich.table import Table

from benchmarks.peers import QUESTIONS, THANKS
from benchmarks.standin import Step

OWNERS, AT_ONCE = 100, 100
TOKEN = "1:ukur"
LONGEST = 120.0
"""Seconds after which a bot is given up."""
ANSWERS = (
    "Siti Aminah",
    "0812 3344 5566",
    "Keripik Bu Siti",
    "Socah",
    "Keleyan",
    "keripik singkong",
    "ya",
    "2",
    "3",
    "1.500 bungkus",
)
"""To the first ten of the eleven questions that register a business; the eleventh is its photo."""
KEPT = "SELECT count(*) FROM business WHERE capacity = 1500 AND workers_female = 3 AND owner_name IS NOT NULL"
FAST = {"MESSAGES_PER_SECOND": "100000", "SEND_SLOTS": str(AT_ONCE), "LOG_LEVEL": "ERROR"} | dict.fromkeys(
    ("CHAT_PER_SECOND", "CHAT_BURST", "USER_PER_SECOND", "USER_BURST"), "100000"
)
"""Telegram's limits are not what is measured here."""


@dataclass(frozen=True)
class Bot:
    """A bot, how it is started, and what its owners do."""

    name: str
    module: tuple[str, ...]
    before: tuple[Step, ...]
    timed: tuple[Step, ...]


@dataclass(frozen=True)
class Measured:
    """What came of one bot: turns a second, how long replies took, and the processor's time a turn (ms)."""

    name: str
    per_second: float
    half: float
    most: float
    nearly_all: float
    processor: float


def _ours() -> Bot:
    consents = [Step("Setuju", f"{place} dari 3", is_press=True) for place in (2, 3)]
    before = (
        Step("/start", "Wadah IKM"),
        Step("Daftarkan usaha", "1 dari 3", is_press=True),
        *consents,
        Step("Setuju", "1 dari 11", is_press=True),
    )
    timed = [Step(words, f"{place} dari 11") for place, words in enumerate(ANSWERS, 2)]
    return Bot("Wadah IKM, every answer on disk", ("bot", "run"), before, tuple(timed))


def _peer(name: str, module: str, *args: str) -> Bot:
    replies = [f"{place} of {len(QUESTIONS)}" for place in range(2, len(QUESTIONS) + 1)]
    timed = tuple(Step(words, until) for words, until in zip(ANSWERS, [*replies, THANKS], strict=True))
    before = (Step("/start", f"1 of {len(QUESTIONS)}"),)
    return Bot(name, (f"benchmarks.peers.{module}", *args), before, timed)


BOTS = (
    _ours(),
    _peer("python-telegram-bot, PicklePersistence", "ptb", "{url}/bot", TOKEN, "{folder}"),
    _peer("aiogram, MemoryStorage", "aiogram_fsm", "{url}", TOKEN),
)


def measure(bot: Bot, owners: int = OWNERS) -> Measured:
    """Run one bot beside the stand-in, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="turns-") as folder:
        standin = _python("benchmarks.standin", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        running: subprocess.Popen[str] | None = None
        patience = threading.Timer(LONGEST, standin.kill)
        patience.start()
        try:
            port = _told(standin, bot, owners)
            running = _started(bot, f"http://127.0.0.1:{port}", Path(folder))
            assert standin.stdout is not None
            _line(standin.stdout, "the timed stretch")
            before = _processor(running.pid)
            result = json.loads(_line(standin.stdout, "the result"))
            spent = _processor(running.pid) - before
            turns = owners * len(ANSWERS)
            if bot.module[0] == "bot":
                _all_on_disk(Path(folder), owners)
        finally:
            patience.cancel()
            for process in (running, standin):
                if process is not None:
                    process.kill()
                    process.wait(LONGEST)
    places = quantiles(result["seconds"], n=100)
    half, most, nearly_all = (1000 * places[at] for at in (49, 94, 98))
    return Measured(bot.name, turns / result["took"], half, most, nearly_all, 1000 * spent / turns)


def _python(
    module: str, *args: str, env: dict[str, str] | None = None, **pipes: Any
) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", module, *args], env=env, text=True, **pipes)


def _told(standin: subprocess.Popen[str], bot: Bot, owners: int) -> int:
    assert standin.stdin is not None and standin.stdout is not None
    script = {"before": [*map(asdict, bot.before)], "timed": [*map(asdict, bot.timed)]}
    json.dump({**script, "owners": owners, "at_once": AT_ONCE}, standin.stdin)
    standin.stdin.close()
    return int(_line(standin.stdout, "the port"))


def _started(bot: Bot, url: str, folder: Path) -> subprocess.Popen[str]:
    ours = {"BOT_TOKEN": TOKEN, "BOT_API_URL": url, "DATABASE_URL": f"sqlite:///{folder / 'wadah.db'}"}
    module, *args = (word.format(url=url, folder=folder) for word in bot.module)
    return _python(module, *args, env={**os.environ, **FAST, **ours}, stdout=subprocess.DEVNULL)


def _line(output: IO[str], what: str) -> str:
    line = output.readline()
    if not line:
        raise RuntimeError(f"the stand-in ended before {what}")
    return line


def _processor(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _all_on_disk(folder: Path, owners: int) -> None:
    with sqlite3.connect(folder / "wadah.db") as connection:
        kept = connection.execute(KEPT).fetchone()[0]
    if kept != owners:
        raise RuntimeError(f"{kept} of {owners} owners' answers are on disk")


def show(bots: tuple[Bot, ...] = BOTS) -> None:
    """Measure all of them and print one table; how many times as fast ours is beside each."""
    table = Table("turns", "a second", "50 %", "95 %", "99 %", "processor a turn", "ours is")
    measured = [measure(bot) for bot in bots]
    for one in measured:
        replies = (f"{value:.0f} ms" for value in (one.half, one.most, one.nearly_all))
        ratio = f"{measured[0].per_second / one.per_second:.2f} x" if one is not measured[0] else ""
        table.add_row(one.name, f"{one.per_second:.0f}", *replies, f"{one.processor:.2f} ms", ratio)
    Console(width=120).print(table)


if __name__ == "__main__":
    show()
