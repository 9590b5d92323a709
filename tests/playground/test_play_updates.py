"""Updates come by offset, one poller at a time, or by webhook; faults repeat, shuffle and renumber them."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict


async def texts(bot: Bot, **how: Any) -> list[str | None]:
    return [u.message.text for u in await bot.get_updates(**how) if u.message]


async def test_an_offset_confirms_and_forgets_all_below(bot, hands, siti):
    for word in ("satu", "dua", "tiga"):
        await hands.post(f"/people/{siti}/text", text=word)
    updates = await bot.get_updates()
    assert [u.message.text for u in updates] == ["/start", "satu", "dua", "tiga"]
    assert await texts(bot) == ["/start", "satu", "dua", "tiga"], "without an offset all come again"
    assert await texts(bot, offset=updates[2].update_id) == ["dua", "tiga"]
    assert await texts(bot, limit=1) == ["dua"]
    assert (await hands.get("/state"))["pending"] == 2
    assert await texts(bot, offset=-1) == ["tiga"]
    assert await texts(bot, offset=updates[3].update_id + 1) == []
    assert (await hands.get("/state"))["pending"] == 0


async def test_a_long_poll_waits_for_the_next_update(bot, hands, siti):
    first = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=first[-1].update_id + 1, timeout=5))
    await asyncio.sleep(0.1)
    assert (await hands.get("/state"))["polling"] and not poll.done()
    await hands.post(f"/people/{siti}/text", text="halo")
    assert [u.message.text for u in await poll] == ["halo"]
    assert not (await hands.get("/state"))["polling"]


async def test_the_poll_of_a_bot_that_died_ends_with_it(playground, hands):
    _, writer = await asyncio.open_connection("127.0.0.1", int(playground.url.rpartition(":")[2]))
    writer.write(f"GET /bot{playground.token}/getUpdates?timeout=50 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    await asyncio.sleep(0.1)
    assert (await hands.get("/state"))["polling"]
    writer.transport.abort()
    await asyncio.sleep(0.1)
    assert not (await hands.get("/state"))["polling"]


async def test_what_nobody_fetched_can_be_dropped(bot, hands, siti):
    async with hands.session.delete(f"{hands.url}/play/updates") as answer:
        assert await answer.json() == {"dropped": 1}
    assert await bot.get_updates() == ()


async def test_half_a_surrogate_pair_does_not_break_the_batch(bot, hands, siti):
    await hands.post(f"/people/{siti}/text", text="\ud83d")
    assert await texts(bot) == ["/start", "\ud83d"]


async def test_an_empty_poll_ends_after_its_timeout(bot):
    assert await bot.get_updates(timeout=1) == ()


async def test_the_older_of_two_polls_gets_the_conflict(bot, hands):
    older = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    newer = asyncio.create_task(bot.get_updates(timeout=5))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older
    await hands.person()
    assert len(await newer) == 1


async def test_only_the_kinds_asked_for_are_kept(bot, hands, siti):
    await bot.get_updates(allowed_updates=["message"])
    await hands.post(f"/people/{siti}/block")
    assert len(await bot.get_updates(allowed_updates=[])) == 1
    await hands.post(f"/people/{siti}/unblock")
    assert (await bot.get_updates())[-1].my_chat_member.new_chat_member.status == "member"


async def test_hostile_updates_come_as_they_were_given(playground, hands):
    await hands.post("/updates", raw=[1, None])
    await hands.post("/updates", update={"message": {"chat": "nowhere"}})
    await hands.post("/updates", raw={"update_id": "nine"})
    await hands.post("/updates", updates=[{"update_id": 7, "poll": {}}])
    url = f"{playground.url}/bot{playground.token}/getUpdates"
    async with hands.session.get(url) as answer:
        result = (await answer.json())["result"]
    assert result[0] == [1, None]
    assert result[1]["message"] == {"chat": "nowhere"} and isinstance(result[1]["update_id"], int)
    assert result[2] == {"update_id": "nine"}
    assert result[3] == {"update_id": 7, "poll": {}}


async def test_a_numbering_given_by_hand_is_delivered_whatever_the_offset(bot, hands, siti):
    last = (await bot.get_updates())[-1].update_id
    chat = {"id": -5, "type": "group", "title": "Warga"}
    message = {"message_id": 3, "date": 1, "chat": chat, "text": "hai"}
    await hands.post("/updates", update={"update_id": 12, "message": message})
    assert [u.update_id for u in await bot.get_updates(offset=last + 1)] == [12]
    assert await bot.get_updates(offset=last + 1) == ()
    assert (await bot.send_message(-5, "Halo, grup")).chat.title == "Warga"


async def test_duplicates_come_once_more_with_the_same_number(bot, hands, siti):
    await hands.faults({"kind": "duplicate"})
    first = await bot.get_updates()
    again = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [u.update_id for u in again] == [u.update_id for u in first]
    assert await bot.get_updates(offset=first[-1].update_id + 1) == ()


async def test_a_batch_is_shuffled_and_nothing_is_lost(bot, hands, siti):
    for number in range(30):
        await hands.post(f"/people/{siti}/text", text=str(number))
    await hands.faults({"kind": "shuffle", "count": 1})
    shuffled, plain = await texts(bot), await texts(bot)
    assert shuffled != plain and sorted(shuffled) == sorted(plain)


async def test_numbers_start_again_anywhere_after_a_quiet_time(bot, hands, siti):
    await hands.faults({"kind": "renumber"})
    offset = (await bot.get_updates())[-1].update_id + 1
    for word in "abcdef":
        await bot.get_updates(offset=offset)
        await hands.post(f"/people/{siti}/text", text=word)
        (update,) = await bot.get_updates(offset=offset)
        assert update.message.text == word
        assert abs(update.update_id - offset) > 10
        offset = update.update_id + 1


async def test_a_webhook_gets_each_update_in_order_until_it_says_200(bot, hands, siti):
    got: list[Any] = []

    async def hook(request: web.Request) -> web.Response:
        body = await request.json()
        got.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], body["message"]["text"]))
        return web.Response(status=500 if len(got) == 1 else 200)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await hands.post(f"/people/{siti}/text", text="halo")
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="rahasia")
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates()
    for _ in range(100):
        if (await bot.get_webhook_info()).pending_update_count == 0:
            break
        await asyncio.sleep(0.02)
    assert got == [("rahasia", "/start"), ("rahasia", "/start"), ("rahasia", "halo")]
    assert "500" in (await bot.get_webhook_info()).last_error_message
    await bot.delete_webhook()
    await runner.cleanup()
    assert await bot.get_updates() == ()
