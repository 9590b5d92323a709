"""Pressing what a person sees with some words on it, wherever on the screen it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playground import acts
from playground.errors import Refused
from playground.world import Json, Message, Person, World

A_PLACE = (-7.0455, 112.7351)  # where a person is when the location is shared without saying where


def tap(world: World, person: Person, label: str, place: tuple[float, float] = A_PLACE) -> Json:
    """The newest message's buttons come first, then the reply keyboard, then older messages' buttons."""
    every = [text for labels, _ in _in_order(world, person) for text in labels]
    for wanted in (_exactly, _in_any_case, _containing):
        for labels, message in _in_order(world, person):
            found = wanted(label, labels)
            if found is None:
                continue
            if message is not None:
                return acts.press(world, person, message.id, label=found)
            return press_reply_button(world, person, found, place)
    raise Refused(404, f"{person.name} sees nothing to press with {label!r}", labels=every)


def _in_order(world: World, person: Person) -> Iterator[tuple[list[str], Message | None]]:
    """The labels of each keyboard on the screen, and the message it hangs under (None: reply keyboard)."""
    reply = [button["text"] for row in reply_rows(person) for button in row]
    first = True
    for message in reversed(world.chat_of(person).messages.values()):
        if message.from_bot and message.buttons:
            yield [button["text"] for row in message.buttons for button in row], message
            if first:
                yield reply, None
            first = False
    if first:
        yield reply, None


def reply_rows(person: Person) -> list[list[Json]]:
    return person.reply_keyboard["keyboard"] if person.reply_keyboard else []


def _exactly(label: str, labels: Sequence[str]) -> str | None:
    return label if label in labels else None


def _in_any_case(label: str, labels: Sequence[str]) -> str | None:
    return next((text for text in labels if text.casefold() == label.casefold()), None)


def _containing(label: str, labels: Sequence[str]) -> str | None:
    """Only when a single button has the words in it."""
    found = [text for text in labels if label.casefold() in text.casefold()]
    return found[0] if len(found) == 1 else None


def press_reply_button(
    world: World, person: Person, label: str, place: tuple[float, float] = A_PLACE
) -> Json:
    """Sends the button's words, or shares what the button asks for. A one-time keyboard goes away."""
    button = next((b for row in reply_rows(person) for b in row if b["text"] == label), None)
    if button is None:
        raise Refused(404, f"the keyboard of {person.name} has no button {label!r}")
    if person.reply_keyboard and person.reply_keyboard.get("one_time_keyboard"):
        person.reply_keyboard = None
    if button.get("request_contact"):
        return acts.share_contact(world, person)
    if button.get("request_location"):
        return acts.share_location(world, person, *place)
    return acts.write(world, person, label)
