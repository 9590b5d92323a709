"""People write, press and share as Telegram's apps let them."""

import aiohttp
import pytest
from conftest import Hands
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup
from telegram.error import BadRequest


async def newest(bot):
    return (await bot.get_updates())[-1]


def inline(**buttons: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=d)] for text, d in buttons.items()]
    )


async def test_a_deep_link_starts_the_chat_with_its_payload(bot, hands):
    siti = await hands.person("Bu Siti", started=False, username="siti", note="pemilik baru", id=77)
    assert siti == 77
    await hands.post(f"/people/{siti}/start", payload="dari-kades_1")
    message = (await newest(bot)).message
    assert message.text == "/start dari-kades_1"
    assert (
        message.parse_entities() == {message.entities[0]: "/start"}
        and message.entities[0].type == "bot_command"
    )
    assert (message.from_user.full_name, message.from_user.language_code) == ("Bu Siti", "id")
    await hands.post(f"/people/{siti}/start", payload="a b", status=400)
    (listed,) = await hands.get("/people")
    assert (listed["note"], listed["last"]["text"]) == ("pemilik baru", "/start dari-kades_1")


async def test_who_stands_aside_can_be_written_to_and_is_listed_once_played(bot, hands):
    made = await hands.post("/people", status=201, name="Bu Marhamah", started=True, aside=True)
    await bot.send_message(made["id"], "Kabar dari dinas")
    assert (made["aside"], (await hands.get(f"/people/{made['id']}"))["unread"]) == (True, 1)
    await hands.post(f"/people/{made['id']}/read")
    assert not (await hands.get(f"/people/{made['id']}"))["aside"]


async def test_a_pressed_button_waits_for_its_answer(bot, hands, siti):
    message = await bot.send_message(siti, "Agro?", reply_markup=inline(Ya="ya", Tidak="tidak"))
    pressed = await hands.post(f"/people/{siti}/press", message_id=message.message_id, label="Ya")
    query = (await newest(bot)).callback_query
    assert (query.data, query.id, query.message.text) == ("ya", pressed["callback_query_id"], "Agro?")
    assert [q["id"] for q in (await hands.get("/state"))["unanswered"]] == [query.id]
    assert await query.answer("Dicatat", show_alert=True)
    shown = await hands.get(f"/people/{siti}/messages")
    assert [(t["text"], t["alert"]) for t in shown["toasts"]] == [("Dicatat", True)]
    assert shown["unanswered"] == []
    with pytest.raises(
        BadRequest, match="Query is too old and response timeout expired or query id is invalid"
    ):
        await query.answer()


async def test_of_two_buttons_with_one_label_the_data_decides(bot, hands, siti):
    row = [InlineKeyboardButton("Ubah", callback_data=data) for data in ("nama", "nomor")]
    sent = await bot.send_message(siti, "Periksa", reply_markup=InlineKeyboardMarkup([row]))
    await hands.post(f"/people/{siti}/press", message_id=sent.message_id, label="Ubah", data="nomor")
    assert (await newest(bot)).callback_query.data == "nomor"
    await hands.post(f"/people/{siti}/press", message_id=sent.message_id, status=404)


async def test_a_button_must_be_there_unless_it_is_forged(bot, hands, siti):
    message = await bot.send_message(siti, "Agro?", reply_markup=inline(Ya="ya"))
    number = message.message_id
    refused = await hands.post(f"/people/{siti}/press", message_id=number, data="admin", status=404)
    assert refused["labels"] == ["Ya"]
    await hands.post(f"/people/{siti}/press", message_id=number, data="admin", forge=True)
    assert (await newest(bot)).callback_query.data == "admin"
    await message.edit_reply_markup()
    await hands.post(f"/people/{siti}/press", message_id=number, data="ya", status=404)


