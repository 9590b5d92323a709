"""Words that people typed come back as they typed them, whatever markup they look like."""

import html
import random
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render import body_of, plain, voice_for
from dialogue.i18n import LANGUAGES, Voice, _, lines
from dialogue.message import Say
from playground import markup

MARKUP = [
    "<b>",
    "</b>",
    "<a href='x'>",
    "&amp;",
    "&lt;",
    "&#60;",
    "*",
    "_",
    "{name}",
    "{0}",
    "{{",
    "\\",
    "`",
    "<",
]
typed = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    st.lists(st.sampled_from([*MARKUP, "a", " ", "\n", "Siti", "😀"]), max_size=12).map("".join),
)


def comes_back(words: str, language: str) -> None:
    say = Say(_("*{name}* is registered already, as {number}.", name=words, number=words))
    _kind, body = body_of(say, voice_for(language, "Asia/Jakarta"))
    around = Voice(language).say(_("*{name}* is registered already, as {number}.", name="\0", number="\0"))
    assert html.unescape(re.sub("</?b>", "", body["text"])) == around.replace("\0", words)
    assert re.findall("<[^>]*>", body["text"]) == ["<b>", "</b>"]


@settings(max_examples=300, derandomize=True)
@given(words=typed, language=st.sampled_from(sorted(LANGUAGES)))
def test_what_was_typed_comes_back_as_it_was_typed(words: str, language: str) -> None:
    comes_back(words, language)


def test_twenty_thousand_more_come_back_too() -> None:
    chance = random.Random(6)
    signs = [*MARKUP, *map(chr, range(1, 128)), "é", "ꦲ", "😀", "\u202e", "\u2028", "\ufffe"]
    for _time in range(20_000):
        comes_back("".join(chance.choices(signs, k=chance.randrange(30))), "id")


@settings(max_examples=300, derandomize=True)
@given(words=typed)
def test_a_chat_reads_it_as_words_and_as_our_one_bold(words: str) -> None:
    """As the stand-in for Telegram reads HTML, which trims the ends."""
    framed = f"[{words}]"
    _kind, body = body_of(Say(_("*{name}*", name=framed)), voice_for("id", "Asia/Jakarta"))
    text, entities = markup.read(body["text"], "HTML", None)
    assert text == framed
    marked = [found for found in entities if found["type"] in set(markup.KIND_OF_TAG.values())]
    assert marked == [{"type": "bold", "offset": 0, "length": markup.units(framed)}]


@settings(max_examples=200, derandomize=True)
@given(words=typed)
def test_a_label_of_a_button_knows_no_markup(words: str) -> None:
    voice = voice_for("id", "Asia/Jakarta")
    assert plain(voice).say(_("Yes: {answer}", answer=words)) == f"Ya: {words}"
    assert plain(voice).say(words) == words
    assert html.unescape(voice.say(words)) == words


def test_words_inside_words_are_escaped_once() -> None:
    inner = _("Noted: {answer}", answer="<i> & {answer} *x*")
    said = voice_for("id", "Asia/Jakarta").say(lines(_("*{name}*", name=inner), "<i>", None, 1500))
    assert said == "<b>Dicatat: &lt;i&gt; &amp; {answer} *x*</b>\n&lt;i&gt;\n1.500"


def test_a_language_without_a_text_says_it_in_english() -> None:
    assert Voice("id").say(_("No such text, {name}.", name="Siti")) == "No such text, Siti."
    assert Voice("xx").say(_("Back")) == "Back"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Jakarta", "Minggu, 1 Februari 2026 00.30 WIB"),
        ("Asia/Makassar", "Minggu, 1 Februari 2026 01.30 WITA"),
        ("Asia/Jayapura", "Minggu, 1 Februari 2026 02.30 WIT"),
    ],
)
def test_a_moment_is_told_where_it_happens(zone: str, said: str) -> None:
    assert Voice("id", zone).say(datetime(2026, 1, 31, 17, 30, tzinfo=UTC)) == said
