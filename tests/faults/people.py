"""Owners at machine speed: each presses what the screen shows, and waits for the next question.

Every answer is like no other ("Usaha w007x3"), so that a lost or a doubled one can be told, and so that
words of one owner in the chat of another can be found. Whether the bot lives is no concern of theirs.
"""

import asyncio
import random
from collections import Counter
from typing import Any

from tests.faults.ground import Ground

PATIENCE = 90.0
"""Seconds after which an owner takes it that no answer will come."""


class Over(Exception):
    """The dose has been given: nobody does anything more."""


class Unanswered(Exception):
    """What an owner waited for never came; the text says what."""


class Owner:
    """One owner, what she did, and what she was told."""

    def __init__(self, crowd: "Crowd", index: int, person: int, phone: str) -> None:
        self.crowd, self.ground, self.index, self.id, self.phone = crowd, crowd.ground, index, person, phone
        self.chance = random.Random(f"{self.ground.dose.seed}:{index}")
        self.screen: list[dict[str, Any]] = []
        self.answers: list[tuple[str, str]] = []
        """Field and words of every answer that the register must hold once."""
        self.shown: dict[str, tuple[str, str]] = {}
        """What the bot reads back, and the answer that it stands for."""
        self.consents: list[str] = []
        self.questions: list[str] = []
        self.helps = 0
        self.saved = self.photos = 0
        self._count = self._since = 0

    def word(self, start: str) -> str:
        """Words that nobody typed before."""
        self._count += 1
        return f"{start} w{self.index:03d}x{self._count}"

    async def act(self, what: str, **body: Any) -> None:
        """Do one thing; what is seen from now on may be its answer."""
        if self.crowd.is_over:
            raise Over
        await self.look()
        self._since = max((m["message_id"] for m in self.screen), default=0)
        await self.ground.post(f"people/{self.id}/{what}", body)

    async def look(self) -> None:
        newest = self.screen[-1]["message_id"] if self.screen else 0
        self.screen += (await self.ground.get(f"people/{self.id}/messages?after={newest}"))["messages"]

    async def sees(self, words: str) -> dict[str, Any]:
        """Wait for a message of the bot with these words, after the last thing done."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while True:
            changed = self.crowd.changes_of(self.id)
            await self.look()
            message: dict[str, Any]
            for message in reversed(self.screen):
                if message["message_id"] <= self._since:
                    break
                if message["from"] == "bot" and words in said(message):
                    await asyncio.sleep(self.crowd.pause * self.chance.random())
                    return message
            if self.crowd.is_over:
                raise Over
            if asyncio.get_running_loop().time() > deadline:
                last = f"last: {said(self.screen[-1])!r}; {self.ground.last_words()}"
                raise Unanswered(f"owner {self.index} waits for {words!r}; {last}")
            await self.crowd.wait_past(self.id, changed)

    async def says(self, words: str) -> None:
        await self.act("text", text=words)

    async def presses(self, message: dict[str, Any], way: str) -> None:
        """Press the button of this message that leads there; labels may change, the ways do not."""
        buttons = [button for row in message["keyboard"] or [] for button in row]
        found = next(button["data"] for button in buttons if way in f"{button['data']}:")
        await self.act("press", message_id=message["message_id"], data=found)

    async def answers_with(self, field: str, words: str, shown: str = "") -> None:
        """Type an answer that the register must hold once."""
        self.shown[shown or words] = (field, words)
        await self.says(words)
        self.answers.append((field, words))

    async def chooses(self, message: dict[str, Any], field: str, value: str, words: str) -> None:
        """Press an answer that the register must hold once, in these words."""
        await self.presses(message, f":{field}:={value}:")
        self.answers.append((field, words))

    async def asks_officer(self) -> None:
        """Send the question that must reach an officer once."""
        words = self.word("Apa itu")
        await self.says(words)
        self.questions.append(words)


def said(message: dict[str, Any]) -> str:
    """The words of a message."""
    return str(message.get("text") or message.get("caption") or "")


class Crowd:
    """All owners of a ground, and one pair of eyes that tells each when her chat has changed."""

    def __init__(self, ground: Ground, pause: float = 0.0) -> None:
        self.ground, self.pause, self.is_over = ground, pause, False
        self.owners: list[Owner] = []
        self._changes: Counter[int] = Counter()
        self._woken = asyncio.Event()

    async def gather(self, count: int) -> list[Owner]:
        """New owners, as yet unknown to the bot."""
        for index in range(len(self.owners), len(self.owners) + count):
            phone = f"+62812300{index:05d}"
            told = await self.ground.post("people", {"name": f"Pemilik w{index:03d}x0", "phone": phone})
            self.owners.append(Owner(self, index, told["id"], phone))
        return self.owners

    async def watch(self) -> None:
        """Wake the owners whose chat changes, until cancelled."""
        version = 0
        while True:
            told = await self.ground.get(f"events?since={version}&timeout=5")
            version = told["version"]
            for event in told["events"]:
                self._changes[event["person"]] += 1
            self._wake()

    def end(self) -> None:
        """Nobody starts anything any more."""
        self.is_over = True
        self._wake()

    def changes_of(self, person: int) -> int:
        return self._changes[person]

    async def wait_past(self, person: int, changes: int) -> None:
        """Wait until the chat has changed since, or a second has passed."""
        for _look in range(100):
            if self._changes[person] != changes or self.is_over:
                return
            woken = self._woken
            try:
                await asyncio.wait_for(woken.wait(), 1.0)
            except TimeoutError:
                return

    def _wake(self) -> None:
        self._woken.set()
        self._woken = asyncio.Event()
