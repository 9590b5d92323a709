"""A list of the report as rows of a workbook: every group with all its answers, and what they come to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dialogue.i18n import Shown, _
from dialogue.report.amounts import Capacity, Reported, monthly_sums, reported_sums, rounded
from dialogue.report.lines import NOT_TOLD, Counted, by_answer, group_name
from dialogue.report.view import WHOLE

AXIS_NAMES: dict[str, Shown] = {
    WHOLE: _("Together"),
    "districts": _("Kecamatan"),
    "sector": _("Sector"),
    "branch": _("Branch"),
}
HEAD = (_("Split by"), _("Group"))
COUNT = (*HEAD, _("Number of IKM"))
CAPACITY = (*HEAD, _("Unit"), _("Number of IKM"), _("In a month"), _("In a month, up to"))
PRODUCTION = (
    *HEAD,
    _("Unit"),
    _("Number of reports"),
    _("Quantity"),
    _("Quantity, up to"),
    _("Value in rupiah"),
    _("Value in rupiah, up to"),
)
SUM = _("Together")
Row = list[Shown | None]


@dataclass
class Table:
    """Rows below each other; `is_sum` says which are sums."""

    head: Sequence[Shown]
    rows: list[Row] = field(default_factory=list)
    is_sum: list[bool] = field(default_factory=list)

    def add(self, *cells: Shown | None, is_sum: bool = False) -> None:
        self.rows.append(list(cells))
        self.is_sum.append(is_sum)


def _group(axis: str, group: str | None) -> Shown:
    return SUM if axis == WHOLE else group_name(axis, group)


def _grouped(cells: Iterable[Any]) -> dict[str | None, list[Any]]:
    found: dict[str | None, list[Any]] = defaultdict(list)
    for cell in cells:
        found[cell.group].append(cell)
    return found


def add_sizes(table: Table, axis: str, sizes: Sequence[Counted]) -> None:
    """How many there are in each group, and their sum."""
    for one in sizes:
        table.add(AXIS_NAMES[axis], _group(axis, one.group), one.count)
    table.add(AXIS_NAMES[axis], SUM, sum(one.count for one in sizes), is_sum=True)


def add_answers(
    table: Table, name: str, axis: str, sizes: Sequence[Counted], counted: Sequence[Counted]
) -> None:
    """Each answer in each group; then how many businesses there are, each counted once."""
    of_group = _grouped(counted)
    for size in sizes:
        for line in by_answer(name, of_group[size.group]):
            table.add(AXIS_NAMES[axis], _group(axis, size.group), line.label, line.count)
    whole = sum(one.count for one in sizes)
    table.add(AXIS_NAMES[axis], SUM, _("All IKM, each counted once"), whole, is_sum=True)


def add_capacities(table: Table, axis: str, sizes: Sequence[Counted], capacities: Sequence[Capacity]) -> None:
    """What each group can make in a month, by unit; unlike units have no sum."""
    of_group = _grouped(capacities)
    for size in sizes:
        for one in monthly_sums(of_group[size.group]):
            amounts = (rounded(one.low), rounded(one.high)) if one.unit else (None, None)
            group = _group(axis, size.group)
            table.add(AXIS_NAMES[axis], group, one.unit or NOT_TOLD, one.count, *amounts)
    whole = sum(one.count for one in sizes)
    table.add(AXIS_NAMES[axis], SUM, _("All IKM, each counted once"), whole, None, None, is_sum=True)


def add_reports(table: Table, axis: str, sizes: Sequence[Counted], reports: Sequence[Reported]) -> None:
    """What each group reported, by unit; the sum is of reports and rupiah."""
    of_group = _grouped(reports)
    for size in sizes:
        for one in reported_sums(of_group[size.group]):
            amounts = (rounded(one.low), rounded(one.high)) if one.unit else (None, None)
            values = (one.value, one.value_high)
            group = _group(axis, size.group)
            table.add(AXIS_NAMES[axis], group, one.unit or NOT_TOLD, one.count, *amounts, *values)
    count, low, high = (
        sum(getattr(one, part) for one in reports) for part in ("reports", "value", "value_high")
    )
    table.add(AXIS_NAMES[axis], SUM, _("All reports"), count, None, None, low, high, is_sum=True)
