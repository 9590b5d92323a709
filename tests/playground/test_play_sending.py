"""Sends and edits obey Telegram's rules, and are refused in Telegram's words."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken

from playground import markup
from playground.errors import BadRequest as TelegramsRefusal


def inline(*labels: str, data: str = "x") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)] for label in labels])


async def test_the_bot_knows_itself(bot, playground, hands):
    me = await bot.get_me()
    assert (me.username, me.first_name, me.is_bot) == ("WadahDemoBot", "Wadah IKM", True)
    async with hands.session.get(f"{playground.url}/bot123:wrong/getMe") as answer:
        body = await answer.json()
        assert answer.status == 401
        assert body == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    async with hands.session.get(f"{playground.url}/bot{playground.token}/flyAway") as answer:
        assert (await answer.json())["description"] == "Not Found: method not found"


async def test_a_message_arrives_as_text_and_safe_html(bot, hands, siti):
    sent = await bot.send_message(
        siti, "Halo <b>Bu &lt;Siti&gt;</b> 👋 <i>lagi</i>", parse_mode=ParseMode.HTML
    )
    assert sent.text == "Halo Bu <Siti> 👋 lagi"
    assert sent.parse_entities() == {
        MessageEntity(MessageEntity.BOLD, 5, 9): "Bu <Siti>",
        MessageEntity(MessageEntity.ITALIC, 18, 4): "lagi",
    }
    shown = (await hands.messages(siti))[-1]
    assert shown["html"] == "Halo <b>Bu &lt;Siti&gt;</b> 👋 <i>lagi</i>"
    assert (shown["from"], shown["text"]) == ("bot", sent.text)


async def test_links_and_commands_are_found_but_not_in_code_or_links(bot, hands, siti):
    link = '<a href="https://a.id/?x=1&amp;y=&quot;">https://b.id</a>'
    text = f"Ketik /bantuan, <code>/bukan</code>, {link} di t.me/x"
    sent = await bot.send_message(siti, text, parse_mode=ParseMode.HTML)
    assert [e.type for e in sent.entities] == ["bot_command", "code", "text_link", "url"]
    shown = (await hands.messages(siti))[-1]["html"]
    assert '<a href="https://a.id/?x=1&amp;y=&quot;" target="_blank"' in shown and shown.count("<a ") == 3


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_escaped_text_comes_back_as_it_was_typed(text):
    assert markup.read(html.escape(text), "HTML", None)[0] == text.strip()
    assert html.unescape(markup.shown(text, [])) == text.encode("utf-16-le", "replace").decode("utf-16-le")


@settings(max_examples=60)
@given(st.text("<>/ab &;\"'=#u ", max_size=40))
def test_no_markup_breaks_the_reader(text):
    try:
        words, entities = markup.read(text, "HTML", None)
    except TelegramsRefusal:
        return
    assert all(e["offset"] + e["length"] <= markup.units(words) for e in entities)
    assert "<script" not in markup.shown(words, entities)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Message text is empty"),
        (" \n ", "Message text is empty"),
        ("x" * 4097, "Message is too long"),
        ("<x>", 'Can\'t parse entities: unsupported start tag "x" at byte offset 0'),
        ("é<b>x", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("é</b>", "Can't parse entities: unexpected end tag at byte offset 2"),
        (
            "<b>x</i>",
            'Can\'t parse entities: unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("<b", "Can't parse entities: unclosed start tag at byte offset 0"),
        ("5 < 6", 'Can\'t parse entities: unsupported start tag "" at byte offset 2'),
    ],
)
async def test_texts_that_telegram_refuses(bot, siti, text, error):
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(siti, text, parse_mode=ParseMode.HTML)
    assert refused.value.message.lower() == error.lower()


async def test_the_longest_text_counts_without_its_markup(bot, siti):
    sent = await bot.send_message(siti, f"<b>{'x' * 4096}</b>", parse_mode=ParseMode.HTML)
    assert len(sent.text) == 4096


async def test_a_caption_may_be_shorter_only(bot, siti):
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_document(siti, b"isi", caption="x" * 1025)


@pytest.mark.parametrize(
    ("keyboard", "error"),
    [
        (inline("Ya", data="x" * 65), "Button_data_invalid"),
        (inline("Ya", data="é" * 33), "Button_data_invalid"),
        (InlineKeyboardMarkup([[InlineKeyboardButton("Ya")]]), "text buttons are not allowed"),
        (inline(" "), "Button_text_invalid"),
        (inline(*"x" * 101), "Reply markup is too long"),
        (ReplyKeyboardMarkup([[""]]), "button text is empty"),
    ],
)
async def test_keyboards_that_telegram_refuses(bot, siti, keyboard, error):
    with pytest.raises(BadRequest, match=error):
        await bot.send_message(siti, "Pilih", reply_markup=keyboard)


async def test_the_reply_keyboard_stays_until_it_is_removed(bot, hands, siti):
    keyboard = ReplyKeyboardMarkup(
        [[KeyboardButton("Kirim nomor", request_contact=True)]], resize_keyboard=True
    )
    message = await bot.send_message(siti, "Nomor?", reply_markup=keyboard)
    with pytest.raises(BadRequest, match="can't be edited"):
        await message.edit_text("Nomor Ibu?")
    await bot.send_message(siti, "Silakan", reply_markup=inline("Contoh?"))
    shown = await hands.get(f"/people/{siti}/messages")
    assert shown["reply_keyboard"]["keyboard"][0][0] == {"text": "Kirim nomor", "request_contact": True}
    await bot.send_message(siti, "Baik", reply_markup=ReplyKeyboardRemove())
    asked = await bot.send_message(siti, "Balas ini", reply_markup=ForceReply())
    shown = await hands.get(f"/people/{siti}/messages")
    assert shown["reply_keyboard"] is None and shown["force_reply"] == asked.message_id


async def test_an_edit_changes_what_is_seen(bot, hands, siti):
    message = await bot.send_message(siti, "Satu", reply_markup=inline("A"))
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content and reply"):
        await message.edit_text("Satu", reply_markup=inline("A"))
    edited = await message.edit_text("Dua")
    assert edited.edit_date and edited.reply_markup is None
    shown = (await hands.messages(siti))[-1]
    assert (shown["text"], shown["edited"], shown["keyboard"]) == ("Dua", True, None)
    await message.edit_reply_markup(inline("B"))
    assert (await hands.messages(siti))[-1]["keyboard"] == [[{"text": "B", "data": "x"}]]
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await message.edit_caption("Tiga")
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", siti, 99_999)
    own = (await hands.post(f"/people/{siti}/text", text="milik saya"))["message_id"]
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", siti, own)
    assert await message.delete()
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await message.delete()


async def test_a_reply_quotes_its_message(bot, hands, siti):
    first = await bot.send_message(siti, "Pertanyaan")
    reply = await bot.send_message(siti, "Jawab", reply_parameters=ReplyParameters(first.message_id))
    assert reply.reply_to_message.text == "Pertanyaan"
    await hands.post(f"/people/{siti}/text", text="Jawaban", reply_to=first.message_id)
    assert (await bot.get_updates())[-1].message.reply_to_message.message_id == first.message_id
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(siti, "x", reply_parameters=ReplyParameters(4321))


async def test_who_cannot_be_written_to(bot, hands, siti):
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(999, "halo")
    stranger = await hands.person("Orang", started=False)
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger, "halo")
    await hands.post(f"/people/{siti}/block")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(siti, "halo")
    await hands.post(f"/people/{siti}/text", text="halo", status=409)
    await hands.post(f"/people/{siti}/unblock")
    await bot.send_message(siti, "halo")
    statuses = [u.my_chat_member.new_chat_member.status for u in await bot.get_updates() if u.my_chat_member]
    assert statuses == ["kicked", "member"]
    await hands.post(f"/people/{siti}/deactivate")
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(siti, "halo")


async def test_the_profile_is_kept(bot, hands):
    await bot.set_my_commands([("start", "Mulai"), ("bantuan", "Bantuan")])
    assert [c.command for c in await bot.get_my_commands()] == ["start", "bantuan"]
    await bot.set_my_description("Pendataan IKM")
    await bot.set_my_short_description("Resmi dan gratis")
    shown = await hands.get("/bot")
    assert shown["commands"][1] == {"command": "bantuan", "description": "Bantuan"}
    assert (shown["description"], shown["short_description"]) == ("Pendataan IKM", "Resmi dan gratis")
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("Salah Nama", "x")])


async def test_a_wrong_token_is_what_the_library_expects(playground):
    from telegram import Bot

    with pytest.raises(InvalidToken):
        await Bot("1:x", f"{playground.url}/bot").initialize()
