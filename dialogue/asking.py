"""How a question, a doubt and the review look: their words, their buttons, and where one is."""

from dataclasses import replace

from dialogue import words
from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Offer
from dialogue.form import REVIEW, Form, Progress, current, doubt_mark
from dialogue.i18n import Lines, Shown, Text, _, lines
from dialogue.message import Button, Buttons, Key, Keys, Message, NoKeys, Say

FEW = 4
"""Options up to this many stand below each other, as wide as the message."""
PRESS = "f"
"""Name of the route that the buttons of all forms take; its arguments: run, question, action."""


def ask(
    form: Form, progress: Progress, context: Context, run: int, note: Shown = ""
) -> tuple[list[Message], Progress]:
    """The next question (or the review) of a run, and the progress with it asked.

    `note` is said first: in the same message, or in one of its own where that must take the keys away.
    """
    field = current(form, progress, context.answers)
    progress = replace(progress, asked=field.name if field else REVIEW)
    asking = _Asking(form, progress, context, run)
    if progress.to_officer:
        question = asking.to_officer()
    else:
        question = asking.question(field) if field else asking.review()
    keeps_keys = bool(progress.doubt) and progress.has_keys
    has_keys = isinstance(question.keyboard, Keys) or keeps_keys
    messages: list[Message] = []
    if progress.has_keys and not has_keys:
        messages.append(Say(note or _("All right, we go on."), NoKeys()))
    elif note:
        question = replace(question, text=lines(note, question.text))
    return [*messages, question], replace(progress, has_keys=has_keys)


class _Asking:
    """The message of one question, in one run."""

    def __init__(self, form: Form, progress: Progress, context: Context, run: int) -> None:
        self.form, self.progress, self.context, self.run = form, progress, context, run

    def question(self, field: Field) -> Say:
        if self.progress.doubt:
            doubt = self._doubt(field)
            if doubt:
                return doubt
        offer = field.offers(self.context, self.progress.page)
        text = lines(self._head(field), self._old(field))
        if offer.keys:
            return Say(text, Keys((*offer.keys, *self._steering_keys(field, offer))))
        rows = tuple(
            tuple(self._button(field, label, f"={value}") for label, value in row) for row in offer.buttons
        )
        return Say(text, Buttons((*rows, *self._steering(field))))

    def review(self) -> Say:
        answers = self.context.answers
        visible = self.form.visible(answers)
        told = [_("{label}: *{answer}*", label=f.label, answer=shown(f, answers)) for f in visible]
        edits = [self._button(f, _("Change: {label}", label=f.label), "edit") for f in visible]
        pairs = [tuple(edits[i : i + 2]) for i in range(0, len(edits), 2)]
        save = (Button(words.SAVE, PRESS, (self.run, REVIEW, "save")),)
        stop = (Button(words.CANCEL, PRESS, (self.run, REVIEW, "cancel")),)
        return Say(Lines((self.form.review, *told)), Buttons((save, *pairs, stop)))

    def _button(self, field: Field, label: Shown, action: str) -> Button:
        return Button(label, PRESS, (self.run, field.name, action))

    def _head(self, field: Field) -> Shown:
        question = field.asks(self.context)
        if self.progress.is_single:
            return question
        visible = self.form.visible(self.context.answers)
        place = visible.index(field) + 1
        return _("*{place} of {count}.* {question}", place=place, count=len(visible), question=question)

    def _old(self, field: Field) -> Shown | None:
        answers = self.context.answers
        if field.is_answered(answers):
            return _("Now: {answer}", answer=field.tells(answers))
        old = self.context.old_words
        return _("Before: {answer}", answer=old) if old else None

    def _steering(self, field: Field) -> tuple[tuple[Button, ...], ...]:
        keep = (self._button(field, words.KEEP, "keep"),) if self._may_keep(field) else ()
        before = self.context.before
        same = (
            (self._button(field, _("Same as last time: {answer}", answer=field.shows(before)), "same"),)
            if field.is_readable(before)
            else ()
        )
        as_is = (self._button(field, words.AS_IS, "asis"),) if self._may_stay_odd(field) else ()
        officer = () if self.context.is_of_office else (self._button(field, words.OFFICER, "officer"),)
        help_row = (self._button(field, words.EXAMPLE, "example"), *officer) if self.form.has_help else ()
        skip = (self._button(field, self._skip(), "skip"),) if field.optional else ()
        stop = self._button(field, self._stop(), "cancel")
        back = (self._button(field, words.BACK, "back"),) if self._has_back(field) else ()
        return tuple(row for row in (same, keep, as_is, skip, help_row, (*back, stop)) if row)

    def _steering_keys(self, field: Field, offer: Offer) -> tuple[tuple[Key, ...], ...]:
        back = (Key(words.BACK),) if self._has_back(field) else ()
        more = (Key(words.MORE),) if offer.has_more else ()
        keep = (Key(words.KEEP),) if self._may_keep(field) else ()
        skip = (Key(self._skip()),) if field.optional else ()
        officer = () if self.context.is_of_office else (Key(words.OFFICER),)
        rows = ((*keep, *more), skip, (Key(words.EXAMPLE), *officer), (*back, Key(self._stop())))
        return tuple(row for row in rows if row)

    def _may_keep(self, field: Field) -> bool:
        return field.is_answered(self.context.answers)

    def _may_stay_odd(self, field: Field) -> bool:
        return field.keeps_odd and self.progress.mistakes >= 2 and bool(self.progress.tried)

    def _has_back(self, field: Field) -> bool:
        is_first = self.form.visible(self.context.answers)[0] is field
        return (not is_first or self.progress.is_edit) and not self.progress.is_single

    def _skip(self) -> Text:
        return words.SKIP if self.form.is_reminded else words.JUST_SKIP

    def _stop(self) -> Shown:
        return words.NEVER_MIND if self.progress.is_single else words.CANCEL

    def _doubt(self, field: Field) -> Say | None:
        assert self.progress.doubt is not None
        reading = field.understand(Given(**self.progress.doubt["given"]), self.context)
        if not isinstance(reading, Doubt):
            return None
        options = self.progress.doubt["options"]
        mark = doubt_mark(options)
        rows: list[tuple[Button, ...]]
        if len(options) == 1:
            label: Shown = _("Yes: {answer}", answer=field.tells(options[0]))
            rows = [(self._button(field, label, f"option-0-{mark}"),)]
        else:
            named = [field.names(option, options) for option in options]
            shown = [self._button(field, name, f"option-{i}-{mark}") for i, name in enumerate(named)]
            wide = 1 if len(shown) <= FEW else 2
            rows = [tuple(shown[i : i + wide]) for i in range(0, len(shown), wide)]
        no = self._button(field, _("No, I answer again"), "none")
        return Say(reading.question, Buttons((*rows, (no,))))

    def to_officer(self) -> Say:
        text = _("What would you like to ask? Write it in one message; an officer will answer.")
        never_mind = Button(words.NEVER_MIND, PRESS, (self.run, self.progress.asked, "resume"))
        return Say(text, Buttons(((never_mind,),)))


def shown(field: Field, answers: Answers) -> Shown:
    """The answer read back, or that there is none yet."""
    return field.tells(answers) if field.is_answered(answers) else _("not filled in yet")
