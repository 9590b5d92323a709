"""The reminders: what of, on which days, until when, and in which words. Whom each is for, and whether it is
still to be done, is asked of the database (storage/due.py)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Any

from dialogue.i18n import Shown, Text, _
from dialogue.period import period_of
from dialogue.quiet import DAY, Quiet

NEVER = 10_000
"""Days after which no step follows."""


def _days(days: int) -> Callable[[date, str], date]:
    return lambda anchor, period: anchor + timedelta(days=days)


def _end_of_month(anchor: date, period: str) -> date:
    return period_of(anchor, "month").last


def _end_of_next_period(anchor: date, period: str) -> date:
    return period_of(anchor + timedelta(days=1), period).last


@dataclass(frozen=True)
class Step:
    """One of the days of a kind of reminder, as it stands today."""

    days: int
    last: date
    """It is due for whatever is anchored on this day or earlier."""
    passed: date
    """A later step is due already for whatever is anchored on this day or earlier."""


@dataclass(frozen=True)
class Reminding:
    """One line of the table."""

    kind: str
    title: Text
    """What it is called where an office sets the days."""
    days: tuple[int, ...]
    """When it is said, in days from the day that it is counted from; negative: before it."""
    until: Callable[[date, str], date]
    """The last day on which it may be said, by the day counted from and the office's report period."""
    text: Text
    button: Text
    """Leads to the thing to do."""

    @property
    def is_before(self) -> bool:
        """Whether its days are counted back from a day to come."""
        return self.days[0] < 0

    def steps(self, own: Mapping[str, Any] | None) -> tuple[int, ...]:
        """Its days in their order, or those that the office has set instead; none if it is switched off."""
        return tuple(sorted((own or {}).get(self.kind, self.days)))

    def ends(self, anchor: date, period: str, quiet: Quiet) -> datetime:
        """When it is too late: the end of the last day."""
        return quiet.at(self.until(anchor, period) + DAY, "00:00")

    def today(
        self, own: Mapping[str, Any] | None, period: str, quiet: Quiet, hour: str, today: date
    ) -> list[Step]:
        """Its steps as they stand today. What would be too late when the office may be heard again, after a
        holiday perhaps, is due now."""
        days = self.steps(own)
        following = quiet.open_at(quiet.at(today + DAY, hour))
        ahead = (quiet.day_of(following) - today).days
        found = []
        for step, later in zip_longest(days, days[1:], fillvalue=NEVER):
            due = today - DAY * step
            early = (due + DAY * more for more in range(1, ahead))
            urgent = [anchor for anchor in early if self.ends(anchor, period, quiet) <= following]
            found.append(Step(step, max([due, *urgent]), today - DAY * later))
        return found

    def says(self, **values: Shown) -> Text:
        """Its words about one thing."""
        return Text(self.text.msgid, tuple(values.items()))


REMINDERS = (
    Reminding(
        kind="returned",  # an answer that an officer gave back: to the owner, from the day it was given back
        title=_("An answer to be corrected"),
        days=(2, 5, 10),
        until=_days(30),
        text=_("An officer still waits for one answer about {name}: *{what}*."),
        button=_("Correct this answer"),
    ),
    Reminding(
        kind="certificate",  # a paper that is held: to the owner, up to the day on which it expires
        title=_("A paper that expires"),
        days=(-60, -30, -7),
        until=_days(0),
        text=_("*{what}* of {name} is valid until {day}. Please have it renewed in time."),
        button=_("It is renewed"),
    ),
    Reminding(
        kind="report",  # no report of the period that ended last: to the owner, until the next one ends
        title=_("The production report"),
        days=(1, 10, 20),
        until=_end_of_next_period,
        text=_("The production report *{what}* of {name} is not here yet. It takes one minute."),
        button=_("Fill in the report"),
    ),
    Reminding(
        kind="form",  # a part of the record left half done: to whoever began it, from the last answer on
        title=_("A form left half done"),
        days=(1, 3, 7),
        until=_days(14),
        text=_("*{what}* of {name} is not finished yet. What you filled in is kept."),
        button=_("Go on filling in"),
    ),
    Reminding(
        kind="missing",  # a registered record that is not complete: to the owner, once in a month
        title=_("An answer that is missing"),
        days=(9,),
        until=_end_of_month,
        text=_("One more question to complete the data of {name}:"),
        button=_("Answer now"),
    ),
)
"""What comes first goes first: nobody is reminded of two things on one day."""
BY_KIND = {one.kind: one for one in REMINDERS}
