"""What follows from the answers: size class, sector and branch. Indicative until an officer confirms it."""

from dialogue.activities import activity_of, branch_of, sector_of
from dialogue.fields.base import Answers
from dialogue.i18n import Shown, Text, _
from dialogue.questionnaire.activity import BRANCHES
from dialogue.questionnaire.registration import SECTORS

BILLION = 1_000_000_000
CLASSES: dict[str, Text] = {
    "small": _("small industry"),
    "medium": _("medium industry"),
    "large": _("large industry"),
}


def size_class(workers: int, investment: int) -> str:
    """small, medium or large, of all workers and of the rupiah invested without land and buildings.

    Permenperin 64/2016: up to 19 workers and less than 1 billion is small; up to 19 and from 1 billion, or
    20 and more and up to 15 billion, is medium; more is large.
    """
    if workers <= 19:
        return "small" if investment < BILLION else "medium"
    return "medium" if investment <= 15 * BILLION else "large"


def class_of(answers: Answers) -> str | None:
    """The indicative size class; None while workers or investment are unknown, or a told range spans two."""
    men, women, investment = (answers.get(name) for name in ("workers_male", "workers_female", "investment"))
    if men is None or women is None or investment is None:
        return None
    highest = answers.get("investment_high") or investment
    ends = {size_class(men + women, amount) for amount in (investment, highest)}
    return ends.pop() if len(ends) == 1 else None


def tell_size(answers: Answers) -> Shown | None:
    """The size class with its reason; None while it cannot be told."""
    size = class_of(answers)
    if size is None:
        return None
    return _(
        "Indicative: {size}, from {workers} workers and Rp{investment} invested (Permenperin 64/2016).",
        size=CLASSES[size],
        workers=answers["workers_male"] + answers["workers_female"],
        investment=answers["investment"],
    )


def branch_for(answers: Answers) -> str | None:
    """The branch that was told, or else the one that its code or product is usually counted under; None where
    neither tells, or words are kept in its place."""
    if answers.get("branch") or "branch" in (answers.get("flagged") or {}):
        return answers.get("branch")
    activity = activity_of(str(answers.get("main_product") or ""))
    code = str(answers.get("kbli") or (activity.kbli_2025 if activity else ""))
    return branch_of(code) if code else None


def tell_grouping(answers: Answers) -> Shown | None:
    """Sector and branch with their reason: the code's first two digits; None without a code."""
    code = str(answers.get("kbli") or "")
    if not code:
        return None
    sectors = {value: label for value, label, _detail in SECTORS}
    branches = {value: label for value, label, _detail in BRANCHES}
    return _(
        "Indicative: {sector}, branch {branch}, from division {division} of KBLI.",
        sector=sectors[sector_of(code)],
        branch=branches[branch_of(code)],
        division=code[:2],
    )
