"""The demo: the playground, the real bot as a process of its own, and a few people already in it.

The people's past is made as it would be made on Telegram: by what they do in the chat.
"""

import asyncio
import contextlib
import re
import signal
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console

from bot.founding import write_once
from bot.invented.offices import BANGKALAN, Staff, listed_owner, open_offices, registers
from bot.invented.owners import Held
from bot.invented.people import HEAD_OF_OFFICE, HELPER, INVITES, PEOPLE, STAFF, Acts
from bot.levers import BotProcess
from dialogue import places
from storage.invite import ROLE_PREFIX

REPLY_SECONDS = 30.0
STILL_SECONDS = 0.3
NOT_FOUND = 404
console = Console(soft_wrap=True, highlight=False)


async def run_demo(port: int, folder: Path, *, is_filled: bool = True) -> None:
    """Serve the demo on 127.0.0.1 until it is stopped; a port that is taken is replaced by a free one.

    Each demo begins with a fresh database in the folder: three offices with invented registers, or one with
    an empty one.
    """
    process = BotProcess()
    playground = process.playground
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    try:
        await playground.start(port)
    except OSError:
        await playground.start(0)
    try:
        console.print("The demo is getting ready …")
        process.begin_fresh(folder / playground.url.rpartition(":")[2])
        async with aiohttp.ClientSession(playground.url) as http:
            await _open(http, process, is_filled=is_filled)
        console.print(f"Open [bold]{playground.url}[/bold] in a browser. Ctrl+C ends the demo.")
        await stopping.wait()
    finally:
        await process.stop()
        await playground.stop()


async def _open(http: aiohttp.ClientSession, process: BotProcess, *, is_filled: bool) -> None:
    """Fill the registers, start the bot, and let everybody do what they did so far."""
    everybody = [one for one in STAFF if is_filled or one.region == BANGKALAN]
    chats = [await _person(http, one.name, one.phone, one.note) for one in everybody]
    staff = [Staff(chat, one.name, one.role, one.region) for chat, one in zip(chats, everybody, strict=True)]
    held: dict[str, list[Held]] = {BANGKALAN: []}

    async def fill(db: Any, now: datetime) -> None:
        if is_filled:
            held.update(registers(now))
        await open_offices(db, now, staff, held)

    await write_once(process.database_url, fill)
    extra = [(*listed_owner(held[BANGKALAN]), "Sudah ada di daftar dinas", ())] if is_filled else []
    await _stand_aside(http, held)
    await process.start()
    desks = [_does(http, chat, ("=/kantor",)) for chat in chats]
    arrivals = [
        _arrive(http, name, phone, note, _asked(did, is_filled=is_filled))
        for name, phone, note, did in (*PEOPLE, *extra)
    ]
    await asyncio.gather(*desks, *arrivals)
    await _invite(http, chats[everybody.index(HEAD_OF_OFFICE)])


async def _stand_aside(http: aiohttp.ClientSession, held: Mapping[str, Sequence[Held]]) -> None:
    """The other owners on Telegram can be reached, but the page lists them only when they are looked for."""
    for record, owner in (one for records in held.values() for one in records):
        if owner:
            home = f"Pemilik di {places.name_of(record['district'])}"
            about = {"id": owner.chat, "name": owner.name, "phone": owner.phone, "note": home}
            await _post(http, "/play/people", {**about, "started": True, "aside": True})


def _asked(did: Acts, *, is_filled: bool) -> Acts:
    """What the person did, without the answers to what only a filled demo asks."""
    return tuple(act.removeprefix("?") for act in did if is_filled or not act.startswith("?"))


async def _arrive(http: aiohttp.ClientSession, name: str, phone: str, note: str, did: Acts) -> None:
    await _does(http, await _person(http, name, phone, note), did)


async def _person(http: aiohttp.ClientSession, name: str, phone: str, note: str) -> str:
    made = await _post(http, "/play/people", {"name": name, "phone": phone, "note": note})
    return str(made["id"])


async def _invite(http: aiohttp.ClientSession, head: str) -> None:
    """The head invites a field helper, who has opened the link and is being asked."""
    await _does(http, head, INVITES)
    helper = await _person(http, *HELPER)
    link = await _link_for(http, f"/play/people/{head}")
    if link:
        await _does(http, helper, (f"start={link}",))


async def _link_for(http: aiohttp.ClientSession, me: str) -> str:
    """What the invitation's link carries, once its picture has come; empty if it does not come."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(REPLY_SECONDS):
            while True:
                said = "\n".join(str(message.get("caption")) for message in await _messages(http, me))
                if link := re.search(rf"start=({ROLE_PREFIX}[\w-]+)", said):
                    return link[1]
                await asyncio.sleep(STILL_SECONDS)
    return ""


async def _does(http: aiohttp.ClientSession, chat: str, did: Acts) -> None:
    me = f"/play/people/{chat}"
    for act in did:
        seen = await _newest(http, me)
        if act.startswith("start"):
            payload = act.partition("=")[2]
            await _post(http, f"{me}/start", {"payload": payload} if payload else {})
        elif act == "photo":
            await _post(http, f"{me}/photo", {})
        elif act.startswith("="):
            await _post(http, f"{me}/text", {"text": act[1:]})
        else:
            seen = await _stands_still(http, me, seen)
            await _tap(http, me, act)
        await _reply_after(http, me, seen)
    await _post(http, f"{me}/read", {})


async def _messages(http: aiohttp.ClientSession, me: str) -> list[dict[str, Any]]:
    async with http.get(f"{me}/messages") as answer:
        told = await answer.json()
    return [message for message in told["messages"] if message["from"] == "bot"]


async def _tap(http: aiohttp.ClientSession, me: str, label: str) -> None:
    """Press it as soon as it is there: of an answer in two messages the second may be late."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(REPLY_SECONDS):
            while not await _is_pressed(http, me, label):
                await asyncio.sleep(STILL_SECONDS)


async def _is_pressed(http: aiohttp.ClientSession, me: str, label: str) -> bool:
    async with http.post(f"{me}/tap", json={"label": label}) as answer:
        if answer.status != NOT_FOUND:
            answer.raise_for_status()
        return answer.status != NOT_FOUND


async def _post(http: aiohttp.ClientSession, path: str, body: dict[str, Any]) -> dict[str, Any]:
    async with http.post(path, json=body) as answer:
        answer.raise_for_status()
        said: dict[str, Any] = await answer.json()
        return said


async def _newest(http: aiohttp.ClientSession, me: str) -> int:
    return max((message["message_id"] for message in await _messages(http, me)), default=0)


async def _reply_after(http: aiohttp.ClientSession, me: str, seen: int) -> None:
    """Wait until the bot has answered."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(REPLY_SECONDS):
            while await _newest(http, me) == seen:
                await asyncio.sleep(0.05)


async def _stands_still(http: aiohttp.ClientSession, me: str, seen: int) -> int:
    """An answer may be several messages, and what is pressed is under the last of them."""
    while True:
        await asyncio.sleep(STILL_SECONDS)
        newest = await _newest(http, me)
        if newest == seen:
            return seen
        seen = newest
