"""Limits and faults: what strikes, what takes effect all the same, and what the log says of it."""

import asyncio
import time

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from playground import Limits, Playground
from playground.limits import Meter


async def sends(bot: Bot, chat: int, count: int) -> int:
    """How many of so many sends at once are accepted."""
    tries = await asyncio.gather(*(bot.send_message(chat, "x") for _ in range(count)), return_exceptions=True)
    assert all(isinstance(one, RetryAfter) for one in tries if isinstance(one, BaseException))
    return sum(not isinstance(one, BaseException) for one in tries)


async def test_a_chat_takes_a_burst_and_then_one_a_second(bot, hands, siti):
    message = await bot.send_message(siti, "pertama")
    begun = time.monotonic()
    accepted = await sends(bot, siti, 24)
    assert 19 <= accepted <= 19 + int(time.monotonic() - begun), (
        "what a slow machine makes room for meanwhile"
    )
    with pytest.raises(RetryAfter) as refused:
        while True:
            await bot.send_message(siti, "lagi")
    assert refused.value._retry_after.total_seconds() == 1
    await message.edit_text("edits cost a chat nothing")
    calls = await hands.get("/calls", chat=siti, method="sendMessage")
    assert [c["status"] for c in calls].count(429) == 24 - accepted + 1


async def test_the_whole_bot_has_a_limit_and_it_can_be_lifted(bot, hands):
    await hands.post("/limits", per_second=5)
    people = [await hands.person(f"Orang {n}") for n in range(9)]
    begun = time.monotonic()
    accepted = await asyncio.gather(*(sends(bot, person, 1) for person in people))
    more = int(5 * (time.monotonic() - begun))
    assert 5 <= sum(accepted) <= 5 + more, "a slow machine makes room meanwhile"
    await hands.post("/limits", enabled=False)
    assert await sends(bot, people[0], 40) == 40
    await hands.post("/limits", speed=1, status=400)


def test_a_group_takes_twenty_a_minute():
    meter = Meter(Limits())
    assert [meter.wait(-5, group=True) for _ in range(21)] == [0] * 20 + [3]


async def test_a_lost_reply_took_effect(bot, hands, siti):
    await hands.faults({"kind": "lost_reply", "methods": ["sendMessage"], "count": 1})
    with pytest.raises(NetworkError):
        await bot.send_message(siti, "sampai")
    assert (await hands.messages(siti))[-1]["text"] == "sampai"
    (call,) = await hands.get("/calls", method="sendMessage")
    assert (call["ok"], call["fault"], call["params"]["text"]) == (True, "lost_reply", "sampai")
    assert call["message_id"] == (await hands.messages(siti))[-1]["message_id"]


async def test_a_lost_reply_may_be_held_past_the_timeout(bot, hands, siti):
    await hands.faults({"kind": "lost_reply", "seconds": 3, "count": 1})
    with pytest.raises(TimedOut):
        await bot.send_message(siti, "sampai", read_timeout=0.2)
    assert (await hands.messages(siti))[-1]["text"] == "sampai"


async def test_a_reset_has_no_effect(bot, hands, siti):
    await hands.faults({"kind": "reset", "count": 2})
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(siti, "hilang")
    await bot.send_message(siti, "sampai")
    assert [m["text"] for m in await hands.messages(siti)] == ["/start", "sampai"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "status", "status": 500}, "Internal Server Error"),
        ({"kind": "status", "status": 502}, "Bad Gateway"),
        ({"kind": "status", "status": 504}, "Gateway Timeout"),
        ({"kind": "garbage"}, "Invalid server response"),
    ],
)
async def test_a_server_in_trouble(bot, hands, siti, fault, words):
    await hands.faults({**fault, "count": 1}, {**fault, "effect": True})
    for _ in range(2):
        with pytest.raises(TelegramError, match=words):
            await bot.send_message(siti, "x")
    assert len(await hands.messages(siti)) == 2, "only the second took effect"


async def test_retry_after_on_request(bot, hands, siti):
    await hands.faults({"kind": "retry_after", "seconds": 7, "methods": ["sendmessage"], "count": 1})
    with pytest.raises(RetryAfter, match="Retry in 7 seconds"):
        await bot.send_message(siti, "x")
    assert (await hands.get("/faults"))[0]["struck"] == 1


async def test_an_outage_cuts_everything_and_ends(bot, hands, siti):
    (last,) = await bot.get_updates(offset=-1)
    poll = asyncio.create_task(bot.get_updates(offset=last.update_id + 1, timeout=5))
    await asyncio.sleep(0.05)
    await hands.faults({"kind": "outage"})
    with pytest.raises(NetworkError):
        await poll
    with pytest.raises(NetworkError):
        await bot.get_me()
    async with hands.session.delete(f"{hands.url}/play/faults") as answer:
        assert answer.status == 200
    assert await bot.get_me()


async def test_latency_and_chance(bot, hands, siti):
    await hands.faults({"kind": "latency", "seconds": 0.2, "count": 1})
    began = time.monotonic()
    await bot.send_message(siti, "lambat")
    assert time.monotonic() - began > 0.2
    await hands.faults({"kind": "status", "probability": 0.5, "seed": 3})
    tries = [await asyncio.gather(bot.get_me(), return_exceptions=True) for _ in range(40)]
    failed = sum(isinstance(one, NetworkError) for (one,) in tries)
    assert 8 < failed < 32
    await hands.post("/faults", [{"kind": "rain"}], status=400)


async def test_the_state_counts(bot, hands, siti):
    before = await hands.get("/state")
    await bot.send_message(siti, "x")
    state = await hands.get("/state")
    assert (state["sent"], state["pending"], state["calls"]) == (1, 1, before["calls"] + 1)
    calls = await hands.get("/calls", after=before["calls"])
    assert [(c["n"], c["method"], c["chat_id"], c["ok"]) for c in calls] == [
        (state["calls"], "sendMessage", siti, True)
    ]


async def test_it_runs_as_a_process_and_is_fast():
    """A floor far below the usual rate: it must never be what a test of the bot waits for."""
    import sys

    import aiohttp

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "playground", "--no-limits", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    send = f"{url}/bot{Playground().token}/sendMessage"
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{url}/play/people", json={"name": "Siti", "id": 5}):
            pass
        async with session.post(f"{url}/play/people/5/start"):
            pass

        async def many(count: int) -> None:
            for _ in range(count):
                async with session.post(send, data={"chat_id": 5, "text": "halo"}) as answer:
                    assert answer.status == 200

        began = time.monotonic()
        await asyncio.gather(*(many(100) for _ in range(10)))
        rate = 1000 / (time.monotonic() - began)
    process.terminate()
    assert await process.wait() == 0
    assert rate > 300
    print(f"{rate:.0f} messages a second")


async def test_a_cut_line_refuses_and_is_mended_while_the_page_goes_on(playground, hands):
    """Refused, not broken off: who is refused knows that nothing was sent."""
    address = f"{playground.line.url}/bot{playground.token}/"
    async with aiohttp.ClientSession() as session:
        poll = asyncio.create_task(session.get(f"{address}getUpdates?timeout=20"))
        while not (await hands.get("/state"))["polling"]:
            await asyncio.sleep(0.01)
        assert (await hands.post("/line", cut=True))["cut"]
        with pytest.raises(aiohttp.ClientError):
            await asyncio.wait_for(poll, 5)
        for _ in range(2):
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.get(f"{address}getMe")
        assert not (await hands.post("/line", cut=False))["cut"]
        async with session.get(f"{address}getMe") as answer:
            assert (await answer.json())["ok"]
