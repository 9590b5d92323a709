"""F23: who blocked the bot, is gone, moved away or was never there: one try, and a flag until they return."""

from pathlib import Path
from typing import Any

from tests.faults.ground import Dose, Ground, Outcome, ground
from tests.faults.launch import Arm
from tests.faults.verdict import judged

NAME, WHAT = "F23", "blocked, deactivated, migrated, chat not found"
SMALL = Dose(count=4, seconds=90, owners=1)
FULL = Dose(count=40, seconds=300, owners=1)
WAYS = ("blocked", "deactivated", "migrated", "no chat")
ENDED = """SELECT o.state, o.reason, o.attempts FROM outbox o JOIN contact c ON c.id = o.contact_id
           WHERE c.address = ? ORDER BY o.id"""
FLAG = "SELECT unreachable_reason, unreachable_at IS NOT NULL FROM contact WHERE address = ?"
HELP = "/bantuan"


async def run(dose: Dose, folder: Path, arms: tuple[Arm, ...] = ()) -> Outcome:
    """Each writes while the bot is down, and cannot be reached once it is up."""
    done = 0
    async with ground(folder, dose) as here:
        while done < dose.count and here.has_time and not here.troubles:
            gone = [(way, await _LEAVE[way](here)) for way in WAYS]
            await here.start(*arms)
            await here.ready()
            await here.settle()
            for way, chat in gone:
                await _check_gone(here, way, chat)
            for way, chat in gone:
                if way in _RETURN:
                    await _RETURN[way](here, chat)
            await here.settle()
            for way, chat in gone:
                if way in _RETURN:
                    await _check_back(here, way, chat)
            here.bot.kill()
            done += len(WAYS)
        return await judged(here, NAME, done)


async def _check_gone(here: Ground, way: str, chat: int) -> None:
    ended = here.look(ENDED, str(chat))
    if not ended or any(one[:2] != ("failed", way) for one in ended) or ended[0][2] != 1:
        here.blame("F23", "lost", f"{way}: the messages ended as {ended}")
    tries = [c for c in await here.get(f"calls?chat={chat}") if c["method"] == "sendMessage"]
    if len(tries) != 1 or tries[0]["ok"]:
        here.blame("F23", "repeated", f"{way}: {len(tries)} tries to write to somebody who is gone")
    if here.look(FLAG, str(chat)) != [(way, 1)]:
        here.blame("F23", "lost", f"{way}: the contact is flagged as {here.look(FLAG, str(chat))}")


async def _check_back(here: Ground, way: str, chat: int) -> None:
    if here.look(FLAG, str(chat)) != [("", 0)]:
        here.blame("F23", "lost", f"{way}: still flagged after coming back: {here.look(FLAG, str(chat))}")
    if here.look(ENDED, str(chat))[-1][0] != "sent":
        here.blame("F23", "lost", f"{way}: no answer after coming back")


async def _person(here: Ground) -> int:
    told = await here.post("people", {"name": "Pak Slamet"})
    return int(told["id"])


async def _blocked(here: Ground) -> int:
    """Two words whose answers are refused. Telegram's note is dropped, so that the refusal has to tell."""
    person = await _person(here)
    await here.post(f"people/{person}/block", {})
    async with here.http.delete("/play/updates"):
        here.fed.pop()
    for _word in range(2):
        await here.post("updates", {"update": _stranger(person, here.chance.randrange(10**9))})
    return person


async def _unblocks(here: Ground, person: int) -> None:
    await here.post(f"people/{person}/unblock", {})
    await here.post(f"people/{person}/text", {"text": HELP})


async def _deactivated(here: Ground) -> int:
    person = await _person(here)
    await here.post(f"people/{person}/text", {"text": HELP})
    await here.post(f"people/{person}/deactivate", {})
    return person


def _word(chat: dict[str, Any], number: int) -> dict[str, Any]:
    sender = {"id": abs(chat["id"]), "is_bot": False, "first_name": "Slamet"}
    return {"message": {"message_id": number, "date": 1, "chat": chat, "from": sender, "text": HELP}}


async def _migrated(here: Ground) -> int:
    group: dict[str, Any] = {
        "id": -here.chance.randrange(10**6, 10**9),
        "type": "group",
        "title": "Perajin Socah",
    }
    await here.post("updates", {"update": _word(group, here.chance.randrange(10**9))})
    await here.post(f"chats/{group['id']}/migrate", {})
    return int(group["id"])


def _stranger(person: int, number: int) -> dict[str, Any]:
    return _word({"id": person, "type": "private", "first_name": "Slamet"}, number)


async def _no_chat(here: Ground) -> int:
    """The word of somebody whom the other side does not know."""
    person = here.chance.randrange(10**8)
    await here.post("updates", {"raw": _stranger(person, here.chance.randrange(10**9))})
    return person


async def _appears(here: Ground, person: int) -> None:
    await here.post("people", {"name": "Pak Slamet", "id": person})
    await here.post(f"people/{person}/text", {"text": HELP})


_LEAVE = {"blocked": _blocked, "deactivated": _deactivated, "migrated": _migrated, "no chat": _no_chat}
_RETURN = {"blocked": _unblocks, "no chat": _appears}
"""An account that is deleted and a group that moved never come back under their old number."""
