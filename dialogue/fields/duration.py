"""A number of days, as people say it: 3 hari, seminggu, dua minggu, sebulan."""

import re
from dataclasses import dataclass
from decimal import Decimal

from dialogue.fields.base import Answers, Context, Field, Given, Offer, Reading, Wrong, needs_words
from dialogue.fields.outcome import Columns, reading_of
from dialogue.i18n import Shown, _
from dialogue.values import Known, Span, read_number

DAYS = {"hari": 1, "hr": 1, "dino": 1, "minggu": 7, "mgg": 7, "mg": 7, "bulan": 30, "bln": 30, "wulan": 30}
ENDING = re.compile(rf"(?:(?P<one>se|sak)\s*|\s*)(?P<unit>{'|'.join(DAYS)})(?:an| kerja)?$")


@dataclass(frozen=True, kw_only=True)
class Duration(Field):
    """Kept as whole days; of a range its longer end, which a buyer can rely on."""

    keeps_odd: bool = True
    most: int = 365
    quick: tuple[tuple[int, Shown], ...] = ()

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=(tuple((label, f"{days} hari") for days, label in self.quick),))

    def read(self, given: Given, context: Context) -> Reading:
        words = (given.value or given.text).strip().lower()
        if not words:
            return needs_words()
        found = ENDING.search(words)
        if not found:
            return Wrong(_("Please write how many days or weeks."))
        number = words[: found.start()].strip() or ("1" if found["one"] else "")
        days = DAYS[found["unit"]]

        def columns(read: Known[Decimal] | Span[Decimal]) -> Columns | Wrong:
            count = (read.high if isinstance(read, Span) else read.value) * days
            if count != int(count) or not 1 <= count <= self.most:
                return Wrong(_("The number of days must be from {least} to {most}.", least=1, most=self.most))
            return {self.name: int(count)}

        return reading_of(read_number(number), self, columns)

    def shows(self, answers: Answers) -> Shown:
        return _("{count} days", count=answers[self.name])
