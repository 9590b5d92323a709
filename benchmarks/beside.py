"""What owners feel while the office works: five of them go on talking to the bot, each answer is timed."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from statistics import quantiles
from typing import Any

from storage import contact, office, role
from tests.stage import Person, Stage

REGION = "35.26"
OWNERS = 5
PAUSE = 0.2


async def officer(stage: Stage) -> Person:
    """Somebody who works in the office of REGION, looking at its menu."""
    person = await stage.person("Rina", "+6281111111111")
    async with stage.house.store.writing() as db:
        here = await office.settle(db, region=REGION, name="", area="", zone="Asia/Jakarta", phone="")
        row = await contact.add(db, "telegram", str(person.number), here.id, stage.clock.now())
        await role.grant(
            db,
            contact_id=row.id,
            office_id=here.id,
            name=role.OFFICER,
            person="Rina",
            granted_by=None,
            now=stage.clock.now(),
        )
        await db.commit()
    await person.says("/kantor")
    return person


async def _owner(stage: Stage, number: int, seconds: list[float]) -> None:
    """Asks for the menu again and again, and notes how long each answer takes."""
    person = await stage.person(f"Pemilik {number}", f"+62812000000{number:02}")
    while True:
        screen = await stage.get(f"people/{person.number}/messages")
        newest = max((m["message_id"] for m in screen["messages"]), default=0)
        begun = time.perf_counter()
        await stage.post(f"people/{person.number}/text", {"text": "menu"})
        while True:
            screen = await stage.get(f"people/{person.number}/messages?limit=5")
            if any(m["message_id"] > newest and m["from"] == "bot" for m in screen["messages"]):
                break
            await asyncio.sleep(0.01)
        seconds.append(time.perf_counter() - begun)
        await asyncio.sleep(PAUSE)


async def timed(person: Person, act: Callable[[], Awaitable[Any]], words: str) -> float:
    """Seconds from an act until the bot has said this."""
    before = max((m["message_id"] for m in person.messages), default=0)
    begun = time.perf_counter()
    await act()
    while True:
        person.screen = await person.stage.get(f"people/{person.number}/messages?limit=30")
        person.messages = person.screen["messages"]
        fresh = [m for m in person.messages if m["from"] == "bot" and m["message_id"] > before]
        if any(words in person.words(message) for message in fresh):
            return time.perf_counter() - begun
        await asyncio.sleep(0.02)


@asynccontextmanager
async def owners_talking(stage: Stage) -> AsyncIterator[list[float]]:
    """How many seconds each answer took that an owner waited for meanwhile."""
    seconds: list[float] = []
    talking = [asyncio.create_task(_owner(stage, number, seconds)) for number in range(OWNERS)]
    yield seconds
    for owner in talking:
        owner.cancel()
    await asyncio.gather(*talking, return_exceptions=True)


def felt(seconds: list[float]) -> tuple[str, str]:
    """What 95 of 100 answers took at most, and the slowest one."""
    return f"{quantiles(seconds, n=20)[-1] * 1000:.0f} ms", f"{max(seconds) * 1000:.0f} ms"


async def taps(person: Person, label: str) -> None:
    """Press a button without waiting for what follows."""
    await person.stage.post(f"people/{person.number}/tap", {"label": label})
