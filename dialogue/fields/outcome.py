"""From a value that was read (dialogue/values) to what a question does with it."""

from collections.abc import Callable
from typing import Any, TypeVar

from dialogue.fields.base import Doubt, Field, Reading, Value, Wrong
from dialogue.i18n import _
from dialogue.values import Invalid, Known, Nothing, Outcome, Span, Unclear

NEEDED = _("This one is needed. If it is hard, press *Ask an officer*.")
T = TypeVar("T")
Columns = dict[str, Any]


def reading_of(
    outcome: Outcome[T], field: Field, columns: Callable[[Known[T] | Span[T]], Columns | Wrong]
) -> Reading:
    """A value counts at once when it is plain; one that is approximate, a range, or was asked about is
    first read back, and a question goes back when two readings are fair."""
    if isinstance(outcome, Nothing):
        return Wrong(_("If there is none, press *Skip*.") if field.optional else NEEDED)
    if isinstance(outcome, Invalid):
        return Wrong(outcome.why)
    readings = outcome.readings if isinstance(outcome, Unclear) else (outcome,)
    kept = [columns(reading) for reading in readings]
    fair = tuple(one for one in kept if not isinstance(one, Wrong))
    wrong = next((one for one in kept if isinstance(one, Wrong)), None)
    if isinstance(outcome, Unclear) and len(fair) == 1 and wrong:
        return confirm(field, fair[0])
    if isinstance(outcome, Unclear):
        return Doubt(outcome.why, fair) if fair else wrong or Wrong(outcome.why)
    if wrong:
        return wrong
    if isinstance(outcome, Span) or outcome.approximate:
        return confirm(field, fair[0])
    return Value(fair[0])


def confirm(field: Field, columns: Columns) -> Doubt:
    """Read it back, to be accepted with one press."""
    return Doubt(_("Do you mean *{answer}*?", answer=field.shows(columns)), (columns,))
