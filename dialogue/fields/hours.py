"""Hours of a day, from when to when: 07.30-16.00, or overnight, 20.00-07.00."""

import re
from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Reading, Value, Wrong, needs_words
from dialogue.i18n import Shown, _

TIME = re.compile(r"(?<!\d)(\d{1,2})(?:[.:](\d{2}))?(?!\d)")
HALF_DAY = 12 * 60


@dataclass(frozen=True, kw_only=True)
class Hours(Field):
    """Kept as two columns such as 07:30; the field named works has works_from and works_to."""

    is_overnight: bool = False

    def columns(self) -> tuple[str, ...]:
        return (f"{self.name}_from", f"{self.name}_to")

    def read(self, given: Given, context: Context) -> Reading:
        if not given.text.strip():
            return needs_words()
        times = [60 * int(hour) + int(minute or 0) for hour, minute in TIME.findall(given.text)]
        if len(times) != 2 or any(time >= 24 * 60 for time in times) or _has_odd_minute(given.text):
            return Wrong(_("Please write from when to when."))
        begin, end = times
        if self._fits(begin, end):
            return Value(self._told(begin, end))
        moved = (begin + HALF_DAY, end) if self.is_overnight else (begin, end + HALF_DAY)
        if max(moved) < 24 * 60 and self._fits(*moved):
            return Doubt(_("Is this what you mean?"), (self._told(*moved),))
        return Wrong(_("Please write from when to when."))

    def _fits(self, begin: int, end: int) -> bool:
        return end < HALF_DAY <= begin if self.is_overnight else begin < end

    def _told(self, begin: int, end: int) -> dict[str, str]:
        return {
            column: f"{time // 60:02}:{time % 60:02}"
            for column, time in zip(self.columns(), (begin, end), strict=True)
        }

    def shows(self, answers: Answers) -> Shown:
        begin, end = (str(answers[column]).replace(":", ".") for column in self.columns())
        return f"{begin}-{end}"


def _has_odd_minute(text: str) -> bool:
    return any(minute and int(minute) > 59 for _hour, minute in TIME.findall(text))
