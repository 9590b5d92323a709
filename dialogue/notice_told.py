"""How a notice is told to those who write, approve and send it: its words, to whom, when, how far it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogue import places
from dialogue.i18n import Lines, Shown, Text, Voice, _, lines
from dialogue.message import Button, Buttons, Document, Message, Photo, Say, column
from dialogue.notice import Draft, filled
from dialogue.questionnaire.broadcast import CALLED, STATUTORY
from dialogue.quiet import Keeps, Quiet

Told = Mapping[str, Any]
"""The columns of a broadcast."""
STATES: dict[str, Text] = {
    "draft": _("draft"),
    "asked": _("waits for approval"),
    "scheduled": _("scheduled"),
    "sending": _("being sent"),
    "held": _("held back"),
    "done": _("sent"),
    "stopped": _("stopped"),
}
HELD: dict[str, Text] = {
    "late": _("It was due while the bot was away, too long ago."),
    "grown": _("There are many more people by now than were confirmed."),
    "role": _("Who released it may not send notices any more."),
    "clock": _("The computer's clock jumped, so it did not go on by itself."),
}
EVERY: dict[str, Text] = {"weekly": _("again every week"), "monthly": _("again every month")}
ONLY: dict[str, Text] = {
    "failed": _("only those whom it did not reach the first time"),
    "unknown": _("only those of whom it is unknown whether it arrived"),
    "unread": _("only those who have not pressed Read"),
}
SHORT = 160
BAR = 10


def beginning(text: str | None) -> str:
    """The first words of a text, on one line."""
    words = " ".join((text or "").split())
    return words if len(words) <= 40 else f"{words[:39]}…"


def words(told: Told, office: str, values: Mapping[str, Shown]) -> Shown:
    """The words of the notice for one person: who writes, the text, and that it is a duty if it is one."""
    draft = Draft(told["text"] or "", tuple(map(tuple, told["marks"] or ())))
    duty = _("The office must tell you this by law.") if told["topic"] == STATUTORY else None
    return lines(_("*{office}*", office=office), filled(draft, values), duty)


def copy(told: Told, office: str, values: Mapping[str, Shown], buttons: Buttons | None = None) -> Message:
    """The notice as one person gets it."""
    said = words(told, office, values)
    if not told["enclosure_id"]:
        return Say(said, buttons)
    kind = Photo if told["is_picture"] else Document
    return kind(told["enclosure_id"], said, buttons)


def values(names: Sequence[str], businesses: Sequence[str], districts: Sequence[str]) -> dict[str, Shown]:
    """What is filled in for a person, by variable; nothing for what is not known."""
    found: dict[str, Shown] = {"nama": names[0]} if names else {}
    if businesses:
        found["usaha"] = Lines(tuple(businesses), ", ")
    if districts:
        found["kecamatan"] = Lines(tuple(places.name_of(code) for code in districts), ", ")
    return found


def under_copy(broadcast_id: int) -> Buttons:
    """What a member can press under a notice."""
    return column(
        Button(_("I have read it"), "seen", (broadcast_id,)),
        Button(_("Ask an officer"), "opened", (broadcast_id, "officer")),
        Button(_("Notices and reminders"), "opened", (broadcast_id, "topics")),
    )


def title(told: Told) -> Text:
    """What it is about, and its state."""
    topic = CALLED[told["topic"]] if told["topic"] else _("not chosen yet")
    return _("*Notice: {topic}* ({state})", topic=topic, state=STATES[told["state"]])


def summary(told: Told) -> Shown:
    """Its first words, as they were typed."""
    text = told["text"] or ""
    return _("“{words}”", words=text if len(text) <= SHORT else f"{text[: SHORT - 1]}…")


def moment(told: Told) -> Text:
    """When it goes out."""
    every = EVERY.get(told["repeats"])
    if told["due_at"] is None:
        return _("When: *at once*, {every}", every=every) if every else _("When: *at once*")
    if every:
        return _("When: *{moment}*, {every}", moment=told["due_at"], every=every)
    return _("When: *{moment}*", moment=told["due_at"])


def audience(filter_told: list[Shown], group: str) -> Shown:
    """Whom it is meant for."""
    meant: tuple[Shown, ...] = tuple(filter_told) or (_("all IKM of the office"),)
    if group:
        meant = (*meant, ONLY[group])
    return _("To: {whom}", whom=Lines(meant, "; "))


def bar(done: int, count: int) -> str:
    """How far it is, as a bar of ten."""
    full = BAR * done // count if count else BAR
    return "▓" * full + "░" * (BAR - full)


def minutes(left: int, per_second: float) -> int:
    """Whole minutes that so many messages still take, at least one."""
    return max(1, round(left / max(per_second, 0.1) / 60))


def going(told: Told, due: datetime, opens: datetime, count: int) -> Shown:
    """When it goes out and to how many, and why not at the hour asked for; a series keeps to that hour, so it
    is said beside it that it is one."""
    every = EVERY.get(told["repeats"])
    if opens == due and every:
        return _(
            "It will be sent on *{moment}*, {every}, to *{count} people*.",
            moment=due,
            every=every,
            count=count,
        )
    sent = _("It will be sent on *{moment}* to *{count} people*.", moment=opens, count=count)
    return sent if opens == due else lines(sent, _quiet(due, every))


def _quiet(due: datetime, every: Shown | None) -> Text:
    if every:
        return _("{moment} ({every}) is in quiet hours or on a holiday.", moment=due, every=every)
    return _("{moment} is in quiet hours or on a holiday.", moment=due)


def had_enough(count: int) -> Text | None:
    """Beside to how many it goes: whom the limit of a week leaves out of them."""
    return (
        _("{count} of them had enough notices this week, so they do not get it.", count=count)
        if count
        else None
    )


def waits(told: Told, office: Keeps, now: datetime) -> Text | None:
    """Under the hour asked for: that it is a quiet one, and until when it still waits; else nothing."""
    if told["due_at"] is None or told["override_reason"]:
        return None
    opens = Quiet.of(office).open_at(told["due_at"])
    return waits_until(opens) if opens > max(told["due_at"], now) else None


def waits_until(opens: datetime) -> Text:
    """Said where the hour asked for is a quiet one."""
    return _("That is in quiet hours or on a holiday. It waits until *{moment}*.", moment=opens)


def for_whatsapp(told: Told, office: str, link: str, language: str) -> str:
    """To be passed on by WhatsApp, in its own markup: no names of anybody, and the way to the bot."""
    voice = Voice(language, bold=("*", "*"), italic=("_", "_"))
    return voice.say(lines(words(told, office, {}), link))
