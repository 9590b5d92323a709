"""A small bot that shows every thing the page can draw; it answers what it is told in the simplest way."""

from __future__ import annotations

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.error import TelegramError

from playground.files import drawn_picture

MENU = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Daftarkan usaha", callback_data="daftar")],
        [
            InlineKeyboardButton("Data saya", callback_data="data"),
            InlineKeyboardButton("Bantuan", url="https://t.me/WadahDemoBot?start=bantuan"),
        ],
    ]
)
SHARE = ReplyKeyboardMarkup(
    [
        [KeyboardButton("Kirim nomor saya", request_contact=True)],
        [KeyboardButton("Kirim lokasi", request_location=True), KeyboardButton("Kembali")],
    ],
    resize_keyboard=True,
    input_field_placeholder="08…",
)
WELCOME = (
    "Selamat datang, <b>{name}</b>.\nIni layanan resmi Dinas dan <u>gratis</u>. Kami tidak pernah meminta "
    "OTP, PIN, atau uang. Ketik /bantuan bila bingung."
)


async def serve(bot: Bot) -> None:
    """Answers for ever; cancel it to end it."""
    await bot.set_my_commands([("start", "Mulai dari awal"), ("bantuan", "Minta bantuan")])
    await bot.set_my_description("Mendata usaha Bapak/Ibu, satu pertanyaan demi satu.\nResmi dan gratis.")
    offset = None
    while True:
        for update in await bot.get_updates(offset=offset, timeout=10):
            offset = update.update_id + 1
            try:
                await answer(bot, update)
            except TelegramError as error:
                print(f"not sent: {error}")


async def answer(bot: Bot, update: Update) -> None:
    if update.callback_query:
        await pressed(bot, update)
    elif update.message and update.effective_user:
        await heard(bot, update.message, update.effective_user.first_name)


async def pressed(bot: Bot, update: Update) -> None:
    query = update.callback_query
    assert query is not None and isinstance(query.message, Message)
    if query.data == "daftar":
        await query.answer("Baik, kita mulai")
        await query.edit_message_text("Daftarkan usaha ✓")
        await bot.send_message(query.message.chat.id, "1 dari 8. Berapa nomor HP Ibu?", reply_markup=SHARE)
    else:
        await query.answer("Data Ibu belum lengkap: foto produk belum ada.", show_alert=True)


async def heard(bot: Bot, message: Message, name: str) -> None:
    chat, words = message.chat.id, message.text or ""
    if words.startswith("/start"):
        await bot.send_message(chat, WELCOME.format(name=name), parse_mode="HTML", reply_markup=MENU)
    elif message.contact:
        await bot.send_message(chat, "Nomor sudah dicatat.", reply_markup=ReplyKeyboardRemove())
    elif words == "kartu":
        await bot.send_chat_action(chat, "upload_photo")
        await bot.send_photo(chat, drawn_picture(3), caption="<b>Kartu IKM-3526-00042</b>", parse_mode="HTML")
        await bot.send_document(chat, b"a;b\n1;2\n", filename="data-usaha.csv", caption="Data usaha Ibu")
    elif words != "diam":
        await message.reply_text(f"Saya dengar: {words or 'sesuatu'}", do_quote=True)