async def test_tap_finds_what_a_person_would_press(bot, hands, siti):
    async def tap(label: str, status: int = 200):
        return await hands.post(f"/people/{siti}/tap", label=label, status=status)

    await bot.send_message(siti, "Lama", reply_markup=inline(Ubah="lama", Hapus="hapus"))
    keyboard = [[KeyboardButton("Kirim nomor saya", request_contact=True)], ["Ubah", "Menu"]]
    await bot.send_message(siti, "Papan", reply_markup=ReplyKeyboardMarkup(keyboard, one_time_keyboard=True))
    await bot.send_message(siti, "Baru", reply_markup=inline(Ubah="baru", Lanjut="lanjut"))
    await tap("Ubah")
    assert (await newest(bot)).callback_query.data == "baru"
    await tap("lanj")
    assert (await newest(bot)).callback_query.data == "lanjut"
    await tap("HAPUS")
    assert (await newest(bot)).callback_query.data == "hapus"
    refused = await tap("Terbang", status=404)
    assert refused["labels"] == ["Ubah", "Lanjut", "Kirim nomor saya", "Ubah", "Menu", "Ubah", "Hapus"]
    await tap("kirim nomor")
    contact = (await newest(bot)).message.contact
    assert contact.user_id == siti and contact.phone_number.startswith("62812")
    assert (await hands.get(f"/people/{siti}/messages"))["reply_keyboard"] is None, "it was for one time"
    await bot.send_message(siti, "Lagi", reply_markup=ReplyKeyboardMarkup([["Menu"]]))
    await tap("menu")
    assert (await newest(bot)).message.text == "Menu"


async def test_the_same_word_twice_is_no_answer_to_a_part_of_it(bot, hands, siti):
    await bot.send_message(siti, "?", reply_markup=inline(SatuA="1", SatuB="2"))
    await hands.post(f"/people/{siti}/tap", label="satu", status=404)


async def test_shared_contacts_and_places(bot, hands, siti):
    await hands.post(f"/people/{siti}/contact", phone="628111", name="Tetangga")
    contact = (await newest(bot)).message.contact
    assert (contact.phone_number, contact.first_name, contact.user_id) == ("628111", "Tetangga", None)
    await hands.post(f"/people/{siti}/contact", phone="628111", user_id=5)
    assert (await newest(bot)).message.contact.user_id == 5
    await hands.post(f"/people/{siti}/location", latitude=-7.04, longitude=112.73)
    assert (await newest(bot)).message.location.latitude == -7.04
    await hands.post(f"/people/{siti}/location", latitude=100, longitude=0, status=400)


async def test_an_edited_and_a_forwarded_text(bot, hands, siti):
    number = (await hands.post(f"/people/{siti}/text", text="3 kodi"))["message_id"]
    await hands.post(f"/people/{siti}/edit", message_id=number, text="/batal 4 kodi")
    edited = (await newest(bot)).edited_message
    assert (edited.message_id, edited.text) == (number, "/batal 4 kodi")
    assert edited.edit_date and edited.entities[0].length == 6
    assert (await hands.messages(siti))[-1]["edited"]
    await hands.post(f"/people/{siti}/text", text="/start", forwarded=True)
    assert (await newest(bot)).message.forward_origin.type == "user"
    await hands.post(f"/people/{siti}/edit", message_id=4321, text="x", status=404)


async def test_voice_sticker_and_album(bot, hands, siti):
    await hands.post(f"/people/{siti}/voice")
    assert (await newest(bot)).message.voice.duration == 3
    await hands.post(f"/people/{siti}/sticker")
    assert (await newest(bot)).message.sticker.width == 512
    await hands.post(f"/people/{siti}/album", count=3, caption="Produk")
    album = [u.message for u in (await bot.get_updates())[-3:]]
    assert len({m.media_group_id for m in album}) == 1 and album[0].media_group_id
    assert [m.caption for m in album] == ["Produk", None, None]


