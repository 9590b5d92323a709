"""An hour of the day, and days counted from another day: 1, 3, 7."""

import re
from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Field, Given, Offer, Reading, Value, Wrong, needs_words
from dialogue.fields.hours import TIME
from dialogue.i18n import Lines, Shown, _
from dialogue.words import NO, means, same_words

SWITCH_OFF, OFF = _("Switch it off"), "off"
FARTHEST, MOST = 90, 5


@dataclass(frozen=True, kw_only=True)
class Hour(Field):
    """Kept as 09:00."""

    def read(self, given: Given, context: Context) -> Reading:
        times = [(int(hour), int(minute or 0)) for hour, minute in TIME.findall(given.text)]
        if len(times) != 1 or times[0][0] > 23 or times[0][1] > 59:
            return Wrong(_("Please write one hour of the day."))
        return Value({self.name: f"{times[0][0]:02}:{times[0][1]:02}"})

    def shows(self, answers: Answers) -> Shown:
        return str(answers[self.name]).replace(":", ".")


@dataclass(frozen=True, kw_only=True)
class Days(Field):
    """Kept as numbers in their order; none at all means that it is switched off."""

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=(((SWITCH_OFF, OFF),),))

    def read(self, given: Given, context: Context) -> Reading:
        words = given.text.strip()
        if given.value == OFF or same_words(words, SWITCH_OFF) or means(words, NO | {OFF, "mati", "matikan"}):
            return Value({self.name: []})
        if not words:
            return needs_words()
        days = sorted({int(number) for number in re.findall(r"\d{1,4}", words)})
        is_odd = not re.fullmatch(r"[\d\s,;.&]*(?:(?:dan|hari|h)[\d\s,;.&]*)*", words.lower())
        if is_odd or not days or days[0] < 1 or days[-1] > FARTHEST:
            return Wrong(_("Please write days from 1 to 90, with commas between them."))
        if len(days) > MOST:
            return Wrong(_("Five days are enough; more would only annoy."))
        return Value({self.name: days})

    def shows(self, answers: Answers) -> Shown:
        days = tuple(answers[self.name])
        return _("{days} days", days=Lines(days, ", ")) if days else _("off")
