"""Outbox rows: what each message becomes, and that it can be stored and sent."""

import json

import pytest

from bot.render import TOAST_LIMIT, body_of, voice_for
from dialogue.i18n import _
from dialogue.message import (
    Asks,
    Board,
    Button,
    Buttons,
    Document,
    Edit,
    Key,
    Keys,
    Link,
    Message,
    NoKeys,
    Owed,
    Photo,
    Say,
    Toast,
    column,
)

VOICE = voice_for("id", "Asia/Jakarta")
BACK = Button(_("Back"), "f", (7, "phone", "back"))


@pytest.mark.parametrize(
    ("message", "pressed", "kind", "body"),
    [
        (Say("a < b"), 0, "say", {"text": "a &lt; b"}),
        (
            Say(_("Back"), Buttons(((BACK, Link("<web>", "https://example.org/?a=1&b=2")),))),
            0,
            "say",
            {
                "text": "Kembali",
                "buttons": [
                    [
                        {"text": "Kembali", "data": "f:7:phone:back"},
                        {"text": "<web>", "url": "https://example.org/?a=1&b=2"},
                    ]
                ],
            },
        ),
        (
            Say("x", Keys(((Key(_("Share my number"), Asks.PHONE),), (Key("Desa <1>"),)))),
            0,
            "say",
            {
                "text": "x",
                "keys": [
                    [{"text": "Kirim nomor saya", "asks": "phone"}],
                    [{"text": "Desa <1>", "asks": "words"}],
                ],
            },
        ),
        (Say("x", NoKeys()), 5, "say", {"text": "x", "no_keys": True}),
        (Edit("x"), 41, "edit", {"text": "x", "message": 41}),
        (Edit("x"), 0, "say", {"text": "x", "message": 0}),
        (Toast("a < b"), 0, "answer", {"text": "a < b"}),
        (Photo(3, _("Back")), 0, "photo", {"attachment": 3, "caption": "Kembali"}),
        (
            Document(3, "a & b", column(BACK, None)),
            0,
            "document",
            {
                "attachment": 3,
                "caption": "a &amp; b",
                "buttons": [[{"text": "Kembali", "data": "f:7:phone:back"}]],
            },
        ),
    ],
)
def test_each_message_has_its_body(
    message: Message, pressed: int, kind: str, body: dict[str, object]
) -> None:
    assert body_of(message, VOICE, pressed) == (kind, body)
    assert json.loads(json.dumps(body)) == body


def test_a_toast_is_cut_where_telegram_would_refuse_it() -> None:
    _kind, body = body_of(Toast("é" * 500), VOICE)
    assert body["text"] == "é" * TOAST_LIMIT


def test_what_is_written_only_when_it_is_sent_has_no_body() -> None:
    with pytest.raises(TypeError):
        body_of(Owed("card", 1), VOICE)


def test_a_board_may_have_buttons() -> None:
    stop = column(Button("Batal", "stop", (1,)))
    body = {"text": "half", "buttons": [[{"text": "Batal", "data": "stop:1"}]]}
    assert body_of(Board("import:1", "half", stop), VOICE) == ("board", body)
    assert body_of(Board("import:1", "done"), VOICE) == ("board", {"text": "done"})


def test_a_button_that_is_too_long_for_the_wire_is_a_mistake_of_ours() -> None:
    assert Button("x", "f", ("é" * 31,)).wire() == f"f:{'é' * 31}"
    with pytest.raises(ValueError, match="too long"):
        body_of(Say("x", column(Button("x", "f", ("é" * 32,)))), VOICE)


def test_the_language_is_the_recipients() -> None:
    assert body_of(Say(_("Back")), voice_for("en", "Asia/Jakarta"))[1]["text"] == "Back"
