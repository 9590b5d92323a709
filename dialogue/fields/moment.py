"""A moment: a day and a time, as people say it: Senin jam 9 pagi, besok jam 2 siang, 30/11 09.00."""

from dataclasses import dataclass
from datetime import datetime

from dialogue.fields.base import Answers, Context, Field, Given, Reading, Wrong, needs_words
from dialogue.fields.day import Read
from dialogue.fields.outcome import Columns, reading_of
from dialogue.i18n import Shown, _
from dialogue.values import Known, Span, read_day


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """Kept as the ISO text of a local time without a zone: the one who reads it knows where it is."""

    def read(self, given: Given, context: Context) -> Reading:
        if not given.text.strip():
            return needs_words()
        return reading_of(
            read_day(given.text, context.today), self, lambda read: self._columns(read, context)
        )

    def _columns(self, read: Known[Read] | Span[Read], context: Context) -> Columns | Wrong:
        moment = read.value if isinstance(read, Known) else None
        if not isinstance(moment, datetime):
            return Wrong(_("Please write the day and the time, such as Monday at 9 in the morning."))
        if moment.date() < context.today:
            return Wrong(_("That day is past. Please write one that is still to come."))
        return {self.name: moment.isoformat(timespec="minutes")}

    def shows(self, answers: Answers) -> Shown:
        moment = datetime.fromisoformat(answers[self.name])
        return _("{day}, {time}", day=moment.date(), time=f"{moment:%H.%M}")
