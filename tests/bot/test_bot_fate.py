"""The fate of every error that a send can end with."""

import warnings
from datetime import timedelta

import pytest
import telegram.error
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.fate import ANSWERS, UNREACHABLE, Fate, fate_of
from bot.request import NotSent
from storage.outbox import ANNOUNCED, CONVERSATION, FAILED, OWED, UNKNOWN, WAITING, Claimed

LANES = (CONVERSATION, OWED, ANNOUNCED)


def row(lane: int = CONVERSATION, attempts: int = 0, reason: str = "") -> Claimed:
    return Claimed(
        id=1,
        lane=lane,
        contact_id=1,
        address="1",
        kind="say",
        subject=0,
        body={},
        revision=0,
        attempts=attempts,
        reason=reason,
        message_id=None,
    )


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (BadRequest("Message text is empty"), "refused"),
        (BadRequest("Chat not found"), "no chat"),
        (Forbidden("Forbidden: bot was blocked by the user"), "blocked"),
        (Forbidden("Forbidden: user is deactivated"), "deactivated"),
        (ChatMigrated(-100123), "migrated"),
    ],
)
def test_a_refusal_ends_it_at_once(error: TelegramError, reason: str, lane: int) -> None:
    """BadRequest is a NetworkError to the library: taken for one, it would be sent for ever."""
    assert fate_of(error, row(lane)) == Fate(FAILED, reason)
    assert (reason in UNREACHABLE) is (reason != "refused")


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("wait", [7, timedelta(seconds=7)])
@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
def test_too_many_waits_as_long_as_is_asked(lane: int, wait: int | timedelta) -> None:
    error = RetryAfter(wait)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fate = fate_of(error, row(lane, attempts=40))
    assert fate == Fate(WAITING, "too many", wait=7.0)


@pytest.mark.parametrize("lane", LANES)
def test_what_never_left_is_sent_again_in_every_lane(lane: int) -> None:
    assert fate_of(NotSent("no connection"), row(lane)) == Fate(WAITING, "no network", 1.0, is_network=True)


@pytest.mark.parametrize(
    "error", [TimedOut(), NetworkError("reset"), TelegramError("garbage"), Conflict("x")]
)
def test_an_announcement_is_never_repeated(error: TelegramError) -> None:
    for attempts in range(3):
        assert fate_of(error, row(ANNOUNCED, attempts)).state == UNKNOWN


@pytest.mark.parametrize("lane", [CONVERSATION, OWED])
def test_a_timeout_is_repeated_once_and_makes_at_most_two_copies(lane: int) -> None:
    first = fate_of(TimedOut(), row(lane))
    assert (first.state, first.reason, first.is_network) == (WAITING, "timeout", True)
    assert fate_of(TimedOut(), row(lane, attempts=1, reason=first.reason)).state == UNKNOWN
    assert fate_of(TimedOut(), row(lane, attempts=1, reason="network")).state == WAITING


@pytest.mark.parametrize("lane", [CONVERSATION, OWED])
@pytest.mark.parametrize(
    "error", [NetworkError("Bad Gateway"), TelegramError("the answer is no Bot API answer")]
)
def test_a_bad_network_is_waited_out_ever_longer_up_to_a_minute(lane: int, error: TelegramError) -> None:
    waits = [fate_of(error, row(lane, attempts)).wait for attempts in range(ANSWERS)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1.0, 60.0)
    assert {fate_of(error, row(lane, attempts)).state for attempts in range(ANSWERS)} == {WAITING}
    assert fate_of(error, row(lane, ANSWERS)).state == UNKNOWN, "it does not block its chat for good"


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
def test_no_error_of_the_library_is_without_a_fate() -> None:
    samples: dict[type[TelegramError], TelegramError] = {
        type(error): error
        for error in (
            *(BadRequest("x"), ChatMigrated(1), Conflict("x"), EndPointNotFound("x"), Forbidden("x")),
            *(InvalidToken(), NetworkError("x"), PassportDecryptionError("x"), RetryAfter(1)),
            *(TelegramError("x"), TimedOut()),
        )
    }
    known = {
        found
        for found in vars(telegram.error).values()
        if isinstance(found, type) and issubclass(found, TelegramError)
    }
    assert set(samples) == known, "the library has a new error: say what becomes of a row"
    for error in samples.values():
        for lane in LANES:
            fate = fate_of(error, row(lane))
            assert fate.state in {WAITING, FAILED, UNKNOWN}
            assert fate.reason
            assert len(fate.reason) <= 80
            assert (fate.wait > 0) is (fate.state == WAITING)
