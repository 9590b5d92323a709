"""A notice to many at Telegram's limits, and what owners feel meanwhile: ours beside what most bots do.

The playground refuses what is faster than its limits, as Telegram does. Ten owners each ask for the menu
every two seconds. Then the same with each bot killed in the middle and started again.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

import aiohttp
from rich.console import Console
from rich.table import Table

from benchmarks.crowd import FIRST, NOW, OFFICER, gather, store_in
from playground.limits import Limits
from playground.server import Playground
from storage import announcing, broadcast

OWNERS, EVERY = 10, 2.0
TALKER = 500
QUIET_SECONDS = 8.0
"""Without a send to the crowd for so long, it is over."""
START_SECONDS = 90.0
TELEGRAM, OURS, KEPT = 30.0, 25.0, 5.0
"""Messages a second: what Telegram takes, what we send at most, and what of these is kept for replies."""
PAID = 1000.0


@dataclass
class Run:
    """One bot's notice to so many people."""

    name: str
    people: int
    per_second: float = TELEGRAM
    is_killed: bool = False
    playground: Playground = field(init=False)
    folder: Path = field(init=False)
    asked: list[tuple[int, float]] = field(default_factory=list)
    """Which owner asked, and when (monotonic seconds)."""
    looked: int = 0
    reached: int = 0

    def sends(self) -> list[Any]:
        """Every call that would put a message on a screen, or change one: what the limit is of."""
        counted = ("sendMessage", "editMessageText")
        return [c for c in self.playground.world.calls.after(0) if c["method"] in counted]


def _environment(run: Run) -> dict[str, str]:
    (run.folder / "clock").write_text(str((NOW - datetime.now(UTC)).total_seconds()))
    is_paid = run.per_second > TELEGRAM
    return {
        **os.environ,
        "BOT_TOKEN": run.playground.token,
        "BOT_API_URL": run.playground.url,
        "DATABASE_URL": f"sqlite:///{run.folder / 'wadah.db'}",
        "CLOCK_FILE": str(run.folder / "clock"),
        "MESSAGES_PER_SECOND": str(run.per_second if is_paid else OURS),
        "KEPT_FOR_REPLIES": str(KEPT),
        "SEND_SLOTS": "100" if is_paid else "16",
        "LOG_LEVEL": "ERROR",
    }


async def _prepare_ours(run: Run) -> None:
    """The crowd in the register, and a notice to all of it that is due."""
    store = store_in(run.folder)
    office_id, head = await gather(store, run.people)
    async with store.writing() as db:
        row = await broadcast.start(db, office_id, head, {}, NOW)
        row.text, row.topic, row.counted = (
            "Yth. {nama}, pelatihan untuk {usaha} dibuka.",
            "training",
            run.people,
        )
        row.state, row.due_at = broadcast.SCHEDULED, NOW
        await db.commit()
    await store.close()


def _command(run: Run) -> list[str]:
    if run.name == "ours":
        return ["bot", "run"]
    return [
        f"benchmarks.peers.{run.name}",
        run.playground.url,
        run.playground.token,
        str(FIRST),
        str(run.people),
    ]


async def _start(run: Run) -> asyncio.subprocess.Process:
    silent = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", *_command(run), env=_environment(run), stdout=silent, stderr=silent
    )


async def _talk(run: Run, http: aiohttp.ClientSession, number: int) -> None:
    """An owner who asks for the menu every two seconds, answered or not."""
    await asyncio.sleep(EVERY * number / OWNERS)
    while True:
        run.asked.append((TALKER + number, time.monotonic()))
        async with http.post(f"/play/people/{TALKER + number}/text", json={"text": "/menu"}):
            await asyncio.sleep(EVERY)


async def perform(run: Run) -> Run:
    """Run it until nothing more goes to the crowd."""
    run.playground = Playground(limits=Limits(per_second=run.per_second))
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        run.folder = Path(folder)
        await run.playground.start()
        if run.name == "ours":
            await _prepare_ours(run)
        async with aiohttp.ClientSession(run.playground.url) as http:
            numbers = [*range(FIRST, FIRST + run.people), *range(TALKER, TALKER + OWNERS), OFFICER]
            for number in numbers:
                about = {"id": number, "name": f"Pemilik {number}", "started": True, "aside": True}
                async with http.post("/play/people", json=about):
                    pass
            await _go(run, http)
        await run.playground.stop()
    return run


async def _go(run: Run, http: aiohttp.ClientSession) -> None:
    process = await _start(run)
    owners = [asyncio.create_task(_talk(run, http, number)) for number in range(OWNERS)]
    try:
        if run.name != "ours":
            await asyncio.sleep(2)
            async with http.post(f"/play/people/{OFFICER}/text", json={"text": "/broadcast"}):
                pass
        if run.is_killed:
            while _reached(run) < run.people // 3:
                await asyncio.sleep(0.1)
            process.kill()
            await process.wait()
            await asyncio.sleep(1)
            process = await _start(run)
        await _until_quiet(run)
    finally:
        for owner in owners:
            owner.cancel()
        process.kill()
        await process.wait()


