"""The fate of a send that raised: sent again, given up, or unknown."""

from dataclasses import dataclass

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.request import NotSent
from storage.outbox import ANNOUNCED, FAILED, UNKNOWN, WAITING, Claimed

BLOCKED, DEACTIVATED, MIGRATED, NO_CHAT = "blocked", "deactivated", "migrated", "no chat"
UNREACHABLE = frozenset({BLOCKED, DEACTIVATED, MIGRATED, NO_CHAT})
"""Reasons that end all writing to a contact until it writes again."""
TIMEOUT, NO_NETWORK = "timeout", "no network"
ANSWERS = 12
"""After so many attempts that ended badly a row is given up, so that it does not block its chat for good."""


@dataclass(frozen=True)
class Fate:
    state: str
    reason: str
    wait: float = 0.0
    """Seconds until it may be tried again."""
    is_network: bool = False


def fate_of(error: TelegramError, row: Claimed) -> Fate:
    """What becomes of this row. BadRequest is a NetworkError to the library, so the order matters."""
    match error:
        case RetryAfter():
            return Fate(WAITING, "too many", wait=_seconds(error))
        case ChatMigrated():
            return Fate(FAILED, MIGRATED)
        case Forbidden():
            return Fate(FAILED, DEACTIVATED if "deactivated" in error.message else BLOCKED)
        case BadRequest():
            no_chat = "chat not found" in error.message.lower()
            return Fate(FAILED, NO_CHAT if no_chat else "refused")
        case NotSent():
            return Fate(WAITING, NO_NETWORK, wait=1.0, is_network=True)
        case TimedOut():
            return _ambiguous(row, TIMEOUT)
        case NetworkError():
            return _ambiguous(row, "network")
    return _ambiguous(row, "garbled")


def _ambiguous(row: Claimed, reason: str) -> Fate:
    """It may have arrived. A question asked twice harms no one and a decision must arrive; an announcement
    is never repeated, and what timed out twice is in two copies already."""
    if row.lane == ANNOUNCED or row.attempts >= ANSWERS or (reason == TIMEOUT and row.reason == TIMEOUT):
        return Fate(UNKNOWN, reason, is_network=reason == TIMEOUT)
    wait = min(60.0, 2.0 ** min(row.attempts, 6))
    return Fate(WAITING, reason, wait=wait, is_network=reason == TIMEOUT)


def _seconds(error: RetryAfter) -> float:
    wait = error._retry_after  # the public property warns about its coming type
    return wait.total_seconds()
