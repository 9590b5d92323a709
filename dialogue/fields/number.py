"""A whole number, as people write or say it: 1.500, selusin, rong puluh, bertiga."""

from dataclasses import dataclass
from decimal import Decimal

from dialogue.fields.base import Answers, Context, Field, Given, Offer, Reading, Value, Wrong, needs_words
from dialogue.fields.outcome import Columns, confirm, reading_of
from dialogue.i18n import Shown, _
from dialogue.values import Known, Nothing, Span, Unclear, read_number


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    joins: bool = False
    least: int = 0
    most: int = 999
    large: int = 10**9
    """From here on the number is read back before it counts."""
    unit: str = ""
    """A word that may stand behind the number, such as orang."""
    is_grouped: bool = True
    """Whether thousands are set apart when it is shown; a year's are not."""
    quick: tuple[int, ...] = ()
    """Numbers to offer as buttons."""

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=(tuple((number, str(number)) for number in self.quick),) if self.quick else ())

    def read(self, given: Given, context: Context) -> Reading:
        words = given.value or self._bare(given.text)
        if not words:
            return needs_words()
        outcome = read_number(words)
        if isinstance(outcome, Nothing) and self.least == 0:
            outcome = Known(Decimal(0))
        if isinstance(outcome, Span):
            ends = (Known(outcome.low), Known(outcome.high))
            outcome = Unclear(_("One number is needed here. Which one?"), ends)
        reading = reading_of(outcome, self, self._columns)
        if isinstance(reading, Value) and reading.columns[self.name] >= self.large:
            return confirm(self, reading.columns)
        return reading

    def _bare(self, typed: str) -> str:
        words = typed.strip().removesuffix("persen").strip() if self.unit == "%" else typed.strip()
        return words[: -len(self.unit)] if self.unit and words.lower().endswith(self.unit) else words

    def _columns(self, read: Known[Decimal] | Span[Decimal]) -> Columns | Wrong:
        number = read.value if isinstance(read, Known) else read.low
        if self.unit == "%" and 0 < number < 1:
            number *= 100  # "setengah" of all
        if number != number.to_integral_value():
            return Wrong(_("That could not be read as a whole number."))
        if not self.least <= number <= self.most:
            ends = {"least": self._plain(self.least), "most": self._plain(self.most)}
            return Wrong(_("The number must be from {least} to {most}.", **ends))
        return {self.name: int(number)}

    def _plain(self, number: int) -> Shown:
        return number if self.is_grouped else str(number)

    def shows(self, answers: Answers) -> Shown:
        number = self._plain(answers[self.name])
        if self.unit == "%":
            return _("{number}%", number=number)
        return _("{number} {unit}", number=number, unit=self.unit) if self.unit else number