def _reached(run: Run) -> int:
    """How many of the crowd's calls there are by now; only new ones are looked at, for the playground, whose
    loop this is, answers nobody meanwhile."""
    for call in run.playground.world.calls.after(run.looked):
        run.looked = call["n"]
        run.reached += bool(call["ok"] and call["message_id"] and (call["chat_id"] or 0) >= FIRST)
    return run.reached


async def _until_quiet(run: Run) -> None:
    async with asyncio.timeout(START_SECONDS):
        while not _reached(run):
            await asyncio.sleep(0.1)
    before, since = -1, time.monotonic()
    while time.monotonic() - since < QUIET_SECONDS:
        await asyncio.sleep(1)
        reached = _reached(run)
        if reached != before:
            before, since = reached, time.monotonic()


@dataclass(frozen=True)
class Measured:
    """What came of a run."""

    per_second: float
    allowed: float
    """What was left for the notice of all that may be sent a second, or of Telegram's limit for a peer."""
    refused: int
    replies: tuple[float, float, float]
    """Seconds: 50, 95 and 99 % of the owners' waits."""
    none: int
    twice: int


def measured(run: Run) -> Measured:
    """Figures of a run, from the calls that the playground took."""
    sends = run.sends()
    crowd = [call for call in sends if call["ok"] and (call["chat_id"] or 0) >= FIRST]
    first, last = crowd[0]["at"], crowd[-1]["at"]
    took = max(last - first, 0.001)
    copies = Counter(call["chat_id"] for call in crowd)
    within = [
        call for call in sends if call["ok"] and first <= call["at"] <= last and call["chat_id"] < FIRST
    ]
    limit = run.per_second if run.name != "ours" or run.per_second > TELEGRAM else OURS
    return Measured(
        (len(crowd) - 1) / took,
        limit - len(within) / took,
        sum(1 for call in sends if call["status"] == 429),
        _waits(run, first, last),
        run.people - len(copies),
        sum(1 for number in copies.values() if number > 1),
    )


def _waits(run: Run, first: float, last: float) -> tuple[float, float, float]:
    """How long owners waited who asked while the notice went out; who got no answer waited to the end."""
    waits = []
    sends = run.sends()
    for chat, at in run.asked:
        if first <= at <= last:
            answered = [c["done"] for c in sends if c["chat_id"] == chat and c["ok"] and c["at"] > at]
            waits.append((answered[0] if answered else last + QUIET_SECONDS) - at)
    if len(waits) < 2:
        return (0.0, 0.0, 0.0)
    places = quantiles(waits, n=100)
    return places[49], places[94], places[98]


NAMES = {
    "ours": "Wadah IKM",
    "ptb_loop": "python-telegram-bot, AIORateLimiter",
    "aiogram_loop": "aiogram, a sleep of 0.04 s",
}


async def _made(people: int) -> tuple[str, ...]:
    """How long the copies of so many people take, the longest stretch, and the memory that it took."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        store = store_in(Path(folder))
        office_id, head = await gather(store, people)
        async with store.writing() as db:
            row = await broadcast.start(db, office_id, head, {}, NOW)
            row.state, row.topic, row.started_at = broadcast.SENDING, "training", NOW
            await db.commit()
            number = row.id
        before, begun, stretches, are_made = _memory(), time.perf_counter(), [], False
        while not are_made:
            async with store.writing() as db:
                since = time.perf_counter()
                held = await broadcast.by_id(db, number)
                assert held is not None
                are_made = await announcing.make(db, held, NOW)
                await db.commit()
                stretches.append(time.perf_counter() - since)
        took, grown = time.perf_counter() - begun, _memory() - before
        await store.close()
    return f"{took:.1f} s", f"{max(stretches) * 1000:.0f} ms", f"{grown / 2**20:.0f} MB"


def _memory() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def show_making(people: tuple[int, ...] = (10_000, 100_000)) -> None:
    """How long it takes until everybody is owed a copy."""
    table = Table("copies for", "in all", "longest stretch", "memory grew by")
    for number in people:
        table.add_row(f"{number:,} people", *asyncio.run(_made(number)))
    Console(width=100).print(table)


def show(people: int = 400, *, with_peers: bool = True) -> None:
    """One table: at the free limit, killed in the middle, and ours at the paid one."""
    table = Table(
        "a notice to", "people", "a second", "of what it may", "429", "replies 50/95/99 %", "no copy", "twice"
    )
    names = NAMES if with_peers else {"ours": NAMES["ours"]}
    runs = [Run(name, people) for name in names]
    runs += [Run(name, min(people, 200), is_killed=True) for name in names]
    runs.append(Run("ours", max(people, 2000), per_second=PAID))
    for run in runs:
        one = measured(asyncio.run(perform(run)))
        how = ", killed" if run.is_killed else ", paid limit" if run.per_second > TELEGRAM else ""
        waits = "/".join(f"{wait * 1000:.0f}" for wait in one.replies)
        share = f"{one.per_second / one.allowed:.1%}"
        rates = (f"{one.per_second:.1f}", share, str(one.refused), f"{waits} ms")
        table.add_row(NAMES[run.name] + how, str(run.people), *rates, str(one.none), str(one.twice))
    Console(width=140).print(table)


if __name__ == "__main__":
    show_making()
    show(int(sys.argv[1]) if len(sys.argv) > 1 else 400, with_peers=len(sys.argv) < 3)
