"""Answering: what an answer or a steering word does to where a person is in a form."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from dialogue.fields.base import Context, Doubt, Field, Given, Partial, Value, Wrong
from dialogue.fields.many import DONE, Many
from dialogue.form import REVIEW, Form, Progress, current, doubt_mark
from dialogue.i18n import Shown, _
from dialogue.words import NO, YES, action_of, means


@dataclass(frozen=True)
class Taken:
    """What came of one answer."""

    progress: Progress
    field: Field | None = None
    """The question that was answered, when `columns` were accepted for it."""
    columns: dict[str, Any] | None = None
    words: str = ""
    """The answer as it was typed; empty for one that was pressed."""
    note: Shown = ""
    """Said before the next question."""
    to_officer: str = ""
    """A question for an officer."""
    is_in_place: bool = False
    """The same question is shown again where it stands, with what was ticked."""
    is_finished: bool = False
    is_left: bool = False
    """The person stopped for now; the draft stays."""


def take(form: Form, progress: Progress, action: str, given: Given, context: Context) -> Taken:
    """What an answer (action `answer`, `option-<n>-<mark>`) or a steering word (`back`, `skip` …) does."""
    field = current(form, progress, context.answers)
    if progress.to_officer and action == "answer" and given.text:
        return Taken(replace(progress, to_officer=False), field, to_officer=given.text)
    progress = replace(progress, to_officer=False)
    if action == "cancel":
        return Taken(progress, is_left=True)
    if action == "officer":
        return Taken(replace(progress, to_officer=True))
    if field is None:
        return _at_review(form, progress, action)
    if action.startswith("option-"):
        return _press_option(progress, field, action, context)
    if action == "none":
        return _none(progress)
    steer = _STEER.get(action)
    return steer(form, progress, field, context) if steer else _answer(progress, field, given, context)


def _at_review(form: Form, progress: Progress, action: str) -> Taken:
    if action == "save":
        return Taken(progress, is_finished=True)
    if action.startswith("edit:"):
        name = action.partition(":")[2]
        if form.field(name):
            return Taken(replace(progress, asked=name, is_edit=True))
    if action == "back":
        return Taken(replace(progress, asked=form.fields[-1].name, is_edit=True))
    return Taken(replace(progress, asked=REVIEW), note=_("Press *Save*, or the answer to be changed."))


def _answer(progress: Progress, field: Field, given: Given, context: Context) -> Taken:
    takes_yes = progress.doubt and (field.yes_is_first or len(progress.doubt["options"]) == 1)
    if takes_yes and means(given.text, YES):
        return _choose(progress, field, 0, context)
    if progress.doubt and means(given.text, NO):
        return _none(progress)
    reading = field.understand(given, context)
    if progress.doubt and field.joins and isinstance(reading, Wrong):
        before = str(progress.doubt["given"].get("text", ""))
        given = replace(given, text=f"{before} {given.text}".strip())
        reading = field.understand(given, context)
        if field.completes and isinstance(reading, Doubt) and len(reading.options) == 1:
            named = reading.options[0]
            if named in progress.doubt["options"]:
                return _choose(progress, field, progress.doubt["options"].index(named), context)
    if isinstance(reading, Partial):
        again = replace(progress, used="")  # the same press takes a tick back
        return Taken(again, field, reading.columns, is_in_place=True)
    if isinstance(reading, Value):
        return _accept(progress, field, reading.columns, given.text or given.phone, context)
    if isinstance(reading, Doubt):
        kept = {name: value for name, value in asdict(given).items() if value and name != "file"}
        return Taken(replace(progress, doubt={"given": kept, "options": list(reading.options)}))
    tried = given.text[:200] or progress.tried
    after = replace(progress, mistakes=progress.mistakes + 1, tried=tried)
    return Taken(after, note=_wrong(reading, field, context, after))


def _wrong(reading: Wrong, field: Field, context: Context, progress: Progress) -> Shown:
    keeps = field.keeps_odd and bool(progress.tried)
    if progress.mistakes == 1 or (context.is_of_office and not keeps):
        example = field.exemplifies(context)
        return _("{reason} For example: {example}", reason=reading.reason, example=example)
    if keeps:
        return _("{reason} Or press *Note it as I wrote it*; an officer looks at it.", reason=reading.reason)
    return _("{reason} An officer can help: press *Ask an officer*.", reason=reading.reason)


def _press_option(progress: Progress, field: Field, action: str, context: Context) -> Taken:
    _option, number, mark = (*action.split("-"), "", "")[:3]
    options = progress.doubt["options"] if progress.doubt else []
    if mark != doubt_mark(options) or not number.isdecimal():
        return Taken(progress)
    return _choose(progress, field, int(number), context)


def _choose(progress: Progress, field: Field, number: int, context: Context) -> Taken:
    options = progress.doubt["options"] if progress.doubt else []
    if not 0 <= number < len(options):
        return Taken(progress)
    assert progress.doubt is not None
    words = progress.doubt["given"].get("text") or progress.doubt["given"].get("phone", "")
    return _accept(progress, field, options[number], str(words), context)


def _none(progress: Progress) -> Taken:
    return Taken(replace(progress, doubt=None), note=_("All right, please answer again."))


def _accept(progress: Progress, field: Field, columns: dict[str, Any], words: str, context: Context) -> Taken:
    note = field.notes({**context.answers, **columns})
    flagged = context.answers.get("flagged") or {}
    if field.name in flagged and "flagged" not in columns:
        left = {name: words for name, words in flagged.items() if name != field.name}
        columns = {**columns, "flagged": left or None}
    return Taken(_past(progress, field.name), field, columns, words, note, is_finished=progress.is_single)


def _past(progress: Progress, name: str) -> Progress:
    """Go on behind this question: to the review it came from, or to wherever the answers lead."""
    return replace(
        progress,
        asked=REVIEW if progress.is_edit else "",
        skipped=tuple(skipped for skipped in progress.skipped if skipped != name),
        is_edit=False,
        doubt=None,
        mistakes=0,
        tried="",
        page=0,
        explained=False,
    )


def _back(form: Form, progress: Progress, field: Field, context: Context) -> Taken:
    if progress.is_edit or progress.is_single:
        return Taken(_past(progress, ""), is_finished=progress.is_single)
    visible = form.visible(context.answers)
    place = visible.index(field)
    if place == 0:
        return Taken(progress, note=_("This is the first question."))
    return Taken(replace(_past(progress, ""), asked=visible[place - 1].name))


def _skip(form: Form, progress: Progress, field: Field, context: Context) -> Taken:
    if not field.optional:
        hard = _("This one is needed. If it is hard, press *Ask an officer*.")
        return Taken(progress, note=_("This one is needed.") if context.is_of_office else hard)
    if progress.is_single:
        return Taken(progress, is_left=True)
    ahead = _past(progress, field.name)
    note: Shown = _("Skipped; you can fill it in later from the menu.") if form.is_reminded else ""
    skipped = (*ahead.skipped, field.name)
    return Taken(replace(ahead, skipped=skipped), note=note)


def _keep(form: Form, progress: Progress, field: Field, context: Context) -> Taken:
    """The same answer once more: it changes nothing, but whoever asked for it again has got it."""
    if not field.is_answered(context.answers):
        return Taken(progress, note=_("There is no earlier answer to keep."))
    columns = {column: context.answers.get(column) for column in field.columns()}
    if field.is_flagged(context.answers):
        columns["flagged"] = context.answers["flagged"]
    return Taken(_past(progress, field.name), field, columns, is_finished=progress.is_single)


def _as_is(form: Form, progress: Progress, field: Field, context: Context) -> Taken:
    """Keep the words last refused: an odd answer never turns a person away."""
    options = progress.doubt["options"] if progress.doubt else []
    offered = next((place for place, one in enumerate(options) if one.get("flagged")), None)
    if offered is not None:
        return _choose(progress, field, offered, context)
    if not field.keeps_odd or not progress.tried:
        return Taken(progress)
    flagged = {**(context.answers.get("flagged") or {}), field.name: progress.tried}
    columns = {**dict.fromkeys(field.columns()), "flagged": flagged}
    note = _("Noted as you wrote it: “{words}”. An officer will look at it.", words=progress.tried)
    past = _past(progress, field.name)
    return Taken(past, field, columns, progress.tried, note, is_finished=progress.is_single)


def _same(form: Form, progress: Progress, field: Field, context: Context) -> Taken:
    if not field.is_readable(context.before):
        return Taken(progress, note=_("There is no earlier answer to keep."))
    columns = {column: context.before.get(column) for column in field.columns()}
    return _accept(progress, field, columns, "", context)


def _example(form: Form, progress: Progress, field: Field, context: Context) -> Taken:
    return Taken(progress, note=_("For example: {example}", example=field.exemplifies(context)))


def _more(form: Form, progress: Progress, field: Field, context: Context) -> Taken:
    return Taken(replace(progress, page=progress.page + 1))


def _save(form: Form, progress: Progress, field: Field, context: Context) -> Taken:
    """Typed before the end: what was ticked is the answer, or there is nothing to save yet."""
    if isinstance(field, Many):
        return _answer(progress, field, Given(value=DONE), context)
    return Taken(progress)


def _resume(form: Form, progress: Progress, field: Field, context: Context) -> Taken:
    return Taken(progress)


_STEER = {
    "resume": _resume,
    "back": _back,
    "skip": _skip,
    "keep": _keep,
    "same": _same,
    "asis": _as_is,
    "example": _example,
    "more": _more,
    "save": _save,
}


def action_for(given: Given) -> str:
    """What typed words ask of the form: to be steered, or to be read as an answer."""
    return action_of(given.text) or "answer"