async def test_unread_marks_and_events(bot, hands, siti):
    await bot.send_message(siti, "Satu")
    await bot.send_message(siti, "Dua")
    (listed,) = await hands.get("/people")
    assert (listed["unread"], listed["last"]) == (2, listed["last"] | {"text": "Dua", "from_bot": True})
    await hands.post(f"/people/{siti}/read")
    assert (await hands.get(f"/people/{siti}"))["unread"] == 0
    version = (await hands.get("/events", timeout=0))["version"]
    await hands.post(f"/people/{siti}/text", text="halo")
    news = await hands.get("/events", since=version, timeout=5)
    assert [(e["person"], e["kind"]) for e in news["events"]] == [(siti, "message")]
    assert (await hands.get("/events", since=10_000, timeout=0))["events"][0]["kind"] == "reset"


async def test_a_group_that_moved_says_where_to(bot, hands):
    chat = {"id": -42, "type": "group", "title": "Warga"}
    await hands.post(
        "/updates", update={"message": {"message_id": 1, "date": 1, "chat": chat, "text": "hai"}}
    )
    moved = await hands.post("/chats/-42/migrate", to=-10042)
    assert moved == {"id": -10042}
    from telegram.error import ChatMigrated

    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(-42, "halo")
    assert migrated.value.new_chat_id == -10042
    assert (await bot.send_message(-10042, "halo")).chat.type == "supergroup"
    assert [u.message.migrate_to_chat_id for u in await bot.get_updates()][1] == -10042


async def test_somebody_in_an_injected_update_can_be_answered(bot, hands):
    sender = {"id": 555, "is_bot": False, "first_name": "Baru"}
    chat = {"id": 555, "type": "private", "first_name": "Baru"}
    message = {"message_id": 9, "date": 1, "chat": chat, "from": sender, "text": "hai"}
    await hands.post("/updates", update={"message": message})
    assert (await bot.send_message(555, "Halo")).chat.first_name == "Baru"
    assert [m["text"] for m in await hands.messages(555)] == ["hai", "Halo"]


async def test_levers_are_pulled_from_the_page_of_this_host_only():
    from playground import Playground

    pulled = []

    async def kill(hard: bool = False) -> dict[str, bool]:
        pulled.append(hard)
        return {"alive": False}

    playground = Playground(levers={"kill": kill})
    await playground.start()
    url = f"{playground.url}/play/levers"
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            assert await answer.json() == ["kill"]
        async with session.post(f"{url}/kill", json={"hard": True}) as answer:
            assert await answer.json() == {"alive": False}
        async with session.post(f"{url}/kill", headers={"Origin": "http://elsewhere.example"}) as answer:
            assert answer.status == 403
        async with session.post(f"{url}/fly") as answer:
            assert answer.status == 404
    await playground.stop()
    assert pulled == [True]


async def test_the_clock_goes_forward_only_and_takes_the_bots_clock_along():
    from playground import Playground

    told = []

    async def clock(offset_seconds: float) -> None:
        told.append((offset_seconds, playground.world.clock_offset))

    async def queues() -> dict[str, int]:
        return {"waiting": 3}

    playground = Playground(levers={"clock": clock}, gauges={"queues": queues})
    await playground.start()
    async with aiohttp.ClientSession() as session:
        hands = Hands(playground.url, session)
        siti = await hands.person()
        version = (await hands.get("/events", timeout=0))["version"]
        moved = await hands.post("/clock", offset_seconds=86_400)
        assert moved["offset_seconds"] == 86_400
        for wrong in (86_399, -1, 1e12, "besok", None):
            await hands.post("/clock", offset_seconds=wrong, status=409)
        assert told == [(86_400, 0)], "the bot's goes first, so that no answer is older than its question"
        await hands.post(f"/people/{siti}/text", text="besok")
        first, second = await hands.messages(siti)
        assert 86_390 < second["date"] - first["date"] < 86_410
        assert await hands.get("/gauges/queues") == {"waiting": 3}
        assert "error" in await hands.get("/gauges/fuel")
        kinds = [event["kind"] for event in (await hands.get("/events", since=version, timeout=0))["events"]]
        assert kinds == ["clock", "message"], "to read a gauge is no event"
        await hands.post("/levers/clock", offset_seconds=0, status=404)
    await playground.stop()
