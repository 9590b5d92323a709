"""F5: the order of fsync and send, read from the system calls of the running bot (strace).

A thread that wrote to the write-ahead log must sync it before it does anything else that others could see:
sending on a socket, which is also how it tells the rest of the program that the commit is done. A process
that is killed shows nothing of this, because what it wrote stays with the kernel; a power cut would.
"""

import asyncio
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.faults.errands import consents
from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.people import Crowd
from tests.faults.verdict import judged

NAME, WHAT = "F5", "order of fsync and send, from the system calls"
SMALL = FULL = Dose(count=1, seconds=60, owners=1)
WATCHED = "trace=pwrite64,fdatasync,fsync,sendto,sendmsg"
CALL = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)(?:\((\d+)<([^>]*)>)?")


def is_possible() -> bool:
    """Whether system calls can be read here."""
    return shutil.which("strace") is not None


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Watch the bot while an owner gives her consents."""
    async with ground(folder, dose) as here:
        crowd = Crowd(here)
        owner = (await crowd.gather(1))[0]
        watch = asyncio.create_task(crowd.watch())
        await here.start(*arms)
        await here.ready()
        trace = folder / "calls.txt"
        arguments = ("-f", "-y", "-s", "1", "-e", WATCHED, "-o", str(trace), "-p", str(here.bot.pid))
        strace = await asyncio.create_subprocess_exec("strace", *arguments, stderr=asyncio.subprocess.PIPE)
        assert strace.stderr is not None
        await strace.stderr.readline()  # "attached"
        await consents(owner)
        await owner.sees("1 dari 11.")
        await here.settle()
        here.bot.terminate()
        await here.bot.ended(10)
        await strace.wait()
        watch.cancel()
        commits = _read(trace.read_text(errors="replace").splitlines(), here)
        if not commits:
            here.blame("F5", "stuck", "no commit was seen at all")
        return await judged(here, NAME, dose.count, [owner])


def _read(lines: Iterable[str], here: Ground) -> int:
    """Follow each thread; the number of synced commits."""
    unsynced: set[str] = set()
    commits = early = 0
    for line in lines:
        found = CALL.match(line)
        if not found:
            continue
        thread, call, _number, path = found.groups()
        if call == "pwrite64" and path and path.endswith("-wal"):
            unsynced.add(thread)
        elif call in ("fdatasync", "fsync") and path and path.endswith("-wal"):
            commits += thread in unsynced
            unsynced.discard(thread)
        elif call in ("sendto", "sendmsg") and thread in unsynced:
            early += 1
            unsynced.discard(thread)
    if early:
        here.blame("F5", "lost", f"{early} commits were made known before they were on disk")
    return commits + early
