"""Files go up and down within Telegram's sizes."""

import aiohttp
import pytest
from telegram.error import BadRequest, NetworkError

from playground.files import drawn_picture


def form(body: bytes, name: str, mime: str, **fields: str) -> aiohttp.FormData:
    data = aiohttp.FormData(fields, quote_fields=False)  # as a browser does
    data.add_field("file", body, filename=name, content_type=mime)
    return data


async def test_a_photo_of_a_person_can_be_downloaded(bot, hands, siti):
    picture = drawn_picture()
    await hands.upload(f"/people/{siti}/photo", form(picture, "a.png", "image/png", caption="Keripik"))
    message = (await bot.get_updates())[-1].message
    assert message.caption == "Keripik"
    assert [(p.width, p.height) for p in message.photo] == [(90, 68), (320, 240), (480, 360)]
    file = await bot.get_file(message.photo[-1])
    assert bytes(await file.download_as_bytearray()) == picture
    async with hands.session.get(hands.url + (await hands.messages(siti))[-1]["photo"]["url"]) as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", picture)


async def test_a_photo_without_a_file_is_drawn(bot, hands, siti):
    await hands.post(f"/people/{siti}/photo")
    assert (await bot.get_updates())[-1].message.photo[-1].width == 480


async def test_a_document_keeps_its_name_and_kind(bot, hands, siti):
    await hands.upload(f"/people/{siti}/document", form(b"a;b", "data lama.csv", "text/csv"))
    document = (await bot.get_updates())[-1].message.document
    assert (document.file_name, document.mime_type, document.file_size) == ("data lama.csv", "text/csv", 3)


async def test_the_bot_sends_a_file_and_then_its_id(bot, hands, siti):
    first = await bot.send_document(siti, b"isi", filename="daftar.xlsx", caption="Daftar")
    again = await bot.send_document(siti, first.document.file_id)
    assert again.document.file_unique_id == first.document.file_unique_id
    photo = await bot.send_photo(siti, drawn_picture(), caption="<b>Kartu</b>", parse_mode="HTML")
    await bot.send_photo(siti, photo.photo[0].file_id)
    await photo.edit_caption("Kartu baru")
    shown = await hands.messages(siti)
    assert shown[-4]["document"]["name"] == "daftar.xlsx"
    assert (shown[-2]["caption"], shown[-2]["edited"]) == ("Kartu baru", True)
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_document(siti, "BQAC-nothing-like-it")
    with pytest.raises(BadRequest, match="Can't use file of type document as photo"):
        await bot.send_photo(siti, first.document.file_id)


async def test_pictures_that_are_none(bot, siti):
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(siti, b"no picture")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(siti, drawn_picture(width=10, height=210))
    with pytest.raises(BadRequest, match="too big for a photo"):
        await bot.send_photo(siti, drawn_picture() + bytes(10 * 2**20))


async def test_files_too_big_to_download_or_to_upload(bot, hands, siti):
    await hands.upload(f"/people/{siti}/document", form(bytes(20 * 2**20 + 1), "besar.bin", "x/y"))
    document = (await bot.get_updates())[-1].message.document
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(document)
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(siti, bytes(50 * 2**20 + 1), filename="raksasa.bin")
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("nothing")
