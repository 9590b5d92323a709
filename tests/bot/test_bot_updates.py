"""Telegram's updates: each kind as the Bot API describes it, and nothing else."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.poller import arrival_of
from bot.updates import Unreadable, read_update
from dialogue.event import Event, File, Kind

SITI = {
    "id": 7_000_000_001,
    "is_bot": False,
    "first_name": "Siti",
    "last_name": "Aminah",
    "language_code": "id",
}
PRIVATE = {"id": 7_000_000_001, "type": "private", "first_name": "Siti"}
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "IKM"}
SIZES = [
    {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 67, "file_size": 1000},
    {"file_id": "large", "file_unique_id": "l", "width": 1280, "height": 960, "file_size": 99_000},
]
SOUND = {"file_id": "v", "file_unique_id": "v", "duration": 3}


def message(**parts: Any) -> dict[str, Any]:
    return {"message_id": 41, "date": 1767582000, "chat": PRIVATE, "from": SITI, **parts}


def said(**parts: Any) -> dict[str, Any]:
    return {"update_id": 100, "message": message(**parts)}


def pressed(**parts: Any) -> dict[str, Any]:
    common = {"id": "4382", "from": SITI, "chat_instance": "-1", "message": message(text="?"), "data": "menu"}
    return {"update_id": 100, "callback_query": {**common, **parts}}


def member(status: str, chat: dict[str, Any]) -> dict[str, Any]:
    bot = {"id": 1, "is_bot": True, "first_name": "Wadah"}
    change = {
        "chat": chat,
        "from": SITI,
        "date": 1767582000,
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": {"status": status, "user": bot},
    }
    return {"update_id": 100, "my_chat_member": change}


def document(mime: str, name: str) -> dict[str, Any]:
    return {"file_id": "d", "file_unique_id": "d", "file_name": name, "mime_type": mime, "file_size": 5}


ME: dict[str, Any] = {"chat": "7000000001", "message": 41}
SAMPLES: dict[str, tuple[dict[str, Any], Event]] = {
    "words": (said(text="Halo"), Event(Kind.TEXT, text="Halo", **ME)),
    "command": (said(text="/start abc"), Event(Kind.TEXT, text="/start abc", is_command=True, **ME)),
    "forwarded command": (
        said(text="/start", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "x"}),
        Event(Kind.TEXT, text="/start", is_forwarded=True, **ME),
    ),
    "forwarded long ago": (
        said(text="Halo", forward_date=1767582000),
        Event(Kind.TEXT, text="Halo", is_forwarded=True, **ME),
    ),
    "own number": (
        said(contact={"phone_number": "6281234567890", "first_name": "Siti", "user_id": SITI["id"]}),
        Event(Kind.PHONE, phone="6281234567890", phone_is_own=True, **ME),
    ),
    "another's number": (
        said(contact={"phone_number": "6281234567890", "first_name": "Ani", "user_id": 5}),
        Event(Kind.PHONE, phone="6281234567890", **ME),
    ),
    "a number of nobody on Telegram": (
        said(contact={"phone_number": "6281234567890", "first_name": "Ani"}),
        Event(Kind.PHONE, phone="6281234567890", **ME),
    ),
    "place": (
        said(location={"latitude": -6.9, "longitude": 113}),
        Event(Kind.PLACE, latitude=-6.9, longitude=113.0, **ME),
    ),
    "photo": (
        said(photo=SIZES, caption="Keripik", media_group_id="1357"),
        Event(
            Kind.PHOTO,
            text="Keripik",
            file=File("large", "foto.jpg", 99_000, is_photo=True),
            album="1357",
            **ME,
        ),
    ),
    "picture as a file": (
        said(document=document("image/png", "keripik.png")),
        Event(Kind.PHOTO, file=File("d", "keripik.png", 5), **ME),
    ),
    "file": (
        said(document=document("application/pdf", "nib.pdf")),
        Event(Kind.FILE, file=File("d", "nib.pdf", 5), **ME),
    ),
    "voice": (said(voice=SOUND), Event(Kind.VOICE, **ME)),
    "audio": (said(audio=SOUND), Event(Kind.VOICE, **ME)),
    "video": (said(video={**SOUND, "width": 1, "height": 1}), Event(Kind.VOICE, **ME)),
    "round video": (said(video_note={**SOUND, "length": 1}), Event(Kind.VOICE, **ME)),
    "sticker": (said(sticker={"file_id": "s", "type": "regular", "width": 1}), Event(Kind.STICKER, **ME)),
    "service message": (said(pinned_message=message(text="x")), Event(Kind.IGNORED, **ME)),
    "edited": (
        {"update_id": 100, "edited_message": message(text="/start", edit_date=1767582001)},
        Event(Kind.EDITED, text="/start", **ME),
    ),
    "press": (pressed(), Event(Kind.BUTTON, text="menu", press="4382", **ME)),
    "press under a message too old to see": (
        pressed(message={"chat": PRIVATE, "message_id": 41, "date": 0}),
        Event(Kind.BUTTON, text="menu", press="4382", **ME),
    ),
    "press in a group": (
        pressed(message=message(chat=GROUP)),
        Event(Kind.IGNORED, chat="7000000001", press="4382"),
    ),
    "press without a message": (
        {"update_id": 100, "callback_query": {"id": "1", "from": SITI, "chat_instance": "x", "data": "a"}},
        Event(Kind.IGNORED, chat="7000000001", press="1"),
    ),
    "blocked": (member("kicked", PRIVATE), Event(Kind.BLOCKED, chat="7000000001")),
    "returned": (member("member", PRIVATE), Event(Kind.RETURNED, chat="7000000001")),
    "removed from a group": (member("left", GROUP), Event(Kind.IGNORED, chat="-1001234567890")),
    "command in a group": (
        said(text="/start@wadah", chat=GROUP),
        Event(Kind.GROUP, chat="-1001234567890"),
    ),
    "chatter in a group": (said(text="Halo", chat=GROUP), Event(Kind.IGNORED, chat="-1001234567890")),
    "anonymous admin": (
        {
            "update_id": 1,
            "message": {
                "message_id": 3,
                "date": 1,
                "chat": GROUP,
                "sender_chat": GROUP,
                "text": "Halo",
            },
        },
        Event(Kind.IGNORED, chat="-1001234567890"),
    ),
    "command in a channel": (
        said(text="/start", chat={"id": -100, "type": "channel", "title": "x"}),
        Event(Kind.IGNORED, chat="-100"),
    ),
    "a kind that was not asked for": ({"update_id": 1, "poll": {"id": "1"}}, Event(Kind.IGNORED, chat="")),
    "a field of tomorrow": (said(text="Halo", tomorrow={"x": [1]}), Event(Kind.TEXT, text="Halo", **ME)),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_kind_is_read(name: str) -> None:
    raw, event = SAMPLES[name]
    assert read_update(raw) == event


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "update",
        7,
        said(text=7),
        said(text=["Halo"]),
        said(message_id="41"),
        said(message_id=-1),
        said(message_id=2**63),
        said(message_id=True),
        said(chat=None),
        said(chat={"id": "7", "type": "private"}),
        said(chat={"id": 2**63, "type": "private"}),
        said(chat={"id": 7}),
        said(**{"from": {"first_name": "Siti"}}),
        said(**{"from": {"id": 1.5}}),
        said(contact={"phone_number": 6281234567890}),
        said(location={"latitude": "-6.9", "longitude": 113}),
        said(photo=[{"file_id": 7}]),
        said(photo={"file_id": "x"}),
        said(document={"file_name": "x"}),
        said(document={**document("a/b", "c"), "file_size": -1}),
        said(document={**document("a/b", "c"), "file_id": "x" * 256}),
        said(media_group_id=5),
        said(media_group_id="x" * 41),
        pressed(data={"route": "menu"}),
        pressed(id=5),
        pressed(**{"from": None}),
        {"update_id": 1, "my_chat_member": {"chat": PRIVATE, "from": SITI}},
    ],
)
def test_another_shape_is_refused(raw: Any) -> None:
    with pytest.raises(Unreadable):
        read_update(raw)


def test_what_no_database_keeps_is_taken_out() -> None:
    event = read_update(said(text="a\x00b\ud83dc"))
    assert event.text == "ab?c"


def test_what_is_too_long_is_cut() -> None:
    event = read_update(said(document=document("image/png", "x" * 300 + ".png") | {"file_size": 2**40}))
    assert event.file is not None
    assert event.file.name == "x" * 116 + ".png", "its end tells what it is"
    assert event.file.size == 2**31 - 1


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in nested values."""
    inside: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [at, *(path for key, part in inside for path in paths(part, (*at, key)))]


