"""One of a few answers, or yes or no."""

from collections.abc import Callable
from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Field, Given, Offer, Reading, Value, Wrong
from dialogue.i18n import Shown, Text, _
from dialogue.words import NO, YES, means, same_words

YES_LABEL, NO_LABEL = _("Yes"), _("No")


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    options: tuple[tuple[str, Text, Shown], ...]
    """Value, label, and what the button says of it beside the label (or nothing)."""
    proposes: Callable[[Context], str | None] = lambda context: None
    """The value that the question proposes, so that a yes accepts it."""

    def is_readable(self, answers: Answers) -> bool:
        return answers.get(self.name) in self._labels()

    def _labels(self) -> dict[str, Text]:
        return {value: label for value, label, _detail in self.options}

    def offers(self, context: Context, page: int) -> Offer:
        proposed = self.proposes(context)
        ordered = sorted(self.options, key=lambda option: option[0] != proposed)
        return Offer(buttons=tuple(((_button(label, detail), value),) for value, label, detail in ordered))

    def read(self, given: Given, context: Context) -> Reading:
        for value, label in self._labels().items():
            if given.value == value or same_words(given.text, label):
                return Value({self.name: value})
        return self._read_yes_or_no(given, context)

    def _read_yes_or_no(self, given: Given, context: Context) -> Reading:
        proposed = self.proposes(context)
        others = [value for value in self._labels() if value != proposed]
        if proposed is not None and means(given.text, YES):
            return Value({self.name: proposed})
        if proposed is not None and means(given.text, NO) and len(others) == 1:
            return Value({self.name: others[0]})
        return Wrong(_("Please press one of the buttons."))

    def shows(self, answers: Answers) -> Shown:
        return self._labels()[answers[self.name]]


def _button(label: Text, detail: Shown) -> Shown:
    return _("{label}: {detail}", label=label, detail=detail) if detail else label


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    yes: Text = YES_LABEL
    no: Text = NO_LABEL

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=(((self.yes, "yes"), (self.no, "no")),))

    def read(self, given: Given, context: Context) -> Reading:
        for value, label, words in ((True, self.yes, YES), (False, self.no, NO)):
            is_typed = same_words(given.text, label)
            if given.value == ("yes" if value else "no") or is_typed or means(given.text, words):
                return Value({self.name: value})
        return Wrong(_("Please answer yes or no."))

    def shows(self, answers: Answers) -> Shown:
        return self.yes if answers[self.name] else self.no
