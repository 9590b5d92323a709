"""What owners come for: consent, the registration with its detours, and afterwards a bit of everything."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from tests.faults.checker import HELP
from tests.faults.ground import Ground
from tests.faults.people import Crowd, Over, Owner, Unanswered

CONSENTS = (("register", "luar negeri"), ("sharing", "2 dari 3"), ("catalog", "3 dari 3"))
REVIEW = "Mohon diperiksa sekali lagi"
ASK_OFFICER = "dalam satu pesan, untuk petugas"


async def consents(owner: Owner) -> None:
    """From /start to the last consent."""
    await owner.act("start", payload=f"dari_w{owner.index:03d}x0")
    await owner.presses(await owner.sees("Selamat datang"), "register:")
    for purpose, words in CONSENTS:
        question = await owner.sees(words)
        await owner.presses(question, ":=yes-")
        owner.consents.append(purpose)


async def registers(owner: Owner, *, detours: float = 0.3) -> None:
    """From the first question to the review; now and then a detour before an answer."""

    async def asked(place: int) -> dict[str, Any]:
        question = await owner.sees(f"{place} dari 11.")
        if owner.chance.random() < detours:
            await owner.chance.choice(DETOURS)(owner)
            question = await owner.sees(f"{place} dari 11.")
        return question

    await asked(1)
    await owner.answers_with("owner_name", owner.word("Pemilik"))
    await asked(2)
    owner.shown[f"0812-{owner.phone[6:10]}-{owner.phone[10:]}"] = ("phone", owner.phone)
    await owner.act("contact")
    owner.answers.append(("phone", owner.phone))
    await asked(3)
    await owner.answers_with("name", owner.word("Usaha"))
    await asked(4)
    await owner.answers_with("district", "Socah")
    await asked(5)
    await owner.answers_with("village", "Keleyan")
    await asked(6)
    await owner.answers_with("main_product", owner.word("keripik"))
    await owner.chooses(await asked(7), "sector", "agro", "Agro")
    await owner.chooses(await asked(8), "workers_male", "2", "2 orang")
    await asked(9)
    women = f"{6 + owner.index % 90} orang"
    await owner.answers_with("workers_female", women)
    await asked(10)
    packs = f"1.{owner.index:03d} bungkus"
    await owner.answers_with("capacity", packs, f"{packs} per bulan")
    question = await asked(11)
    if owner.index % 2:
        await owner.act("photo")
        owner.answers.append(("photo", "sudah ada"))
        owner.photos += 1
    else:
        await owner.presses(question, ":photo:skip:")
    await owner.sees(REVIEW)


async def corrects(owner: Owner) -> None:
    """At the review: change the name of the business, and be back."""
    review = next(m for m in reversed(owner.screen) if REVIEW in str(m["text"]))
    await owner.presses(review, ":name:edit:")
    await owner.sees("Apa nama usahanya")
    name = owner.word("Usaha")
    await owner.answers_with("name", name)
    await owner.sees(f"Dicatat: {name}")


async def saves(owner: Owner) -> None:
    """From the review to the number."""
    review = next(m for m in reversed(owner.screen) if REVIEW in str(m["text"]))
    await owner.presses(review, ":save:")
    owner.saved += 1
    await owner.sees("IKM-3526-")


async def asks(owner: Owner) -> None:
    """A question to an officer."""
    await owner.says("/petugas")
    await owner.sees(ASK_OFFICER)
    await owner.asks_officer()
    await owner.sees("Pertanyaan simpan untuk petugas")


async def changes_the_name(owner: Owner) -> None:
    """A registered owner: by the data, the list of questions, and the question."""
    await owner.says("/data")
    await owner.presses(await owner.sees("Nama usaha"), "change:")
    await owner.presses(await owner.sees("Apa yang mau diubah"), ":name:")
    await owner.sees("Apa nama usahanya")
    name = owner.word("Usaha")
    await owner.answers_with("name", name)
    await owner.sees(f"Dicatat: {name}")


async def reads_help(owner: Owner) -> None:
    await owner.says("/bantuan")
    owner.helps += 1
    await owner.sees(HELP)


async def _example(owner: Owner) -> None:
    await owner.says("contoh?")


async def _voice(owner: Owner) -> None:
    await owner.act("voice")
    await owner.sees("Kami belum bisa mendengarkan")
    await owner.says("contoh")


async def _question_within(owner: Owner) -> None:
    await owner.says("tanya petugas")
    await owner.sees(ASK_OFFICER)
    await owner.asks_officer()


async def _help_within(owner: Owner) -> None:
    await reads_help(owner)
    await owner.act("start")


DETOURS: tuple[Callable[[Owner], Awaitable[None]], ...] = (_example, _voice, _question_within, _help_within)


async def lives(owner: Owner, *, is_saving: bool) -> None:
    """All of it, until the dose has been given."""
    await consents(owner)
    await registers(owner)
    if is_saving:
        await saves(owner)
    change = changes_the_name if is_saving else corrects
    while True:
        await owner.chance.choice((change, change, asks, reads_help))(owner)
        if not is_saving:
            await owner.act("start")
            await owner.sees(REVIEW)


@asynccontextmanager
async def busy(ground: Ground, count: int, *, saving: int, pause: float = 0.0) -> AsyncIterator[Crowd]:
    """A crowd of owners that live on while the ground is shaken; after it all of them stand still."""
    crowd = Crowd(ground, pause)
    await crowd.gather(count)
    watch = asyncio.create_task(crowd.watch())
    lived = [asyncio.create_task(lives(o, is_saving=o.index < saving)) for o in crowd.owners]
    try:
        yield crowd
    finally:
        crowd.end()
        for end in await asyncio.gather(*lived, return_exceptions=True):
            if isinstance(end, Unanswered):
                ground.blame("I8", "stuck", str(end))
            elif isinstance(end, BaseException) and not isinstance(end, Over):
                raise end
        watch.cancel()
