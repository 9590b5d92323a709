"""Trouble: other people's buttons, a bad network, and work that fails."""

import asyncio
import json

from bot.jobs import Jobs
from storage import job
from tests.scenarios.walks import to_the_end, to_the_workers
from tests.stage import Person, Stage

LETTERS = (
    "f:1:owner_name:=x",
    "edit:1:name",
    "card:1",
    "change:1",
    "edit:1",
    "edit",
    "card:x",
    "f",
    "f:::",
    "f:99999999999999999999:a:b",
    "",
    ":::",
    "record",
    "consent:nothing",
    "speak:xx",
    "edit:-1:name",
)


async def test_forged_and_foreign_buttons_change_nothing(stage: Stage, siti: Person) -> None:
    await to_the_workers(siti)
    budi = await stage.person("Budi", "+6281955667788")
    await budi.starts()
    before = [tuple(row) for row in await stage.query("SELECT * FROM business")]
    here = budi.question["message_id"]
    for data in LETTERS:
        if data:
            await budi.act("press", message_id=here, data=data, forge=True)
            assert "Socah" not in budi.said() and "Siti" not in budi.said()
    after = [tuple(row) for row in await stage.query("SELECT * FROM business")]
    assert before == after
    assert (await stage.query("SELECT count(*) FROM inbox WHERE state <> 'done'"))[0][0] == 0


async def test_a_bad_network_loses_no_answer(stage: Stage, siti: Person) -> None:
    await to_the_workers(siti)
    bad = [
        {"kind": "status", "status": 502, "methods": ["sendMessage"], "count": 2},
        {"kind": "reset", "methods": ["sendMessage", "getUpdates"], "count": 2},
        {"kind": "garbage", "methods": ["sendMessage"], "count": 1},
    ]
    await stage.post("faults", bad)
    await siti.says("2")
    assert siti.place() == (9, 11)
    await siti.says("3")
    assert siti.place() == (10, 11)


async def test_too_many_requests_wait_their_time(stage: Stage, siti: Person) -> None:
    await siti.starts()
    await stage.post(
        "faults", [{"kind": "retry_after", "methods": ["sendMessage"], "count": 1, "seconds": 1}]
    )
    await siti.says("bantuan")
    assert siti.sees("Setiap jawaban langsung tersimpan")


async def test_what_ends_while_the_database_is_held_is_not_sent_again(stage: Stage, siti: Person) -> None:
    await siti.starts()
    sender = stage.house.sender
    await stage.post("faults", [{"kind": "latency", "methods": ["sendMessage"], "seconds": 0.3}])
    await stage.post(f"people/{siti.number}/text", {"text": "bantuan"})
    async with asyncio.timeout(10):
        while not sender.under_way:
            await asyncio.sleep(0.01)
    async with stage.house.store.writing():
        sender._had_trouble = True  # as after a commit that was not acknowledged
        stage.house.signals.written.set()
        while sender.under_way:
            await asyncio.sleep(0.01)
    await siti.looks()
    answers = [one for one in siti.messages if "Setiap jawaban langsung tersimpan" in siti.words(one)]
    assert len(answers) == 1


async def test_who_blocks_the_bot_is_left_alone_until_she_returns(stage: Stage, siti: Person) -> None:
    await siti.starts()
    await siti.act("block")
    flag = "SELECT unreachable_reason FROM contact"
    assert (await stage.query(flag))[0][0] == "blocked"
    await siti.act("unblock")
    await siti.says("menu")
    assert siti.sees("Ada yang bisa kami bantu, Bapak/Ibu?")
    assert (await stage.query(flag))[0][0] == ""


async def test_a_cancelled_card_is_not_sent(stage: Stage, siti: Person) -> None:
    await to_the_end(siti)
    cards = len([m for m in siti.messages if m["photo"]])
    async with stage.house.store.writing() as db:
        number = (await stage.query("SELECT contact_id, subject FROM job WHERE kind = 'card'"))[0]
        await job.add(db, "card", subject=number.subject, contact_id=number.contact_id, now=stage.clock.now())
        await db.commit()
    await _until_running(stage)
    async with stage.house.store.writing() as db:
        newest = (await stage.query("SELECT max(id) FROM job"))[0][0]
        assert await job.cancel(db, newest, stage.clock.now())
        await db.commit()
    await siti.looks()
    assert len([m for m in siti.messages if m["photo"]]) == cards


async def _until_running(stage: Stage) -> None:
    async with asyncio.timeout(10):
        while not await stage.query("SELECT 1 FROM job WHERE state = 'running'"):
            await asyncio.sleep(0.01)


async def test_a_card_that_cannot_be_made_is_given_up_with_an_apology(stage: Stage, siti: Person) -> None:
    await to_the_end(siti)
    jobs: Jobs = stage.house.jobs
    broken = jobs.works["card"]

    async def impossible(turn: object, subject: int) -> dict[str, object]:
        return {"no such": json.dumps(subject)}

    jobs.works = {"card": type(broken)(impossible, broken.keep)}  # a real request that the child refuses
    stage.restarts = False
    await siti.says("menu")
    await siti.taps("Kartu usaha")
    assert siti.sees("belum bisa dibuat")
    assert (await stage.query("SELECT state FROM job ORDER BY id DESC"))[0][0] == "failed"
