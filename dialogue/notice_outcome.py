"""What became of a notice, in words: how many, whom it did not reach and why, and what each person did.

Telegram tells nobody what was read, so "read" is said only of who pressed the button.
"""

from collections.abc import Mapping

from dialogue.i18n import Lines, Shown, Text, _

GROUPS: dict[str, Text] = {
    "accepted": _("Accepted by Telegram"),
    "read": _("Pressed Read"),
    "opened": _("Opened another button"),
    "blocked": _("Blocked the bot"),
    "failed": _("Failed"),
    "unknown": _("Not certain"),
    "left_out": _("Left out when their turn came"),
    "waiting": _("Still waiting"),
}
"""Of the people of a notice, in the order in which they are told."""
STATES: dict[str, Text] = {
    "sent": _("accepted by Telegram"),
    "failed": _("failed"),
    "unknown": _("not certain"),
    "closed": _("left out"),
    "waiting": _("still waiting"),
    "sending": _("being sent"),
}
REASONS: dict[str, Text] = {
    "blocked": _("blocked the bot"),
    "deactivated": _("the Telegram account is deleted"),
    "migrated": _("the chat is no more"),
    "no chat": _("the chat is no more"),
    "refused": _("Telegram did not take the message"),
    "not meant": _("does not belong to the list any more, or wants no such news"),
    "role": _("who sent it may not send notices any more"),
    "stopped": _("the sending was stopped"),
    "budget": _("had enough notices this week"),
}
BROKEN = _("a fault of the bot")
CUT_OFF = _("the connection broke off, so it may have arrived")
AGAIN: dict[str, Text] = {
    "failed": _("Send again to those whom it has not reached"),
    "unknown": _("Send again to the uncertain"),
    "unread": _("Send again to who has not pressed Read"),
}
"""Whom it can be sent to again."""


def again_to(group: str, count: int) -> Text:
    """The button that sends it again to a group."""
    return _("{name} ({count})", name=AGAIN[group], count=count)


def reason(state: str, code: str) -> Shown | None:
    """Why a copy did not arrive, or may not have; nothing for one that did or still waits."""
    if state == "unknown":
        return CUT_OFF
    return REASONS.get(code, BROKEN) if state in {"failed", "closed"} else None


def counted(groups: Mapping[str, int], reasons: Mapping[tuple[str, str], int]) -> list[Shown]:
    """A line for each group that has anybody; of those that it did not reach with the reasons."""
    why = {
        "failed": _reasons({code: n for (state, code), n in reasons.items() if state == "failed"}),
        "left_out": _reasons({code: n for (state, code), n in reasons.items() if state == "closed"}),
        "unknown": CUT_OFF,
    }
    told: list[Shown] = []
    for group, label in GROUPS.items():
        if groups.get(group):
            line = _("{group}: *{count}*", group=label, count=groups[group])
            told.append(_("{line} ({why})", line=line, why=why[group]) if group in why else line)
    return told


def _reasons(counts: Mapping[str, int]) -> Shown:
    """Each reason with how many; who blocked the bot is a group of its own."""
    named = {code: count for code, count in counts.items() if code != "blocked"}
    if len(named) == 1:
        return REASONS.get(next(iter(named)), BROKEN)
    each = (_("{why}: {count}", why=REASONS.get(code, BROKEN), count=count) for code, count in named.items())
    return Lines(tuple(each), "; ")