junk = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 2**31, 2**63, -(2**63) - 1, 10**30, 1e400, float("nan"), -0.0]),
    st.sampled_from(["", "\x00", "\ud800", "x" * 5000, "/", "²", "private", "-", "😀", "{}"]),
    st.sampled_from([[], {}, [[]], {"id": {}}, [None], {"": ""}, {"id": 1, "type": "private"}]),
    st.text(max_size=5),
    st.integers(),
)
GONE = object()


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A sample with one to three of its parts gone, changed, or standing elsewhere."""
    raw = copy.deepcopy(SAMPLES[draw(st.sampled_from(sorted(SAMPLES)))][0])
    for _change in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(paths(raw)))
        if not path:
            return copy.deepcopy(draw(junk))
        above = raw
        for step in path[:-1]:
            above = above[step]
        other = draw(st.one_of(junk, st.just(GONE), st.sampled_from(paths(raw)).map(lambda p: ("copy", p))))
        if other is GONE:
            del above[path[-1]]
        elif isinstance(other, tuple):
            copied = raw
            for step in other[1]:
                copied = copied[step]
            above[path[-1]] = copy.deepcopy(copied)
        else:
            above[path[-1]] = copy.deepcopy(other)
        if not isinstance(raw, dict):
            break
    return raw


@settings(max_examples=500, derandomize=True)
@given(raw=mutated())
def test_a_broken_update_is_read_or_refused_and_fits_where_it_is_kept(raw: Any) -> None:
    try:
        event = read_update(raw)
    except Unreadable:
        event = None
    arrival = arrival_of(raw)
    assert (arrival.fault == "") is (event is not None)
    assert (len(arrival.event_id) <= 32, len(arrival.digest), len(arrival.chat) <= 64) == (True, 32, True)
    assert "\x00" not in arrival.event_id + arrival.payload + arrival.chat
    arrival.payload.encode()
    arrival.event_id.encode()
    if event is None:
        return
    assert arrival.chat == event.chat
    for words in (event.text, event.press, event.phone, event.album):
        assert "\x00" not in words
        words.encode()
    assert len(event.album) <= 40
    assert 0 <= event.message < 2**63
    assert not (event.is_command and (event.is_forwarded or event.kind is Kind.EDITED))
    if event.file:
        assert len(event.file.name) <= 120
        assert len(event.file.handle) <= 255
        assert 0 <= event.file.size < 2**31
    if event.kind in {Kind.TEXT, Kind.BUTTON, Kind.PHONE, Kind.PHOTO}:
        assert int(event.chat)


def test_the_same_update_has_the_same_key_however_it_is_written() -> None:
    raw = SAMPLES["photo"][0]
    other = json.loads(json.dumps(dict(reversed(raw.items()))))
    assert arrival_of(raw).digest == arrival_of(other).digest
    assert arrival_of(raw).digest != arrival_of(said(text="Halo")).digest
