"""One of a few answers, yes or no, or several at once."""

from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Field, Given, Offer, Reading, Value, Wrong
from dialogue.i18n import Shown, Text, _
from dialogue.words import NO, YES, means, same_words

YES_LABEL, NO_LABEL = _("Yes"), _("No")


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    options: tuple[tuple[str, Shown], ...]
    """Value and label."""

    def is_answered(self, answers: Answers) -> bool:
        return answers.get(self.name) in dict(self.options)

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=tuple(((label, value),) for value, label in self.options))

    def read(self, given: Given, context: Context) -> Reading:
        for value, label in self.options:
            if given.value == value or (
                given.text and isinstance(label, Text) and same_words(given.text, label)
            ):
                return Value({self.name: value})
        return Wrong(_("Please press one of the buttons."))

    def shows(self, answers: Answers) -> Shown:
        return dict(self.options).get(answers[self.name], str(answers[self.name]))


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    yes: Shown = YES_LABEL
    no: Shown = NO_LABEL

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(buttons=(((self.yes, "yes"), (self.no, "no")),))

    def read(self, given: Given, context: Context) -> Reading:
        for value, label, words in ((True, self.yes, YES), (False, self.no, NO)):
            typed = isinstance(label, Text) and same_words(given.text, label)
            if given.value == ("yes" if value else "no") or typed or means(given.text, words):
                return Value({self.name: value})
        return Wrong(_("Please answer yes or no."))

    def shows(self, answers: Answers) -> Shown:
        return self.yes if answers[self.name] else self.no
