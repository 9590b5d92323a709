"""What reading a text may come to: a value, a range, a question back, a refusal, or "there is none"."""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from dialogue.i18n import Text

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True)
class Known(Generic[T]):
    """What was said has one fair reading."""

    value: T
    approximate: bool = False


@dataclass(frozen=True)
class Span(Generic[T]):
    """A range was said; it is never added up."""

    low: T
    high: T
    approximate: bool = False


@dataclass(frozen=True)
class Unclear(Generic[T]):
    """A question back. The readings are what may be offered, the likeliest first; there may be none."""

    why: Text
    readings: tuple[Known[T] | Span[T], ...] = ()


@dataclass(frozen=True)
class Invalid:
    """Not a value of this kind, and why."""

    why: Text


@dataclass(frozen=True)
class Nothing:
    """The person says that there is none."""


Outcome: TypeAlias = Known[T] | Span[T] | Unclear[T] | Invalid | Nothing
