"""A letter: the words of a notice, with their lines, bold and links kept, and variables that are known."""

from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Field, Given, Reading, Value, Wrong, needs_words
from dialogue.i18n import Lines, Shown, _
from dialogue.notice import MOST, MOST_UNDER_A_FILE, VARIABLES, unknown_in


@dataclass(frozen=True, kw_only=True)
class Letter(Field):
    """Fills the column of its name, and `marks`."""

    def columns(self) -> tuple[str, ...]:
        return (self.name,)

    def read(self, given: Given, context: Context) -> Reading:
        if not given.text.strip():
            return needs_words()
        most = MOST_UNDER_A_FILE if context.answers.get("enclosure_id") else MOST
        if len(given.text) > most:
            return Wrong(
                _("That is {count} letters; at most {most} fit here.", count=len(given.text), most=most)
            )
        unknown = unknown_in(given.text)
        if unknown:
            known = Lines(tuple(f"{{{one}}}" for one in VARIABLES), ", ")
            name = f"{{{unknown[0]}}}"
            return Wrong(_("{name} is not known. What can be filled in: {known}.", name=name, known=known))
        return Value({self.name: given.text, "marks": [list(mark) for mark in given.marks]})

    def notes(self, columns: Answers) -> Shown:
        return _("The text is kept.")

    def shows(self, answers: Answers) -> Shown:
        return str(answers[self.name])
