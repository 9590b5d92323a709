"""Free text as an intent: how well sentences are understood that the weights have not seen."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.__main__ import app
from dialogue.intents import INTENTS, Understood, corpus, understand, understood_with
from dialogue.intents.features import LONGEST, usual_words
from dialogue.intents.learn import learn
from dialogue.intents.weights import FILE, Weights

FEWEST = 40
"""Sentences of an intent."""


LATER = Path(__file__).parent / "sentences_written_later.tsv"


@pytest.fixture(scope="module", params=["held out", "written later"])
def unseen(request: pytest.FixtureRequest) -> list[tuple[str, Understood]]:
    """The intent and the understanding of each sentence, by weights that were learnt without it."""
    if request.param == "written later":
        rows = [line.split("\t") for line in LATER.read_text().splitlines() if not line.startswith("#")]
        return [(intent, understand(words)) for intent, words in rows]
    weights = learn(corpus.learnt())
    return [(intent, understood_with(weights, words)) for words, intent in corpus.held_out()]


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def test_the_best_is_right(unseen: list[tuple[str, Understood]]) -> None:
    assert share([understood.intents[0] == intent for intent, understood in unseen]) >= 0.80


def test_three_hold_the_right_one(unseen: list[tuple[str, Understood]]) -> None:
    assert share([intent in understood.intents for intent, understood in unseen]) >= 0.95


def test_sure_and_wrong_is_rare(unseen: list[tuple[str, Understood]]) -> None:
    assert (
        share([understood.sure and understood.intents[0] != intent for intent, understood in unseen]) <= 0.03
    )


def test_it_is_sure_more_often_than_not(unseen: list[tuple[str, Understood]]) -> None:
    assert share([understood.sure for _intent, understood in unseen]) >= 0.60


@pytest.mark.parametrize("intent", INTENTS)
def test_there_are_enough_sentences(intent: str) -> None:
    assert len(corpus.of(intent)) >= FEWEST


def test_a_fifth_is_held_out() -> None:
    out, learnt = corpus.held_out(), corpus.learnt()
    assert not set(out) & set(learnt)
    assert len(out) / (len(out) + len(learnt)) == pytest.approx(0.2, abs=0.005)
    assert {intent for _words, intent in out} == set(INTENTS)


def test_no_sentence_stands_twice() -> None:
    words = [
        " ".join(re.findall(r"[\w']+", words.lower()))
        for words, _intent in corpus.learnt() + corpus.held_out()
    ]
    assert not [each for each, times in Counter(words).items() if times > 1]
    assert all(words)


def test_the_weights_are_learnt_from_these_sentences() -> None:
    assert Weights.read(FILE).learnt_from == corpus.digest(), "run: make intents"


def test_weights_are_read_as_they_were_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("weights") / "weights.json"
    weights = Weights.read(FILE)
    weights.write(path)
    assert Weights.read(path) == weights


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("mw dftr ikm bwt suami sy", "register_business"),
        ("Assalamualaikum pak, maaf mengganggu. Saya mau ganti nomor HP", "update_business"),
        ("kulo badhe lapor produksi wulan niki", "report_production"),
        ("mau daftar pameran", "event"),
        ("daftar pelatihan", "assistance"),
        ("gabung paguyuban", "organization"),
        ("hapus data saya", "privacy"),
        ("HALO", "help"),
        ("𝗺𝗶𝗻𝘁𝗮 𝗻𝗼𝗺𝗼𝗿 𝗽𝗲𝘁𝘂𝗴𝗮𝘀", "contact_officer"),
    ],
)
def test_plain_wishes_are_understood(text: str, intent: str) -> None:
    understood = understand(text)
    assert understood.intents[0] == intent
    assert understood.sure


@pytest.mark.parametrize("text", ["", " \n", "👍👍", "12345", "...", "08123456789", "你好", "\x00", "\ud800"])
def test_what_holds_no_word_is_never_sure(text: str) -> None:
    assert not understand(text).sure


@pytest.mark.parametrize(
    "text",
    [
        *("makasih", "Terima kasih ya", "ok", "siap bu", "ya", "sip", "suwun", "oke makasih banyak"),
        *("data", "produk", "usaha", "bantuan", "jadwal", "barang", "tolong", "info", "tidak", "Tuban"),
    ],
)
def test_thanks_and_words_of_many_meanings_are_never_sure(text: str) -> None:
    assert not understand(text).sure


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("pameran", "event"),
        ("modal", "assistance"),
        ("hapus data saya", "privacy"),
        ("kode undangan", "organization"),
    ],
)
def test_few_words_may_be_plain(text: str, intent: str) -> None:
    understood = understand(text)
    assert understood.intents[0] == intent
    assert understood.sure


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        (
            "anak saya sedang sekolah di luar kota jadi saya menulis sendiri, kemarin hujan deras"
            " sekali sampai pagi, saya mau ikut pameran bulan depan, rumah saya agak jauh dari jalan besar",
            "event",
        ),
        (
            "waktu itu tetangga bercerita panjang lebar di warung kopi, saya jadi penasaran, tolong hapus"
            " data saya dari sini, selebihnya nanti saya ceritakan kalau sudah pulang dari sawah",
            "privacy",
        ),
    ],
)
def test_a_wish_is_found_inside_a_story(text: str, intent: str) -> None:
    assert understand(text).intents[0] == intent


@settings(derandomize=True)
@given(st.text(st.characters(), max_size=4096))
def test_nothing_typed_breaks_it(text: str) -> None:
    understood = understand(text)
    assert len(set(understood.intents)) == 3
    assert set(understood.intents) <= set(INTENTS)


@settings(derandomize=True)
@given(st.sampled_from(corpus.held_out()))
def test_capitals_and_marks_change_nothing(sentence: tuple[str, str]) -> None:
    words, _intent = sentence
    assert understand(f"  {words.upper()} !!") == understand(words)


def test_a_long_text_is_cut() -> None:
    assert understand("mau daftar pameran " + "x" * 4096) == understand("mau daftar pameran " + "x" * LONGEST)


def test_words_come_in_their_usual_spelling() -> None:
    assert usual_words("Assalamualaikum pak, sy mw dftr pameran tgl 1.500") == [
        *("saya", "mau", "daftar", "pameran", "tanggal", "0")
    ]
    assert usual_words("halo pak") == ["halo"]
    assert usual_words(unicodedata.normalize("NFD", "aganté nomer")) == ["agante", "nomor"]


def test_the_command_tells_what_it_understood() -> None:
    result = CliRunner().invoke(app, ["understand", "mw dftr ikm bwt suami sy"])
    told = json.loads(result.stdout)
    assert list(told) == ["intents", "sure"]
    assert told["intents"][0] == "register_business"
    assert len(told["intents"]) == 3
    assert told["sure"] is True


def test_the_command_answers_line_by_line() -> None:
    result = CliRunner().invoke(app, ["understand", "-"], input=b"hapus data saya\n\n\xff\xfe\nmenu")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["intents"][0] for each in told] == ["privacy", "out_of_scope", "out_of_scope", "help"]
    assert [each["sure"] for each in told][1:3] == [False, False]
