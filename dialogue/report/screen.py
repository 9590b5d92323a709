"""A list of the report as one message: its title, what it counts, and its lines with their shares."""

from collections.abc import Sequence
from typing import Any

from dialogue.i18n import Shown, Text, Voice, _
from dialogue.report.lines import Line
from dialogue.report.shares import shares
from dialogue.report.view import AXES, LISTS, View

AT_ONCE, ON_PAGE = 20, 12
"""So many lines stand in one message; of more, so many on each page."""
SEVERAL = frozenset({"sold_in", "sold_by", "help", "constraints", "materials"})
"""Lists in which a business may be counted more than once."""
FROM_OWNERS = frozenset({"help", "constraints", "materials"})
LABEL = 28
"""Letters of a label that a button shows."""


def heading(view: View) -> Text:
    """What the list is, and how it is split."""
    return _("*{title}*, {axis}", title=LISTS[view.list], axis=AXES[view.axis])


def period_of_view(view: View, area: str, day: Shown) -> Text:
    """Where and when: the register as it is today, of what came in until the period's end."""
    return _("{area}, {period}, as of {day}.", area=area, period=view.period.title, day=day)


def page_of(lines: Sequence[Line], page: int) -> tuple[int, int, int]:
    """The first and the last line (excluded) of a page, and how many pages there are."""
    if len(lines) <= AT_ONCE:
        return 0, len(lines), 1
    pages = -(-len(lines) // ON_PAGE)
    first = page % pages * ON_PAGE
    return first, min(first + ON_PAGE, len(lines)), pages


def told_lines(view: View, lines: Sequence[Line], total: int) -> list[Shown]:
    """Each line with its number and share. Shares of a whole make 100 together."""
    several = view.list in SEVERAL and not view.axis
    counts = [line.count for line in lines]
    parts = [_share(count, total) for count in counts] if several else shares(counts)
    return [
        _("{label}: {told}", label=line.label, told=line.told)
        if line.told is not None
        else _("{label}: {count} ({share})", label=line.label, count=line.count, share=_percent(line, part))
        for line, part in zip(lines, parts, strict=True)
    ]


def _share(count: int, total: int) -> int:
    return round(100 * count / total) if total else 0


def _percent(line: Line, share: int) -> Shown:
    return _("less than 1%") if line.count and not share else _("{share}%", share=share)


def closing(view: View, lines: Sequence[Line], total: int) -> list[Shown]:
    """What the lines come to, and what must be known to read them."""
    said: list[Shown] = []
    if view.list == "production":
        said.append(_("Unlike units are never added."))
    elif view.list in SEVERAL and not view.axis:
        untold = sum(line.count for line in lines if not line.is_told)
        said.append(
            _(
                "{told} filled it in, {untold} did not: {total} IKM.",
                told=total - untold,
                untold=untold,
                total=total,
            )
        )
        said.append(_("One IKM may be counted in several lines."))
    else:
        said.append(_("Together: {total} IKM.", total=total))
    if view.list in FROM_OWNERS:
        said.append(_("From what owners filled in; buyers cannot post what they need yet."))
    return said


def button_label(voice: Voice, line: Line) -> str:
    """Short words for the button that opens the businesses behind a line."""
    name = voice.say(line.label)
    short = name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"
    return voice.say(_("{label} ({count})", label=short, count=line.count))


def as_plain(voice: Voice, line: Line) -> dict[str, Any]:
    """The filter behind a line, and what its button says."""
    return {"label": button_label(voice, line), "asked": line.asked}
