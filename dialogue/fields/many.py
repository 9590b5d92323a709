"""Several answers at once: each press ticks one or takes it back, and Done goes on."""

from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Field, Given, Offer, Partial, Reading, Value, Wrong
from dialogue.i18n import Lines, Shown, Text, _
from dialogue.words import plain, same_words

DONE = "done"
DONE_LABEL = _("Done")


@dataclass(frozen=True, kw_only=True)
class Many(Field):
    options: tuple[tuple[str, Text], ...]
    """Value and label; the answer is the list of values, in this order."""
    alone: str = ""
    """A value that stands alone, such as none."""

    def is_readable(self, answers: Answers) -> bool:
        return bool(answers.get(self.name))

    def offers(self, context: Context, page: int) -> Offer:
        ticked = context.answers.get(self.name) or []
        rows = [((_ticked(label) if value in ticked else label, value),) for value, label in self.options]
        return Offer(buttons=(*rows, ((DONE_LABEL, DONE),)))

    def read(self, given: Given, context: Context) -> Reading:
        ticked = set(context.answers.get(self.name) or [])
        if given.value in dict(self.options):
            return Partial({self.name: self._in_order(self._pressed(ticked, given.value))})
        if given.value == DONE or same_words(given.text, DONE_LABEL):
            return self._done(ticked)
        return self._typed(given.text)

    def _pressed(self, ticked: set[str], value: str) -> set[str]:
        if value == self.alone:
            return ticked & {value} ^ {value}
        return (ticked ^ {value}) - {self.alone}

    def _done(self, ticked: set[str]) -> Reading:
        if not ticked:
            return Wrong(_("Please press at least one, or type it."))
        return Value({self.name: self._in_order(ticked)})

    def _typed(self, words: str) -> Reading:
        parts = [part for part in plain(words.replace(" dan ", ",")).split(",") if part.strip()]
        meant = [[value for value, label in self.options if same_words(part, label)] for part in parts]
        if not parts or not all(meant):
            return Wrong(_("Please press one or more of the buttons, then Done."))
        return Value({self.name: self._in_order({values[0] for values in meant})})

    def _in_order(self, ticked: set[str]) -> list[str]:
        return [value for value, _label in self.options if value in ticked]

    def shows(self, answers: Answers) -> Shown:
        labels = dict(self.options)
        return Lines(tuple(labels[value] for value in answers[self.name] if value in labels), ", ")


def _ticked(label: Text) -> Text:
    return _("✓ {label}", label=label)
